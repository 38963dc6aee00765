"""A legend explains the codes of a decision column."""

from __future__ import annotations

import pytest

import postulat

PAGE = "<html lang='{language}'><head><title>{title}</title></head><body><h1>{title}</h1>{above}{table}</body></html>"
TABLE = "<table><tr><th>Lp.</th><th>Organizacja</th><th>Treść uwagi</th><th>{heading}</th><th>Uzasadnienie</th></tr>{rows}</table>"
ROW = "<tr><td>{n}</td><td>Fundacja Jodła</td><td>Prosimy o ławkę nr {n}.</td><td>{code}</td><td>Opis.</td></tr>"
TITLE = "Wykaz uwag zgłoszonych w konsultacjach"


def stances(above: str, heading: str, *codes: str) -> list[str]:
    rows = "".join(ROW.format(n=number, code=code) for number, code in enumerate(codes, 1))
    page = PAGE.format(language="pl", title=TITLE, above=above, table=TABLE.format(heading=heading, rows=rows))
    return [row.stance for row in postulat.read(page.encode(), name="a.html").responses]


@pytest.mark.parametrize(
    "above",
    [
        "<p>Oznaczenia: U – uwzględniono, X – nie uwzględniono, C – uwzględniono częściowo.</p>",
        "<ul><li>U – uwzględniono</li><li>X – nie uwzględniono</li><li>C – uwzględniono częściowo</li></ul>",
        "<table><tr><td>U</td><td>uwzględniono</td></tr><tr><td>X</td><td>nie uwzględniono</td></tr>"
        "<tr><td>C</td><td>uwzględniono częściowo</td></tr></table>",
    ],
)
def test_a_legend_beside_the_table_explains_its_codes(above: str) -> None:
    assert stances(above, "Decyzja", "U", "X", "C") == ["accepted", "rejected", "partial"]


def test_a_legend_in_the_heading_explains_its_codes() -> None:
    assert stances("", "Decyzja (U – uwzględniono, X – nie uwzględniono)", "U", "X") == ["accepted", "rejected"]


def test_letters_that_stand_for_other_things_are_no_legend() -> None:
    assert stances("<p>A – tereny zieleni, B – zabudowa, U – uwzględniono.</p>", "Decyzja", "A", "B") == ["unclear", "unclear"]
