"""Comment sheets of standards bodies whose heading row is missing: the column of comment types tells the others."""

from __future__ import annotations

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.matrix.comment_sheets import is_type
from postulat.normalize.records import Records
from postulat.normalize.vocabulary.phrases import rows

SHEET = (
    ("GB", "1", "5.2", "ge", "The scope is not clear for small producers.", "State who is meant.", "Accepted. Scope amended."),
    ("GB", "", "6.1", "te", "The limit of 5 mm is too low for steel.", "Change to 8 mm.", "Not accepted, see clause 4."),
    ("DE", "3", "Table 2", "ed", "Units are missing in the table.", "Add units.", "Accepted."),
)


def read(*lines: tuple[str, ...]) -> Records:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    page = f'<html lang="en"><body><h1>Comments on the draft</h1><table>{body}</table></body></html>'
    return combine([normalize(extract.read(page.encode(), "page.html"))])


def test_the_column_of_types_tells_comment_change_and_answer() -> None:
    found = read(*SHEET)
    assert [row.text.split(".")[0] for row in found.postulates] == [line[4].split(".")[0] for line in SHEET]
    assert [row.text for row in found.responses] == [line[6] for line in SHEET]
    assert "missing-headings" in {finding.code for finding in found.findings}


def test_other_keys_tell_nothing() -> None:
    assert not read(*((*line[:3], "x", *line[4:6], "") for line in SHEET)).postulates


HEADED = ("Part", "CO", "Clause", "Type", "Comments", "Proposed change", "Observations of the secretariat")


def coded(*codes: str) -> list[tuple[str | None, str]]:
    """The number and the body of each comment of a sheet with these signs under a heading that says little."""
    lines = [("S-9", code, *SHEET[n % 3][2:6], f"{SHEET[n % 3][6]} ({n})") for n, code in enumerate(codes)]
    found = read(HEADED, *lines)
    names = {row.organisation_id: row.name for row in found.organisations}
    return [(row.number, names.get(row.organisation_id or "", "")) for row in found.postulates]


def test_a_body_with_the_number_of_its_comment_is_a_number_and_a_body() -> None:
    assert coded("DE 1", "DE 2", "AU-3", "AU-4") == [("DE 1", "DE"), ("DE 2", "DE"), ("AU-3", "AU"), ("AU-4", "AU")]
    assert coded("**-001", "FR-002", "FR-003", "**-004") == [("**-001", ""), ("FR-002", "FR"), ("FR-003", "FR"), ("**-004", "")]


def test_bodies_without_numbers_stay() -> None:
    assert [name for _, name in coded("DE", "DE", "AU", "AU")] == ["DE", "DE", "AU", "AU"]


def test_each_type_is_known_by_its_example() -> None:
    assert all(is_type(row["example"]) for row in rows("comment_types"))
