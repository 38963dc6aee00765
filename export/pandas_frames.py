"""Records as pandas data frames, with the right type for each column also where it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postulat.export.schema.cells import printable
from postulat.normalize.records import TABLES, Column, Records, columns

if TYPE_CHECKING:
    import pandas

DTYPES = {"str": "string", "int": "Int64", "float": "Float64", "bool": "boolean"}


def frames(records: Records) -> dict[str, pandas.DataFrame]:
    """Table name → data frame. Texts are `string`, numbers `Int64`, truth values `boolean`, dates `datetime64[s]`, lists objects.

    Dates are counted in seconds, not in pandas' own nanoseconds, which end in the year 2262: a misprinted year must not raise.
    """
    import pandas

    return {
        table: pandas.DataFrame({column.name: series(getattr(records, table), column) for column in columns(record_class)})
        for table, record_class in TABLES.items()
    }


def series(rows: tuple[object, ...], column: Column) -> pandas.Series:
    import numpy
    import pandas

    values = [getattr(row, column.name) for row in rows]
    if column.type == "date":
        return pandas.Series(numpy.array(values, dtype="datetime64[D]").astype("datetime64[s]"))
    if column.type == "list":
        return pandas.Series([list(value or ()) for value in values], dtype="object")
    try:
        return pandas.Series(values, dtype=DTYPES[column.type])
    except UnicodeEncodeError:  # pandas 3 keeps texts in Arrow, which takes no lone surrogate
        return pandas.Series([printable(value) for value in values], dtype=DTYPES[column.type])
