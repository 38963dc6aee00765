"""Home addresses of private persons: a street and number behind a person's name, behind "zamieszkała", or with a flat.

The street of a body, and one that a comment is about, is none: it stands behind no person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from postulat.normalize.names.contact_details import POSTAL_CODE, house_and_street, street
from postulat.normalize.privacy.name_words import pattern_of

CAPITALISED = r"[^\W\d_a-zà-öø-ÿąćęłńóśźżčďěňřšťůžľĺŕ][^\W\d_]*(?![^\W_])"
NUMBER = r"\d{1,4}[a-zA-Z]?(?:[ ]?[/-][ ]?\d{1,4}[a-z]?)?(?:[ ](?:m|lok|byt)\.?[ ]?(?:č\.[ ]?)?\d{1,4})?(?!\w)"
NAME = rf"{CAPITALISED}(?:[ .’'-]{{1,2}}{CAPITALISED}){{0,3}}"
STATE = r"[A-Z]{2,3}[ ]\d{4,5}(?:-\d{4})?(?!\w)"
"""A state and its code, as in the United States and Australia ("Wandoo WA 6999")."""
CODE = rf"{POSTAL_CODE.pattern}|{STATE}"
IN_STATE = rf"{CAPITALISED}(?:[ ]{CAPITALISED})??[ ]{STATE}"
TOWN = rf"(?:,?[ \n]{{1,2}}(?:{CODE})(?:[ ]{NAME})?|,[ \n]{IN_STATE}|,[ \n]{NAME}(?:,?[ ](?:{CODE}))?)"
WITH_UNIT = rf"{CAPITALISED}(?:[ .’'-]{{1,2}}{CAPITALISED}){{0,3}}?\.?,?[ ]{CAPITALISED}\.?[ ]#?\d{{1,4}}[a-zA-Z]?(?!\w)"
"""A street and the flat behind it ("Juniper St. Apt 4B")."""
BEHIND = re.compile(rf"(?<![^\W_])(?:[^\W\d_]{{1,4}}\.?[ ])?{NAME}[ ]{NUMBER}{TOWN}?")
"""A number behind the street: "ul. Polna 3, 30-001 Kraków"."""
BEFORE = re.compile(rf"(?:{CAPITALISED}[ ]\d{{1,4}}[a-z]?,?[ ])?{NUMBER}[ ](?:(?P<unit>{WITH_UNIT})|{NAME})(?:{TOWN}){{0,2}}")
"""A number before it: "Flat 2, 14 Larch Close, Saltby SB4 2QT"."""
DIGIT = re.compile(r"\d")
GAP = re.compile(r"(?:['’]s)?[\s,;:(–-]{1,4}(?:[^\W\d_]{1,4}[ ])?")
"""What may stand between a person and the address."""
FLAT = re.compile(r"\d[a-z]?[ ](?:m|lok|byt)\.?[ ]?(?:č\.[ ]?)?\d", re.IGNORECASE)


def home_addresses(text: str, persons: Collection[int], language: str) -> Iterator[tuple[int, int]]:
    """Where home addresses stand; `persons` are the ends of the persons' names in the text.

    >>> text = "Anna Nowak, ul. Polna 3, 30-001 Kraków – remont ul. Długiej 5; zamieszkały: Leśna 7, Zalesin"
    >>> [text[start:end] for start, end in home_addresses(text, [10], "pl")]
    ['ul. Polna 3, 30-001 Kraków', 'Leśna 7, Zalesin']
    """
    if not DIGIT.search(text):
        return
    starts = {match.end(): False for end in persons if (match := GAP.match(text, end))}
    starts |= dict.fromkeys(gaps_without_word(text, persons), False)
    starts |= {match.end(): True for match in home_words(language).finditer(text)}
    done = 0
    for start, certain in sorted(starts.items()):
        if start < done:
            continue
        house = named_house(language).match(text, start)
        box = post_box(language).match(text, start)
        matches = (BEHIND.match(text, start), BEFORE.match(text, start), house and BEFORE.match(text, house.end()), box)
        match = max((one for one in matches if one), key=lambda one: one.end(), default=None)
        unit = match is not None and match.re is BEFORE and match["unit"]
        if match and (certain or box or unit or shows_street(match[0])):
            done = match.end()
            yield start, done
    for match in BEHIND.finditer(text):
        if FLAT.search(match[0]) and match.start() >= done:
            yield match.span()


def gaps_without_word(text: str, persons: Collection[int]) -> Iterator[int]:
    for end in persons:
        if match := re.compile(r"[\s,;:(–-]{1,4}").match(text, end):
            yield match.end()


def shows_street(words: str) -> bool:
    """Whether words with a number are an address, not "Uwaga 3"."""
    return (
        POSTAL_CODE.search(words) is not None or street().search(words) is not None or house_and_street().match(words) is not None
    )


@cache
def home_words(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"{pattern_of(('home',), language)}\s*:?\s*(?:(?:w|we|v|in|przy|na|at)\s(?:(?:der|dem|the)\s)?)?", re.IGNORECASE
    )


@cache
def named_house(language: str) -> re.Pattern[str]:
    """A house called by a name before its number ("The Old Forge, 3 Church Lane")."""
    return re.compile(rf"(?:{CAPITALISED}[ ]){{1,3}}(?i:{pattern_of(('house',), language)}),[ ]")


@cache
def post_box(language: str) -> re.Pattern[str]:
    """A box at a post office ("PO Box 118, Wandoo WA 6999")."""
    return re.compile(rf"{pattern_of(('post-box',), language)}[ \u00a0]?\d{{1,6}}(?:{TOWN}){{0,2}}", re.IGNORECASE)
