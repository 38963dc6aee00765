"""Pages as people see them: blocks, lists, links, hidden parts, furniture, places."""

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from postulat.extract.document import Block, Document, Place
from postulat.extract.errors import ReadError
from postulat.extract.html.reader import fragment, read

CASES = (Path(__file__).parent / "data" / "tables.txt").read_text("utf-8").split("#### ")[1:]
MOVED = {"paragraph between rows", "div between rows", "table in a paragraph, old page"}
"""Where a browser moves words out of a table and libxml2 leaves them, no path to those words can be right in both."""


def page(markup: str, address: str | None = None) -> Document:
    return read(markup.encode(), "page.html", address=address)


def lines(markup: str) -> list[str]:
    return [line(block) for block in page(markup).blocks]


def line(block: Block) -> str:
    if block.table is not None:
        return "table"
    sign = {"heading": "#" * block.level + " ", "term": "= ", "description": ": ", "item": "  " * (block.level - 1) + "* "}
    return sign.get(block.kind, "") + block.line


def cells(markup: str) -> list[list[str | None]]:
    (table,) = (block.table for block in page(markup).blocks if block.table is not None)
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def all_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if block.table is not None:
            for cell in block.table.cells():
                yield from all_blocks(cell.blocks)


def test_blocks_have_lines_of_their_own_and_inline_text_is_glued() -> None:
    assert lines("<h1>Uwagi</h1>wstęp <b>nie</b>peł<i>no</i><p>a<br>b<div>c</div>d") == [
        "# Uwagi",
        "wstęp niepełno",
        "a",
        "b",
        "c",
        "d",
    ]


def test_a_heading_stays_one_block() -> None:
    assert lines("<h2>Podsumowanie<br>spotkania</h2>") == ["## Podsumowanie spotkania"]


def test_characters_come_out_in_one_form() -> None:
    assert lines("<p>a&shy;b") == ["ab"]
    text = "o&#769;smy nie&shy;pe&#322;no&#8203;sprawni pro\ufb01l m\u00b2\u00a0\u2009x &amp;lt; a\x07b"
    assert lines(f"<p>{text}") == ["ósmy niepełnosprawni profil m² x &lt; ab"]


def test_lists_with_computed_markers() -> None:
    assert lines("<ol start=5 type=a><li>x<li value=9>y<ul><li>z</ul><li><p>p</p><p>q</p><li>t<br>u</ol>") == [
        "* e. x",
        "* i. y",
        "  * - z",
        "* j. p",
        "q",
        "* k. t",
        "u",
    ]
    assert lines("<ol reversed><li>a<li>b</ol>") == ["* 2. a", "* 1. b"]
    assert lines("<ol type=I><li>a</ol><ol style='list-style-type: lower-roman'><li>b</ol>") == ["* I. a", "* i. b"]
    assert lines("<ul style='list-style: none'><li>a</ul><li>b") == ["* a", "* - b"]


def test_a_number_alone_is_shown() -> None:
    assert cells("<table><tr><td><ol start=12><li></ol><td><ol start=2><li><p></p></ol><td><ul><li></ul></table>") == [
        ["12.", "2.", ""]
    ]
    assert lines("<ol><li><ol type=a><li>x</ol></ol>") == ["* 1.", "  * a. x"]


def test_definitions() -> None:
    assert lines("<dl><dt>Uwaga<dd><p>a</p><p>b</p></dl>") == ["= Uwaga", ": a", ": b"]


def test_kept_line_breaks() -> None:
    assert lines("<pre>a\n  b\n\nc</pre>") == ["a", "b", "c"]


def test_bold_blocks_are_strong() -> None:
    markup = (
        "<p><b>cała</b> <strong>gruba</strong>:<p><b>Uwaga:</b> x<p style='font-weight:bold'>styl"
        "<style>.n{font-weight:700}</style><p class=n>klasa<b style='font-weight:normal'><p>nie</b><b><p>tak</p></b>"
    )
    assert [(block.text, block.strong) for block in page(markup).blocks] == [
        ("cała gruba:", True),
        ("Uwaga: x", False),
        ("styl", True),
        ("klasa", True),
        ("nie", False),
        ("tak", True),
    ]


def test_links_keep_their_text_and_get_absolute_targets() -> None:
    markup = '<base href="/akty/2026/"><p>Zob.\n<a href="../z.pdf">Załącznik <b>nr\n1</b></a>, '
    markup += '<a href="mailto:a@example.org">napisz</a>, '
    markup += '<a href="javascript:x()">drukuj</a><a href="y"><img></a>'
    (block,) = page(markup, "https://bip.example.org/a").blocks
    assert block.text == "Zob. Załącznik nr 1, napisz, drukuj"
    assert [(block.text[link.start : link.end], link.target) for link in block.links] == [
        ("Załącznik nr 1", "https://bip.example.org/akty/z.pdf"),
        ("napisz", "mailto:a@example.org"),
    ]


def test_a_link_over_lines_is_a_link_in_each() -> None:
    found = page("<a href='https://example.org/'><p>a</p> b<br>c</a>d").blocks
    assert [(block.text, [(link.start, link.end) for link in block.links]) for block in found] == [
        ("a", [(0, 1)]),
        ("b", [(0, 1)]),
        ("cd", [(0, 1)]),
    ]


def test_title_language_and_address() -> None:
    document = page(
        '<html lang="pl-PL"><head><title> A&nbsp;b\n</title><link rel="canonical" href="/x"></head>', "https://example.org/a?b"
    )
    assert (document.title, document.language, document.address) == ("A b", "pl", "https://example.org/x")
    assert page("<p>x").title is None
    assert page("<p>x", "https://example.org/a").address == "https://example.org/a"
    assert page('<meta property="og:url" content="https://example.org/o">').address == "https://example.org/o"


def test_hidden_parts_are_left_out_and_told_where_they_stood_in_a_table() -> None:
    markup = """<style>.x{display:none} #y{visibility:hidden} @media print{.z{display:none}}</style><p class=x>1</p><p hidden>2</p>
        <table><tr><td>a<span class="k x">ukryty</span><i aria-hidden=true>9</i><td id=y>b<td class=z>c<td style="display:none">d
        <tr hidden><td>e</table><noscript>3</noscript><template><p>4</p></template><!-- 5 -->
        <button>6</button><script>7</script><dialog>8</dialog>"""
    assert cells(markup) == [["a", "", "c"]]
    assert lines(markup) == ["table"]
    notes = [(note.code, note.values["text"]) for note in page(markup).notes]
    assert notes == [("hidden-text", text) for text in ("ukryty", "9", "b", "d", "e")]
    assert all(note.places for note in page(markup).notes)


def test_tables_with_heading_rows_and_caption() -> None:
    (block,) = page("<table><caption>Uwagi <b>gmin</b></caption><tr><th>a<th>b<tr><th>c<td>d</table>").blocks
    assert block.table is not None
    assert (block.table.caption, block.table.heading_rows) == ("Uwagi gmin", 1)
    (block,) = page(
        "<table><tbody><tr><td>1</tbody><thead><tr><td>h<tr><td>i</thead><tfoot><tr><td>f</tfoot><tr><td>2</table>"
    ).blocks
    assert block.table is not None
    assert block.table.heading_rows == 2
    assert block.table.as_text() == "h\ni\n1\n2\nf"


def test_an_inner_table_is_a_block_of_its_cell() -> None:
    assert cells("<table><tr><td>a<table><tr><td>b<td>c<tr><td>d</table>e<td>f</table>") == [["a\nb | c\nd\ne", "f"]]


WORD = """<html xmlns:o="urn:x"><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><body>
<xml><o:x>ustawienia</o:x></xml>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1)<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Pierwszy<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:
Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp;</span></span><![endif]>Drugi</p>
<p class=MsoListParagraph style='text-indent:-18.0pt'>a.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span>Trzeci</p>
<p class=MsoListParagraph>Bez znaku</p><p class=MsoNormal>Zwykły<o:p>&nbsp;</o:p></p>
<table class=MsoNormalTable><tr><td><p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>7.<span>&nbsp;</span></span><![endif]><o:p>&nbsp;</o:p></p></td><td><p class=MsoNormal>x<o:p></o:p></p></td>
</tr></table>"""


def test_pages_saved_by_word() -> None:
    assert lines(WORD) == ["* 1) Pierwszy", "  * - Drugi", "* a. Trzeci", "Bez znaku", "Zwykły", "table"]
    assert cells(WORD) == [["7.", "x"]]


ARTICLE = (
    "<h1>Podsumowanie</h1><p>W spotkaniu uczestniczyło 8 osób.</p>"
    "<table><tr><th>Lp.</th><th>Uwaga</th></tr><tr><td>1</td><td>x</td></tr></table>"
)


@pytest.mark.parametrize(
    "around",
    [
        "<header><div>Gmina</div><nav>Menu</nav></header><main>{}</main><footer>Stopka</footer>",
        "<div class='cookies'>Ciastka <button>OK</button></div><ul id='main-menu'><li><a>x</a></ul><div id=content>{}</div>",
        "<a class='skip-link' href='#t'>Do treści</a><div class=breadcrumbs>a › b</div>{}<div class='share-buttons'>fb</div>",
        "<div role=banner>x</div><div role=navigation>y</div><article>{}</article><aside>z</aside><div role=contentinfo>q</div>",
        "<table class=menu><tr><td>m</table><div class='no-print'>Drukuj</div>{}",
        "<body class='has-sidebar menu-open'><div class='sidebar'><ul><li><a>Menu</a></ul></div><div class=tresc>{}</div>",
        "<div class='page-with-menu'><main>{}</main></div>",
    ],
)
def test_furniture_is_left_out(around: str) -> None:
    plain = [block.line for block in page(ARTICLE).blocks]
    assert [block.line for block in page(around.format(ARTICLE)).blocks] == plain


def test_content_is_kept_whatever_its_box_is_called() -> None:
    rows = "".join(f"<tr><td>{i}</td><td>Uwaga do programu współpracy, złożona w terminie</td></tr>" for i in range(30))
    assert lines(f"<p>Wstęp</p><div class=sidebar><table>{rows}</table></div>") == ["Wstęp", "table"]
    assert lines("<header><h1>Protokół</h1><nav>x</nav></header><p>a") == ["# Protokół", "a"]
    assert lines("<div class=card><div class=card-body>Uwaga</div><div class=card-footer>Stanowisko</div></div>") == [
        "Uwaga",
        "Stanowisko",
    ]
    assert lines("<article><header><h2>A</h2></header><p>b</p><footer>c</footer></article>") == ["## A", "b", "c"]


def test_the_print_view_and_the_web_view_give_the_same_blocks() -> None:
    tools = "<div class='d-print-none'><a href=?print=1>Drukuj</a></div><nav><ol><li>Start</ol></nav>"
    web = f"<body><header><img><nav>Menu</nav></header><div id=wrapper>{tools}<main>{ARTICLE}</main></div><footer>2026</footer>"
    seen, printed = page(web).blocks, page(f"<body>{ARTICLE}").blocks
    assert [(block.kind, block.line, block.strong) for block in seen] == [
        (block.kind, block.line, block.strong) for block in printed
    ]


def test_pages_saved_by_libreoffice() -> None:
    markup = """<p lang="pl-PL" style="line-height: 100%"><font face="Arial, sans-serif"><b>Zestawienie</b></font></p>
        <ol start="3"><li><p>Uwaga</p></li></ol><table width="100%"><colgroup><col width="128*"/></colgroup>
        <thead><tr><th><p>Lp.</p></th></tr></thead><tbody><tr><td><ol start="4"><li><p><br/>
        </p></li></ol></td></tr></tbody></table>"""
    assert lines(markup) == ["Zestawienie", "* 3. Uwaga", "table"]
    assert page(markup).blocks[0].strong
    assert cells(markup) == [["Lp."], ["4."]]


def test_layout_cells_of_a_menu_keep_their_slot() -> None:
    assert cells("<table><tr><td class='lewe-menu'><a href=/>Menu</a><td>treść</table>") == [["", "treść"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition("\n")[0])
def test_places_lead_back_with_lxml(case: str) -> None:
    name, _, source = case.partition("\n")
    tree = lxml.html.document_fromstring(source.replace("\0", ""))
    for block in all_blocks(page(source).blocks):
        texts = [(block.places, block.text)] if block.table is None else [(cell.places, "") for cell in block.table.cells()]
        if block.table is None and name.strip() in MOVED:
            continue
        for places, text in texts:
            (found,) = tree.xpath(places[0].path)
            signs = iter(found.text_content())
            assert all(sign in signs for sign in text.replace(" ", "")), (places, text)


def test_places_start_at_the_nearest_unique_id() -> None:
    document = page("<div id=a><div><p>x</div></div><p id=b>y<div id=c></div><div id=c><p>z</div>")
    assert [block.places[0].path for block in document.blocks] == [
        '//*[@id="a"]/div[1]/p[1]',
        '//*[@id="b"]',
        "/html/body/div[3]/p[1]",
    ]


def test_places_count_tables_and_cells_that_are_left_out() -> None:
    markup = "<nav><table><tr><td>m</table></nav>"
    markup += "<table><tr><td hidden>x<td>a<td class=menu><a>n</a><table><tr><td>o</table><td>b</table>"
    tree = lxml.html.document_fromstring(markup)
    (block,) = page(markup).blocks
    assert block.table is not None
    assert [tree.xpath(cell.places[0].path)[0].text_content() for cell in block.table.cells()] == ["a", "no", "b"]


def test_fragments_have_the_place_they_are_given() -> None:
    place = Place(path="line=7")
    found = fragment("<p>Uwzględniono.</p><a href='https://example.org/a'>tutaj</a><ul><li>a</ul>x<br>y", place)
    assert [block.line for block in found] == ["Uwzględniono.", "tutaj", "- a", "x", "y"]
    assert found[1].links[0].target == "https://example.org/a"
    assert {block.places for block in found} == {(place,)}
    (block,) = fragment("<table id=t><tr><td id=q>a<p>b</table>", place)
    assert {inner.places for inner in all_blocks((block,))} == {(place,)}
    assert fragment("", place) == ()


@pytest.mark.parametrize(
    "markup",
    ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<span><p>", "<font><p>", "<dl><dd>", "<a href=x>"],
)
def test_no_depth_of_nesting_is_too_deep(markup: str) -> None:
    document = page(markup * 10_000 + "x")
    assert any("x" in block.line for block in document.blocks)
    assert all(len(block.places[0].path) < 2000 for block in all_blocks(document.blocks))


def test_tables_too_deep_in_each_other_become_lines_and_are_noted() -> None:
    document = page("<table><tr><td>a" * 100 + "<table><tr><td>b<td>c</table>" + "z</table>" * 100)
    text = re.sub(r"\W", "", document.blocks[0].line)
    assert text == "a" * 100 + "bc" + "z" * 100
    assert [note.code for note in document.notes] == ["limit-reached"]


def test_tables_too_large_are_refused_in_one_line() -> None:
    with pytest.raises(ReadError, match="2,000,000"):
        page("<table>" + "<tr><td rowspan=99999 colspan=99999>x" * 3000)
    assert cells("<table><tr><td rowspan=99999 colspan=99999>x<tr><td>y</table>")[1][-1] == "y"


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"<", b"\xff\xfe", b"<html>", b"<frameset><frame src=x>", b"<table", b"&#xffffff;&#0;&#xd800;"]
)
def test_any_bytes_are_a_page(data: bytes) -> None:
    assert read(data, "x").size_bytes == len(data)


def test_the_charset_is_ours_to_find() -> None:
    text = "Zażółć gęślą jaźń; Łódź i Świdnica"
    for charset in ("utf-8", "cp1250", "iso-8859-2", "utf-16"):
        assert read(f"<p>{text}</p>".encode(charset), "x").blocks[0].text == text
    document = read(f"<meta charset=windows-1250><table><tr><td>{text}</table>".encode(), "x")
    assert [note.code for note in document.notes] == ["encoding-guessed"]
    assert len(document.blocks) == 1
