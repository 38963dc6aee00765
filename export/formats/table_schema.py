"""The tables as Frictionless Table Schemas (Data Package 2.0): types, keys, allowed values and what the columns mean."""

from __future__ import annotations

from postulat.export.formats.csv_cells import LIST_SEPARATOR
from postulat.export.options import Labels
from postulat.export.schema.codebook import ColumnEntry, entries
from postulat.export.schema.constraints import needed, values_pattern
from postulat.export.schema.keys import keys, target

TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "date": "date", "list": "list"}
Json = dict[str, object]


def table_schema(table: str, labels: Labels = "en") -> Json:
    """
    >>> table_schema("task_areas")["primaryKey"]
    ['meeting_id', 'position']
    """
    schema: Json = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [field(entry, labels) for entry in entries(table).values()],
        "missingValues": [""],
    }
    if keys(table).primary:
        schema["primaryKey"] = list(keys(table).primary)
    if keys(table).foreign:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": other, "fields": [target(other)]}} for name, other in keys(table).foreign
        ]
    return schema


def field(entry: ColumnEntry, labels: Labels) -> Json:
    described: Json = {
        "name": entry.column.name,
        "type": TYPES[entry.column.type],
        "title": entry.label(labels),
        "description": entry.meaning(labels),
        "example": entry.example,
    }
    if entry.column.type == "list":
        described |= {"delimiter": LIST_SEPARATOR, "itemType": "string"}
    constraints: Json = {}
    if needed(entry):
        constraints["required"] = True
    if entry.several:
        constraints["pattern"] = values_pattern(entry)
    elif entry.values:
        constraints["enum"] = [value.value for value in entry.values]
    if constraints:
        described["constraints"] = constraints
    return described
