"""Polish word forms by Morfeusz 2, a dictionary of all inflected forms; its tags in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from postulat.normalize.morphology.reading import Reading, WordClass

if TYPE_CHECKING:
    import morfeusz2

CLASSES: dict[str, WordClass] = {
    **dict.fromkeys(("fin", "bedzie", "praet", "impt", "imps", "cond", "winien", "aglt"), "verb"),
    "inf": "infinitive",
    "ppas": "passive_participle",
    "pact": "active_participle",
    **dict.fromkeys(("pcon", "pant"), "converb"),
    "ger": "gerund",
    "pred": "predicative",
    **dict.fromkeys(("subst", "depr"), "noun"),
    **dict.fromkeys(("adj", "adja", "adjp", "adjc"), "adjective"),
    "adv": "adverb",
    **dict.fromkeys(("num", "numcomp", "dig", "romandig"), "numeral"),
    **dict.fromkeys(("ppron12", "ppron3", "siebie"), "pronoun"),
    "prep": "preposition",
    **dict.fromkeys(("conj", "comp"), "conjunction"),
    **dict.fromkeys(("part", "frag"), "particle"),
    "brev": "abbreviation",
    "interj": "interjection",
    "ign": "unknown",
}
"""The flexemes of the tag set and our word classes; any other is `other`."""
CASES = {
    "nom": "nominative",
    "gen": "genitive",
    "dat": "dative",
    "acc": "accusative",
    "inst": "instrumental",
    "loc": "locative",
    "voc": "vocative",
}
PERSONS = {"pri": "1", "sec": "2", "ter": "3"}
ASPECTS = {"perf": "perfective", "imperf": "imperfective"}
NUMBERS = {"sg": "singular", "pl": "plural"}
GENDERS = {"m1": "m", "m2": "m", "m3": "m", "f": "f", "n": "n"}
NAMES = {"imię": "first_name", "nazwisko": "surname", "nazwa_geograficzna": "place", "nazwa_własna": "other"}
"""The dictionary's own labels of proper names."""


def analyse(form: str) -> tuple[Reading, ...]:
    """All readings of a Polish form.

    >>> [(reading.lemma, reading.negative) for reading in analyse("nieuwzględniona")]
    [('uwzględnić', True)]
    """
    found: dict[Reading, None] = {}
    for start, end, (_, lemma, tag, labels, _) in dictionary().analyse(form):
        if start == 0 and (end == 1 or len(form) > end):
            found[reading(lemma.split(":")[0] or lemma, tag, tuple(labels))] = None
    return tuple(found)


def inflected(lemma: str, case: str, number: str = "singular", gender: str = "") -> tuple[str, ...]:
    """The forms of a lemma in a case, of a gender where the word has several.

    >>> inflected("polski", "nominative", "singular", "n"), inflected("fundacja", "genitive")
    (('polskie',), ('fundacji',))
    """
    found: dict[str, None] = {}
    for form, base, tag, labels, _ in paradigms().generate(lemma):
        read = reading(base, tag, tuple(labels))
        if case in read.cases and number == read.number and (not gender or gender in read.genders) and not read.negative:
            found[form] = None
    return tuple(found)


def declined(lemma: str) -> tuple[tuple[str, Reading], ...]:
    """Every form of a lemma with its reading.

    >>> [form for form, read in declined("Nowak") if read.cases == ("dative",) and read.number == "singular" and read.names]
    ['Nowakowi']
    """
    return tuple(
        (form, reading(base.split(":")[0] or base, tag, tuple(labels)))
        for form, base, tag, labels, _ in paradigms().generate(lemma)
    )


def is_personal_noun(form: str) -> bool:
    """Whether a form is a common noun for a man: a trade or a role, not an animal or a thing.

    >>> is_personal_noun("Kowal"), is_personal_noun("Wróbel")
    (True, False)
    """
    return any(
        tag.startswith("subst") and ":m1" in tag and "nazwa_pospolita" in labels
        for _, _, (_, _, tag, labels, _) in dictionary().analyse(form)
    )


@cache
def dictionary() -> morfeusz2.Morfeusz:
    """The dictionary of forms, loaded at the first word: a conditional or a past form is one word of it."""
    import morfeusz2

    return morfeusz2.Morfeusz(praet="composite", generate=False)


@cache
def paradigms() -> morfeusz2.Morfeusz:
    """The same from lemma to forms, which few documents ask for."""
    import morfeusz2

    return morfeusz2.Morfeusz(praet="composite", analyse=False)


@cache
def reading(lemma: str, tag: str, labels: tuple[str, ...]) -> Reading:
    """A lemma and a tag such as `ppas:sg:nom.voc:f:perf:neg` in words."""
    names = tuple([name for label, name in NAMES.items() if label in labels]) if labels else ()
    return Reading._make((lemma, *of_tag(tag)[1:-1], names))


@cache
def of_tag(tag: str) -> Reading:
    """What a tag tells of any lemma: a text has many word forms, and few tags."""
    flexeme, *rest = tag.split(":")
    values = {value for part in rest for value in part.split(".")}
    aspects = [name for value, name in ASPECTS.items() if value in values]
    aspect = aspects[0] if len(aspects) == 1 else ""
    tense, mood, person, voice = categories(flexeme, aspect)
    return Reading(
        "",
        CLASSES.get(flexeme, "other"),
        tense,
        aspect,
        mood,
        next((name for value, name in PERSONS.items() if value in values), person),
        next((name for value, name in NUMBERS.items() if value in values), ""),
        voice,
        "neg" in values,
        tuple(name for value, name in CASES.items() if value in values),
        tuple(dict.fromkeys(name for value, name in GENDERS.items() if value in values)),
    )


def categories(flexeme: str, aspect: str) -> tuple[str, str, str, str]:
    """Tense, mood, person and voice that a flexeme tells: a present form of a perfective verb is a future."""
    if flexeme == "fin":
        return "future" if aspect == "perfective" else "present", "indicative", "", "active"
    return {
        "bedzie": ("future", "indicative", "", "active"),
        "praet": ("past", "indicative", "", "active"),
        "imps": ("past", "indicative", "impersonal", "active"),
        "cond": ("", "conditional", "", "active"),
        "impt": ("", "imperative", "", "active"),
        "winien": ("present", "indicative", "", "active"),
        "pred": ("present", "indicative", "impersonal", "active"),
        "ppas": ("", "", "", "passive"),
        "pact": ("", "", "", "active"),
    }.get(flexeme, ("", "", "", ""))
