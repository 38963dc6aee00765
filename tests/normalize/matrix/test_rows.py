"""Rows of comment matrices: small tables, and the record that should come out."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from postulat.extract.document import Block, Cell, Document, Place, Table
from postulat.normalize import combine, normalize
from postulat.normalize.records import Postulate, Records

HEADING = ("Lp.", "Organizacja", "Postulat", "Stanowisko")


def cell(text: str, place: Place = Place()) -> Cell:  # noqa: B008 - a frozen value
    lines = [line for line in text.split("\n") if line]
    return Cell(tuple(Block("paragraph", line, (place,)) for line in lines), (place,))


def table(*rows: tuple[str | Cell | None, ...], page: int | None = None, open_top: bool = False) -> Block:
    made = tuple(
        tuple(
            cell(value, Place(page, f"row={n} column={m}")) if isinstance(value, str) else value for m, value in enumerate(row, 1)
        )
        for n, row in enumerate(rows, 1)
    )
    edges = tuple(50.0 * i for i in range(len(made[0]) + 1)) if page is not None else None
    place = (Place(page, "table=1"),)
    return Block("table", "", place, table=Table(made, place, edges=edges, open_top=open_top))


def read(*blocks: Block) -> Records:
    document = Document("made.html", "text/html", "ab" * 32, 1, "html", blocks)
    return combine([normalize(document)])


def rows(records: Records) -> list[tuple[str | None, str | None, str, str | None]]:
    return [(row.number, row.organisation, row.postulate, row.response) for row in records.records]


def codes(records: Records) -> list[str]:
    return [finding.code for finding in records.findings]


def test_blank_and_ditto_cells_take_the_submitter_from_above() -> None:
    found = read(
        table(
            HEADING,
            ("1", "Fundacja A", "Pierwszy.", "Tak."),
            ("2", "", "Drugi.", "Nie."),
            ("3", "j. w.", "Trzeci.", "Nie."),
            ("4", "Klub B", "Czwarty.", "Nie."),
        )
    )
    assert [row.organisation for row in found.records] == ["Fundacja A", "Fundacja A", "Fundacja A", "Klub B"]
    assert [row.organisation_inherited for row in found.postulates] == [False, True, True, False]
    assert [row.organisation_as_written for row in found.postulates] == ["Fundacja A", None, "j. w.", "Klub B"]


def test_a_column_that_writes_its_values_out_does_not_carry() -> None:
    made = [("1", "Fundacja A", "P.", "Tak."), ("2", "Fundacja A", "P.", "Tak."), ("3", "Fundacja A", "P.", "Tak.")]
    found = read(table(HEADING, *made, ("4", "Fundacja A", "P.", "Tak."), ("5", "", "P.", "Tak.")))
    assert found.postulates[4].organisation_id is None
    assert "missing-organisation" in codes(found)


def test_a_row_goes_on_the_one_above_only_if_nothing_identifies_it() -> None:
    found = read(
        table(
            HEADING,
            ("1", "Fundacja A", "Pierwszy.", "Tak."),
            ("", "", "", "Środki są w budżecie."),
            ("--", "--", "--", "--"),
            ("", "", "", "Umowa będzie w maju."),
            ("", "Klub B", "Bez numeru.", "Nie."),
        )
    )
    assert rows(found) == [
        ("1", "Fundacja A", "Pierwszy.", "Tak.\nŚrodki są w budżecie.\nUmowa będzie w maju."),
        (None, "Klub B", "Bez numeru.", "Nie."),
    ]
    assert "continued-row" in codes(found)


def test_headings_said_again_column_numbers_and_sections_are_no_records() -> None:
    title = cell("I. Uwagi ogólne")
    found = read(
        table(
            HEADING,
            ("1", "2", "3", "4"),
            (title, title, title, title),
            ("1", "Fundacja A", "Pierwszy.", "Tak."),
            ("L.p.", "Organi-zacja", "POSTULAT", "Stanow."),
            ("2", "Klub B", "Drugi.", "Nie."),
        )
    )
    assert [row.number for row in found.records] == ["1", "2"]
    assert [row.section for row in found.records] == ["I. Uwagi ogólne"] * 2


def test_columns_in_any_order() -> None:
    found = read(table(("Stanowisko", "Postulat", "Organizacja"), ("Tak.", "Pierwszy.", "Fundacja A"), ("Nie.", "Drugi.", "")))
    assert rows(found) == [(None, "Fundacja A", "Pierwszy.", "Tak."), (None, "Fundacja A", "Drugi.", "Nie.")]


def test_one_answer_over_several_rows_belongs_to_each() -> None:
    answer = cell("Brak środków.")
    found = read(table(HEADING, ("1", "Fundacja A", "Pierwszy.", answer), ("2", "Klub B", "Drugi.", answer)))
    assert [row.response for row in found.records] == ["Brak środków."] * 2


def test_a_column_without_a_role_is_kept() -> None:
    found = read(table((*HEADING, "Sala"), ("1", "Fundacja A", "Pierwszy.", "Tak.", "12")))
    assert [(row.heading, row.text) for row in found.other_cells] == [("Sala", "12")]
    assert "unmapped-column" in codes(found)


def test_odd_numbers_and_missing_answers_are_told() -> None:
    found = read(table(HEADING, ("1", "Fundacja A", "P.", "Tak."), ("4", "Klub B", "P.", "-"), ("4", "Klub B", "P.", "Nie.")))
    told = {(finding.code, finding.message) for finding in found.findings}
    assert {("numbering-gap", "2–3 missing before 4"), ("duplicate-number", "number 4 stands twice")} <= told
    assert "missing-response" in codes(found)
    assert len(found.responses) == 2


def test_tables_of_other_things_are_not_comments() -> None:
    attendance = table(("Lp.", "Nazwa organizacji", "Imię i nazwisko", "Podpis", "Uwagi"), ("1", "Fundacja A", "", "", ""))
    calendar = table(("Pn", "Wt", "Śr"), ("1", "2", "3"))
    budget = table(("Lp.", "Nazwa zadania", "Kwota"), ("1", "Sport", "20 000 zł"))
    found = read(attendance, calendar, budget)
    assert not found.postulates
    assert "no-comment-table" in codes(found)


def test_a_cut_sentence_is_one_again_and_keeps_both_places() -> None:
    found = read(
        table(HEADING, ("1", "Fundacja A", "Remont szatni w", "Tak, po"), page=1),
        table(("", "", "Domu Kultury.", "zabezpieczeniu środków."), ("2", "Klub B", "Drugi.", "Nie."), page=2),
    )
    assert rows(found)[0] == ("1", "Fundacja A", "Remont szatni w Domu Kultury.", "Tak, po zabezpieczeniu środków.")
    assert found.postulates[0].locator == "page=1 row=2 column=3 | page=2 row=1 column=3"
    assert "joined-table" in codes(found)


WORDS = st.sampled_from(["Remont szatni.", "Zakup sprzętu.", "Nowe ławki.", "Więcej zieleni.", "Szkolenia dla liderów."])
ANSWERS = st.sampled_from(["Tak.", "Nie.", "", "Uwzględniono.", "Brak środków.\nWniosek wróci w maju."])
NAMES = st.sampled_from(["Fundacja A", "Klub B", "Stowarzyszenie C", "OSP D", ""])
MATRIX = st.lists(st.tuples(NAMES, WORDS, ANSWERS), min_size=3, max_size=12)


@settings(max_examples=120, deadline=None)
@given(MATRIX, st.data())
def test_any_cut_into_pieces_gives_the_same_records(made: list[tuple[str, str, str]], data: st.DataObject) -> None:
    made = [("Fundacja A", *made[0][1:]), *made[1:]]
    body = [(str(n), *row) for n, row in enumerate(made, 1)]
    whole = read(table(HEADING, *body, page=1))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(body) - 1), max_size=4)))
    repeated = data.draw(st.booleans())
    paged = data.draw(st.booleans())
    pieces = []
    for page, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(body)], strict=True), 1):
        head = [HEADING] if repeated or page == 1 else []
        pieces.append(table(*head, *body[start:end], page=page if paged else None))
    cut = read(*pieces)
    assert [essence(row) for row in cut.postulates] == [essence(row) for row in whole.postulates]
    assert rows(cut) == rows(whole)


def essence(postulate: Postulate) -> dict[str, object]:
    return {name: value for name, value in dataclasses.asdict(postulate).items() if name not in ("page", "locator")}


@settings(max_examples=60, deadline=None)
@given(MATRIX)
def test_nothing_of_a_matrix_is_lost(made: list[tuple[str, str, str]]) -> None:
    made = [
        ("Fundacja A", *made[0][1:]),
        *made[1:],
    ]  # where nobody sent anything, one wish again and again is no matrix of comments
    found = read(table(HEADING, *((str(n), *row) for n, row in enumerate(made, 1))))
    written = " ".join(" ".join(row) for row in made)
    kept = " ".join(
        [f"{row.organisation_as_written or ''} {row.text}" for row in found.postulates] + [row.text for row in found.responses]
    )
    assert sorted(written.split()) == sorted(kept.split())


def test_mentions_stand_where_they_say() -> None:
    found = read(table(HEADING, ("1", "Fundacja A", "Dotacja 50 tys. zł do 30.11.2026 r. z art. 19a.", "Tak, 20 000 zł.")))
    texts = {row.postulate_id: row.text for row in found.postulates} | {row.response_id: row.text for row in found.responses}
    assert found.mentions
    for mention in found.mentions:
        assert texts[mention.record_id][mention.start : mention.end] == mention.text


def test_the_order_of_inputs_changes_nothing() -> None:
    one = Document("b.html", "text/html", "cd" * 32, 1, "html", (table(HEADING, ("1", "Fundacja A", "P.", "Tak.")),))
    two = Document("a.html", "text/html", "ef" * 32, 1, "html", (table(HEADING, ("1", "FUNDACJA „A”", "P.", "Tak.")),))
    assert combine([normalize(one), normalize(two)]) == combine([normalize(two), normalize(one)])
    assert len(combine([normalize(one), normalize(two)]).organisations) == 1


def test_several_meetings_in_one_document() -> None:
    def about(text: str) -> Block:
        return Block("paragraph", text)

    found = read(
        Block("heading", "Pierwsze spotkanie", level=2),
        about("Spotkanie odbyło się 5 maja 2024 r."),
        table(HEADING, ("1", "Fundacja A", "P.", "Tak.")),
        Block("heading", "Drugie spotkanie", level=2),
        about("Spotkanie odbyło się 9 maja 2024 r."),
        table(HEADING, ("1", "Klub B", "P.", "Tak.")),
    )
    assert [(row.meeting_id[-2:], row.ordinal, str(row.date)) for row in found.meetings] == [
        ("m1", 1, "2024-05-05"),
        ("m2", 2, "2024-05-09"),
    ]
    assert [(row.meeting_id or "")[-2:] for row in found.postulates] == ["m1", "m2"]
    assert "duplicate-number" not in codes(found)


def test_a_row_cut_in_every_cell_is_one_again() -> None:
    found = read(
        table(HEADING, ("1", "Fundacja A", "P.", "Nie."), ("2", "Krakowskie", "Ogłaszanie", "Propozycja"), page=1),
        table(
            ("", "Forum Organizacji", "konkursów w maju.", "zostanie przyjęta."),
            ("3", "Klub B", "P.", "Nie."),
            page=2,
            open_top=True,
        ),
    )
    assert rows(found)[1] == ("2", "Krakowskie Forum Organizacji", "Ogłaszanie konkursów w maju.", "Propozycja zostanie przyjęta.")
    assert len(found.records) == 3


BARE = (
    ("1.", "Fundacja A", "Remont szatni przy boisku.", "Nie ma możliwości remontu w tym roku."),
    ("2.", "", "Zakup tablicy wyników.", "Uwaga uwzględniona w planie."),
    ("3.", "Klub Sportowy B", "Oświetlenie boiska szkolnego.", "Przyjęto do wiadomości."),
)


def test_without_headings_the_columns_are_told_by_what_stands_in_them() -> None:
    found = read(table(*BARE))
    assert [row[:2] for row in rows(found)] == [("1", "Fundacja A"), ("2", "Fundacja A"), ("3", "Klub Sportowy B")]
    assert found.records[0].response == "Nie ma możliwości remontu w tym roku."
    assert "missing-headings" in codes(found)


def test_a_table_of_other_things_without_headings_is_no_comment_table() -> None:
    found = read(table(*((number, name, text, "20 000 zł") for number, name, text, _ in BARE)))
    assert not found.postulates


def test_headings_in_words_that_nobody_listed_are_told_by_what_stands_below() -> None:
    upper = ("Poz.", group := cell("Od mieszkańców"), group, reply := cell("Dalej"), reply)
    found = read(table(upper, ("Poz.", "Czyj głos", "W jakiej sprawie", "Wynik", "Szerzej"), *(
        (number, name, text, "nie", answer) for number, name, text, answer in BARE
    )))  # fmt: skip
    assert [row[:2] for row in rows(found)] == [("1", "Fundacja A"), ("2", "Fundacja A"), ("3", "Klub Sportowy B")]
    assert [row.decision_as_written for row in found.responses] == ["nie"] * 3
    assert found.records[2].response == "Przyjęto do wiadomości."
    assert "not all headings of the table are known" in next(row.message for row in found.findings)


def test_answers_under_a_heading_that_nobody_listed_are_known_as_answers() -> None:
    found = read(table(("Lp.", "Organizacja", "Postulat", "Epilog"), *BARE))
    assert [row.stance for row in found.responses] == ["rejected", "accepted", "noted"]
    assert "missing-headings" in codes(found)
    other = read(table(("Lp.", "Organizacja", "Postulat", "Gdzie"), *((*row[:3], "Boisko przy szkole nr 5") for row in BARE)))
    assert len(other.postulates) == 3
    assert not other.responses
    assert "missing-headings" not in codes(other)


def test_numbers_may_start_over_on_the_next_page() -> None:
    first = table(HEADING, ("1", "Fundacja A", "P.", "Tak."), ("2", "Klub B", "Drugi postulat o", "Nie."), page=1)
    found = read(first, table(("", "", "boisku.", ""), ("1", "Klub C", "P.", "Nie."), page=2))
    assert [row[0] for row in rows(found)] == ["1", "2", "1"]
    assert "its numbers start over" in next(row.message for row in found.findings if row.code == "joined-table")


def test_a_record_that_begins_with_the_words_of_the_headings_is_no_heading() -> None:
    head = ("Organizacja", "Postulat", "Stanowisko")
    row = ("Organizacja Samopomocy Wiejskiej", "Postulat dotyczy remontu świetlicy.", "Stanowisko urzędu jest odmowne.")
    assert len(read(table(head, row, head, ("Fundacja A", "P.", "Nie."))).postulates) == 2


def test_a_calendar_with_as_many_columns_does_not_go_on_a_matrix() -> None:
    matrix = table(HEADING, ("1", "Fundacja A", "P.", "Tak."), ("2", "Klub B", "P.", "Nie."))
    calendar = table(("Pn", "Wt", "Śr", "Cz"), ("1", "2", "3", "4"), ("8", "9", "10", "11"))
    assert len(read(matrix, calendar).postulates) == 2
    assert len(read(matrix, table(("40", "a", "b", "c"), ("41", "d", "e", "f"))).postulates) == 2


def test_a_heading_of_two_lines_that_were_taken_for_rows() -> None:
    found = read(
        table(
            ("L.p.", "Nazwa", "Propozycja", "Stanowisko"),
            ("", "organizacji pozarządowej", "do projektu", "komórki"),
            ("1.", "Fundacja A", "Remont.", "Tak."),
        )
    )
    assert rows(found) == [("1", "Fundacja A", "Remont.", "Tak.")]


def test_a_row_across_the_table_without_records_below_it_is_not_lost() -> None:
    across = cell("Razem: 1 uwaga", Place(path="row=3"))
    chapter = cell("Rozdział I", Place(path="row=1"))
    part = cell("Cele", Place(path="row=2"))
    found = read(table(HEADING, (chapter,) * 4, (part,) * 4, ("1", "Fundacja A", "P.", "Tak."), (across,) * 4))
    assert [row.section for row in found.postulates] == ["Cele"]
    told = [row.message.rpartition(": ")[2] for row in found.findings if row.code == "unread-row"]
    assert told == ["Rozdział I", "1 uwaga"]


def test_the_rest_of_a_name_on_the_next_page_is_no_record() -> None:
    first = table(HEADING, ("1", "Centrum Wspierania", "Pierwszy.", "Tak."), page=1)
    second = table(("", "Ekonomii Społecznej", "", ""), ("2", "Klub B", "Drugi.", "Nie."), page=2, open_top=True)
    assert rows(read(first, second))[0][1] == "Centrum Wspierania Ekonomii Społecznej"


def test_one_cell_over_comment_and_answer_is_no_answer() -> None:
    both = cell("Wnosimy o dłuższy termin. Nie uwzględniono.")
    found = read(
        table(HEADING, ("1", "Fundacja A", "Pierwszy.", "Tak."), ("2", "Klub B", both, both), ("3", "Klub C", "Trzeci.", "Nie."))
    )
    assert [row[3] for row in rows(found)] == ["Tak.", None, "Nie."]
    assert rows(found)[1][2] == "Wnosimy o dłuższy termin. Nie uwzględniono."
    (finding,) = [each for each in found.findings if each.code == "missing-response"]
    assert (finding.severity, finding.variant) == ("warning", "shared")


def test_a_number_beside_the_word_for_a_continuation_goes_on_that_record() -> None:
    found = read(
        table(
            HEADING, ("1", "Fundacja A", "Pierwszy.", "Tak."), ("1 cd.", "", "Dalej.", ""), ("cd. 3", "Klub B", "Trzeci.", "Nie.")
        )
    )
    assert [(row[0], row[2]) for row in rows(found)] == [("1", "Pierwszy.\nDalej."), ("cd. 3", "Trzeci.")]


def test_a_heading_typed_anew_in_the_middle_is_no_record_and_a_record_is_no_heading() -> None:
    again = ("L.p.", "Podmiot", "Postulat (cd.)", "Stanowisko urzędu")
    lookalike = ("", "Podmiot A", "Postulat zmiany.", "Stanowisko bez zmian.")
    found = read(table(HEADING, ("1", "Fundacja A", "Pierwszy.", "Tak."), again, lookalike, ("3", "Klub", "Trzeci.", "Nie.")))
    assert [row[2] for row in rows(found)] == ["Pierwszy.", "Postulat zmiany.", "Trzeci."]


def test_a_piece_that_begins_with_a_continued_number_goes_on_the_matrix() -> None:
    first = table(HEADING, ("1", "Fundacja A", "Pierwszy.", "Tak."), ("2", "Klub B", "Drugi.", "Nie."), page=1)
    second = table(("2 cd.", "", "Dalej.", ""), ("3", "Klub C", "Trzeci.", "Nie."), page=2)
    assert [row[2] for row in rows(read(first, second))] == ["Pierwszy.", "Drugi.\nDalej.", "Trzeci."]


def test_a_cut_row_whose_number_and_submitter_are_written_again_is_one_record() -> None:
    first = table(HEADING, ("1", "Fundacja A", "Pierwszy.", "Tak."), ("2", "Klub B", "Drugi jest", "Nie"), page=1)
    second = table(HEADING, ("2", "Klub B", "dłuższy.", "dziś."), ("3", "Klub C", "Trzeci.", "Nie."), page=2)
    found = read(first, second)
    assert rows(found)[1] == ("2", "Klub B", "Drugi jest dłuższy.", "Nie dziś.")
    other = table(HEADING, ("2", "Klub D", "dłuższy.", "dziś."), ("3", "Klub C", "Trzeci.", "Nie."), page=2)
    assert len(rows(read(first, other))) == 4


def test_a_sum_below_numbered_rows_is_no_record_and_is_said() -> None:
    found = read(
        table(HEADING, ("1", "Fundacja A", "Pierwszy.", "Tak."), ("2", "Klub B", "Drugi.", "Nie."), ("Razem", "2", "", ""))
    )
    assert [row[0] for row in rows(found)] == ["1", "2"]
    assert [finding.message for finding in found.findings if finding.code == "unread-row"] == [
        "a row without comment and number: Razem | 2"
    ]


def test_a_comment_with_its_answer_is_a_record_without_a_number() -> None:
    found = read(
        table(
            HEADING,
            ("1", "Klub Orzeł", "Nowa bieżnia.", "Nie planujemy."),
            ("", "", "Oświetlenie boiska.", "Zostanie zamontowane."),
            ("2", "Klub Sokół", "Nowe bramki.", "Kupimy dwie."),
            ("", "", "oraz siatki do nich", ""),
        )
    )
    assert rows(found) == [
        ("1", "Klub Orzeł", "Nowa bieżnia.", "Nie planujemy."),
        (None, "Klub Orzeł", "Oświetlenie boiska.", "Zostanie zamontowane."),
        ("2", "Klub Sokół", "Nowe bramki.\noraz siatki do nich", "Kupimy dwie."),
    ]
    assert [row.variant for row in found.findings if row.code == "continued-row"] == ["own", None]


def test_a_cell_of_marks_names_nobody_and_the_run_goes_on() -> None:
    found = read(
        table(HEADING, ("1", "Klub Orzeł", "Bieżnia.", "Nie."), ("2", "″", "Bramki.", "Tak."), ("3", "(…)", "Siatki.", "Tak."))
    )
    assert [row.organisation for row in found.records] == ["Klub Orzeł", "Klub Orzeł", None]
    assert [row.code for row in found.findings if row.code == "missing-organisation"] == ["missing-organisation"]


def test_a_row_that_signs_the_table_is_no_comment() -> None:
    first, second = (
        ("1", "Klub Orlik", "Prosimy o szatnię.", "Uwzględniono."),
        ("2", "Rada", "Prosimy o ławki.", "Nie uwzględniono."),
    )
    maker = cell("Sporządziła: Anna Kos")
    found = read(table(HEADING, first, second, (maker, maker, "Zatwierdził: Jan Wilk", "Data: 04.03.2025")))
    assert [row[0] for row in rows(found)] == ["1", "2"]
    assert "unread-row" in codes(found)
    name = cell("Klub Sportowy: Orlik")
    third = (
        name,
        name,
        "Prosimy także o oświetlenie boiska przy szkole, które od roku nie działa, i o nowe bramki.",
        "Uwzględniono.",
    )
    assert len(rows(read(table(HEADING, first, second, third)))) == 3
