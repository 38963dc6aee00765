"""The Word reader, on small documents written here: what Word shows is what the blocks say."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from postulat.extract.document import Block, Document, Place, Table
from postulat.extract.errors import ReadError
from postulat.extract.office.docx import reader as docx
from postulat.extract.office.docx.elements import PREFIXES

NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for uri, prefix in PREFIXES.items())
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word(body: str, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """A DOCX with the given body and parts (`styles="<w:style …/>"`)."""
    relations = [f'<Relationship Id="r-{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts]
    for link_id, target in (links or {}).items():
        relations.append(f'<Relationship Id="{link_id}" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>')
    types = [f'<Override PartName="/word/{name}.xml" ContentType="{WORDPROCESSING}.{name}+xml"/>' for name in parts]
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORDPROCESSING}.document.main+xml"/>{"".join(types)}</Types>',
        "_rels/.rels": relationships([f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>']),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(relations),
        **{f"word/{name}.xml": f"<w:{name} {NAMESPACES}>{text}</w:{name}>" for name, text in parts.items()},
    }
    return packed(files)


def relationships(elements: list[str]) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(elements)}</Relationships>'
    )


def packed(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def p(text: str = "", properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str = "<w:p/>", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def level(depth: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, family: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{family}"/>{overrides}</w:num>'


def counted(number: int = 1, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def read(body: str, links: dict[str, str] | None = None, **parts: str) -> Document:
    return docx.read(word(body, links, **parts), "made.docx")


def lines(document: Document) -> list[str]:
    return [block.line for block in document.blocks]


def grid(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def only_table(document: Document) -> Table:
    (table,) = [block.table for block in document.blocks if block.table is not None]
    return table


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


def test_paragraphs_say_what_they_are() -> None:
    styles = """
        <w:style w:type="paragraph" w:styleId="Nagwek2"><w:name w:val="heading 2"/></w:style>
        <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Nasz"/><w:basedOn w:val="Nagwek2"/></w:style>
        <w:style w:type="paragraph" w:styleId="Spis"><w:name w:val="TOC Heading"/><w:basedOn w:val="Nagwek2"/>
          <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Tytu"><w:name w:val="Title"/></w:style>
        <w:style w:type="paragraph" w:styleId="Gruby"><w:name w:val="Gruby"/><w:rPr><w:b/></w:rPr></w:style>"""
    body = (
        p("Raport", '<w:pStyle w:val="Tytu"/>')
        + p("Wstęp", '<w:pStyle w:val="Own"/>')
        + p("Spis treści", '<w:pStyle w:val="Spis"/>')
        + p("Wprost", '<w:outlineLvl w:val="2"/>')
        + p("Tłusty", run="<w:b/>")
        + p("Ze stylu", '<w:pStyle w:val="Gruby"/>')
        + p("Cofnięty", '<w:pStyle w:val="Gruby"/>', run='<w:b w:val="0"/>')
        + f"<w:p>{r('pół', '<w:b/>')}{r(' na pół')}</w:p>"
    )
    found = [(block.kind, block.level, block.text, block.strong) for block in read(body, styles=styles).blocks]
    assert found == [
        ("heading", 1, "Raport", False),
        ("heading", 2, "Wstęp", False),
        ("paragraph", 0, "Spis treści", False),
        ("heading", 3, "Wprost", False),
        ("paragraph", 0, "Tłusty", True),
        ("paragraph", 0, "Ze stylu", True),
        ("paragraph", 0, "Cofnięty", False),
        ("paragraph", 0, "pół na pół", False),
    ]


def test_characters_of_a_run() -> None:
    body = (
        "<w:p><w:r><w:t>biało</w:t><w:noBreakHyphen/><w:t>czer</w:t><w:softHyphen/><w:t>wony</w:t><w:tab/><w:t>tab</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r></w:p>'
        "<w:p><w:r><w:t>wiersz 1</w:t><w:br/><w:t>wiersz 2</w:t></w:r></w:p>"
    )
    assert lines(read(body)) == ["biało-czerwony tab☑≥", "wiersz 1", "wiersz 2"]


def test_an_unknown_symbol_is_noted() -> None:
    document = read('<w:p><w:r><w:t>a</w:t><w:sym w:font="Webdings" w:char="F0B3"/></w:r></w:p>')
    assert (lines(document), codes(document)) == (["a"], ["unknown-symbol"])


def test_a_heading_with_a_line_break_is_one_title() -> None:
    heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Raport</w:t><w:br/><w:t>z konsultacji</w:t></w:r></w:p>'
    assert lines(read(heading)) == ["Raport z konsultacji"]


@pytest.mark.parametrize(
    "link",
    [
        f'<w:hyperlink r:id="x1">{r("program ")}</w:hyperlink>',
        f'<w:fldSimple w:instr=" HYPERLINK &quot;https://example.org/a&quot; ">{r("program ")}</w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://exam</w:instrText></w:r>'
        '<w:r><w:instrText>ple.org/a" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r("program ")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_links(link: str) -> None:
    (block,) = read(f"<w:p>{r('Zob.  ')}{link}{r(' dalej')}</w:p>", {"x1": "https://example.org/a"}).blocks
    (found,) = block.links
    assert (block.text, block.text[found.start : found.end], found.target) == (
        "Zob. program dalej",
        "program",
        "https://example.org/a",
    )


def test_an_unfinished_field_swallows_only_its_paragraph() -> None:
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r></w:p>' + p("dalej")
    assert lines(read(body)) == ["dalej"]


def test_form_fields() -> None:
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
    end = '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = f"<w:p>{box.format('<w:checked/>')}{end}{r(' tak ')}{box.format('')}{end}{r(' nie')}</w:p>"
    assert lines(read(body)) == ["☒ tak ☐ nie"]


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = (
        f"<w:p>{r('Uwaga ')}<w:del><w:r><w:delText>stara</w:delText></w:r></w:del><w:ins>{r('nowa')}</w:ins>"
        f"<w:moveFrom>{r('tu')}</w:moveFrom></w:p><w:p><w:moveTo>{r('tam')}</w:moveTo></w:p>"
        + tbl(tr(tc("zostaje")), tr(tc("znika"), properties="<w:del/>"))
    )
    document = read(body)
    assert lines(document)[:2] == ["Uwaga nowa", "tam"]
    assert grid(only_table(document)) == [["zostaje"]]
    assert codes(document) == ["tracked-changes"]


def test_a_deleted_paragraph_end_joins_the_next_paragraph() -> None:
    numbering = abstract(1, level(0, "%1.")) + num(1, 1)
    body = p("Fundacja ", counted() + "<w:rPr><w:del/></w:rPr>") + p("Cylinder", counted()) + p("Drugi", counted())
    assert lines(read(body, numbering=numbering)) == ["1. Fundacja Cylinder", "2. Drugi"]


def test_hidden_text_comments_and_footnotes_stand_apart() -> None:
    body = (
        f"<w:p>{r('Widać')}{r(' nie widać', '<w:vanish/>')}<w:r><w:commentReference w:id='4'/></w:r>"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    document = read(
        body,
        comments=f'<w:comment w:id="4">{p("sprawdzić")}</w:comment>',
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote><w:footnote w:id="2">{p("Dz.U.")}</w:footnote>',
    )
    assert lines(document) == ["Widać"]
    assert [(note.code, note.variant, note.values["text"]) for note in document.notes] == [
        ("comment", "", "sprawdzić"),
        ("footnote", "", "Dz.U."),
        ("hidden-text", "text", "nie widać"),
    ]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('w ramce')}</w:txbxContent>"
    body = (
        f"<w:p>{r('przed ')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{r('po')}</w:p>"
        f"<w:p><w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    assert lines(read(body)) == ["przed po", "w ramce", "w ramce"]


def test_content_controls_are_transparent_and_their_prompts_left_out() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('blok')}</w:sdtContent></w:sdt>"
        f"<w:p>{r('a ')}<w:sdt><w:sdtPr/><w:sdtContent>{r('b')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Kliknij tutaj')}</w:sdtContent></w:sdt></w:p>"
        + f"<w:tbl><w:tr><w:sdt><w:sdtContent>{tc('komórka')}</w:sdtContent></w:sdt>{tc('druga')}</w:tr></w:tbl>"
    )
    document = read(body)
    assert lines(document)[:2] == ["blok", "a b"]
    assert grid(only_table(document)) == [["komórka", "druga"]]


def test_what_cannot_be_read_is_noted() -> None:
    chart = '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    body = (
        f'<w:altChunk r:id="x"/><w:p><w:r><w:drawing>{chart}</w:drawing></w:r><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>'
    )
    assert codes(read(body)) == ["embedded-file", "drawing", "embedded-file"]


class TestNumbers:
    """Numbers that Word counts itself."""

    def markers(self, body: str, numbering: str, styles: str = "") -> list[str]:
        return [block.marker for block in read(body, numbering=numbering, styles=styles).blocks]

    def test_levels_and_their_restart(self) -> None:
        numbering = abstract(7, level(0, "%1."), level(1, "%1.%2"), level(2, "%3)", "lowerLetter")) + num(1, 7)
        body = "".join(p("x", counted(1, depth)) for depth in (0, 1, 1, 2, 2, 0, 1, 2))
        assert self.markers(body, numbering) == ["1.", "1.1", "1.2", "a)", "b)", "2.", "2.1", "a)"]

    def test_a_level_that_never_restarts(self) -> None:
        numbering = abstract(1, level(0, "%1."), level(1, "§ %2", more='<w:lvlRestart w:val="0"/>')) + num(1, 1)
        body = "".join(p("x", counted(1, depth)) for depth in (0, 1, 1, 0, 1))
        assert self.markers(body, numbering) == ["1.", "§ 1", "§ 2", "2.", "§ 3"]

    def test_lists_of_one_family_go_on_unless_told_to_start_again(self) -> None:
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
        numbering = abstract(1, level(0, "%1)")) + num(1, 1) + num(2, 1) + num(3, 1, again)
        body = "".join(p("x", counted(number)) for number in (1, 1, 2, 3, 3))
        assert self.markers(body, numbering) == ["1)", "2)", "3)", "5)", "6)"]

    def test_a_list_may_change_a_level(self) -> None:
        other = f'<w:lvlOverride w:ilvl="0">{level(0, "%1.", "upperRoman", start=4)}</w:lvlOverride>'
        numbering = abstract(1, level(0, "%1)")) + num(1, 1, other)
        assert self.markers(p("x", counted()) + p("y", counted()), numbering) == ["IV.", "V."]

    def test_legal_numbers_are_decimal(self) -> None:
        numbering = abstract(1, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 1)
        assert self.markers(p("x", counted(1, 0)) + p("y", counted(1, 1)), numbering) == ["I.", "1.1"]

    def test_bullets_and_levels_that_show_nothing(self) -> None:
        numbering = abstract(1, level(0, "\uf0b7", "bullet"), level(1, "", "none"), level(2, "–", "decimal")) + num(1, 1)
        body = "".join(p("x", counted(1, depth)) for depth in (0, 1, 2))
        blocks = read(body, numbering=numbering).blocks
        assert [(block.kind, block.marker, block.level) for block in blocks] == [
            ("item", "-", 1),
            ("paragraph", "", 0),
            ("item", "-", 3),
        ]

    def test_numbers_from_a_style_and_its_ancestors(self) -> None:
        styles = """
            <w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Punkt"/>
              <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="Podpunkt"><w:name w:val="Podpunkt"/><w:basedOn w:val="Punkt"/>
              <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>"""
        numbering = abstract(1, level(0, "%1."), level(1, "%1.%2.")) + num(1, 1)
        body = p("x", '<w:pStyle w:val="Punkt"/>') + p("y", '<w:pStyle w:val="Podpunkt"/>')
        off = p("z", '<w:pStyle w:val="Punkt"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        assert self.markers(body + off, numbering, styles) == ["1.", "1.1.", ""]

    def test_a_level_tied_to_a_heading_style(self) -> None:
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="H{rank}"><w:name w:val="heading {rank}"/>'
            '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            for rank in (1, 2)
        )
        tied = [level(depth, text, more=f'<w:pStyle w:val="H{depth + 1}"/>') for depth, text in enumerate(("%1.", "%1.%2."))]
        body = p("Rozdział", '<w:pStyle w:val="H1"/>') + p("Część", '<w:pStyle w:val="H2"/>')
        document = read(body, numbering=abstract(1, *tied) + num(1, 1), styles=styles)
        assert [(block.kind, block.line) for block in document.blocks] == [("heading", "1. Rozdział"), ("heading", "1.1. Część")]

    def test_a_list_style(self) -> None:
        styles = (
            '<w:style w:type="numbering" w:styleId="Lista"><w:name w:val="Lista"/>'
            '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        )
        numbering = (
            '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Lista"/></w:abstractNum>'
            + abstract(2, level(0, "(%1)", "lowerRoman"))
            + num(1, 1)
            + num(2, 2)
        )
        assert self.markers(p("x", counted(1)) + p("y", counted(2)), numbering, styles) == ["(i)", "(ii)"]

    def test_a_numbered_column_has_its_numbers(self) -> None:
        numbering = abstract(1, level(0, "%1.")) + num(1, 1)
        rows = [tr(tc("Lp."), tc("Uwaga"))] + [tr(tc(p("", counted())), tc(f"uwaga {n}")) for n in range(1, 13)]
        table = only_table(read(tbl(*rows), numbering=numbering))
        assert grid(table)[-1] == ["12.", "uwaga 12"]
        cell = table.rows[12][0]
        assert cell is not None
        assert cell.blocks == (Block("item", "", cell.blocks[0].places, 1, "12."),)

    def test_empty_numbered_paragraphs_count_but_show_only_in_cells(self) -> None:
        numbering = abstract(1, level(0, "%1.")) + num(1, 1)
        assert lines(read(p("a", counted()) + p("", counted()) + p("c", counted()), numbering=numbering)) == ["1. a", "3. c"]

    def test_a_hidden_paragraph_is_not_counted(self) -> None:
        numbering = abstract(1, level(0, "%1.")) + num(1, 1)
        body = p("ukryty", counted() + "<w:rPr><w:vanish/></w:rPr>", "<w:vanish/>") + p("b", counted())
        assert lines(read(body, numbering=numbering)) == ["1. b"]


class TestTables:
    """The grid as Word draws it."""

    def test_spans_are_one_cell(self) -> None:
        body = tbl(
            tr(tc("A", '<w:vMerge w:val="restart"/>'), tc("B", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
            tr(tc(properties="<w:vMerge/>"), tc("C"), tc("D")),
        )
        table = only_table(read(body))
        assert grid(table) == [["A", "B", "B"], ["A", "C", "D"]]
        assert table.rows[0][0] is table.rows[1][0]
        assert table.rows[0][1] is table.rows[0][2]
        assert table.heading_rows == 1
        assert [cell.heading for cell in table.cells()] == [True, True, False, False]

    def test_equal_texts_are_not_a_span(self) -> None:
        table = only_table(read(tbl(tr(tc("Fundacja")), tr(tc("Fundacja")))))
        assert table.rows[0][0] is not table.rows[1][0]

    def test_gaps_before_and_after(self) -> None:
        body = tbl(
            tr(tc("a"), tc("b"), tc("c")),
            tr(tc("x"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        )
        assert grid(only_table(read(body))) == [["a", "b", "c"], [None, "x", None]]

    def test_a_continuation_without_a_start_is_a_cell(self) -> None:
        body = tbl(tr(tc("a", "<w:vMerge/>"), tc("b")), tr(tc("c", "<w:vMerge/>"), tc("d")))
        assert grid(only_table(read(body))) == [["a", "b"], ["c", "d"]]

    def test_a_new_start_ends_the_span_above(self) -> None:
        start = '<w:vMerge w:val="restart"/>'
        body = tbl(tr(tc("a", start)), tr(tc(properties="<w:vMerge/>")), tr(tc("b", start)), tr(tc(properties="<w:vMerge/>")))
        assert grid(only_table(read(body))) == [["a"], ["a"], ["b"], ["b"]]

    def test_horizontal_merge_of_old_files(self) -> None:
        body = tbl(tr(tc("a", '<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>"), tc("b")), tr(tc("1"), tc("2"), tc("3")))
        table = only_table(read(body))
        assert grid(table) == [["a", "a", "b"], ["1", "2", "3"]]
        assert table.rows[0][0] is table.rows[0][1]

    def test_text_under_a_merged_cell_is_noted(self) -> None:
        document = read(tbl(tr(tc("a", '<w:vMerge w:val="restart"/>')), tr(tc("pod spodem", "<w:vMerge/>"))))
        assert [(note.variant, note.values) for note in document.notes] == [("merged-cell", {"text": "pod spodem"})]

    def test_columns_that_no_row_tells_apart_are_one(self) -> None:
        two = '<w:gridSpan w:val="2"/>'
        body = tbl(tr(tc("Lp."), tc("Uwaga", two), tc("Stanowisko", two)), tr(tc("1"), tc("u", two), tc("s", two)))
        assert grid(only_table(read(body))) == [["Lp.", "Uwaga", "Stanowisko"], ["1", "u", "s"]]

    def test_borders_a_hair_apart_are_one_border(self) -> None:
        two = '<w:gridSpan w:val="2"/>'
        body = tbl(tr(tc("Lp.", two), tc("Uwaga")), tr(tc("1"), tc("u", two)), grid=(500, 15, 4000))
        assert grid(only_table(read(body))) == [["Lp.", "Uwaga"], ["1", "u"]]

    def test_a_narrow_column_with_text_stays(self) -> None:
        body = tbl(tr(tc("a"), tc("I"), tc("b")), grid=(500, 60, 4000))
        assert grid(only_table(read(body))) == [["a", "I", "b"]]

    def test_a_table_in_a_cell_is_a_block_of_the_cell(self) -> None:
        inner = tbl(tr(tc("x"), tc("y")))
        table = only_table(read(tbl(tr(tc(p("nad") + inner + "<w:p/>"), tc("obok")))))
        assert grid(table) == [["nad\nx | y", "obok"]]
        cell = table.rows[0][0]
        assert cell is not None
        assert [grid(nested) for nested in cell.tables()] == [[["x", "y"]]]

    def test_paragraphs_and_items_of_a_cell_are_lines(self) -> None:
        numbering = abstract(1, level(0, "%1)", "lowerLetter")) + num(1, 1)
        cell = tc(p("Wnosimy:") + p("pierwsze", counted()) + p("drugie", counted()))
        assert grid(only_table(read(tbl(tr(cell)), numbering=numbering))) == [["Wnosimy:\na) pierwsze\nb) drugie"]]

    def test_a_hidden_row_is_left_out_and_noted(self) -> None:
        document = read(tbl(tr(tc("a")), tr(tc("b"), properties="<w:hidden/>")))
        assert (grid(only_table(document)), codes(document)) == ([["a"]], ["hidden-text"])

    def test_a_table_that_claims_too_many_columns(self) -> None:
        document = read(tbl(tr(tc("a", '<w:gridSpan w:val="99999999"/>'), tc("b")), tr(tc("c"))))
        assert grid(only_table(document)) == [["a", "a"], ["c", None]]
        assert codes(document) == ["limit-reached"]


def test_every_place_leads_back_to_its_element() -> None:
    numbering = abstract(1, level(0, "%1.")) + num(1, 1)
    inner = tbl(tr(tc("gniazdo")))
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('ramka')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    body = (
        p("jeden")
        + f"<w:sdt><w:sdtContent>{p('w kontrolce')}</w:sdtContent></w:sdt>"
        + tbl(tr(tc("a"), tc("b")), tr(tc(p("c") + inner), tc(p("d", counted()))))
        + f"<w:p>{r('dwa')}{box}</w:p>"
    )
    data = word(body, numbering=numbering)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    prefixes = {prefix: uri for uri, prefix in PREFIXES.items()}
    checked = []

    def check(text: str, place: Place) -> None:
        part, _, path = place.path.partition(":")
        assert part == "word/document.xml"
        (element,) = root.xpath(path, namespaces=prefixes)
        assert "".join(element.itertext(f"{{{prefixes['w']}}}t")) == text
        checked.append(text)

    def walk(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if block.table is None:
                if block.text != "dwa":
                    check(block.text, block.places[0])
                continue
            for cell in block.table.cells():
                if not any(cell.tables()):
                    check(cell.blocks[0].text, cell.places[0])
                walk(cell.blocks)

    walk(docx.read(data, "made.docx").blocks)
    assert [*dict.fromkeys(checked)] == ["jeden", "w kontrolce", "a", "b", "c", "gniazdo", "d", "ramka"]


def test_a_cell_is_addressed_by_row_and_column() -> None:
    cell = only_table(read(tbl(tr(tc("a")), tr(tc("b"), tc("c"))))).rows[1][1]
    assert cell is not None
    assert cell.places == (Place(path="word/document.xml:/w:document/w:body/w:tbl[1]/w:tr[2]/w:tc[2]"),)


def test_strict_documents_read_the_same() -> None:
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(io.BytesIO(word(p("treść")))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] = files["word/document.xml"].replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    strict = docx.read(packed({name: data.decode() for name, data in files.items()}), "strict.docx")
    assert lines(strict) == ["treść"]


def test_what_the_file_declares() -> None:
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="pl-PL"/></w:rPr></w:rPrDefault></w:docDefaults>'
    document = read(p("a"), styles=styles)
    assert (document.language, document.title, document.media_type) == ("pl", None, docx.WORD)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 not a package", "damaged"),
        (packed({"mimetype": "x"}), "no Word document"),
        (packed({"word/document.xml": "<w:document"}), "not well-formed"),
        (packed({"word/document.xml": f"<w:styles {NAMESPACES}/>"}), "not the text of a Word document"),
        (packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'}), "entities"),
    ],
)
def test_broken_files_say_so_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        docx.read(data, "broken.docx")
    assert "\n" not in str(caught.value)


def test_deep_nesting_is_noted_not_followed() -> None:
    body = p("dno")
    for _ in range(docx.DEEPEST + 2):
        body = tbl(tr(tc(body)))
    assert codes(read(body)) == ["limit-reached"]
