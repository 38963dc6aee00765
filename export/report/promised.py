"""What was promised by when: the commitments of the answers as a timeline, quarter by quarter, drawn and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from postulat.export.html.markup import Markup, tag
from postulat.export.report.drawing import drawings
from postulat.export.report.figures import Figure, Group
from postulat.export.report.largest import excerpt
from postulat.export.report.numbers import legend, numbers
from postulat.export.report.words import both, label, number, say
from postulat.normalize.records import Commitment, Records
from postulat.normalize.wording import same

FIRMNESS = ("decided", "planned", "intended", "depends")
"""From sure to unsure, as the columns show it."""
LONGEST_GAP = 12
"""Quarters without a promise between two with some that the drawing still shows."""
MOST = 200
"""Promises in the timeline: those without a day come last."""


def quarter(row: Commitment) -> str:
    """The quarter in which the time of a commitment ends; nothing where it has no day."""
    return f"{row.due_until.year}-Q{(row.due_until.month + 2) // 3}" if row.due_until else ""


def timeline(rows: Sequence[Commitment]) -> Figure:
    """The promises by quarter, those without a day last; quarters between two with promises are shown, unless the gap is long."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(quarter(row), Counter())[row.firmness] += 1
    listed = {quarter(row) for row in rows[:MOST]}
    shown: list[str] = []
    for name in sorted(name for name in counts if name):
        between = list(quarters_between(shown[-1], name)) if shown else []
        shown += [*(between if len(between) <= LONGEST_GAP else []), name]
    places = {name: f"#{anchor(name)}" if name in listed else "#promises" for name in (*shown, "")}
    groups = [Group(same(name), places[name], *counted(counts.get(name, Counter()))) for name in shown]
    if "" in counts:
        groups.append(Group(label("none.due"), places[""], *counted(counts[""])))
    return Figure("timeline", "columns", FIRMNESS, tuple(groups), part="firmness")


def counted(own: Counter[str]) -> tuple[dict[str, int], int]:
    return {name: own[name] for name in FIRMNESS if own[name]}, own.total()


def quarters_between(first: str, last: str) -> Iterator[str]:
    """
    >>> list(quarters_between("2026-Q3", "2027-Q2"))
    ['2026-Q4', '2027-Q1']
    """
    start, end = (int(name[:4]) * 4 + int(name[-1]) for name in (first, last))
    for between in range(start + 1, end):
        year, place = divmod(between - 1, 4)
        yield f"{year}-Q{place + 1}"


def anchor(name: str) -> str:
    """Where the promises of a quarter stand in the table."""
    return f"promises-{name or 'none'}"


def in_time(rows: Iterable[Commitment]) -> list[Commitment]:
    """The commitments by their last day; of equals, and of those without a day, in the order of the run."""
    return sorted(rows, key=lambda row: (row.due_until is None, row.due_until.isoformat() if row.due_until else ""))


def promised(records: Records) -> Markup | None:
    """The section of the page; none where nothing is promised."""
    rows = in_time(records.commitments)
    if not rows:
        return None
    figure = timeline(rows)
    heads = ("table.due", "table.promise", "table.firmness", "table.who")
    bodies = [tag("tbody", None, head(name), *(line(row) for row in own)) for name, own in groupby(rows[:MOST], key=quarter)]
    table = tag(
        "table",
        None,
        tag("caption", None, say("figure.promises")),
        tag("thead", None, tag("tr", None, *(tag("th", {"scope": "col"}, say(key)) for key in heads))),
        *bodies,
    )
    return tag(
        "section",
        {"id": "promises", "aria-labelledby": "promises-title"},
        tag("h2", {"id": "promises-title"}, say("figure.promises")),
        tag("p", {"class": "lead"}, say("figure.promises.lead")),
        tag("div", {"class": "figure"}, tag("div", {"class": "drawn"}, legend(figure), *drawings(figure)), numbers(figure)),
        tag("p", {"class": "note"}, say("note.timeline")),
        tag("div", {"class": "scroll largest", "tabindex": "0", "role": "group"}, table),
        tag("p", {"class": "note"}, say("note.promises", number(MOST), number(len(rows)))) if len(rows) > MOST else None,
    )


def head(name: str) -> Markup:
    title = both(same(name)) if name else say("none.due")
    head = tag("th", {"scope": "rowgroup", "colspan": "4", "id": anchor(name), "data-quarter": name or None}, title)
    return tag("tr", {"class": "quarter"}, head)


def line(row: Commitment) -> Markup:
    amount = f" · {number(row.amount)} {row.currency or ''}".rstrip() if row.amount is not None else ""
    link = f"#records?record={quote(row.postulate_id)}"
    return tag(
        "tr",
        None,
        tag("td", None, row.due or row.due_as_written or "–"),
        tag("td", None, tag("a", {"href": link}, excerpt(row.what)), amount),
        tag("td", None, both(label(f"firmness.{row.firmness}"))),
        tag("td", None, row.who or "–"),
    )
