"""Struck text, tick boxes and documents of other formats inside Word and OpenDocument texts."""

from __future__ import annotations

import io
import zipfile

import pytest

from postulat import extract
from postulat.extract.document import Document
from postulat.normalize import combine, normalize

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PAGE = "<html><body><p>Przed</p><table><tr><td rowspan=2>1<td>a<tr><td>b</table></body></html>"


def word(body: str, styles: str = "", chunk: tuple[str, bytes] | None = None) -> bytes:
    relations = [(f"{R}/styles", "styles.xml")] + ([(f"{R}/aFChunk", chunk[0])] if chunk else [])
    links = "".join(f'<Relationship Id="r{n}" Type="{kind}" Target="{name}"/>' for n, (kind, name) in enumerate(relations))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>')
        if chunk:
            archive.writestr(f"word/{chunk[0]}", chunk[1])
    return buffer.getvalue()


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*cells: str) -> str:
    return "<w:tbl><w:tr>" + "".join(f"<w:tc><w:p>{cell}</w:p></w:tc>" for cell in cells) + "</w:tr></w:tbl>"


def read(data: bytes) -> Document:
    return extract.read(data, "made")


def told(document: Document) -> list[tuple[object, ...]]:
    return [(note.code, *note.values.values()) for note in document.notes]


def grid(document: Document) -> list[list[str | None]]:
    (made,) = [block.table for block in document.blocks if block.table is not None]
    return [[None if cell is None else cell.text for cell in row] for row in made.rows]


STRUCK = f'<w:style xmlns:w="{W}" w:type="character" w:styleId="Out"><w:rPr><w:strike/></w:rPr></w:style>'


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Out"/>'])
def test_struck_runs_are_left_out_and_quoted(look: str) -> None:
    document = read(word(f"<w:p>{run('do ')}{run('50 ', look)}{run('000 ', look)}{run('80 000 zł')}</w:p>", STRUCK))
    assert [block.text for block in document.blocks] == ["do 80 000 zł"]
    assert told(document) == [("struck-text", "50 000")]


def test_a_run_that_is_not_struck_in_a_struck_style_stays() -> None:
    look = '<w:rStyle w:val="Out"/><w:strike w:val="0"/>'
    assert [block.text for block in read(word(f"<w:p>{run('tak', look)}</w:p>", STRUCK)).blocks] == ["tak"]


@pytest.mark.parametrize(
    "look", ['<w:vertAlign w:val="superscript"/>', '<w:position w:val="8"/><w:sz w:val="19"/>', '<w:rStyle w:val="Up"/>']
)
def test_raised_marks_of_notes_are_no_part_of_the_sentence(look: str) -> None:
    high = f'<w:style xmlns:w="{W}" w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    runs = f"{run('Wiata')}{run('2', look)}{run(')', look)}{run(' ma 20 m')}{run('2', look)}{run(', art. 4')}{run('1', look)}"
    document = read(word(f"<w:p>{runs}</w:p><w:p>{run('2)', look)}{run(' Zob. mapa.')}</w:p>", high))
    assert [block.text for block in document.blocks] == ["Wiata ma 20 m2, art. 4¹", "2) Zob. mapa."]
    assert told(document) == [("note-number", "2)")]


def test_an_empty_box_alone_in_its_cell_says_nothing() -> None:
    assert grid(read(word(table(run("☐"), run("☒"), run("☐ Tak ☒ Nie"))))) == [["☐", "☒", "Nie"]]
    assert extract.read("<table><tr><td>☐<td><b>☐</b><td>☒</table>".encode(), "x").blocks[0].line == "☐ | ☐ | ☒"


CHUNKS = [
    ("afchunk.html", PAGE.encode()),
    ("afchunk.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
     b"Content-Type: text/html\r\n\r\n" + PAGE.encode() + b"\r\n--b--\r\n"),
    ("afchunk.docx", word(f"<w:p>{run('Przed')}</w:p>" + '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
     f"<w:p>{run('1')}</w:p></w:tc><w:tc><w:p>{run('a')}</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
     f"<w:tc><w:p>{run('b')}</w:p></w:tc></w:tr></w:tbl>")),
]  # fmt: skip


@pytest.mark.parametrize("chunk", CHUNKS)
def test_a_document_of_another_format_is_read_where_it_stands(chunk: tuple[str, bytes]) -> None:
    document = read(word('<w:altChunk r:id="r1"/>' + f"<w:p>{run('Po')}</w:p>", chunk=chunk))
    assert [block.text for block in document.blocks if block.table is None] == ["Przed", "Po"]
    assert grid(document) == [["1", "a"], ["1", "b"]]
    made = document.blocks[1].table
    assert made is not None
    assert made.rows[0][0] is made.rows[1][0]
    assert [str(place) for place in document.blocks[0].places] == ["word/document.xml:/w:document/w:body/w:altChunk[1]"]


def test_a_chunk_that_cannot_be_read_is_noted() -> None:
    assert told(read(word('<w:altChunk r:id="r1"/>', chunk=("a.bin", bytes(range(256)))))) == [("embedded-file",)]
    assert told(read(word('<w:altChunk r:id="r9"/>'))) == [("embedded-file",)]


def test_struck_text_of_an_opendocument_text() -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "text", "style"))
    look = '<style:text-properties style:text-line-through-style="solid"/>'
    style = f'<style:style style:name="T" style:family="text">{look}</style:style>'
    content = (
        f"<office:document-content {names}><office:automatic-styles>{style}</office:automatic-styles><office:body><office:text>"
        '<text:p>do <text:span text:style-name="T">50 000 </text:span>80 000 zł</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    document = read(buffer.getvalue())
    assert [block.text for block in document.blocks] == ["do 80 000 zł"]
    assert told(document) == [("struck-text", "50 000")]


ITALIC = f'<w:style xmlns:w="{W}" w:type="character" w:styleId="Said"><w:rPr><w:i/></w:rPr></w:style>'


@pytest.mark.parametrize("look", ["<w:i/>", '<w:rStyle w:val="Said"/>'])
def test_a_paragraph_in_italics_is_slanted_as_a_whole_only(look: str) -> None:
    paragraphs = (run("Why so few?", look), run("Why ", look) + run("so few?"), run("More.", '<w:i w:val="0"/>'))
    document = read(word("".join(f"<w:p>{made}</w:p>" for made in paragraphs), ITALIC))
    assert [block.slanted for block in document.blocks] == [True, False, False]


def test_a_letter_whose_comments_are_in_italics() -> None:
    said = (
        ("The map of the harbour has no scale.", "We have added a scale below the legend."),
        ("Which year are the counts of ships from?", "Thank you, the year is now given."),
        ("The second table repeats the first one.", "Agreed. The second table was removed."),
        ("The river is called by two names.", "Fixed."),
    )
    turns = [f"<w:p>{run(comment, '<w:i/>')}</w:p><w:p>{run(answer)}</w:p>" for comment, answer in said]
    senders = [f"<w:p>{run(f'Reviewer {number}', '<w:b/>')}</w:p>" for number in (1, 2)]
    found = combine([normalize(read(word("".join((senders[0], *turns[:2], senders[1], *turns[2:])))))])
    assert [(row.postulate, row.response) for row in found.records] == list(said)
    assert [row.organisation for row in found.records] == ["Reviewer 1", "Reviewer 1", "Reviewer 2", "Reviewer 2"]


BLUE = f'<w:style xmlns:w="{W}" w:type="character" w:styleId="Reply"><w:rPr><w:color w:val="4472C4"/></w:rPr></w:style>'


@pytest.mark.parametrize("look", ['<w:color w:val="4472C4"/>', '<w:rStyle w:val="Reply"/>'])
def test_the_colour_of_a_paragraph_is_that_of_most_of_its_letters(look: str) -> None:
    answered = run("We have added a map of the harbour, see ", look) + run("[3]", '<w:color w:val="auto"/>')
    half = run("Answered in ", look) + run("part of the letter.")
    document = read(word("".join(f"<w:p>{made}</w:p>" for made in (answered, half, run("Why so few?"))), BLUE))
    assert [block.ink for block in document.blocks] == [0x4472C4, 0, 0]
