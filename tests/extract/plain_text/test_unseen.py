"""Comments of Markdown that no page shows are left out and told by a note."""

from __future__ import annotations

import pytest

from postulat.extract.plain_text.reader import read


@pytest.mark.parametrize(
    ("text", "told", "notes"),
    [
        ("Add a map.\n\n<!-- TODO -->\n\nDone.", ["Add a map.", "Done."], ["TODO"]),
        ("Add <!-- soon --> a map.", ["Add a map."], ["soon"]),
        ("Add\n<!-- one\ntwo -->\na map.", ["Add", "a map."], ["one two"]),
        ("Write `x <!-- y` for a map.", ["Write x <!-- y for a map."], []),
        ("<!-- never ends\n\nAdd a map.", ["<!-- never ends", "Add a map."], []),
        ("> Add a map.\n\n<!-- -->\n\nDone.", ["Add a map.", "Done."], []),
    ],
)
def test_comments_of_markdown(text: str, told: list[str], notes: list[str]) -> None:
    found = read(text.encode(), "page.md")
    assert [block.text for block in found.blocks] == told
    assert [note.values["text"] for note in found.notes if note.code == "hidden-text"] == notes
