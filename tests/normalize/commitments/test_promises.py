"""Promises in answers: the labelled answers at their published rates, and every row of the word tables by its example."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest

from benchmarks.commitments import LABELLED, answers, judged
from postulat.normalize.commitments.commitments import status
from postulat.normalize.commitments.due import find_due, standing
from postulat.normalize.commitments.promises import promises
from postulat.normalize.commitments.subjects import OTHERS, subject
from postulat.normalize.commitments.verb_chains import promise_words, roles_of, verb_chains
from postulat.normalize.records import Commitment
from postulat.normalize.stance.clauses import Clause, clauses
from postulat.normalize.vocabulary.phrases import rows


@pytest.mark.parametrize("seen", [True, False])
def test_the_labelled_answers_are_read_as_published(seen: bool) -> None:
    count: Counter[str] = Counter()
    for answer in answers(LABELLED):
        if answer.seen == seen:
            judged(answer, count, errors=False)
    assert count["right"] / count["found"] >= 0.93
    assert count["right"] / count["labelled"] >= 0.88
    assert count["due"] / count["right"] >= 0.95


@pytest.mark.parametrize(
    ("language", "answer", "due"),
    [
        ("de", "Der Anregung wird gefolgt. Die Bänke werden im Juni 2027 aufgestellt.", "2027-06"),
        ("de", "Der Anregung wird nicht gefolgt. Die Regelung wird beibehalten.", None),
        ("cs", "Připomínce se vyhovuje. V září 2027 bude otevřena nová třída.", "2027-09"),
        ("sk", "Lavičky budú osadené v októbri 2027.", "2027-10"),
    ],
)
def test_answers_in_other_languages(language: str, answer: str, due: str | None) -> None:
    found = list(promises(answer, "", language, 2027))
    assert [promise.due.value if promise.due else "" for promise in found] == ([due] if due else [])


def test_offsets_give_the_words() -> None:
    for answer in answers(LABELLED):
        for found in promises(answer.text, "", answer.language, answer.year):
            assert 0 <= found.start < found.end <= len(answer.text)
            if found.who:
                assert answer.text[found.who[0] : found.who[1]].strip()


def parts(row: dict[str, str]) -> list[Clause]:
    return clauses(row["example"], 0, len(row["example"]), row["language"])


@pytest.mark.parametrize("row", rows("promise_verbs"), ids=lambda row: row["example"])
def test_verbs(row: dict[str, str]) -> None:
    found = {
        name for clause in parts(row) for place in range(len(clause.words)) for name in roles_of(clause, place, row["language"])
    }
    assert row["role"] in found


@pytest.mark.parametrize("row", rows("promise_bodies"), ids=lambda row: row["lemmas"])
def test_bodies_do_not_promise_for_the_office(row: dict[str, str]) -> None:
    subjects = [
        subject(clause, chain, row["language"], frozenset())
        for clause in parts(row)
        for chain in verb_chains(clause, row["language"])
    ]
    assert OTHERS in subjects


@pytest.mark.parametrize("row", rows("promise_words"), ids=lambda row: f"{row['role']} {row['word']}")
def test_words(row: dict[str, str]) -> None:
    words = [word for clause in parts(row) for word in clause.words]
    known = promise_words(row["role"], row["language"])
    assert any(word.text in known or known & word.lemmas() for word in words)


@pytest.mark.parametrize("row", rows("due_words"), ids=lambda row: f"{row['role']} {row['phrase']}")
def test_words_of_deadlines(row: dict[str, str]) -> None:
    text, language = row["example"], row["language"]
    due = find_due(text, 0, len(text), language, 2026)
    if row["role"] in ("document", "condition"):
        assert any(pattern.search(text) for pattern, _ in standing(row["role"], text, language))
        assert due is None or row["role"] == "condition"
    elif row["role"] == "origin":
        assert due is None
    elif row["role"] == "event":
        assert due is not None
        assert due.kind == "event"
    else:
        assert due is not None
        assert due.value


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Zadanie wykonamy w terminie do dnia 30 czerwca 2027 r.", "2027-06-30"),
        ("Uchwałę z dnia 5 maja 2025 r. zmienimy w III kwartale 2026 r.", "2026-Q3"),
        ("Zapis znajdzie się w Programie na rok 2027.", None),
        ("Budynek z 1998 roku zostanie wyremontowany.", None),
        ("Malowanie sal przewidziano na luty i marzec 2027 r.", "2027-02/2027-03"),
        ("Umowę podpiszemy w ostatnim kwartale 2027 r.", "2027-Q4"),
        ("20 maja 2027 r. otworzymy klub.", "2027-05-20"),
        ("Zajęcia odbędą się w dniach 5 i 6 maja 2026 r.", "2026-05-05"),
    ],
)
def test_deadlines(text: str, due: str | None) -> None:
    found = find_due(text, 0, len(text), "pl", 2026)
    assert (found.value if found else None) == due


def made(due: str | None, until: datetime.date | None) -> Commitment:
    return Commitment("c", "d", "p", "r", 1, "x", 0, 1, None, due, None, None, until, None, None, None, "decided", "")


def test_status_on_a_day() -> None:
    march = made("2027-03", datetime.date(2027, 3, 31))
    assert status(march, datetime.date(2027, 1, 5)) == "open"
    assert status(march, datetime.date(2027, 3, 1)) == "due"
    assert status(march, datetime.date(2027, 4, 1)) == "overdue"
    assert status(made("na kolejnej sesji", None), datetime.date(2030, 1, 1)) == "open"


@pytest.mark.parametrize("text", ["zostanie " * 4000, "w 2027 r. " * 2000, "(" * 9000, "że " * 6000])
def test_hostile_answers_end(text: str) -> None:
    assert len(list(promises(text))) <= len(text)
