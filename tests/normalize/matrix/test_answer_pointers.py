"""Answers that point to another row take its stance, and say so."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.matrix.answer_pointers import pointer
from postulat.normalize.records import Records


def read(*answers: str) -> Records:
    rows = "".join(
        f"<tr><td>{n}</td><td>Klub Orlik</td><td>Prosimy o rzecz {n}.</td><td>{answer}</td></tr>"
        for n, answer in enumerate(answers, 1)
    )
    head = "<tr><th>Lp.</th><th>Zgłaszający</th><th>Uwaga</th><th>Stanowisko</th></tr>"
    return combine([normalize(extract.read(f"<html lang=pl><table>{head}{rows}</table></html>".encode(), "page.html"))])


def test_the_stance_of_the_row_pointed_to() -> None:
    found = read(
        "Uwaga nieuwzględniona.", "Patrz odpowiedź na uwagę nr 1.", "Jak w pkt 2", "j.w.", "Uwaga uwzględniona.", "Jak wyżej"
    )
    assert [row.stance for row in found.responses] == ["rejected"] * 4 + ["accepted"] * 2
    ids = [row.postulate_id for row in found.postulates]
    assert [row.refers_to for row in found.responses] == [None, ids[0], ids[1], ids[2], None, ids[4]]
    assert sum(finding.code == "answer-elsewhere" for finding in found.findings) >= 2


def test_an_answer_further_below_counts_too() -> None:
    assert [row.stance for row in read("Zob. odpowiedź nr 2", "Uwaga uwzględniona.").responses] == ["accepted", "accepted"]


def test_what_points_nowhere_or_in_a_circle_stays_unclear() -> None:
    found = read("Patrz uwaga nr 9", "Patrz uwaga nr 3", "Patrz uwaga nr 2")
    assert [row.stance for row in found.responses] == ["unclear"] * 3
    assert sum(finding.code == "unresolved-reference" for finding in found.findings) == 1


def test_a_verdict_of_its_own_stays() -> None:
    found = read("Uwaga uwzględniona.", "Uwaga nieuwzględniona, patrz odpowiedź na uwagę nr 1.")
    assert [row.stance for row in found.responses] == ["accepted", "rejected"]
    assert found.responses[1].refers_to == found.postulates[0].postulate_id


@pytest.mark.parametrize(
    "text", ["Zob. art. 5 ustawy", "Jak w § 3", "See section 4", "Patrz załącznik nr 2", "Termin to 14 dni.", ""]
)
def test_provisions_and_annexes_are_no_rows(text: str) -> None:
    assert pointer(text) is None
