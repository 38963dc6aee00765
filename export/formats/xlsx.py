"""XLSX, the researcher's file: a sheet a table, `records` first, then the codebook; no text of a document becomes a formula."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from postulat.export.folder import OutputError
from postulat.export.formats.csv_cells import LIST_SEPARATOR
from postulat.export.formats.csv_excel import runs
from postulat.export.formats.xlsx_cells import fitted, linker
from postulat.export.options import DEFAULTS, Labels, Options
from postulat.export.schema.cells import filled, row_id, rows_of
from postulat.export.schema.codebook import entries
from postulat.export.schema.codebook_rows import HEADINGS, codebook_rows
from postulat.normalize.records import TABLES, Records, columns

FILE = "postulat.xlsx"
ROWS_IN_A_SHEET = 1_048_576  # Excel's limit, the heading included
LINKS_IN_A_SHEET = 65_530  # Excel's limit
LINKED = "source"
"""The column whose cells link to the document."""
FIRST_DAY = datetime.date(1900, 3, 1)
"""Earlier days are texts: Excel counts from 1900 and takes that year for a leap year."""
MEASURED = 300  # rows that are looked at for the widths of the columns
NARROWEST, WIDEST = 8, 60  # characters
LINE_HEIGHT = 15  # points, of the font that workbooks begin with
MOST_LINES = 20  # that a row shows; Excel's limit is 27
CREATED = datetime.datetime(2000, 1, 1)
"""Excel wants to know when a workbook was made; the same records are to give the same bytes."""

COLOURS = {
    "accepted": "#C6EFCE",
    "already_done": "#DDF3E0",
    "conditional": "#FFEB9C",
    "partial": "#FFF2CC",
    "rejected": "#FFC7CE",
    "out_of_scope": "#F8DCE0",
    "explained": "#DDEBF7",
    "noted": "#EDEDED",
    "moot": "#D9D9D9",
    "unclear": "#E4DFEC",
}
CUT_SHEET = "cut-cells"
CUT_HEADINGS: dict[Labels, tuple[str, ...]] = {
    "pl": ("Arkusz", "Wiersz", "Rekord (id)", "Kolumna", "Brakuje znaków"),
    "en": ("Sheet", "Row", "Record id", "Column", "Characters left out"),
}


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
    cut: list[Cut]


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write the workbook row by row, so that its memory does not grow with the records."""
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    path = folder / FILE
    settings = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = xlsxwriter.Workbook(str(path), settings)
    workbook.use_zip64()
    workbook.set_properties({"title": "Postulat", "created": CREATED})
    book = Book(workbook, formats(workbook), options.labels, linker(options.home), [])
    for table in TABLES:
        write_table(book, table, getattr(records, table))
    write_sheet(book, "codebook", HEADINGS[options.labels], codebook_rows(filled(records), records, options.labels))
    if book.cut:
        write_sheet(book, CUT_SHEET, CUT_HEADINGS[options.labels], iter(book.cut))
    try:
        workbook.close()
    except FileCreateError as error:
        reason = error.args[0] if error.args else error
        raise OutputError(f"cannot write {FILE}: {getattr(reason, 'strerror', None) or reason}") from error
    return (path,)


def formats(workbook: Any) -> dict[str, Any]:
    body = {"valign": "top", "text_wrap": True}
    made = {
        "heading": workbook.add_format({"bold": True, "valign": "top", "text_wrap": True, "bg_color": "#D9E2EC", "bottom": 1}),
        "text": workbook.add_format(body),
        # Marked as text, so that it stays text also when someone edits the cell.
        "quoted": workbook.add_format({**body, "quote_prefix": True}),
        "date": workbook.add_format({**body, "num_format": "yyyy-mm-dd", "align": "left"}),
        "share": workbook.add_format({**body, "num_format": "0%"}),
        "link": workbook.add_format({**body, "font_color": "#0563C1", "underline": 1}),
    }
    return made | {stance: workbook.add_format({"bg_color": colour}) for stance, colour in COLOURS.items()}


def write_table(book: Book, table: str, rows: Sequence[object]) -> None:
    """One sheet, or several where the rows are more than a sheet holds: `mentions`, `mentions (2)`."""
    headings = [entry.label(book.labels) for entry in entries(table).values()]
    names = [column.name for column in columns(TABLES[table])]
    room = ROWS_IN_A_SHEET - 1
    for part, start in enumerate(range(0, max(len(rows), 1), room), start=1):
        some = rows[start : start + room]
        name = table if part == 1 else f"{table[:25]} ({part})"
        sheet = write_sheet(book, name, headings, rows_of(table, some), names, identifier(table, some))
        if "stance" in names and some:
            colour(sheet, book, names.index("stance"), len(some))


def identifier(table: str, rows: Sequence[object]) -> Callable[[int], str]:
    """A function that gives the id of the row of that number, counted from 0."""
    return lambda number: row_id(table, rows[number])


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
    wide = widths(headings, first)
    for column, width in enumerate(wide):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 2 * LINE_HEIGHT)
    linked = names.index(LINKED) if LINKED in names else None
    last = 0
    for last, row in enumerate(chain(first, rows), start=1):
        set_height(sheet, last, row, wide)
        for column, value in enumerate(row):
            gone = write_cell(sheet, book, last, column, value, column == linked and last <= LINKS_IN_A_SHEET)
            if gone:
                book.cut.append(Cut(name, last + 1, identify(last - 1), names[column] if names else headings[column], gone))
    arrange(sheet, last, len(headings))
    return sheet


def widths(headings: Sequence[str], rows: Sequence[tuple[object, ...]]) -> list[int]:
    """As wide as the longest line of the first rows, and as the longest word of the heading with the arrow of its filter."""
    found = [max(len(word) for word in heading.split()) + 4 for heading in headings]
    for row in rows:
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > found[column]:
                found[column] = max(found[column], max(map(len, value.split("\n"))) + 2)
            elif isinstance(value, datetime.date):
                found[column] = max(found[column], 12)
    return [min(max(width, NARROWEST), WIDEST) for width in found]


def set_height(sheet: Any, number: int, row: tuple[object, ...], wide: Sequence[int]) -> None:
    """A row as high as its longest text; Excel would find that out by itself, LibreOffice does not.

    XlsxWriter would keep the height of every row until the end, so those of the rows that it has written are taken from it.
    """
    for heights in (getattr(sheet, "row_info", {}), getattr(sheet, "row_sizes", {})):
        heights.pop(number - 2, None)
    most = max((lines(value, width) for value, width in zip(row, wide, strict=True) if isinstance(value, str)), default=1)
    if most > 1:
        sheet.set_row(number, LINE_HEIGHT * min(most, MOST_LINES))


def lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so wide.

    >>> lines("a" * 10, 12), lines("a" * 25, 12), lines("a\\nb\\n", 12)
    (1, 3, 3)
    """
    if len(text) < width and "\n" not in text:
        return 1
    return sum(max(1, -(-len(line) // width)) for line in text[: MOST_LINES * WIDEST].split("\n"))


def write_cell(sheet: Any, book: Book, row: int, column: int, value: object, linked: bool) -> int:
    """Write the value by its type, and return how many characters of it had no room."""
    if isinstance(value, tuple):
        value = LIST_SEPARATOR.join(value)
    if value is None or value == "":
        return 0
    if isinstance(value, str):
        text, gone = fitted(value)
        link = book.link(value) if linked else None
        if link is not None:
            sheet.write_url(row, column, link, book.formats["link"], text)
        else:
            sheet.write_string(row, column, text, book.formats["quoted" if runs(text) else "text"])
        return gone
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, book.formats["text"])
    elif isinstance(value, datetime.date):
        if value < FIRST_DAY:
            sheet.write_string(row, column, value.isoformat(), book.formats["text"])
        else:
            sheet.write_datetime(row, column, value, book.formats["date"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, book.formats["text"])
    elif isinstance(value, float):
        sheet.write_number(row, column, value, book.formats["share"])
    return 0


def arrange(sheet: Any, rows: int, width: int) -> None:
    """Heading in sight, filters, no marks at numbers that are texts on purpose, and pages that print."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, width - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS_IN_A_SHEET}"})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def colour(sheet: Any, book: Book, column: int, rows: int) -> None:
    """Stances by colour, as a rule of the sheet: a value that someone corrects takes its own."""
    for stance in COLOURS:
        rule = {"type": "cell", "criteria": "==", "value": f'"{stance}"', "format": book.formats[stance]}
        sheet.conditional_format(1, column, rows, column, rule)
