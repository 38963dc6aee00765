"""Words and paragraphs of a table that a page break cuts."""

from __future__ import annotations

import pytest

from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.page import Run
from postulat.extract.pdf.lines import lines
from postulat.extract.pdf.page_breaks import across_break
from postulat.extract.pdf.paragraphs import Habits
from postulat.extract.pdf.tables import Draft

LETTER = 5.0
WIDTH = 200.0


def draft(*rows: list[str], open_bottom: bool = True) -> Draft:
    """A table of one column of text beside a number; each row is the lines of the text."""
    ys = [100.0]
    cells = []
    for number, written in enumerate(rows):
        runs = [Run(text, 30.0, 30.0 + LETTER * len(text), ys[-1] + 12.0 * (i + 1), 10.0) for i, text in enumerate(written)]
        ys.append(ys[-1] + 12.0 * len(written) + 4)
        cells.append((Region(number, number + 1, 1, 2), tuple(lines(runs))))
    grid = Grid((0.0, 28.0, 30.0 + WIDTH), tuple(ys), tuple(region for region, _ in cells), open_bottom=open_bottom)
    return Draft(grid, tuple(cells))


def broken(above: Draft, below: Draft, *others: Draft) -> tuple[Draft, Draft]:
    habits = Habits()
    for each in (above, below, *others):
        each.learn(habits)
    habits.settle()
    return across_break(above, below, habits)


def texts(found: Draft) -> list[list[str]]:
    return [[line.text for line in written] for _, written in found.cells]


@pytest.mark.parametrize("heading", [[], [["Treść uwagi"]]])
def test_a_word_hyphenated_at_a_pages_end_is_whole_on_that_page(heading: list[list[str]]) -> None:
    above = draft(*heading, ["w sprawie, o której mowa, prze-"])
    below = draft(*heading, ["prowadzenie konsultacji jest wskazane"])
    known = draft(["a przeprowadzenie konsultacji kosztuje"], open_bottom=False)
    ends, starts = broken(above, below, known)
    assert texts(ends)[-1] == ["w sprawie, o której mowa, przeprowadzenie"]
    assert texts(starts)[-1] == ["konsultacji jest wskazane"]


def test_a_real_hyphen_stays() -> None:
    ends, starts = broken(draft(["przystanek w okolicy Bieżanowa-"]), draft(["Prokocimia zostanie wyremontowany"]))
    assert texts(ends) == [["przystanek w okolicy Bieżanowa-Prokocimia"]]
    assert texts(starts) == [["zostanie wyremontowany"]]


def test_an_enumeration_goes_on_and_a_sentence_begins_anew() -> None:
    full = ["Wniosek jest zasadny i zostanie on", "przekazany dalej do Rady. Powołano"]
    fill = draft(*[full] * 20)
    parts = draft(["Rada w pełni przyjęła te zalecenia;"])
    assert broken(parts, draft(["zadania przejmie wydział."]), fill)[0].running == {0}
    assert broken(parts, draft(["Zadania przejmie wydział."]), fill)[0].running == frozenset()
