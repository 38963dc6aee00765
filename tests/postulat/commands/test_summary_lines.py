"""What a run tells at its end is the same whether the library for terminals lays it out or not."""

from __future__ import annotations

import pytest

from postulat.commands.summary import in_columns, is_plain_output, print_table

ROWS = [("documents", "1 read, 2 failed"), ("odpowiedzi", "6: uwzględniono 2 · częściowo 1 – „reszta”…"), ("notes", "")]


def test_plain_lines_are_those_of_the_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    print_table(ROWS)
    plain = in_columns(ROWS)
    assert plain is not None
    assert capsys.readouterr().out == "".join(f"{line}\n" for line in plain)


@pytest.mark.parametrize("cell", ["[b]old", "a:smile:b", "日本", "e\u0301", "two\nlines", "\x1b[1m", "C:\\here"])
def test_what_is_not_plain_is_left_to_the_table(cell: str) -> None:
    assert in_columns([("name", cell)]) is None


def test_a_narrow_or_a_forced_terminal_is_no_plain_output(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    assert is_plain_output(10)
    assert not is_plain_output(100)
    monkeypatch.setenv("COLUMNS", "40")
    assert not is_plain_output(50)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert not is_plain_output(10)
