"""`metadata.json` for Datasette: what tables and columns mean, what to search and what to count by."""

from __future__ import annotations

import json
from pathlib import Path

from postulat.export.formats.ready_queries import QUERIES
from postulat.export.formats.views import VIEWS
from postulat.export.options import Labels
from postulat.export.schema.codebook import entries, tables
from postulat.export.schema.words import word
from postulat.normalize.records import TABLES

FILE = "metadata.json"
TITLES_OF_ROWS = {"documents": "source", "meetings": "title", "organisations": "name"}
"""Table → the column whose text stands where another table links to a row."""
Json = dict[str, object]


def write(folder: Path, database: str, searched: dict[str, tuple[str, ...]], labels: Labels) -> Path:
    """Write the file: `datasette postulat.sqlite --metadata metadata.json` shows the tables with it."""
    path = folder / FILE
    path.write_text(json.dumps(metadata(database, searched, labels), indent=2, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    return path


def metadata(database: str, searched: dict[str, tuple[str, ...]], labels: Labels) -> Json:
    views = {view.name: {"description": word(f"view.{view.name}", labels)} for view in VIEWS}
    hidden = {f"{table}_texts": {"hidden": True} for table in searched}
    described = {table: table_metadata(table, searched, labels) for table in TABLES}
    return {
        "title": word("data.title", labels),
        "description": word("datasette.description", labels),
        "databases": {database: {"tables": {**described, **views, **hidden}, "queries": queries(labels)}},
    }


def queries(labels: Labels) -> Json:
    return {query.name: {"title": word(f"query.{query.name}", labels), "sql": query.sql.strip()} for query in QUERIES}


def table_metadata(table: str, searched: dict[str, tuple[str, ...]], labels: Labels) -> Json:
    found = entries(table)
    described: Json = {
        "title": tables()[table].label(labels),
        "description": tables()[table].meaning(labels),
        "columns": {name: entry.meaning(labels) for name, entry in found.items()},
        "facets": [name for name, entry in found.items() if entry.values],
        "size": 50,
    }
    if table in TITLES_OF_ROWS:
        described["label_column"] = TITLES_OF_ROWS[table]
    if table in searched:
        described |= {"fts_table": f"{table}_search", "fts_pk": "rowid"}
    return described
