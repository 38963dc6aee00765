"""Comments that stand in no table of rows: labelled paragraphs, definition lists, a small table for each comment.

`Uwaga nr 3 … Odpowiedź: …`, `Postulat: … Stanowisko: …`: the labels are the headings of a table that was never drawn. So the pieces
are put into one table, each with its places, and read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from postulat.extract.document import Block, Cell, Table
from postulat.normalize.matrix import passage
from postulat.normalize.matrix.headings import LONGEST_LABEL, heading, heading_role, is_number, number
from postulat.normalize.matrix.layout_tables import flow
from postulat.normalize.names.organisations import form

MOST_WORDS = 7
LONGEST_SUBMITTER = 120
ROLES = frozenset(("number", "submitter", "target", "text", "justification", "reasons", "decision", "answer", "responder"))
LABEL = re.compile(
    rf"(?:^|(?<=[.;?!…”)]\s))([^\W\d_][^:.;?!\n(]{{1,{LONGEST_LABEL}}}?)(?:\s*\(([^():\n]{{2,{LONGEST_SUBMITTER}}})\))?\s*:(?=\s|$)"
)
"""A label, and perhaps in brackets whose comment it leads in."""
SUBMITTER = re.compile(r"(?!(?:Art|Rozdz|Dz|Str|Pkt|Ust)\b)[^\W\d_a-zżźćąśęłóń][^\d]*$")
"""Words in brackets behind such a label that are a name and no part of the draft."""
START = re.compile(
    r"(?P<what>Uwaga|Postulat|Wniosek|Propozycja|Pytanie|Komentarz|Comment|Proposal|Question)\s*(?:nr|no\.?|#)?\s*"
    r"(?P<number>\d{1,4}[a-z]?|[IVX]{1,6})\b[.:)]*\s*[-–—:]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
MARKER = re.compile(r"\(?\d{1,4}[a-z]?[.)]?")
COUNTED = re.compile(r"\(?(\d{1,4}[a-z]?)[.)]?\s+")


class Label(NamedTuple):
    role: str
    text: str
    block: Block


class Start(NamedTuple):
    """A line that opens a comment; its number may be told only by its place in the list."""

    number: str
    block: Block


class End(NamedTuple):
    """The end of a table of its own for one comment."""


Piece = Label | Start | End | Block


@dataclass(slots=True)
class Comment:
    """The blocks of one comment by role; `labels` are the words that named each role, `lead` the heading that opened it."""

    parts: dict[str, list[Block]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    section: Block | None = None
    lead: Block | None = None
    index: int = 0


def with_labelled_table(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with all labelled comments put into one table in the place of the first; the blocks themselves where none are."""
    opened = list(flow(blocks, lambda table: heading(table) is not None))
    comments, first = read_comments(opened)
    full = [
        comment
        for comment in comments
        if comment.parts.get("text") and (comment.parts.get("answer") or comment.parts.get("decision"))
    ]
    if not full:
        return blocks
    return (*opened[:first], as_table(comments))


def read_comments(blocks: Sequence[Block]) -> tuple[list[Comment], int]:
    """The comments in order, and the index of the block that opens the first."""
    comments: list[Comment] = []
    current: Comment | None = None
    role = ""
    section: Block | None = None
    for index, block in enumerate(blocks):
        for piece in pieces(block):
            if isinstance(piece, End):
                current, role = None, ""
            elif isinstance(piece, Start):
                if current is not None and not current.parts and current.lead is not None:
                    section = current.lead
                    comments.remove(current)
                current, role = Comment(section=section, index=index), "text"
                comments.append(current)
                current.parts["number"] = [piece.block._replace(kind="paragraph", text=piece.number, marker="", links=())]
            elif isinstance(piece, Label):
                if current is not None and not current.parts and current.lead is not None:
                    comments.remove(current)
                    current = None
                if current is None or opens_next(current, piece.role):
                    current = Comment(section=section, lead=piece.block if piece.block.kind == "heading" else None, index=index)
                    comments.append(current)
                role = piece.role
                current.labels.setdefault(role, piece.text)
            elif current is not None and role and not (piece.kind == "heading" and current.parts.get("answer")):
                current.parts.setdefault(role, []).append(piece)
            elif piece.kind == "heading":
                current, role, section = None, "", piece if comments else section
    used = [comment for comment in comments if comment.parts.get("text") or comment.parts.get("answer")]
    title = next((block for block in blocks if block.kind == "heading"), None)
    if title is not None and all(comment.section is title for comment in used):
        for comment in used:
            comment.section = None
    return used, min((comment.index for comment in used), default=len(blocks))


def opens_next(comment: Comment, role: str) -> bool:
    """Whether a label opens the next comment: it says again what this one has, or names a submitter after the comment's text."""
    if role in comment.parts:
        return role in ("text", "number", "submitter", "target")
    return role in ("number", "submitter", "target") and bool(comment.parts.get("answer"))


def pieces(block: Block) -> Iterator[Piece]:
    if block.table is not None:
        yield from table_pieces(block.table)
        return
    start = START.match(block.text)
    if start and (block.kind != "item" or MARKER.fullmatch(block.marker or "1")):
        rest = start["rest"]
        yield Start(start["number"], block)
        if rest:
            yield from titled(cut(block, start.start("rest"), len(block.text)), block.kind == "heading")
        return
    if block.kind == "item" and MARKER.fullmatch(block.marker):
        found = list(labelled_pieces(block._replace(marker="", kind="paragraph")))
        if isinstance(found[0], Label):
            yield Start(block.marker.strip("()."), block)
            yield from found
            return
    counted = COUNTED.match(block.text) if block.kind == "paragraph" else None
    if counted and (label := LABEL.match(block.text[counted.end() :])) and label_role(label[1]) == "text":
        yield Start(counted[1], block)
        yield from labelled_pieces(cut(block, counted.end(), len(block.text)))
        return
    if (block.kind in ("heading", "term") or block.strong) and (role := whole_label(block.text)):
        yield Label(role, block.text.rstrip(": "), block)
        return
    yield from labelled_pieces(block)


def titled(block: Block, is_heading: bool) -> Iterator[Piece]:
    """What follows a comment's number: its submitter, a first label, or the comment itself."""
    if len(block.text) <= LONGEST_SUBMITTER and form(block.text) is not None and (is_heading or not block.text.endswith(".")):
        yield Label("submitter", "Zgłaszający", block)
        yield block._replace(kind="paragraph")
        yield Label("text", "Uwaga", block)
        return
    yield from labelled_pieces(block._replace(kind="paragraph"))


def labelled_pieces(block: Block) -> Iterator[Piece]:
    """A paragraph cut at the labels in it: `Postulat: … Stanowisko: …`."""
    found = [match for match in LABEL.finditer(block.text) if label_role(match[1])]
    if not found or (found[0].start() > 0 and len(found) == 1 and block.kind == "item"):
        yield block
        return
    if found[0].start() > 0:
        yield cut(block, 0, found[0].start())
    for index, match in enumerate(found):
        role = label_role(match[1])
        if role == "text" and match[2] and SUBMITTER.match(match[2]):
            yield Label("submitter", "Zgłaszający", block)
            yield cut(block, match.start(2), match.end(2))
        yield Label(role, match[1].strip(), block)
        end = found[index + 1].start() if index + 1 < len(found) else len(block.text)
        rest = cut(block, match.end(), end)
        if rest.text:
            yield rest


def label_role(text: str) -> str:
    if len(text.split()) > MOST_WORDS:
        return ""
    role = heading_role(text)
    return {"reasons": "justification"}.get(role, role) if role in ROLES else ""


def whole_label(text: str) -> str:
    bare = text.rstrip(": ")
    return label_role(bare) if len(bare) <= LONGEST_LABEL and not re.search(r"[.;?!]", bare) else ""


def table_pieces(table: Table) -> Iterator[Piece]:
    """The rows of a two-column table whose left cells are labels, or the cells of one that begin with labels."""
    rows = [[cell for cell in dict.fromkeys(row) if cell is not None] for row in table.rows]
    pairs = [row for row in rows if len(row) == 2]
    named = [row for row in pairs if whole_label(row[0].text) or is_number(row[0].text)]
    roles = {whole_label(row[0].text) for row in named}
    if not ("text" in roles and roles & {"answer", "decision"}):
        yield from labelled_cells(table)
        return
    for row in rows:
        if len(row) == 1 and (start := START.match(row[0].text)):
            yield Start(start["number"], row[0].blocks[0])
        elif len(row) == 2 and (role := whole_label(row[0].text)):
            yield Label(role, row[0].text, row[0].blocks[0])
            yield from (block._replace(places=row[1].places) for block in row[1].blocks)
    yield End()


def labelled_cells(table: Table) -> Iterator[Piece]:
    """The cells of a table in order, where some begin with a label for comments and some with one for answers."""
    cells = list(table.cells())
    first = [match for cell in cells if (match := LABEL.match(cell.text))]
    roles = {label_role(match[1]) for match in first}
    if not ("text" in roles and roles & {"answer", "decision"}):
        return
    for cell in cells:
        if (shown := number(cell.text)) is not None:
            yield Start(shown, cell.blocks[0])
            continue
        for block in cell.blocks:
            yield from labelled_pieces(block)
    yield End()


def cut(block: Block, start: int, end: int) -> Block:
    """The part of a block between two offsets, with its links."""
    text, links = passage.cut(block.text, block.links, start, end)
    return block._replace(text=text, links=links, marker="" if start else block.marker)


def as_table(comments: Sequence[Comment]) -> Block:
    """The comments as the rows of one table under the words that labelled them."""
    order = ("number", "submitter", "target", "text", "justification", "decision", "answer", "responder")
    defaults = {"number": "Lp.", "text": "Uwaga", "submitter": "Zgłaszający", "answer": "Odpowiedź", "decision": "Decyzja"}
    labels = {role: text for comment in reversed(comments) for role, text in comment.labels.items()}
    roles = [role for role in order if any(role in comment.parts for comment in comments)]
    head = tuple(Cell((Block("paragraph", label_for(role, labels.get(role, ""), defaults)),), heading=True) for role in roles)
    rows: list[tuple[Cell | None, ...]] = [head]
    section: Block | None = None
    for comment in comments:
        if comment.section is not section and comment.section is not None:
            section = comment.section
            rows.append((Cell((section,), section.places),) * len(roles))
        rows.append(tuple(as_cell(comment.parts.get(role, [])) for role in roles))
    places = tuple(place for row in rows[1:2] for cell in row if cell is not None for place in cell.places)
    return Block("table", "", places, table=Table(tuple(rows), places, heading_rows=1))


def label_for(role: str, label: str, defaults: dict[str, str]) -> str:
    """The words that labelled a role, where the same words as a column heading would mean it too."""
    return (
        label
        if heading_role(label) == role
        else defaults.get(role, {"justification": "Uzasadnienie uwagi", "target": "Dotyczy"}.get(role, "Wydział"))
    )


def as_cell(blocks: list[Block]) -> Cell | None:
    if not blocks:
        return None
    return Cell(tuple(blocks), tuple(dict.fromkeys(place for block in blocks for place in block.places)))
