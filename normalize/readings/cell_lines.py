"""Comment tables saved as text with one cell a line: the headings line by line, then the cells of each row in the same order.

`Lp. / Podmiot / Uwaga / Stanowisko / 1 / Fundacja Perkoz / Prosimy o ławki. / Uwzględniono. / 2 / …`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postulat.extract.document import Block
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.headings import LONGEST_LABEL, heading_role, is_number, number
from postulat.normalize.readings.comments import ANSWERS, OTHER, Comment
from postulat.normalize.readings.labelled import as_reading
from postulat.normalize.readings.labels import Label
from postulat.normalize.readings.leads import is_line, is_name
from postulat.normalize.readings.piece import cut
from postulat.normalize.readings.proposal import Proposal
from postulat.normalize.readings.score import is_verdict

FEWEST_COLUMNS, MOST_COLUMNS = 3, 10
FEWEST_ROWS = 3
MOST_PAIRED = 0.6
"""Share of the rows in which comment and answer are told apart."""
HEAD = 120
"""Characters at the head of a line in which its verdict is looked for."""
LONGEST_NUMBER = 10
"""Figures of what is no number of a row any more."""
SHORT_VERDICT = 60
"""Characters of a line that is a verdict and nothing else."""
LATE = ("answer", "decision", "justification", "responder")
"""Roles of the columns behind the comments."""


class Line(NamedTuple):
    """A line of the source: its words, the place of its block in the document, and whether it begins the block."""

    block: Block
    at: int
    first: bool


class Columns(NamedTuple):
    """The headings: where they stand in the lines, their roles and their words."""

    start: int
    end: int
    roles: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def before(self) -> tuple[str, ...]:
        """The columns before the comments."""
        return self.roles[: self.roles.index("text")]

    @property
    def after(self) -> tuple[str, ...]:
        return self.roles[self.roles.index("text") :]


def cell_lines(blocks: tuple[Block, ...]) -> Proposal | None:
    """The rows of such a table; None where no run of headings, or no rows in its order, are found."""
    lines = list(lines_of(blocks))
    head = headings(lines)
    if head is None:
        return None
    body = lines[head.end :]
    starts = numbered_rows(body, head) or named_rows(body, head)
    if len(starts) < FEWEST_ROWS:
        return None
    ends = [*starts[1:], len(body)]
    found = [comment for start, end in zip(starts, ends, strict=True) if (comment := row(body[start:end], head))]
    paired = sum(comment.paired for comment in found)
    if paired < max(FEWEST_ROWS, MOST_PAIRED * len(found)):
        return None
    found[0].used.extend(line.at for line in lines[head.start : head.end])
    evidence = (Evidence("cells-in-lines", 1.0, f"{len(head.roles)} headings, then {len(found)} rows in their order"),)
    return Proposal("grid", as_reading(blocks, found), evidence)


def lines_of(blocks: Sequence[Block]) -> Iterator[Line]:
    for index, block in enumerate(blocks):
        if block.table is not None or not block.text:
            continue
        ends = [*block.breaks, len(block.text)]
        for start, end in zip([0, *block.breaks], ends, strict=True):
            piece = cut(block, start, end)._replace(breaks=())
            if piece.text:
                yield Line(piece, index, start == 0)


def headings(lines: Sequence[Line]) -> Columns | None:
    """The longest run of lines that are headings of a comment table, each of another kind."""
    best: Columns | None = None
    for start in range(len(lines)):
        if not lines[start].first:
            continue
        roles: list[str] = []
        while start + len(roles) < len(lines) and len(roles) < MOST_COLUMNS:
            text = lines[start + len(roles)].block.text.rstrip(": ")
            role = heading_role(text) if len(text) <= LONGEST_LABEL else ""
            if not role or (role in roles and role != "other"):
                break
            roles.append(role)
        if len(roles) >= FEWEST_COLUMNS and "text" in roles and set(ANSWERS) & {*roles}:
            made = Columns(start, start + len(roles), tuple(roles), tuple(line.block.text for line in lines[start:][: len(roles)]))
            if best is None or len(made.roles) > len(best.roles):
                best = made
    return best


def numbered_rows(body: Sequence[Line], head: Columns) -> list[int]:
    """Where rows begin by lines that are numbers, if these run on from the first line behind the headings."""
    if head.roles[0] != "number" or not body or not is_number(body[0].block.text):
        return []
    found = [0]
    told = whole(body[0].block.text)
    for place, line in enumerate(body):
        value = whole(line.block.text) if is_number(line.block.text) else None
        if value is not None and told is not None and value == told + 1:
            found.append(place)
            told = value
    return found


def whole(text: str) -> int | None:
    """
    >>> whole("12."), whole("3a"), whole("II")
    (12, None, None)
    """
    bare = text.strip().rstrip(".)")
    return int(bare) if bare.isdecimal() and len(bare) < LONGEST_NUMBER else None


def named_rows(body: Sequence[Line], head: Columns) -> list[int]:
    """Where rows begin by their submitter, where numbers were not saved: a name that comes again, or is one, in its place."""
    before = [role for role in head.before if role != "number"]
    if "submitter" not in before:
        return []
    ahead = before.index("submitter")
    openings = [
        place
        for place, line in enumerate(body)
        if line.first and place + len(before) < len(body) and all(is_line(other.block) for other in body[place:][: len(before)])
    ]
    names = Counter(body[place + ahead].block.text for place in openings)
    return [place for place in openings if names[body[place + ahead].block.text] > 1 or is_name(body[place + ahead].block.text)]


def row(lines: Sequence[Line], head: Columns) -> Comment | None:
    """A row's lines by column; where comment and answer have several, the answer begins with its verdict."""
    made = Comment(used=[line.at for line in lines], labels=labels(head), order=["text", "answer"])
    early = head.before if is_number(lines[0].block.text) else tuple(role for role in head.before if role != "number")
    rest = list(lines)
    for role in early:
        if len(rest) < 2:
            return None
        line = rest.pop(0)
        if role == "number":
            shown = number(line.block.text) or line.block.text
            made.number = line.block._replace(kind="paragraph", text=shown, marker="", links=())
        else:
            made.parts.setdefault(kept(role, head), []).append(line.block)
    if len(rest) == len(head.after):
        for role, line in zip(head.after, rest, strict=True):
            made.parts.setdefault(kept(role, head), []).append(line.block)
        return made
    parted = answer_start(rest)
    made.parts["text"] = [line.block for line in rest[:parted]]
    if parted < len(rest):
        role = "answer" if "answer" in head.roles else "decision"
        made.parts[role] = [line.block for line in rest[parted:]]
    return made


def kept(role: str, head: Columns) -> str:
    """The role of a column, other ones apart from each other by their words."""
    return role if role not in ("other", "section", "current", "date") else f"{OTHER}{head.texts[head.roles.index(role)]}"


def labels(head: Columns) -> dict[str, Label]:
    return {role: Label(role, text) for role, text in zip(head.roles, head.texts, strict=True)}


def answer_start(lines: Sequence[Line]) -> int:
    """Where the answer begins: the first line that is a verdict, else one that begins with one, else the last of two lines."""
    verdicts = [place for place, line in enumerate(lines) if place and is_verdict(line.block.text[:HEAD], "")]
    short = [place for place in verdicts if len(lines[place].block.text) <= SHORT_VERDICT]
    if short or verdicts:
        return (short or verdicts)[0]
    return 1 if len(lines) == 2 else len(lines)
