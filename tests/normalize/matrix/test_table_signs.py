"""Registers of other things give no records, tables of comments that look like them do, and few signs are a grade C."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.grades import column_reasons, grade
from postulat.normalize.records import Records

REGISTERS = {
    "risks": (
        "en",
        "ID | Risk description | Likelihood | Impact | Response | Owner",
        "R1 | The bridge may not be ready when the school opens. | Medium | High | Open a second lane. | Ann Bell",
        "R2 | Two of the drivers retire in spring. | Low | Low | Accept | Tom Field",
    ),
    "tests": (
        "en",
        "Test ID | Description | Steps to reproduce | Expected result | Actual result | Comments",
        "T1 | A form without a name is sent. | Leave the name empty, press Send. | A message is shown. | As expected | ",
        "T2 | A form is sent twice. | Press Send two times. | One form is kept. | As expected | slow",
    ),
    "commands": (
        "en",
        "Query | Response",
        "`show all` | Names and sizes of the tanks",
        "`stop` / `halt` | The pump stops",
    ),
    "bills": (
        "pl",
        "Dokument | Numer | Płatnik | Kwota | Typ uwagi | Treść uwagi | Data wystawienia",
        "Rachunek | 7 | Piekarnia Rogal | 320,00 | płatność | Wpłata o dzień później niż w umowie. | 2026-03-02",
        "Rachunek | 8 | Kwiaciarnia Fiołek | 95,50 | dostawa | Proszę o duplikat. | 2026-03-05",
    ),
    "tasks": (
        "pl",
        "Lp. | Zadanie | Termin | Odpowiedzialny | Status | Uwagi",
        "1 | Zamówić tablice | do 5 maja | Biuro Promocji | zrealizowano | ",
        "2 | Wybrać salę na spotkanie | do 9 maja | Biuro Rady | w toku | Sala może się zmienić.",
    ),
    "schedule": (
        "pl",
        "Data | Odpowiedzialny | Zadanie | Realizacja",
        "2 maja | Komisja Budżetu | Opinia do budżetu | zrealizowano",
        "9 maja | Komisja Oświaty | Wizytacja szkół | w trakcie",
    ),
    "impact assessment": (
        "pl",
        "Lp. | Zagrożenie | Prawdopodobieństwo | Istotność | Zalecenia eksperta | Wdrożone środki",
        "1 | Zgubienie kluczy do archiwum | 2 | 3 | Wymienić zamki. | Zamki wymieniono w lutym.",
        "2 | Zalanie serwera | 1 | 4 | Przenieść szafę wyżej. | Szafę przeniesiono.",
    ),
    "audit": (
        "de",
        "ID | Befund | Priorität | Risiko | Aufwand | Status",
        "A-1 | Das Tor schließt nicht von selbst. | Hoch | Tiere laufen auf die Straße | Klein | erledigt",
        "A-2 | Die Lampe am Eingang fehlt. | Mittel | Stürze im Dunkeln | Klein | offen",
    ),
    "threats": (
        "en",
        "# | Principle | Threat | Mitigation",
        "1 | Authenticity | The channel is not authenticated, anybody could send data. | Add authentication to all modules.",
        "2 | Integrity | Data may be changed on the way. | Sign all messages.",
    ),
    "requirements with proposals": (
        "en",
        "Index | Requirement specification | Proposal",
        "A_01 | The wallet SHALL show the date. | Keep with proposed changes",
        "A_02 | The provider SHALL revoke units within a day. | Move to topic 9",
        "A_03 | The user SHALL be able to export the data. | New",
    ),
    "decisions": (
        "pl",
        "Nr | Decyzja | Rozważane możliwości | Uzasadnienie | Kto podjął",
        "D1 | Baza danych w chmurze | serwer własny, chmura | Mniejsze koszty utrzymania. | zespół IT",
        "D2 | Jedno okno logowania | osobne hasła, jedno hasło | Prostsza obsługa. | kierownik",
    ),
    "rights": (
        "en",
        "Role | Can comment | Can approve | Notes",
        "Viewer | No | No | -",
        "Editor | Yes | No | after training",
    ),
    "tests with short rows": (
        "pl",
        "Nr | Scenariusz | Oczekiwany wynik | Wynik | Uwagi",
        "T1 | Logowanie z błędnym hasłem | Komunikat o błędzie | zgodny | -",
        "T2 | Wysłanie formularza bez daty | Komunikat o braku daty | niezgodny | do poprawy",
    ),
}
COMMENTS = {
    "a review that also tells risks": (
        "en",
        "No. | Reviewer | Comment | Risk | Decision | Response",
        "1 | Ann Bell | Please state how long the gate stays open. | Low | Accepted | Hours were added in section 2.",
        "2 | Tom Field | The fence should be higher. | High | Rejected | The height follows the plan.",
    ),
    "wishes with their cost": (
        "pl",
        "Lp. | Mieszkaniec | Wniosek | Koszt | Stanowisko Burmistrza",
        "1 | Jan Wzorek | Proszę o ławkę przy studni. | 900 zł | Wniosek uwzględniony.",
        "2 | Ewa Malina | Prosimy o naprawę huśtawki. | 300 zł | Huśtawka zostanie naprawiona w maju.",
    ),
    "proposals that somebody signs": (
        "pl",
        "Lp. | Podmiot zgłaszający | Jednostka redakcyjna | Propozycja zmiany",
        "1 | Fundacja Jodła | § 4 ust. 2 | Dopisać obowiązek publikacji kalendarza.",
        "2 | Klub Rzeka | § 7 ust. 1 | Wydłużyć termin składania ofert do 30 dni.",
    ),
    "verdicts left of the comments": (
        "pl",
        "Lp. | Rozstrzygnięcie | Treść uwagi | Uzasadnienie",
        "1 | uwzględniona | Prosimy o ustawienie ławek przy przystanku. | Ławki są w planie.",
        "2 | nieuwzględniona | Prosimy o likwidację parkingu. | Parking jest potrzebny.",
    ),
    "a headed table of two columns": (
        "en",
        "Objection | Response",
        "We use another gate already. | It can stay; ours opens from both sides.",
        "Our neighbours will not agree. | Rejected before, accepted after the visit.",
    ),
}


def read(language: str, *lines: str) -> Records:
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    page = f'<html lang="{language}"><body><h1>1</h1><table>{body}</table></body></html>'
    return combine([normalize(extract.read(page.encode(), "page.html"))])


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_of_other_things_gives_no_records_and_says_so(name: str) -> None:
    found = read(*REGISTERS[name])
    assert not found.postulates
    assert {"no-comment-table", "doubtful-reading"} & {finding.code for finding in found.findings}


@pytest.mark.parametrize("name", list(COMMENTS)[:4])
def test_comments_beside_columns_of_other_tables_are_read(name: str) -> None:
    found = read(*COMMENTS[name])
    assert len(found.postulates) == 2
    assert len(found.responses) == (2 if name != "proposals that somebody signs" else 0)


def test_two_headings_over_sentences_are_no_labels() -> None:
    found = read(*COMMENTS["a headed table of two columns"])
    assert [row.text for row in found.postulates] == ["We use another gate already.", "Our neighbours will not agree."]


def test_few_signs_of_comments_are_to_be_looked_at() -> None:
    reasons = column_reasons(("number", "text", "answer"), (5.0, 5.0, 5.0), ("other", "other", "other"), signs=0.5)
    assert (reasons, grade(reasons)) == (("few-signs-of-comments",), "C")
    assert all(row.grade == "A" for row in read(*COMMENTS["wishes with their cost"]).postulates)


def test_the_best_grade_wants_known_headings_and_wide_margins() -> None:
    roles, others = ("text", "answer", ""), ("other", "other", "text")
    assert grade(column_reasons(roles, (5.0, 5.0, 99.0), others)) == "A"
    assert grade(column_reasons(roles, (5.0, 3.0, 99.0), others)) == "B"
    assert grade(column_reasons(roles, (5.0, 5.0, 1.5), others)) == "B"
    assert grade(column_reasons(roles, (5.0, 5.0, 99.0), others, unread=(2,))) == "B"


NO_COMMENTS = {
    "ready answers, en": (
        "en",
        "Objection | Answer",
        "“It is dear.” | “Compare it with one lost day.”",
        "“We have one.” | “Try ours.”",
    ),
    "ready answers, pl": (
        "pl",
        "Obiekcja | Odpowiedź",
        "„Za drogo.” | „Proszę to przeliczyć.”",
        "„Mamy już.” | „Proszę porównać.”",
    ),
    "ready answers, de": (
        "de",
        "Einwand | Antwort",
        "„Zu teuer.“ | „Rechnen Sie nach.“",
        "„Haben wir.“ | „Testen Sie es daneben.“",
    ),
    "motions put to the vote": (
        "pl",
        "Wniosek | Za | Przeciw | Wstrzymało się | Wynik",
        "o zamknięcie listy | 9 | 2 | 1 | przyjęty",
        "o przerwę | 3 | 8 | 1 | odrzucony",
    ),
}


@pytest.mark.parametrize("name", NO_COMMENTS)
def test_answers_made_ready_and_motions_put_to_the_vote_are_no_comments(name: str) -> None:
    assert not read(*NO_COMMENTS[name]).postulates


def test_quoted_comments_of_which_something_came_are_comments() -> None:
    lines = ("You said | We did", "“The hall is cold.” | We added two heaters.", "“No place to sit.” | We put up three benches.")
    assert len(read("en", *lines).postulates) == 2


def test_wishes_under_a_heading_that_says_another_thing_are_comments_where_they_are_answered() -> None:
    found = read(
        "pl",
        "Lp. | Obszar | Stanowisko urzędu",
        "1 | Proszę o wyznaczenie przejścia dla pieszych przy szkole. | Uwaga uwzględniona, przejście powstanie za rok.",
        "2 | Wnioskujemy o zachowanie drzew wzdłuż rzeki. | Uwaga nieuwzględniona, drzewa zagrażają wałom.",
        "3 | Nie zgadzam się na blok przy ulicy Polnej. | Uwaga nieuwzględniona, plan dopuszcza zabudowę.",
    )
    assert [row.number for row in found.postulates] == ["1", "2", "3"]


def test_a_first_row_of_sentences_is_no_second_line_of_the_heading() -> None:
    found = read(
        "pl",
        "Co proponujemy | Dlaczego | Czy uwzględniono | Komentarz",
        "Dodać ławki przy przystanku na ulicy Lipowej | Starsi nie mają gdzie usiąść | tak | Ławki staną wiosną.",
        "Skrócić godziny otwarcia parku | Nocą jest hałas | nie | Park pozostaje otwarty, patrole będą częstsze.",
        "Prosimy o kosze przy placu zabaw | Jest brudno | tak | Kosze ustawi spółdzielnia.",
    )
    assert [row.text.split()[0] for row in found.postulates] == ["Dodać", "Skrócić", "Prosimy"]
