"""Heading rows of real tables, labelled by hand: how many are read with every column right must not fall.

The cells are reworded or made to the kind. Rows marked `unseen` and `kept` were not looked at while words and weights were
settled: only their total is told, and whoever mends a rule should leave it so. `make bench-headings` prints the figures by
kind, margin and grade.
"""

from __future__ import annotations

import sys

import pytest
from repository import ROOT

sys.path.insert(0, str(ROOT))

from benchmarks.headings import BY_TWO_HANDS, SECOND_HAND, Judged, judge, rows

LEAST = {"tune": (199, 7), "opened": (42, 5), "fresh": (12, 1), "latest": (30, 6), "unseen": (60, 5), "kept": (34, 13)}
"""Tables of comments with every column right, and other tables taken for comments."""


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return [judge(row) for row in rows()]


@pytest.mark.parametrize("part", LEAST)
def test_heading_rows_are_read_as_well_as_before(part: str, judged: list[Judged]) -> None:
    own = [one for one in judged if one.row["part"] == part]
    right = sum(one.right for one in own if not one.row["none"])
    invented = sum(one.read for one in own if one.row["none"])
    least, most = LEAST[part]
    assert right >= least
    assert invented <= most


def test_a_sure_margin_is_right_more_often_than_a_thin_one(judged: list[Judged]) -> None:
    columns = [
        (margin, wanted == found) for one in judged if one.read and not one.row["none"] for wanted, found, margin in one.columns
    ]
    sure = [right for margin, right in columns if margin >= 3]
    thin = [right for margin, right in columns if margin < 0.8]
    assert sum(sure) / len(sure) > 0.9 > 0.7 > sum(thin) / len(thin)


def test_the_second_hand_labelled_each_row_of_its_parts() -> None:
    columns = {row["id"]: len(row["headers"]) for row in rows() if row["part"] in BY_TWO_HANDS}  # type: ignore[arg-type]
    second = {row["id"]: [row["second"], *row["agreed"]] for row in rows(SECOND_HAND)}  # type: ignore[misc]
    assert second.keys() == columns.keys()
    assert all(len(labels) in (0, columns[name]) for name, labellings in second.items() for labels in labellings)
