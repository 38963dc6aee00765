"""Steps over all records give the same whether the tables lie in files or in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from postulat import extract
from postulat.batch.joining import laid_down
from postulat.export.formats.jsonl import documents
from postulat.normalize import combine, normalize
from postulat.normalize.corrections.corrections import Correction, correct, corrected
from postulat.normalize.dataset.streaming import Stream, by_document
from postulat.normalize.privacy.pseudonymise import pseudonymise, pseudonymised
from postulat.normalize.records import TABLES, Finding, Records

KEY = b"k"
PAGE = """<html lang="pl"><body><h1>Zestawienie uwag {name}</h1><table>
<tr><th>Lp.</th><th>Zgłaszający</th><th>Uwaga</th><th>Stanowisko</th></tr>
<tr><td>1</td><td>{first}</td><td>Więcej ławek do 5 maja 2026 r. Kontakt: {name}@example.org</td><td>Uwaga uwzględniona.</td></tr>
<tr><td>2</td><td>Fundacja Wspólna</td><td>Pani Anna Testowa-Przykładowa ma rację.</td><td>Uwaga nieuwzględniona.</td></tr>
</table></body></html>"""
FIRST = ("Anna Testowa-Przykładowa", "Klub Seniora Wrzos", "Fundacja Lipa", "Jan Testowy")


@pytest.fixture
def records() -> Records:
    pages = [PAGE.format(name=f"nr{number}", first=first) for number, first in enumerate(FIRST)]
    return combine([normalize(extract.read(page.encode(), f"{number}.html")) for number, page in enumerate(pages)])


def in_files(records: Records, folder: Path) -> Records:
    folder.mkdir()
    return laid_down(Stream(records.organisations, by_document(records)), folder)[0]


def rows(records: Records) -> dict[str, list[Any]]:
    return {table: list(getattr(records, table)) for table in TABLES}


def test_every_row_is_in_one_slice(records: Records) -> None:
    lost = Finding("d9", "error", "read-failed", "no such document")
    pieces = list(by_document(replace(records, findings=(lost, *records.findings[::-1]))))
    assert [[row.source for row in piece.documents] for piece in pieces] == [["0.html"], ["1.html"], ["2.html"], ["3.html"], []]
    assert pieces[-1].findings == (lost,)
    for table in set(TABLES) - {"organisations", "findings"}:
        assert [row for piece in pieces for row in getattr(piece, table)] == list(getattr(records, table)), table
    assert [[row.name for row in piece.organisations] for piece in pieces[1:3]] == [
        ["Klub Seniora Wrzos", "Fundacja Wspólna"],
        ["Fundacja Lipa", "Fundacja Wspólna"],
    ]


def test_pseudonyms(records: Records, tmp_path: Path) -> None:
    stream = pseudonymised(in_files(records, tmp_path / "before"), KEY)
    done, _ = laid_down(stream, tmp_path)
    assert rows(done) == rows(pseudonymise(records, KEY))
    assert not [row.text for row in done.postulates if "Testow" in row.text or "@" in row.text]
    assert done.records[0].organisation == done.postulates[3].text.removeprefix("Pani ").removesuffix(" ma rację.")


def test_corrections_show_in_documents_that_they_do_not_name(records: Records, tmp_path: Path) -> None:
    common, lipa = (next(row.organisation_id for row in records.organisations if row.name.endswith(x)) for x in ("Wspólna", "Lipa"))
    answer = records.responses[5]
    given = [
        Correction(common, "name", "Fundacja Wspólna", "Fundacja Nasza"),
        Correction(records.postulates[4].postulate_id, "organisation", "Fundacja Lipa", "Klub Seniora Wrzos"),
        Correction(records.postulates[2].postulate_id, "organisation", "Klub Seniora Wrzos", "Fundacja Wspólna"),
        Correction(answer.response_id, "stance", answer.stance, "noted"),
    ]
    done, totals = laid_down(corrected(in_files(records, tmp_path / "before"), given), tmp_path)
    assert rows(done) == rows(correct(records, given))
    assert [row.organisation for row in done.records[1::2]] == ["Fundacja Nasza"] * 4
    assert [row.corrected for row in done.records] == [False, True, True, True, True, True, False, True]
    assert lipa not in {row.organisation_id for row in done.organisations}
    assert done.postulates[4].organisation_id in {row.organisation_id for row in done.organisations}
    assert totals.stances["noted"] == 1
    assert [row.document_id for row in done.findings if row.code == "corrected"] == sorted(
        (row.document_id for row in done.findings if row.code == "corrected"),
        key=[row.document_id for row in done.documents].index,
    )


def test_a_name_that_is_left_in_another_document_stays(records: Records, tmp_path: Path) -> None:
    common = next(row.organisation_id for row in records.organisations if row.name.endswith("Wspólna"))
    given = [Correction(records.postulates[1].postulate_id, "organisation", "Fundacja Wspólna", "Fundacja Lipa")]
    done, _ = laid_down(corrected(in_files(records, tmp_path / "before"), given), tmp_path)
    assert common in {row.organisation_id for row in done.organisations}
    assert rows(done) == rows(correct(records, given))


def test_one_document_a_line(records: Records, tmp_path: Path) -> None:
    assert list(documents(in_files(records, tmp_path / "before"))) == list(documents(records))
