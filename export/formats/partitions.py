"""The year of each row: that of its own date, or else of the meeting, postulate or document that it belongs to."""

from __future__ import annotations

from collections.abc import Callable

from postulat.export.schema.keys import keys, target
from postulat.normalize.records import TABLES, Records, columns

WHOLE = ("documents", "organisations")
"""Tables that stay in one piece, since rows of every year name theirs."""
Years = dict[str, dict[str, int | None]]


def by_year(records: Records, table: str, years: Years) -> dict[int | None, list[object]] | None:
    """The table's rows by year, the years in order and rows without one last; None for a table that stays whole."""
    if table in WHOLE or not keys(table).references:
        return None
    year = year_of(table, years)
    parts: dict[int | None, list[object]] = {}
    for row in getattr(records, table):
        parts.setdefault(year(row), []).append(row)
    return dict(sorted(parts.items(), key=lambda part: (part[0] is None, part[0] or 0)))


def years(records: Records) -> Years:
    """Table → id → year, for the tables that others name. A document has the year of its first meeting with a date."""
    found: Years = {"documents": {}, "meetings": {}}
    for meeting in records.meetings:
        found["meetings"][meeting.meeting_id] = meeting.date.year if meeting.date else None
        if meeting.date:
            found["documents"].setdefault(meeting.document_id, meeting.date.year)
    for table in ("postulates", "responses"):
        year = year_of(table, found)
        found[table] = {getattr(row, target(table)): year(row) for row in getattr(records, table)}
    return found


def year_of(table: str, years: Years) -> Callable[[object], int | None]:
    """The function that gives a row's year. The nearest owner whose year is known decides; a document is the farthest."""
    own = [column.name for column in columns(TABLES[table]) if column.type == "date"]
    references = [(reference.column, reference.tables) for reference in keys(table).references]
    references.sort(key=lambda reference: reference[1] == ("documents",))

    def year(row: object) -> int | None:
        for name in own:
            day = getattr(row, name)
            if day is not None:
                return int(day.year)
        for column, tables in references:
            for other in tables:
                found = years.get(other, {}).get(getattr(row, column))
                if found is not None:
                    return found
        return None

    return year


def folder_name(year: int | None) -> str:
    """The name of a part as Hive, DuckDB, Arrow and Spark expect it; theirs for a missing value reads as null.

    >>> folder_name(2026), folder_name(None)
    ('year=2026', 'year=__HIVE_DEFAULT_PARTITION__')
    """
    return f"year={'__HIVE_DEFAULT_PARTITION__' if year is None else year}"
