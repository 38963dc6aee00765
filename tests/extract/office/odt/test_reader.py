"""The OpenDocument reader, on small documents written here."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from postulat.extract.document import Block, Document, Table
from postulat.extract.errors import ReadError
from postulat.extract.office.odt import reader as odt
from postulat.extract.office.odt.styles import PREFIXES

NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for uri, prefix in PREFIXES.items())
NUMBERS = """<text:list-style style:name="L1">
    <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
    <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>
    <text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
  </text:list-style>
  <text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
  <text:list-style style:name="L3">
    <text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix=")" text:start-value="4"/>
  </text:list-style>"""


def packed(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def text(body: str, automatic: str = NUMBERS, shared: str = "", meta: str = "") -> bytes:
    """An ODT with the given body and styles."""
    return packed(
        {
            "mimetype": odt.OPEN_TEXT,
            "content.xml": f"<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {NAMESPACES}><office:styles>{shared}</office:styles></office:document-styles>",
            "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def p(content: str = "", style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def items(*contents: str, attributes: str = 'text:style-name="L1"') -> str:
    return f"<text:list {attributes}>{''.join(f'<text:list-item>{content}</text:list-item>' for content in contents)}</text:list>"


def cell(content: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{content if content.startswith('<') else p(content)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


def read(body: str, automatic: str = NUMBERS, shared: str = "", meta: str = "") -> Document:
    return odt.read(text(body, automatic, shared, meta), "made.odt")


def lines(document: Document) -> list[str]:
    return [block.line for block in document.blocks]


def only_table(document: Document) -> Table:
    (found,) = [block.table for block in document.blocks if block.table is not None]
    return found


def grid(found: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in found.rows]


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


def test_paragraphs_say_what_they_are() -> None:
    automatic = """
        <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
        <style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
        <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>"""
    body = (
        p("Raport", "P1")
        + '<text:h text:outline-level="2">Wstęp</text:h>'
        + p("Tłusty", "P2")
        + p('Tłusty <text:span text:style-name="T1">i nie</text:span>', "P2")
    )
    shared = '<style:style style:name="Title" style:family="paragraph"/>'
    found = [(block.kind, block.level, block.text, block.strong) for block in read(body, automatic, shared).blocks]
    assert found == [
        ("heading", 1, "Raport", False),
        ("heading", 2, "Wstęp", False),
        ("paragraph", 0, "Tłusty", True),
        ("paragraph", 0, "Tłusty i nie", False),
    ]


def test_white_space_and_line_breaks() -> None:
    assert lines(read(p('  a<text:s text:c="3"/>b<text:tab/>c\n d<text:line-break/>e<text:soft-page-break/>f'))) == [
        "a b c d",
        "ef",
    ]


def test_a_link_keeps_its_text_and_its_address() -> None:
    (block,) = read(
        p('zob. <text:a xlink:href="https://example.org/a">program</text:a> i <text:a xlink:href="#x">dalej</text:a>')
    ).blocks
    assert block.text == "zob. program i dalej"
    assert [(block.text[link.start : link.end], link.target) for link in block.links] == [("program", "https://example.org/a")]


def test_what_is_not_shown_stands_apart() -> None:
    automatic = '<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>'
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('Dz.U.')}</text:note-body></text:note>"
    body = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('stare')}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
        + p(
            f'Widać<text:span text:style-name="T9"> nie widać</text:span>{note}<office:annotation>{p("uwaga")}</office:annotation>.'
        )
        + f'<text:section text:display="none">{p("ukryte")}</text:section><text:section>{p("jawne")}</text:section>'
    )
    document = read(body, automatic)
    assert lines(document) == ["Widać.", "jawne"]
    assert [(found.code, found.variant, *found.values.values()) for found in document.notes] == [
        ("tracked-changes", "", 1),
        ("footnote", "", "Dz.U."),
        ("comment", "", "uwaga"),
        ("hidden-text", "text", "nie widać"),
        ("hidden-text", "section", "ukryte"),
    ]


def test_a_text_box_comes_after_its_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{p('w ramce')}</draw:text-box></draw:frame>"
    assert lines(read(p(f"przed {box}po") + box)) == ["przed po", "w ramce", "w ramce"]


class TestNumbers:
    """Numbers that lists count themselves."""

    def test_levels_and_their_restart(self) -> None:
        deepest = items(p("x"), p("x"), attributes="")
        body = items(p("x") + items(p("x"), p("x") + deepest, attributes=""), p("x") + items(p("x"), attributes=""))
        markers = [block.marker for block in read(body).blocks]
        assert markers == ["1.", "1.1.", "1.2.", "(a)", "(b)", "2.", "2.1."]

    def test_only_the_first_paragraph_of_an_item_has_the_number(self) -> None:
        assert lines(read(items(p("a") + p("b"), p("c")))) == ["1. a", "b", "2. c"]

    def test_a_list_starts_again_unless_it_goes_on(self) -> None:
        on = 'text:style-name="L1" text:continue-numbering="true"'
        named = 'xml:id="list1" text:style-name="L1"'
        later = 'text:style-name="L1" text:continue-list="list1"'
        body = items(p("a")) + items(p("b")) + items(p("c"), attributes=on) + items(p("d"), attributes=named)
        body += items(p("e")) + items(p("f"), attributes=later)
        assert lines(read(body)) == ["1. a", "1. b", "2. c", "1. d", "1. e", "2. f"]

    def test_start_values(self) -> None:
        style = 'text:style-name="L3"'
        body = f'<text:list {style}><text:list-item>{p("a")}</text:list-item><text:list-item text:start-value="9">{p("b")}'
        assert lines(read(body + "</text:list-item></text:list>")) == ["IV) a", "IX) b"]

    def test_an_item_that_only_holds_a_list_is_not_counted(self) -> None:
        on = 'text:style-name="L1" text:continue-numbering="true"'
        body = (
            items(p("a") + items(p("b"), attributes="")) + p("między") + items(items(p("c"), attributes=""), p("d"), attributes=on)
        )
        assert lines(read(body)) == ["1. a", "1.1. b", "między", "1.2. c", "2. d"]

    def test_bullets_and_list_headers(self) -> None:
        header = f'<text:list text:style-name="L1"><text:list-header>{p("wstęp")}</text:list-header></text:list>'
        assert lines(read(items(p("a"), attributes='text:style-name="L2"') + header)) == ["- a", "wstęp"]

    def test_headings_count_by_the_outline(self) -> None:
        shared = """<text:outline-style>
            <text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
            <text:outline-level-style text:level="2" style:num-format="1" loext:num-list-format="§ %2%"/></text:outline-style>"""
        headings = [(1, "a"), (2, "b"), (2, "c"), (1, "d"), (2, "e")]
        body = "".join(f'<text:h text:outline-level="{level}">{words}</text:h>' for level, words in headings)
        assert lines(read(body, shared=shared)) == ["I. a", "§ 1 b", "§ 2 c", "II. d", "§ 1 e"]

    def test_a_numbered_column_has_its_numbers(self) -> None:
        on = 'text:style-name="L1" text:continue-numbering="true"'
        body = table(*(row(cell(items(p(), attributes=on)), cell(f"uwaga {n}")) for n in range(1, 13)))
        assert grid(only_table(read(body)))[-1] == ["12.", "uwaga 12"]


class TestTables:
    """The grid with its spans."""

    def test_spans_are_one_cell(self) -> None:
        body = table(
            "<table:table-header-rows>"
            + row(cell("A", 'table:number-rows-spanned="2"'), cell("B", 'table:number-columns-spanned="2"'), COVERED)
            + "</table:table-header-rows>",
            row(COVERED, cell("C"), cell("D")),
            row(cell("E"), cell("F"), cell("G")),
        )
        found = only_table(read(body))
        assert grid(found) == [["A", "B", "B"], ["A", "C", "D"], ["E", "F", "G"]]
        assert found.rows[0][0] is found.rows[1][0]
        assert found.rows[0][1] is found.rows[0][2]
        assert (found.heading_rows, found.rows[0][0].heading if found.rows[0][0] else None) == (1, True)

    def test_a_span_over_rows_and_columns(self) -> None:
        wide = 'table:number-rows-spanned="2" table:number-columns-spanned="2"'
        body = table(
            row(cell("A", wide), COVERED, cell("b")), row(COVERED, COVERED, cell("c")), row(cell("1"), cell("2"), cell("3"))
        )
        assert grid(only_table(read(body))) == [["A", "A", "b"], ["A", "A", "c"], ["1", "2", "3"]]

    def test_a_covered_cell_without_a_span_is_no_cell(self) -> None:
        assert grid(only_table(read(table(row(cell("a"), COVERED, cell("b")), row(cell("1"), cell("2"), cell("3")))))) == [
            ["a", None, "b"],
            ["1", "2", "3"],
        ]

    def test_repeated_rows_and_cells_are_cells_of_their_own(self) -> None:
        body = table(row(cell("x", 'table:number-columns-repeated="2"'), attributes='table:number-rows-repeated="2"'))
        found = only_table(read(body))
        assert grid(found) == [["x", "x"], ["x", "x"]]
        assert len(list(found.cells())) == 4

    def test_repeats_are_bounded_and_noted(self) -> None:
        document = read(table(row(cell("x"), attributes='table:number-rows-repeated="1048576"')))
        assert (len(only_table(document).rows), codes(document)) == (10_000, ["limit-reached"])

    def test_a_table_in_a_cell_is_a_block_of_the_cell(self) -> None:
        found = only_table(read(table(row(cell(p("nad") + table(row(cell("x"), cell("y")))), cell("obok")))))
        assert grid(found) == [["nad\nx | y", "obok"]]

    def test_a_hidden_row_is_left_out_and_noted(self) -> None:
        document = read(table(row(cell("a")), row(cell("b"), attributes='table:visibility="collapse"')))
        assert (grid(only_table(document)), codes(document)) == ([["a"]], ["hidden-text"])


def test_every_place_leads_back_to_its_element() -> None:
    box = f"<draw:frame><draw:text-box>{p('ramka')}</draw:text-box></draw:frame>"
    inner = table(row(cell("gniazdo")))
    body = (
        p("jeden")
        + items(p("punkt"), p("drugi"))
        + f"<text:section>{p('sekcja')}{p(box)}</text:section>"
        + table(row(cell("a"), cell(p("b") + inner)))
    )
    data = text(body)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    checked = []

    def walk(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            part, _, path = block.places[0].path.partition(":")
            (element,) = root.xpath(path, namespaces={prefix: uri for uri, prefix in PREFIXES.items()})
            assert part == "content.xml"
            if block.table is None:
                assert "".join(element.itertext()) == block.text
                checked.append(block.text)
            else:
                for found in block.table.cells():
                    walk(found.blocks)

    walk(odt.read(data, "made.odt").blocks)
    assert checked == ["jeden", "punkt", "drugi", "sekcja", "ramka", "a", "b", "gniazdo"]


def test_what_the_file_declares() -> None:
    shared = (
        '<style:default-style style:family="paragraph">'
        '<style:text-properties fo:language="pl" fo:country="PL"/></style:default-style>'
    )
    document = read(p("a"), shared=shared, meta="<dc:title>Raport z konsultacji</dc:title>")
    assert (document.language, document.title, document.extractor) == ("pl", "Raport z konsultacji", "odt")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"mimetype": "x"}, "no OpenDocument text"),
        ({"content.xml": "<office"}, "not well-formed"),
        ({"content.xml": f"<office:document-content {NAMESPACES}/>"}, "not a text document"),
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": "x"}, "password"),
    ],
)
def test_broken_files_say_so_in_one_line(files: dict[str, str], words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        odt.read(packed(files), "broken.odt")
    assert "\n" not in str(caught.value)


def test_a_paragraph_in_italics_is_slanted_as_a_whole_only() -> None:
    slant = '<style:style style:name="I" style:family="{0}"><style:text-properties fo:font-style="italic"/></style:style>'
    body = p("Why so few?", "I") + p('<text:span text:style-name="I">Why</text:span> so few?') + p("More.")
    found = odt.read(text(body, slant.format("paragraph") + slant.format("text")), "made.odt")
    assert [block.slanted for block in found.blocks] == [True, False, False]


def test_the_colour_of_a_paragraph_is_that_of_most_of_its_letters() -> None:
    colour = '<style:style style:name="C" style:family="{0}"><style:text-properties fo:color="#0000ff"/></style:style>'
    body = p("Why so few?", "C") + p('<text:span text:style-name="C">Why</text:span> so few?') + p("More.")
    found = odt.read(text(body, colour.format("paragraph") + colour.format("text")), "made.odt")
    assert [block.ink for block in found.blocks] == [0x0000FF, 0, 0]


@pytest.mark.parametrize("position", ["super 58%", "33% 58%"])
def test_raised_marks_of_notes_are_no_part_of_the_sentence(position: str) -> None:
    up = f'<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="{position}"/></style:style>'
    words = 'Wiata<text:span text:style-name="Up">2)</text:span> ma 20 m<text:span text:style-name="Up">2</text:span>.'
    document = odt.read(text(p(words), automatic=NUMBERS + up), "made.odt")
    assert [block.text for block in document.blocks] == ["Wiata ma 20 m2."]
    assert [(note.code, note.values["text"]) for note in document.notes] == [("note-number", "2)")]
