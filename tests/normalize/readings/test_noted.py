"""Points of meetings with answers in italics or bold, under a heading that says whose they are."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize

POINTS = (
    ("The path by the pond is muddy.", "Gravel is planned for autumn."),
    ("There are too few benches.", "Four are on their way."),
    ("Dogs run free near the swings.", "A fence stands in the plan for 2027."),
)


def read(heading: str, form: str, points: tuple[tuple[str, str], ...] = POINTS) -> list[tuple[str, str | None]]:
    text = f"# Meeting in the hall, 5 May 2026\n\n## {heading}\n\n" + "\n".join(form.format(*point) for point in points)
    found = combine([normalize(extract.read(text.encode(), "notes.md"))])
    return [(row.postulate, row.response) for row in found.records]


@pytest.mark.parametrize("form", ["- {0}\n  *{1}*", "1. {0}\n\n   *{1}*\n", "- {0}\n  **{1}**"])
@pytest.mark.parametrize("heading", ["Comments from residents", "Uwagi i pytania mieszkańców", "Anregungen der Bürger"])
def test_points_with_answers(heading: str, form: str) -> None:
    assert read(heading, form) == list(POINTS)


@pytest.mark.parametrize("heading", ["Action points", "Notes", "What the residents were told.", "Members"])
def test_other_headings(heading: str) -> None:
    assert read(heading, "- {0}\n  *{1}*") == []


@pytest.mark.parametrize(
    "points",
    [
        tuple((said, name) for (said, _), name in zip(POINTS, ("Anna Nowak", "Jan Lis", "Ewa Kos"), strict=True)),
        tuple((said, f"“{reply}”") for said, reply in POINTS),
        (POINTS[0], ("There is no lamp by the gate.", ""), ("The gate is shut too early.", "")),
    ],
    ids=["names", "quotations", "few answers"],
)
def test_what_is_no_answer(points: tuple[tuple[str, str], ...]) -> None:
    assert not any(response for _, response in read("Comments from residents", "- {0}\n  *{1}*", points))
