"""The grid of a table: spans, groups, overlaps, and sizes that must not be believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postulat.extract.errors import ReadError
from postulat.extract.html.table_model import MOST_SLOTS, colspan, grid, rowspan


def rows(*lines: str) -> list[list[tuple[str, int, int]]]:
    """`a b:2 c::3` is a cell, one over two rows, and one over three columns."""
    found = []
    for line in lines:
        row = []
        for word in line.split():
            name, down, across = (*word.split(":"), "", "")[:3]
            row.append((name, int(down or 1), int(across or 1)))
        found.append(row)
    return found


def shown(*groups: list[list[tuple[str, int, int]]]) -> list[str]:
    return [" ".join(cell or "." for cell in row) for row in grid(groups)]


def test_no_rows() -> None:
    assert grid([]) == ()
    assert grid([[]]) == ()


def test_spans_fill_their_slots() -> None:
    assert shown(rows("a:2:2 b", "c", "d e f")) == ["a a b", "a a c", "d e f"]


def test_short_and_empty_rows() -> None:
    assert shown(rows("a b c", "", "d")) == ["a b c", ". . .", "d . ."]


def test_a_row_span_of_zero_goes_to_the_end_of_its_group() -> None:
    assert shown(rows("a:0 b", "c", "d"), rows("e f")) == ["a b", "a c", "a d", "e f"]


def test_a_row_span_ends_with_its_group_and_adds_no_row() -> None:
    assert shown(rows("a:9 b"), rows("c d")) == ["a b", "c d"]


def test_each_cell_keeps_the_slot_where_it_begins() -> None:
    assert shown(rows("a b:3", "d::3", "e f")) == ["a b .", "d b d", "e b f"]


def test_a_spanning_cell_is_one_object() -> None:
    cell = ["x"]
    (row,) = grid([[[(cell, 1, 2)]]])
    assert row[0] is row[1] is cell


def test_a_title_over_a_thousand_columns_makes_no_columns() -> None:
    assert shown(rows("t::1000", "a b", "u::1000")) == ["t t", "a b", "u u"]


def test_a_title_somewhat_too_wide_is_as_wide_as_in_a_browser() -> None:
    assert shown(rows("t::4", "a b")) == ["t t t t", "a b . ."]


def test_columns_in_which_a_cell_begins_stay_however_far_out() -> None:
    (row,) = grid([rows("t::1000 a")])
    assert (len(row), row[0], row[-1]) == (1001, "t", "a")


def test_sizes_that_must_not_be_believed() -> None:
    title_rows = [line for _ in range(5000) for line in ("t::1000", "a b")]
    assert len(grid([rows(*title_rows)])[0]) == 2
    with pytest.raises(ReadError, match=f"{MOST_SLOTS:,}"):
        grid([rows(*["a:65534:1000"] * 4000)])
    with pytest.raises(ReadError, match=f"{MOST_SLOTS:,}"):
        grid([rows("a::1000 " * 3000)])


@pytest.mark.parametrize(
    ("value", "across", "down"),
    [
        ("2", 2, 2),
        ("2.9x", 2, 2),
        ("-3", 1, 1),
        (" +4", 4, 4),
        ("0", 1, 0),
        ("", 1, 1),
        (None, 1, 1),
        ("x2", 1, 1),
        ("99999", 1000, 65534),
        ("9" * 5000, 1000, 65534),
        ("0000000002", 2, 2),
        ("٣", 1, 1),
    ],
)
def test_span_attributes(value: str | None, across: int, down: int) -> None:
    assert (colspan(value), rowspan(value)) == (across, down)


cells = st.tuples(st.integers(), st.integers(0, 5), st.integers(1, 4))


@given(st.lists(st.lists(st.lists(cells, max_size=4), max_size=4), max_size=3))
def test_any_spans_give_a_rectangle_with_every_cell_in_it(groups: list[list[list[tuple[int, int, int]]]]) -> None:
    named = [
        [[((g, r, c), down, across) for c, (_, down, across) in enumerate(row)] for r, row in enumerate(group)]
        for g, group in enumerate(groups)
    ]
    result = grid(named)
    assert len({len(row) for row in result}) <= 1
    assert len(result) == sum(map(len, groups))
    index = 0
    for group in named:
        for row in group:
            assert {cell for cell, _, _ in row} <= set(result[index])
            index += 1
