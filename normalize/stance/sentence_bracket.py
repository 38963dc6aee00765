"""The bracket of a clause in a language that puts verbs at its end: which of its forms is the finite verb, which belongs to it.

"Der Weg wird … verlängert" has a participle, "Das Amt verlängert …" a verb; "Zahlen liegen nicht vor" a verb, "soll … liegen" an
infinitive. Nouns are told by their capital.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.stance.words import Word, marks

PLURAL = ("infinitive", "unknown")
"""What the form of a finite verb in the plural looks like by its ending."""


@cache
def has_bracket(language: str) -> bool:
    """Whether a language has such clauses: those with verbs that part from their particles."""
    return bool(marks("separable", language))


def settled(run: Sequence[Word], language: str, opening: bool) -> list[Word]:
    """The words of a clause with the readings that its verbs leave them; `opening` says that it opens its sentence."""
    if not has_bracket(language):
        return list(run)
    found = [as_noun(word) if word.capital else word for word in run]
    if any(word.word_class == "auxiliary" and word.finite for word in found):
        return closed([participle(word, language) for word in found], language)
    if any(word.word_class == "verb" for word in found):
        return found
    infinitive, plural = marks("infinitive", language), tuple(marks("plural", language))
    for number, word in enumerate(found):
        opens = opening and number == 0
        marked = number > 0 and found[number - 1].text in infinitive
        if word.word_class in PLURAL and word.text.endswith(plural) and not marked and not opens:
            found[number] = word.read_as(
                tuple(one._replace(word_class="verb", tense="present", number="plural") for one in word.readings)
            )
            break
    return found


def closed(found: list[Word], language: str) -> list[Word]:
    """The words of a clause with an auxiliary: the word at its end that no dictionary knows is an infinitive by its ending."""
    last = found[-1]
    if (
        len(found) > 2
        and last.word_class == "unknown"
        and not last.capital
        and last.text.endswith(tuple(marks("plural", language)))
    ):
        found[-1] = last.read_as(tuple(one._replace(word_class="infinitive") for one in last.readings))
    return found


def as_noun(word: Word) -> Word:
    """A word with a capital inside its sentence, as the noun that it is."""
    return word.read_as(tuple(one._replace(word_class="noun") for one in word.readings))


def participle(word: Word, language: str) -> Word:
    """A word of a clause with an auxiliary: what looks like a verb is its participle, or no verb at all ("letzte")."""
    irregular = word.word_class == "infinitive" and word.text not in word.bases
    if word.word_class != "verb" and not irregular:
        return word
    left = tuple(one for one in analyse(word.text, language) if one.word_class == "passive_participle")
    if left:
        return word.read_as(left)
    return word if irregular else word.read_as(tuple(one._replace(word_class="other") for one in word.readings))
