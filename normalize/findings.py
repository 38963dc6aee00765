"""Finding codes and their messages: rows of `vocabulary/findings.csv`, in each language, filled with named values.

A new finding is one row there (code, variant, severity, titles, message templates, advice, example) and one call:

    made.find("numbering-gap", record_id=postulate_id, missing="4", number=5)                    # in normalize
    notes.append(Note("hidden-text", "html-table", places, {"text": shortened(text)}))           # in extract
    finding(document_id, "duplicate-document", values={"source": document.source})               # elsewhere

A code that says several things has a row for each, told apart by `variant`; a row without titles or advice has those of the code's
first. Code and variant are written as plain texts at the call: tests/test_findings.py reads them there, and holds that every call
has its row, every row its call, and both the same names of values.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import cast

from postulat.extract.characters.escapes import escaped, hidden_as_json
from postulat.extract.characters.excerpt import shortened as shortened
from postulat.extract.document import Note, Place, Severity, Value, locator
from postulat.extract.errors import one_line
from postulat.normalize.records import Finding
from postulat.normalize.wording import ENGLISH, Words, worded, words_by_key, words_of

PATH = Path(__file__).parent / "vocabulary" / "findings.csv"
NOTHING: Mapping[str, Value] = MappingProxyType({})
WORDS = PATH.with_name("finding_words.csv")
NUMBER = re.compile(r"\d+")
VALUE = re.compile(r"\{(\w+)(:words)?\}")
"""A named value in a template; `:words` says that the value is a key of `finding_words.csv`, or several, and shown in words."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a code says: a row of the table."""

    code: str
    variant: str
    severity: Severity
    titles: Words
    messages: Words
    advice: Words
    example: str

    @property
    def names(self) -> frozenset[str]:
        """The named values that the messages take."""
        return frozenset(match[1] for text in self.messages for match in VALUE.finditer(text))


@cache
def kinds() -> dict[tuple[str, str], Kind]:
    """Code and variant → what it says, in the order of the table."""
    found: dict[tuple[str, str], Kind] = {}
    first: dict[str, Kind] = {}
    for row in worded(PATH, PATH.name, ("code", "variant")):
        titles, messages, advice = (words_of(row, name) for name in ("title", "message", "advice"))
        of = first.get(row["code"])
        if of is not None:
            titles, advice = titles if any(titles) else of.titles, advice if any(advice) else of.advice
        severity = cast("Severity", row["severity"])
        kind = Kind(row["code"], row["variant"], severity, titles, messages, advice, row["example"])
        first.setdefault(kind.code, kind)
        found[kind.code, kind.variant] = kind
    return found


@cache
def codes() -> dict[str, Kind]:
    """Code → the first of its rows, whose title and advice are the code's."""
    found: dict[str, Kind] = {}
    for kind in kinds().values():
        found.setdefault(kind.code, kind)
    return found


def words() -> dict[str, Words]:
    """Key of a value → what it is called."""
    return words_by_key(WORDS, WORDS.name)


def finding(
    document_id: str,
    code: str,
    variant: str = "",
    record_id: str | None = None,
    places: tuple[Place, ...] = (),
    values: Mapping[str, Value] = NOTHING,
) -> Finding:
    """A finding with the severity of its row, and its message in English.

    >>> found = finding("d1", "numbering-gap", "", "d1.p5", values={"missing": "4", "number": 5})
    >>> found.severity, found.message, found.values
    ('warning', '4 missing before 5', '{"missing": "4", "number": 5}')
    """
    kind = kinds()[code, variant]
    page = places[0].page if places else None
    text = filled(kind, values, ENGLISH)
    where = locator(places) or None
    return Finding(document_id, kind.severity, code, text, record_id, page, where, as_json(values), variant or None)


def fault(step: str, error: BaseException) -> dict[str, Value]:
    """The values of an `internal-error`: the step, what went wrong in it, and the line of ours for whoever mends it."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).stem}:{last.lineno}"
    return {"step": step, "error": f"{type(error).__name__}: {one_line(error)}", "where": where}


def of_note(document_id: str, note: Note) -> Finding:
    """What a reader noted as a finding."""
    return finding(document_id, note.code, note.variant, None, note.places, note.values)


def message(found: Finding, language: str) -> str:
    """The message in a language. A finding that the table does not know, or whose values do not fit, says what it said.

    >>> message(finding("d1", "numbering-gap", values={"missing": "4", "number": 5}), "pl")
    'brakuje 4 przed 5'
    """
    kind = kinds().get((found.code, found.variant or ""))
    values = values_of(found)
    return found.message if kind is None or kind.names - values.keys() else filled(kind, values, language)


def translated(found: Finding, language: str) -> Finding:
    """The finding with its message in a language."""
    text = message(found, language)
    return found if text == found.message else replace(found, message=text)


def values_of(found: Finding) -> dict[str, Value]:
    """The named values of a finding.

    >>> values_of(finding("d1", "numbering-gap", values={"missing": "4", "number": 5}))
    {'missing': '4', 'number': 5}
    """
    try:
        given = json.loads(found.values or "{}")
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


def with_values(found: Finding, values: Mapping[str, Value]) -> Finding:
    """The finding with other values of the same names, and its message made of them; it is left where they do not fit."""
    changed = replace(found, values=as_json(values))
    return replace(changed, message=message(changed, ENGLISH))


def as_json(values: Mapping[str, Value]) -> str | None:
    return hidden_as_json(json.dumps(dict(values), ensure_ascii=False, sort_keys=True)) if values else None


def title(code: str, language: str) -> str:
    """What a code is called; a code that the table does not know is called what it is.

    >>> title("numbering-gap", "pl"), title("some-new-code", "pl")
    ('luka w numeracji', 'some-new-code')
    """
    kind = codes().get(code)
    return code if kind is None else kind.titles.said(language)


def advice(found: Finding, language: str) -> str:
    """What to do about a finding."""
    kind = kinds().get((found.code, found.variant or "")) or codes().get(found.code)
    return "" if kind is None else kind.advice.said(language)


def filled(kind: Kind, values: Mapping[str, Value], language: str) -> str:
    """The message of a kind with its values in it."""

    def shown(match: re.Match[str]) -> str:
        value = values[match[1]]
        several = value if isinstance(value, (list, tuple)) else (value,)
        return ", ".join(in_words(str(one), language) if match[2] else escaped(str(one)) for one in several)

    return VALUE.sub(shown, kind.messages.said(language))


def in_words(value: str, language: str) -> str:
    """A key in words; of `2: answer` each side that is a key, and what is no key as it is.

    >>> in_words("numbers-follow", "en"), in_words("2: answer", "pl"), in_words("page 3 is broken", "pl")
    ('its numbers follow', '2: odpowiedź', 'strona 3 jest zepsuta')
    """
    return ": ".join(said_part(part, language) for part in value.split(": "))


def said_part(part: str, language: str) -> str:
    """A key in words; of what a reader says with a number in it, the key has `#` in place of the number."""
    key = NUMBER.sub("#", part)
    found = words().get(part) or words().get(key)
    if found is None:
        return part
    numbers = iter(NUMBER.findall(part) if part != key else ())
    return re.sub("#", lambda _: next(numbers, "#"), found.said(language))
