"""The inflected forms of Polish first names and surnames, made by rule: more than grammar knows, so that a name is found again.

A form that no official would write does no harm, because a surname counts only beside a first name or where its person is known.
"""

from __future__ import annotations

from functools import cache

from postulat.normalize.vocabulary.phrases import rows

SOFTENED = (
    ("ch", "sze"),
    ("st", "ście"),
    ("zd", "ździe"),
    ("sł", "śle"),
    ("sn", "śnie"),
    ("k", "ce"),
    ("g", "dze"),
    ("r", "rze"),
    ("t", "cie"),
    ("d", "dzie"),
    ("ł", "le"),
    *((letter, letter + "ie") for letter in "bfmnpswz"),
)
"""How a stem ends before the ending of the locative (Marta → Marcie)."""
SOFT = ("i", "j", "l", "ć", "ń", "ś", "ź", "cz", "sz", "rz", "dz", "ż", "c")
"""Stems that take no softening ending."""
STEMS = (
    ("zieł", "zła", "zł"),
    ("ień", "nia", "ni"),
    ("iec", "ca", "c"),
    ("ek", "ka", "k"),
    ("ec", "ca", "c"),
    ("eł", "ła", "ł"),
    ("eń", "nia", "ni"),
    ("ąb", "ębia", "ębi"),
    ("ół", "oła", "oł"),
    ("ć", "cia", "ci"),
    ("ń", "nia", "ni"),
    ("ś", "sia", "si"),
    ("ź", "zia", "zi"),
)
"""Nominative ending, genitive ending and the stem of the other cases, where the stem changes."""
FAMILY = ("owie", "ów", "om", "ami", "ach", "owa", "owej", "ową")
"""Endings of families and, in older use, of wives."""
ADJECTIVES = ("ki", "gi", "ny", "wy", "ry", "ty", "ły", "dy", "by", "zy", "cy", "ży", "szy")


@cache
def genitives() -> dict[str, str]:
    return {row["name"].lower(): row["genitive"].lower() for row in rows("first_names")}


@cache
def first_name_forms(name: str) -> frozenset[str]:
    """All forms of a first name, in lower case.

    >>> {"anna", "anny", "annie", "annę", "anną"} <= first_name_forms("Anna")
    True
    >>> {"pawła", "pawłowi", "pawłem", "pawle", "jerzego"} <= first_name_forms("Paweł") | first_name_forms("Jerzy")
    True
    """
    lower = name.lower()
    genitive = genitives().get(lower)
    if genitive is None or lower.endswith("a"):
        return noun_forms(lower) | ({genitive} if genitive else set())
    if genitive == lower:
        return frozenset({lower})
    if genitive.endswith("ego"):
        return frozenset({lower, genitive, genitive[:-3] + "emu", lower + "m"})
    return frozenset({lower}) | masculine(genitive[:-1])


@cache
def surname_forms(surname: str) -> frozenset[str]:
    """All forms of a surname or of one part of a double one, of men, women and families, in lower case.

    >>> {"kowalskiego", "kowalskim"} <= surname_forms("Kowalski"), {"kowalskiej", "kowalską"} <= surname_forms("Kowalska")
    (True, True)
    >>> {"nowaka", "nowakiem", "nowaków"} <= surname_forms("Nowak"), {"zarębie", "zarębę"} <= surname_forms("Zaręba")
    (True, True)
    """
    lower = surname.lower()
    if lower.endswith(("ska", "cka", "dzka")):
        return frozenset(lower[:-1] + ending for ending in ("a", "iej", "ą", "o", "ie", "ich", "im", "imi"))
    found = set(noun_forms(lower, FAMILY))
    if lower.endswith(ADJECTIVES):
        stem = lower[:-1]
        i = "i" if lower.endswith("i") else ""
        found |= {stem + ending for ending in (i + "ego", i + "emu", lower[-1] + "m", lower[-1] + "ch", lower[-1] + "mi", i + "e")}
        if stem.endswith("k"):
            found.add(stem[:-1] + "cy")
    elif lower.endswith(("i", "y", "e")):
        found |= {lower.removesuffix("y") + "ego", lower.removesuffix("y") + "emu", lower + "m", lower + "go", lower + "mu"}
    elif lower.endswith("a"):
        i = "i" if lower.endswith(("ka", "ga")) else ""
        found |= {lower[:-1] + i + "ej", lower[:-1] + i + "e", lower[:-1] + (i or "y") + "ch"}
    return frozenset(found)


@cache
def noun_forms(lower: str, family: tuple[str, ...] = ()) -> frozenset[str]:
    """The forms of a name that is inflected like a noun."""
    if lower.endswith(("a", "o")):
        stem = lower[:-1]
        cases = {stem + ending for ending in ("y", "i", "ę", "ą", "o", *family)}
        if stem.endswith("i"):
            cases.add(stem)
        elif stem.endswith("j"):
            cases.add(stem[:-1] + "i")
        else:
            cases |= softened(stem)
        return frozenset({lower} | cases)
    if lower.endswith(("e", "i", "y", "u", "é")):
        return frozenset({lower})
    for ending, genitive, stem in STEMS:
        if lower.endswith(ending) and len(lower) > len(ending):
            head = lower.removesuffix(ending)
            return frozenset({lower, head + genitive}) | masculine(head + stem, family) | masculine(lower, family)
    return frozenset({lower}) | masculine(lower, family)


def masculine(stem: str, family: tuple[str, ...] = ()) -> frozenset[str]:
    return frozenset(stem + ending for ending in ("a", "owi", "em", "iem", "u", *family)) | softened(stem)


def softened(stem: str) -> frozenset[str]:
    """The forms of a stem in the dative or locative.

    >>> sorted(softened("monik")), sorted(softened("pawł")), sorted(softened("tomasz"))
    (['monice'], ['pawle'], ['tomaszu', 'tomaszy'])
    """
    if stem.endswith(SOFT):
        return frozenset({stem + "u", stem + ("i" if stem.endswith(("i", "j", "l")) else "y")})
    hard = next(((end, soft) for end, soft in SOFTENED if stem.endswith(end)), None)
    return frozenset({stem.removesuffix(hard[0]) + hard[1]} if hard else {stem})


@cache
def first_names_by_form() -> dict[str, frozenset[str]]:
    """Form of a first name → the names it may belong to, in lower case ("stanisława" is of two)."""
    found: dict[str, set[str]] = {}
    for name in genitives():
        for form in first_name_forms(name):
            found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}
