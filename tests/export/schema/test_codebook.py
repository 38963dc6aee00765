"""The codebook says something true about every column."""

import csv
import datetime
import typing

import pytest

from postulat.export.schema.codebook import FOLDER, ColumnEntry, codebook, entries, enumeration
from postulat.normalize.records import STANCES, TABLES, columns
from postulat.normalize.wording import languages

ENTRIES = [pytest.param(entry, id=f"{entry.table}.{entry.column.name}") for entry in codebook()]


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_its_rows_are_the_columns_of_all_tables_in_their_order() -> None:
    expected = [(table, column.name) for table, record_class in TABLES.items() for column in columns(record_class)]
    assert [(row["table"], row["column"]) for row in rows("codebook")] == expected


def test_every_enumeration_is_used_and_every_one_used_has_values() -> None:
    used = {row["enumeration"] for row in rows("codebook")} - {"", "finding_code"}
    assert used == {row["enumeration"] for row in rows("codebook_values")}
    assert all(row["meaning_pl"] and row["meaning_en"] for row in rows("codebook_values"))


@pytest.mark.parametrize("entry", ENTRIES)
def test_both_languages_are_there(entry: ColumnEntry) -> None:
    assert entry.label("pl")
    assert entry.label("en")
    for meaning in (entry.meaning("pl"), entry.meaning("en")):
        assert meaning
        assert meaning == meaning.strip(" .")


@pytest.mark.parametrize("table", TABLES)
def test_no_two_columns_of_a_table_have_the_same_label(table: str) -> None:
    for language in languages():
        labels = [entry.label(language) for entry in entries(table).values()]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_example_could_stand_in_the_column(entry: ColumnEntry) -> None:
    assert entry.example
    if entry.column.type == "int":
        int(entry.example)
    if entry.column.type == "date":
        datetime.date.fromisoformat(entry.example)
    if entry.column.type == "bool":
        assert entry.example in ("true", "false")
    if entry.values:
        assert entry.example in [value.value for value in entry.values]


@pytest.mark.parametrize("entry", ENTRIES)
def test_allowed_values_are_those_of_the_record_class(entry: ColumnEntry) -> None:
    kind = typing.get_type_hints(TABLES[entry.table])[entry.column.name]
    if typing.get_origin(kind) is typing.Literal:
        assert tuple(value.value for value in entry.values) == typing.get_args(kind)


def test_the_flat_table_has_the_stances_of_the_responses() -> None:
    assert tuple(value.value for value in enumeration("stance")) == STANCES
    stances = [entry for entry in codebook() if entry.column.name == "stance"]
    assert [entry.table for entry in stances] == ["records", "responses"]
    assert stances[0].values == stances[1].values
