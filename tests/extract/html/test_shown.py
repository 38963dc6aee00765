"""What a page shows without table elements and plain text: tables of divs, pictures, controls, inner pages, data, struck words."""

from __future__ import annotations

import json

import pytest

from postulat import extract
from postulat.extract.document import Document

HEAD = ["Lp.", "Podmiot", "Uwaga", "Odpowiedź"]
ROWS = [HEAD, ["1", "Koło", "Ławki.", "Tak."], ["2", "Rada", "Kosze.", "Nie."]]
TABLE = "<table>" + "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in ROWS) + "</table>"


def read(page: str) -> Document:
    return extract.read(f"<!doctype html><meta charset=utf-8><body>{page}".encode(), "made.html")


def grids(page: str) -> list[list[list[str | None]]]:
    tables = [block.table for block in read(page).blocks if block.table is not None]
    return [[[None if cell is None else cell.text for cell in row] for row in table.rows] for table in tables]


def prose(page: str) -> list[str]:
    return [block.text for block in read(page).blocks if block.table is None]


def told(page: str) -> list[tuple[object, ...]]:
    return [(note.code, *note.values.values()) for note in read(page).notes]


def divs(table: str, row: str, cell: str, heading: str = "", tag: str = "div") -> str:
    rows = ""
    for place, texts in enumerate(ROWS):
        look = heading if heading and not place else cell
        rows += f"<{tag} {row}>" + "".join(f"<{tag} {look}>{text}</{tag}>" for text in texts) + f"</{tag}>"
    return f"<{tag} {table}>{rows}</{tag}>"


@pytest.mark.parametrize(
    "page",
    [
        divs("role=table", "role=row", "role=cell", "role=columnheader"),
        divs("role=grid", "role=row", "role=gridcell", tag="span"),
        f"<ul role=table><li role=rowgroup>{divs('', 'role=row', 'role=cell')}</ul>",
        divs('style="display:table"', 'style="display: table-row"', 'style="display:table-cell"'),
        "<style>.t{display:table} .r{display:table-row;color:red} .c{display:table-cell}</style>"
        + divs("class=t", "class=r", "class=c", tag="span"),
        divs("class=container", 'class="row"', 'class="col-md-3"'),
        divs("class=rt-table", 'class="rt-tr"', 'class="rt-td"', 'class="rt-th"'),
        divs("class=u", "class=w", "class=k", "class=n"),
        '<div style="display:grid;grid-template-columns:repeat(4, 1fr)">'
        + "".join(f"<div>{text}</div>" for row in ROWS for text in row)
        + "</div>",
    ],
)
def test_tables_of_other_elements(page: str) -> None:
    assert grids(f"<p>przed</p>{page}<p>po</p>") == [ROWS]
    assert prose(f"<p>przed</p>{page}<p>po</p>") == ["przed", "po"]


def test_places_of_tables_of_divs_do_not_shift_those_of_others() -> None:
    document = read(divs("role=table id=u", "role=row", "role=cell") + TABLE)
    cells = [block.table.rows[1][1] for block in document.blocks if block.table is not None]
    assert [str(cell.places[0]) for cell in cells if cell is not None] == [
        '//*[@id="u"]/div[2]/div[2]',
        "((//table)[1]//*[self::td or self::th])[6]",
    ]


@pytest.mark.parametrize(
    "page",
    [
        '<div class=row><div class="col-8">Treść strony.</div><div class="col-4">Obok.</div></div>',
        2 * ("<div class=row>" + "".join(f'<div class="col-4"><h3>{name}</h3>x</div>' for name in "ABC") + "</div>"),
        '<div style="display:table"><div style="display:table-cell">lewa</div><div style="display:table-cell">prawa</div></div>',
        '<div style="display:grid;grid-template-columns:1fr 3fr"><div>a</div><div>b</div><div>c</div><div>d</div></div>',
        "<div role=row><div role=cell>a</div><div role=cell>b</div></div>",
        3 * "<div class=k><div>Klub A</div><div>Uwaga: za drogo</div><div>Odpowiedź: nie</div></div>",
        "<div class=k><div>Klub A</div><div>Jest za drogo.</div><div>Nie ma zgody.</div></div>" * 3,
        "<div><span>10</span><span>20</span><span>30</span></div>" * 3,
    ],
)
def test_the_layout_of_a_page_is_no_table(page: str) -> None:
    assert grids(page) == []


def test_loose_text_in_a_table_of_divs_is_kept() -> None:
    page = "<div role=table>luz<div role=row><div role=cell>a</div>luz<div role=cell>b</div></div><p>luz</p></div>"
    assert grids(page) == [[["a", "b"]]]
    assert prose(page) == ["luz", "luz", "luz"]


def test_headings_repeated_in_cells_are_taken_out() -> None:
    rows = "".join(f"<tr><td>{i}<td><b>Uwaga:</b> u{i}<td><div>Odpowiedź</div><div>o{i} <a href=x>l</a></div>" for i in (1, 2))
    page = f"<table><tr><th>Lp.<th>Uwaga<th>Odpowiedź{rows}</table>"
    assert grids(page) == [[["Lp.", "Uwaga", "Odpowiedź"], ["1", "u1", "o1 l"], ["2", "u2", "o2 l"]]]
    alone = "<table><tr><th>Uwaga<th>Odpowiedź<tr><td>Uwaga dotyczy par. 1<td>Tak<tr><td>Uwaga ogólna<td>Nie</table>"
    assert grids(alone)[0][1] == ["Uwaga dotyczy par. 1", "Tak"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<img src=a.png alt="uwzględniono">', "uwzględniono"),
        ('<span role=img aria-label="odrzucono"></span>', "odrzucono"),
        ("<svg><title>przyjęto</title></svg>", "przyjęto"),
        ('<img alt="PDF"> Tak.', "Tak."),
        ("<input value='a b'>", "a b"),
        ("<input type=hidden value=x><input type=submit value=y>", ""),
        ("<textarea>a\nb</textarea>", "a\nb"),
        ("<select><option>nie<option selected>tak</select>", "tak"),
        ("<select><option>nie<option>tak</select>", ""),
        ("<input type=checkbox checked> Tak <input type=checkbox> Nie", "Tak"),
        ("do <s>50</s> 80 zł", "do 80 zł"),
        ('<span style="text-decoration: line-through">Tak.</span> Nie.', "Nie."),
        ("80 000 zł<sup>1</sup>.", "80 000 zł."),
        ('80 000<sup><a href="#p1">1</a></sup> zł', "80 000 zł"),
        ('<a href="#p1"><sup>1</sup></a>x', "x"),
        ('zł<a href="#_ftn1"><span>[1]</span></a>.', "zł."),
        ("dni.<sup>[2]</sup>", "dni."),
        ("120 m<sup>2</sup> i 3 km<sup>3</sup>", "120 m2 i 3 km3"),
        ("art. 22<sup>1</sup> ustawy", "art. 22¹ ustawy"),
        ("1<sup>st</sup> May", "1st May"),
        ("x<sup>wyżej</sup>", "xwyżej"),
    ],
)
def test_what_a_cell_shows(cell: str, text: str) -> None:
    assert grids(f"<table><tr><td>a<td>{cell}</table>") == [[["a", text]]]


def test_struck_words_are_noted_with_the_cell_kept() -> None:
    style = 'style="text-decoration:line-through"'
    page = f"<table><tr><td>1<td {style}>Tak<td>Nie<tr {style}><td>2<td>x<td>y</table><p>a <del>b</del> c</p>"
    assert grids(page) == [[["1", "", "Nie"]]]
    assert prose(page) == ["a c"]
    assert told(page) == [("struck-text", "Tak"), ("struck-text", "2xy"), ("struck-text", "b")]


def test_controls_of_the_page_itself_are_no_text() -> None:
    page = '<input value="Szukaj"><textarea>Napisz</textarea><select><option selected>pl</select><button>Wyślij</button><p>Treść'
    assert prose(page) == ["Treść"]
    assert prose('<p>Podmiot: <input readonly value="Koło">') == ["Podmiot: Koło"]


def test_parts_that_open_are_read_under_their_titles() -> None:
    document = read("<details><summary>1. Koło</summary><p>Uwaga</details><h3><button aria-expanded=false aria-controls=p>2. Rada"
                    "</button></h3><div id=p hidden>Kosze</div><div id=q hidden>x</div>")  # fmt: skip
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "1. Koło"),
        ("paragraph", "Uwaga"),
        ("heading", "2. Rada"),
        ("paragraph", "Kosze"),
    ]


def test_pages_inside_the_page() -> None:
    escaped = TABLE.replace("<", "&lt;")
    assert grids(f'<iframe srcdoc="{escaped}"></iframe>') == [ROWS]
    assert grids(f'<div><template shadowrootmode="open">{TABLE}</template></div><template>{TABLE}</template>') == [ROWS]
    assert grids(f"<noscript>{TABLE}</noscript>") == [ROWS]
    assert grids(f"{TABLE}<noscript>{TABLE}</noscript>") == [ROWS]  # the script has drawn it
    nested = "<p>x"
    for _ in range(6):
        nested = f"<iframe srcdoc='{nested.replace('&', '&amp;').replace(chr(39), '&#39;')}'></iframe>"
    assert prose(nested) == []


def test_boxes_that_only_their_column_explains() -> None:
    def column(*cells: str) -> list[str]:
        return [
            row[1] for row in grids("<table>" + "".join(f"<tr><td>{at}<td>{cell}" for at, cell in enumerate(cells)) + "</table>")[0]
        ]

    empty, ticked = "<input type=checkbox>", "<input type=checkbox checked>"
    assert column(f"{empty} Tak", f"{ticked} Tak", f"{empty} Tak") == ["", "Tak", ""]
    assert column(f"{empty} 1", f"{empty} 2") == ["1", "2"]  # they choose rows
    assert column(f"Tak. {empty}", f"Nie. {empty}") == ["Tak.", "Nie."]
    assert column(f"{empty} Tak", f"{empty} Tak") == ["☐ Tak", "☐ Tak"]  # nobody chose
    assert column("☐ Tak", "Nie") == ["☐ Tak", "Nie"]


def test_buttons_that_sort_name_their_columns() -> None:
    head = "<tr><th><button>Lp.</button><th>Uwaga <button>Sortuj</button><th><button>↕</button>"
    page = f"<table><thead>{head}<tbody><tr><td>1<td>Kosze<td><button>Usuń</button></table>"
    assert grids(page) == [[["Lp.", "Uwaga", ""], ["1", "Kosze", ""]]]
    assert told(page) == []


RECORDS = [
    {"lp": 1, "podmiot": {"@type": "O", "name": "Koło"}, "trescUwagi": "Trzy nowe ławki.", "stanowisko_urzedu": "<p>Tak.</p>"}
]


@pytest.mark.parametrize("look", ["type=application/json", "type='application/ld+json'", "id=__NEXT_DATA__ type=application/json"])
def test_data_that_the_page_does_not_show(look: str) -> None:
    data = json.dumps({"a": {"b": RECORDS}, "menu": [{"id": 1}]})
    page = f"<div id=app></div><script>var x = 1</script><script {look}>{data}</script>"
    assert grids(page) == [[["lp", "podmiot", "tresc Uwagi", "stanowisko urzedu"], ["1", "Koło", "Trzy nowe ławki.", "Tak."]]]
    assert told(page) == [("page-data", 1)]
    assert grids(f"{page}<p>Trzy nowe ławki.") == []
    assert grids(f"{page}{TABLE}") == [ROWS]
    assert grids(page.replace('"a"', "a")) == []  # no JSON


def test_data_as_frameworks_keep_it() -> None:
    rows = [["lp", "podmiot", "uwaga"], ["1", "Koło", "Trzy nowe ławki."]]
    records = [{"lp": 1, "podmiot": "Koło", "uwaga": "Trzy nowe ławki."}]
    answer = json.dumps({"status": 200, "body": json.dumps({"lista": records})})
    flat = json.dumps(
        [["Reactive", 1], {"a": 2, "self": 1}, [3], {"lp": 4, "podmiot": 5, "uwaga": 6}, 1, "Koło", "Trzy nowe ławki."]
    )
    sent = json.dumps([1, "0:null\n1a:" + json.dumps(["$", "div", None, {"lista": records}])])
    for page in (
        f"<script type=application/json>{answer}</script>",
        f"<script id=__NUXT_DATA__ type=application/json>{flat}</script>",
        f"<script>window.__STATE__ = JSON.parse({json.dumps(json.dumps(records))})</script>",
        f"<script>self.__next_f.push([0])</script><script>self.__next_f.push({sent})</script>",
        f"<div id=app data-page='{json.dumps({'props': {'lista': records}})}'></div>",
    ):
        assert grids(page) == [rows]
    assert grids("<script id=__NUXT_DATA__>[" + "[1]," * 50_000 + "1]</script><div data-page='{'></div>") == []


def test_hostile_data_and_wrappers() -> None:
    assert grids("<script type=application/json>" + "[" * 100_000 + "</script>") == []
    assert grids("<div role=table>" * 3000 + "<div role=row>" * 3000) == []
    assert prose("<sup>" * 2000 + "x") == ["x"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<span class="d-md-none">Odpowiedź:</span> Tak.', "Tak."),
        ('<i class="ok"></i><span class="sr-only">uwzględniono</span>', "uwzględniono"),
        ('<i class="ok" title="odrzucono"></i>', "odrzucono"),
        ('<span title="dymek">Tak.</span>', "Tak."),
        ('80 000 zł<span style="vertical-align: super">1</span>', "80 000 zł"),
        ('x<span style="vertical-align:super">wyżej</span>', "xwyżej"),
        ("☐ Uwzględniona ☒ Nieuwzględniona", "Nieuwzględniona"),
        ("<label><input type=radio> Tak</label> <label><input type=radio checked> Nie</label>", "Nie"),
        ("<p>☐ Tak</p><p>☑ Nie</p>", "Nie"),
        ("☐ Tak ☐ Nie", ""),
    ],
)
def test_what_a_cell_shows_of_marks_and_choices(cell: str, text: str) -> None:
    assert grids(f"<table><tr><td>a<td>{cell}</table>") == [[["a", text]]]


def test_data_as_rows_of_values_beside_their_names() -> None:
    data = json.dumps({"columns": ["lp", "uwaga", "odpowiedz"], "rows": [[1, "Trzy nowe ławki.", "Tak."], [2, "Kosze.", "Nie."]]})
    page = f"<script type=application/json>{data}</script>"
    assert grids(page) == [[["lp", "uwaga", "odpowiedz"], ["1", "Trzy nowe ławki.", "Tak."], ["2", "Kosze.", "Nie."]]]


def test_nested_rows_of_columns_end_in_time() -> None:
    row = '<div class="row"><div class="col">a</div><div class="col">b</div><div class="col">'
    assert grids((row + row.replace("a", "c")) * 2000) == []


def test_words_of_drawings_and_of_pictures_beside_text_are_read_or_said() -> None:
    drawn = "<svg><text>Uwzględniono</text></svg>"
    page = f"<table><tr><td>ławka <img alt='pod dębem'><td>{drawn}<tr><td>lampa <img alt='pod dębem'><td>x</table>"
    assert grids(page) == [[["ławka", "Uwzględniono"], ["lampa", "x"]]]
    assert told(page) == [("drawing", "pod dębem")]
    assert told("<p>a</p><svg><title>Mapa</title><text>Rynek</text></svg><svg><text>7</text></svg>") == [("drawing", "Rynek")]
