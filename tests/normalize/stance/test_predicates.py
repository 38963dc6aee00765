"""Predicates of answers: the office's own, what cannot be told, answers that come later, futures and instructions."""

from __future__ import annotations

import pytest

from postulat.normalize.stance.grammar import stance_by_grammar
from postulat.normalize.stance.predicates.predicate import Predicate
from postulat.normalize.stance.stance import judge


def said(answer: str, language: str) -> str:
    """The stance that the grammar alone finds in an answer."""
    found = stance_by_grammar(answer, "", language)
    return found[0].value if found else ""


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("Odpowiedź zostanie udzielona w późniejszym terminie.", "pl"),
        ("Wójt odpowie na piśmie.", "pl"),
        ("A written reply will be provided.", "en"),
        ("Die Frage wird schriftlich beantwortet.", "de"),
        ("Na dotaz bude odpovězeno.", "cs"),
        ("Odpoveď zašleme neskôr.", "sk"),
    ],
)
def test_an_answer_that_comes_later_is_no_consent(answer: str, language: str) -> None:
    assert said(answer, language) == "noted"
    assert judge(answer, language=language).value in ("noted", "unclear")


@pytest.mark.parametrize(
    ("answer", "language", "stance"),
    [
        ("Gmina jest zarządcą drogi.", "pl", ""),
        ("Gmina nie jest zarządcą drogi.", "pl", "out_of_scope"),
        ("Zarządcą drogi jest powiat.", "pl", "out_of_scope"),
        ("Właściciel jest temu przeciwny.", "pl", "rejected"),
        ("Das Gelände gehört der Stadt.", "de", ""),
        ("Die Fläche gehört der Bahn.", "de", "out_of_scope"),
        ("Obec jedná se soukromými majiteli.", "cs", "accepted"),
        ("Pozemek je v soukromém vlastnictví.", "cs", "out_of_scope"),
    ],
)
def test_what_is_the_office_s_own_is_nobody_else_s(answer: str, language: str, stance: str) -> None:
    assert said(answer, language) == stance


@pytest.mark.parametrize(
    ("answer", "language"),
    [("Nie można dziś podać daty otwarcia.", "pl"), ("We are not able to confirm a timeline.", "en")],
)
def test_what_cannot_be_told_is_not_refused(answer: str, language: str) -> None:
    assert said(answer, language) in ("explained", "noted")


def test_a_future_of_a_past_form_is_denied_by_its_auxiliary() -> None:
    """ "Nie będzie już obowiązywało" has its denial and its tense before the adverb."""
    assert said("Zwolnienie nie będzie już obowiązywało.", "pl") != "already_done"


@pytest.mark.parametrize("answer", ["Eine Berichtigung ist vorzunehmen.", "Die Begründung ist zu ergänzen."])
def test_what_is_to_be_done_is_an_instruction(answer: str) -> None:
    assert said(answer, "de") == "accepted"


@pytest.mark.parametrize(
    ("answer", "language", "stance"),
    [
        ("Część uwag została uwzględniona.", "pl", "partial"),
        ("Uwaga została uwzględniona z drobną poprawką.", "pl", "partial"),
        ("We disagree. Masters already keep such a log.", "en", "rejected"),
        ("The Board continues to think that the test is needed.", "en", "rejected"),
        ("The fee is refunded when a trip is cancelled.", "en", ""),
        ("One person said the gate should be removed.", "en", ""),
    ],
)
def test_parts_disagreement_and_what_others_say(answer: str, language: str, stance: str) -> None:
    assert said(answer, language) == stance


@pytest.mark.parametrize(
    ("cell", "language", "stance"),
    [
        ("Y", "en", "accepted"),
        ("REJ", "en", "rejected"),
        ("Duplicate of #14", "en", "moot"),
        ("Not within our remit", "en", "out_of_scope"),
        ("Accepted with modification", "en", "partial"),
        ("Zdublowany wniosek", "pl", "moot"),
        ("Uwaga o charakterze ogólnym, nie wymaga odniesienia", "pl", "noted"),
    ],
)
def test_cells_alone(cell: str, language: str, stance: str) -> None:
    assert judge(cell, cell, "", language).value == stance


def test_a_predicate_tells_its_class_and_form() -> None:
    assert Predicate("plan", "planować", True, "pres", True, False, 0, 3).words() == "plan (planować), denied, pres"
