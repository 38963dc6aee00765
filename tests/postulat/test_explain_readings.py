"""`postulat explain FILE`: the readings of a document with their terms."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from repository import ROOT
from spoken_messages import WEIGHED

from postulat.commands.cli import main
from postulat.commands.explain_readings import explain_readings
from postulat.extract.word_tables import word_table
from postulat.language.chosen import speak
from postulat.normalize.evidence import WORDS, named
from postulat.normalize.readings.proposal import BARE_NUMBERS

PAGE = """<html lang=pl><h1>Zestawienie uwag</h1><p>Uwaga nr 1</p><p>Prosimy o ławki.</p><p>Odpowiedź: Uwaga uwzględniona.</p>
<p>Uwaga nr 2</p><p>Prosimy o kosze.</p><p>Odpowiedź: Nie uwzględniono.</p></html>"""


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


def test_the_terms_of_a_reading(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    told = list(explain_readings(page))
    assert told[0][1].startswith("labelled comments and answers, of 1 proposed")
    assert any(words.startswith("+2.0  comments with answers (2 of 2 with comment and answer)") for _, words in told)
    assert ("first record", "1: Prosimy o ławki. → Uwaga uwzględniona.") in told


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(tmp_path / "none.html")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_every_sign_has_words_and_every_word_a_sign() -> None:
    signs = {"past", "present", "future", "conditional", "modal", "passive"}
    for path in sorted((ROOT / "normalize" / "readings").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called in WEIGHED:
                name = node.args[WEIGHED[called] - 2]  # type: ignore[attr-defined]
                signs |= (
                    {name.value}
                    if isinstance(name, ast.Constant)
                    else {BARE_NUMBERS}
                    if ast.unparse(name) == "BARE_NUMBERS"
                    else set()
                )
    rows = {row["key"]: row for row in word_table(WORDS)}
    assert rows.keys() == signs
    assert all(named(key, "en") == row["example"] and named(key, "pl") == row["pl"] for key, row in rows.items())


def test_in_polish_nothing_is_said_in_codes_or_in_english(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    speak("pl")
    told = " ".join(words for _, words in explain_readings(page))
    speak("en")
    assert "uwagi z odpowiedziami (2 z 2 mają uwagę i odpowiedź)" in told
    assert not re.findall(r"[a-z]+-[a-z]+|\bof\b|\bthe\b", told)
