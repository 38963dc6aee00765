"""What is kept of the dictionary is what it says; rows that nobody has kept yet are looked up in it."""

from __future__ import annotations

import kept_facts as writer

from postulat.normalize.matrix.columns.heading_words import LEMMATISED
from postulat.normalize.morphology.kept_facts import LANGUAGE, SEPARATOR, kept_heads, kept_nouns, looked_up_nouns
from postulat.normalize.names.nominatives import looked_up_inflections

MOST_NEW = 0.2
"""Share of rows that may be new since the tables were written, before `tests/kept_facts.py` should write them again."""


def test_kept_facts_are_those_of_the_dictionary() -> None:
    assert {word: looked_up_nouns(word, LANGUAGE) for word in kept_nouns()} == kept_nouns()
    assert {(head, number): looked_up_inflections(head, number) for head, number in kept_heads()} == kept_heads()


def test_most_of_what_is_asked_is_kept() -> None:
    assert {LANGUAGE} == LEMMATISED
    for asked, kept in ((writer.nouns(), kept_nouns()), (writer.heads(), kept_heads())):
        names = [row[:-1] if len(row) > 2 else row[0] for row in asked]
        assert sum(name not in kept for name in names) <= MOST_NEW * len(names)
    assert not any(SEPARATOR in word for word in kept_nouns())
