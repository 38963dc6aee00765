"""Checks of a document's records against themselves: each is a function that yields what it finds odd."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from postulat.extract.document import Value
from postulat.normalize.names.organisations import key
from postulat.normalize.records import Attendance, Meeting, Organisation, Postulate, PostulateOrganisation

LEADING = re.compile(r"\d{1,9}(?!\d)")
"""The part of a number that counts rows: `3` of `3a`, `3.1` and `3/2024`."""


class Odd(NamedTuple):
    """What a check found: it becomes a finding about the record. Code, variant and values are those of `findings.csv`."""

    code: str
    variant: str
    record_id: str
    values: Mapping[str, Value]


def numbering(postulates: Sequence[Postulate]) -> Iterator[Odd]:
    """Gaps and repeats in the numbers of one table: a free check sum of its rows. Under another sender or section they may begin
    again at one."""
    seen: set[str] = set()
    before: int | None = None
    above: tuple[str | None, str | None] | None = None
    for postulate in postulates:
        number = postulate.number
        if number is None:
            continue
        under = (postulate.section, postulate.organisation_id)
        if under != above and LEADING.fullmatch(number) and int(number) == 1:
            seen, before = set(), None
        above = under
        if number in seen:
            yield Odd("duplicate-number", "", postulate.postulate_id, {"number": number})
        seen.add(number)
        whole = LEADING.match(number)
        if whole is None:
            continue
        count = int(whole[0])
        if before is not None and count > before + 1:
            missing = str(before + 1) if count == before + 2 else f"{before + 1}–{count - 1}"
            yield Odd("numbering-gap", "", postulate.postulate_id, {"missing": missing, "number": count})
        before = count


def listed_submitters(
    submitters: Sequence[PostulateOrganisation], attendances: Sequence[Attendance], organisations: Mapping[str, Organisation]
) -> Iterator[Odd]:
    """Submitters that are not on the list of those present, nor represented by somebody on it; each said once."""
    present = {entry.organisation_id for entry in attendances}
    represented = {key(entry.represents) for entry in attendances if entry.represents}
    represented |= {key(name) for entry in attendances if entry.representative for name in entry.representative.split(", ")}
    if not present:
        return
    told = present | represented
    for entry in submitters:
        if entry.organisation_id not in told:
            told.add(entry.organisation_id)
            name = organisations[entry.organisation_id].name
            yield Odd("organisation-not-listed", "", entry.postulate_id, {"name": name})


def participants(meeting: Meeting, attendances: Sequence[Attendance]) -> Iterator[Odd]:
    """The number of people that the text claims against the list, where an entry may name several people of an organisation."""
    stated, count = meeting.participants_stated, len(attendances)
    people = count + sum(entry.representative.count(",") for entry in attendances if entry.representative)
    if stated is not None and count and not count <= stated <= people:
        yield Odd("participants-mismatch", "", meeting.meeting_id, {"stated": stated, "listed": count})
