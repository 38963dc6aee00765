"""Submitters in brackets behind each comment, told by the heading or shown by the rows."""

from __future__ import annotations

from postulat import extract
from postulat.normalize import combine, normalize


def submitters(*comments: str, head: str = "Treść uwagi") -> list[str | None]:
    rows = "".join(f"<tr><td>{comment}</td><td>Uwaga przyjęta.</td></tr>" for comment in comments)
    page = f'<html lang="pl"><h1>Wykaz uwag</h1><table><tr><th>{head}</th><th>Odpowiedź</th></tr>{rows}</table></html>'
    return [row.organisation for row in combine([normalize(extract.read(page.encode(), "page.html"))]).records]


def test_rows_that_close_with_names_show_who_sent_them() -> None:
    found = submitters(
        "Więcej ławek. (Rada Osiedla Krzyki)", "Naprawić lampy (pilne). (Klub „Dąb”)", "Kosić rzadziej. (Anna Nowak)"
    )
    assert found == ["Rada Osiedla Krzyki", "Klub „Dąb”", "Anna Nowak"]


def test_other_brackets_are_no_submitters() -> None:
    assert not any(submitters("Więcej ławek (pilne).", "Naprawić lampy (wszystkie).", "Kosić rzadziej (w maju)."))
    assert not any(submitters("Więcej ławek. (Rada Osiedla Krzyki)", "Naprawić lampy.", "Kosić rzadziej."))


def test_a_heading_that_says_so_needs_no_known_name() -> None:
    assert submitters("Więcej ławek. (Krzyki dla nas)", head="Uwaga (podmiot zgłaszający)") == ["Krzyki dla nas"]
