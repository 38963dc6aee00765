"""Letters to reviewers without labels: comments or answers set in italics, bold, quotations, or as items below each other."""

from __future__ import annotations

import io
import zipfile

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.readings.turns.voices import answers, mends
from postulat.normalize.vocabulary.phrases import rows

TURNS = (
    ("The map of the harbour has no scale.", "We have added a scale below the legend."),
    ("Which year are the counts of ships from?", "Thank you, the year is now given."),
    ("The second table repeats the first one.", "Agreed. The second table was removed."),
    ("The river is called by two names.", "Fixed."),
)
FORMS = {
    "italics": "*{said}*\n\n{reply}",
    "underscores over lines": "_{said}\nIt should be mended._\n\n{reply}",
    "bold": "**{said}**\n\n{reply}",
    "answers in italics": "{said}\n\n*{reply}*",
    "answers in quotations": "{said}\n\n> {reply}",
    "answers below": "* {said}\n    * {reply}\n",
    "answers as items": "{said}\n* {reply}",
    "indented answers": "{said}\n\n\t*{reply}*",
}


def read(text: str, name: str = "letter.md") -> list[tuple[str | None, str | None, str, str | None]]:
    found = combine([normalize(extract.read(text.encode(), name))])
    return [(row.number, row.organisation, row.postulate, row.response) for row in found.records]


def letter(form: str, head: str = "# Reviewer 1\n\n", middle: str = "# Reviewer 2\n\n") -> str:
    turns = [form.format(said=said, reply=reply) for said, reply in TURNS]
    return head + "\n\n".join(turns[:2]) + "\n\n" + middle + "\n\n".join(turns[2:])


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_one_of_the_two_is_set_apart(form: str) -> None:
    more = " It should be mended." if "mended" in form else ""
    senders = ("Reviewer 1", "Reviewer 1", "Reviewer 2", "Reviewer 2")
    assert [row[1:] for row in read(letter(form))] == [
        (sender, said + more, reply) for sender, (said, reply) in zip(senders, TURNS, strict=True)
    ]


def test_italics_of_a_page() -> None:
    turns = "".join(f"<p><em>{said}</em></p><p>{reply}</p>" for said, reply in TURNS)
    found = read(f"<html><body><h1>Response to reviewers</h1>{turns}</body></html>", "page.html")
    assert [row[2:] for row in found] == list(TURNS)


def test_comments_may_be_headings_of_the_lowest_rank() -> None:
    turns = [f"### {number}. {said}\n\n{reply}" for number, (said, reply) in enumerate(TURNS, 1)]
    found = read("# Reviewer 1\n\n## Major\n\n" + "\n\n".join(turns))
    assert found == [(str(number), "Reviewer 1", *turn) for number, turn in enumerate(TURNS, 1)]


def test_headings_that_are_titles_are_no_comments() -> None:
    titles = ("The harbour", "Ships and their crews", "Second table", "River")
    turns = [f"### {title}\n\n{reply}" for title, (_, reply) in zip(titles, TURNS, strict=True)]
    assert not read("# Response to comments\n\n## Reviewer 1\n\n" + "\n\n".join(turns))


def test_comments_and_answers_may_differ_by_colour() -> None:
    names = {"office": "office", "text": "text", "style": "style", "fo": "xsl-fo-compatible"}
    spaces = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in names.items())
    blue = '<style:style style:name="C" style:family="paragraph"><style:text-properties fo:color="#1f4ea1"/></style:style>'
    turns = "".join(f'<text:p>{said}</text:p><text:p text:style-name="C">{reply}</text:p>' for said, reply in TURNS)
    body = f"<office:body><office:text><text:p>Reviewer #1:</text:p>{turns}</office:text></office:body>"
    content = f"<office:document-content {spaces}><office:automatic-styles>{blue}</office:automatic-styles>{body}"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"{content}</office:document-content>")
    found = combine([normalize(extract.read(packed.getvalue(), "letter.odt"))])
    assert [(row.organisation, row.postulate, row.response) for row in found.records] == [("Reviewer #1", *turn) for turn in TURNS]


def test_lines_name_the_senders() -> None:
    text = letter(FORMS["italics"], "Reviewer A (Comments to the Author):\n\n", "**Minor points from Reviewer B**\n\n")
    assert [row[1] for row in read(text)] == ["Reviewer A", "Reviewer A", "Reviewer B", "Reviewer B"]


def test_numbers_and_titles_above_comments_are_no_part_of_them() -> None:
    turns = [f"{number}. {said}\n\n*{reply}*" for number, (said, reply) in enumerate(TURNS, 1)]
    text = "# Reviewer 1\n\nMinor points:\n\n" + "\n\n".join(turns)
    assert [row[0] for row in read(text)] == ["1", "2", "3", "4"]
    assert [row[2:] for row in read(text)] == list(TURNS)


def test_an_answer_may_quote_the_draft() -> None:
    turns = [f"> {said}\n\n{reply} It now says:\n\n> “The new words.”" for said, reply in TURNS]
    found = read("# Response to reviewers\n\n" + "\n\n".join(turns))
    assert [row[2] for row in found] == [said for said, _ in TURNS]
    assert all(row[3] is not None and row[3].endswith("“The new words.”") for row in found)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_talks_lists_of_changes_and_essays_hold_no_comments(form: str) -> None:
    talk = [
        ("How did the shop begin?", "We have sold bread here since 1990."),
        ("Who bakes it?", "My brother bakes it."),
        ("What is new?", "We now sell cakes."),
        ("What comes next?", "A garden, we hope."),
    ]
    assert not read("# A talk with the baker\n\n" + "\n\n".join(form.format(said=said, reply=reply) for said, reply in talk * 3))
    changes = [(f"Version {n}", reply) for n in (1, 2, 3, 4) for reply in ("Fixed the menu.", "Removed the old files.")]
    assert not read("# Changes\n\n" + "\n\n".join(form.format(said=said, reply=reply) for said, reply in changes))
    essay = [("The sea is a mirror.", "So he began, and so he ends."), ("No wind, no sail.", "A sailor's word.")] * 4
    assert not read("# Response to reviewers\n\n" + "\n\n".join(form.format(said=said, reply=reply) for said, reply in essay))


@pytest.mark.parametrize("row", rows("voices"), ids=lambda row: f"{row['language']} {row['phrase']}")
def test_voices(row: dict[str, str]) -> None:
    assert answers(row["example"])
    assert row["voice"] != "mends" or mends(row["example"])


def test_headings_that_say_who_sent_which_comment() -> None:
    text = "".join(
        f"## Reviewer {who} {sort}comment {n}\n\n{said}\n\n## Author response to Reviewer {who} {sort}comment {n}\n\n{reply}\n\n"
        for who, sort, n, (said, reply) in zip((1, 1, 2, 2), ("", "", "", "minor "), (1, 2, 1, 1), TURNS, strict=True)
    )
    assert read(text) == [
        (str(n), f"Reviewer {who}", *turn) for who, n, turn in zip((1, 1, 2, 2), (1, 2, 1, 1), TURNS, strict=True)
    ]


def test_a_number_behind_a_colon_names_the_sender() -> None:
    assert [row[1] for row in read(letter(FORMS["bold"], "Reviewer: 1\n\n", "Reviewer: 2\n\n"))] == [
        *("Reviewer: 1", "Reviewer: 1", "Reviewer: 2", "Reviewer: 2")
    ]


def test_letters_of_referees_and_authors() -> None:
    forms = (
        ("RC{n}: {said}\n\nAC{n}: {reply}", None),
        ("**RC:** {said}\n\n**AC:** {reply}", None),
        ("**R1.C{n}**: {said}\n\n**Response:** {reply}", "R1.C"),
        ("Comment: {said}\n\nAuthors: {reply}", None),
    )
    for form, number in forms:
        turns = (form.format(n=n, said=said, reply=reply) for n, (said, reply) in enumerate(TURNS, 1))
        found = read("# Response to reviewers\n\n" + "\n\n***\n\n".join(turns))
        assert [row[2:] for row in found] == list(TURNS), form
        assert number is None or [row[0] for row in found] == [f"{number}{n}" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("sender", ["## Reviewer 1", "**Reviewer 1**"])
def test_a_line_that_names_a_sender_is_no_label(sender: str) -> None:
    (first, reply), *rest = TURNS
    turns = [f"**Comment {number}**\n\n{said}\n\nResponse: {reply}" for number, (said, reply) in enumerate(rest, 1)]
    found = read(f"# Response to reviewers\n\n{sender}\n\n{first}\n\nResponse: {reply}\n\n" + "\n\n".join(turns))
    assert found == [(None, "Reviewer 1", first, reply), *[(str(n), "Reviewer 1", *turn) for n, turn in enumerate(rest, 1)]]


def test_a_count_that_begins_anew_below_a_title_is_of_further_comments() -> None:
    (first, answer), (second, reply), (third, more), (fourth, last) = TURNS
    text = f"# Reviewer 1\n\n1. {first}\n\n{answer}\n\n2. {second}\n\n{reply}\n\nMinor points:\n\n1. {third}\n\n{more}\n\n"
    text += f"Wording\n\n1. {fourth}\n\n{last}\n"
    assert [(row[0], row[2], row[3]) for row in read(text)] == [
        (number, *turn) for number, turn in zip(("1", "2", "1", "1"), TURNS, strict=True)
    ]


def test_a_comment_without_an_answer_ahead_of_the_first_is_said() -> None:
    (first, _), (second, reply), (third, more), (fourth, last) = TURNS
    text = f"# Reviewer 1\n\n1. {first}\n2. {second}\n\n{reply}\n\n3. {third}\n\n{more}\n\n4. {fourth}\n\n{last}\n"
    found = combine([normalize(extract.read(text.encode(), "letter.md"))])
    assert [row.number for row in found.records] == ["2", "3", "4"]
    assert any(finding.code == "text-between-tables" and first in finding.message for finding in found.findings)


def test_an_answer_may_take_up_the_words_of_its_comment_again() -> None:
    (first, answer), *rest = TURNS
    text = f"# Reviewer 1\n\n*{first} Its colours are pale.*\n\n{answer}\n\n*“{first}”*\n\nWe have drawn one.\n\n"
    text += "\n\n".join(f"*{said}*\n\n{reply}" for said, reply in rest)
    assert [row[2] for row in read(text)] == [f"{first} Its colours are pale.", *(said for said, _ in rest)]
