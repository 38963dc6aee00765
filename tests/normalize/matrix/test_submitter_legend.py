"""Submitters by number, and the language of a document."""

from __future__ import annotations

import pytest

from postulat.extract.document import Block, Cell, Document, Table
from postulat.normalize.language import language
from postulat.normalize.matrix.submitter_legend import entries


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(Cell((Block("paragraph", text),)) for text in row) for row in rows))


def test_a_list_of_stakeholders_explains_their_numbers() -> None:
    assert entries(table(("Stakeholder no.", "Name of organisation"), ("1", "Green Network"), ("2", "Clean Air Coalition"))) == {
        "1": "Green Network",
        "2": "Clean Air Coalition",
    }


def test_other_small_tables_explain_nothing() -> None:
    assert entries(table(("Rok", "Kwota"), ("2024", "5"), ("2025", "6"))) == {}
    assert entries(table(("Lp.", "Nazwa organizacji"), ("pierwsza", "A"), ("druga", "B"))) == {}


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("W dniu 5 maja odbyło się spotkanie z organizacjami na temat projektu i do dyskusji nie doszło.", "en", "pl"),
        ("The comment is not accepted for the reasons given in the response to the first stakeholder.", "pl-PL", "en"),
        ("Lp.", "pl-PL", "pl"),
        ("12", None, None),
    ],
)
def test_the_language_is_told_by_the_words(text: str, declared: str | None, expected: str | None) -> None:
    document = Document("a", "text/html", "ab" * 32, 1, "html", (Block("paragraph", text),), language=declared)
    assert language(document) == expected
