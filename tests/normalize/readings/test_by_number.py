"""Comments in one list and their answers in another, joined by their numbers."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.readings.turns.by_number import pointer
from postulat.normalize.records import Records
from postulat.normalize.vocabulary.phrases import rows

COMMENTS = ("Ławki stoją za daleko od siebie.", "Nie ma wiaty na rowery.", "Opłata jest za wysoka.")
ANSWERS = ("Dostawimy cztery ławki.", "Wiata stanie w maju.", "Uwaga nieuwzględniona.")
RECORDS = [(str(number), *pair) for number, pair in enumerate(zip(COMMENTS, ANSWERS, strict=True), 1)]
HEAD = "Odpowiedzi na uwagi do projektu parku\n\n"


def read(text: str, name: str = "letter.txt") -> Records:
    return combine([normalize(extract.read(text.encode(), name))])


def told(found: Records) -> list[tuple[str | None, str, str | None]]:
    return [(row.number, row.postulate, row.response) for row in found.records]


def counted(texts: tuple[str, ...], lead: str = "{}. ", sign: str = "\n") -> str:
    return sign.join(lead.format(number) + text for number, text in enumerate(texts, 1))


@pytest.mark.parametrize("lead", ["Ad {}) ", "Ad. {}. ", "Ad. pkt {} – ", "Do uwagi nr {}: "])
@pytest.mark.parametrize("sign", ["\n", "\n\n"])
def test_answers_that_point_to_numbers(lead: str, sign: str) -> None:
    made = HEAD + counted(COMMENTS) + "\n\nWyjaśniamy, co następuje:\n\n" + counted(ANSWERS, lead, sign) + "\n\nZ poważaniem\n"
    assert told(read(made)) == RECORDS


def test_a_list_of_answers_below_a_list_of_comments() -> None:
    def listed(texts: tuple[str, ...]) -> str:
        return "<ol>" + "".join(f"<li>{text}</li>" for text in texts) + "</ol>"

    page = (
        f"<html lang='pl'><body><h1>{HEAD}</h1><h2>Uwagi</h2>{listed(COMMENTS)}<h2>Odpowiedzi</h2>{listed(ANSWERS)}</body></html>"
    )
    assert told(read(page, "page.html")) == RECORDS


def test_the_agenda_of_a_meeting_is_no_list_of_comments() -> None:
    made = "Rozpatrzenie uwag – protokół\n\nPorządek obrad:\n" + counted(COMMENTS) + "\n\n" + counted(ANSWERS, "Ad. {}. ")
    assert not told(read(made))


def test_two_lists_of_answers_are_no_comments_with_answers() -> None:
    done = ("Dodaliśmy ławki.", "Poprawiono opis wiaty.", "Dziękujemy, zmieniono.")
    made = f"Odpowiedzi na uwagi\n\n{counted(done)}\n\nOdpowiedzi:\n\n{counted(ANSWERS)}"
    assert not told(read(made))


def test_a_comment_without_its_answer_is_said() -> None:
    four = (*COMMENTS, "Brak koszy.")
    found = read(HEAD + counted((*four, "Brak map.")) + "\n\n" + counted((*ANSWERS, "Kosze są."), "Ad {}) "))
    assert [row[0] for row in told(found)] == ["1", "2", "3", "4", "5"]
    assert [row.code for row in found.findings if row.code == "missing-response"] == ["missing-response"]


def test_examples() -> None:
    for row in rows("answer_leads"):
        assert pointer().match(row["example"]), row
