"""LibreOffice opens the workbook and the CSV for Excel: no formula, the right types, Polish letters."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from programs import SECONDS, SOFFICE, need

from postulat import export
from postulat.export import Options
from postulat.normalize.records import Records

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
SHEETS = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
FORMULA = "=cmd|' /C calc'!A1"
CONSTANTS = {"of:=TRUE()", "of:=FALSE()"}
"""LibreOffice itself turns a truth value of a workbook into one of these."""

Cell = tuple[str | None, str, str | None]
"""Type, text and formula."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for LibreOffice, which must have its spreadsheet; one with only the word processor opens no workbook."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "probe.csv").write_text("a\n", encoding="utf-8")
    need("LibreOffice Calc", SOFFICE and opened(folder / "probe.csv", folder))
    return folder


def opened(path: Path, folder: Path, *options: str) -> dict[str, list[list[Cell]]]:
    """Sheet → rows of cells, as LibreOffice has them after opening the file; empty where it cannot."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(folder / "opened"), *options, str(path)]
    subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    made = folder / "opened" / f"{path.stem}.fods"
    if not made.exists():
        return {}
    tables = ElementTree.parse(made).getroot().iter(f"{{{SHEETS}}}table")
    return {str(table.get(f"{{{SHEETS}}}name")): [cells(row) for row in table.iter(f"{{{SHEETS}}}table-row")] for table in tables}


def cells(row: ElementTree.Element) -> list[Cell]:
    found: list[Cell] = []
    for cell in row.iter(f"{{{SHEETS}}}table-cell"):
        text = "\n".join("".join(part.itertext()) for part in cell if part.tag.endswith("}p"))
        times = int(cell.get(f"{{{SHEETS}}}number-columns-repeated", "1"))
        found += [(cell.get(f"{{{OFFICE}}}value-type"), text, cell.get(f"{{{SHEETS}}}formula"))] * min(times, 50)
    return found


def test_the_workbook(hostile: Records, records: Records, tmp_path: Path, office: Path) -> None:
    mixed = replace(hostile, records=(*hostile.records, replace(records.records[0], postulate_id="d1.p3", number="3.1")))
    export.write(mixed, tmp_path, ["xlsx"])
    sheets = opened(tmp_path / "postulat.xlsx", office)
    every = [cell for rows in sheets.values() for row in rows for cell in row]
    assert {formula for _, _, formula in every if formula} <= CONSTANTS
    assert sum(text == FORMULA for _, text, _ in every) > 40
    row = sheets["records"][3]
    assert [cell[0] for cell in row[:6]] == ["string", "string", "string", "string", "string", "date"]
    assert row[0][1] == "3.1"
    assert row[2][1] == records.records[0].postulate
    assert (row[8][0], row[8][1]) == ("float", "2027")
    assert sheets["records"][0][1][1] == "Organizacja"


def test_the_csv_for_excel(hostile: Records, records: Records, tmp_path: Path, office: Path) -> None:
    mixed = replace(hostile, records=(*hostile.records, records.records[0]), mentions=records.mentions)
    export.write(mixed, tmp_path, ["csv"], Options(csv_dialect="excel-pl"))
    # Separator, quote, character set, first row, columns, language (Polish), and the risky part: formulas are taken as such.
    read = "CSV:59,34,76,1,,1045,false,true,false,false,false,-1,true"
    sheets = {name: opened(tmp_path / f"{name}.csv", office, f"--infilter={read}")[name] for name in ("records", "mentions")}
    every = [cell for rows in sheets.values() for row in rows for cell in row]
    assert not [cell for cell in every if cell[2]]
    assert any(re.fullmatch(rf"'?{re.escape(FORMULA)}", text) for _, text, _ in every)
    row = sheets["records"][3]
    assert row[1][1] == "Klub Orzeł"
    assert row[2][1] == records.records[0].postulate
    assert [row[5][0], row[8][0], row[10][0]] == ["date", "float", "float"]
    amount = sheets["mentions"][1][6]
    assert (amount[0], amount[1]) == ("float", "5")


def test_plain_csv_does_hold_what_would_run(hostile: Records, tmp_path: Path, office: Path) -> None:
    """What the guard is for: without it this spreadsheet finds formulas, so the test above can fail."""
    one = replace(hostile.records[0], postulate="=1+1")
    export.write(replace(hostile, records=(one,)), tmp_path, ["csv"])
    sheets = opened(tmp_path / "records.csv", office, "--infilter=CSV:44,34,76,1,,1045,false,true,false,false,false,-1,true")
    assert any(formula for _, _, formula in sheets["records"][1])
