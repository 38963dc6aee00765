"""Each row of the tables of heading and cell words gives what it says, and known headings have their roles."""

from __future__ import annotations

import csv
from pathlib import Path

from postulat.normalize.matrix.columns.cell_kinds import cell_kinds, worded_kinds
from postulat.normalize.matrix.columns.heading_rules import heading_points
from postulat.normalize.matrix.columns.heading_words import words_of
from postulat.normalize.matrix.continued_rows import marks_continuation, open_end
from postulat.normalize.matrix.headings import heading_role
from postulat.normalize.matrix.row_numbers import is_number
from postulat.normalize.matrix.tick_columns import marks, meaning_of
from postulat.normalize.vocabulary.phrases import rows

KNOWN = Path(__file__).parent / "data" / "known_headings.csv"
BY_THE_COLUMN = ("running", "repeated", "same")


def known_headings() -> list[tuple[str, str]]:
    with KNOWN.open(encoding="utf-8", newline="") as file:
        return [(row["role"], row["heading"]) for row in csv.DictReader(file)]


def test_each_heading_word_is_known_by_its_example() -> None:
    for row in rows("heading_words"):
        kinds = [kind for word in words_of(row["example"], row.get("language", "pl")) for kind in word.kinds]
        assert row["class"] in ("and", "agent") or row["class"].rstrip("~") in kinds, row


def test_each_heading_rule_gives_its_example_the_first_of_its_roles() -> None:
    for row in rows("heading_rules"):
        assert heading_points(row["example"])[0][0] == row["points"].split()[0], row


def test_each_kind_of_cell_is_known_by_its_example() -> None:
    for row in rows("cell_weights"):
        assert row["kind"] in BY_THE_COLUMN or row["kind"] in cell_kinds(row["example"], "pl"), row


def test_each_cell_word_is_known_by_its_example() -> None:
    for row in rows("cell_words"):
        if row["kind"] == "place":
            assert "place" in cell_kinds(row["example"], row["language"]), row
        else:
            assert row["kind"] in worded_kinds(row["example"].lower()), row


def test_each_word_of_rows_numbers_and_marks_is_known_by_its_example() -> None:
    for row in rows("number_leads"):
        assert is_number(row["example"]), row
    for row in rows("row_words"):
        assert (marks_continuation if row["kind"] == "continued" else open_end().search)(row["example"]), row
    for row in rows("tick_marks"):
        assert marks().fullmatch(row["example"]) or meaning_of(row["example"]) == "no", row


def test_headings_of_usual_forms_have_their_roles() -> None:
    wrong = [(role, heading, heading_role(heading)) for role, heading in known_headings() if heading_role(heading) != role]
    assert not wrong


def test_who_sends_is_told_by_the_ending_of_what_is_sent() -> None:
    assert heading_role("Requestor") == "submitter"
    assert heading_role("Připomínkovatel") == "submitter"
    assert heading_role("Request") == "text"


def test_the_last_part_of_a_compound_says_what_it_is() -> None:
    assert heading_role("Bürgerfrage") == "text"
    assert heading_role("Einwendungsnummer") == "number"
    assert heading_role("Bürger") == "submitter"


def test_a_noun_in_no_table_makes_a_heading_less_sure() -> None:
    unknown, known = heading_points("Kubatura uwagi", "pl")[0][1], heading_points("Krótkie uwagi", "pl")[0][1]
    assert unknown.weight < known.weight


def test_words_typed_without_their_marks_are_known() -> None:
    for role, heading in (
        ("text", "Tresc zgloszonej uwagi"), ("answer", "Zpusob vyporadani"), ("text", "Zneni pripominky"),
        ("answer", "Vyjadreni uradu"), ("text", "Ziadost obcana"), ("answer", "Abwaegung der Gemeinde"),
        ("submitter", "Podmiot zglaszajacy"),
    ):  # fmt: skip
        assert heading_role(heading) == role, heading
    assert heading_role("Castle") == heading_role("Navigation") == ""


def test_a_capital_within_a_word_begins_the_next() -> None:
    assert heading_role("AntragBegründung") == heading_role("Antrag Begründung") == "text"
    assert heading_role("TreśćUwagi") == "text"
