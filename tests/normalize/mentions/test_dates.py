"""Days, times and periods in prose: the example tables, the vocabulary's own examples, and what a reference year adds."""

from __future__ import annotations

import datetime

import pytest
from span_tables import examples, written

from postulat.normalize.mentions.dates import find_dates, month_number
from postulat.normalize.mentions.periods import find_periods
from postulat.normalize.mentions.times import find_times
from postulat.normalize.vocabulary.phrases import rows


@pytest.mark.parametrize(("text", "expected"), examples("dates"))
def test_dates(text: str, expected: str) -> None:
    assert written(text, ((found.start, found.end, found.date.isoformat()) for found in find_dates(text))) == expected


@pytest.mark.parametrize(("text", "expected"), examples("times"))
def test_times(text: str, expected: str) -> None:
    spans = ((found.start, found.end, found.time + (f"–{found.until}" if found.until else "")) for found in find_times(text))
    assert written(text, spans) == expected


@pytest.mark.parametrize(("text", "expected"), examples("periods"))
def test_periods(text: str, expected: str) -> None:
    assert written(text, find_periods(text)) == expected


@pytest.mark.parametrize("row", rows("months"), ids=lambda row: row["form"])
def test_months(row: dict[str, str]) -> None:
    months = [found.date.month for found in find_dates(row["example"])]
    months += [int(found.value.split("-")[1]) for found in find_periods(row["example"])]
    assert months == [int(row["month"])] == [month_number(row["form"])]


@pytest.mark.parametrize("row", rows("hours"), ids=lambda row: row["form"])
def test_hours(row: dict[str, str]) -> None:
    assert [found.time for found in find_times(row["example"])] == [f"{int(row['hour']):02d}:00"]


@pytest.mark.parametrize("row", rows("year_words"), ids=lambda row: row["form"])
def test_year_words(row: dict[str, str]) -> None:
    assert [found.date for found in find_dates(row["example"], 2024)] == [datetime.date(2024 + int(row["offset"]), 5, 5)]
    assert find_dates(row["example"]) == ()


@pytest.mark.parametrize("row", rows("period_words"), ids=lambda row: row["form"])
def test_period_words(row: dict[str, str]) -> None:
    assert len(find_periods(row["example"])) == 1


def test_a_reference_year_dates_this_years_days_and_months() -> None:
    text = "w dniach 9 i 10 czerwca br., 5.06 br., w czerwcu br."
    assert written(text, ((found.start, found.end, str(found.date)) for found in find_dates(text, 2024))) == (
        "9 => 2024-06-09 | 10 czerwca br. => 2024-06-10 | 5.06 br. => 2024-06-05"
    )
    assert [found.value for found in find_periods(text, year=2024)] == ["2024-06"]


def test_a_day_without_a_year_is_none_whatever_the_reference_year() -> None:
    assert find_dates("dnia 5 maja odbyło się spotkanie", 2024) == ()


def test_spaces_of_any_kind_stand_in_a_date() -> None:
    text = "w dniu 5\u00a0maja\u202f2024\u00a0r."
    assert written(text, ((found.start, found.end, str(found.date)) for found in find_dates(text))) == f"{text[7:]} => 2024-05-05"


def test_a_date_does_not_reach_over_a_line() -> None:
    assert find_dates("5 maja\n2024 osoby") == ()
