"""Small words around figures: each example holds its word."""

from __future__ import annotations

import pytest

from postulat.normalize.vocabulary.phrases import rows


@pytest.mark.parametrize("row", rows("figure_words"), ids=lambda row: f"{row['language']} {row['role']} {row['word']}")
def test_examples(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
