"""Word tables of the readers: each row fits its example and explains itself."""

from __future__ import annotations

import re

import pytest
from repository import ROOT

from postulat.extract.characters.mojibake import DROPPED
from postulat.extract.html.boilerplate import FURNITURE
from postulat.extract.office.docx.styles import HEADING_NAME, TITLES
from postulat.extract.word_tables import word_table

TABLES = sorted(path for path in (ROOT / "extract").rglob("*.csv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_each_table_explains_itself(path) -> None:  # type: ignore[no-untyped-def]
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert word_table(path)


def test_examples() -> None:
    for row in word_table(ROOT / "extract" / "html" / "furniture.csv"):
        assert re.fullmatch(row["pattern"], row["example"])
        assert FURNITURE.fullmatch(row["example"])
    for row in word_table(ROOT / "extract" / "characters" / "dropped_letters.csv"):
        assert re.match(row["stem"], row["example"])
        assert DROPPED.match(row["example"])
    for row in word_table(ROOT / "extract" / "office" / "docx" / "style_names.csv"):
        assert HEADING_NAME.fullmatch(f"{row['name']} 2") if row["kind"] == "heading" else row["name"] in TITLES
