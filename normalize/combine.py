"""One data set from the records of many documents: the only step that sees more than one, so it sorts first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from normalize.bundles import at_home, bundles
from normalize.candidates import Member
from normalize.decisions import Decisions
from normalize.identities import Doubt, identify
from normalize.records import Finding, Record, Records


def combine(documents: Iterable[Records], decisions: Decisions | None = None) -> Records:
    """All records in one order, whatever the order of the input: by source, and the same bytes only once.

    Names of one organisation become one, with every other spelling as an alias; a user's decisions win over the rules.
    """
    ordered = sorted(documents, key=lambda records: records.documents[0].source)
    kept, doubles = without_doubles(ordered)
    bound = bundles([Member.of(records) for records in ordered])
    found = identify(spellings(kept), decisions)
    identities = found.ids
    doubts = organisation_findings(kept, found.doubts, identities)
    names = [records.documents[0].document_id for records in kept]
    more = {one: [*doubles[one], *doubts[one], *bound.findings.get(one, ())] for one in names}
    joined = Records(
        documents=tuple(at_home(row, bound.homes) for records in kept for row in records.documents),
        meetings=tuple(row for records in kept for row in records.meetings),
        task_areas=tuple(row for records in kept for row in records.task_areas),
        organisations=found.organisations,
        attendances=tuple(
            replace(row, organisation_id=identities[row.organisation_id]) for records in kept for row in records.attendances
        ),
        postulates=tuple(
            replace(row, organisation_id=identities[row.organisation_id]) if row.organisation_id else row
            for records in kept
            for row in records.postulates
        ),
        postulate_organisations=tuple(
            replace(row, organisation_id=identities[row.organisation_id])
            for records in kept
            for row in records.postulate_organisations
        ),
        responses=tuple(row for records in kept for row in records.responses),
        mentions=tuple(row for records in kept for row in records.mentions),
        other_cells=tuple(row for records in kept for row in records.other_cells),
        findings=tuple(row for records in kept for row in (*records.findings, *more[records.documents[0].document_id])),
    )
    return replace(joined, records=flat(joined))


def without_doubles(documents: Sequence[Records]) -> tuple[list[Records], dict[str, list[Finding]]]:
    """Each document once, under the first of its sources in order; the others become findings."""
    kept: dict[str, Records] = {}
    doubles: dict[str, list[Finding]] = defaultdict(list)
    for records in documents:
        document = records.documents[0]
        first = kept.setdefault(document.document_id, records)
        if first is not records:
            message = f"the same bytes came again as {document.source}"
            doubles[document.document_id].append(Finding(document.document_id, "info", "duplicate-document", message))
    return list(kept.values()), doubles


def spellings(documents: Sequence[Records]) -> dict[str, Counter[str]]:
    """Key of a name → its spellings → how many documents use each."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for records in documents:
        for row in records.organisations:
            found[row.organisation_id].update(row.aliases or (row.name,))
    return dict(found)


def organisation_findings(documents: Sequence[Records], doubts: Iterable[Doubt], ids: dict[str, str]) -> dict[str, list[Finding]]:
    """Document id → the doubts about names, each at the first document with the name that a person should look at."""
    homes: dict[str, str] = {}
    for records in documents:
        for row in records.organisations:
            homes.setdefault(row.organisation_id, records.documents[0].document_id)
    found: dict[str, list[Finding]] = defaultdict(list)
    for doubt in doubts:
        home = homes[doubt.keys[-1]]
        found[home].append(Finding(home, doubt.severity, doubt.code, doubt.message, ids[doubt.keys[-1]]))
    return found


def flat(joined: Records) -> tuple[Record, ...]:
    """The flat table: one row a postulate."""
    names = {row.organisation_id: row.name for row in joined.organisations}
    renamed = {row.organisation_id for row in joined.organisations if row.corrected}
    meetings = {row.meeting_id: row for row in joined.meetings}
    sources = {row.document_id: row.source for row in joined.documents}
    answers = defaultdict(list)
    for response in joined.responses:
        answers[response.postulate_id].append(response)
    submitters = defaultdict(list)
    corrected = {row.postulate_id for row in joined.postulates if row.corrected}
    corrected.update(row.postulate_id for row in joined.responses if row.corrected)
    for row in joined.postulate_organisations:
        submitters[row.postulate_id].append(names[row.organisation_id])
        if row.organisation_id in renamed:
            corrected.add(row.postulate_id)
    found = []
    for postulate in joined.postulates:
        own = answers[postulate.postulate_id]
        meeting = meetings.get(postulate.meeting_id or "")
        found.append(
            Record(
                number=postulate.number,
                organisation="; ".join(submitters[postulate.postulate_id]) or None,
                postulate=postulate.text,
                response="\n".join(answer.text for answer in own) or None,
                stance="\n".join(answer.stance for answer in own) or None,
                date=meeting.date if meeting else None,
                host_unit=meeting.host_unit if meeting else None,
                municipality=meeting.municipality if meeting else None,
                programme_year=meeting.programme_year if meeting else None,
                source=sources[postulate.document_id],
                page=postulate.page,
                locator=postulate.locator,
                section=postulate.section,
                target=postulate.target,
                justification=postulate.justification,
                decision="\n".join(answer.decision_as_written or "" for answer in own).strip() or None,
                postulate_id=postulate.postulate_id,
                document_id=postulate.document_id,
                meeting_id=postulate.meeting_id,
                organisation_id=postulate.organisation_id,
                corrected=postulate.postulate_id in corrected or (meeting is not None and meeting.corrected),
            )
        )
    return tuple(found)
