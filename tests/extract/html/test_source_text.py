"""The source of a page is put right before it is parsed: asked in a quick way, done only where needed."""

from __future__ import annotations

import pytest

from postulat.extract.characters.cleaning import fold_characters
from postulat.extract.html.line import shown
from postulat.extract.html.source_text import OTHER_SPACES, settled


def test_the_quick_question_misses_no_character() -> None:
    """Each character that folding would change is changed, and no other."""
    for code in (*range(0xD800), *range(0xE000, 0x30000)):
        text = f"o {chr(code)} u"
        assert settled(text) == OTHER_SPACES.sub(" ", fold_characters(text)), hex(code)


def test_after_settling_four_signs_tell_of_white_space() -> None:
    for code in (code for code in range(0xD800) if chr(code) != "\r"):  # which the parser turns into a line break
        text = settled(f"o{chr(code)}u")
        assert shown(text) == " ".join(text.split()), hex(code)


@pytest.mark.parametrize("reference", ["&emsp;", "&#8239;", "&#x2009;", "&#13;", "&#xb;", "&numsp;", "&MediumSpace;"])
def test_spaces_written_as_references_are_spaces(reference: str) -> None:
    assert settled(f"10{reference}000") == "10 000"
