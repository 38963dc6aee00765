"""Tables of plain text: laid out by spaces, drawn with borders, or as values between semicolons."""

from __future__ import annotations

from postulat import extract
from postulat.extract.document import Document, Table

SPACED = """PROTOKÓŁ ze spotkania w dniu 12 października 2026 r.

Lp.  Organizacja            Wniosek                                   Stanowisko Wójta
---  ---------------------  ----------------------------------------  -----------------------------
1.   Stowarzyszenie Nasza   Remont świetlicy wiejskiej oraz zakup     Wniosek zostanie zrealizowany
     Wieś                   stołów i krzeseł.                         w 2027 r.

2.                          Budowa placu zabaw przy szkole.           Brak środków w budżecie.

3.   KGW Borki              Dofinansowanie dożynek gminnych.          Uwzględniono częściowo - kwota
                                                                      5 000 zł.

Na tym protokół zakończono.
"""
DRAWN = """+-----+------------+------------------------------+------------------------+
| Lp. | Organizacja| Postulat                     | Stanowisko             |
+-----+------------+------------------------------+------------------------+
| 1   | Fundacja A | Wydłużenie terminu składania | Uwzględniono.          |
|     |            | ofert do 30 dni.             |                        |
+-----+------------+------------------------------+------------------------+
| 2   |            | Więcej szkoleń.              | Brak środków.          |
+-----+------------+------------------------------+------------------------+
"""
LISTED = """+----+-------+-------+
| Lp | Uwaga | Wynik |
+----+-------+-------+
| 1  | Park  | tak   |
| 2  | Sala  | nie   |
+----+-------+-------+
"""
VALUES = """Zestawienie uwag

Lp.;Podmiot;Treść uwagi;Odpowiedź
1;Fundacja A;"Proszę o wydłużenie terminu; obecny jest za krótki.";Uwzględniono.
2;;Więcej szkoleń.;Nie uwzględniono.
"""


def read(text: str) -> Document:
    return extract.read(text.encode(), "a.txt")


def rows(document: Document) -> list[list[str]]:
    (table,) = (block.table for block in document.blocks if block.table is not None)
    return [[cell.text if cell is not None else "" for cell in row] for row in table.rows]


def test_columns_kept_apart_by_spaces() -> None:
    found = read(SPACED)
    assert rows(found)[1:] == [
        [
            "1.",
            "Stowarzyszenie Nasza Wieś",
            "Remont świetlicy wiejskiej oraz zakup stołów i krzeseł.",
            "Wniosek zostanie zrealizowany w 2027 r.",
        ],
        ["2.", "", "Budowa placu zabaw przy szkole.", "Brak środków w budżecie."],
        ["3.", "KGW Borki", "Dofinansowanie dożynek gminnych.", "Uwzględniono częściowo - kwota 5 000 zł."],
    ]
    assert [block.text for block in found.blocks if block.table is None] == [
        "PROTOKÓŁ ze spotkania w dniu 12 października 2026 r.",
        "Na tym protokół zakończono.",
    ]
    table = next(block.table for block in found.blocks if block.table is not None)
    cell = table.rows[1][2]
    assert cell is not None
    assert [place.path for place in cell.places] == ["line=5", "line=6"]


def test_a_cell_of_several_lines_within_drawn_borders() -> None:
    assert rows(read(DRAWN)) == [
        ["Lp.", "Organizacja", "Postulat", "Stanowisko"],
        ["1", "Fundacja A", "Wydłużenie terminu składania ofert do 30 dni.", "Uwzględniono."],
        ["2", "", "Więcej szkoleń.", "Brak środków."],
    ]


def test_borders_around_the_whole_part_no_rows() -> None:
    assert [row for row in rows(read(LISTED)) if any(row)] == [["Lp", "Uwaga", "Wynik"], ["1", "Park", "tak"], ["2", "Sala", "nie"]]


def test_values_between_semicolons() -> None:
    assert rows(read(VALUES))[1:] == [
        ["1", "Fundacja A", "Proszę o wydłużenie terminu; obecny jest za krótki.", "Uwzględniono."],
        ["2", "", "Więcej szkoleń.", "Nie uwzględniono."],
    ]


def test_prose_is_no_table() -> None:
    prose = "Wniesiono: po pierwsze ławki; po drugie kosze; po trzecie lampy.\n" * 3
    letters = "Urząd Gminy                      Borki, 5 maja 2026 r.\nul. Długa 5\n\nSzanowni Państwo,\ndziękujemy za uwagi.\n"
    assert [block for block in (*read(prose).blocks, *read(letters).blocks) if isinstance(block.table, Table)] == []


def test_items_with_a_tab_behind_their_first_words_are_no_table() -> None:
    items = "* L12\tWhich map?\n\n> Added.\n\n* L14\tA map\tof what?\n\n* L15\tWhy?\n"
    found = [(block.kind, block.text) for block in read(items).blocks if block.kind != "paragraph"]
    assert found == [("item", "L12 Which map?"), ("item", "L14 A map of what?"), ("item", "L15 Why?")]
