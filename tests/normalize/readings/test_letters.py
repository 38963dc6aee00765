"""Letters to reviewers: shades of one colour, senders in running text, letters that count, what ends a letter, forms above it."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.extract.document import Block
from postulat.normalize import combine, normalize
from postulat.normalize.readings.senders.running import senders_apart
from postulat.normalize.readings.senders.sections import names_of
from postulat.normalize.readings.turns.letter_ends import is_last_sentence, is_part
from postulat.normalize.readings.turns.marks import marks_of
from postulat.normalize.vocabulary.phrases import rows

TURNS = (
    ("The map of the harbour has no scale.", "We have added a scale below the legend."),
    ("Which year are the counts of ships from?", "Thank you, the year is now given."),
    ("The second table repeats the first one.", "Agreed. The second table was removed."),
    ("The river is called by two names.", "Fixed."),
)
HEAD = "# Response to reviewers\n\n"


def read(text: str) -> list[tuple[str | None, str | None, str, str | None]]:
    found = combine([normalize(extract.read(text.encode(), "letter.md"))])
    return [(row.number, row.organisation, row.postulate, row.response) for row in found.records]


def test_shades_of_one_colour_are_one_mark() -> None:
    blues = [Block("paragraph", "Fixed.", ink=ink) for ink in (0x0000FF, 0x0070C0)]
    red, grey, black = (Block("paragraph", "Why?", ink=ink) for ink in (0xC00000, 0x666666, 0))
    first, second, *others = marks_of([*blues, red, grey, black])
    assert set(first) & set(second) == {"shades of 0070c0"}
    assert others == [("colour c00000",), ("grey",), ()]


def test_a_sender_in_running_text_is_set_apart() -> None:
    turns = [f"{said}\n\n**{reply}**" for said, reply in TURNS]
    text = f"Reviewer #1: {turns[0]}\n\n{turns[1]}\n\nReviewer #2: {turns[2]}\n\n{turns[3]}"
    senders = ("Reviewer #1", "Reviewer #1", "Reviewer #2", "Reviewer #2")
    assert [row[1:] for row in read(HEAD + text)] == [(who, *turn) for who, turn in zip(senders, TURNS, strict=True)]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Reviewer 1: Where does the river end now?",
            "Reviewer 2: At the sea, as it always did.",
            "Reviewer 1: So it does, I see.",
        ),
        ("Reviewer 1: Where does the river end now?",),
        ("Reviewer 1", "Model 1: Taken from the book of rivers."),
        ("Reviewer 1: Rivers", "Reviewer 2: Lakes"),
    ],
)
def test_talks_titles_and_other_words_are_no_senders(texts: tuple[str, ...]) -> None:
    blocks = tuple(Block("paragraph", text) for text in texts)
    assert senders_apart(blocks) == blocks


@pytest.mark.parametrize(("marks", "form"), [("ABCD", "{0}. {1}"), ("abcd", "{0}) {1}"), ("1234", "{0}. {1}")])
def test_numbers_and_letters_are_no_part_of_comments(marks: str, form: str) -> None:
    turns = [f"{form.format(mark, said)}\n\n*{reply}*" for mark, (said, reply) in zip(marks, TURNS, strict=True)]
    assert read(f"{HEAD}## Reviewer 1\n\n" + "\n\n".join(turns)) == [
        (mark, "Reviewer 1", *turn) for mark, turn in zip(marks, TURNS, strict=True)
    ]


def test_words_behind_a_number_may_look_like_the_label_of_an_answer() -> None:
    turns = [f"{n}. Conclusion: {said}\n\n> {reply}" for n, (said, reply) in enumerate(TURNS, 1)]
    assert [row[0] for row in read(f"{HEAD}## Reviewer 1\n\n" + "\n\n".join(turns))] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("end", ["References", "**Bibliography**"])
def test_what_ends_a_letter_is_no_answer(end: str) -> None:
    text = HEAD + "\n\n".join(f"*{said}*\n\n{reply} See below.\n\nIt is so." for said, reply in TURNS)
    text += f"\n\nWe look forward to hearing from you.\n\n{end}\n\nA. Nowak, Rivers, 2020.\n\nB. Lis, Lakes, 2021."
    found = read(text)
    assert [row[3] for row in found] == [f"{reply} See below.\nIt is so." for _, reply in TURNS]


def test_points_of_a_form_above_the_letter_are_no_comments() -> None:
    form = "".join(f"{n}. Is the text clear?\n\n* Yes, it is, but for the map of the harbour.\n\n" for n in (1, 2))
    turns = "\n\n".join(f"* {said}\n\n> {reply}" for said, reply in TURNS * 3)
    assert [row[2:] for row in read(f"{HEAD}{form}## Reviewer 1\n\n{turns}")] == list(TURNS * 3)


@pytest.mark.parametrize("row", rows("letter_ends"), ids=lambda row: f"{row['language']} {row['phrase']}")
def test_words_that_end_letters(row: dict[str, str]) -> None:
    told = {"sentence": is_last_sentence, "part": is_part}
    assert told[row["kind"]](Block("paragraph", row["example"]))


def page(said: str, reply: str) -> str:
    turns = "".join(said.format(one) + reply.format(other) for one, other in TURNS)
    return f"<html><body><h1>Response to reviewers</h1>{turns}</body></html>"


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("<p>{0}</p>", '<p style="margin:0;color:#1f4ea1">{0}</p>'),
        ("<p>{0}</p>", '<div style="color: rgb(0, 0, 255)"><p>{0}</p></div>'),
        ('<p><span style="font-style: italic">{0}</span></p>', "<p>{0}</p>"),
        ('<p><font color="red">{0}</font></p>', "<p>{0}</p>"),
    ],
)
def test_colours_and_italics_that_a_style_of_a_page_gives(said: str, reply: str) -> None:
    found = combine([normalize(extract.read(page(said, reply).encode(), "page.html"))])
    assert [(row.postulate, row.response) for row in found.records] == list(TURNS)


@pytest.mark.parametrize("row", rows("sender_works"), ids=lambda row: f"{row['language']} {row['phrase']}")
def test_reviews_with_a_number_name_who_wrote_them(row: dict[str, str]) -> None:
    two = (row["example"], f"{row['example'][:-1]}{'B' if row['example'][-1] == 'A' else '7'}")
    assert set(names_of([Block("heading", text, level=2) for text in two])) == {0, 1}
    assert not names_of([Block("heading", row["example"], level=2)])


def test_words_behind_a_colon_in_bold_are_a_comment() -> None:
    turns = "\n\n".join(f"**Concern: {said[:-1]}**\n\n{reply}" for said, reply in TURNS)
    assert [row[3] for row in read(f"{HEAD}## Reviewer 1\n\n{turns}")] == [reply for _, reply in TURNS]
