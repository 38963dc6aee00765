"""Lists that the prose of minutes leads in: who was there, and which areas of work it was about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from postulat.extract.characters.letters import UPPER
from postulat.extract.document import Block, Cell, Table
from postulat.normalize.matrix.headings import LONGEST_HEADING, heading_role, is_number
from postulat.normalize.names.organisations import form, kind
from postulat.normalize.vocabulary.cues import says
from postulat.normalize.vocabulary.phrases import rows

LONGEST_LEAD = 200
"""Characters before the colon of a list that runs on in the same paragraph."""
LONGEST_TITLE = 120
MOST = 0.5
"""Share of the pieces of such a list that must begin like the name of an organisation, where nothing else marks them as a list."""
WRITTEN_MARKER = re.compile(rf"(?:([-–•*·]|\(?\d{{1,3}}[.)]|[a-z]\))\s+(?=\S)|(\d{{1,3}}[.)])(?=[{UPPER}„]))")
"""Also `10.Fundacja`, where the number fills the indent and leaves no space."""
NUMBERED = re.compile(r"(?:(?<=[\s,;:])|^)\(?\d{1,3}[.)]\s*(?=[^\W\d_„\"])")
NESTED = {"(": ")", "„": "”", "“": "”", "«": "»", "[": "]"}
PIECES = re.compile(r";\s*|\n+")


def attendance_lists(prose: Sequence[Block]) -> Iterator[tuple[Block, list[Block]]]:
    """Each paragraph that leads in a list of those present, with the list's items."""
    yield from lists(prose, "attendance")


def area_lists(prose: Sequence[Block]) -> Iterator[tuple[Block, list[Block]]]:
    yield from lists(prose, "areas")


def lists(prose: Sequence[Block], cue: str) -> Iterator[tuple[Block, list[Block]]]:
    index = 0
    while index < len(prose):
        lead = prose[index]
        index += 1
        if lead.kind == "item":
            continue
        if cue == "attendance" and (names := run_on(lead)):
            yield lead, names
            continue
        if not leads_in(lead, cue):
            continue
        items = []
        while index < len(prose) and (found := as_item(prose[index])):
            items.append(found)
            index += 1
        if items and sum(item.text[:1].islower() for item in items) * 2 <= len(items) * (2 if cue == "areas" else 1):
            yield lead, items


def as_item(block: Block) -> Block | None:
    """A list item, also one that is a paragraph with its marker written by hand."""
    if block.kind == "item":
        return block
    match = WRITTEN_MARKER.match(block.text) if block.kind == "paragraph" else None
    return block._replace(kind="item", marker=match[1] or match[2], text=block.text[match.end() :], links=()) if match else None


def leads_in(block: Block, cue: str) -> bool:
    """Whether a paragraph's end announces the list, or a heading does: for areas its last words, for those present all of it."""
    text = block.text.rstrip()
    title = (block.kind == "heading" or block.strong) and len(text) <= LONGEST_TITLE
    if not (text.endswith(":") or (title and cue == "attendance")):
        return False
    return says(text[-120:], cue) if cue == "areas" else says(text, cue) and not says(text[-40:], "areas")


def run_on(block: Block) -> list[Block]:
    """The names of a list that runs on behind the colon of its lead: numbered, or most of them with the form of an organisation."""
    lead, colon, rest = block.text.partition(":")
    if not colon or len(lead) > LONGEST_LEAD or not says(lead, "attendance") or says(lead, "areas") or says(rest, "elsewhere"):
        return []
    names = numbered(rest)
    if not names:
        names = parted(rest)
        formed = sum(kind(name) not in ("person", "other") for name in names)
        if len(names) < 2 or formed < MOST * len(names):
            return []
    return [Block("item", name, block.places) for name in names]


def numbered(text: str) -> list[str]:
    """
    >>> numbered(" 1) Stowarzyszenie Cała Naprzód, 2) Fundacja Różyczka."), numbered(" ul. Długa 5, 31-001 Kraków")
    (['Stowarzyszenie Cała Naprzód', 'Fundacja Różyczka'], [])
    """
    starts = list(NUMBERED.finditer(text))
    if len(starts) < 2 or text[: starts[0].start()].strip():
        return []
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return [text[match.end() : end].strip(" ,;.\n") for match, end in zip(starts, ends, strict=True)]


def parted(text: str) -> list[str]:
    """The pieces between semicolons, or else between commas and before the last "and", not within brackets or quotation marks.

    >>> parted(" Fundacja „Raz, dwa”, Klub Seniora (Anna Lis, Jan Kos) oraz Towarzystwo Ziemi i Wody.")
    ['Fundacja „Raz, dwa”', 'Klub Seniora (Anna Lis, Jan Kos)', 'Towarzystwo Ziemi i Wody']
    """
    text = text.strip()
    pieces = PIECES.split(text) if PIECES.search(text) else outside(text, ", ")
    last = pieces[-1]
    for row in rows("list_ends"):
        before, word, after = last.rpartition(f" {row['word']} ")
        if word and before.strip() and form(after) is not None:
            pieces[-1:] = [before, after]
            break
    return [piece for each in pieces if (piece := each.strip(" ,;.\n"))]


def outside(text: str, separator: str) -> list[str]:
    """The text cut at a separator, but not within brackets or quotation marks."""
    pieces, start, closing = [], 0, ""
    for index, letter in enumerate(text):
        if closing:
            closing = "" if letter == closing else closing
        elif letter in NESTED:
            closing = NESTED[letter] if NESTED[letter] in text[index + 1 :] else ""
        elif text.startswith(separator, index):
            pieces.append(text[start:index])
            start = index + len(separator)
    return [*pieces, text[start:]]


def with_listed_tables(blocks: Sequence[Block], is_matrix: Callable[[Table], bool]) -> tuple[Block, ...]:
    """The blocks with tables of those present as the items of a list."""
    found: list[Block] = []
    for block in blocks:
        lead = next((other for other in reversed(found) if other.text), None)
        if block.table is not None and lead is not None and leads_in(lead, "attendance") and not is_matrix(block.table):
            found.extend(items_of(block.table) or [block])
        else:
            found.append(block)
    return tuple(found)


def items_of(table: Table) -> list[Block]:
    """The names in a table, each with what its other cells say in brackets; nothing, where no column is one of organisations."""
    head = [heading_role(cell.text) if cell is not None and len(cell.text) <= LONGEST_HEADING else "" for cell in table.rows[0]]
    body = table.rows[1:] if any(head) else table.rows
    columns = range(table.width)
    cells = [[row[column] for row in body if row[column] is not None and row[column].text] for column in columns]  # type: ignore[union-attr]
    formed = [sum(form(cell.text) is not None for cell in own if cell is not None) for own in cells]
    best = next((column for column in columns if head[column] == "submitter"), max(columns, key=lambda column: formed[column]))
    if not cells[best] or formed[best] < MOST * len(cells[best]):
        return []
    return [item(row, best) for row in body if row[best] is not None and row[best].text]  # type: ignore[union-attr]


def item(row: Sequence[Cell | None], column: int) -> Block:
    cell = row[column]
    assert cell is not None
    others = [other for other in dict.fromkeys(row) if other is not None and other is not cell and other.text]
    beside = ", ".join(" ".join(other.text.split()) for other in others if not is_number(other.text))
    name = " ".join(cell.text.split())
    return Block("item", f"{name} ({beside})" if beside else name, cell.places)
