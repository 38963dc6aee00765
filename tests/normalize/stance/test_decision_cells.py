"""Decision cells that say more than a verdict: letters without marks, a reason, a time or a condition behind the verdict."""

from __future__ import annotations

import pytest

from postulat.normalize.stance.stance import judge


@pytest.mark.parametrize(
    ("cell", "language", "stance"),
    [
        ("nieuwzgledniona", "pl", "rejected"),
        ("czesciowo uwzgledniono", "pl", "partial"),
        ("zamitnuto", "cs", "rejected"),
        ("ciastocne akceptovane", "sk", "partial"),
        ("nicht beruecksichtigt", "de", "rejected"),
        ("NIE – wykraczałby poza statut", "pl", "rejected"),
        ("Nie, ponieważ zapis jest zgodny z planem", "pl", "rejected"),
        ("Not accepted, neighbours opposed it.", "en", "rejected"),
        ("Postponed to the next revision", "en", "rejected"),
        ("Fixed in draft 3.", "en", "accepted"),
        ("Cannot be fixed", "en", "rejected"),
        ("No action – already covered", "en", "already_done"),
        ("Áno, ak budú peniaze", "sk", "conditional"),
        ("Vyhověno jen v části", "cs", "partial"),
    ],
)
def test_a_cell_with_a_verdict_at_its_head(cell: str, language: str, stance: str) -> None:
    assert judge(cell, cell, "", language).value == stance


@pytest.mark.parametrize(
    ("cell", "language"),
    [("A. Novák", "cs"), ("No. 5", "en"), ("Rozdział 3", "pl"), ("J. Kowal", "pl"), ("3. etapa", "sk"), ("Tiefbauamt", "de")],
)
def test_initials_numbers_and_departments_are_no_verdict(cell: str, language: str) -> None:
    assert judge(cell, cell, "", language).value == "unclear"


def test_a_consent_with_a_contrast_is_not_read_by_its_head() -> None:
    assert judge("Yes, but not for the north", "Yes, but not for the north", "", "en").value != "accepted"
