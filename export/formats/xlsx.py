"""XLSX, the researcher's file: what was found, a sheet a table, `records` first, and the codebook; no text becomes a formula."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from postulat.export.folder import OutputError
from postulat.export.formats.xlsx_cells import linker
from postulat.export.formats.xlsx_sheet import NARROWEST, ROWS_IN_A_SHEET, Book, write_sheet
from postulat.export.formats.xlsx_start import spoken, write_start
from postulat.export.options import DEFAULTS, Labels, Options
from postulat.export.schema.cells import filled, row_id, rows_of
from postulat.export.schema.codebook import entries
from postulat.export.schema.codebook_rows import codebook_rows, headings
from postulat.export.schema.words import word
from postulat.normalize.records import TABLES, Records, columns

FILE = "postulat.xlsx"
CREATED = datetime.datetime(2000, 1, 1)
"""Excel wants to know when a workbook was made; the same records are to give the same bytes."""

COLOURS = {
    "accepted": "#BBD6F2",
    "already_done": "#D3E5F7",
    "conditional": "#E3F1FC",
    "partial": "#FBF3CF",
    "rejected": "#F2C4B6",
    "out_of_scope": "#FCE3C8",
    "explained": "#D5D8DD",
    "noted": "#E6E8EB",
    "moot": "#F1F2F4",
    "unclear": "#E4DAF3",
}
"""Light tints of the report's colours: blue for yes, yellow for in part, grey for neither, orange and red for no."""
SPOKEN = ("stance", "severity")
"""Columns whose values are shown in the language of the headings."""
TECHNICAL = frozenset(
    (
        *("locator", "sha256", "media_type", "size_bytes", "extractor", "archive_record", "bundle", "bundle_role", "status"),
        *("stance_rule", "variant", "values", "position", "coverage", "reading"),
    )
)
"""Columns that a person rarely needs, beside ids: folded away under one sign above the headings."""
PRINTED = 8
"""Columns of `records` that are printed."""
SEVERITIES = ("error", "warning", "info")
CUT_SHEET = "cut-cells"
CUT_HEADINGS = ("sheet", "row", "record", "column", "letters")


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
    full = filled(records)
    book = Book(workbook, formats(workbook, options.labels), options.labels, linker(options.home), options.home, full, [])
    write_start(workbook, book.formats, records, options.labels)
    for table in TABLES:
        write_table(book, table, getattr(records, table))
    write_sheet(book, "codebook", headings(options.labels), codebook_rows(full, records, options.labels))
    if book.cut:
        write_sheet(book, CUT_SHEET, [word(f"cut.{name}", options.labels) for name in CUT_HEADINGS], iter(book.cut))
    try:
        workbook.close()
    except FileCreateError as error:
        reason = error.args[0] if error.args else error
        raise OutputError(f"cannot write {FILE}: {getattr(reason, 'strerror', None) or reason}") from error
    return (path,)


def formats(workbook: Any, labels: Labels) -> dict[str, Any]:
    plain = {"valign": "top", "text_wrap": True}
    body = {**plain, "align": "left", "indent": 1}  # or a text would run into the colour of the next column
    made = {
        "heading": workbook.add_format({**body, "bold": True, "bg_color": "#D9E2EC", "bottom": 1}),
        "number": workbook.add_format(plain),
        "count": workbook.add_format({**body, "align": "right"}),
        "row": workbook.add_format({"bottom": 1, "bottom_color": "#D5DBE3"}),
        "text": workbook.add_format(body),
        # Marked as text, so that it stays text also when someone edits the cell.
        "quoted": workbook.add_format({**body, "quote_prefix": True}),
        # Shown and printed behind the text, and no part of it.
        "cut": workbook.add_format({**body, "num_format": f'@" ✂ {word("cut.shown", labels)}"'}),
        "date": workbook.add_format({**body, "num_format": "yyyy-mm-dd", "align": "left"}),
        "share": workbook.add_format({**plain, "num_format": "0%"}),
        "link": workbook.add_format({**body, "font_color": "#0563C1", "underline": 1}),
        "title": workbook.add_format({"bold": True, "font_size": 18}),
        "part": workbook.add_format(
            {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": "#0B4F9E", "font_color": "#0B4F9E"}
        ),
        "meaning": workbook.add_format(body),
        "free": workbook.add_format({"valign": "top"}),
    }
    line = {"bottom": 1, "bottom_color": "#FFFFFF"}
    return made | {stance: workbook.add_format({"bg_color": colour, **line}) for stance, colour in COLOURS.items()}


def write_table(book: Book, table: str, rows: Sequence[object]) -> None:
    """One sheet, or several where the rows are more than a sheet holds: `mentions`, `mentions (2)`."""
    headings = [entry.label(book.labels) for entry in entries(table).values()]
    names = [column.name for column in columns(TABLES[table])]
    room = ROWS_IN_A_SHEET - 1
    if table == "findings":
        rows = sorted(rows, key=severity)
    for part, start in enumerate(range(0, max(len(rows), 1), room), start=1):
        some = rows[start : start + room]
        name = table if part == 1 else f"{table[:25]} ({part})"
        written = in_words(rows_of(table, some), names, book.labels)
        sheet = write_sheet(book, name, headings, written, names, identifier(table, some))
        fold(sheet, book, table, names, len(rows))
        if "stance" in names and some:
            stances(sheet, book, names.index("stance"), len(some))
        if table == "records":
            sheet.print_area(0, 0, len(some), PRINTED - 1)


def severity(row: Any) -> int:
    """What must be looked at comes first; within that the order is that of the documents."""
    return SEVERITIES.index(row.severity) if row.severity in SEVERITIES else len(SEVERITIES)


def in_words(rows: Iterator[tuple[object, ...]], names: Sequence[str], labels: Labels) -> Iterator[tuple[object, ...]]:
    """The rows with the names of their stances and severities."""
    places = {names.index(name): name for name in SPOKEN if name in names}
    if not places:
        return rows
    return (
        tuple(
            spoken(places[at], value, labels) if at in places and isinstance(value, str) else value for at, value in enumerate(row)
        )
        for row in rows
    )


def fold(sheet: Any, book: Book, table: str, names: Sequence[str], rows: int) -> None:
    """Technical columns are folded under a sign that opens them, and columns with nothing in any row are hidden."""
    folded = False
    for column, name in enumerate(names):
        technical = name.endswith("_id") or name in TECHNICAL
        empty = rows > 0 and not book.filled[table, name]
        options = {"hidden": technical or empty, "level": int(technical), "collapsed": folded and not technical}
        if any(options.values()):
            info = sheet.col_info.get(column)
            sheet.set_column(column, column, info.width if info else NARROWEST, None, options)
        folded = technical


def identifier(table: str, rows: Sequence[object]) -> Callable[[int], str]:
    """A function that gives the id of the row of that number, counted from 0."""
    return lambda number: row_id(table, rows[number])


def stances(sheet: Any, book: Book, column: int, rows: int) -> None:
    """Stances by colour, as a rule of the sheet, and a list to choose them from: one that someone corrects takes its own colour."""
    names = [spoken("stance", stance, book.labels) for stance in COLOURS]
    for stance, name in zip(COLOURS, names, strict=True):
        rule = {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": book.formats[stance]}
        sheet.conditional_format(1, column, rows, column, rule)
    told = {"error_type": "warning", "error_message": word("stance.wrong", book.labels)}
    sheet.data_validation(1, column, rows, column, {"validate": "list", "source": names, **told})
