"""Documents joined in parts: the same bytes whatever the number of processes and where a part ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from postulat import extract
from postulat.batch import parts
from postulat.batch.joining import LINKED_TABLES, combined
from postulat.batch.totals import Totals, totals_from_json
from postulat.export import write
from postulat.normalize import combine, normalize
from postulat.normalize.dataset.combine import completed_rows
from postulat.normalize.dataset.joining import Joined
from postulat.normalize.dataset.plain_rows import TableRows, rows_of_tables
from postulat.normalize.records import TABLES, Records
from postulat.options import Options, Work
from postulat.storage.store import DamagedEntryError, EntryHead, Store
from postulat.work.document import Outcome

GENERATIONS = {"documents": "d", "records": "r", "containers": "c"}
PAGE = """<html lang="pl"><body><h1>Zestawienie uwag {number}</h1><table>
<tr><th>Lp.</th><th>Zgłaszający</th><th>Uwaga</th><th>Stanowisko</th></tr>
<tr><td>1</td><td>{name}</td><td>Więcej ławek „nr {number}”, do 5 maja 2026 r.</td><td>Uwaga uwzględniona.</td></tr>
<tr><td>2</td><td>Fundacja Wspólna, ul. Długa {number}, 00-950 Warszawa</td><td>A, B; "C"</td><td></td></tr>
</table></body></html>"""
NAMES = (
    "Fundacji Zielonej Iskry",
    "Fundacja „Zielona Iskra”",
    "Klub Orlik (KO)",
    "KO",
    "Fundacja Lipa",
    "Klub Orlik (KO)",
    "Anna Kos",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"), Options(), GENERATIONS)


def stored(store: Store) -> tuple[list[Outcome], list[Records]]:
    """Outcomes of some pages, one of them twice, and of a file that could not be read; and the records of those that could."""
    outcomes, kept = [], []
    for number, name in enumerate(NAMES):
        page = PAGE.format(number=number, name=name).encode()
        document = extract.read(page, f"{number}.html")
        records = normalize(document)
        store.put_entry(document.sha256, EntryHead("ok", document.sha256, len(page), "text/html"), records)
        outcomes.append(Outcome(f"{number}.html", "ok", document.sha256, len(page), "text/html", key=document.sha256))
        kept.append(records)
    again = Outcome("again.html", "ok", outcomes[0].sha256, 1, "text/html", key=outcomes[0].key)
    return [*outcomes, again, Outcome("lost.pdf", "failed", error="cut short", cause="damaged")], kept


def files(records: Records, folder: Path, formats: tuple[str, ...] = ("csv", "jsonl")) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in write(records, folder, formats)}


def test_number_of_processes_and_size_of_parts_change_no_byte(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes, _ = stored(store)
    found = []
    for name, size, workers, language in (("a", 1000, 1, None), ("b", 2, 1, "pl"), ("c", 1, 3, "pl"), ("d", 3, 2, None)):
        monkeypatch.setattr(parts, "DOCUMENTS", size)
        (tmp_path / name).mkdir()
        given = outcomes if name == "a" else outcomes[::-1]
        records, totals = combined(given, store, tmp_path / name, None, Work(workers=workers), language)  # type: ignore[arg-type]
        found.append((files(records, tmp_path / name / "out"), totals))
    assert all(one == found[0] for one in found[1:])
    assert found[0][1].status == {"ok": 7, "failed": 1}
    assert b"duplicate-document" in found[0][0]["findings.csv"]


def test_tables_that_nobody_reads_are_lines_alone(store: Store, tmp_path: Path) -> None:
    outcomes, _ = stored(store)
    found = []
    for read in (TABLES, LINKED_TABLES):
        folder = tmp_path / str(len(read))
        folder.mkdir()
        records, totals = combined(outcomes, store, folder, None, Work(workers=1), "pl", read)
        found.append((files(records, folder / "out", ("csv",)), totals, list(records.postulates), len(records.responses)))
    assert found[0] == found[1]
    with pytest.raises(FileNotFoundError):
        list(records.responses)


def test_parts_give_what_combining_gives(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "DOCUMENTS", 2)
    outcomes, kept = stored(store)
    records, totals = combined(outcomes[: len(kept)], store, tmp_path)
    expected = combine(kept)
    assert {table: list(getattr(records, table)) for table in TABLES} == {table: list(getattr(expected, table)) for table in TABLES}
    whole = Totals()
    whole.add(rows_of_tables(expected))
    assert totals.findings == whole.findings
    assert +totals.rows == +whole.rows


def test_damage_in_a_part_that_a_process_did_is_told(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "DOCUMENTS", 1)
    outcomes, kept = stored(store)
    wrong = EntryHead("ok", outcomes[3].sha256, 1, "text/html")
    store.put_entry(str(outcomes[3].key), wrong, kept[4])
    with pytest.raises(DamagedEntryError):
        combined(outcomes, store, tmp_path, None, Work(workers=2))


def test_totals_of_parts_are_those_of_the_whole(store: Store) -> None:
    _, kept = stored(store)
    whole, joined = Totals(), Totals()
    for records in kept:
        one = Totals()
        one.add(rows_of_tables(records))
        whole.add(rows_of_tables(records))
        joined.join(totals_from_json(one.as_json()))
    assert joined == whole
    assert whole.coverage["documents"] == len(kept)


def test_a_fault_in_completing_a_document_costs_that_document_alone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes, kept = stored(store)
    broken = kept[1].documents[0].document_id

    def fails(tables: TableRows, joined: Joined) -> TableRows:
        if tables["documents"][0][0] == broken:
            raise KeyError("a name")
        return completed_rows(tables, joined)

    monkeypatch.setattr(parts, "completed_rows", fails)
    found, _ = combined(outcomes[: len(kept)], store, tmp_path)
    assert broken not in {row.document_id for row in found.postulates}
    assert [row.document_id for row in found.findings if row.code == "internal-error"] == [broken]
    assert {row.document_id for row in found.documents} == {row.document_id for one in kept for row in one.documents}
