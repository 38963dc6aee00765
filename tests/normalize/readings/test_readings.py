"""Readings compete: what stands, what is passed over, and what is no comment at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.readings.choose import choose_reading
from postulat.normalize.records import Records

HEAD = "<h1>Zestawienie uwag do regulaminu placu</h1>"


def read(body: str, language: str = "pl") -> Records:
    return combine([normalize(extract.read(f'<html lang="{language}"><body>{body}</body></html>'.encode(), "page.html"))])


def rows(found: Records) -> list[tuple[str | None, str | None, str, str | None]]:
    return [(row.number, row.organisation, row.postulate, row.response) for row in found.records]


def codes(found: Records) -> set[str]:
    return {finding.code for finding in found.findings}


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def table(*lines: tuple[str, ...]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines) + "</table>"


PAIRS = (("Prosimy o ławki przy fontannie.", "Uwaga uwzględniona."), ("Chcemy więcej drzew.", "Nie uwzględniono uwagi."))


def test_one_labelled_pair_is_not_enough() -> None:
    found = read(paragraphs("Uwaga: Prosimy o ławki przy fontannie.", "Odpowiedź: Uwaga uwzględniona."))
    assert not found.postulates
    assert found.documents[0].reading is None


def test_labels_that_come_again_are_comments() -> None:
    found = read(HEAD + "".join(paragraphs(f"Uwaga: {text}", f"Odpowiedź: {answer}") for text, answer in PAIRS))
    assert [row[2:] for row in rows(found)] == list(PAIRS)
    assert found.documents[0].reading == "labelled"
    assert found.documents[0].coverage == 1.0


def test_headings_of_minutes_are_no_labels() -> None:
    body = (
        "<h1>Protokół z posiedzenia komisji</h1><h2>Problem</h2><p>Dach przecieka od jesieni.</p><h2>Stanowisko</h2>"
        "<p>Komisja nie ma możliwości wydania opinii.</p><h2>Wnioski</h2><p>Zamówić ekspertyzę.</p><p>Decyzja: dyrektor</p>"
    )
    assert not read(body).postulates


def test_numbered_headings_are_names_or_titles() -> None:
    def page(*heads: str) -> str:
        parts = zip(heads, PAIRS, strict=True)
        return HEAD + "".join(f"<h3>{head}</h3>" + paragraphs(f"Postulat: {a}", f"Stanowisko: {b}") for head, (a, b) in parts)

    named = read(page("1. Fundacja Kasztan", "2. Klub Sportowy Orlik"))
    assert [row[:2] for row in rows(named)] == [("1", "Fundacja Kasztan"), ("2", "Klub Sportowy Orlik")]
    titled = read(page("1. Zieleń i woda", "2. Parkowanie"))
    assert [(row.number, row.organisation, row.section) for row in titled.records] == [
        ("1", None, "1. Zieleń i woda"),
        ("2", None, "2. Parkowanie"),
    ] or [(row.number, row.organisation, row.section) for row in titled.records] == [
        ("1", None, "Zieleń i woda"),
        ("2", None, "Parkowanie"),
    ]


def test_a_name_above_several_comments_holds_for_all() -> None:
    block = "".join(paragraphs(f"Uwaga: {text}", f"Odpowiedź: {answer}") for text, answer in PAIRS)
    found = read(f"{HEAD}<h2>Fundacja Kasztan</h2>{block}<h2>Klub Sportowy Orlik</h2>{block}")
    assert [row.organisation for row in found.records] == ["Fundacja Kasztan"] * 2 + ["Klub Sportowy Orlik"] * 2


def test_any_comment_noun_numbers_comments_in_any_language() -> None:
    for language, noun, answer, verdict in (
        ("pl", "Spostrzeżenie nr", "Odpowiedź", "Uwaga uwzględniona."),
        ("cs", "Námitka č.", "Vypořádání", "Akceptováno."),
        ("sk", "Podnet č.", "Vyhodnotenie", "Akceptované."),
        ("de", "Hinweis Nr.", "Abwägung", "Der Anregung wird gefolgt."),
        ("en", "Submission", "Response", "Accepted."),
    ):
        body = "".join(paragraphs(f"{noun} {n}", f"Text {n} x y.", f"{answer}: {verdict}") for n in (1, 2, 3))
        found = read(body, language)
        assert [row[0] for row in rows(found)] == ["1", "2", "3"], language
        assert [row[3] for row in rows(found)] == [verdict] * 3, language


def test_a_number_in_prose_opens_no_comment() -> None:
    answer = "Uwaga nr 1 nie została uwzględniona, bo termin wynika z ustawy."
    parts = ("Uwaga nr 1", "Prosimy o ławki.", "Odpowiedź: Nie.", answer, "Uwaga nr 2", "Prosimy o kosze.", "Odpowiedź: Tak.")
    found = read(HEAD + paragraphs(*parts))
    assert [row[0] for row in rows(found)] == ["1", "2"]
    assert rows(found)[0][3] == f"Nie.\n{answer}"


def test_a_table_wins_over_labels_in_its_prose() -> None:
    lines = [(str(n), "Fundacja Kasztan", text, answer) for n, (text, answer) in enumerate(PAIRS, 1)]
    body = paragraphs("Uwaga: tabela nie obejmuje pism bez podpisu.", "Stanowisko: Rada.")
    found = read(HEAD + body + table(("Lp.", "Zgłaszający", "Uwaga", "Stanowisko"), *lines))
    assert len(found.postulates) == 2
    assert found.documents[0].reading == "table"


def test_a_passed_over_table_is_said() -> None:
    labelled = "".join(paragraphs(f"Uwaga nr {n}", "Prosimy o ławki.", "Odpowiedź: Uwaga uwzględniona.") for n in range(1, 9))
    lines = [(str(n), text, answer) for n, (text, answer) in enumerate(PAIRS, 1)]
    found = read(HEAD + labelled + table(("Lp.", "Uwaga", "Stanowisko"), *lines))
    assert "passed-over-reading" in codes(found)


def test_a_list_of_comments_from_which_nothing_was_read_is_to_look_at() -> None:
    found = read(HEAD + paragraphs("Uwagi są w załączniku."))
    told = {(finding.code, finding.severity) for finding in found.findings}
    assert ("no-comment-table", "warning") in told


def test_questions_of_nobody_with_plain_answers_are_no_comments() -> None:
    lines = [(str(n), f"Jakie dane zbiera moduł {n}?", f"Moduł {n} zbiera adres i kod.") for n in range(1, 6)]
    assert not read(table(("#", "Treść pytania", "Odpowiedź"), *lines)).postulates


def test_answers_in_rows_of_their_own() -> None:
    lines = [
        row
        for n, (text, answer) in enumerate(PAIRS, 1)
        for row in (f"<tr><td>{n}</td><td>Klub Orlik</td><td>{text}</td></tr>", f"<tr><td colspan=3>Odpowiedź: {answer}</td></tr>")
    ]
    found = read(f"{HEAD}<table><tr><th>Lp.</th><th>Zgłaszający</th><th>Uwaga</th></tr>{''.join(lines)}</table>")
    assert [row[2:] for row in rows(found)] == list(PAIRS)


def test_answers_set_otherwise_than_their_comments() -> None:
    body = "".join(
        f"<h2>{n}</h2><blockquote>The wording of clause {n} is unclear.</blockquote><p><b>Accepted. Reworded.</b></p>"
        for n in range(1, 6)
    )
    made = choose_reading(extract.read(f"<html lang=en><body>{body}</body></html>".encode(), "p.html").blocks, None, "en")
    assert made.kind in (None, "text-rows")


def test_the_submitter_in_the_line_above_a_table() -> None:
    head = ("Comment", "Response")
    body = "".join(
        f"<p>From: {name}</p>" + table(head, (f"Please move gate {n}.", "Accepted."), (f"Paint wall {n}.", "Rejected."))
        for n, name in enumerate(("Green Network", "Clean Air Coalition"), 1)
    )
    found = read(body, "en")
    assert [row.organisation for row in found.records] == ["Green Network"] * 2 + ["Clean Air Coalition"] * 2
    assert "text-between-tables" not in codes(found)


def test_a_label_before_an_address_leads_in_no_comment() -> None:
    body = "".join(
        f"<p>Issue {n}.</p><p>Summary: Gate {n} is too narrow.</p><p>From: Green Network</p>"
        f"<p>Comment: https://list.example/{n}</p><p>Response: Accepted.</p>"
        for n in (1, 2, 3)
    )
    found = read(body, "en")
    assert rows(found) == [(str(n), "Green Network", f"Gate {n} is too narrow.", "Accepted.") for n in (1, 2, 3)]
    assert [cell.text for cell in found.other_cells] == [f"https://list.example/{n}" for n in (1, 2, 3)]


def test_a_definition_list_without_labels() -> None:
    entries = (*PAIRS, ("Chcemy kosze.", "Uwaga częściowo uwzględniona."))
    found = read(HEAD + "<dl>" + "".join(f"<dt>{text}</dt><dd>{answer}</dd>" for text, answer in entries) + "</dl>")
    assert [row[2:] for row in rows(found)] == list(entries)
    assert found.documents[0].reading == "definition-list"


def test_motions_with_votes_and_lists_of_tasks_are_no_comments() -> None:
    votes = paragraphs("Wniosek 1. Remont sali. Głosowanie: 12 za.", "Wniosek 2. Zakup stołów. Głosowanie: 10 za.")
    assert not read("<h1>Protokół z zebrania</h1>" + votes).postulates
    tasks = table(("Lp.", "Problem", "Działanie", "Status"), ("1", "Stary dach.", "Wymiana papy.", "w toku"))
    assert not read("<h1>Rejestr ryzyk</h1>" + tasks).postulates


WORDS = st.text(st.sampled_from("abcdefg ąęół"), min_size=1, max_size=12).map(lambda text: f"Zdanie {text.strip() or 'a'}.")
CELL = st.one_of(WORDS, st.just(""), st.just("-"), st.just("cd."), st.just("j.w."), st.just("1"))
ROWS = st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_every_word_of_a_comment_table_ends_somewhere(made: list[tuple[str, ...]]) -> None:
    """In a record, a kept cell, the name of a section or a finding: nothing of a comment table is lost."""
    head = ("Lp.", "Zgłaszający", "Treść uwagi", "Stanowisko", "Sala")
    first = ("1", "Fundacja Kasztan", "Prosimy o ławki.", "Uwaga uwzględniona.", "12")
    found = read(HEAD + table(head, first, *made))
    if not found.postulates:  # where nearly all comments and answers are figures, a table counts something, and that is said
        filled = [[row[column] for row in made if row[column] not in ("", "-", "cd.", "j.w.")] for column in (2, 3)]
        assert all(cells.count("1") > len(cells) / 2 for cells in filled)
        assert "no-comment-table" in {finding.code for finding in found.findings}
        return
    assert found.documents[0].coverage == 1.0
    tables = (found.postulates, found.responses, found.other_cells, found.findings, found.organisations)
    kept = " ".join(str(record) for records in tables for record in records)
    squashed = "".join(kept.split())
    for row in made:
        for cell in row:
            if cell.startswith("Zdanie"):
                assert "".join(cell.rstrip(".").split()) in squashed, cell


LETTER_PAIRS = (
    ("The map on page 3 has no scale.", "We thank the reviewer. A scale was added.\n\nIt is named in the caption, too."),
    ("Please say which year the counts are from.", "The counts are from 2019; we now say so."),
    ("Table 2 repeats table 1.", "Table 2 was removed."),
)


def letter(form: str, head: str = "# Response to reviewers") -> list[tuple[str | None, str | None, str, str | None]]:
    parts = (form.format(n=n, letter="ABC"[n - 1], said=said, reply=reply) for n, (said, reply) in enumerate(LETTER_PAIRS, 1))
    text = "\n\n".join((head, *parts))
    return rows(combine([normalize(extract.read(text.encode(), "letter.md"))]))


def test_letters_to_reviewers_in_their_usual_forms() -> None:
    wanted = [(said, reply.replace("\n\n", "\n")) for said, reply in LETTER_PAIRS]
    for form, numbers in (
        ("## Comment {n}\n\n{said}\n\n### Response\n\n{reply}", "123"),
        ("### Comment {n}\n\n{said}\n\n**Response {n}**\n\n{reply}", "123"),
        ("**Point {n}:** {said}\n\n**Response {n}:** {reply}", "123"),
        ("**{n}. Reviewer's comment:**\n\n{said}\n\n**{n}. Response:**\n\n{reply}", "123"),
        ("Reviewer #1, comment {n}: {said}\n\nAuthors' response: {reply}", "123"),
        ("## Recommendation {letter}\n\n{said}\n\nMURAL: {reply}", "ABC"),
        ("#### Kommentar {n}\n\n{said}\n\n#### Antwort\n\n{reply}", "123"),
        ("### Uwaga {n}\n\n{said}\n\n### Odpowiedź\n\n{reply}", "123"),
    ):
        found = letter(form)
        assert [(row[0], row[2], row[3]) for row in found] == [
            (number, *pair) for number, pair in zip(numbers, wanted, strict=True)
        ], form


def test_several_numbers_before_one_label() -> None:
    form = "**{n}, 1{n}. Reviewer's comment:**\n\n{said}\n\n**{n}, 1{n}. Response:**\n\n{reply}"
    assert [row[0] for row in letter(form)] == ["1, 11", "2, 12", "3, 13"]


def test_who_wrote_stands_before_the_number() -> None:
    assert {row[1] for row in letter("Reviewer #1, comment {n}: {said}\n\nReply: {reply}")} == {"Reviewer #1"}


def test_speakers_in_minutes_answer_no_comment() -> None:
    text = "# Minutes of the harbour group\n\n" + "\n\n".join(
        f"## Item {n}\n\nThe budget was shown.\n\nChair: We go on.\n\nAnn: Fine with me." for n in (1, 2, 3, 4)
    )
    assert not combine([normalize(extract.read(text.encode(), "minutes.md"))]).postulates


def test_a_section_is_a_submitter_only_with_a_proper_noun() -> None:
    lines = [(str(n), text, answer) for n, (text, answer) in enumerate(PAIRS, 1)]
    made = table(("Lp.", "Uwaga", "Stanowisko"), *lines)
    named = read(f"{HEAD}<h2>Fundacja Kasztan</h2>{made}<h2>Klub Sportowy Orlik</h2>{made}")
    assert [row.organisation for row in named.records] == ["Fundacja Kasztan"] * 2 + ["Klub Sportowy Orlik"] * 2
    titled = read(f"{HEAD}<h2>Ruch pieszy</h2>{made}<h2>Ruch rowerowy</h2>{made}")
    assert {row.organisation for row in titled.records} == {None}


def test_the_letter_of_a_sender_is_no_part_of_the_name() -> None:
    leads = (
        ("1. Jan Nowak, data wpływu: 12.05.2024", "Jan Nowak"),
        ("2. Krajský úřad Lipového kraje, č.j. 123/2015", "Krajský úřad Lipového kraje"),
        ("3. Regierung von Oberland (Stellungnahme vom 15.05.2020)", "Regierung von Oberland"),
    )
    pairs = (*PAIRS, ("Prosimy o kosze.", "Uwaga uwzględniona."))
    body = "".join(
        paragraphs(lead, f"Uwaga: {text}", f"Stanowisko: {answer}") for (lead, _), (text, answer) in zip(leads, pairs, strict=True)
    )
    assert [row.organisation for row in read(HEAD + body).records] == [name for _, name in leads]


def test_people_with_numbers_are_senders_and_titles_are_none() -> None:
    body = "".join(
        f"<h3>Bürger {n}</h3>" + paragraphs(f"Anregung: {text}", f"Abwägung: {answer}")
        for n, (text, answer) in enumerate((("Die Zufahrt verlegen.", "Wird gefolgt."), ("Bäume erhalten.", "Abgelehnt.")), 1)
    )
    found = read(f"<h1>Einwendungen</h1>{body}", "de")
    assert [row[:2] for row in rows(found)] == [(None, "Bürger 1"), (None, "Bürger 2")]
    pair = paragraphs("Comment: The path floods.", "Response: Accepted.", "Comment: No bins.", "Response: Rejected.")
    found = read(f"<h2>Public comments and agency responses</h2>{pair}", "en")
    assert [row[1] for row in rows(found)] == [None, None]


def test_comments_under_a_line_that_says_what_they_are_about() -> None:
    parts = (
        ("<h3>1.1 Landratsamt Lindenau</h3>", "zu Festsetzung A 5:", "Sie ist zu unkonkret.", "Der Anregung wird gefolgt."),
        ("", "zu Festsetzung A 7:", "Sie soll entfallen.", "Der Anregung wird nicht gefolgt."),
        ("<h3>1.2 Wasserwirtschaftsamt Lindenau</h3>", "", "Regen ist zu versickern.", "Der Hinweis wird zur Kenntnis genommen."),
    )
    body = "".join(
        head + (paragraphs(line) if line else "") + paragraphs(text, "Abwägungsvorschlag:", answer)
        for head, line, text, answer in parts
    )
    found = read(f"<h2>Beteiligung der Behörden</h2>{body}", "de")
    assert [(row.organisation, row.postulate, row.response) for row in found.records] == [
        ("Landratsamt Lindenau", "Sie ist zu unkonkret.", "Der Anregung wird gefolgt."),
        ("Landratsamt Lindenau", "Sie soll entfallen.", "Der Anregung wird nicht gefolgt."),
        ("Wasserwirtschaftsamt Lindenau", "Regen ist zu versickern.", "Der Hinweis wird zur Kenntnis genommen."),
    ]
    assert [row.target for row in found.postulates] == ["zu Festsetzung A 5", "zu Festsetzung A 7", None]


def test_sections_headed_by_numbered_senders_name_them() -> None:
    def section(name: str, *pairs: tuple[str, str]) -> str:
        return f"<h2>{name}</h2><h3>#</h3>" + "".join(f"<blockquote>{text}</blockquote><p>{answer}</p>" for text, answer in pairs)

    first = section(
        "Reviewer 1", ("The map has no scale.", "A scale has been added."), ("Table 2 is long.", "It has been cut in two.")
    )
    second = section("Reviewer 2 comments (pdf)", ("The title is vague.", "Accepted. The title was changed."))
    other = section("Figure 3", ("Its legend is cut.", "The legend has been mended."))
    found = read(f"<h1>Response to reviewers</h1>{first}{second}{other}", "en")
    assert [row.organisation for row in found.records] == ["Reviewer 1", "Reviewer 1", "Reviewer 2", None]


def test_questions_of_nobody_with_a_yes_among_the_answers_are_no_comments() -> None:
    lines = (
        ("Pytanie", "Odpowiedź"),
        ("Gdzie złożyć wniosek?", "W punkcie obsługi."),
        ("Czy można zapłacić kartą?", "Tak."),
        ("Ile trwa rozpatrzenie?", "Do 30 dni."),
    )
    assert not read("<h1>Najczęstsze pytania</h1>" + table(*lines)).postulates
    asked = (("Radny", *lines[0]), *((f"Jan Nowak {n}", *line) for n, line in enumerate(lines[1:], start=1)))
    assert len(read("<h1>Pytania radnych</h1>" + table(*asked)).postulates) == 3


def test_a_title_among_the_names_above_comments_is_nobody() -> None:
    heads = ("Fundacja Perkoz", "Anna Moss, mieszkanka", "Światła nad wodą")
    made = "".join(
        f"<h2>{n}. {head}</h2>" + paragraphs(f"Uwaga: {text}", f"Odpowiedź: {answer}")
        for n, head, (text, answer) in zip((1, 2, 3), heads, (*PAIRS, PAIRS[0]), strict=True)
    )
    assert [row[:2] for row in rows(read(HEAD + made))] == [("1", "Fundacja Perkoz"), ("2", "Anna Moss"), ("3", None)]


def test_labels_with_a_dash_behind_them() -> None:
    made = HEAD + "".join(paragraphs(f"Uwaga – {text}", f"Stanowisko – {answer}") for text, answer in PAIRS)
    assert [row[2:] for row in rows(read(made))] == list(PAIRS)
    prose = HEAD + paragraphs("Uwaga – to jest ważne – dotyczy każdego.", "Stanowisko urzędu – jak wiadomo – jest znane.")
    assert not read(prose).postulates


def test_labels_of_nested_items_are_no_part_of_the_words() -> None:
    items = "".join(
        f"<li><b>Uwaga:</b> {text}<ul><li><b>Odpowiedź:</b> {answer}</li></ul></li>" for text, answer in (*PAIRS, PAIRS[0])
    )
    assert [row[2:] for row in rows(read(f"{HEAD}<ul>{items}</ul>"))] == [*PAIRS, PAIRS[0]]


def test_identifiers_of_one_form_open_comments() -> None:
    parts = zip(("RC1.1", "RC1.2", "RC2.1"), (*PAIRS, PAIRS[0]), strict=True)
    made = "".join(paragraphs(f"{number} {text}", f"Odpowiedź: {answer}") for number, (text, answer) in parts)
    assert [row[0] for row in rows(read(HEAD + made))] == ["RC1.1", "RC1.2", "RC2.1"]


def test_raised_figures_are_no_numbers_and_cost_no_reading() -> None:
    found = read(
        HEAD + table(("Lp.", "Uwaga", "Stanowisko"), *((mark, *pair) for mark, pair in zip(("¹", "5²"), PAIRS, strict=True)))
    )
    assert [row[2:] for row in rows(found)] == list(PAIRS)
    assert "internal-error" not in codes(found)


def test_endless_figures_cost_nothing() -> None:
    endless = "9" * 5000
    head = f"<tr><th>Lp.</th><th style='font-weight:{endless}'>Uwaga</th><th>Stanowisko</th></tr>"
    body = "".join(f"<tr><td>{endless}</td><td>{text}</td><td>{reply} § {endless}</td></tr>" for text, reply in PAIRS)
    found = read(
        f"{HEAD}<table>{head}{body}</table><p>Uwaga {endless}: a</p><p>Odpowiedź: b</p><ol start='{endless}'><li>c</li></ol>"
    )
    assert len(found.records) == len(PAIRS)
    assert "internal-error" not in codes(found)


def test_a_label_of_senders_before_prose_leads_in_what_they_say() -> None:
    parts = [paragraphs(f"Uwaga {n}", f"Recenzent: {text}", f"Odpowiedź: {answer}") for n, (text, answer) in enumerate(PAIRS, 1)]
    made = "".join(f"<p>RECENZENT {one}</p>{''.join(parts)}" for one in (1, 2))
    found = read(HEAD + made)
    assert [row[2:] for row in rows(found)] == [*PAIRS, *PAIRS]
    assert [row[0] for row in rows(found)] == ["1", "2", "1", "2"]
    assert "duplicate-number" not in codes(found)
    named = "".join(paragraphs("Recenzent: Anna Kos", f"Uwaga: {text}", f"Odpowiedź: {answer}") for text, answer in PAIRS)
    assert [row[1] for row in rows(read(HEAD + named))] == ["Anna Kos", "Anna Kos"]


def test_the_caption_of_a_table_of_labels_has_its_number() -> None:
    made = [
        table(("Zgłaszający", f"Koło {number}"), ("Uwaga", text), ("Odpowiedź", answer))
        for number, (text, answer) in enumerate(PAIRS, 5)
    ]
    captions = [one.replace("<table>", f"<table><caption>Uwaga nr {number}</caption>") for number, one in enumerate(made, 5)]
    assert [row[0] for row in rows(read(HEAD + "".join(captions)))] == ["5", "6"]
    assert rows(read(HEAD + "".join(made))) == [(None, f"Koło {number}", *pair) for number, pair in enumerate(PAIRS, 5)]
