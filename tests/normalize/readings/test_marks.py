"""Labels without a colon, and words with one that are no labels."""

from __future__ import annotations

from postulat import extract
from postulat.normalize import combine, normalize

TURNS = (
    ("The map of the harbour has no scale.", "We have added a scale."),
    ("Which year are the counts from?", "Thank you, the year is now given."),
    ("The second table repeats the first.", "Agreed. The second table was removed."),
)
HEAD = "# Response to reviewers\n\n"


def rows(text: str) -> list[tuple[str | None, str, str | None]]:
    found = combine([normalize(extract.read((HEAD + text).encode(), "letter.md"))])
    return [(row.number, row.postulate, row.response) for row in found.records]


def letter(form: str) -> str:
    return "\n\n".join(form.format(n=n, said=said, reply=reply) for n, (said, reply) in enumerate(TURNS, 1))


def told(numbers: tuple[str | None, ...]) -> list[tuple[str | None, str, str | None]]:
    return [(number, said, reply) for number, (said, reply) in zip(numbers, TURNS, strict=True)]


def test_labels_with_a_full_stop() -> None:
    assert rows(letter("**Comment.** {said}\n\n**Response.** {reply}")) == told((None, None, None))


def test_quoted_words_of_a_reviewer_above_answers_with_a_full_stop() -> None:
    text = letter('### R1.{n} — Scale {n}\n\n**Reviewer:** "{said}"\n\n**Response.** {reply}')
    assert [(number, said.strip('"'), reply) for number, said, reply in rows(text)] == told(("R1.1", "R1.2", "R1.3"))


def test_sentences_of_one_word_are_no_labels() -> None:
    assert rows("\n\n".join(f"Accepted. {said}\n\nComment. {reply}" for said, reply in TURNS[:2])) == []


def test_numbers_that_begin_with_initials() -> None:
    text = letter('## Comment AB{n}: "{said}"\n\n**Context:** About the plan.\n\n**Response:** {reply}')
    assert [row[0] for row in rows(text)] == ["AB1", "AB2", "AB3"]
    assert [row[1].split('"')[1] for row in rows(text)] == [said for said, _ in TURNS]


def test_a_word_for_answers_that_comes_once_is_one_of_the_comment() -> None:
    text = letter("Comment {n} — {said}\n\nResponse: {reply}").replace("The second", "Overall assessment: the second")
    assert rows(text)[2][1] == "Overall assessment: the second table repeats the first."


def test_a_word_for_answers_that_comes_once_goes_on_with_an_answer() -> None:
    more = "We have added a scale.\n\nCorrected to: the river.\n\nSection: Results"
    text = letter("## Reviewer 1 Comment {n}\n\n{said}\n\n### Response\n\n{reply}").replace(TURNS[0][1], more)
    assert rows(text)[0][2] == more.replace("\n\n", "\n")


def test_a_comment_set_as_a_heading() -> None:
    text = letter("## Reviewer 1 Comment {n}\n\n## {said}\n\n### Response\n\n{reply}")
    assert rows(text) == told(("1", "2", "3"))
