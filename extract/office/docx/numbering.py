"""Numbers that Word counts itself and does not write into the text: list items, headings, the cells of an "Lp." column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.numerals import roman
from postulat.extract.office.docx.elements import W, switch, value
from postulat.extract.office.docx.styles import Style, Styles
from postulat.extract.office.package import whole

HIGHEST_LETTERS = 780
"""Letters repeat after z (aa, bb …, as Word shows them); above thirty of a kind the number stays decimal."""
BULLET = "-"


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """How one depth of a list counts. `restart`: the depth (from 1) after which it starts again; 0 never, None after any above."""

    start: int
    form: str
    text: str
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class NumberingList:
    """A list as a paragraph names it. Lists of one `family` go on counting where the other stopped, unless `starts` says else."""

    family: str
    levels: dict[int, NumberingLevel]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists, and how far each is counted."""

    lists: dict[str, NumberingList]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def depth(self, direct: etree._Element | None, style: Style) -> tuple[str, int] | None:
        """List and depth (from 0) that a paragraph counts in, by its own `w:numPr` or by its style."""
        list_id = value(direct, "numId")
        level = value(direct, "ilvl")
        from_style = list_id is None
        if list_id is None:
            list_id = style.numbering
        if list_id is None or list_id not in self.lists:
            return None
        if level is not None:
            return list_id, whole(level, 0)
        if from_style and style.numbering_level is not None:
            return list_id, style.numbering_level
        levels = self.lists[list_id].levels
        named = (depth for name in style.ids for depth, level in levels.items() if level.style == name)
        return list_id, next(named, 0) if from_style else 0

    def count(self, list_id: str, depth: int) -> str:
        """Counts one paragraph and gives its marker, "" where the level shows none."""
        found = self.lists[list_id]
        level = found.levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(found.family, {})
        first = found.starts.get(depth, level.start)
        if (list_id, depth) not in self.begun and depth in found.starts:
            counts[depth] = first
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else first
        self.begun.add((list_id, depth))
        for deeper in [deeper for deeper in counts if deeper > depth]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or depth < restart:
                del counts[deeper]
        return marker(found, depth, counts)


def numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    if root is None:
        return Numbering({})
    families = {element.get(W + "abstractNumId", ""): element for element in root.iterchildren(W + "abstractNum")}
    instances = {element.get(W + "numId", ""): element for element in root.iterchildren(W + "num")}
    lists = {}
    for list_id, instance in instances.items():
        family = linked(value(instance, "abstractNumId") or "", families, instances, styles)
        if family in families and list_id != "0":
            lists[list_id] = overridden(NumberingList(family, levels(families[family]), {}), instance)
    return Numbering(lists)


def linked(family: str, families: dict[str, etree._Element], instances: dict[str, etree._Element], styles: Styles) -> str:
    """The family that defines the levels, where this one only names a list style."""
    for _ in range(10):
        name = value(families.get(family), "numStyleLink")
        instance = None if name is None else instances.get(styles.run(name).numbering or "")
        if instance is None:
            break
        family = value(instance, "abstractNumId") or family
    return family


def levels(element: etree._Element) -> dict[int, NumberingLevel]:
    return {whole(child.get(W + "ilvl"), 0): level(child) for child in element.iterchildren(W + "lvl")}


def level(element: etree._Element) -> NumberingLevel:
    restart = value(element, "lvlRestart")
    return NumberingLevel(
        start=whole(value(element, "start"), 0),
        form=number_format(element),
        text=value(element, "lvlText") or "",
        restart=None if restart is None else whole(restart, 0),
        legal=switch(element, "isLgl") is True,
        style=value(element, "pStyle"),
    )


def number_format(element: etree._Element) -> str:
    """The format's name; a custom one ("001, 002, …"), which stands in an alternative, as as many zeros."""
    found = next(element.iter(W + "numFmt"), None)
    if found is None:
        return "decimal"
    if match := re.match(r"0+(?=1)", found.get(W + "format", "")):
        return match[0][:9]
    return found.get(W + "val", "decimal")


def overridden(found: NumberingList, instance: etree._Element) -> NumberingList:
    """The list with what this use of it changes: other levels, other first numbers."""
    starts: dict[int, int] = {}
    changed = dict(found.levels)
    for override in instance.iterchildren(W + "lvlOverride"):
        depth = whole(override.get(W + "ilvl"), 0)
        other = override.find(W + "lvl")
        if other is not None:
            changed[depth] = level(other)
        start = value(override, "startOverride")
        if start is not None:
            starts[depth] = whole(start, 1)
    return replace(found, levels=changed, starts=starts)


def marker(found: NumberingList, depth: int, counts: dict[int, int]) -> str:
    level = found.levels[depth]
    if level.form == "bullet":
        return BULLET if level.text.strip() else ""

    def number(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        of = found.levels.get(other)
        if of is None or other > depth:
            return ""
        return numeral(counts.get(other, found.starts.get(other, of.start)), "decimal" if level.legal else of.form)

    shown = clean(re.sub(r"%([1-9])", number, level.text))
    return shown if any(letter.isalnum() for letter in shown) or not shown else BULLET


def numeral(number: int, form: str) -> str:
    """A number in one of Word's formats; one that is not known here as a decimal.

    >>> [numeral(28, form) for form in ("decimal", "lowerLetter", "upperRoman", "00", "none")]
    ['28', 'bb', 'XXVIII', '028', '']
    """
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= HIGHEST_LETTERS:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form == "lowerRoman":
        return roman(number)
    if form == "upperRoman":
        return roman(number).upper()
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number).zfill(len(form) + 1) if form.strip("0") == "" else str(number)
