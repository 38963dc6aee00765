"""Tables whose rules leave rows or columns together that their text parts."""

from __future__ import annotations

from postulat.extract.layout.column_splits import with_cut_cells
from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.numeric_tables import is_of_figures, with_columns_of_figures, with_rows_of_figures
from postulat.extract.layout.page import Run
from postulat.extract.pdf.tables import filled

LETTER = 5.0


def run(text: str, left: float, baseline: float) -> Run:
    return Run(text, left, left + LETTER * len(text), baseline, 10.0)


def read(grid: Grid, runs: list[Run]) -> list[list[str]]:
    """The texts of the cells by row, each cell once."""
    inside, _ = filled(grid, runs)
    rows: dict[int, list[str]] = {}
    for index, region in enumerate(grid.regions):
        rows.setdefault(region.row0, []).append(" ".join(run.text for run in inside.get(index, ())))
    return [rows[row] for row in sorted(rows)]


def test_columns_that_only_the_heading_has_rules_for() -> None:
    head = [Region(0, 1, column, column + 1) for column in range(3)]
    grid = Grid((0.0, 100.0, 150.0, 200.0), (0.0, 20.0, 40.0, 60.0, 80.0), (*head, *(Region(r, r + 1, 0, 3) for r in (1, 2, 3))))
    runs = [run("Gmina", 5, 15), run("2025", 105, 15), run("2026", 155, 15)]
    runs += [run("Skawina", 5, 35), run("120", 105, 35), run("130", 155, 35)]
    runs += [run("Razem powiat", 5, 55), run("Wieliczka", 5, 75), run("-", 105, 75), run("90", 155, 75)]
    inside, _ = filled(grid, runs)
    assert read(with_cut_cells(grid, inside), runs) == [
        ["Gmina", "2025", "2026"],
        ["Skawina", "120", "130"],
        ["Razem powiat"],
        ["Wieliczka", "-", "90"],
    ]


def test_a_text_across_the_borders_keeps_its_cell_whole() -> None:
    head = [Region(0, 1, column, column + 1) for column in range(3)]
    grid = Grid((0.0, 100.0, 150.0, 200.0), (0.0, 20.0, 40.0, 60.0), (*head, Region(1, 2, 0, 3), Region(2, 3, 0, 3)))
    runs = [run("Uwagi do całego projektu programu", 5, 35), run("Uwagi do rozdziału trzeciego", 5, 55)]
    inside, _ = filled(grid, runs)
    assert with_cut_cells(grid, inside) is grid


def test_lines_of_figures_are_rows_and_columns_of_their_own() -> None:
    grid = Grid(
        (0.0, 80.0, 200.0), (0.0, 20.0, 70.0), (Region(0, 1, 0, 1), Region(0, 1, 1, 2), Region(1, 2, 0, 1), Region(1, 2, 1, 2))
    )
    runs = [run("Rok", 5, 15), run("wnioski", 90, 15), run("kwota", 150, 15)]
    for number, (year, count, amount) in enumerate([("2024", "12", "50 000"), ("2025", "7", "9 300"), ("2026", "11", "-")]):
        runs += [run(year, 5, 35 + 15 * number), run(count, 95, 35 + 15 * number), run(amount, 150, 35 + 15 * number)]
    inside, _ = filled(grid, runs)
    assert is_of_figures(inside)
    columns = with_columns_of_figures(grid, inside)
    inside, _ = filled(columns, runs)
    assert read(with_rows_of_figures(columns, inside), runs) == [
        ["Rok", "wnioski", "kwota"],
        ["2024", "12", "50 000"],
        ["2025", "7", "9 300"],
        ["2026", "11", "-"],
    ]


def test_new_columns_know_no_ends_of_texts() -> None:
    """A row over two columns bridges the corridor; `limits` counted the columns before."""
    grid = Grid(
        (0.0, 80.0, 200.0), (0.0, 90.0, 110.0), (Region(0, 1, 0, 1), Region(0, 1, 1, 2), Region(1, 2, 0, 2)), limits=(70, 190)
    )
    runs = [run("brak danych za rok", 85, 105)]
    for number in range(4):
        runs += [
            run(f"{number}", 5, 15 + 15 * number),
            run(f"{number}2", 95, 15 + 15 * number),
            run("50 000", 150, 15 + 15 * number),
        ]
    inside, _ = filled(grid, runs)
    finer = with_columns_of_figures(grid, inside)
    assert [finer.limit(column) for column in range(1, len(finer.xs))] == list(finer.xs[1:])


def test_sentences_that_stand_level_stay_in_their_cells() -> None:
    grid = Grid((0.0, 20.0, 120.0, 220.0), (0.0, 60.0), tuple(Region(0, 1, column, column + 1) for column in range(3)))
    runs = [run("1.", 5, 15)]
    for number, (text, answer) in enumerate(
        [("Budowa chodnika", "Wniosek jest"), ("przy szkole do", "zasadny, lecz"), ("2027 r.", "bez środków")]
    ):
        runs += [run(text, 25, 15 + 15 * number), run(answer, 125, 15 + 15 * number)]
    inside, _ = filled(grid, runs)
    assert not is_of_figures(inside)
    assert with_rows_of_figures(grid, inside) is grid
