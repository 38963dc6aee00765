"""Options that say how files are read: a password, hidden rows, the second tree of web pages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from postulat.commands.cli import main

ROWS = [["Lp.", "Organizacja", "Uwaga", "Stanowisko"], ["1", "Fundacja Kasztan", "Więcej ławek.", "Uwaga uwzględniona."]]
ROWS += [["2", "Fundacja Klon", "Więcej drzew w parku.", "Nie uwzględniono."]]


def workbook(folded: bool = False, password: str = "") -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in ROWS:
        sheet.append(row)
    if folded:
        sheet.row_dimensions.group(3, 3, hidden=True)
    buffer = io.BytesIO()
    made.save(buffer)
    if password:
        locked = io.BytesIO()
        msoffcrypto.format.ooxml.OOXMLFile(buffer).encrypt(password, locked)
        return locked.getvalue()
    return buffer.getvalue()


def numbers(out: Path) -> list[str]:
    with (out / "postulates.csv").open(encoding="utf-8", newline="") as file:
        return [row["number"] for row in csv.DictReader(file)]


def test_a_locked_file_is_named_and_the_next_run_opens_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "uwagi.xlsx", tmp_path / "out"
    file.write_bytes(workbook(password="Tajne!7"))
    command = ["run", str(file), "-o", str(out), "--format", "csv", "--quiet", "-j", "1"]
    assert main(command) == 1
    assert "locked with a password: give it with --password" in capsys.readouterr().err
    assert main([*command, "--password", "inne"]) == 1
    assert main([*command, "--password", "Tajne!7"]) == 0
    assert numbers(out) == ["1", "2"]
    assert main(command) == 0  # what was read once is known
    written = [path for path in out.rglob("*") if path.is_file()]
    assert [path for path in written if b"Tajne!7" in path.read_bytes()] == []
    assert json.loads((out / "run.json").read_text("utf-8"))["order"]["options"]["reading"]["hidden_rows"] == "keep"


def test_rows_hidden_by_a_folded_group_are_kept_or_dropped(tmp_path: Path) -> None:
    (tmp_path / "uwagi.xlsx").write_bytes(workbook(folded=True))
    for choice, expected in (("keep", ["1", "2"]), ("drop", ["1"])):
        out = tmp_path / choice
        command = ["run", str(tmp_path / "uwagi.xlsx"), "-o", str(out), "--format", "csv", "--quiet", "-j", "1"]
        assert main([*command, "--hidden-rows", choice]) == 0
        assert numbers(out) == expected


def test_both_trees_of_a_page_give_the_same_records(tmp_path: Path) -> None:
    page = tmp_path / "uwagi.html"
    page.write_text("<table>" + "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in ROWS) + "</table>", "utf-8")
    for engine in ("lexbor", "bs4"):
        command = ["run", str(page), "-o", str(tmp_path / engine), "--format", "csv", "--quiet", "-j", "1"]
        assert main([*command, "--html-engine", engine]) == 0
    one, other = ((tmp_path / engine / "records.csv").read_text("utf-8") for engine in ("lexbor", "bs4"))
    assert one == other
