"""Comment matrices of ministries abroad: headings, carried cells and answers in their own words."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.records import Records

CZECH = (
    ("Č.", "Připomínkové místo", "Ustanovení", "Připomínka", "Vypořádání"),
    ("1.", "Ministerstvo financí", "§ 5 odst. 2", "Požadujeme vypustit větu druhou.", "Akceptováno. Text byl upraven."),
    ("2.", "", "§ 7", "Doporučujeme upřesnit lhůtu.", "Neakceptováno. Lhůta vyplývá ze směrnice."),
    ("3.", "Svaz měst a obcí", "obecně", "Chybí vyčíslení dopadů na rozpočty obcí.", "Akceptováno částečně. Doplněno do RIA."),
    ("4.", "Česká národní banka", "§ 12", "Bez připomínek k návrhu.", "Vzato na vědomí."),
)
SLOVAK = (
    ("Por. č.", "Subjekt", "Pripomienka", "Vyh.", "Spôsob vyhodnotenia"),
    ("1", "Ministerstvo financií SR", "Navrhujeme vypustiť bod 3 návrhu zákona.", "A", "Text bol upravený."),
    ("2", "", "Žiadame doplniť dôvodovú správu.", "N", "Správa je úplná."),
    ("3", "Združenie miest", "Lehota je podľa nás krátka.", "ČA", "Lehota sa predĺžila o mesiac."),
)


def read(language: str, rows: tuple[tuple[str, ...], ...]) -> Records:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f'<html lang="{language}"><body><table>{body}</table></body></html>'
    return combine([normalize(extract.read(page.encode(), "page.html"))])


@pytest.mark.parametrize(
    ("language", "rows", "stances"),
    [
        ("cs", CZECH, ["accepted", "rejected", "partial", "noted"]),
        ("sk", SLOVAK, ["accepted", "rejected", "partial"]),
    ],
)
def test_a_matrix(language: str, rows: tuple[tuple[str, ...], ...], stances: list[str]) -> None:
    found = read(language, rows)
    assert found.documents[0].language == language
    assert [row.number for row in found.postulates] == [row[0].rstrip(".") for row in rows[1:]]
    assert found.records[1].organisation == rows[1][1]
    assert found.records[2].organisation == rows[3][1]
    assert [row.stance for row in found.responses] == stances
    assert [row.text for row in found.responses] == [row[-1] for row in rows[1:]]
