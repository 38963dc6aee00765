"""Roles that only the columns beside tell: who asks and who answers, the draft beside comments, a name and its organisation."""

from __future__ import annotations

from postulat.extract.document import Block, Cell, Table
from postulat.normalize.matrix.headings import heading, heading_role


def roles(*lines: str) -> list[str]:
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    table = Table(tuple(tuple(Cell((Block("paragraph", text),) if text else ()) for text in row) for row in rows))
    found = heading(table)
    return [role or "other" for role in found.roles] if found else []


def test_the_opinion_of_those_who_take_part_is_the_comment() -> None:
    assert roles(
        "Podmiot | Stanowisko podmiotu biorącego udział w konsultacjach | Stanowisko urzędu",
        "Spółka Most | Opłata powinna zależeć od długości linii. | Nie uwzględniono, opłata jest stała.",
        "Izba Kolei | Wnosimy o dłuższy termin. | Uwzględniono.",
    ) == ["submitter", "text", "answer"]


def test_a_bare_text_beside_comments_is_the_draft() -> None:
    assert roles(
        "Para | Text | Comment | Response",
        "4 | The gate shall be open for six hours. | Please add Sundays. | Accepted.",
        "9 | Dogs are kept on a lead. | Should cats be named, too? | Rejected, cats are free.",
    ) == ["target", "current", "text", "answer"]


def test_a_name_and_its_organisation_both_tell_who_sent_a_comment() -> None:
    assert roles(
        "Timestamp | Name | Organisation | Your comment",
        "2026-03-01 | Ann Bell | Open Gate Society | Please keep the gate open on Sundays.",
        "2026-03-02 | Tom Field | Fence Club | The fence should be painted every year.",
    ) == ["other", "submitter", "submitter", "text"]


def test_what_is_changed_after_the_answer_is_part_of_it() -> None:
    assert roles(
        "Rep ID | Respondent | Summary of representation | Council's response | Proposed modification",
        "7 | Acorn Trust | The policy asks for too many trees. | The number follows the survey. | No change",
        "8 | Ann Bell | Paths are missing on the map. | Agreed. | Map changed",
    ) == ["number", "submitter", "text", "answer", "answer"]


def test_a_status_beside_a_decision_is_set_aside() -> None:
    assert roles(
        "# | Suggestion | Decision | Status",
        "1 | Paint the gate green every year | Accepted | in progress",
        "2 | Move the fence to the road | Rejected | later",
    ) == ["number", "text", "decision", "other"]


def test_a_noun_is_known_in_a_form_that_no_stem_reaches() -> None:
    assert heading_role("Uwaga w punkcie") == "text"
    assert heading_role("W jakim punkcie") == "target"


def test_a_phrase_that_decides_nothing_is_no_decision() -> None:
    """Two headings may each mean the decision: one column says only that the group met, the other what it made of the comment."""
    assert roles(
        "Item # | Commenter | Description | Resolution | Disposition",
        "1 | Ada Wren | The sample has a stray comma | Raised at the weekly call | Group agrees. Authors reworded it as needed.",
        "2 | Ben Moss | The third term is unclear | Raised at the weekly call | Group agrees. Authors reworded it as needed.",
        "3 | Ada Wren | Please name the unit | Raised at the weekly call | Group agrees. Authors reworded it as needed.",
    ) == ["number", "submitter", "text", "answer", "decision"]


def test_a_heading_that_is_a_clause_is_told_by_who_acts_in_it() -> None:
    made = {
        "Co zauważył recenzent": "text",
        "Co zrobi zarząd": "answer",
        "What people want": "text",
        "What the council will do": "answer",
        "Who told us": "submitter",
        "Čo vadí obyvateľom": "text",
        "Was die Gemeinde tut": "answer",
    }
    assert {heading: heading_role(heading) for heading in made} == made


def test_a_proposed_change_right_of_the_answer_is_part_of_it_and_left_of_it_part_of_the_comment() -> None:
    rows = ("Elm Farm | The site floods. | {} | {}", "Reed Ltd | The map is old. | {} | {}")
    texts = (("Add a flood map to policy H2.", "Agreed."), ("Insert the map of May.", "Rejected, no newer map."))
    after = [row.format(*reversed(pair)) for row, pair in zip(rows, texts, strict=True)]
    before = [row.format(*pair) for row, pair in zip(rows, texts, strict=True)]
    assert roles("Respondent | Comment | Council response | Proposed modification", *after)[2:] == ["answer", "answer"]
    assert roles("Respondent | Comment | Proposed modification | Council response", *before)[2:] == ["text", "answer"]


def test_who_stands_right_of_the_outcome_is_no_sender() -> None:
    found = roles(
        "Lp. | Uwaga | Rozstrzygnięcie | Kto", "1 | Brak ławek. | uwzględniono | Zieleń", "2 | Zbyt ciemno. | odrzucono | Drogi"
    )
    assert found[3] != "submitter"
