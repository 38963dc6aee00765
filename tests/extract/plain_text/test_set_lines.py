"""Lines of Markdown in bold or italics within a paragraph are paragraphs of their own."""

from __future__ import annotations

from postulat.extract.plain_text.reader import read


def told(text: str) -> list[tuple[str, str, bool, bool]]:
    return [(block.kind, block.text, block.strong, block.slanted) for block in read(text.encode(), "page.md").blocks]


def test_an_answer_in_bold_or_italics_on_the_next_line() -> None:
    assert told("The map has no scale.\n**We have added one\nbelow it.**") == [
        ("paragraph", "The map has no scale.", False, False),
        ("paragraph", "We have added one below it.", True, False),
    ]
    assert told("- Where is the river?\n  *North of the hill.*\n- And the lake?")[1] == (
        "paragraph",
        "North of the hill.",
        False,
        True,
    )


def test_a_title_in_bold_on_the_line_above() -> None:
    assert [row[1:3] for row in told("**A scale for maps.**\nWe have added one.\nIt is long.")] == [
        ("A scale for maps.", True),
        ("We have added one. It is long.", False),
    ]


def test_labels_names_and_words_within_a_line_part_nothing() -> None:
    for text in (
        "**Date:**\n5 May",
        "**Anna Nowak**\nresident",
        "One **bold**\nword and *more*\nof them",
        "**All of it**\n**in bold.**",
    ):
        assert len(told(text)) == 1, text


def test_an_item_keeps_its_first_line() -> None:
    assert told("1. **A scale**\n   for the map") == [("item", "A scale for the map", False, False)]
