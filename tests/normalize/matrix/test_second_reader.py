"""The second reader of columns: what it says of cells and headings, and what its agreement does to a grade."""

from __future__ import annotations

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.grades import column_reasons, differing, grade
from postulat.normalize.matrix.columns.assignment import ROLES
from postulat.normalize.matrix.columns.column_features import column_features
from postulat.normalize.matrix.columns.second_reader import model, scored

CELLS = (
    ("1", "2", "3"),
    ("Fundacja Jodła", "Stowarzyszenie Rzeka", "Klub Sosna"),
    ("Prosimy o ustawienie ławek przy przystanku.", "Wnioskuję o wydłużenie terminu.", "Czy park zostaje otwarty nocą?"),
    ("uwzględniona", "nieuwzględniona", "uwzględniona"),
)


def test_cells_alone_tell_numbers_names_comments_and_verdicts() -> None:
    best = [max(ROLES, key=lambda role: scored(own)[role]) for own in column_features([{}] * 4, CELLS, "pl")]
    assert best == ["number", "submitter", "text", "decision"]


def test_each_feature_has_a_weight_for_each_role_and_no_word_of_a_document() -> None:
    assert all(len(weights) == len(ROLES) for weights in model().values())
    kinds = {name.split()[0] for name in model()}
    assert kinds <= {"bias", "blank", "cells", "columns", "distinct", "first", "heading", "last", "length", "longest", "place"}


def test_a_thin_margin_is_a_medium_one_where_the_second_reader_agrees() -> None:
    told = (("number", "text", "answer"), (9.0, 0.5, 9.0), ("other", "answer", "other"))
    assert column_reasons(*told) == ("thin-column-margin",)
    assert column_reasons(*told, opinions=("number", "text", "decision")) == ("medium-column-margin",)


def test_another_opinion_is_a_doubt_only_where_it_makes_another_record() -> None:
    told = (("number", "text", "answer"), (9.0, 3.0, 9.0), ("other", "current", "other"))
    reasons = column_reasons(*told, opinions=("number", "justification", "answer"))
    assert "second-reader-differs" in reasons
    sure = (told[0], (9.0, 9.0, 9.0), told[2])
    assert column_reasons(*sure, opinions=("number", "justification", "answer")) == ()
    reasons = ("second-reader-differs",)
    assert (reasons, grade(reasons)) == (("second-reader-differs",), "B")
    assert grade((*reasons, "medium-column-margin")) == "C"
    assert not differing(("number", "target", "text", ""), ("other", "section", "text", "other"))


def test_a_column_that_looks_like_another_is_said_with_both() -> None:
    head = "<tr><th>Lp.</th><th>Zgłaszający</th><th>Uwaga</th><th>Stanowisko</th><th>Opracowanie</th></tr>"
    rows = "".join(
        f"<tr><td>{n}</td><td>{who}</td><td>{what}</td><td>{'komisja' if n % 2 else 'zarząd'}</td><td>{verdict}</td></tr>"
        for n, (who, what, verdict) in enumerate(zip(*CELLS[1:], strict=True), start=1)
    )
    page = f'<html lang="pl"><body><h1>Wykaz uwag</h1><table>{head}{rows}</table></body></html>'
    found = combine([normalize(extract.read(page.encode(), "page.html"))])
    said = [finding.message for finding in found.findings if finding.code == "second-reader-differs"]
    assert said == ["the column “Stanowisko” is read as answer; what stands in it looks like decision"]
    assert all("second-reader-differs" in row.grade_reasons for row in found.postulates)
