"""How sure a stance is: the grades of fixed words, agreeing and differing readers, and the stances that a run holds back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postulat.normalize.dataset.streaming import in_memory
from postulat.normalize.records import DocumentRecord, Records, Response
from postulat.normalize.stance.doubts import doubtful
from postulat.normalize.stance.sentences import sentences
from postulat.normalize.stance.stance import Stance, judge, thresholds
from postulat.normalize.stance.sureness import only_sure
from postulat.normalize.stance.weighing import readings

DOCUMENT = DocumentRecord("d1", "a.html", "text/html", "0", 1, None, None, "pl", None, "ok")
ANSWER = Response("d1.r1", "d1.p1", "d1", 1, None, None, "Zasadne.", "accepted", "Zasadne", None, "l", stance_grade="B")


@pytest.mark.parametrize(
    ("answer", "decision", "language", "stance", "grade"),
    [
        ("Uwaga została uwzględniona.", "", "pl", "accepted", "A"),
        ("Nie planujemy budowy placu zabaw.", "", "pl", "rejected", "A"),
        ("", "cz. uwzgl.", "pl", "partial", "A"),
        ("", "Częściowo nieuwzględniona", "pl", "partial", "A"),
        ("", "Closed: Won't fix", "en", "rejected", "A"),
        ("", "✓", "pl", "accepted", "A"),
        ("There are no plans to widen the path.", "", "en", "rejected", "A"),
    ],
)
def test_sure_stances(answer: str, decision: str, language: str, stance: str, grade: str) -> None:
    found = judge(answer or decision, decision or None, "", language)
    assert (found.value, found.grade) == (stance, grade)


@pytest.mark.parametrize(
    "answer",
    [
        "Kryteria ułożono tak, by dać szansę nowym klubom.",
        "Lata mijają, a rzeka płynie.",
    ],
)
def test_what_is_not_said_is_not_sure(answer: str) -> None:
    assert judge(answer).grade == "C" or judge(answer).value == "explained"


@pytest.mark.parametrize(("least", "stance", "told"), [("A", "unclear", 1), ("B", "accepted", 0), ("C", "accepted", 0)])
def test_a_run_writes_only_stances_that_are_sure_enough(least: str, stance: str, told: int) -> None:
    records = Records(documents=(DOCUMENT,), responses=(ANSWER,))
    made = in_memory(only_sure(least, records))  # type: ignore[arg-type]
    assert made.responses[0].stance == stance
    assert [found.code for found in made.findings] == ["withheld-stance"] * told


def test_what_a_person_settled_is_sure() -> None:
    records = Records(documents=(DOCUMENT,), responses=(replace(ANSWER, corrected=True),))
    assert in_memory(only_sure("A", records)).responses[0].stance == "accepted"


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("Fix the typos in the next version.", "en"),
        ("Include a reference to the annex.", "en"),
        ("Dodać zapis o terminie.", "pl"),
        ("Begründung ergänzen.", "de"),
        ("We agreed to write to all households.", "en"),
    ],
)
def test_an_instruction_to_the_editors_is_consent(answer: str, language: str) -> None:
    assert judge(answer, language=language).value == "accepted"


@pytest.mark.parametrize(
    ("answer", "proposal", "language", "stances"),
    [
        ("Kursy odwołano, ponieważ przewoźnik nie ma kierowców.", "Dlaczego odwołano kursy?", "pl", {"explained"}),
        ("Poplatky se měnily poprvé po osmi letech.", "Proč vzrostl poplatek?", "cs", {"explained", "unclear"}),
    ],
)
def test_an_answer_to_why_tells_a_reason(answer: str, proposal: str, language: str, stances: set[str]) -> None:
    assert judge(answer, None, proposal, language).value in stances


def test_a_consent_beside_a_refused_deed_is_of_a_part() -> None:
    answer = "Wykaz kosztów uzupełniono o paliwo. Z wkładu własnego nie zrezygnujemy."
    assert judge(answer, None, "Rozszerzyć wykaz kosztów i znieść wkład własny.").value in ("partial", "unclear")


def test_a_verdict_alone_in_the_first_sentence_is_sure() -> None:
    found = judge("Not accepted. The interval follows the handbook.", language="en")
    assert (found.value, found.grade) == ("rejected", "A")


def test_a_formal_word_that_the_grammar_alone_finds_does_not_decide() -> None:
    answer = "Wszystkie wiadomości o zapisach umieszczamy na tablicy przy wejściu."
    assert judge(answer, None, "Gdzie znajdę terminy zapisów?").value in ("explained", "unclear")


def test_a_clause_with_unless_is_a_condition() -> None:
    assert judge("Odwołanie wstrzymuje wykonanie, chyba że zostanie nadany rygor natychmiastowy.").value != "accepted"


def test_an_acronym_ends_a_sentence() -> None:
    assert len(sentences("Projekt trafi do Sejmu RP. Uwaga jest zasadna.")) == 2


def test_doubts_name_both_candidates() -> None:
    answer = "The Board holds that the change is of use."
    found = readings(answer, "", "en", {"rejected": 0.95, "accepted": 0.03})
    weak = found._replace(grammar=Stance("accepted", "of use", "useful"), grammar_strength=1)
    doubted = doubtful(weak, answer, "rejected", 0.95, 0.8)
    assert doubted is not None
    assert (doubted.value, doubted.rival) == ("unclear", "rejected accepted")


def test_limits_of_a_stance_stand_before_those_of_its_language() -> None:
    assert thresholds("pl", "partial").given < thresholds("pl").given < thresholds("pl", "accepted").given
    assert thresholds("pl", "partial").sure == thresholds("pl").sure
