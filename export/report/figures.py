"""The figures of the report: what is counted, in which groups, and the filter that shows the records behind each number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from urllib.parse import quote

from postulat.export.report.items import AMOUNT_STEPS, HEARD, MISSING, Item, Items
from postulat.export.report.words import label, number
from postulat.normalize.findings import title
from postulat.normalize.records import Records
from postulat.normalize.wording import Words, languages, same

TOP = 20
"""Groups that a figure shows one by one; the others are counted together."""
FEW = 5
"""Postulates below which a share says little, and a currency gets no chart of its own unless it is the commonest."""
LONGEST_GAP = 30
"""Years without a record between two with records that a figure still shows."""
SHOWN = (
    "accepted",
    "already_done",
    "conditional",
    "partial",
    "explained",
    "noted",
    "moot",
    "out_of_scope",
    "rejected",
    "unclear",
    MISSING,
)
"""The stances from yes to no, as bars show them."""
SEVERITIES = ("error", "warning", "info")
GRADES = ("A", "B", "C")
"""How sure the reading of a record is, from sure to what a person has to look at."""

Shape = Literal["bars", "shares", "columns"]


class Group(NamedTuple):
    """One bar of a figure. `query` is the filter of its records, to which the count of each part adds its own; or, with a `#`, the
    place on the page that tells of them."""

    label: Words
    query: str
    counts: dict[str, int]
    total: int
    rest: bool = False
    """Whether it is all others together, or those without: longer than any group that has a name, and no peer of theirs."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and its table. `key` names its words; `part` is the filter's name for the parts of a bar; `whole` is the number of
    which totals are a share, where that is worth a word.

    `total` of a group may be less than the sum of its parts: a postulate with two answers counts under both stances.
    """

    key: str
    shape: Shape
    parts: tuple[str, ...]
    groups: tuple[Group, ...]
    part: str = "stance"
    subject: Words | None = None
    left_out: int = 0
    whole: int = 0
    notes: tuple[Words, ...] = field(default=())


def figures(items: Items, records: Records) -> tuple[Figure, ...]:
    """All figures, in the order of the page; one without groups has nothing to show."""
    by_office = by_rank("office", items.all, lambda item: item.offices, items.offices)
    by_area = by_rank("area", items.all, lambda item: item.areas, items.areas)
    asks = by_rank("organisation", items.all, lambda item: item.organisations, items.organisations)
    several = same_in_several(items.all, lambda item: item.stances)
    return (
        Figure("stances", "bars", SHOWN, all_stances(items.all), whole=len(items.all), notes=several),
        Figure("years", "columns", SHOWN, by_year(items.all)),
        Figure("years_shares", "shares", SHOWN, tuple(group for group in by_year(items.all) if group.counts)),
        Figure("offices", "bars", SHOWN, by_office, left_out=max(0, len(items.offices) - TOP)),
        Figure("areas", "bars", SHOWN, by_area, left_out=max(0, len(items.areas) - TOP), notes=(label("note.areas"),)),
        Figure("organisations", "bars", SHOWN, asks, left_out=max(0, len(items.organisations) - TOP)),
        Figure("heard", "shares", SHOWN, by_success(asks), left_out=max(0, len(items.organisations) - TOP)),
        *amounts(items.all),
        Figure("grades", "bars", SHOWN, by_grade(items.all)),
        unanswered(items.all, records),
        found(records),
    )


def counted(items: Iterable[Item]) -> tuple[dict[str, int], int]:
    counts: Counter[str] = Counter()
    total = 0
    for item in items:
        counts.update(item.stances)
        total += 1
    return {stance: counts[stance] for stance in SHOWN if counts[stance]}, total


def longest(groups: Sequence[Group]) -> int:
    """The longest bar that a scale has room for: that of a group with a name, where there is one.

    >>> longest([Group(same("a"), "", {"noted": 3}, 3), Group(same("others"), "", {"noted": 90}, 90, rest=True)])
    3
    """
    named = [group for group in groups if not group.rest] or list(groups)
    return max((sum(group.counts.values()) for group in named), default=0)


def all_stances(items: Sequence[Item]) -> tuple[Group, ...]:
    counts, _ = counted(items)
    return tuple(Group(label(f"stance.{stance}"), f"stance={stance}", {stance: n}, n) for stance, n in counts.items())


def same_in_several(items: Iterable[Item], of: Callable[[Item], Sequence[object]]) -> tuple[Words, ...]:
    several = sum(len(of(item)) > 1 for item in items)
    return (label("note.several", number(several)),) if several else ()


def by_year(items: Sequence[Item]) -> tuple[Group, ...]:
    """Every year from the first to the last, also those without a record, unless the gap is too long to be meant."""
    years = sorted({item.year for item in items if item.year is not None})
    shown: list[int] = []
    for year in years:
        if shown and year - shown[-1] <= LONGEST_GAP:
            shown.extend(range(shown[-1] + 1, year))
        shown.append(year)
    groups = [Group(same(str(year)), f"year={year}", *counted(item for item in items if item.year == year)) for year in shown]
    undated = [item for item in items if item.year is None]
    if undated:
        groups.append(Group(label("none.year"), "year=none", *counted(undated)))
    return tuple(groups)


def by_grade(items: Sequence[Item]) -> tuple[Group, ...]:
    """The grades that occur, from sure to what a person has to look at."""
    members = {grade: [item for item in items if item.postulate.grade == grade] for grade in GRADES}
    return tuple(Group(label(f"grade.{grade}"), f"grade={grade}", *counted(own)) for grade, own in members.items() if own)


def by_rank(
    name: str, items: Sequence[Item], of: Callable[[Item], tuple[int, ...]], labels: Sequence[str], top: int = TOP
) -> tuple[Group, ...]:
    """The groups with most postulates, then all others as one, then the postulates without any."""
    members: dict[int, list[Item]] = {}
    others, without = [], []
    for item in items:
        ranks = of(item)
        for rank in ranks:
            if rank < top:
                members.setdefault(rank, []).append(item)
        if any(rank >= top for rank in ranks):
            others.append(item)
        if not ranks:
            without.append(item)
    groups = [Group(same(labels[rank]), f"{name}={rank}", *counted(members[rank])) for rank in sorted(members)]
    if others:
        groups.append(Group(label(f"others.{name}", number(len(labels) - top)), f"{name}={top}-", *counted(others), rest=True))
    if without:
        groups.append(Group(label(f"none.{name}"), f"{name}=none", *counted(without), rest=True))
    return tuple(groups)


def share_heard(group: Group) -> float:
    """
    >>> share_heard(Group(same("Klub"), "", {"accepted": 1, "partial": 1, "rejected": 2}, 4))
    0.5
    """
    parts = sum(group.counts.values())
    return sum(group.counts.get(stance, 0) for stance in HEARD) / parts if parts else 0.0


def by_success(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Those who are heard most first, then those who ask too seldom to say, and last the others, who are not one."""
    named = [group for group in groups if group.query.rpartition("=")[2].isdecimal()]
    last = [group for group in groups if group not in named]
    return (*sorted(named, key=lambda group: (group.total < FEW, -share_heard(group))), *last)


def amounts(items: Sequence[Item]) -> tuple[Figure, ...]:
    """A figure a currency, the commonest first: how large the largest amounts of postulates are."""
    counts = Counter(amount.currency for item in items for amount in item.amounts)
    figures: list[Figure] = []
    for currency in currencies(items):
        if figures and counts[currency] < FEW:
            continue
        steps: dict[int, list[Item]] = {}
        for item in items:
            for amount in item.amounts:
                if amount.currency == currency:
                    steps.setdefault(amount.step, []).append(item)
        groups = tuple(
            Group(step_label(step), f"amount={quote(currency)}:{step}", *counted(steps.get(step, ())))
            for step in range(min(steps), max(steps) + 1)
        )
        figures.append(Figure("amounts", "bars", SHOWN, groups, subject=same(currency), notes=(label("note.amounts"),)))
    return tuple(figures) or (Figure("amounts", "bars", SHOWN, ()),)


def currencies(items: Sequence[Item]) -> list[str]:
    """The currencies of the amounts, the commonest first."""
    counts = Counter(amount.currency for item in items for amount in item.amounts)
    return sorted(counts, key=lambda name: (-counts[name], name))


def step_label(step: int) -> Words:
    if step == 0:
        return label("amount.below", number(AMOUNT_STEPS[0]))
    if step == len(AMOUNT_STEPS):
        return label("amount.from", number(AMOUNT_STEPS[-1]))
    return same(f"{number(AMOUNT_STEPS[step - 1])} – {number(AMOUNT_STEPS[step])}")


def unanswered(items: Sequence[Item], records: Records) -> Figure:
    """The documents with most postulates that have no answer."""
    counts = Counter(item.document for item in items if item.stances == (MISSING,))
    order = sorted(counts, key=lambda place: (-counts[place], place))
    names = document_names(records)
    groups = [
        Group(same(names[place]), f"document={place}&stance={MISSING}", {MISSING: counts[place]}, counts[place])
        for place in order[:TOP]
    ]
    rest = order[TOP:]
    if rest:
        left = sum(counts[place] for place in rest)
        known = ",".join(str(place) for place in sorted(rest))
        groups.append(
            Group(
                label("others.document", number(len(rest))), f"document={known}&stance={MISSING}", {MISSING: left}, left, rest=True
            )
        )
    return Figure("missing", "bars", (MISSING,), tuple(groups), left_out=len(rest))


def document_names(records: Records) -> list[str]:
    """Their titles; the name of the file comes first where several documents have the same title, or this one has none."""
    titles = Counter(document.title for document in records.documents)
    names = []
    for document in records.documents:
        file = document.source.replace("\\", "/").rstrip("/").rpartition("/")[2] or document.source
        alone = document.title and titles[document.title] == 1
        names.append(document.title if document.title and alone else " – ".join(filter(None, (file, document.title))))
    return names


def found(records: Records) -> Figure:
    """What the program doubts, by kind: what is worst first."""
    counts: dict[str, Counter[str]] = {}
    for finding in records.findings:
        counts.setdefault(finding.code, Counter())[finding.severity] += 1
    order = sorted(counts, key=lambda code: (*(-counts[code][severity] for severity in SEVERITIES), code))
    groups = tuple(
        Group(
            code_label(code),
            f"finding={quote(code)}",
            {name: counts[code][name] for name in SEVERITIES if counts[code][name]},
            counts[code].total(),
        )
        for code in order
    )
    return Figure("findings", "bars", SEVERITIES, groups, part="severity")


def code_label(code: str) -> Words:
    """
    >>> code_label("missing-response").en, code_label("some-new-code").pl
    ('missing response', 'some-new-code')
    """
    return Words(title(code, language) for language in languages())
