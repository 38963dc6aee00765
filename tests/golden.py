"""The expected tables of `samples/`: `make golden` writes them anew from what the program says now."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import fields
from pathlib import Path

from repository import SAMPLES

import postulat
from postulat.normalize.records import TABLES, Records


def cases() -> list[Path]:
    return sorted(folder for folder in SAMPLES.iterdir() if folder.is_dir())


def source(folder: Path) -> Path:
    (found,) = folder.glob("source.*")
    return found


def tables(records: Records) -> dict[str, str]:
    """Each table that has rows, as CSV text, without what depends on the bytes alone: the document's id and hash."""
    made = {}
    for name, record_class in TABLES.items():
        rows = getattr(records, name)
        if rows and name != "documents":
            out = io.StringIO()
            writer = csv.writer(out, lineterminator="\n")
            names = [field.name for field in fields(record_class) if field.name not in ("document_id", "source")]
            writer.writerow(names)
            document = records.documents[0].document_id
            for row in rows:
                writer.writerow([cell(getattr(row, column), document) for column in names])
            made[name] = out.getvalue()
    return made


def cell(value: object, document: str) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(value)
    return str(value).replace(document, "doc")


def main() -> None:
    for folder in cases():
        expected = folder / "expected"
        expected.mkdir(exist_ok=True)
        made = tables(postulat.read(source(folder)))
        for old in expected.glob("*.csv"):
            if old.stem not in made:
                old.unlink()
        for name, text in made.items():
            (expected / f"{name}.csv").write_text(text, encoding="utf-8")
        print(f"{folder.name}: {len(made)} tables", file=sys.stderr)


if __name__ == "__main__":
    main()
