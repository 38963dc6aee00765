"""Tables that nobody ruled, where a part of them is easily taken for text around them."""

from __future__ import annotations

from postulat.extract.layout.lattice import Grid
from postulat.extract.layout.page import Joint, Run
from postulat.extract.layout.whitespace import aligned_grids
from postulat.extract.pdf.tables import filled

LETTER = 5.0
COLUMNS = (50.0, 90.0, 200.0, 330.0)
RIGHT = 460.0


def run(text: str, left: float, baseline: float, bold: bool = False) -> Run:
    return Run(text, left, left + LETTER * len(text), baseline, 10.0, bold)


def row(baseline: float, *texts: str, bold: bool = False) -> list[Run]:
    return [run(text, left, baseline, bold) for text, left in zip(texts, COLUMNS, strict=True) if text]


def page() -> list[Run]:
    return [
        *row(100, "Lp.", "Podmiot", "Uwaga", "Stanowisko urzędu miasta", bold=True),
        *row(130, "1.", "Fundacja", "Budowa ławek", "Uwaga przyjęta."),
        *row(142, "", "Przykładowa", "w parku", ""),
        *row(172, "2.", "Klub", "Remont boiska", "Uwaga odrzucona."),
        *row(184, "", "Sportowy", "szkolnego", ""),
    ]


def rows_across(grid: Grid) -> list[int]:
    return [region.row0 for region in grid.regions if region.column1 - region.column0 == len(grid.xs) - 1]


def test_a_line_in_the_middle_of_the_table_names_a_section() -> None:
    name = "Uwagi ogólne"
    middle = (COLUMNS[0] + COLUMNS[3] + LETTER * 24) / 2
    section = run(name, middle - LETTER * len(name) / 2, 158, bold=True)
    (grid,) = aligned_grids([*page(), section])
    assert rows_across(grid) == [2]
    assert len(grid.ys) == 4 + 1


def test_the_rest_of_an_answer_alone_at_the_head_of_a_page_is_of_the_table() -> None:
    before = (85.0, 195.0, 325.0)
    rest = [run("które zostaną wykonane w przyszłym", 330, 80), run("roku przez wydział.", 330, 92)]
    (grid,) = aligned_grids(rest, before=before)
    assert len(grid.xs) == 5
    text = [run("Na tym spotkanie zakończono.", 50, 80), run("Protokołował sekretarz.", 50, 92)]
    assert aligned_grids(text, before=before) == []


def test_the_rest_of_an_answer_below_a_repeated_heading_is_of_the_table() -> None:
    heading, rest = page()[:4], page()[4:]
    shifted = [each._replace(baseline=each.baseline + 60) for each in rest]
    between = [run("ciąg dalszy odpowiedzi na", 330, 140), run("uwagę z poprzedniej strony", 330, 152)]
    second = row(112, "", "zgłaszający", "", "", bold=True)
    grids = aligned_grids([*heading, *second, *between, *shifted])
    assert len(grids) == 1
    assert grids[0].ys[0] < 100 < 240 < grids[0].ys[-1]


def test_a_heading_that_the_producer_wrote_close_to_the_next_one_stands_in_its_own_column() -> None:
    """Two pieces of text with less than a letter's width between them are one run, until a column shows that they are two."""
    numbers = [run(f"{number}.", 50, 130 + 30 * number) for number in range(1, 5)]
    texts = [
        run(text, left, 130 + 30 * number) for number in range(1, 5) for text, left in (("Budowa ławek", 72), ("Przyjęto.", 200))
    ]
    joint = Joint(4, 67.0, 72.0)
    heading = Run("Lp. Uwaga", 50.0, 97.0, 145, 10.0, joints=(joint,))
    (grid,) = aligned_grids([heading, run("Stanowisko", 200, 145), *numbers, *texts])
    assert len(grid.xs) == 4
    assert joint.left <= grid.xs[1] <= joint.right
    (cells, _) = filled(grid, [heading])
    assert [[each.text.strip() for each in inside] for inside in cells.values()] == [["Lp."], ["Uwaga"]]


def middle_row(baseline: float, number: str, name: tuple[str, ...], text: tuple[str, ...], answer: tuple[str, ...]) -> list[Run]:
    """A row whose cells stand in its middle, line by line."""
    cells = zip(COLUMNS, ((number,), name, text, answer), strict=True)
    return [
        run(line, left, baseline + 11.5 * (place - (len(lines) - 1) / 2))
        for left, lines in cells
        for place, line in enumerate(lines)
    ]


def test_cells_that_stand_in_the_middle_of_their_row() -> None:
    """No line of such a row stands level with all of its others, and the number last or in the midst of the text."""
    runs = [
        *row(100, "Lp.", "Podmiot", "Uwaga", "Stanowisko urzędu", bold=True),
        *middle_row(
            145, "1.", ("Fundacja", "Przykładowa"), ("Budowa ławek w", "parku miejskim", "przy fontannie"), ("Uwaga przyjęta.",)
        ),
        *middle_row(190, "2.", ("Klub Seniora",), ("Remont boiska", "szkolnego"), ("Brak środków", "w budżecie na", "ten cel.")),
        *middle_row(235, "3.", ("Związek", "Harcerstwa"), ("Nowa sala.",), ("Sala powstanie", "w maju.")),
    ]
    (grid,) = aligned_grids(runs)
    assert len(grid.xs) == 5
    inside, outside = filled(grid, runs)
    assert outside == []
    texts = {
        grid.regions[index]: " ".join(each.text for each in sorted(own, key=lambda one: one.baseline))
        for index, own in inside.items()
    }
    assert [texts[region] for region in sorted(texts)] == [
        "Lp.", "Podmiot", "Uwaga", "Stanowisko urzędu",
        "1.", "Fundacja Przykładowa", "Budowa ławek w parku miejskim przy fontannie", "Uwaga przyjęta.",
        "2.", "Klub Seniora", "Remont boiska szkolnego", "Brak środków w budżecie na ten cel.",
        "3.", "Związek Harcerstwa", "Nowa sala.", "Sala powstanie w maju.",
    ]  # fmt: skip


def test_the_rest_of_a_row_at_the_head_of_a_page_is_no_row_of_its_own() -> None:
    """Its first line stands above the number, and no gap parts it from the rest."""
    rest = middle_row(60, "4.", ("Klub",), ("Pierwszy wiersz", "drugi wiersz", "trzeci wiersz"), ("Odpowiedź.",))
    more = [
        *middle_row(110, "5.", ("Fundacja",), ("Nowe drzewa.",), ("Tak.",)),
        *middle_row(140, "6.", ("Rada",), ("Kosze.",), ("Nie.",)),
    ]
    (grid,) = aligned_grids([*rest, *more], before=(75.0, 150.0, 320.0))
    assert len(grid.ys) == 3 + 1


def test_the_longest_of_many_lines_is_the_limit_of_a_column() -> None:
    lines = [run("Fundacja Wzajemna Pomoc" if number % 3 else "Klub", 90, 130 + 12 * number) for number in range(12)]
    numbers = [run(f"{number}.", 50, 130 + 12 * number) for number in range(12)]
    others = [run("Przyjęto.", 330, 130 + 12 * number) for number in range(12)]
    (grid,) = aligned_grids([*lines, *numbers, *others])
    assert grid.limits[1] == max(each.right for each in lines) < grid.xs[2]


def test_a_list_with_bullets_is_no_table() -> None:
    """An identifier in brackets after each bullet looks like a column of its own."""
    items = [("[LAKE-2]", "Reorder the sections"), ("[LAKE-3]", "Keep the old names"), ("[LAKE-11]", "Say who may land")]
    runs = []
    for number, (name, text) in enumerate((*items, *items)):
        y = 120.0 + 14 * number
        runs += [
            Run("•", 50, 55, y, 10.0, word_end=55),
            Run(name, 70, 120, y, 10.0, word_end=120),
            Run(f"- {text}", 140, 260, y, 10.0, word_end=150),
        ]
    assert aligned_grids(runs) == []
    numbered = [run._replace(text=f"{at // 3 + 1}.") if run.text == "•" else run for at, run in enumerate(runs)]
    assert len(aligned_grids(numbered)) == 1


def test_what_is_misread_in_a_column_of_numbers_begins_a_row() -> None:
    grid = aligned_grids(
        [
            *row(100, "Lp.", "Podmiot", "Uwaga", "Stanowisko", bold=True),
            *row(116, "1.", "Fundacja", "Budowa ławek", "Uwaga przyjęta."),
            *row(128, "", "Przykładowa", "w parku", ""),
            *row(144, "AA.", "Klub", "Remont boiska", "Uwaga odrzucona."),
            *row(160, "3.", "Chór", "Sala prób", "Uwaga przyjęta."),
            *row(176, "4.", "Cech", "Wkład własny", "Uwaga przyjęta."),
        ],
        [],
    )[0]
    assert len(grid.ys) == 6


def test_few_rows_under_a_bold_heading_whose_columns_stand_close_are_a_table() -> None:
    close = (50.0, 70.0, 123.0, 191.0)

    def line(baseline: float, *texts: str, bold: bool = False) -> list[Run]:
        return [run(text, left, baseline, bold) for text, left in zip(texts, close, strict=True)]

    head = line(100, "Nr", "Podmiot", "Uwaga", "Stanowisko", bold=True)
    rows = [*line(117, "1", "Klub Orlik", "Nowa bieżnia", "Nie."), *line(134, "2", "Klub Sokół", "Nowe bramki.", "Tak.")]
    (grid,) = aligned_grids([*head, *rows])
    assert len(grid.xs) == 5
    assert len(grid.ys) == 4
    assert not aligned_grids([*[one._replace(bold=False) for one in head], *rows])
    shifted = [one._replace(left=one.left + 7 * place, right=one.right + 7 * place) for place, one in enumerate(rows)]
    assert not aligned_grids([*head, *shifted])


def test_a_gap_in_one_text_parts_it_where_other_lines_begin() -> None:
    glued = Run("Nowe bramki. Tak.", 123.0, 211.0, 134.0, 10.0, joints=(Joint(13, 187.5, 191.0),))
    texts = (("1", 50.0), ("Nowa ławka", 123.0), ("Nie teraz.", 191.0))
    other = [run(text, left, at) for at in (117.0, 151.0, 168.0) for text, left in texts]
    (grid,) = aligned_grids([*other, run("2", 50.0, 134.0), glued])
    assert len(grid.xs) == 4
