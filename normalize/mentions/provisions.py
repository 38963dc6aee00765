"""References to provisions in one written form: `art. 68 ust. 1 pkt 9`, `§ 5 ust. 2 pkt 3 lit. b`, `art. 4 ust. 1 pkt 1-32`.

Parts are put in the order article, paragraph, point, letter, whatever the order in the text ("ust. 2 § 5"). A range stays one
provision. A list gives one for each member, with what stands before it carried over: in "art. 4 ust. 1 i 3" the second is "3" and
means `art. 4 ust. 3`. An English reference in brackets keeps its form: `Article 5(2)`. Words are rows of `provision_units.csv`;
`provision_followers.csv` says after which words the last number of a list is still one of it ("art. 4 i 5 ustawy"), not a count.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from postulat.normalize.mentions.joints import figure_words
from postulat.normalize.mentions.numbers import has_figure
from postulat.normalize.mentions.openings import NOWHERE, openings
from postulat.normalize.vocabulary.phrases import phrase, phrase_pattern, rows

ORDER = ("Section", "Article", "art.", "§", "paragraph", "ust.", "pkt", "lit.", "tiret", "zd.")
SPACE = r"[^\S\n]{0,3}"
DASH = r"[–—-]"
MEMBERS = 12
"""Parts or list members that are read after the head of one reference."""
MOST_FIGURES = 9
"""Figures of a number by which provisions are put in order."""
BUDGET_DIGITS = 4
"""A § of so many digits is a line of the budget ("rozdz. 85154 § 2360")."""
SPACED_LETTER = r"\s[a-hj-np-tvxy](?=\s(?:ust|pkt|lit|§|ustaw|o\s))"
"""In "art. 19 a ust. 1" the letter belongs to the number; in "art. 19 a także" it is a word."""
NUMBER = (
    rf"\d{{1,4}}(?:[a-z]{{1,3}}(?!\w)|[⁰¹²³⁴-⁹]{{1,2}}|{SPACED_LETTER})?(?:\(\w{{1,4}}\)){{0,4}}(?:(?=ust|pkt|lit)|(?![\w%]|\.\d))"
)
LETTER = r"[a-z]{1,2}(?!\w)"
RANGE = rf"(?P<dash>{SPACE}{DASH}{SPACE}|\s{figure_words('range')}\s)"
NUMBERS = re.compile(rf"(?P<first>{NUMBER})(?:{RANGE}(?P<last>{NUMBER}))?")
LETTERS = re.compile(rf"(?P<first>{LETTER})(?:{RANGE}(?P<last>{LETTER}))?")
ORDINALS = re.compile(r"(?P<first>\d{1,2}(?!\w)|[^\W\d]{5,12}(?!\w))(?P<last>(?!))?")
DASHES = re.compile(DASH)
BETWEEN = re.compile(rf"\)?{SPACE}(?:,{SPACE}|(?P<within>{figure_words('inside')}\s))?")
JOINT = re.compile(rf"\)?(?:{SPACE},{SPACE}(?:{figure_words('and')}\s)?|\s{figure_words('and', 'or')}\s)")
JOINED_ON = re.compile(
    rf"\)?(?:$|[.;:)\]\"”?!]|,(?!\d)|,\d+(?:,|\s{figure_words('and', 'or')}\s)|\n|\s{figure_words('and', 'or')}\s|\s[–—-]\s)"
)


class ProvisionSpan(NamedTuple):
    """A provision in its written form and where the text names it."""

    start: int
    end: int
    value: str


class ProvisionPart(NamedTuple):
    """One part of a reference, such as `ust. 2`."""

    unit: str
    number: str


def find_provisions(text: str) -> tuple[ProvisionSpan, ...]:
    """The provisions of a text, in its order.

    >>> text = "w art. 68 ust.1 pkt 9 i 10 ustawy, art. 4 ust. 1 pkt 1–32 oraz lit. b ust. 2 § 5, a także Article 5(2)(b)"
    >>> [(text[found.start : found.end], found.value) for found in find_provisions(text)][:2]
    [('art. 68 ust.1 pkt 9', 'art. 68 ust. 1 pkt 9'), ('10', 'art. 68 ust. 1 pkt 10')]
    >>> [found.value for found in find_provisions(text)][2:]
    ['art. 4 ust. 1 pkt 1-32', '§ 5 ust. 2 lit. b', 'Article 5(2)(b)']
    """
    if not has_figure(text):
        return ()  # units whose number may be a letter or a word head no provision
    found: list[ProvisionSpan] = []
    position = 0
    for place in openings(text).get("provision", NOWHERE):
        if place >= position and unit_pattern().match(text, place) is not None:
            spans, position = reference(text, place)
            found.extend(spans)
    return tuple(found)


def reference(text: str, start: int) -> tuple[list[ProvisionSpan], int]:
    """The provisions of one reference that starts here, and where to look for the next one."""
    first = part_at(text, start)
    if first is None:
        return [], unit_end(text, start)
    parts, end = chain(text, [first[0]], first[1])
    if not is_whole(parts):
        return [], end
    found = [ProvisionSpan(start, end, written(parts))]
    for _ in range(MEMBERS):
        member = next_member(text, parts, end)
        if member is None:
            break
        begin, parts, end = member
        found.append(ProvisionSpan(begin, end, written(parts)))
    return found, end


def chain(text: str, parts: list[ProvisionPart], end: int) -> tuple[list[ProvisionPart], int]:
    """The parts that go on from the last one: inwards ("art. 5 ust. 2"), or outwards ("ust. 2 § 5", "lit. d w art. 4 ust. 4")."""
    while True:
        gap = BETWEEN.match(text, end)
        following = part_at(text, gap.end()) if gap else None
        if gap is None or following is None:
            return parts, end
        ranks = [ORDER.index(part.unit) for part in parts]
        rank = ORDER.index(following[0].unit)
        if rank > ranks[-1]:
            # "w art. 4 w ust. 2" goes inwards, "art. 19a w § 5" does not
            if gap["within"] and following[0].unit in heads() - {"ust."}:
                return parts, end
            parts, end = [*parts, following[0]], following[1]
            continue
        if "," in gap[0] or rank >= min(ranks):
            return parts, end
        # ranks fall with each call, so the calls are no deeper than there are units
        outer, outer_end = chain(text, [following[0]], following[1])
        if max(ORDER.index(part.unit) for part in outer) >= min(ranks):
            return parts, end
        return [*parts, *outer], outer_end


def next_member(text: str, parts: list[ProvisionPart], end: int) -> tuple[int, list[ProvisionPart], int] | None:
    """The next member of a list: a smaller unit with its number ("i ust. 3") or a bare number; with the parts carried over."""
    joint = JOINT.match(text, end)
    if joint is None:
        return None
    begin = joint.end()
    named = part_at(text, begin)
    if named is not None:
        rank = ORDER.index(named[0].unit)
        carried = [part for part in parts if ORDER.index(part.unit) < rank]
        alone, _ = chain(text, [named[0]], named[1])
        # "oraz ust. 2 § 5" names its own §
        if not carried or min(ORDER.index(part.unit) for part in alone) < rank:
            return None
        return (begin, *chain(text, [*carried, named[0]], named[1]))
    unit = parts[-1].unit
    number = number_at(text, begin, unit)
    if number is None or sort_key(number[0]) <= sort_key(parts[-1].number) or not ends_list(text, number[1]):
        return None
    return (begin, *chain(text, [*parts[:-1], ProvisionPart(unit, number[0])], number[1]))


def part_at(text: str, start: int) -> tuple[ProvisionPart, int] | None:
    """The unit and number that stand here, and where they end."""
    unit = unit_pattern().match(text, start)
    if unit is None:
        return None
    name = unit_of(unit["unit"])
    number = number_at(text, unit.end(), name)
    return (ProvisionPart(name, number[0]), number[1]) if number else None


def number_at(text: str, start: int, unit: str) -> tuple[str, int] | None:
    """The number or range of numbers that stands here, in the form that the unit takes."""
    pattern = LETTERS if unit == "lit." else ORDINALS if unit in ("tiret", "zd.") else NUMBERS
    match = pattern.match(text, start)
    if match is None:
        return None
    first = match["first"].replace(" ", "")
    if pattern is ORDINALS and not first.isdigit():
        number = ordinal(first)
        return (str(number), match.end()) if number else None
    if not match["last"]:
        return first, match.end()
    ascending = sort_key(first) < sort_key(match["last"])
    tight = DASHES.fullmatch(match["dash"]) is not None
    if ascending and (tight or ends_list(text, match.end())):
        return f"{first}-{match['last']}", match.end()
    return first, match.end("first")


def ends_list(text: str, end: int) -> bool:
    """Whether the words after a number let it be one of a list: in "art. 5 i 20 osób" it is none."""
    return JOINED_ON.match(text, end) is not None or followers().match(text, end) is not None


def is_whole(parts: list[ProvisionPart]) -> bool:
    """Whether the parts name a provision: "pkt 3" alone could be a point of anything, "pkt 3 lit. b" is one of a law."""
    units = {part.unit for part in parts}
    if any(part.unit == "§" and part.number.isdigit() and len(part.number) >= BUDGET_DIGITS for part in parts):
        return False
    return bool(units & heads()) or {"pkt", "lit."} <= units


def written(parts: list[ProvisionPart]) -> str:
    """The normal form of a reference.

    >>> written([ProvisionPart("lit.", "b"), ProvisionPart("ust.", "2"), ProvisionPart("§", "5")])
    '§ 5 ust. 2 lit. b'
    >>> written([ProvisionPart("art.", "5(2)")])
    'Article 5(2)'
    """
    ordered = sorted(parts, key=lambda part: ORDER.index(part.unit))
    return " ".join(f"{'Article' if '(' in part.number and part.unit == 'art.' else part.unit} {part.number}" for part in ordered)


def sort_key(number: str) -> tuple[int, str]:
    """Numbers by size and then by letter: 19 < 19a < 20; of a range its end counts.

    >>> sort_key("19a") < sort_key("20"), sort_key("1-32")
    (True, (32, ''))
    """
    last = number.split("-")[-1]
    digits = re.match(r"\d*", last)
    length = digits.end() if digits else 0
    return int(last[: min(length, MOST_FIGURES)] or 0), last[length:]


@cache
def ordinal(word: str) -> int | None:
    return next((int(row["number"]) for row in rows("ordinals") if phrase(row["form"]).fullmatch(word)), None)


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit with something after it that may be its number."""
    forms = sorted((row["form"] for row in rows("provision_units")), key=len, reverse=True)
    names = "|".join(phrase_pattern(form).removeprefix(r"(?<!\w)").replace(r"(?!\w)", r"(?![^\W\d])") for form in forms)
    # a figure may stand right before and after: "art.68ust.1pkt9"
    return re.compile(rf"(?<![^\W\d])(?P<unit>{names}){SPACE}(?=[^\W_])", re.IGNORECASE)


def unit_end(text: str, start: int) -> int:
    match = unit_pattern().match(text, start)
    return match.end() if match else start + 1


@cache
def unit_of(word: str) -> str:
    return next(row["unit"] for row in rows("provision_units") if phrase(row["form"]).fullmatch(word))


@cache
def heads() -> frozenset[str]:
    """The units that name a provision without a greater one."""
    return frozenset(row["unit"] for row in rows("provision_units") if row["heads"] == "yes")


@cache
def followers() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:" + "|".join(phrase_pattern(row["phrase"]) for row in rows("provision_followers")) + ")", re.IGNORECASE
    )
