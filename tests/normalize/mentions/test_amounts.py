"""Amounts and percents: the example table, the vocabulary's own examples, and spaces that only look like one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from span_tables import examples, written

from postulat.normalize.mentions.amounts import find_amounts, find_percents
from postulat.normalize.mentions.numbers import quantity
from postulat.normalize.vocabulary.phrases import rows


@pytest.mark.parametrize(("text", "expected"), examples("amounts"))
def test_amounts_and_percents(text: str, expected: str) -> None:
    found = sorted(find_amounts(text) + find_percents(text))
    assert written(text, ((span.start, span.end, f"{span.value} {span.unit}") for span in found)) == expected


@pytest.mark.parametrize("row", rows("number_words"), ids=lambda row: row["form"])
def test_number_words(row: dict[str, str]) -> None:
    (found,) = find_amounts(row["example"])
    number = row["example"].split(row["form"])[0].strip(" €EUR") or "1"
    times = Decimal(1000000) if row["kind"] == "number" and "miliona" in row["example"] else Decimal(1)
    start = quantity(number) if row["kind"] == "scale" else Decimal(1)
    assert Decimal(found.value) == start * Decimal(row["value"]) * times


@pytest.mark.parametrize("row", rows("currencies"), ids=lambda row: f"{row['form']}-{row['place']}")
def test_currencies(row: dict[str, str]) -> None:
    (found,) = find_amounts(row["example"])
    assert (found.start, found.end, found.unit) == (0, len(row["example"]), row["currency"])


@pytest.mark.parametrize("row", rows("percent_words"), ids=lambda row: row["form"])
def test_percent_words(row: dict[str, str]) -> None:
    (found,) = find_percents(row["example"])
    assert found.unit == "%"


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f", "\u2007"])
def test_any_space_groups_digits(space: str) -> None:
    (found,) = find_amounts(f"1{space}250{space}000{space}zł")
    assert found == (0, 12, "1250000.00", "PLN")


@given(
    st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=99), st.sampled_from([" ", ".", "\u00a0", "'"])
)
def test_an_amount_written_out_reads_back(whole: int, cents: int, mark: str) -> None:
    text = f"{whole:,}".replace(",", mark) + f",{cents:02d} zł"
    assert [(found.value, found.start, found.end) for found in find_amounts(text)] == [(f"{whole}.{cents:02d}", 0, len(text))]
