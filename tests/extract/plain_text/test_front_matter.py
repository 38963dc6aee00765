"""Front matter of Markdown files: keys and values between two lines of dashes, before the text."""

from __future__ import annotations

from postulat.extract.plain_text.reader import read

FRONT = "---\ncreated: 2026-03-05T10:04\ntitle: 'Uwagi do regulaminu'\ntags:\n  - park\n---\n\nProsimy o ławki.\n"


def told(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(text.encode(), "page.md").blocks]


def test_the_title_is_a_heading_above_the_text_and_nothing_is_lost() -> None:
    found = told(FRONT)
    assert found[-2:] == [("heading", "Uwagi do regulaminu"), ("paragraph", "Prosimy o ławki.")]
    assert {"created: 2026-03-05T10:04", "park"} <= {part.strip() for _, text in found for part in text.split(" tags:")}
    (heading,) = [block for block in read(FRONT.encode(), "page.md").blocks if block.kind == "heading"]
    assert heading.places[0].path == "line=3"


def test_a_line_of_dashes_above_text_is_no_front_matter() -> None:
    assert ("heading", "Uwagi") not in told("---\ntitle: Uwagi\nTo jest zdanie bez klucza.\n---\n\nKoniec.")
    assert ("heading", "Uwagi") not in told("---\ntitle: Uwagi\n\nKoniec.")
    assert told("---\n") == []


def test_values_of_front_matter_are_no_items() -> None:
    assert not [
        block for block in read(FRONT.replace("  - park", "  - park\n  - lake").encode(), "page.md").blocks if block.kind == "item"
    ]
