"""A source out of its TOML file; a mistake in it is one line that names the file and the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from postulat.extract.fetch.errors import SourceError
from postulat.extract.fetch.http.address_guard import EVERYWHERE
from postulat.extract.fetch.http.url import canonical, is_address
from postulat.extract.fetch.sources.source import ROLES, Caps, Manners, Pattern, Source

PLAIN = ("name", "title", "language", "office", "municipality", "start_role")
LISTS = ("start", "hosts", "drop_parameters")


def parse(text: str, file: str, name: str) -> Source:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{file}: {error}") from None
    return SourceFileReader(file).source(table, name, text)


@dataclass(frozen=True, slots=True)
class SourceFileReader:
    """Reads a source's keys, and says of a wrong one in which file and under which name it stands."""

    file: str

    def source(self, table: dict[str, Any], name: str, text: str) -> Source:
        self.known(table, "", (*PLAIN, *LISTS, "links", "caps", "manners", "allow_private", "recheck"))
        links = self.table(table, "links")
        self.known(links, "links.", (*ROLES, "skip"))
        plain = {key: self.text(table, key) for key in PLAIN if key in table}
        lists = {key: self.texts(table, key) for key in LISTS if key in table}
        role = plain.get("start_role", "listing")
        if role not in ("listing", "article"):
            self.wrong("start_role", "must be 'listing' or 'article'")
        start = []
        for url in lists.get("start", ()):
            if not is_address(url) or not urlsplit(url).hostname:
                self.wrong("start", f"not an address: {url}")
            start.append(canonical(url))
        return Source(
            name=plain.get("name", name) or name,
            start=tuple(dict.fromkeys(start)),
            title=plain.get("title", ""),
            hosts=lists.get("hosts", ()),
            language=plain.get("language", ""),
            office=plain.get("office", ""),
            municipality=plain.get("municipality", ""),
            start_role=role,
            patterns={key: self.patterns(links, key) for key in ROLES if key in links},
            skip=self.patterns(links, "skip") if "skip" in links else (),
            drop_parameters=lists.get("drop_parameters", ()),
            caps=Caps(**self.numbers(table, "caps", Caps(), int)),
            manners=Manners(**self.numbers(table, "manners", Manners(), float)),
            allow_private=self.private(table),
            recheck=self.truth(table, "recheck", True),
            text=text,
        )

    def wrong(self, key: str, what: str) -> None:
        raise SourceError(f"{self.file}: {key}: {what}")

    def known(self, table: dict[str, Any], prefix: str, keys: Iterable[str]) -> None:
        for key in table:
            if key not in keys:
                self.wrong(f"{prefix}{key}", f"no such key; there are {', '.join(keys)}")

    def table(self, table: dict[str, Any], key: str) -> dict[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, f"must be a table ([{key}])")
        return dict(value)

    def text(self, table: dict[str, Any], key: str) -> str:
        if not isinstance(table[key], str):
            self.wrong(key, "must be a text in quotes")
        return str(table[key])

    def texts(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        value = table[key]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, 'must be a list of texts: ["…", "…"]')
        return tuple(value)

    def truth(self, table: dict[str, Any], key: str, default: bool, prefix: str = "") -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            self.wrong(prefix + key, "must be true or false")
        return bool(value)

    def private(self, table: dict[str, Any]) -> tuple[str, ...]:
        value = table.get("allow_private", False)
        if isinstance(value, bool):
            return (EVERYWHERE,) if value else ()
        return self.texts(table, "allow_private")

    def patterns(self, links: dict[str, Any], role: str) -> tuple[Pattern, ...]:
        given = links[role]
        if not isinstance(given, list):
            self.wrong(f"links.{role}", "must be a list of patterns: ['…', {url = '…', text = '…'}]")
        return tuple(self.pattern(item, f"links.{role}[{index}]") for index, item in enumerate(given))

    def pattern(self, item: object, key: str) -> Pattern:
        if isinstance(item, str):
            return Pattern(url=self.expression(item, key))
        if not isinstance(item, dict) or not item:
            self.wrong(key, "must be a pattern in quotes or {url = '…', text = '…'}")
            raise AssertionError
        self.known(item, f"{key}.", ("url", "text"))
        return Pattern(**{part: self.expression(value, f"{key}.{part}") for part, value in item.items()})

    def expression(self, value: object, key: str) -> re.Pattern[str]:
        if not isinstance(value, str) or not value:
            self.wrong(key, "must be a pattern in quotes")
        try:
            return re.compile(str(value), re.I)
        except re.error as error:
            raise SourceError(f"{self.file}: {key}: not a regular expression: {error}") from None

    def numbers(self, table: dict[str, Any], key: str, defaults: object, kind: Callable[[Any], Any]) -> dict[str, Any]:
        """The numbers of a table, each at least 0, of the kind that the default has."""
        given = self.table(table, key)
        names = tuple(type(defaults).__dataclass_fields__)  # type: ignore[attr-defined]
        self.known(given, f"{key}.", names)
        found: dict[str, Any] = {}
        for name, value in given.items():
            default = getattr(defaults, name)
            if isinstance(default, bool):
                found[name] = self.truth(given, name, default, f"{key}.")
                continue
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
                self.wrong(f"{key}.{name}", "must be a number, 0 or more")
            if isinstance(default, int) and value != int(value):
                self.wrong(f"{key}.{name}", "must be a whole number")
            found[name] = int(value) if isinstance(default, int) else kind(value)
        return found
