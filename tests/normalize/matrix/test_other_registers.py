"""Registers with the words of comment tables give no records: votes, surveys, audits, frequent questions, answers to give."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.records import Records

REGISTERS = {
    "votes": (
        "de",
        "Antrag | Antragsteller | Ja | Nein | Enthaltung | Ergebnis",
        "Schluss der Debatte | Fraktion Linde | 9 | 4 | 1 | angenommen",
        "Vertagung | Gruppe Ufer | 3 | 11 | 0 | abgelehnt",
    ),
    "survey": (
        "en",
        "Question | Agree | Disagree | No answer | Comment",
        "The bus comes when it should | 38 % | 55 % | 7 % | worse than in May",
        "The stop is well lit | 71 % | 20 % | 9 % | better than in May",
    ),
    "audit": (
        "sk",
        "Zistenie | Odporúčanie | Prijaté opatrenie | Zodpovedný | Termín",
        "Pokladňa bez evidencie kľúčov. | Zaviesť knihu kľúčov. | Kniha bola zavedená. | pokladník | 30. 6.",
        "Zmluvy bez dátumu. | Doplniť dátumy. | Dátumy sú doplnené. | právnik | 15. 7.",
    ),
    "audit with comments of the management": (
        "en",
        "Finding | Rating | Recommendation | Management response | Target date",
        "Keys are not counted. | High | Count them each week. | Agreed, a list is kept. | May 2026",
        "Receipts lack a number. | Low | Number them. | Agreed. | June 2026",
    ),
    "audit with short findings": (
        "en",
        "Audit observation | Auditor's recommendation | Department's response | Implementation date",
        "Fuel cards are shared. | Give each driver one. | Accepted; cards ordered. | August",
        "Logs are not kept. | Keep a log in each car. | Accepted. | September",
    ),
    "votes in one column": (
        "pl",
        "Lp. | Treść wniosku | Wnioskodawca | Głosowanie",
        "1 | Zakończyć dyskusję po trzech głosach. | p. Olcha | przyjęto jednogłośnie",
        "2 | Przenieść obrady do szkoły. | p. Brzoza | odrzucono (3:8)",
    ),
    "frequent questions": (
        "de",
        "Ihre Frage | Unsere Antwort",
        "Wo beantrage ich einen Angelschein? | Im Bürgerbüro, Zimmer 4.",
        "Kann ich mit Karte zahlen? | Ja, ab fünf Euro.",
    ),
    "answers to give": (
        "de",
        "Beschwerde des Kunden | Empfohlene Antwort | Ton",
        "Mein Paket ist nass geworden. | Bedauern, Ersatz anbieten, Abholung nennen. | ruhig",
        "Die Rechnung stimmt nicht. | Nachfragen und prüfen lassen. | sachlich",
    ),
    "questions to practise": (
        "pl",
        "Pytanie egzaminacyjne | Prawidłowa odpowiedź | Punkty",
        "Kto zwołuje sesję rady? | Tak, przewodniczący. | 1",
        "Czy burmistrz głosuje? | Nie. | 1",
    ),
    "objections with ready answers": (
        "sk",
        "Námietka | Odpoveď | Dôkaz",
        "„Loď je drahá.“ | Zaplatí sa za dve leta. | výpočet",
        "„Nemám na ňu čas.“ | Stačí nedeľa. | fotografie",
    ),
    "objections and how to answer them": (
        "en",
        "Objection | Answer strategy | New survey needed?",
        "Only one river was measured | State it as a limit of the work | No",
        "Few boats | Name the cost of more | Yes, one more summer",
    ),
    "advice on messages": (
        "en",
        "Warning | Response",
        '"Depth at upper bound" | Widen the range of depths in the file',
        '"Gauge silent" | Check the cable and the fuse',
    ),
    "requests that a machine lets pass": (
        "en",
        "Request | Decision | What came back",
        "read the tide table | ALLOW | the table",
        "open the sluice | DENY (default) | nothing",
    ),
    "questions of a team": (
        "de",
        "Frage | Vorschlag | Entscheidung",
        "Steg links oder rechts vom Baum? | links vom Baum | wie vorgeschlagen",
        "Farbe der Boote? | wie im Entwurf | blau",
    ),
    "assumptions tested": (
        "en",
        "Assumption | What we heard | Verdict",
        "Anglers come at dawn | Three of them said they sleep until nine. | Rejected",
        "The path floods in May | Everybody named the same week. | Supported",
    ),
    "requirements met": (
        "cs",
        "Požadavek | Stav | Poznámky",
        "Osvětlení přístaviště | OK | zdroj na břehu",
        "Záchranný kruh | OK | dva kusy u mola",
    ),
}
COMMENTS = {
    "wishes with how many share them": (
        "de",
        "Beitrag | Dafür | Dagegen | Kommentar der Verwaltung",
        "Bitte eine Bank am Weiher aufstellen. | 31 | 2 | Eine Bank wird im Mai aufgestellt.",
        "Der Steg soll breiter werden. | 12 | 9 | Das wird mit dem Neubau geprüft.",
    ),
    "findings that reviewers sent": (
        "en",
        "Reviewer | Finding | Recommendation | Response",
        "Ann Bell | The legend is missing. | Please add one. | Added.",
        "Tom Field | The scale is wrong. | Please check the scale. | Corrected in map 2.",
    ),
    "objections that were answered by deeds": (
        "en",
        "Objection | Response",
        '"The jetty is too short." | Lengthened by four metres, opened in May.',
        '"There is no rail." | Added a rail on both sides.',
    ),
    "questions of residents": (
        "pl",
        "Pytanie mieszkańca | Odpowiedź urzędu",
        "Czy muszę przebudować zjazd na moją działkę? | Uwaga uwzględniona, zjazd przebuduje gmina.",
        "Gdzie mogę obejrzeć projekt drogi? | Nie uwzględniono, projekt jest w urzędzie.",
    ),
}


def read(language: str, *lines: str) -> Records:
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    page = f'<html lang="{language}"><body><h1>1</h1><table>{body}</table></body></html>'
    return combine([normalize(extract.read(page.encode(), "page.html"))])


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_with_the_words_of_comments_gives_none(name: str) -> None:
    assert not read(*REGISTERS[name]).postulates


@pytest.mark.parametrize("name", COMMENTS)
def test_comments_in_a_table_that_looks_like_a_register_are_read(name: str) -> None:
    assert len(read(*COMMENTS[name]).postulates) == 2
