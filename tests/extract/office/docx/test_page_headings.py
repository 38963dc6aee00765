"""Heading rows in the page header of a Word document, on documents written here."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from postulat.extract.document import Table
from postulat.extract.office.docx import reader as docx
from postulat.extract.office.docx.elements import PREFIXES

NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for uri, prefix in PREFIXES.items())
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WIDTHS = (700, 1300, 4000, 4000)
HEADINGS = ("Body", "Clause", "Comment", "Observations")
ROWS = (("PL", "4.1", "Say more.", "Accepted"), ("CZ", "5", "Say less.", ""))


def rows(*lines: tuple[str, ...], widths: tuple[int, ...] = WIDTHS) -> str:
    cells = (
        "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'
            for text, width in zip(line, widths, strict=False)
        )
        for line in lines
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word(body: str, header: str, kind: str = "default", more: str = "") -> Table:
    """The first table of a document with this body and page header."""
    section = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="h"/>{more}</w:sectPr>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "_rels/.rels": f'<Relationships xmlns="{package}">'
        f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">'
        f'<Relationship Id="h" Type="{OFFICE}/header" Target="header1.xml"/></Relationships>',
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{header}</w:hdr>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            etree.fromstring(text.encode())
            archive.writestr(name, text)
    return next(block.table for block in docx.read(buffer.getvalue(), "made.docx").blocks if block.table is not None)


def grid(table: Table) -> list[tuple[str, ...]]:
    return [tuple("" if cell is None else cell.text for cell in row) for row in table.rows]


def test_a_heading_row_in_the_page_header_heads_the_table() -> None:
    letterhead = rows(("Template", "Date: 1 May"), widths=(8000, 2000))
    table = word(rows(*ROWS), letterhead + rows(("1", "2", "3", "4"), HEADINGS, widths=(650, 1350, 4010, 3990)))
    assert grid(table) == [HEADINGS, *ROWS]
    assert table.heading_rows == 1
    assert all(cell is not None and cell.heading for cell in table.rows[0])
    assert table.rows[0][0] is not None
    assert table.rows[0][0].places[0].path.startswith("word/header1.xml:/w:hdr/")


def test_a_letterhead_with_other_borders_is_no_heading() -> None:
    assert grid(word(rows(*ROWS), rows(HEADINGS, widths=(4000, 2000, 2000, 2000)))) == list(ROWS)


def test_a_row_with_an_empty_box_is_no_heading() -> None:
    assert grid(word(rows(*ROWS), rows(("Office", "", "Annex", "Page")))) == list(ROWS)


def test_a_table_that_begins_with_the_same_row_or_marks_its_own_has_one_heading() -> None:
    assert grid(word(rows(HEADINGS, *ROWS), rows(HEADINGS))) == [HEADINGS, *ROWS]
    marked = rows(("Who", "Where", "What", "Answer"), *ROWS).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    assert grid(word(marked, rows(HEADINGS)))[0] == ("Who", "Where", "What", "Answer")


def test_a_header_of_the_first_page_counts_where_it_is_shown() -> None:
    assert grid(word(rows(*ROWS), rows(HEADINGS), kind="first")) == list(ROWS)
    assert grid(word(rows(*ROWS), rows(HEADINGS), kind="first", more="<w:titlePg/>")) == [HEADINGS, *ROWS]


def test_a_section_without_a_header_has_that_of_the_section_before() -> None:
    first = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr></w:pPr></w:p>'
    assert grid(word(f"{first}{rows(*ROWS)}", rows(HEADINGS), kind="even")) == [HEADINGS, *ROWS]
