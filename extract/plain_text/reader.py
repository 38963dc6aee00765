"""Plain text as offices paste it: prose with Markdown-like marks, and tables of tab- or bar-separated cells with left-over HTML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.encoding import decode
from postulat.extract.document import Block, Cell, Document, Link, Place, Table
from postulat.extract.plain_text.tables import Laid, Piece, bordered, is_rule, laid_out, separated

MARKUP = re.compile(
    r"</?(?:p|a|br|div|span|ul|ol|li|b|strong|em|i|u|sup|sub|font|h[1-6]|table|tr|td)\b[^<>]{0,2000}>|&(?:nbsp|amp|quot|[lg]t);",
    re.I,
)
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")
ITEM = re.compile(r"(\s*)([-*•–▪·]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+(\S.*)$")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
BARS = re.compile(r"\s*\|.*\|\s*$")
ADDRESS = re.compile(r"https?://[^\s<>\"|]+")
SENTENCE_END = ".,);:!?"
FEWEST_TABS = 1


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str

    @property
    def place(self) -> Place:
        return Place(path=f"line={self.number}")


def read(data: bytes, source: str, declared: str | None = None) -> Document:
    """A text file as blocks; a cell's place is its line."""
    decoded = decode(data, declared)
    lines = [Line(index, text) for index, text in enumerate(re.split(r"\r\n|\n|\r", decoded.text), start=1)]
    return Document(
        source=source,
        media_type="text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="text",
        blocks=tuple(blocks(lines)),
        notes=decoded.notes,
    )


def blocks(lines: list[Line]) -> Iterator[Block]:
    index = 0
    texts = [line.text for line in lines]
    laid = separated(texts) | laid_out(texts)
    while index < len(lines):
        line = lines[index]
        made = laid.get(index)
        if made is not None:
            yield laid_table(made, lines)
            index = made.last
            continue
        if separator(line.text):
            last = table_end(lines, index)
            yield table(lines[index:last])
            index = last
            continue
        if not line.text.strip():
            index += 1
            continue
        if match := HEADING.match(line.text.strip()):
            yield Block("heading", plain(match[2]), (line.place,), level=len(match[1]))
        elif index + 1 < len(lines) and UNDERLINE.match(lines[index + 1].text) and not ITEM.match(line.text):
            yield Block("heading", plain(line.text), (line.place,), level=1 if lines[index + 1].text.startswith("=") else 2)
            index += 1
        elif match := ITEM.match(line.text):
            last = paragraph_end(lines, index)
            yield item(match, lines[index:last])
            index = last
            continue
        elif not UNDERLINE.match(line.text.strip()) and not is_rule(line.text):
            last = paragraph_end(lines, index)
            yield paragraph(lines[index:last])
            index = last
            continue
        index += 1


def separator(text: str) -> str:
    """What parts the cells of a table line: a tab, a bar, or nothing where the line is no table line."""
    if text.count("\t") >= FEWEST_TABS and text.strip():
        return "\t"
    if BARS.match(text) and text.count("|") > 2:
        return "|"
    return "\t" if text.count("\t") > 1 else ""


def paragraph_end(lines: list[Line], start: int) -> int:
    """The line after a paragraph: a blank line, a table, a heading or a list item ends it."""
    for index in range(start + 1, len(lines)):
        text = lines[index].text
        if not text.strip() or separator(text) or HEADING.match(text.strip()) or ITEM.match(text):
            return index
        if index + 1 < len(lines) and UNDERLINE.match(lines[index + 1].text):
            return index
    return len(lines)


def paragraph(lines: list[Line]) -> Block:
    text, links = with_links(plain(" ".join(line.text for line in lines)))
    raw = lines[0].text.strip()
    strong = len(lines) == 1 and re.fullmatch(r"(\*\*|__).+\1:?", raw) is not None
    return Block("paragraph", text, tuple(line.place for line in lines), links=links, strong=strong)


def item(match: re.Match[str], lines: list[Line]) -> Block:
    text, links = with_links(plain(" ".join([match[3], *(line.text for line in lines[1:])])))
    marker = match[2] if match[2][-1] in ".)" else "-"
    level = 1 + len(match[1].expandtabs(4)) // 2
    return Block("item", text, tuple(line.place for line in lines), level=level, marker=marker, links=links)


def plain(text: str) -> str:
    """Without Markdown emphasis, which is left-over markup here."""
    return clean(EMPHASIS.sub(r"\2", text)) if "*" in text or "_" in text else clean(text)


def with_links(text: str) -> tuple[str, tuple[Link, ...]]:
    links = []
    for match in ADDRESS.finditer(text):
        target = match[0].rstrip(SENTENCE_END)
        links.append(Link(match.start(), match.start() + len(target), target))
    return text, tuple(links)


def table_end(lines: list[Line], start: int) -> int:
    """The line after a table: blank lines within it do not end it, and neither does the rest of a cell that holds a line break."""
    mark = separator(lines[start].text)
    last = start + 1
    for index in range(start + 1, len(lines)):
        text = lines[index].text
        if separator(text) == mark:
            last = index + 1
        elif text.strip():
            broken_cell = index == last and any(separator(line.text) == mark for line in lines[index + 1 : index + 2])
            if not broken_cell or HEADING.match(text) or ITEM.match(text):
                break
            last = index + 1
    return last


def table(lines: list[Line]) -> Block:
    mark = separator(lines[0].text)
    drawn = bordered([line.text for line in lines], 0, len(lines)) if mark == "|" else None
    if drawn is not None:
        return laid_table(Laid(0, len(lines), drawn), lines)
    rows: list[list[tuple[str, list[Place]]]] = []
    for line in lines:
        if is_rule(line.text):
            continue
        if separator(line.text) == mark:
            texts = line.text.strip().strip("|").split("|") if mark == "|" else line.text.split("\t")
            rows.append([(text, [line.place]) for text in texts])
        elif line.text.strip() and rows:
            text, places = rows[-1][-1]
            rows[-1][-1] = (f"{text}<br>{line.text}", [*places, line.place])
    width = common_width(rows)
    grid = tuple(tuple(cell(*row[i]) if i < len(row) else None for i in range(width)) for row in rows)
    start = (lines[0].place,)
    return Block("table", "", start, table=Table(grid, start))


def laid_table(made: Laid, lines: list[Line]) -> Block:
    width = max(map(len, made.rows))
    start = (lines[made.first].place,)
    rows = ([cell(*joined(pieces, lines)) for pieces in row] for row in made.rows)
    return Block("table", "", start, table=Table(tuple((*row, *[None] * (width - len(row))) for row in rows), start))


def joined(pieces: list[Piece], lines: list[Line]) -> tuple[str, list[Place]]:
    """The text of a cell's lines: a word is not parted, an item begins a line."""
    text = ""
    for piece in pieces:
        text += ("<br>" if ITEM.match(piece.text) else " ") * bool(text) + piece.text
    return text, [lines[number].place for number in dict.fromkeys(piece.line for piece in pieces)]


def common_width(rows: list[list[tuple[str, list[Place]]]]) -> int:
    """Columns of the table: empty cells at the end of a line do not count."""
    return max((max((i + 1 for i, (text, _) in enumerate(row) if text.strip()), default=0) for row in rows), default=0) or 1


def cell(text: str, places: list[Place]) -> Cell:
    if MARKUP.search(text):
        from postulat.extract.html.reader import fragment

        found = tuple(block for block in fragment(text, places[0]) if block.line)
        return Cell(found, tuple(places))
    words, links = with_links(plain(text))
    return Cell((Block("paragraph", words, tuple(places), links=links),) if words else (), tuple(places))
