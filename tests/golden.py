"""Expected tables of `samples/` and reference pages of `docs/`: `make golden` writes them anew from what the program says now."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import fields
from pathlib import Path

from reference_pages import PAGES
from repository import ROOT, SAMPLES

import postulat
from postulat.normalize.findings import codes, kinds
from postulat.normalize.records import TABLES, Records

BELOW = "<!-- below: from normalize/vocabulary/findings.csv, by `make golden` -->"


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


def findings_page() -> str:
    """`docs/findings.md`: every code with what it is called, how much it matters, what it says and what to do."""
    head = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8").partition(BELOW)[0]
    lines = []
    for code, first in codes().items():
        lines += ["", f"## `{code}`", "", f"**{first.titles[1]}** · {first.titles[0]}", ""]
        for kind in kinds().values():
            if kind.code == code:
                name = f" `{kind.variant}`" if kind.variant else ""
                lines += [
                    f"- *{kind.severity}*{name}: {kind.messages[1]} · {kind.messages[0]}",
                    f"  – {kind.advice[1]} · {kind.advice[0]}",
                ]
    return head + BELOW + "\n" + "\n".join(lines) + "\n"


def write_pages() -> None:
    (ROOT / "docs" / "findings.md").write_text(findings_page(), encoding="utf-8")
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8")


def main() -> None:
    write_pages()
    if sys.argv[1:] == ["pages"]:
        return
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
