"""Names of offices and organisations back in the nominative: only the head is inflected, what follows it stays as it is."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from postulat.normalize.morphology.analysis import analyse, declined
from postulat.normalize.morphology.kept_facts import kept_heads
from postulat.normalize.vocabulary.phrases import rows

LANGUAGE = "pl"
"""The language whose dictionary inflects the heads."""
CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative")
NOMINAL = ("noun", "adjective", "gerund", "passive_participle")


@cache
def forms() -> dict[str, str]:
    """Form of a head in lower case → its nominative; one that sounds alike in every case stands for itself.

    >>> forms()["uczniowskiego klubu sportowego"], forms()["centrum"], "fundacja" in forms()
    ('Uczniowski Klub Sportowy', 'Centrum', False)
    """
    found: dict[str, str] = {}
    for row in rows("name_heads"):
        made = inflections(row["head"], number_of(row)) if row["language"] == LANGUAGE else frozenset()
        own = row["head"].lower()
        for form in made - {own} or {own}:
            found.setdefault(form, row["head"])
    return found


def number_of(row: dict[str, str]) -> str:
    return row["number"] or "singular"


def inflections(head: str, number: str) -> frozenset[str]:
    """The forms of a head of one or more words that go together.

    >>> sorted(inflections("Rada", "singular"))
    ['rada', 'rady', 'radzie', 'radą', 'radę']
    """
    found = kept_heads().get((head, number))
    return looked_up_inflections(head, number) if found is None else found


def looked_up_inflections(head: str, number: str) -> frozenset[str]:
    words = head.lower().split()
    return frozenset(
        " ".join(form) for case in CASES for form in product(*(in_case(word, head, case, number) or {word} for word in words))
    )


def in_case(word: str, head: str, case: str, number: str) -> frozenset[str]:
    """The forms of a word in a case; of an adjective, those of the head's gender."""
    reads = [read for read in analyse(word, LANGUAGE) if read.word_class in NOMINAL and "nominative" in read.cases]
    lemmas = dict.fromkeys((read.lemma, read.word_class) for read in reads if read.number == number)
    found = set()
    for lemma, word_class in lemmas:
        for form, read in declined(lemma, LANGUAGE):
            fits = case in read.cases and read.number == number and not read.negative and not read.names
            if fits and read.word_class == word_class and (word_class != "adjective" or set(read.genders) & genders(head)):
                found.add(form.lower())
    return frozenset(found)


@cache
def genders(head: str) -> frozenset[str]:
    """The genders that the noun of a head may have."""
    found = {
        gender
        for word in head.lower().split()
        for read in analyse(word, LANGUAGE)
        if read.word_class == "noun" and "nominative" in read.cases and not read.names
        for gender in read.genders
    }
    return frozenset(found or "mfn")


@cache
def invariable() -> frozenset[str]:
    """Heads such as `Centrum`, which sound alike in every case, in lower case."""
    return frozenset(form for form, head in forms().items() if form == head.lower())


@cache
def longest_form() -> int:
    return max(len(form.split()) for form in forms())


def nominative(name: str) -> str:
    """The name with its head in the nominative; a name whose head is not known is left alone.

    >>> nominative("Wydziale Edukacji Urzędu Miasta Krakowa"), nominative("Uczniowskiego Klubu Sportowego „Iskra”")
    ('Wydział Edukacji Urzędu Miasta Krakowa', 'Uczniowski Klub Sportowy „Iskra”')
    """
    words = name.split(" ")
    for count in range(min(longest_form(), len(words)), 0, -1):
        head = forms().get(" ".join(words[:count]).lower())
        if head is not None and re.match(r"\w", head):
            return " ".join([head, *words[count:]])
    return name
