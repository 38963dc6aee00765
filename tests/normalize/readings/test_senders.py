"""Who sent comments, told by the headings above them: numbers, offices beside numbers, and names of persons."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.readings.senders.numbered import counted_sender, sender_of
from postulat.normalize.readings.senders.sections import office_in

TURNS = (
    ("The map of the harbour has no scale.", "We have added a scale."),
    ("Which year are the counts from?", "Thank you, the year is now given."),
    ("The second table repeats the first.", "Agreed. The second table was removed."),
    ("The river is called by two names.", "Fixed."),
)


def senders(*names: str, form: str = "> {said}\n\n{reply}") -> list[str | None]:
    """Who sent four comments, two below each of two headings."""
    turns = [form.format(said=said, reply=reply) for said, reply in TURNS]
    text = "# Response to reviewers\n\n" + "\n\n".join(
        f"## {name}\n\n{one}\n\n### Minor points\n\n{other}"
        for name, one, other in zip(names, turns[::2], turns[1::2], strict=True)
    )
    return [row.organisation for row in combine([normalize(extract.read(text.encode(), "letter.md"))]).records]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Associate Editor", "Reviewer 2", ("Associate Editor", "Reviewer 2")),
        ("1 Editor", "2 Reviewer-1", ("Editor", "Reviewer-1")),
        ("Comments of the Handling Editor", "Comments of Referee B", ("Handling Editor", "Referee B")),
        ("Reviewer a7Xq", "Reviewer tK92", ("Reviewer a7Xq", "Reviewer tK92")),
        ("Anna Nowak", "Hedda van Loo", ("Anna Nowak", "Hedda van Loo")),
        ("Related Work", "Future Plans", (None, None)),
        ("Associate Editor", "General comments", (None, None)),
    ],
)
def test_headings_above_comments(first: str, second: str, told: tuple[str | None, str | None]) -> None:
    assert senders(first, second) == [told[0], told[0], told[1], told[1]]


def test_a_heading_that_answers_a_reviewer_is_the_section_of_that_reviewer() -> None:
    form = "Comment 1 — {said}\n\nResponse: {reply}"
    assert senders("Response to Reviewer 1", "Response to Reviewer 2", form=form) == ["Reviewer 1"] * 2 + ["Reviewer 2"] * 2


def test_below_the_comments_of_a_reviewer_such_a_heading_leads_in_the_answer() -> None:
    text = "# Response to reviewers\n\n" + "\n\n".join(
        f"## Reviewer {number}\n\n{said}\n\n## Response to Reviewer {number}\n\n{reply}"
        for number, (said, reply) in enumerate(TURNS, 1)
    )
    found = combine([normalize(extract.read(text.encode(), "letter.md"))]).records
    assert [row.response for row in found] in ([], [reply for _, reply in TURNS])


def test_words_of_names() -> None:
    assert (counted_sender("Reviewer from Leeds"), counted_sender("Reviewer-12 says")) == (0, 11)
    assert sender_of("Minor comments of Referee-2") == (18, 27)
    assert office_in("The editor of this journal asked us for a shorter text.") == (0, 0)
