"""Comments in parts, split only where the document itself answers them part by part."""

from __future__ import annotations

import pytest

from postulat.extract.document import Link
from postulat.normalize.matrix.numbered_parts import parts
from postulat.normalize.matrix.passage import Passage


def split(text: str, answer: str) -> list[tuple[str, str | None]]:
    return [(part.text.text, part.answer.text if part.answer else None) for part in parts(Passage(text), Passage(answer))]


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("1) Skrócić.\n2) Dodać.", "Ad 1 Tak będzie.\nAd 2 Nie.", [("Skrócić.", "Tak będzie."), ("Dodać.", "Nie.")]),
        ("a) Skrócić.\nb) Dodać.", "Ad. a) Tak. Ad. b) Nie, bo art. 5.", [("Skrócić.", "Tak."), ("Dodać.", "Nie, bo art. 5.")]),
        ("1. A.\n2. B.\n3. C.", "Ad 1-2. Tak. Ad 3. Nie.", [("A.", "Tak."), ("B.", "Tak."), ("C.", "Nie.")]),
        ("1) A.\n2) B.", "1) Tak.\n2) Nie.", [("A.", "Tak."), ("B.", "Nie.")]),
        ("[1] A. [2] B. [3] C.", "[1] Uwaga uwzględniona. [2-3] Uwaga nieaktualna.",
         [("A.", "Uwaga uwzględniona."), ("B.", "Uwaga nieaktualna."), ("C.", "Uwaga nieaktualna.")]),
        ("[1] A. [2] B.", "[1] Uwaga przyjęta [2] Uwaga wyjaśniona", [("A.", "Uwaga przyjęta"), ("B.", "Uwaga wyjaśniona")]),
        ("[1] A. [2] B. [3] C.", "[1] Uwaga uwzględniona. [3] Nie.", [("A.", "Uwaga uwzględniona."), ("B.", None), ("C.", "Nie.")]),
    ],
)  # fmt: skip
def test_parts_with_their_answers(text: str, answer: str, expected: list[tuple[str, str | None]]) -> None:
    assert split(text, answer) == expected


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1) A.\n2) B.", "Uwaga uwzględniona."),
        ("Jedna uwaga bez części.", "Ad 1 Tak."),
        ("[1] A. [2] B.", "Uwaga [1] uwzględniona, [2] nieuwzględniona"),
        ("[1] A. [2] B.", "[1] Tak. [5] Nie."),
        ("1) A.\n3) B.", "Ad 1 Tak. Ad 3 Nie."),
        ("[1] A. [2] B. [3] C.", "[1] Uwaga uwzględniona. [2] i [3] nie"),
    ],
)
def test_what_stays_whole(text: str, answer: str) -> None:
    assert split(text, answer) == []


def test_words_before_the_parts_belong_to_each() -> None:
    assert split("Wnosimy o:\n1) ławki,\n2) kosze.", "W zakresie pkt 1 zgoda. W zakresie pkt 2 brak środków.") == [
        ("Wnosimy o:\nławki,", "zgoda."),
        ("Wnosimy o:\nkosze.", "brak środków."),
    ]


def test_links_move_with_their_words() -> None:
    text = "[1] A. [2] Zob. strona."
    found = parts(Passage(text, (Link(text.index("strona"), len(text) - 1, "https://a.pl"),)), Passage("[1] Tak. [2] Nie."))
    link = found[1].text.links[0]
    assert found[1].text.text[link.start : link.end] == "strona"
    assert not found[0].text.links
