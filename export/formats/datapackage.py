"""Data package: `datapackage.json` beside the CSV tables, for depositing and for programs that read Frictionless data.

It says what a stranger needs: which sources, with their hashes; what places and days they cover; how the tables came about; and
what is known to be missing, counted by this run.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

from postulat.export.formats import csv_tables
from postulat.export.formats.table_schema import table_schema
from postulat.export.options import DEFAULTS, Labels, Options
from postulat.export.schema.cells import printable
from postulat.export.schema.codebook import enumeration, tables
from postulat.normalize.records import TABLES, DocumentRecord, Records

FILE = "datapackage.json"
WEB = re.compile(r"https?://\S+", re.IGNORECASE)
TEXTS: dict[Labels, dict[str, str]] = {
    "pl": {
        "title": "Postulaty i odpowiedzi",
        "description": "Postulaty, organizacje i odpowiedzi urzędów odczytane z protokołów spotkań i zestawień uwag.",
        "licence": "Program nie zna licencji tych danych, więc jej tu nie podaje. Przed publikacją należy sprawdzić prawa do "
        "źródeł i dopisać pole `licenses`.",
        "method": "Tabele zrobił program Postulat: odczytał dokumenty, rozpoznał wiersze, zgłaszających i odpowiedzi regułami "
        "i słownikiem zwrotów. Każdy rekord wskazuje miejsce w źródle, każde stanowisko słowa, które o nim przesądziły. "
        "Wyniku nie sprawdzał człowiek, chyba że napisano inaczej.",
        "failed": "dokumenty, których nie odczytano",
        "empty": "dokumenty bez tabeli uwag i bez spotkania",
        "unanswered": "postulaty bez odpowiedzi",
        "unclear": "odpowiedzi, z których nie da się ustalić stanowiska",
        "undated": "postulaty bez dnia spotkania",
        "nobody": "postulaty bez zgłaszającego",
    },
    "en": {
        "title": "Postulates and answers",
        "description": "Proposals, organisations and the offices' answers, read from minutes of meetings and tables of comments.",
        "licence": "The program does not know the licence of these data and so names none. Before publishing, look up the rights "
        "in the sources and add the field `licenses`.",
        "method": "The tables were made by the program Postulat: it read the documents and told rows, submitters and answers by "
        "rules and a vocabulary of phrases. Each record names its place in the source, each stance the words that decided it. "
        "No person has checked the result, unless said otherwise.",
        "failed": "documents that could not be read",
        "empty": "documents without a table of comments or a meeting",
        "unanswered": "postulates without an answer",
        "unclear": "answers from which no stance can be told",
        "undated": "postulates without the day of a meeting",
        "nobody": "postulates without a submitter",
    },
}
Json = dict[str, object]


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write the description, and the CSV tables where they are not there yet."""
    written = csv_tables.write(records, folder, options)
    path = folder / FILE
    path.write_text(json.dumps(package(records, folder, options), indent=2, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    return (*written, path)


def package(records: Records, folder: Path, options: Options) -> Json:
    """The description of the run's tables, which stand in `folder`. Fields that the standard does not know have an own name."""
    words = TEXTS[options.labels]
    described: Json = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "postulat",
        "title": words["title"],
        "description": words["description"],
        "licence_note": words["licence"],
    }
    if records.documents:
        described["sources"] = [source(document) for document in records.documents]
    described["coverage"] = coverage(records)
    described["method"] = {"description": words["method"], "software": software(), "record_counts": counts(records)}
    described["known_gaps"] = {"counts": gaps(records, words), "findings": findings(records, options.labels)}
    described["resources"] = [resource(table, folder, options) for table in TABLES]
    return described


def source(document: DocumentRecord) -> Json:
    """A source. Its path is named as such only where a stranger could follow it: on the web, or below the folder of the run."""
    given = str(printable(document.source))
    described: Json = {"title": str(printable(document.title)) if document.title else PurePosixPath(given).name or given}
    path = PurePosixPath(given)
    if WEB.fullmatch(given) or not (path.is_absolute() or ".." in path.parts or given.startswith("~") or "\\" in given):
        described["path"] = given
    described |= {
        "hash": f"sha256:{document.sha256}",
        "bytes": document.size_bytes,
        "mediatype": document.media_type,
        "document_id": document.document_id,
        "status": document.status,
    }
    return described


def coverage(records: Records) -> Json:
    days = sorted(meeting.date for meeting in records.meetings if meeting.date)
    return {
        "first_day": days[0].isoformat() if days else None,
        "last_day": days[-1].isoformat() if days else None,
        "municipalities": sorted({meeting.municipality for meeting in records.meetings if meeting.municipality}),
        "programme_years": sorted({meeting.programme_year for meeting in records.meetings if meeting.programme_year}),
    }


def software() -> str:
    try:
        return f"postulat {version('postulat')}"
    except PackageNotFoundError:
        return "postulat"


def counts(records: Records) -> dict[str, int]:
    return {table: len(getattr(records, table)) for table in TABLES}


def gaps(records: Records, words: dict[str, str]) -> list[Json]:
    """What is known to be missing, in numbers; also where the number is 0, since that says something too."""
    found = {
        "failed": sum(document.status == "failed" for document in records.documents),
        "empty": sum(document.status == "empty" for document in records.documents),
        "unanswered": sum(record.response is None for record in records.records),
        "unclear": sum(response.stance == "unclear" for response in records.responses),
        "undated": sum(record.date is None for record in records.records),
        "nobody": sum(postulate.organisation_id is None for postulate in records.postulates),
    }
    return [{"code": code, "description": words[code], "count": count} for code, count in found.items()]


def findings(records: Records, labels: Labels) -> list[Json]:
    """Findings by kind, the graver first; the table `findings` has each with its place."""
    order = {value.value: number for number, value in enumerate(enumeration("severity"))}
    kinds = Counter((finding.severity, finding.code) for finding in records.findings)
    ranked = sorted(kinds.items(), key=lambda item: (-order.get(item[0][0], 0), -item[1], item[0][1]))
    meanings = {value.value: value.meaning(labels) for value in enumeration("severity")}
    return [
        {"severity": severity, "severity_meaning": meanings.get(severity, severity), "code": code, "count": count}
        for (severity, code), count in ranked
    ]


def resource(table: str, folder: Path, options: Options) -> Json:
    path = folder / f"{table}.csv"
    excel = options.csv_dialect == "excel-pl"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": table,
        "path": path.name,
        "type": "table",
        "title": tables()[table].label(options.labels),
        "description": tables()[table].meaning(options.labels),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if excel else "utf-8",
        "dialect": {"delimiter": ";" if excel else ",", "lineTerminator": "\r\n" if excel else "\n"},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": table_schema(table, options.labels),
    }
