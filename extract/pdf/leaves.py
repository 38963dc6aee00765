"""A page → a leaf: its tables and its lines, and in which order they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Box, Note, Place
from postulat.extract.layout.figures.grids import figure_grids, placed_runs
from postulat.extract.layout.figures.ruled import weighed_grids
from postulat.extract.layout.grid_choice import chosen_grids
from postulat.extract.layout.grid_corners import with_corners
from postulat.extract.layout.lattice import borders_across, grids
from postulat.extract.layout.open_rows import with_open_rows, with_outer_columns
from postulat.extract.layout.open_tables.touching_columns import open_grids
from postulat.extract.layout.page import Area, Page, Run
from postulat.extract.layout.page_parts import page_parts
from postulat.extract.layout.text_columns import in_columns
from postulat.extract.pdf.lines import Line, lines
from postulat.extract.pdf.page_marks import without_marks
from postulat.extract.pdf.running_heads import MARGIN
from postulat.extract.pdf.side_boxes import side_boxes
from postulat.extract.pdf.tables import Draft, drafts

ACROSS = 0.6
"""Share of the width of a page's text that a level rule covers, for it to part the rows of a table."""
MOST_LINES = 25
"""Lines of one piece of marked content that is taken for a paragraph."""
MOST_HIDDEN_SHOWN = 60
"""Characters of hidden text that a note quotes."""
SIDE = 6.0
"""Points by which a table may stand out of the part of the page that it is in."""


class PagePart(NamedTuple):
    """A part of a page that is read apart from others: its number in their order, and the box of what stands in it."""

    number: int
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, box: Box) -> bool:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.left - SIDE <= x <= self.right + SIDE and self.top - SIDE <= y <= self.bottom + SIDE


@dataclass(frozen=True, slots=True)
class TextPoints:
    """The points (x, y) where text stands on a page, made when somebody asks: most ruled tables are whole without them."""

    runs: Sequence[Run]

    def __iter__(self) -> Iterator[tuple[float, float]]:
        return (((run.left + run.right) / 2, run.baseline) for run in self.runs if not run.text.isspace())


@dataclass(slots=True)
class Leaf:
    """A page as lines and tables of lines; its characters are gone. `aligned` are the tables that nobody ruled.

    `columns` are the parts of the page that are read apart, by the lines in them, where it has several.
    """

    page: Page
    tables: list[Draft]
    lines: list[Line]
    aligned: list[Draft] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    columns: dict[Line, PagePart] = field(default_factory=dict)


@dataclass(slots=True)
class Flow:
    """Text between two tables, or between a table and the page's edge, in one column with these sides."""

    lines: list[Line]
    left: float
    right: float


def leaf_or_lines(page: Page, notes: list[Note], before: Sequence[float]) -> Leaf:
    """The page as a leaf. One on which a rule of ours fails is read without tables, since it must not cost the document."""
    if page.fault:
        notes.append(Note("page-unread", "", (Place(page.number),), {"page": page.number, "why": page.fault}))
        return Leaf(page, [], [])
    try:
        page = without_marks(page, notes)
        return leaf(page, notes, before)
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        notes.append(Note("page-failed", "", (Place(page.number),), {"page": page.number, "error": why}))
        return Leaf(bare(page), [], lines(page.runs))


def leaf(page: Page, notes: list[Note], before: Sequence[float] = ()) -> Leaf:
    """The page as lines and tables; `before` are the borders of a table without rules that may go on from the page before."""
    notes.extend(doubts(page))
    page = without_wide_marks(page)
    if page.links:
        page = replace(page, links=placed_links(page))
    baselines = TextPoints(page.runs)
    drawn = [with_corners(grid, baselines) for grid in grids(page.rules, baselines, page.fills)]
    ruled = weighed_grids(with_outer_columns(drawn, page.runs, page.rules), page.runs, page.rules)
    ruled = with_open_rows(ruled, page.runs)
    dots = page.dots
    faults: list[Box] = []
    tables, rest = drafts(ruled, page.runs, page.links, dots, faults)
    groups: list[list[Line]] = []
    aligned: list[Draft] = []
    uncertain: list[Box] = []
    boxes, rest = side_boxes(rest, page.rules)
    for part in page_parts(rest, page.rules, [draft.box for draft in tables]) if rest else []:
        found, open_ones, left = tables_of(part, page, before if not groups else (), faults, uncertain)
        tables += found
        aligned += open_ones
        groups += [lines(group, page.links, dots) for group in in_columns(left)]
    groups += [lines(box, page.links, dots) for box in boxes]
    notes.extend(table_faults(page, faults))
    notes.extend(
        Note("uncertain-table", "", (Place(page.number, "", page.shown(box)),), {"page": page.number}) for box in uncertain
    )
    tables.sort(key=lambda draft: draft.box[1])
    made = Leaf(bare(page), tables, [line for group in groups for line in group], aligned)
    if len(groups) > 1:
        made.columns = {line: part for group, part in zip(groups, page_part(groups), strict=True) for line in group}
    return made


def tables_of(
    runs: Sequence[Run], page: Page, before: Sequence[float], faults: list[Box], uncertain: list[Box]
) -> tuple[list[Draft], list[Draft], list[Run]]:
    """The tables that no rules close among the runs of a part of the page, those that nobody ruled at all, and the other runs."""
    rest = list(runs)
    tables: list[Draft] = []
    more: list[Draft] = []
    ys = row_borders(page) if rest else []
    if figures := figure_grids(rest, page.rules, uncertain):
        figures, thin = chosen_grids(figures, rest, lambda: open_grids(rest, ys, before))
        uncertain += thin
        tables, rest = drafts(figures, placed_runs(rest, figures), page.links, page.dots, faults)
    if rest:
        more, rest = drafts(open_grids(rest, ys, before, uncertain), rest, page.links, page.dots, faults)
    return [*tables, *more], more, rest


def bare(page: Page) -> Page:
    """The page without what was drawn on it."""
    return replace(page, runs=(), rules=(), fills=(), links=(), hidden=())


def page_part(groups: Sequence[Sequence[Line]]) -> Iterator[PagePart]:
    for number, group in enumerate(groups):
        edges = [line.box for line in group] or [(0.0, 0.0, 0.0, 0.0)]
        lefts, tops, rights, bottoms = zip(*edges, strict=True)
        yield PagePart(number, min(lefts), min(tops), max(rights), max(bottoms))


def table_faults(page: Page, faults: Sequence[Box]) -> Iterator[Note]:
    for box in faults:
        yield Note("table-failed", "cells", (Place(page.number, "", page.shown(box)),), {"page": page.number})


def placed_links(page: Page) -> tuple[Area, ...]:
    """The links that lie on their own words. Browsers misplace those below a heading that they repeat: the address is then written
    elsewhere on the page."""
    written = [run for run in page.runs if "://" in run.text or "www." in run.text]
    return tuple(
        area
        for area in page.links
        if not any(area.target.rstrip("/") in run.text for run in written)
        or any(area.box[1] - 2 <= run.middle <= area.box[3] + 2 and area.target[:12] in run.text for run in written)
    )


def open_columns(before: Leaf) -> tuple[float, ...]:
    """The inner borders of a table without rules that ends a page: only the margin's lines stand below it."""
    if not before.aligned:
        return ()
    last = max(before.tables, key=lambda draft: draft.box[3])
    below = [line for line in before.lines if line.top > last.box[3] and line.bottom < (1 - MARGIN) * before.page.height]
    return last.grid.xs[1:-1] if last in before.aligned and not below else ()


def row_borders(page: Page) -> list[float]:
    """The heights at which level rules, or the edges of coloured areas, run across much of the page's text."""
    width = max((run.right for run in page.runs), default=0.0) - min((run.left for run in page.runs), default=0.0)
    return borders_across(page.rules, page.fills, ACROSS * width) if width > 0 else []


def without_wide_marks(page: Page) -> Page:
    """Without the numbers of marked content that holds much of a page: they do not tell paragraphs apart."""
    heights: dict[int, set[int]] = {}
    for run in page.runs:
        if run.mark >= 0:
            heights.setdefault(run.mark, set()).add(round(run.baseline))
    wide = {mark for mark, found in heights.items() if len(found) > MOST_LINES}
    if not wide:
        return page
    return replace(page, runs=tuple(run._replace(mark=-1) if run.mark in wide else run for run in page.runs))


def doubts(page: Page) -> Iterator[Note]:
    """What of the page is not read, or not surely."""
    place = Place(page.number)
    if page.hidden:
        text = clean(" ".join(text for text, _ in page.hidden))
        places = tuple(Place(page.number, "", box) for _, box in page.hidden[:20])
        yield Note("hidden-text", "page", places, {"text": shortened(text, MOST_HIDDEN_SHOWN)})
    if page.doubtful or page.unmapped:
        yield Note("unreliable-text", "", (place,), {"page": page.number})
    if page.capped:
        yield Note("limit-reached", "page", (place,), {"page": page.number})


def parts(each: Leaf) -> Iterator[Draft | Flow]:
    """The tables of a page and the text between them, in the order in which they are read."""
    tables = sorted(each.tables, key=lambda draft: (draft.box[1], draft.box[0]))
    rest = list(each.lines)
    found = sorted({each.columns[line] for line in rest if line in each.columns})
    if len(found) > 1:
        own = [next((part for part in found if part.holds(draft.box)), None) for draft in tables]
        for part in found:
            over = [draft for draft, holder in zip(tables, own, strict=True) if holder is None and draft.box[1] < part.top]
            inside = [draft for draft, holder in zip(tables, own, strict=True) if holder == part]
            yield from over
            taken = {id(draft) for draft in (*over, *inside)}
            pairs = [(draft, holder) for draft, holder in zip(tables, own, strict=True) if id(draft) not in taken]
            tables, own = [draft for draft, _ in pairs], [holder for _, holder in pairs]
            yield from downwards(inside, [line for line in rest if each.columns.get(line) == part], each)
        rest = [line for line in rest if line not in each.columns]
    yield from downwards(tables, rest, each)


def downwards(tables: Sequence[Draft], found: Sequence[Line], each: Leaf) -> Iterator[Draft | Flow]:
    """Tables and the text between them from top to bottom."""
    rest = list(found)
    for draft in tables:
        yield from flows([line for line in rest if line.baseline < draft.box[1] + 1], each)
        rest = [line for line in rest if line.baseline >= draft.box[1] + 1]
        yield draft
    yield from flows(rest, each)


def flows(found: Sequence[Line], each: Leaf) -> Iterator[Flow]:
    """The lines by the part of the page that they stand in."""
    for part, group in groupby(found, each.columns.get):
        left, right = (each.left, each.right) if part is None else (part.left, part.right)
        yield Flow(list(group), left, right)
