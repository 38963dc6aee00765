"""Objections: what a comment asks not to be done, and an answer that agrees by denying the same ("Nie planujemy likwidacji").

Whether a denied deed refuses or agrees hangs on what was asked, so this looks at the comment too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from postulat.normalize.morphology.analysis import MOST_FORMS
from postulat.normalize.stance.clauses import role
from postulat.normalize.stance.parsing import parsed
from postulat.normalize.stance.predicates.governors import denies_itself
from postulat.normalize.stance.sentences import sentences
from postulat.normalize.stance.words import Word, WordForm

LONGEST_COMMENT = 1000
"""Characters of a comment that are looked at: an objection is a short one, or opens with what it is against."""
COMMENTS_KEPT = 256
"""Comments whose objections are kept: one may have several answers."""
ROOT, SHORTEST_ROOT = 5, 4
"""Letters by which a deed is the same in another form ("likwidować", "likwidacji"), and in a short word."""
REACH = 4
"""Words at most between "against" and the deed."""
DEEDS = ("verb", "infinitive", "passive_participle", "noun", "gerund", "unknown", "other")
"""Classes of words that may name a deed."""


def agrees_by_denial(answer: str, proposal: str, language: str) -> str:
    """The clause in which an answer denies what its comment is against; "" where there is none, or the deed is told undenied too.

    >>> agrees_by_denial("Nie planujemy likwidacji szkoły.", "Prosimy nie likwidować szkoły.", "pl")
    'nie planujemy likwidacji szkoły'
    >>> agrees_by_denial("Nie planujemy likwidacji szkoły.", "Prosimy zlikwidować szkołę.", "pl")
    ''
    """
    roots = objected(proposal[:LONGEST_COMMENT], language)
    agreeing = ""
    for words in clauses_of(answer, language) if roots else ():
        if any(names(word, root) for word in words for root in roots):
            if signs(words, language) % 2 == 0:
                return ""
            agreeing = agreeing or " ".join(word.text for word in words)
    return agreeing


@lru_cache(maxsize=COMMENTS_KEPT)
def objected(proposal: str, language: str) -> frozenset[str]:
    """The roots of the deeds that a comment asks not to be done."""
    found: set[str] = set()
    negations = role("negation", language)
    for words in clauses_of(proposal, language):
        last = -REACH - 1  # where a word against something stood last
        for index, word in enumerate(words):
            if word.word_class in DEEDS:
                denied = denies_itself(word.form) or (index > 0 and words[index - 1].text in negations)
                if denied or index - last <= REACH:
                    found |= {root for lemma in word.bases if (root := root_of(lemma))}
            if against(word.form, language):
                last = index
    return frozenset(found)


def clauses_of(text: str, language: str) -> Iterator[Sequence[Word]]:
    for start, end in sentences(text):
        for clause in parsed(text[start:end], language).clauses:
            yield clause.words


def root_of(lemma: str) -> str:
    """The letters that stand in every form of a deed; "" for a word that is too short to tell."""
    return lemma[:ROOT] if len(lemma) > ROOT else lemma[:SHORTEST_ROOT] if len(lemma) == ROOT else ""


def names(word: Word, root: str) -> bool:
    return word.word_class in DEEDS and any(root in lemma for lemma in word.bases)


@lru_cache(maxsize=MOST_FORMS)
def against(form: WordForm, language: str) -> bool:
    return not role("against", language).isdisjoint(form.bases | {form.text})


def signs(words: Sequence[Word], language: str) -> int:
    """How many words of a clause turn its deed into the contrary: two make it stand again."""
    minus = role("minus", language)
    negations = role("negation", language)
    negative = sum(word.text in minus or denies_itself(word.form) for word in words)
    bare = sum(word.text in negations and not denies_itself(word.form) for word in words)
    return negative + bare + sum(against(word.form, language) for word in words)
