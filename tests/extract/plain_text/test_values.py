"""Values between signs, Markdown and line ends in plain text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from postulat import extract
from postulat.extract.document import Document, Table

MATRIX = [
    ["Lp.", "Podmiot", "Uwaga", "Odpowiedź"],
    ["1", "Koło", 'pierwsza, z "cudzysłowem"', "tak; nie"],
    ["2", "Rada", "dwie\nlinie", ""],
]


def read(text: str | bytes) -> Document:
    return extract.read(text if isinstance(text, bytes) else text.encode(), "made.txt")


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table is not None]


def grid(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def written(mark: str, quoting: int = csv.QUOTE_MINIMAL, end: str = "\r\n") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=mark, quoting=quoting, lineterminator=end).writerows(MATRIX)  # type: ignore[arg-type]
    return buffer.getvalue()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_values_as_programs_write_them(mark: str, quoting: int, end: str, encoding: str) -> None:
    (table,) = tables(read(written(mark, quoting, end).encode(encoding)))
    assert grid(table) == MATRIX
    cell = table.rows[2][2]
    assert cell is not None
    assert [str(place) for place in cell.places] == ["line=3", "line=4"]


def test_quotes_behind_a_space_or_a_backslash() -> None:
    loose = 'Nr, Podmiot, Uwaga\n1, "Koło", "ławki, kosze"\n2, "Rada", "plac"\n'
    assert grid(tables(read(loose))[0])[1] == ["1", "Koło", "ławki, kosze"]
    assert tables(read("pierwsze, drugie, trzecie\nto, tamto, owo\ntu, tam, wszędzie\n")) == []
    escaped = 'Nr,Podmiot,Uwaga\n1,"Koło","zmienić \\"może\\" na \\"ma\\", także dalej"\n2,"Rada","plac"\n'
    assert grid(tables(read(escaped))[0])[1] == ["1", "Koło", 'zmienić "może" na "ma", także dalej']
    folder = 'Nr;Podmiot;Uwaga\n1;"Koło";"C:\\"\n2;"Rada";"plac"\n'
    assert grid(tables(read(folder))[0])[1] == ["1", "Koło", "C:\\"]


def test_links_whose_addresses_stand_elsewhere() -> None:
    text = "| Nr | Uwaga |\n|---|---|\n| 1 | Zmienić [§ 3][akt], [akt] i [a][brak] |\n\nZob. [1].\n"
    text += "\n[akt]: https://a.org/3 'Akt'\n[1]: x\n"
    document = read(text)
    cell = tables(document)[0].rows[2 - 1][1]
    assert cell is not None
    assert cell.text == "Zmienić § 3, akt i [a][brak]"
    assert [link.target for link in cell.links] == ["https://a.org/3", "https://a.org/3"]
    assert [block.text for block in document.blocks if block.table is None] == ["Zob. [1].", "[1]: x"]


@pytest.mark.parametrize("head", ["sep=;\n", '"sep=;"\r\n', "\nsep=;\n"])
def test_the_line_that_names_the_sign_is_no_row(head: str) -> None:
    assert grid(tables(read(head + written(";")))[0]) == MATRIX


def test_our_own_tables_are_read(tmp_path: Path) -> None:
    from postulat import export
    from postulat.export import Options
    from postulat.normalize import combine, normalize

    records = combine(
        [normalize(read("Lp.;Podmiot;Uwaga;Stanowisko\n1;Koło;Dwie ławki, nie jedna.;Uwzględniono.\n2;Rada;Kosze.;Nie."))]
    )
    for dialect in ("rfc4180", "excel-pl"):
        (path, *_) = export.write(records, tmp_path / dialect, ["csv"], Options("excel-pl" if dialect == "excel-pl" else "rfc4180"))
        (table,) = tables(read((path.parent / "postulates.csv").read_bytes()))
        assert len(table.rows) == 3
        assert any(cell is not None and cell.text == "Dwie ławki, nie jedna." for cell in table.rows[1])


@pytest.mark.parametrize(
    "text",
    [
        "Po pierwsze, po drugie, po trzecie\nMamy czas, środki, ludzi\nNie mamy sali, sprzętu, dachu\n",
        "Obecni: Anna Lis, Jan Kos; Ewa Wilk\nNieobecni: Piotr Dąb, Iza Buk; Jan Lis\n",
        "Strona główna | Kontakt\nTekst pod spodem.\n",
        "1,5,3\n2,5,4\n3,6,7\n",
    ],
)
def test_prose_and_figures_are_no_table(text: str) -> None:
    assert tables(read(text)) == []


def test_bars_without_outer_bars_and_with_a_rule() -> None:
    text = "Notatka.\n\nUwaga | Odpowiedź\n--- | ---\nŁawki | Tak \\| nie\n\nKosze | Nie\n\nKoniec."
    document = read(text)
    assert grid(tables(document)[0]) == [["Uwaga", "Odpowiedź"], ["Ławki", "Tak | nie"], ["Kosze", "Nie"]]
    assert [block.text for block in document.blocks if block.table is None] == ["Notatka.", "Koniec."]


def test_markdown_in_cells_is_shown_as_its_renderer_shows_it() -> None:
    comment = "Quote `Art. 4` ~~or 5~~"
    answer = "**Accepted.** See [change 5](https://a.org/c5)<br>and ![yes](y.png)"
    text = f"| No. | Comment | Response |\n| --- | --- | --- |\n| [1](https://a.org/1) | {comment} | {answer} |\n"
    document = read(text)
    (table,) = tables(document)
    assert grid(table)[1] == ["1", "Quote Art. 4", "Accepted. See change 5\nand yes"]
    links = [link.target for cell in table.rows[1] if cell is not None for link in cell.links]
    assert links == ["https://a.org/1", "https://a.org/c5"]
    assert [(note.code, *note.values.values()) for note in document.notes] == [("struck-text", "or 5")]


def test_markdown_next_to_left_over_html() -> None:
    (table,) = tables(read("| a | b |c|\n|---|---|---|\n| x<sub>2</sub> ~~no~~ [y](https://a.org) | <p>z</p> |w|\n"))
    assert grid(table)[1] == ["x2 y", "z", "w"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("a\\_b \\*c\\* 1\\. d", "a_b *c* 1. d"),
        ("`a_b_c` and _so_ and snake_case_name", "a_b_c and so and snake_case_name"),
        ("see <https://a.org/x>.", "see https://a.org/x."),
        ("**[bold](https://a.org)** end", "bold end"),
        ("> quoted words", "quoted words"),
        ("[Formularz] (bez adresu)", "[Formularz] (bez adresu)"),
    ],
)
def test_marks_in_prose(line: str, text: str) -> None:
    assert [block.text for block in read(line).blocks] == [text]


def test_nested_lists_as_their_renderer_counts_them() -> None:
    text = "1. one\n    - inner\n    - inner\n1. two\n   1. deep\n   1. deep\n1. three\n\nProza.\n\n1. again\n"
    document = read(text)
    items = [(block.level, block.marker) for block in document.blocks if block.kind == "item"]
    assert items == [(1, "1."), (2, "-"), (2, "-"), (1, "2."), (2, "1."), (2, "2."), (1, "3."), (1, "1.")]


def test_a_paragraph_knows_where_its_lines_begin() -> None:
    (block,) = read("Pismo nr 184\n**Uwaga:** usunąć słowo\nOdpowiedź: tak").blocks
    assert [block.text[at:] for at in block.breaks] == ["Uwaga: usunąć słowo Odpowiedź: tak", "Odpowiedź: tak"]


def test_hostile_marks_take_no_time() -> None:
    read("[" * 50_000 + "\n" + "*" * 50_000 + "\n" + "~~a" * 20_000 + "\n" + "`" * 50_000 + "\n" + "\\" * 50_000)
    read('a;b;c\n"' * 20_000)
    read("> " * 50_000)


def test_a_title_above_the_values_is_prose_without_their_marks() -> None:
    document = read("Zestawienie uwag;;;\n;;;\n" + written(";"))
    assert [block.text for block in document.blocks if block.table is None] == ["Zestawienie uwag"]
    assert grid(tables(document)[0]) == MATRIX


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("2;Rada;druga;nie;nikt;nie czyta", ["2", "Rada", "druga", "nie", "nikt", "nie czyta"]),  # a mark that nobody quoted
        ("2;Rada;druga", ["2", "Rada", "druga", ""]),
        ("2;Rada;druga\nod początku;nie", ["2", "Rada", "druga\nod początku", "nie"]),  # a line end that nobody quoted
    ],
)
def test_a_row_of_another_width_loses_no_row_below_it(lines: str, expected: list[str]) -> None:
    (table,) = tables(read(f"Lp.;Podmiot;Uwaga;Odpowiedź\n1;Koło;pierwsza;tak\n{lines}\n3;Klub;trzecia;tak\n"))
    blank = [""] * (len(expected) - 4)
    assert grid(table)[1:] == [["1", "Koło", "pierwsza", "tak", *blank], expected, ["3", "Klub", "trzecia", "tak", *blank]]


def test_a_row_of_another_width_at_the_end_is_one_of_the_table_and_the_next_table_is_not() -> None:
    head = "Lp.;Podmiot;Uwaga;Odpowiedź\n1;Koło;pierwsza;tak\n"
    assert grid(tables(read(f"{head}2;Rada;druga\n"))[0])[-1] == ["2", "Rada", "druga", ""]
    assert len(grid(tables(read(f"{head}Nazwa;Adres\nurząd;ul. Polna\nszkoła;ul. Leśna\n"))[0])) == 2
    assert len(grid(tables(read(f"{head}Sporządził wydział; Kraków, 5 maja\n"))[0])) == 2
