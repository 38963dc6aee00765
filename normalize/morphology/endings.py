"""Word forms of languages without a dictionary of inflections: closed classes by table, lemmas by `simplemma`, the rest by ending.

The tables of a language are `word_forms.csv` (auxiliaries, pronouns, negations, irregular verbs: all readings of a form), and
`verb_endings.csv` (what an ending tells, and the lemma's ending in its place).
"""

from __future__ import annotations

from functools import cache
from typing import cast

from postulat.normalize.morphology.reading import Reading, WordClass
from postulat.normalize.vocabulary.phrases import rows

SHORTEST_STEM = 2
"""Letters that must stand before an ending."""


def analyse(form: str, language: str) -> tuple[Reading, ...]:
    """All readings of a form: those of the closed classes, else one for each ending that fits.

    >>> [(reading.lemma, reading.word_class, reading.tense) for reading in analyse("considered", "en")]
    [('consider', 'verb', 'past'), ('consider', 'passive_participle', '')]
    """
    lower = form.lower()
    if known := closed(language).get(lower):
        return known
    negative, bare = negated(lower, language)
    base = lemma(bare, language)
    if base == bare and form != lower:
        base = lemma(form, language)
    found: dict[Reading, None] = {}
    for ending, row in endings(language):
        stem = bare.removesuffix(ending)
        if stem != bare and len(stem) >= SHORTEST_STEM:
            lemmas = {base} if base != bare or not row["lemma_ending"] else set()
            lemmas |= {stem + row["lemma_ending"]} if row["lemma_ending"] else set()
            for one in sorted(lemmas):
                found[read_row(row, one)._replace(negative=negative)] = None
    if not found:
        found[Reading(base, "other" if base != bare else "unknown", negative=negative)] = None
    return tuple(found)


def negated(form: str, language: str) -> tuple[bool, str]:
    """Whether a form begins with its language's negation; and the form without it."""
    for row in rows("negative_prefixes"):
        if row["language"] == language and form.startswith(row["prefix"]):
            bare = form.removeprefix(row["prefix"])
            if len(bare) > SHORTEST_STEM and form not in exceptions(row["exceptions"]):
                return True, bare
    return False, form


@cache
def exceptions(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


def lemma(form: str, language: str) -> str:
    """The lemma by the language's dictionary; the form itself where it has none."""
    import simplemma

    try:
        return simplemma.lemmatize(form, lang=language).lower()
    except ValueError:
        return form


@cache
def closed(language: str) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, tuple[Reading, ...]] = {}
    for row in rows("word_forms"):
        if row["language"] == language:
            found[row["form"]] = (*found.get(row["form"], ()), read_row(row, row["lemma"]))
    return found


@cache
def endings(language: str) -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple((row["ending"], row) for row in rows("verb_endings") if row["language"] == language)


def read_row(row: dict[str, str], lemma: str) -> Reading:
    word_class = cast("WordClass", row["word_class"])
    return Reading(
        lemma,
        word_class,
        tense=row["tense"],
        aspect=row["aspect"],
        mood=row["mood"],
        person=row["person"],
        number=row["number"],
        voice=row["voice"],
        negative=row["negative"] == "yes",
    )
