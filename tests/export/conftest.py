"""Records with all that a writer can stumble over."""

import datetime
from dataclasses import fields, replace
from typing import Any

import pytest

from postulat.export.schema.codebook import entries
from postulat.export.schema.keys import keys
from postulat.normalize.records import (
    TABLES,
    Attendance,
    DocumentRecord,
    Finding,
    Meeting,
    Mention,
    Organisation,
    OtherCell,
    Postulate,
    PostulateOrganisation,
    Record,
    Records,
    Response,
    TaskArea,
)

TEXT = 'Dłuższy nabór; "od ręki", z przecinkiem\n- bez zaświadczeń\n- =1+1'


@pytest.fixture
def records() -> Records:
    """Two postulates, the second with nothing that may be missing; no findings but one, of a version whose words are not known."""
    document = DocumentRecord("d1", "protokoły/a,b.html", "text/html", "0" * 64, 5_000_000_000, None, None, "pl", "html", "ok")
    full = Postulate(
        "d1.p1", "d1", "d1.m1", 1, "1", "klub-orzel", "Klub „Orzeł”", False, "Sport", "§ 5", TEXT, "Bo tak.", 3, "page=3"
    )
    bare = Postulate("d1.p2", "d1", None, 2, None, None, None, True, None, None, "Ławki", None, None, "line=2")
    day = datetime.date(2026, 6, 9)
    return Records(
        records=(
            Record(
                *("1", "Klub Orzeł", TEXT, "Tak.\nZgoda.", "accepted", day, "Wydział", "Gdynia", 2027, "a.html", 3, "page=3"),
                *("Sport", "§ 5", "Bo tak.", "TAK", "d1.p1", "d1", "d1.m1", "klub-orzel"),
            ),
            Record(
                *(None, None, "Ławki", None, None, None, None, None, None, "a.html", None, "line=2"),
                *(None, None, None, None, "d1.p2", "d1", None, None),
            ),
        ),
        documents=(document,),
        meetings=(Meeting("d1.m1", "d1", "Spotkanie", 1, day, "16:30"), Meeting("d1.m2", "d1", date=datetime.date(9026, 1, 2))),
        task_areas=(TaskArea("d1.m1", 1, "zdrowie", ("6", "22a")), TaskArea("d1.m1", 2, "kultura")),
        organisations=(Organisation("klub-orzel", "Klub Orzeł", "sports_club"),),
        attendances=(Attendance("d1.m1", "klub-orzel", 1, "Klub „Orzeł”"),),
        postulates=(full, bare),
        postulate_organisations=(PostulateOrganisation("d1.p1", "klub-orzel", 1),),
        responses=(Response("d1.r1", "d1.p1", "d1", 1, None, "TAK", "Tak.", "accepted", "TAK", 3, "page=3"),),
        mentions=(Mention("d1.x1", "d1", "d1.p1", "text", "amount", "5 zł", "5.00", "PLN", 0, 4),),
        other_cells=(OtherCell("d1", "d1.p1", "Forma", "list", 3, "page=3"),),
        findings=(Finding("d1", "warning", "missing-response", "no answer", "d1.p2", variant="other"),),
    )


FORMULA = "=cmd|' /C calc'!A1"


@pytest.fixture
def hostile(records: Records) -> Records:
    """The same with a formula in every column that a document can fill; ids and fixed values stay."""
    return with_text(records, FORMULA)


def with_text(records: Records, text: str) -> Records:
    return replace(records, **{table: tuple(row_with(table, row, text) for row in getattr(records, table)) for table in TABLES})


def row_with(table: str, row: Any, text: str) -> Any:
    named = {*keys(table).primary, *(reference.column for reference in keys(table).references)}
    changed: dict[str, object] = {}
    for item in fields(row):
        entry = entries(table)[item.name]
        if item.name in named or entry.values:
            continue
        if entry.column.type == "str":
            changed[item.name] = text
        elif entry.column.type == "list":
            changed[item.name] = (text, text)
    return replace(row, **changed)
