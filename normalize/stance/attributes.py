"""Attributes: participles, nouns and infinitives that belong to another word of their clause, and so are no predicates of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from postulat.normalize.morphology.analysis import MOST_FORMS
from postulat.normalize.stance.clauses import role
from postulat.normalize.stance.words import Word, WordForm
from postulat.normalize.vocabulary.phrases import rows


@cache
def auxiliaries(language: str) -> dict[str, str]:
    """Auxiliary lemmas and their role: be, become, have, will, modal, do."""
    return {row["lemma"]: row["role"] for row in rows("auxiliaries") if row["language"] == language}


def auxiliary(word: Word, language: str) -> str:
    return role_of_auxiliary(word.form, language)


@lru_cache(maxsize=MOST_FORMS)
def role_of_auxiliary(form: WordForm, language: str) -> str:
    table = auxiliaries(language)
    return next((table[lemma] for lemma in sorted(form.bases) if lemma in table), "")


def attributive(found: Sequence[Word], index: int, language: str) -> bool:
    """Whether a noun belongs to the noun before it, or only goes along with what is said ("zgodnie z właściwością")."""
    if found[index].word_class != "noun":
        return False
    place = index - 1
    while place >= 0 and found[place].word_class in ("adjective", "numeral"):
        place -= 1
    if place < 0:
        return False
    before = found[place]
    if before.text in role("beside", language):
        return True
    nominal = before.word_class in ("noun", "gerund", "active_participle") and bool(before.readings[0].cases)
    return nominal and before.text not in role("minus", language) and found[index].in_case("genitive")


def named(word: Word) -> bool:
    """Whether a word is the name of a body ("Fundusz nie posiada danych"), in a language that writes only names with a capital."""
    return word.capital and word.word_class == "noun" and bool(word.readings[0].cases)


def determined(found: Sequence[Word], index: int, language: str) -> bool:
    """Whether a word that sounds like a verb is a noun after its determiner ("the trial", but not "a plan to build")."""
    before, after = found[index - 1] if index else None, found[index + 1] if index + 1 < len(found) else None
    if before is None or before.text not in role("determiner", language) or found[index].word_class == "passive_participle":
        return False
    purpose = not role("purpose", language).isdisjoint(found[index].bases)
    return after is None or not purpose or after.text not in role("for_purpose", language)


def bare_after_be(found: Sequence[Word], index: int, language: str) -> bool:
    """Whether a word without an ending stands after "be", where it is no verb ("It is open to all")."""
    word, before = found[index], found[index - 1] if index else None
    if before is None or before.word_class != "auxiliary" or auxiliary(before, language) != "be":
        return False
    return not word.readings[0].cases and word.word_class == "infinitive" and word.text in word.bases


def oblique(word: Word) -> bool:
    """Whether a word is a noun in another case than the nominative and the instrumental."""
    cases = {case for reading in word.readings for case in reading.cases}
    return word.word_class in ("noun", "gerund") and bool(cases) and cases.isdisjoint({"nominative", "instrumental"})


def describes(found: Sequence[Word], index: int, language: str) -> bool:
    """Whether a participle only describes a noun: after a determiner, or beside a verb that is no auxiliary of its own."""
    if index and found[index - 1].text in role("determiner", language):
        return index + 1 < len(found) and found[index + 1].word_class not in ("preposition", "auxiliary")
    before = next((place for place in range(index - 1, -1, -1) if found[place].finite), None)
    if before is not None:
        if found[before].word_class == "verb" and not auxiliary(found[before], language):
            return True
        rivals = [*found[max(0, before - 1) : before], *found[before + 1 : index]]
        joined = found[index - 1].text in role("and", language) or bool(role("separable", language))
        return not joined and any(word.word_class == "passive_participle" and not auxiliary(word, language) for word in rivals)
    if not found[index].readings[0].cases:
        return False
    verb = next((place for place in range(index + 1, len(found)) if found[place].finite), None)
    if verb is None:
        return False
    if any(word.word_class in ("passive_participle", "infinitive") for word in found[verb + 1 :]):
        return True
    return found[verb].word_class == "verb" and auxiliary(found[verb], language) not in ("be", "become")


def after_preposition(found: Sequence[Word], index: int, language: str) -> bool:
    """Whether a noun stands after a preposition that does not deny it."""
    before = found[index - 1] if index else None
    nominal = found[index].word_class in ("noun", "gerund")
    return nominal and before is not None and before.word_class == "preposition" and before.text not in role("minus", language)


def aimed(found: Sequence[Word], index: int, governor: int, language: str) -> bool:
    """Whether an infinitive tells the aim of another verb ("will be kept under review to ensure …")."""
    marked = index > 0 and found[index - 1].text in role("infinitive", language)
    return marked and any(word.word_class in ("passive_participle", "infinitive") for word in found[governor + 1 : index - 1])
