"""Names as a sentence inflects them: what their nominative certainly is, and what it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product, takewhile
from typing import NamedTuple

from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.names.nominatives import forms, invariable, longest_form, nominative
from postulat.normalize.vocabulary.phrases import Vocabulary, rows

LEADING_ADJECTIVES = 3
"""Adjectives before a head, such as `Krakowskiego Forum`, that are put in the nominative with it."""
LONGEST_AGREEMENT = 4
"""Adjectives in a row, or a noun and its adjectives, that may be inflected after the head."""
SHORTEST_WORD = 4
"""Letters of a word that is taken for an inflected one."""
MOST_READINGS = 200
"""Nominatives tried for one name."""
CASES_OF_ADJECTIVES = ("genitive", "instrumental")
"""Cases of a head in which the adjectives behind it are put upright with it."""
OBLIQUE = frozenset({"genitive", "dative", "instrumental", "locative"})
"""Cases that an ending of an adjective shares with others: "Fundacji Starej" is any of three."""
BRANCHES = Vocabulary("branch_words")
"""Words that name a part of an organisation."""
FEMININE = re.compile(r"(?<!wojewod)(?<!starost)(?:a|ść|chorągiew|straż|sieć)$")
NEUTER = re.compile(r"(?:o|e|um)$")


class NameHead(NamedTuple):
    """The inflected head of a name: its nominative, how many words it has, its gender and the case as far as its ending tells."""

    nominative: str
    words: int
    gender: str
    case: str


class NominativeForm(NamedTuple):
    """A word as it may stand in the nominative."""

    text: str
    word: str
    gender: str


@cache
def head(name: str) -> NameHead | None:
    """The head of a name that is not in the nominative; None where it is, or where the head is not known.

    >>> head("Krakowskim Forum Organizacji")
    NameHead(nominative='Krakowskie Forum', words=2, gender='n', case='instrumental')
    >>> head("Krakowskie Forum Organizacji") is None
    True
    """
    words = name.split()
    for count in range(min(LEADING_ADJECTIVES, len(words) - 1) + 1):
        found = noun_head(words[count:])
        if found is None:
            if words[count : count + 1] and not any(adjective(words[count], gender) for gender in "mnf"):
                return None
            continue
        leading = [adjective(word, found.gender) for word in words[:count]]
        if not all(leading) or (found.case == "" and not count):
            return None
        text = " ".join([*(word for word in leading if word), found.nominative])
        case = found.case or ("instrumental" if re.search(r"[yi]m$", words[0].casefold()) else "genitive")
        return NameHead(text, count + found.words, found.gender, case)
    return None


def noun_head(words: list[str]) -> NameHead | None:
    """The head that the words begin with. One that sounds alike in every case has no case."""
    for count in range(min(longest_form(), len(words)), 0, -1):
        form = " ".join(words[:count]).lower()
        found = forms().get(form)
        if found is None:
            continue
        first = found.split()[0]
        if form in invariable():
            return NameHead(" ".join(words[:count]), count, gender_of(first), "")
        if form == found.lower():
            return None
        case = "accusative" if form.endswith("ę") else "instrumental" if re.search(r"(?:em|ą)\b", form) else "genitive"
        return NameHead(found, count, gender_of(first), case)
    return None


def gender_of(noun: str) -> str:
    """
    >>> gender_of("Fundacja"), gender_of("Forum"), gender_of("Klub"), gender_of("Wojewoda")
    ('f', 'n', 'm', 'm')
    """
    lower = noun.casefold()
    return "f" if FEMININE.search(lower) else "n" if NEUTER.search(lower) else "m"


def adjective(word: str, gender: str) -> str | None:
    """An inflected adjective in the nominative; None where the ending is another gender's.

    >>> adjective("Krakowskiego", "n"), adjective("Ogólnopolskiej", "f"), adjective("DRUGIM", "m"), adjective("Ekologicznej", "m")
    ('Krakowskie', 'Ogólnopolska', 'DRUGI', None)
    """
    lower = word.casefold()
    if not lower[1:].endswith(adjective_forms(gender)):
        return None
    for row in endings():
        if row["word"] == "adjective" and row["gender"] == gender and fits(lower, row["form"]):
            ending = row["nominative"].upper() if word.isupper() else row["nominative"]
            return word[: len(word) - len(row["form"])] + ending
    return None


@cache
def adjective_forms(gender: str) -> tuple[str, ...]:
    """The endings of a gender's inflected adjectives: most words have none of them, which is told at once."""
    return tuple({row["form"] for row in endings() if row["word"] == "adjective" and row["gender"] == gender})


def in_nominative(name: str) -> str:
    """The name with its head, the adjectives before it and those behind it that can be of nothing else, in the nominative.

    >>> in_nominative("Krakowskiego Forum Organizacji"), in_nominative("Małopolskiej Izbie Rolników")
    ('Krakowskie Forum Organizacji', 'Małopolska Izba Rolników')
    >>> in_nominative("Fundacji Ekologicznej Bór"), in_nominative("Fundacji Zielonej Góry")
    ('Fundacja Ekologiczna Bór', 'Fundacja Zielonej Góry')
    """
    found = head(name)
    if found is None:
        return nominative(name)
    return " ".join([found.nominative, *of_the_head(name.split()[found.words :], found)])


def of_the_head(rest: list[str], found: NameHead) -> list[str]:
    """What stands behind a head, with the adjectives in its case and gender in the nominative, unless a noun behind them may own
    them."""
    own = list(takewhile(bool, (adjective(word, found.gender) or "" for word in rest)))
    behind = rest[len(own) : len(own) + 1]
    if own and found.case in CASES_OF_ADJECTIVES and not (behind and owns(behind[0], found)):
        return [*own, *rest[len(own) :]]
    return rest


def owns(word: str, found: NameHead) -> bool:
    """Whether adjectives in a head's case and gender may be those of the word behind them: a noun in the same, or one not known."""
    if not word[:1].isalpha():
        return False
    reads = analyse(word, "pl")
    if not reads or any(read.word_class == "unknown" for read in reads):
        return word[:1].isupper()
    nouns = [read for read in reads if read.word_class == "noun" and not {"first_name", "surname"} & {*read.names}]
    alike = {found.gender} if found.gender == "f" else {"m", "n"}
    return any(OBLIQUE & {*read.cases} and read.number == "singular" and alike & {*read.genders} for read in nouns)


def readings(rest: list[str], found: NameHead) -> Iterator[list[str]]:
    """What may follow the head in the nominative, where more of the name than its head is inflected; lower case.

    Adjectives of the head come first, then a name of its own that is inflected with it. A noun in the genitive that belongs to
    the name looks the same, so these are readings to look up, not to believe.

    >>> one = NameHead("Fundacja", 1, "f", "genitive")
    >>> ["zielona", "iskra"] in readings(["zielonej", "iskry"], one), list(readings(["przyjaciół", "dzieci"], one))
    (True, [])
    """
    count = 0
    for length in range(1, min(LONGEST_AGREEMENT, len(rest)) + 1):
        for chosen in product(*(word_readings(word, found.case) for word in rest[:length])):
            if agree(chosen, found.gender):
                yield [*(reading.text for reading in chosen), *rest[length:]]
                count += 1
                if count == MOST_READINGS:
                    return


def upright_parts(words: list[str]) -> list[str]:
    """The words of a folded name with the branch that it names, and the adjectives behind it, in the nominative.

    >>> upright_parts("polski związek niewidomych okręgu małopolskiego".split())
    ['polski', 'związek', 'niewidomych', 'okręg', 'małopolski']
    """
    found = list(words)
    index = 1
    while index < len(words):
        part = noun_head(words[index:]) if words[index] in forms() and BRANCHES.first(words[index]) else None
        index += 1
        if part is None or not part.case:
            continue
        found[index - 1 : index - 1 + part.words] = part.nominative.casefold().split()
        index += part.words - 1
        while index < len(words) and (upright := adjective(words[index], part.gender)) is not None:
            found[index] = upright
            index += 1
    return found


def agree(chosen: tuple[NominativeForm, ...], gender: str) -> bool:
    """Whether words go together: adjectives of the head, then at most one noun with adjectives of its gender around it."""
    rest = list(chosen)
    while rest and rest[0].word == "adjective" and rest[0].gender == gender:
        rest.pop(0)
    if not rest:
        return True
    nouns = [index for index, reading in enumerate(chosen) if reading.word == "noun"]
    if len(nouns) != 1:
        return False
    own = chosen[nouns[0]].gender
    return all(reading.gender == own for reading in rest) or (nouns[0] == len(chosen) - len(rest) and not rest[1:])


@cache
def word_readings(word: str, case: str) -> tuple[NominativeForm, ...]:
    """What an inflected word may be in the nominative; the first part of a compound such as `turystyczno-` stays as it is."""
    found = [NominativeForm(word, "adjective", gender) for gender in "mnfp" if len(word) >= SHORTEST_WORD and word.endswith("o")]
    for row in endings():
        if row["case"] == case and fits(word, row["form"]):
            text = word[: len(word) - len(row["form"])] + row["nominative"]
            found.append(NominativeForm(text, row["word"], row["gender"]))
    return tuple(dict.fromkeys(found))


def fits(word: str, form: str) -> bool:
    return len(word) >= SHORTEST_WORD and len(word) > len(form) and word.endswith(form)


@cache
def endings() -> tuple[dict[str, str], ...]:
    """Longest first, so that `-kiego` is tried before `-ego`."""
    return tuple(sorted(rows("endings"), key=lambda row: -len(row["form"])))
