"""Forms that are of two Polish municipalities: the body that has its seat there tells which, else none is given."""

from __future__ import annotations

import pytest

from postulat.normalize.meeting.municipality import ambiguous, municipality
from postulat.normalize.meeting.segments import Segment


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("z sesji Rady Miejskiej w Lubaniu", "Lubań"),
        ("Urząd Gminy w Lubaniu", None),
        ("Burmistrz Będzina", "Będzin"),
        ("spotkanie odbyło się w Lubaniu", None),
        ("Wójt Gminy Janowa", None),
        ("z sesji Rady Gminy w Rogowie", None),
    ],
)
def test_the_body_tells_which_of_two(words: str, expected: str | None) -> None:
    made = municipality([Segment("head", words)], [], None, ["pl"])
    assert made is not None
    assert (None if ambiguous(made) else made.best.value) == expected
