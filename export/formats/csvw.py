"""CSV on the Web: `csv-metadata.json`, which tells programs the types, keys and meanings of the CSV tables beside it.

The name is the one at which readers of the W3C's standard look of themselves.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from postulat.export.formats import csv_tables
from postulat.export.formats.csv_cells import LIST_SEPARATOR
from postulat.export.options import DEFAULTS, Options
from postulat.export.schema.codebook import ColumnEntry, entries, tables
from postulat.export.schema.constraints import needed, values_pattern
from postulat.export.schema.keys import keys, target
from postulat.normalize.records import TABLES, Records
from postulat.normalize.wording import shown_with

FILE = "csv-metadata.json"
DATATYPES = {"str": "string", "int": "integer", "float": "double", "bool": "boolean", "date": "date", "list": "string"}
Json = dict[str, object]


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write the description, and the CSV tables where they are not there yet."""
    written = csv_tables.write(records, folder, options)
    path = folder / FILE
    path.write_text(json.dumps(metadata(options), indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return (*written, path)


def metadata(options: Options = DEFAULTS) -> Json:
    """The group of tables. Its texts are in Polish and English, and in the language of the labels."""
    told = shown_with(options.labels)
    excel = options.csv_dialect == "excel-pl"
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dialect": {
            "delimiter": ";" if excel else ",",
            "encoding": "utf-8",
            "lineTerminators": ["\r\n"] if excel else ["\n"],
            "header": True,
            "doubleQuote": True,
        },
        "tables": [
            {
                "url": f"{table}.csv",
                "dc:title": tables()[table].labels.of(told),
                "dc:description": tables()[table].meanings.of(told),
                "tableSchema": table_schema(table, told),
            }
            for table in TABLES
        ],
    }


def table_schema(table: str, told: Sequence[str]) -> Json:
    schema: Json = {"columns": [column(entry, told) for entry in entries(table).values()]}
    if keys(table).primary:
        schema["primaryKey"] = list(keys(table).primary)
    if keys(table).foreign:
        schema["foreignKeys"] = [
            {"columnReference": name, "reference": {"resource": f"{other}.csv", "columnReference": target(other)}}
            for name, other in keys(table).foreign
        ]
    return schema


def column(entry: ColumnEntry, told: Sequence[str]) -> Json:
    described: Json = {
        "name": entry.column.name,
        # The first title is the heading as the file has it; a reader that finds another than one of these refuses the table.
        "titles": {"und": [entry.column.name], **{language: [title] for language, title in entry.labels.of(told).items()}},
        "dc:description": entry.meanings.of(told),
        "datatype": datatype(entry),
    }
    if entry.column.type == "list":
        described["separator"] = LIST_SEPARATOR
    if needed(entry):
        described["required"] = True
    return described


def datatype(entry: ColumnEntry) -> str | Json:
    if not entry.values:
        return DATATYPES[entry.column.type]
    return {"base": "string", "format": values_pattern(entry)}
