"""Each reason for doubt has words in both languages."""

from __future__ import annotations

import pytest

from postulat.export.html.words import words
from postulat.normalize.grades import REASONS


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_has_words(reason: str) -> None:
    assert all(words()[f"reason.{reason}"])
