"""Each folder in samples/ holds a source and the tables that come out of it; one meeting in several formats gives one result."""

from __future__ import annotations

from pathlib import Path

import golden
import pytest
from programs import SOFFICE, need

import postulat

CASES = golden.cases()
KRAKOW = [folder for folder in CASES if folder.name.startswith("krakow-")]
TEXT = golden.SAMPLES / "krakow-text" / "source.txt"
CONVERTED = Path(__file__).parent / "data"


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_sample_gives_its_expected_tables(folder: Path) -> None:
    made = golden.tables(postulat.read(golden.source(folder)))
    expected = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "expected").glob("*.csv")}
    assert made.keys() == expected.keys()
    for name in expected:
        assert made[name] == expected[name], name


@pytest.mark.parametrize("folder", KRAKOW, ids=lambda folder: folder.name)
def test_the_same_meeting_in_another_format_gives_the_same_records(folder: Path) -> None:
    assert essence(postulat.read(golden.source(folder))) == essence(postulat.read(TEXT))


@pytest.mark.parametrize("path", sorted(CONVERTED.glob("krakow.*")), ids=lambda path: path.suffix)
def test_the_same_meeting_in_a_format_that_libreoffice_reads(path: Path) -> None:
    need("LibreOffice", SOFFICE)
    assert essence(postulat.read(path)) == essence(postulat.read(TEXT))


def essence(dataset: postulat.Dataset) -> list[tuple[object, ...]]:
    names = {row.organisation_id: row.name for row in dataset.organisations}
    rows: list[tuple[object, ...]] = [
        (row.number, row.organisation_inherited, row.section, row.target, row.text, names.get(row.organisation_id or ""))
        for row in dataset.postulates
    ]
    rows += [(row.position, row.text, row.stance, row.stance_evidence) for row in dataset.responses]
    rows += [(row.date, row.start_time, row.host_unit, row.programme_year, row.participants_stated) for row in dataset.meetings]
    rows += [(row.position, row.name_as_written, row.represents) for row in dataset.attendances]
    rows += [(row.position, row.text, row.statute_points) for row in dataset.task_areas]
    rows += [(row.kind, row.text, row.value, row.start) for row in dataset.mentions if row.field == "text"]
    return rows
