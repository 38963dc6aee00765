"""What governs a predicate and what that says of it: whether it is denied, its tense and mood, and whether the office acts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from postulat.normalize.morphology.analysis import MOST_FORMS
from postulat.normalize.stance.attributes import aimed, auxiliary
from postulat.normalize.stance.clauses import role
from postulat.normalize.stance.sentence_bracket import has_bracket
from postulat.normalize.stance.words import Word, WordForm, cases_of

MINUS_REACH = 4
"""Words at most between a noun and the "brak", "bez" or "trudno" that denies it."""
CHAIN = 4
"""Words at most of a chain of auxiliaries with its adverbs ("has not yet been")."""
ALREADY_REACH = 4
"""Words at most between "already" and its verb."""
DATED_REACH = 7
"""Words at most between a time past and its verb."""


def governor_of(found: Sequence[Word], index: int, language: str) -> int | None:
    """The finite verb that governs a word: the nearest to its left and the head of its chain of auxiliaries, else to its right."""
    word = found[index]
    if word.word_class in ("verb", "auxiliary"):
        return future_auxiliary(found, index, language)
    for place in range(index - 1, -1, -1):
        if found[place].finite:
            return chain_head(found, place, language)
    for place in range(index + 1, len(found)):
        if found[place].finite:
            return place
    return None


def future_auxiliary(found: Sequence[Word], index: int, language: str) -> int | None:
    """The auxiliary that makes a future of a past form ("nie będzie już obowiązywało"), in a language that has one."""
    if not lasted(found[index].form):
        return None
    for place in range(index - 1, max(-1, index - 1 - CHAIN), -1):
        if auxiliary(found[place], language) == "be" and found[place].readings[0].tense == "future":
            return place
    return None


@lru_cache(maxsize=MOST_FORMS)
def lasted(form: WordForm) -> bool:
    """Whether a form can be a past one of a verb without an end of its own."""
    return any(reading.tense == "past" and reading.aspect == "imperfective" for reading in form.readings)


@lru_cache(maxsize=MOST_FORMS)
def denies_itself(form: WordForm) -> bool:
    """Whether a form holds a negation ("nieuwzględniona")."""
    return any(reading.negative for reading in form.readings)


def chain_head(found: Sequence[Word], place: int, language: str) -> int:
    """The first auxiliary of a chain such as "has not yet been"."""
    head = place
    for left in range(place - 1, max(-1, place - 1 - CHAIN), -1):
        if auxiliary(found[left], language) and found[left].word_class in ("auxiliary", "verb"):
            head = left
        elif found[left].word_class not in ("adverb", "particle", "passive_participle", "pronoun", "auxiliary"):
            break
    return head


def denied(found: Sequence[Word], index: int, governor: int | None, language: str) -> bool:
    """Whether a predicate is denied: by its own form, a negation before it or its governor, or "brak" and "bez" before a noun."""
    negations, only = role("negation", language), role("only", language)
    negative = denies_itself(found[index].form)
    for place in (index,) if governor is None else (index, governor):
        if place != index and denies_itself(found[place].form):
            negative = not negative
        if place and found[place - 1].text in negations and found[place].text not in only:
            negative = not negative
    if governor is not None and governor < index - 1 and index - governor <= CHAIN + 1:
        between = [word.text for word in found[governor + 1 : index - 1]]
        negative = negative != any(text in negations for text in between)
    if index + 1 < len(found) and found[index + 1].text in role("negated_object", language):
        negative = not negative
    anywhere = role("negation_anywhere", language)
    reach = found[:index] if found[index].word_class in ("passive_participle", "infinitive") else found
    if anywhere and any(word.text in anywhere for word in reach):
        negative = True
    minus = role("minus", language)
    if minus and found[index].word_class in (
        "noun",
        "gerund",
        "passive_participle",
        "infinitive",
        "adjective",
        "verb",
        "other",
        "unknown",
    ):
        for place in range(max(0, index - MINUS_REACH), index):
            if found[place].text in minus:
                negative = True
    return negative


def tense_of(found: Sequence[Word], index: int, governor: int | None, language: str) -> str:
    """The tense cell of a predicate, from its own form and its governor's."""
    word = found[index]
    reading = word.readings[0]
    conditional = stands(found, role("conditional", language))
    if instructs(found, index, governor, language):
        return "imp"
    if word.word_class == "verb" and governor is not None:
        return "fut" if found[governor].has("person", "1") else "back"
    if word.word_class in ("verb", "predicative"):
        if reading.mood == "conditional" or (conditional and reading.tense == "past"):
            return "cond"
        if auxiliary(word, language) == "modal":
            return "modal" if word.word_class != "predicative" else "pres"
        return {"past": "past", "future": "fut"}.get(reading.tense, "pres")
    if governor is None:
        return "past" if word.word_class == "passive_participle" else "pres"
    lead = found[governor]
    kind = auxiliary(lead, language)
    if lead.has("mood", "conditional") or conditional:
        return "cond"
    if kind == "be" and has_bracket(language) and to_be_done(found, index, language):
        return "imp"
    if kind == "modal" or (lead.word_class == "predicative" and word.word_class == "infinitive"):
        return "modal"
    time = lead.readings[0].tense
    if word.word_class == "passive_participle":
        if kind == "have":
            return "perf" if time == "present" else "past"
        if kind == "will":
            return "fut"
        if kind in ("be", "become"):
            if time == "future":
                return "back" if reading.aspect == "imperfective" else "fut"
            if time == "past":
                return "past"
            return "state" if kind == "be" else "fut"
        return "state"
    if word.word_class == "infinitive":
        if kind == "do":
            return "past" if time == "past" else "pres"
        if aimed(found, index, governor, language):
            return "inf"
        if time == "future" and kind in ("be", "will"):
            return "fut" if lead.has("person", "1") or kind == "will" else "back"
        return "fut" if kind == "become" else "inf"
    return {"past": "past", "future": "fut"}.get(time, "pres")


def to_be_done(found: Sequence[Word], index: int, language: str) -> bool:
    """Whether a word is an infinitive with its mark, before it or inside it ("ist zu ergänzen", "ist vorzunehmen")."""
    text, marked = found[index].text, role("infinitive", language)
    if index and found[index - 1].text in marked:
        return True
    return any(mark in text[1:] and text.replace(mark, "", 1) in found[index].bases for mark in marked)


def already(found: Sequence[Word], index: int, governor: int | None, language: str, name: str = "already") -> bool:
    """Whether a predicate is told to be done already, or by `name` "dated" at a time past ("last year")."""
    first, last = min(index, index if governor is None else governor), max(index, index if governor is None else governor)
    reach = ALREADY_REACH if name == "already" else DATED_REACH
    return stands(found[max(0, first - reach) : last + reach + 1], role(name, language))


def stands(found: Sequence[Word], texts: frozenset[str]) -> bool:
    """Whether one of some texts is among the words."""
    if texts:
        for word in found:
            if word.text in texts:
                return True
    return False


def instructs(found: Sequence[Word], index: int, governor: int | None, language: str) -> bool:
    """Whether a word tells the editors what to do: an imperative, or without a verb an infinitive or a bare form at the head."""
    word = found[index]
    if word.word_class == "verb":
        return all(reading.mood == "imperative" for reading in word.readings)
    first = index == 0 or (index == 1 and found[0].text in role("and", language))
    bare = first and word.word_class in ("unknown", "other") and word.text in word.lemmas() and len(found) > 1
    return governor is None and (word.word_class == "infinitive" or bare)


def by_office(found: Sequence[Word], index: int, governor: int | None, language: str) -> bool:
    """Whether the office acts: in the first person, impersonally, in the passive, or by its name."""
    lead = found[governor] if governor is not None else found[index]
    if lead.has("person", "1") or lead.has("person", "impersonal") or found[index].word_class == "passive_participle":
        return True
    if stands(found, role("reflexive", language)):
        return True
    for word in found:
        if word.word_class == "pronoun" and word.has("person", "1"):
            return True
    return any(names_office(word.form, language) for word in found)


@lru_cache(maxsize=MOST_FORMS)
def names_office(form: WordForm, language: str) -> bool:
    """Whether a form is a name of the office that can be a subject."""
    named = not role("office", language).isdisjoint(form.bases)
    return named and ("nominative" in cases_of(form) or not form.readings[0].cases)
