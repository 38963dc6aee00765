"""The list of comments on a local plan, as its regulation lays it out: verdicts are columns, and a mark stands in one of them."""

from __future__ import annotations

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.records import Records

HEAD = """<tr><th rowspan="2">Lp.</th><th rowspan="2">Data wpływu uwagi</th>
<th rowspan="2">Nazwisko i imię, nazwa jednostki organizacyjnej i adres zgłaszającego uwagi</th><th rowspan="2">Treść uwagi</th>
<th rowspan="2">Oznaczenie nieruchomości, której dotyczy uwaga</th>
<th colspan="2">Rozstrzygnięcie Wójta w sprawie rozpatrzenia uwagi</th><th colspan="2">Rozstrzygnięcie Rady Gminy</th>
<th rowspan="2">Uwagi</th></tr>
<tr><th>uwaga uwzględniona</th><th>uwaga nieuwzględniona</th><th>uwaga uwzględniona</th><th>uwaga nieuwzględniona</th></tr>"""
NUMBERS = tuple(str(number) for number in range(1, 11))
ROWS = (
    ("1", "12.05.2026", "Fundacja A", "Niższa zabudowa.", "dz. nr 5", "", "X", "", "X", "Niezgodne ze studium."),
    ("2", "13.05.2026", "Klub B", "Wyższa zabudowa.", "dz. nr 6", "x", "–", "", "", ""),
    ("3", "13.05.2026", "Rada C", "Droga 10 m.", "dz. nr 7", "X w części", "", "", "", "Poszerzono do 8 m."),
)


def read(*rows: tuple[str, ...], head: str = HEAD) -> Records:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f'<html lang="pl"><body><h1>Wykaz uwag</h1><table>{head}{body}</table></body></html>'
    return combine([normalize(extract.read(page.encode(), "page.html"))])


def test_a_mark_stands_for_the_words_above_it() -> None:
    found = read(NUMBERS, *ROWS)
    assert [(row.stance, row.decision_as_written) for row in found.responses] == [
        ("rejected", "uwaga nieuwzględniona"),
        ("accepted", "uwaga uwzględniona"),
        ("partial", "uwaga uwzględniona w części"),
    ]
    assert [row.text for row in found.responses] == ["Niezgodne ze studium.", "uwaga uwzględniona", "Poszerzono do 8 m."]
    assert [row.organisation for row in found.records] == ["Fundacja A", "Klub B", "Rada C"]
    assert [row.target for row in found.postulates] == ["dz. nr 5", "dz. nr 6", "dz. nr 7"]


def test_a_row_without_a_mark_has_no_answer() -> None:
    found = read(NUMBERS, ROWS[0], ("2", "13.05.2026", "Klub B", "Wyższa zabudowa.", "dz. nr 6", "", "", "", "", ""))
    assert [row.postulate_id for row in found.responses] == [found.postulates[0].postulate_id]
    assert "missing-response" in {row.code for row in found.findings}


def test_one_column_of_verdicts_is_read_as_it_is_written() -> None:
    head = "<tr><th>Lp.</th><th>Organizacja</th><th>Treść uwagi</th><th>Uwzględniona</th></tr>"
    found = read(("1", "Fundacja A", "Park.", "TAK"), ("2", "Klub B", "Sala.", "NIE"), head=head)
    assert [(row.stance, row.decision_as_written) for row in found.responses] == [("accepted", "TAK"), ("rejected", "NIE")]


def test_ticks_are_verdicts_also_where_nobody_is_named_and_no_title_speaks_of_comments() -> None:
    head = "<tr><th>Lp.</th><th>Uwaga</th><th>Uwzględniono</th><th>Nie uwzględniono</th><th>Uzasadnienie</th></tr>"
    lines = (("1", "Dodać tablicę.", "+", "", "Tablica stanie przy bramie."), ("2", "Zdjąć znak.", "", "+", "Znak jest wymagany."))
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    page = f'<html lang="pl"><body><h1>Plac Zielony</h1><table>{head}{body}</table></body></html>'
    found = combine([normalize(extract.read(page.encode(), "page.html"))])
    assert [(row.postulate, row.response, row.stance) for row in found.records] == [
        ("Dodać tablicę.", "Tablica stanie przy bramie.", "accepted"),
        ("Zdjąć znak.", "Znak jest wymagany.", "rejected"),
    ]


def test_an_empty_box_says_no_only_in_a_column_of_ticks() -> None:
    head = "<tr><th>Lp.</th><th>Organizacja</th><th>Treść uwagi</th><th>Uwzględniona</th></tr>"
    lines = (("1", "Fundacja A", "Park przy szkole."), ("2", "Klub B", "Sala do ćwiczeń."))
    ticked = read((*lines[0], "☑"), (*lines[1], "☐"), head=head)
    assert [(row.stance, row.text) for row in ticked.responses] == [("accepted", "☑"), ("rejected", "☐")]
    untouched = read((*lines[0], "☐"), (*lines[1], "☐"), head=head)
    assert len(untouched.postulates) == 2
    assert not untouched.responses


def test_empty_boxes_beside_a_ticked_one_say_nothing() -> None:
    found = read(("1", "12.05.2026", "Fundacja A", "Niższa zabudowa.", "dz. nr 5", "☐", "☒", "☐", "☒", "Niezgodne ze studium."))
    assert [(row.stance, row.decision_as_written) for row in found.responses] == [("rejected", "uwaga nieuwzględniona")]


def test_a_mark_below_a_refusal_says_what_the_heading_says() -> None:
    head = "<tr><th>Lp.</th><th>Organizacja</th><th>Treść uwagi</th><th>Odrzucono</th></tr>"
    found = read(("1", "Fundacja A", "Park.", "✓"), ("2", "Klub B", "Sala.", "✗"), ("3", "Klub C", "Zegar.", "✓"), head=head)
    assert [row.stance for row in found.responses] == ["rejected", "accepted", "rejected"]
    head = head.replace("</tr>", "<th>Uzasadnienie</th></tr>")
    reasons = (("1", "Fundacja A", "Park.", "✓", "Teren jest prywatny."), ("2", "Klub B", "Sala.", "✗", "Salę dopisano."))
    assert [row.stance for row in read(*reasons, head=head).responses] == ["rejected", "accepted"]


def test_words_for_no_answer_are_none_below_a_decision_either() -> None:
    head = "<tr><th>Lp.</th><th>Organizacja</th><th>Treść uwagi</th><th>Rozstrzygnięcie</th></tr>"
    found = read(("1", "Fundacja A", "Park.", "brak"), ("2", "Klub B", "Sala.", "Odrzucono"), head=head)
    assert [row.text for row in found.responses] == ["Odrzucono"]
    assert "missing-response" in {row.code for row in found.findings}


def test_yes_and_no_below_a_refusal_and_below_a_part() -> None:
    head = "<tr><th>Lp.</th><th>Organizacja</th><th>Treść uwagi</th><th>Odrzucono</th></tr>"
    lines = (("1", "Fundacja A", "Park."), ("2", "Klub B", "Sala."))
    found = read((*lines[0], "TAK"), (*lines[1], "NIE"), head=head)
    assert [row.stance for row in found.responses] == ["rejected", "accepted"]
    found = read((*lines[0], "✓"), (*lines[1], "✗"), head=head.replace("Odrzucono", "Uwzględniono w części"))
    assert [row.stance for row in found.responses] == ["partial", "rejected"]


def test_a_no_in_one_of_two_verdict_columns_is_no_mark() -> None:
    head = "<tr><th>Lp.</th><th>Organizacja</th><th>Treść uwagi</th><th>Uwzględniono</th><th>Nie uwzględniono</th></tr>"
    found = read(("1", "Fundacja A", "Park.", "nie", "tak"), ("2", "Klub B", "Sala.", "tak", "nie"), head=head)
    assert [row.stance for row in found.responses] == ["rejected", "accepted"]
