"""Comments without a table of rows: the labels stand in for the headings."""

from __future__ import annotations

from postulat.extract.document import Block, Cell, Document, Place, Table
from postulat.normalize import combine, normalize
from postulat.normalize.records import Records


def read(*blocks: Block) -> Records:
    return combine([normalize(Document("made.html", "text/html", "ab" * 32, 1, "html", blocks))])


def rows(found: Records) -> list[tuple[str | None, str | None, str, str | None]]:
    return [(row.number, row.organisation, row.postulate, row.response) for row in found.records]


def paragraph(text: str, kind: str = "paragraph", **more: object) -> Block:
    return Block(kind, text, (Place(path=f"line={abs(hash(text)) % 97}"),), **more)  # type: ignore[arg-type]


def test_numbered_headings_with_labelled_paragraphs() -> None:
    found = read(
        paragraph("Uwagi do programu", "heading", level=1),
        paragraph("Uwaga nr 1 – Fundacja A", "heading", level=3),
        paragraph("Proszę o nowe ławki."),
        paragraph("Stanowisko Urzędu: Uwaga uwzględniona."),
        paragraph("Ławki staną w maju."),
        paragraph("Uwaga nr 2 – Klub Sportowy „Raba”", "heading", level=3),
        paragraph("Proszę o boisko."),
        paragraph("Stanowisko Urzędu: Brak środków."),
    )
    assert rows(found) == [
        ("1", "Fundacja A", "Proszę o nowe ławki.", "Uwaga uwzględniona.\nŁawki staną w maju."),
        ("2", "Klub Sportowy „Raba”", "Proszę o boisko.", "Brak środków."),
    ]


def test_labels_within_one_paragraph() -> None:
    found = read(
        paragraph("Postulat: Więcej koszy. Stanowisko: Postulat uwzględniono.", "item", marker="1."),
        paragraph("Postulat: Mniej aut. Stanowisko: Nie uwzględniono.", "item", marker="2."),
    )
    assert [row[0] for row in rows(found)] == ["1", "2"]
    assert [row[2:] for row in rows(found)] == [("Więcej koszy.", "Postulat uwzględniono."), ("Mniej aut.", "Nie uwzględniono.")]


def test_definition_lists() -> None:
    found = read(
        *(
            paragraph(text, kind)
            for text, kind in (
                ("Zgłaszający", "term"),
                ("Fundacja A", "description"),
                ("Treść uwagi", "term"),
                ("Więcej koszy.", "description"),
                ("Odpowiedź", "term"),
                ("Kosze są w planie na 2026 r.", "description"),
                ("Zgłaszający", "term"),
                ("Klub B", "description"),
                ("Treść uwagi", "term"),
                ("Mniej aut.", "description"),
                ("Odpowiedź", "term"),
                ("Nie.", "description"),
            )
        )
    )
    assert [row[1:] for row in rows(found)] == [
        ("Fundacja A", "Więcej koszy.", "Kosze są w planie na 2026 r."),
        ("Klub B", "Mniej aut.", "Nie."),
    ]


def test_a_small_table_for_each_comment() -> None:
    def small(number: str, name: str, text: str, answer: str) -> Block:
        cells = [("Nr uwagi", number), ("Podmiot zgłaszający", name), ("Treść uwagi", text), ("Stanowisko", answer)]
        made = tuple(
            tuple(Cell((Block("paragraph", part),), (Place(path=f"{number}/{n}/{m}"),)) for m, part in enumerate(pair))
            for n, pair in enumerate(cells)
        )
        return Block("table", "", (Place(path=number),), table=Table(made, (Place(path=number),)))

    found = read(
        paragraph("Uwagi", "heading"),
        small("1", "Fundacja A", "Więcej koszy.", "Tak."),
        small("2", "Klub B", "Mniej aut.", "Nie."),
    )
    assert rows(found) == [("1", "Fundacja A", "Więcej koszy.", "Tak."), ("2", "Klub B", "Mniej aut.", "Nie.")]
    assert found.postulates[1].locator == "2/2/1"


def test_prose_with_a_colon_is_no_comment() -> None:
    found = read(paragraph("Uwaga: parking jest płatny."), paragraph("Program spotkania: przywitanie, dyskusja."))
    assert not found.postulates


def test_cells_that_begin_with_labels() -> None:
    """A table with two rows a comment: one for the question, with who asks in brackets, one for the answer."""
    first, second = (Cell((paragraph(number),)) for number in ("1", "2"))
    table = Table(
        (
            (first, Cell((paragraph("Pytanie (Watchdog Lokalny): Kiedy konkurs?"),))),
            (first, Cell((paragraph("Odpowiedź: W maju."),))),
            (second, Cell((paragraph("Pytanie (§ 5 regulaminu): Czy kwota wzrośnie?"),))),
            (second, Cell((paragraph("Odpowiedź: Nie."),))),
        )
    )
    found = read(Block("table", "", table=table))
    assert [(row.number, row.postulate, row.response) for row in found.records] == [
        ("1", "Kiedy konkurs?", "W maju."),
        ("2", "Czy kwota wzrośnie?", "Nie."),
    ]
    assert found.records[0].organisation == "Watchdog Lokalny"
