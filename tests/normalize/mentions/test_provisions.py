"""Provisions and acts of law: the example tables and the vocabulary's own examples."""

from __future__ import annotations

import pytest
from span_tables import examples, written

from postulat.normalize.mentions.legal_acts import find_legal_acts
from postulat.normalize.mentions.provisions import ORDER, find_provisions
from postulat.normalize.vocabulary.phrases import rows


@pytest.mark.parametrize(("text", "expected"), examples("provisions"))
def test_provisions(text: str, expected: str) -> None:
    assert written(text, find_provisions(text)) == expected


@pytest.mark.parametrize(("text", "expected"), examples("legal_acts"))
def test_legal_acts(text: str, expected: str) -> None:
    assert written(text, find_legal_acts(text)) == expected


@pytest.mark.parametrize("row", rows("provision_units"), ids=lambda row: row["form"])
def test_units(row: dict[str, str]) -> None:
    assert row["unit"] in ORDER
    assert row["unit"] in find_provisions(row["example"])[0].value


@pytest.mark.parametrize("row", rows("provision_followers"), ids=lambda row: row["phrase"])
def test_followers(row: dict[str, str]) -> None:
    assert [found.value.split()[-1] for found in find_provisions(row["example"])][:2] == ["4", "5"]


@pytest.mark.parametrize("row", rows("act_kinds"), ids=lambda row: row["phrase"])
def test_act_kinds(row: dict[str, str]) -> None:
    (found,) = find_legal_acts(row["example"])
    assert found.value.lower().startswith(row["kind"].lower())


@pytest.mark.parametrize("row", rows("legal_acts"), ids=lambda row: row["title"])
def test_known_acts(row: dict[str, str]) -> None:
    (found,) = find_legal_acts(row["example"])
    assert found.value == row["value"]
    assert found.end == len(row["example"])
