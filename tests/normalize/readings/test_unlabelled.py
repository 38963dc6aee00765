"""Comments without labels: quotations with the answer below, paragraphs above labelled answers, label lines in plain type."""

from __future__ import annotations

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.records import Records

Row = tuple[str | None, str | None, str, str | None]


def read(data: str, name: str) -> Records:
    return combine([normalize(extract.read(data.encode(), name))])


def rows(data: str, name: str = "log.md") -> list[Row]:
    return [(row.number, row.organisation, row.postulate, row.response) for row in read(data, name).records]


def page(body: str, language: str) -> str:
    return f'<html lang="{language}"><body>{body}</body></html>'


REPLIES = (
    ("The word shall is used twice.", "Accepted. One was removed."),
    ("Annex B is missing.", "Rejected. It is a file of its own."),
    ("Add an example to section 5.", "Accepted. See the new example."),
)


def test_quotations_with_verdicts_below_are_comments() -> None:
    text = "# Replies to the comments on draft 3\n\n" + "\n\n".join(f"> {comment}\n\n{reply}" for comment, reply in REPLIES)
    assert [row[2:] for row in rows(text)] == list(REPLIES)
    body = "<h1>Replies</h1>" + "".join(f"<blockquote><p>{comment}</p></blockquote><p>{reply}</p>" for comment, reply in REPLIES)
    assert [row[2:] for row in rows(page(body, "en"), "page.html")] == list(REPLIES)


def test_quotations_of_an_essay_are_none() -> None:
    lines = (
        ("The sea is a mirror.", "So he began, and so he ends."),
        ("No wind, no sail.", "A sailor's word."),
        ("All rivers run.", "True."),
    )
    text = "# On proverbs\n\n" + "\n\n".join(f"> {line}\n\n{remark}" for line, remark in lines)
    assert not rows(text)


def test_who_wrote_the_quotation() -> None:
    names = "Ann Bell", "Bo Carr"
    parts = (f"**{name}** wrote:\n\n> {text}\n\n**Response:** {reply}" for name, (text, reply) in zip(names, REPLIES, strict=False))
    assert [row[1:] for row in rows("# Feedback on the draft\n\n" + "\n\n".join(parts))] == [
        (name, *pair) for name, pair in zip(names, REPLIES, strict=False)
    ]


def test_paragraphs_above_labelled_answers() -> None:
    pairs = ("Prosimy o ławki przy stawie.", "Uwaga uwzględniona."), ("Brakuje koszy.", "Uwaga nieuwzględniona.")
    body = "<h1>Wyniki konsultacji</h1>" + "".join(f"<p>{text}</p><p>Odpowiedź: {answer}</p>" for text, answer in pairs)
    assert [row[2:] for row in rows(page(body, "pl"), "page.html")] == list(pairs)


def test_label_lines_in_plain_type_that_come_again() -> None:
    names = "Walkers Club", "Lena Marsh"
    body = "<h1>Comments on the plan</h1>" + "".join(
        f"<h3>{name}</h3><div>Comment</div><div>{text}</div><div>Council response</div><div>{reply}</div>"
        for name, (text, reply) in zip(names, REPLIES, strict=False)
    )
    assert [row[1:] for row in rows(page(body, "en"), "page.html")] == [
        (name, *pair) for name, pair in zip(names, REPLIES, strict=False)
    ]


def test_lines_of_any_words_and_a_number_open_comments() -> None:
    pairs = ("Za mało koszy.", "Uwaga uwzględniona."), ("Proszę o monitoring.", "Uwaga nieuwzględniona.")
    body = "<h1>Konsultacje</h1>" + "".join(
        f"<h4>Głos w dyskusji nr {number}</h4><p>{text}</p><p>Odpowiedź: {answer}</p>"
        for number, (text, answer) in enumerate(pairs, start=1)
    )
    assert [(row[0], *row[2:]) for row in rows(page(body, "pl"), "page.html")] == [("1", *pairs[0]), ("2", *pairs[1])]


def test_items_of_an_agenda_with_decisions_are_none() -> None:
    body = "<h1>Sitzung vom 3. März 2026</h1>" + "".join(
        f"<h2>TOP {number}</h2><p>Es wird beraten.</p><p>Beschluss: Der Vorschlag wird angenommen.</p>" for number in (1, 2, 3)
    )
    assert not rows(page(body, "de"), "page.html")


def test_topics_above_comments_are_no_names() -> None:
    topics = "Zieleń i woda", "Trasy piesze"
    body = "<h1>Wyniki konsultacji</h1>" + "".join(
        f"<h3>{number}. {topic}</h3><p>Uwaga: Brakuje drzew.</p><p>Odpowiedź: Uwaga uwzględniona.</p>"
        for number, topic in enumerate(topics, start=1)
    )
    found = read(page(body, "pl"), "page.html")
    assert [(row.section, row.organisation_id) for row in found.postulates] == [(topic, None) for topic in topics]


def test_a_signature_is_no_part_of_the_last_answer() -> None:
    text = (
        "Odpowiedzi na uwagi\n\nUwaga 1: Brak definicji.\nOdpowiedź: Uwaga uwzględniona.\n\n"
        "Uwaga 2: Krótki termin.\nOdpowiedź: Uwaga nieuwzględniona.\n\nZ poważaniem\nEwa Lis\n"
    )
    assert [row[3] for row in rows(text, "mail.txt")] == ["Uwaga uwzględniona.", "Uwaga nieuwzględniona."]


def test_numbers_behind_letters() -> None:
    text = "Public consultation on the harbour: questions and answers\n\n" + "\n\n".join(
        f"Q{number}. {text}\nA{number}. {reply}" for number, (text, reply) in enumerate(REPLIES, start=1)
    )
    assert [row[2:] for row in rows(text, "qa.txt")] == list(REPLIES)


def test_identifiers_open_comments_up_to_a_heading_above_them() -> None:
    text = "# Review 2\n\n## Findings and author responses\n\n" + "\n\n".join(
        f"### AB2-00{number} — P1: Ownership\n\n{comment}\n\n**Author response:** {reply}"
        for number, (comment, reply) in enumerate(REPLIES, start=1)
    )
    found = rows(
        f"{text}\n\n## Confirmed by reviewer\n\n- The wording is sound.\n\n## Re-review decision\n\nOne instance remains.\n"
    )
    assert [(row[0], row[3]) for row in found] == [(f"AB2-00{n}", reply) for n, (_, reply) in enumerate(REPLIES, start=1)]


def test_a_second_label_behind_an_answer_is_kept_apart() -> None:
    text = "# Responses\n\n" + "\n\n".join(
        f"**Comment {number}:** {comment}\n\n**Response:** {reply}\n\n**Changes made:** Section {number}."
        for number, (comment, reply) in enumerate(REPLIES, start=1)
    )
    assert [row[3] for row in rows(text)] == [reply for _, reply in REPLIES]


def test_tasks_with_answers_are_no_comments() -> None:
    body = "<h1>Zadania domowe</h1>" + "".join(
        f"<p>Zadanie {number}</p><p>Oblicz pole figury.</p><p>Odpowiedź: {number}5 cm.</p>" for number in (1, 2, 3)
    )
    assert not rows(page(body, "pl"), "page.html")


def test_requirements_with_a_status_are_no_comments() -> None:
    text = "# Requirements\n\n" + "\n\n".join(
        f"### REQ-{n} — Login\n\nThe user logs in.\n\n**Status:** accepted" for n in (1, 2, 3)
    )
    assert not rows(text)


def test_quotations_below_numbered_headings() -> None:
    body = "<h1>Wyniki konsultacji</h1>" + "".join(
        f"<h3>Uwaga {number} ({name})</h3><blockquote>{text}</blockquote><p>{answer}</p>"
        for number, (name, text, answer) in enumerate(
            (
                ("Fundacja Most", "Proszę skrócić termin.", "Uwaga uwzględniona."),
                ("Klub Orlik", "Proszę dodać mapę.", "Uwaga nieuwzględniona."),
                ("OSP Zawada", "Proszę o hydrant.", "Uwaga uwzględniona."),
            ),
            start=1,
        )
    )
    found = rows(page(body, "pl"), "page.html")
    assert [row[:3] for row in found] == [
        ("1", "Fundacja Most", "Proszę skrócić termin."),
        ("2", "Klub Orlik", "Proszę dodać mapę."),
        ("3", "OSP Zawada", "Proszę o hydrant."),
    ]


LETTER = (
    ("1", "The map has no scale.", "We added one below the legend."),
    ("2", "Which year are the counts from?", "From 2019; we now say so."),
    ("3", "Table 2 repeats table 1.", "Agreed. Table 2 was removed."),
    ("4", "The river is called two names.", "Thanks for spotting this! It has one name now."),
    ("5", "Is the model fitted by month?", "By season. Section 3 was changed accordingly:\n\nThe model is fitted by season."),
    ("6", "Add error bars to figure 4.", "Accepted. They were added."),
    ("7", "Why are floods left out?", "Floods are beyond the scope of this paper."),
    ("8", "The last sentence is too long.", "It was split."),
)


def test_a_letter_to_reviewers_answers_each_quotation() -> None:
    turns = [f"> {number}. {text}\n\n{reply}" for number, text, reply in LETTER]
    text = "# Reviewer 1\n\n## Minor comments\n\n" + "\n\n".join(turns[:5]) + "\n\n# Reviewer #2\n\n" + "\n\n".join(turns[5:])
    senders = ["Reviewer 1"] * 5 + ["Reviewer #2"] * 3
    wanted = [(row[0], sender, row[1], row[2].replace("\n\n", "\n")) for row, sender in zip(LETTER, senders, strict=True)]
    assert rows(text) == wanted


def test_numbered_items_are_answered_by_quotations() -> None:
    turns = "\n\n".join(f"{number}. {said}\n\n> {reply}" for number, said, reply in LETTER if "\n" not in reply)
    found = [row for row in LETTER if "\n" not in row[2]]
    assert rows(f"# Revisions\n\n## Methods as a service\n\n{turns}") == [
        (number, None, said, reply) for number, said, reply in found
    ]


def test_quotation_tags_in_markdown_and_verdicts_before_a_colon() -> None:
    text = "# Feedback\n\n" + "\n\n".join(
        f"## {n}\n\n<blockquote><b>Term</b> - {said}</blockquote>\n**FIXED: {reply}**" for n, (said, reply) in enumerate(REPLIES, 1)
    )
    assert [row[2:] for row in rows(text)] == [(f"Term - {said}", f"FIXED: {reply}") for said, reply in REPLIES]


def test_quotations_in_an_essay_stay_quotations_however_many() -> None:
    lines = [(f"The sea is a mirror of {n} winds.", f"So he began his chapter {n}, and so he ends it.") for n in range(1, 13)]
    assert not rows("# On proverbs\n\n" + "\n\n".join(f"> {line}\n\n{remark}" for line, remark in lines))


def test_quoted_titles_of_commands_are_no_comments() -> None:
    text = "Commands\n--\n\n" + "\n\n".join(f">Step {name}\n\n    run --no-change --done {name}.txt" for name in "abcdefghij")
    assert not combine([normalize(extract.read(text.encode(), "commands.md"))]).records
