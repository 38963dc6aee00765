"""One sheet of a workbook: cells by their types, widths and heights, links, and pages that print."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from postulat.export.formats.csv_cells import LIST_SEPARATOR
from postulat.export.formats.csv_excel import runs
from postulat.export.formats.xlsx_cells import fitted
from postulat.export.options import Labels

LINKS_IN_A_SHEET = 65_530  # Excel's limit
LINKED = "source"
"""The column whose cells link to the document."""
COLOURED = "stance"
GRADED, IDENTIFIED = "grade", "postulate_id"
"""The column whose cells link to the record's place on the review pages, and that which tells the place."""
PLAIN = re.compile(r"[0-9a-zA-Z_-]{1,100}")
"""What an id may hold that goes into a link."""
REVIEW = "review"
"""The folder of the review's pages, beside the workbook."""
FIRST_DAY = datetime.date(1900, 3, 1)
"""Earlier days are texts: Excel counts from 1900 and takes that year for a leap year."""
MEASURED = 300  # rows that are looked at for the widths of the columns
NARROWEST, WIDEST = 8, 60  # characters
LINE_HEIGHT = 15  # points, of the font that workbooks begin with
MOST_LINES = 27  # that a row shows: Excel's limit is 409 points
SHORT = 30  # characters of a cell that can tell of a text that its row is too low for
ROWS_IN_A_SHEET = 1_048_576  # Excel's limit, the heading included


class Cut(NamedTuple):
    """A text that was longer than a cell; it is whole in the other formats."""

    sheet: str
    row: int
    id: str
    column: str
    left_out: int


class Book(NamedTuple):
    """The workbook that is being written, and what its sheets have in common."""

    workbook: Any
    formats: dict[str, Any]
    labels: Labels
    link: Callable[[str], str | None]
    home: Path | None
    filled: dict[tuple[str, str], int]
    cut: list[Cut]


SLIM = {"organisation": 26, "host_unit": 22, "municipality": 12, "postulate": 50, "source": 30}
"""Columns that are kept narrower than their texts, in characters, so that what is printed can be read."""


def write_sheet(
    book: Book,
    name: str,
    headings: Sequence[str],
    rows: Iterator[tuple[object, ...]],
    names: Sequence[str] = (),
    identify: Callable[[int], str] = lambda _: "",
) -> Any:
    sheet = book.workbook.add_worksheet(name)
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, book.formats["heading"])
    first = list(islice(rows, MEASURED))
    wide = [min(width, SLIM.get(name, WIDEST)) for width, name in zip_longest(widths(headings, first), names)]
    for column, width in enumerate(wide):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 2 * LINE_HEIGHT)
    linked = names.index(LINKED) if LINKED in names else None
    graded = (names.index(GRADED), names.index(IDENTIFIED)) if {GRADED, IDENTIFIED} <= set(names) else None
    last = links = 0
    for last, row in enumerate(chain(first, rows), start=1):
        noted = noting(row, names) if set_height(sheet, last, row, wide) else None
        for column, value in enumerate(row):
            link = None
            if links < LINKS_IN_A_SHEET and isinstance(value, str):
                if column == linked:
                    link = book.link(value)
                elif graded is not None and column == graded[0]:
                    link = review_link(book, row[graded[1]])
                links += link is not None
            gone = write_cell(sheet, book, last, column, value, link, "cut" if column == noted else "text")
            if gone:
                book.cut.append(Cut(name, last + 1, identify(last - 1), names[column] if names else headings[column], gone))
    arrange(sheet, last, len(headings))
    rule_off(sheet, last, len(headings), names.index(COLOURED) if COLOURED in names else len(headings), book.formats["row"])
    return sheet


def widths(headings: Sequence[str], rows: Sequence[tuple[object, ...]]) -> list[int]:
    """As wide as the longest line of the first rows, and as the longest word of the heading with the arrow of its filter."""
    found = [max(len(word) for word in heading.split()) + 4 for heading in headings]
    for row in rows:
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > found[column]:
                found[column] = max(found[column], max(map(len, value.split("\n"))) + 3)
            elif isinstance(value, datetime.date):
                found[column] = max(found[column], 13)
    return [min(max(width, NARROWEST), WIDEST) for width in found]


def noting(row: tuple[object, ...], names: Sequence[str]) -> int | None:
    """The column whose cell says that a text of its row is cut on the screen and on paper: the first short text that is no id."""
    short = (
        at
        for at, (value, name) in enumerate(zip_longest(row, names, fillvalue=""))
        if isinstance(value, str) and 0 < len(value) <= SHORT and not str(name).endswith("_id") and name != LINKED
    )
    return next(short, None)


def set_height(sheet: Any, number: int, row: tuple[object, ...], wide: Sequence[int]) -> bool:
    """A row as high as its longest text, and whether that is higher than a row can be.

    Excel would find the height out by itself, LibreOffice does not.

    XlsxWriter would keep the height of every row until the end, so those of the rows that it has written are taken from it.
    """
    for heights in (getattr(sheet, "row_info", {}), getattr(sheet, "row_sizes", {})):
        heights.pop(number - 2, None)
    most = max((lines(value, width) for value, width in zip(row, wide, strict=True) if isinstance(value, str)), default=1)
    if most > 1:
        sheet.set_row(number, LINE_HEIGHT * min(most, MOST_LINES))
    return most > MOST_LINES


def lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so wide.

    >>> lines("a" * 10, 12), lines("a" * 25, 12), lines("a\\nb\\n", 12)
    (1, 3, 3)
    """
    if len(text) < width and "\n" not in text:
        return 1
    return sum(max(1, -(-len(line) // width)) for line in text[: (MOST_LINES + 1) * WIDEST].split("\n"))


def review_link(book: Book, record_id: object) -> str | None:
    """The way to a record's place on the pages that `postulat review` writes beside the workbook."""
    document, _, place = str(record_id).rpartition(".")
    if book.home is None or not PLAIN.fullmatch(document) or not PLAIN.fullmatch(place):
        return None
    return f"external:{REVIEW}/{document}.html#{place}"


def write_cell(sheet: Any, book: Book, row: int, column: int, value: object, link: str | None, look: str = "text") -> int:
    """Write the value by its type, and return how many characters of it had no room."""
    if isinstance(value, tuple):
        value = LIST_SEPARATOR.join(value)
    if value is None or value == "":
        return 0
    if isinstance(value, str):
        text, gone = fitted(value)
        if link is not None:
            sheet.write_url(row, column, link, book.formats["link"], text)
        else:
            sheet.write_string(row, column, text, book.formats["quoted" if runs(text) else look])
        return gone
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, book.formats["number"])
    elif isinstance(value, datetime.date):
        if value < FIRST_DAY:
            sheet.write_string(row, column, value.isoformat(), book.formats["text"])
        else:
            sheet.write_datetime(row, column, value, book.formats["date"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, book.formats["number"])
    elif isinstance(value, float):
        sheet.write_number(row, column, value, book.formats["share"])
    return 0


def rule_off(sheet: Any, rows: int, width: int, coloured: int, line: Any) -> None:
    """A line below each row. Where stances have colours it is theirs: LibreOffice follows one rule of a cell alone.

    The rule asks nothing of the cells: LibreOffice 7.4 ends without a word when it prints long texts that a rule asks for errors.
    """
    for first, last in ((0, coloured - 1), (coloured + 1, width - 1)):
        if rows and first <= last:
            sheet.conditional_format(1, first, rows, last, {"type": "formula", "criteria": "=TRUE", "format": line})


def arrange(sheet: Any, rows: int, width: int) -> None:
    """Heading in sight, filters, no marks at numbers that are texts on purpose, and pages that print."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, width - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS_IN_A_SHEET}"})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
