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
from postulat.export.schema.words import word
from postulat.normalize.records import TABLES, DocumentRecord, Records

FILE = "datapackage.json"
WEB = re.compile(r"https?://\S+", re.IGNORECASE)
Json = dict[str, object]


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write the description, and the CSV tables where they are not there yet."""
    written = csv_tables.write(records, folder, options)
    path = folder / FILE
    path.write_text(json.dumps(package(records, folder, options), indent=2, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    return (*written, path)


def package(records: Records, folder: Path, options: Options) -> Json:
    """The description of the run's tables, which stand in `folder`. Fields that the standard does not know have an own name."""
    labels = options.labels
    described: Json = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "postulat",
        "title": word("data.title", labels),
        "description": word("package.description", labels),
        "licence_note": word("package.licence", labels),
    }
    if records.documents:
        described["sources"] = [source(document) for document in records.documents]
    described["coverage"] = coverage(records)
    described["method"] = {"description": word("package.method", labels), "software": software(), "record_counts": counts(records)}
    described["known_gaps"] = {"counts": gaps(records, labels), "findings": findings(records, labels)}
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


def gaps(records: Records, labels: Labels) -> list[Json]:
    """What is known to be missing, in numbers; also where the number is 0, since that says something too."""
    found = {
        "failed": sum(document.status == "failed" for document in records.documents),
        "empty": sum(document.status == "empty" for document in records.documents),
        "unanswered": sum(record.response is None for record in records.records),
        "unclear": sum(response.stance == "unclear" for response in records.responses),
        "undated": sum(record.date is None for record in records.records),
        "nobody": sum(postulate.organisation_id is None for postulate in records.postulates),
    }
    return [{"code": code, "description": word(f"package.{code}", labels), "count": count} for code, count in found.items()]


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
