"""The organising office: names of units in prose, in the nominative, and the municipality they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from postulat.normalize.names.nominatives import forms, nominative
from postulat.normalize.vocabulary.phrases import Vocabulary, rows

CAPITAL = r"(?!(?:Wójt|Burmistrz|Prezydent|Starosta|Marszałek)\b)[A-ZŻŹĆĄŚĘŁÓŃ]\w*(?:-\w+)*"
QUOTED = r"[„\"][^„”\"]{1,60}[”\"]"
LINKING = r"(?:i|oraz|ds\.|do|dla|spraw|na|rzecz|w|we|im\.|św\.|m\.\s?st\.|m\.|nr|and|of|for|the)"
CUES = Vocabulary("cues")
BEFORE = 60
"""Characters before a unit's name in which a word such as `zorganizowane przez` speaks for it."""


class Unit(NamedTuple):
    """A unit's name in the nominative and where it stands in the text."""

    name: str
    start: int
    end: int


@cache
def heads() -> str:
    """Every inflected form of a unit's head, longest first, as one pattern."""
    nominatives = {row["head"] for row in rows("units")}
    inflected = {form for form, name in forms().items() if name.lower() in nominatives}
    words = sorted(nominatives | inflected, key=lambda word: (-len(word), word))
    return "(?i:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


@cache
def pattern() -> re.Pattern[str]:
    word = rf"(?:{CAPITAL}|{QUOTED})"
    in_list = rf",\s+{CAPITAL}(?:\s+{CAPITAL}){{0,2}}(?=(?:,\s+{CAPITAL}(?:\s+{CAPITAL}){{0,2}})?\s+(?:i|oraz)\s+{CAPITAL})"
    return re.compile(rf"(?<!\w)(?:{heads()})(?=\s)(?:\s+{word}|(?:\s+{LINKING}){{1,3}}\s+{word}|{in_list})+")


def units(text: str) -> Iterator[Unit]:
    """The units that a text names.

    >>> [unit.name for unit in units("w Wydziale Polityki Społecznej, Równości i Zdrowia Urzędu Miasta Krakowa z organizacjami")]
    ['Wydział Polityki Społecznej, Równości i Zdrowia Urzędu Miasta Krakowa']
    """
    for match in pattern().finditer(text):
        if match[0][0].isupper():
            yield Unit(nominative(" ".join(match[0].split())), match.start(), match.end())


def host_unit(title: str, sentences: list[str]) -> str | None:
    """The unit that held the meeting: named after a word that says so, else the one the title and the text name most."""
    scores: dict[str, int] = {}
    for text, weight in [(title, 2), *((sentence, 1) for sentence in sentences)]:
        for unit in units(text):
            before = text[max(0, unit.start - BEFORE) : unit.start]
            cues = {found.row["cue"] for found in CUES.find(before)}
            score = weight + 3 * ("organiser" in cues) + 2 * ("meeting" in cues)
            scores[unit.name] = scores.get(unit.name, 0) + score
    for name in list(scores):
        longer = [other for other in scores if other != name and other.startswith(name + " ")]
        if len(longer) == 1:
            scores[longer[0]] += scores.pop(name)
    return max(scores, key=lambda name: scores[name]) if scores else None


@cache
def municipality_pattern() -> re.Pattern[str]:
    names = {form: row["name"] for row in rows("municipalities") for form in (row["genitive"], row["name"], row["locative"])}
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"\b(?:Urz\w+\s+(?:Miasta(?:\s+i\s+Gminy)?|Gminy(?:\s+i\s+Miasta)?|Miejsk\w+\s+w|Gminy)|Gmin\w+(?:\s+Miejsk\w+)?|Miast[aoeu]\w*|Prezydent\w*|"
        rf"Burmistrz\w*|Rad\w+\s+Miasta|Rad\w+\s+Miejsk\w+)\s+(?:Miasta\s+)?({known})\b"
    )


def municipality(texts: list[str]) -> str | None:
    """The municipality whose office the texts name, in the nominative; None where its name is not in the vocabulary."""
    names = {form: row["name"] for row in rows("municipalities") for form in (row["name"], row["genitive"], row["locative"])}
    counts: dict[str, int] = {}
    for text in texts:
        for match in municipality_pattern().finditer(text):
            name = names[match[1]]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else None


def municipality_at_end(place: str) -> str | None:
    """The municipality that a place ends with, behind a comma.

    >>> municipality_at_end("Centrum Obywatelskie, ul. Reymonta 20, Kraków"), municipality_at_end("Dom Kultury Kraków")
    ('Kraków', None)
    """
    _, comma, last = place.rpartition(",")
    name = re.sub(r"^\s*\d{2}-\d{3}\s+", "", last).strip(" .")
    return name if comma and any(row["name"] == name for row in rows("municipalities")) else None
