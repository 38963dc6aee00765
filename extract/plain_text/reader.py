"""Plain text as offices paste it: prose with Markdown-like marks, and tables of values parted by signs, drawn, or laid out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from postulat.extract.characters.encoding import decode
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Block, Cell, Document, Link, Note, Place, Table
from postulat.extract.plain_text.delimited import Delimited, delimited, titles_above
from postulat.extract.plain_text.front_matter import with_front_title
from postulat.extract.plain_text.list_levels import Lists
from postulat.extract.plain_text.markdown import Inline, as_html, inline, is_set
from postulat.extract.plain_text.reference_links import with_addresses
from postulat.extract.plain_text.set_lines import parts
from postulat.extract.plain_text.source_line import SourceLine
from postulat.extract.plain_text.tables import Laid, TextPiece, bordered, is_rule, laid_out, split_bars
from postulat.extract.plain_text.unseen import without_unseen

MARKUP = re.compile(
    r"</?(?:p|a|br|div|span|ul|ol|li|b|strong|em|i|u|s|del|ins|sup|sub|font|pre|h[1-6]|table|tr|td)\b[^<>]{0,2000}>"
    r"|&(?:nbsp|amp|quot|[lg]t);",
    re.I,
)
HEADING = re.compile(r"(#{1,6})(?:\s+(.*?))?\s*#*$")
STARS = re.compile(r"\s{0,3}(?:(?:\*[ \t]*){3,60}|(?:_[ \t]*){3,60})$")
"""A rule of stars or underscores across the page."""
UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")
ITEM = re.compile(r"(\s*)([-*+•–▪·]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+(\S.*)$")
BULLETED = re.compile(r"\s*[-*+•–▪·] +\S")
QUOTED = re.compile(r" {0,3}>(?: ?> ?){0,20} ?")
"""The signs before a quotation, in Markdown as in e-mails."""
TICKED = re.compile(r"\[[xX]\]\s+(?=\S)")
"""The ticked box of a list of tasks; an empty one is left."""
QUOTE_TAG = re.compile(r"<(/?)blockquote\b[^<>]{0,200}>", re.I)
BARS = re.compile(r"\s*\|.*\|\s*$")
LINE_BREAK = re.compile(r"<br\s*/?>|\n", re.I)
FEWEST_TABS = 1


def read(data: bytes, source: str, declared: str | None = None) -> Document:
    """A text file as blocks; a cell's place is its line."""
    decoded = decode(data, declared)
    lines = [line(index, text) for index, text in enumerate(with_addresses(re.split(r"\r\n|\n|\r", decoded.text)), start=1)]
    notes = list(decoded.notes)
    found = tuple(blocks(list(without_quote_tags(with_front_title(list(without_unseen(lines, notes))))), notes))
    return Document(
        source=source,
        media_type="text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="text",
        blocks=found,
        notes=tuple(notes),
    )


def line(number: int, text: str) -> SourceLine:
    found = QUOTED.match(text) if ">" in text else None
    return SourceLine(number, text) if found is None else SourceLine(number, text[found.end() :], quoted=True)


def without_quote_tags(lines: list[SourceLine]) -> Iterator[SourceLine]:
    """The lines, with those between the tags of a quotation as quoted, which parts paragraphs. A tag without an end is none."""
    depth, ends = 0, sum(tag[1] == "/" for line in lines if "<" in line.text for tag in QUOTE_TAG.finditer(line.text))
    for line in lines:
        if not depth and "<" not in line.text:
            yield line
            continue
        start = 0
        for tag in QUOTE_TAG.finditer(line.text):
            if line.text[start : tag.start()].strip():
                yield SourceLine(line.number, line.text[start : tag.start()], line.quoted or depth > 0)
            yield SourceLine(line.number, "")
            ends -= tag[1] == "/"
            depth = max(0, depth - 1) if tag[1] else depth + 1 if depth < ends else depth
            start = tag.end()
        if start == 0 or line.text[start:].strip():
            yield SourceLine(line.number, line.text[start:].lstrip() if start else line.text, line.quoted or depth > 0)


def blocks(lines: list[SourceLine], notes: list[Note]) -> Iterator[Block]:
    index = 0
    texts = [line.text for line in lines]
    valued = delimited(texts)
    for values in valued.values():
        for place, title in titles_above(values, texts).items():
            texts[place], lines[place] = title, replace(lines[place], text=title)
    laid = laid_out(["" if taken else text for text, taken in zip(texts, taken_lines(valued, len(texts)), strict=True)])
    lists = Lists()
    while index < len(lines):
        line = lines[index]
        made = valued.get(index) or laid.get(index)
        if made is not None:
            lists.end()
            yield delimited_table(made, lines, notes) if isinstance(made, Delimited) else laid_table(made, lines, notes)
            index = made.last
            continue
        if separator(line.text) and not is_text(lines, index, last := table_end(lines, index)):
            lists.end()
            yield table(lines[index:last], notes)
            index = last
            continue
        if not line.text.strip() or STARS.match(line.text):
            index += 1
            continue
        if is_one_column(lines, index):
            lists.end()
            last = index + 1
            while last < len(lines) and BARS.match(lines[last].text):
                last += 1
            yield one_column(lines[index:last], notes)
            index = last
            continue
        if (match := HEADING.match(line.text.strip())) and line.quoted:
            found = told(match[2] or "", line.place, notes)
            yield Block("paragraph", found.text, (line.place,), links=found.links, strong=True, quoted=True)
        elif match:
            lists.end()
            yield Block("heading", told(match[2] or "", line.place, notes).text, (line.place,), level=len(match[1]))
        elif index + 1 < len(lines) and UNDERLINE.match(lines[index + 1].text) and not ITEM.match(line.text):
            lists.end()
            level = 1 if lines[index + 1].text.startswith("=") else 2
            yield Block("heading", told(line.text, line.place, notes).text, (line.place,), level=level)
            index += 1
        elif match := ITEM.match(line.text):
            last = paragraph_end(lines, index)
            (_, end), *rest = parts(["", *(line.text for line in lines[index + 1 : last])])
            yield item(match, lines[index : index + end], lists, notes)
            yield from (paragraph(lines[index + start : index + end], notes) for start, end in rest)
            index = last
            continue
        elif not UNDERLINE.match(line.text.strip()) and not is_rule(line.text):
            if not line.text[0].isspace():
                lists.end()
            last = paragraph_end(lines, index)
            for start, end in parts([line.text for line in lines[index:last]]):
                yield paragraph(lines[index + start : index + end], notes)
            index = last
            continue
        index += 1


def taken_lines(valued: dict[int, Delimited], count: int) -> list[bool]:
    """For each line whether a table of values has it."""
    taken = [False] * count
    for made in valued.values():
        taken[made.first : made.last] = [True] * (made.last - made.first)
    return taken


def separator(text: str) -> str:
    """What parts the cells of a table line: a tab, a bar, or nothing where the line is no table line."""
    if text.count("\t") >= FEWEST_TABS and text.strip():
        return "\t"
    if BARS.match(text) and text.count("|") > 2:
        return "|"
    return "\t" if text.count("\t") > 1 else ""


def is_text(lines: list[SourceLine], start: int, end: int) -> bool:
    """Whether lines with tabs are no rows of a table: items with a tab behind their first words (`* L14<TAB>Which map?`), or lines
    that tabs only indent."""
    written = (line.text for line in lines[start:end] if line.text.strip())
    return all(BULLETED.match(text) for text in written) or is_indented(lines, start, end)


def is_indented(lines: list[SourceLine], start: int, end: int) -> bool:
    """Whether the tabs of lines only indent them: no table has all its columns but one empty."""
    return all("\t" not in (text := line.text.strip()) and not BARS.match(text) for line in lines[start:end])


def is_one_column(lines: list[SourceLine], index: int) -> bool:
    """Whether a line of one cell between bars is the heading of a table, by the rule below it."""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return BARS.match(lines[index].text) is not None and "|" in below and is_rule(below)


def one_column(lines: list[SourceLine], notes: list[Note]) -> Block:
    rows = [(cell(split_bars(line.text)[0], [line.place], notes),) for line in lines if not is_rule(line.text)]
    return Block("table", "", (lines[0].place,), table=Table(tuple(rows), (lines[0].place,)))


def paragraph_end(lines: list[SourceLine], start: int) -> int:
    """The line after a paragraph: a blank line, a table, a heading or a list item ends it, and so does the edge of a quotation, but
    where a sentence goes on."""
    for index in range(start + 1, len(lines)):
        text = lines[index].text
        if lines[index].quoted != lines[index - 1].quoted and not text[:1].islower():
            return index
        if not text.strip() or separator(text.strip()) or HEADING.match(text.strip()) or ITEM.match(text):
            return index
        if index + 1 < len(lines) and UNDERLINE.match(lines[index + 1].text):
            return index
    return len(lines)


def paragraph(lines: list[SourceLine], notes: list[Note]) -> Block:
    places = tuple(line.place for line in lines)
    found = told(" ".join(line.text for line in lines), places[0], notes)
    raw = lines[0].text.strip()
    texts = [line.text for line in lines]
    strong = is_set(texts, "**", "__") if len(lines) > 1 else re.fullmatch(r"(\*\*|__).+\1:?", raw) is not None
    breaks = line_breaks(found.text, texts)
    slanted = not strong and is_set(texts, "*", "_")
    made = Block("paragraph", found.text, places, links=found.links, strong=strong, breaks=breaks, quoted=lines[0].quoted)
    return made._replace(slanted=True) if slanted else made


def line_breaks(text: str, lines: list[str]) -> tuple[int, ...]:
    """The offsets at which the lines of a paragraph begin in its text, but the first; none where a mark-up runs over lines.

    >>> line_breaks("Ref. 4 Comment: Yes", ["Ref. 4", "**Comment:**", "Yes"])
    (7, 16)
    """
    pieces = [piece for line in lines if (piece := inline(line).text)] if len(lines) > 1 else []
    if len(pieces) < 2 or " ".join(pieces) != text:
        return ()
    return tuple(accumulate(len(piece) + 1 for piece in pieces[:-1]))


def item(match: re.Match[str], lines: list[SourceLine], lists: Lists, notes: list[Note]) -> Block:
    texts = [TICKED.sub("", match[3], count=1) if TICKED.match(match[3]) else match[3], *(line.text for line in lines[1:])]
    places = tuple(line.place for line in lines)
    found = told(" ".join(texts), places[0], notes)
    marker = match[2] if match[2][-1] in ".)" else "-"
    level, marker = lists.place(len(match[1].expandtabs(4)), match.start(3), marker)
    breaks = line_breaks(found.text, texts)
    slanted = is_set(texts, "*", "_")
    return Block("item", found.text, places, level, marker, found.links, breaks=breaks, quoted=lines[0].quoted, slanted=slanted)


def told(text: str, place: Place, notes: list[Note]) -> Inline:
    """The text as shown; what is struck out of it becomes a note. Left-over markup is read as a page would show it."""
    found = of_markup(text, place) if "<" in text and MARKUP.search(text) else inline(text)
    notes.extend(Note("struck-text", "", (place,), {"text": shortened(words)}) for words in found.struck)
    return found


def of_markup(text: str, place: Place) -> Inline:
    from postulat.extract.html.reader import fragment

    words, links = "", []
    for block in fragment(as_html(text), place):
        shift = len(words) + 1 if words and block.line else len(words)
        links += [Link(link.start + shift, link.end + shift, link.target) for link in block.line_links]
        words = f"{words} {block.line}".strip()
    return Inline(words, tuple(links))


def table_end(lines: list[SourceLine], start: int) -> int:
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


def table(lines: list[SourceLine], notes: list[Note]) -> Block:
    mark = separator(lines[0].text)
    drawn = bordered([line.text for line in lines], 0, len(lines)) if mark == "|" else None
    if drawn is not None:
        return laid_table(Laid(0, len(lines), drawn), lines, notes)
    rows: list[list[tuple[str, list[Place]]]] = []
    for line in lines:
        if is_rule(line.text):
            continue
        if separator(line.text) == mark:
            texts = split_bars(line.text) if mark == "|" else line.text.split("\t")
            rows.append([(text, [line.place]) for text in texts])
        elif line.text.strip() and rows:
            text, places = rows[-1][-1]
            rows[-1][-1] = (f"{text}<br>{line.text}", [*places, line.place])
    width = common_width(rows)
    grid = tuple(tuple(cell(*row[i], notes) if i < len(row) else None for i in range(width)) for row in rows)
    start = (lines[0].place,)
    return Block("table", "", start, table=Table(grid, start))


def delimited_table(made: Delimited, lines: list[SourceLine], notes: list[Note]) -> Block:
    """A table of values; it keeps only the columns that have one, for lists of forms end in a row of signs."""
    width = max((index + 1 for row in made.rows for index, value in enumerate(row) if value.text.strip()), default=1)
    start = (lines[made.first].place,)
    grid = (
        tuple(cell(value.text, [line.place for line in lines[value.first : value.last + 1]], notes) for value in row[:width])
        for row in made.rows
    )
    return Block("table", "", start, table=Table(tuple((*row, *[None] * (width - len(row))) for row in grid), start))


def laid_table(made: Laid, lines: list[SourceLine], notes: list[Note]) -> Block:
    width = max(map(len, made.rows))
    start = (lines[made.first].place,)
    rows = ([cell(*joined(pieces, lines), notes) for pieces in row] for row in made.rows)
    return Block("table", "", start, table=Table(tuple((*row, *[None] * (width - len(row))) for row in rows), start))


def joined(pieces: list[TextPiece], lines: list[SourceLine]) -> tuple[str, list[Place]]:
    """The text of a cell's lines: a word is not parted, an item begins a line."""
    text = ""
    for piece in pieces:
        text += ("<br>" if ITEM.match(piece.text) else " ") * bool(text) + piece.text
    return text, [lines[number].place for number in dict.fromkeys(piece.line for piece in pieces)]


def common_width(rows: list[list[tuple[str, list[Place]]]]) -> int:
    """Columns of the table: empty cells at the end of a line do not count."""
    return max((max((i + 1 for i, (text, _) in enumerate(row) if text.strip()), default=0) for row in rows), default=0) or 1


def cell(text: str, places: list[Place], notes: list[Note]) -> Cell:
    """A cell with a block for each of its lines; left-over markup is read as the page it was copied from showed it."""
    if not text.strip():
        return Cell((), tuple(places))
    lines = LINE_BREAK.split(text)
    if any(MARKUP.search(line) for line in lines):
        from postulat.extract.html.reader import fragment

        found = [block for block in fragment(as_html(text.replace("\n", "<br>")), places[0]) if block.line]
        return Cell(tuple(found), tuple(places))
    read = (told(line, places[0], notes) for line in lines)
    blocks = (Block("paragraph", line.text, tuple(places), links=line.links) for line in read if line.text)
    return Cell(tuple(blocks), tuple(places))
