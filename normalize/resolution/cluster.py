"""One organisation of a data set: the names that are it, and what they say of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from postulat.normalize.names.acronyms import alone, shown
from postulat.normalize.names.inflections import head, in_nominative
from postulat.normalize.names.nominatives import nominative
from postulat.normalize.names.organisations import acronym, key, kind, slug, spelled_out
from postulat.normalize.names.register_numbers import register_numbers, without_register_numbers
from postulat.normalize.records import Organisation


@dataclass(slots=True)
class Party:
    """The keys that are one organisation, with the spellings of each; `krs_of` and `preferred` are what a user decided."""

    keys: list[str]
    spellings: dict[str, Mapping[str, int]]
    krs_of: Mapping[str, str] = field(default_factory=dict)
    preferred: str | None = None
    key: str = ""
    votes: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for own in self.spellings.values():
            for spelling, count in own.items():
                self.votes[without_register_numbers(spelling) or spelling] += count
        self.key = min(self.keys, key=self.rank_of_key)

    def rank_of_key(self, name: str) -> tuple[bool, bool, int, str]:
        """The key that stands for the organisation: of its shortest full name in the nominative."""
        own = [rank(without_register_numbers(spelling)) for spelling in self.spellings[name]]
        return (*min(own)[:2], len(name.split()), name)

    @property
    def id_key(self) -> str:
        return key(self.preferred) if self.preferred else self.key

    def name(self) -> str:
        """The spelling that a user prefers, else that most documents use: a full name before an acronym, the nominative first."""
        if self.preferred:
            return self.preferred
        best = min(self.votes, key=lambda one: (*rank(one), -self.votes[one], capitals(one), spelled_out(one) != one, one))
        found = shown(best)
        return nominative_name(found.name if found is not None and found.full and found.mark else best)

    def numbers(self, register: str) -> dict[str, bool]:
        """The register numbers that spellings give, and whether each can be one."""
        found = (one for own in self.spellings.values() for spelling in own for one in register_numbers(spelling))
        return {one.digits: one.valid for one in found if one.register == register}

    def krs(self) -> str | None:
        """The user's number, else the only valid one that the documents give."""
        for name in self.keys:
            if name in self.krs_of:
                return self.krs_of[name]
        given = [digits for digits, valid in self.numbers("KRS").items() if valid]
        return given[0] if len(given) == 1 else None

    def organisation(self, organisation_id: str) -> Organisation:
        name = self.name()
        spellings = sorted(self.votes, key=lambda spelling: (-self.votes[spelling], spelling))
        kinds = (found for spelling in (name, *spellings) if (found := kind(spelling)) != "other")
        aliases = tuple(sorted(set(spellings) - {name}))
        return Organisation(organisation_id, name, next(kinds, "other"), self.acronym(name, spellings), self.krs(), aliases)

    def acronym(self, name: str, spellings: list[str]) -> str | None:
        """The acronym that the name shows, else one that another spelling shows or is."""
        if (own := acronym(name)) is not None:
            return own
        for found in map(shown, spellings):
            if found is not None and (found.full or found.mark == "("):
                return found.acronym
        return next((short for one in spellings if one != name and (short := alone(one))), None)


def rank(spelling: str) -> tuple[bool, bool, bool]:
    """Better spellings first: no acronym alone, the head in the nominative, no acronym marked off beside the name."""
    mark = shown(spelling)
    return alone(spelling) is not None, head(bare(spelling)) is not None, mark is not None and mark.mark != ""


def capitals(spelling: str) -> bool:
    return not any(character.islower() for character in spelling)


def nominative_name(spelling: str) -> str:
    return in_nominative(spelling) if head(spelling) else nominative(spelling)


def bare(spelling: str) -> str:
    """A spelling whose head stands first, without quotation marks before it."""
    return spelling.lstrip("„”“\"'«» ")


def organisation_ids(keys: Iterable[str]) -> dict[str, str]:
    """Key of a name → id. Two keys that differ only in letters that ASCII lacks get a mark to tell them apart."""
    ordered = sorted(set(keys))
    counts = Counter(slug(name) or "unnamed" for name in ordered)
    found = {}
    for name in ordered:
        plain = slug(name) or "unnamed"
        mark = "" if counts[plain] == 1 or name.replace(" ", "-") == plain else "-" + hashlib.sha256(name.encode()).hexdigest()[:6]
        found[name] = plain + mark
    return found
