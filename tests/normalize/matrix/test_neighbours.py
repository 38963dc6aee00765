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


def test_a_finding_right_of_what_was_sent_answers_it() -> None:
    assert roles(
        "Concern raised | Verified finding",
        "The bridge is too narrow for carts | Measured: wide enough for two of them.",
        "The bank slides after rain | None at the mill; one place further down.",
    ) == ["text", "answer"]


def test_a_statement_right_of_a_motion_and_its_reason_answers_it() -> None:
    assert roles(
        "Antrag | Begründung | Stellungnahme",
        "Am Steg soll ein Geländer stehen. | Im Winter ist es glatt. | Dem Antrag wird gefolgt.",
        "Die Bank am Hafen soll weg. | Sie ist morsch. | Wird ersetzt.",
    ) == ["text", "justification", "answer"]


def test_a_state_beside_comments_that_nothing_else_answers_is_their_decision() -> None:
    assert roles(
        "Concern raised | Status | Proof",
        "One lock for both gates? | **Closed**: only the upper gate has one | note 4",
        "Where the keys are kept | **Closed**: in the mill | note 9",
    )[:2] == ["text", "decision"]


def test_what_stands_right_of_a_reviewers_concern_answers_it_under_any_heading() -> None:
    assert roles(
        "Reviewer concern | Repository support",
        "Say how the paths were chosen | The guide tells in which order the paths are tried.",
        "Give all distances | A script computes them for all villages.",
    ) == ["text", "answer"]


def test_who_and_what_are_a_sender_and_a_wish_where_it_is_answered() -> None:
    lines = (
        "1 | 12.03.2025 | Jan Kos | Prosi o barierkę przy stawie. | Barierka stanie w maju.",
        "2 | 13.03.2025 | Ewa Lis | Prosi o ławkę. | Ławka będzie jesienią.",
    )
    assert roles("Poz. | Data | Kto | Co | Ustalenie", *lines) == ["number", "other", "submitter", "text", "answer"]


def test_points_that_were_dealt_with_are_comments() -> None:
    assert roles(
        "Bod | Stav | Vypořádání",
        "**B1** – chybí popis stezky kolem rybníka | přijato | Popis je doplněn v úvodu.",
        "**B2** – lavičky stojí daleko od sebe | nepřijato | Rozteč stanoví vyhláška.",
    ) == ["text", "decision", "answer"]


def test_a_ticket_that_has_a_state_and_says_what_we_did_is_a_comment_answered() -> None:
    lines = (
        "T-1 | The map does not load on old phones | closed | Replaced it by a smaller one",
        "T-2 | Please add the ferry | open | Planned for spring",
    )
    assert roles("Ticket | Short description | State | What we did", *lines)[1:] == ["text", "decision", "answer"]
    assert not roles("Step | Short description | State | What was done", *lines)
