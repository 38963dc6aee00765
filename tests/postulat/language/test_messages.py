"""What the program says in other languages: each message has its words, and values stay what they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from repository import SAMPLES
from spoken_messages import help_texts, messages

from postulat.commands.cli import main
from postulat.language.help_pages import words
from postulat.language.messages import HELP, PLACEHOLDER, looked_up, rows, spoken, template
from postulat.normalize.corrections.stance_names import stance_names
from postulat.normalize.wording import home

TABLES = sorted(home().glob("*/*.csv"))
SPOKEN = sorted({path.parent.name for path in TABLES})
"""The languages beside English; each says all of it."""
TEXT = SAMPLES / "krakow-text" / "source.txt"
WITHOUT_WORDS = {"response", "organisation"}
"""Names of fields, which are the same in every language."""


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "pl_PL.UTF-8")


def said_in(line: str, language: str) -> str | None:
    """As `spoken` finds it, or None: some words are the same in both languages."""
    heads = [0, *(found.end() for found in re.finditer(": ", line))]
    return next((said for at in heads if (said := looked_up(line[at:], language, 0)) is not None), None)


@pytest.mark.parametrize("language", SPOKEN)
def test_every_message_has_its_words(language: str) -> None:
    missing = {text: file for text, file in messages().items() if text not in WITHOUT_WORDS and said_in(text, language) is None}
    assert not missing, f"add them to postulat/language/{language}"


@pytest.mark.parametrize("language", SPOKEN)
def test_every_text_of_the_help_has_its_words(language: str) -> None:
    known = words(language)
    assert not [text for text in help_texts() if text and text not in known]
    assert set(known) <= {*help_texts(), "usage: "}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_message_and_its_words_hold_the_same_values(path: Path) -> None:
    for message, said in rows(path):
        if path.name != HELP:
            own = {found["name"] for found in PLACEHOLDER.finditer(message)}
            told = {found["name"] for found in PLACEHOLDER.finditer(said)}
            counted = {name for name in own if f"{{{name}:d}} file, " in message}  # one file is one file
            assert own - counted <= told <= own, message
        assert message.count("`") == said.count("`"), message


@pytest.mark.parametrize("language", sorted({path.parent.name for path in TABLES if path.name == "values.csv"}))
def test_every_stance_has_the_name_that_the_pages_give_it(language: str) -> None:
    for stance, names in stance_names().items():
        assert spoken(f"stance.{stance}", language) == names.said(language)


def test_values_are_taken_as_they_stand() -> None:
    assert spoken("{odd} %s \\1: no such folder", "pl") == "{odd} %s \\1: nie ma takiego folderu"
    assert spoken("a: b: the file is empty", "pl") == "a: b: plik jest pusty"
    assert spoken("many documents read", "pl") == "many documents read"
    assert spoken("12 read", "pl") == "odczytano 12"
    assert spoken("x" * 30_000 + ": no such folder", "pl").endswith("no such folder")
    assert template("{one} of {two:d}", "").values("a of b of 3") is None


def test_a_message_in_a_message_is_said_in_the_same_language() -> None:
    said = spoken("cannot write to out: No space left on device", "pl")
    assert said == "nie da się zapisać do out: brak miejsca na dysku"


def test_many_colons_are_looked_up_in_good_time() -> None:
    assert spoken(": " * 9_000, "pl") == ": " * 9_000


def test_the_commands_speak_the_language_of_the_system(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["run", str(TEXT), "-o", str(out)]) == 0
    said = capsys.readouterr().out
    assert all(words in said for words in ("odczytano 1", "uwzględnione", "zacznij od records"))
    assert main(["show", str(TEXT)]) == 0
    assert "odrzucone" in capsys.readouterr().out
    assert main(["explain", str(out), "nothing"]) == 2
    assert "nie ma takiego rekordu" in capsys.readouterr().err
    assert main(["diff", str(out), str(out)]) == 0
    assert capsys.readouterr().out == "bez różnic\n"


def test_what_is_typed_goes_before_the_system(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(TEXT), "--labels", "en"]) == 0
    assert "rejected" in capsys.readouterr().out
    assert main(["show", str(TEXT)]) == 0
    assert "odrzucone" in capsys.readouterr().out


@pytest.mark.parametrize("given", [{"CI": "true"}, {"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, {"LANG": "de_DE.UTF-8"}, {"LANG": ""}])
def test_programs_listen_to_english(
    given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert main(["run", str(tmp_path / "nowhere"), "-o", str(tmp_path / "out")]) == 2
    assert "no such file or folder" in capsys.readouterr().err


def test_lines_of_json_stay_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    assert main(["run", str(tmp_path), "-o", str(tmp_path / "out"), "--log-format", "json"]) == 1
    assert "not a readable PDF" in capsys.readouterr().err


def test_wrong_use_and_help_are_told_in_polish(capsys: pytest.CaptureFixture[str]) -> None:
    for words_typed in (["rnu"], ["run"], ["run", "-o", "x", "--workesr", "3"]):
        with pytest.raises(SystemExit):
            main(words_typed)
    said = capsys.readouterr().err
    assert "może chodziło o 'run'?; spróbuj `postulat --help`" in said
    assert "brakuje argumentów: -o/--out; spróbuj `postulat run --help`" in said
    assert "nieznane argumenty: --workesr" in said
    with pytest.raises(SystemExit):
        main(["run", "--help"])
    said = capsys.readouterr().out
    assert said.startswith("użycie: postulat run")
    assert all(words in said for words in ("folder na tabele", "przykłady:"))
    assert "show this help" not in said


def test_help_and_errors_are_told_in_czech(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LANG", "cs_CZ.UTF-8")
    with pytest.raises(SystemExit):
        main(["run", "--help"])
    assert capsys.readouterr().out.startswith("použití: postulat run")
    assert main(["run", "nowhere", "-o", "out"]) == 2
    assert "takový soubor ani složka není" in capsys.readouterr().err
