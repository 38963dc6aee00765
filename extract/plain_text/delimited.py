"""CSV and TSV in text: values between commas, semicolons, tabs or bars, quoted and over lines, as programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postulat.extract.plain_text.tables import LONGEST_HEADING, SENTENCE, is_rule

MARKS = (";", ",", "|", "\t")
FEWEST_ROWS, FEWEST_ROWS_LOOSE = 2, 3
"""Lines of a table, heading included, whose values follow their mark at once, and of one with a space between."""
FEWEST_COLUMNS = 3
"""A table of two columns must fill its whole file, or be ruled as Markdown rules it."""
MOST_LINES = 300  # of one value in quotes
MOST_HEADING_LINES = 5  # of a heading with quoted line ends
MOST_BLANK = 1  # empty lines between two rows
MOST_RAGGED = 8  # rows in turn with fewer or more values than the heading
SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?\s*', re.I)
"""The first line by which a program tells Excel what parts the values."""
BACKSLASHED = re.compile(r'\\"[^\W\d_]')
"""A sign of quotation before a letter that a backslash takes for the text; others are doubled for it."""
LOOSE_QUOTE = re.compile(r'^"|, "')
QUOTE = re.compile(r'[ ]*"')
OUTER_BARS = re.compile(r"\s*\|.*\|\s*")


class Value(NamedTuple):
    """A value with the first and the last line that it stands on; lines of the value are parted by line ends."""

    text: str
    first: int
    last: int


class Delimited(NamedTuple):
    """A table in lines `[first:last]`, whose values are parted by `mark`."""

    first: int
    last: int
    rows: list[list[Value]]
    mark: str


def delimited(lines: Sequence[str]) -> dict[int, Delimited]:
    """Index of the first line → the table of values that begins there.

    >>> delimited(["Uwagi:", "Lp.;Uwaga;Odpowiedź", '1;"Termin; 30 dni";Tak'])[1].rows[1][1].text
    'Termin; 30 dni'
    >>> delimited(["po pierwsze; po drugie; po trzecie", "a; b; c; d", "e; f; g"]), delimited(["tak, nie, może", "to, tamto, owo"])
    ({}, {})
    """
    found: dict[int, Delimited] = {}
    if any(BACKSLASHED.search(line) for line in lines if "\\" in line):
        lines = [line.replace('\\"', '""') for line in lines]
    begin = next((index for index, line in enumerate(lines) if line.strip()), 0)
    told = SEPARATOR_LINE.fullmatch(lines[begin]) if lines else None
    index = begin
    if told is not None:
        rows, last, fitting = rows_from(lines, begin + 1, told[1])
        if fitting > 1 and len(rows[0]) > 1:
            found[begin] = Delimited(begin, last, rows, told[1])
            index = last
    while index < len(lines):
        made = next((made for mark in MARKS if (made := table_at(lines, index, mark, begin)) is not None), None)
        if made is not None:
            found[index] = made
            index = made.last
        else:
            index += 1
    return found


def table_at(lines: Sequence[str], first: int, mark: str, begin: int) -> Delimited | None:
    """The table whose heading is that line, if the values are parted by that mark."""
    line = lines[first]
    if mark not in line or (mark == "|" and (OUTER_BARS.fullmatch(line) or is_rule(line))):
        return None
    heading, after = record(lines, first, mark, MOST_HEADING_LINES)
    if not is_heading([value.text for value in heading]):
        return None
    rows, last, fitting = rows_from(lines, first, mark)
    width = len(heading)
    tight = mark in "|\t" or f"{mark} " not in line
    if mark == "\t":  # plain tabs are read as they always were; quotes need this reading
        return Delimited(first, last, rows, mark) if width > 1 and fitting > 1 and is_quoted(lines[first:last], rows) else None
    if mark == "," and not tight and not all(is_quoted_loosely(lines[row[0].first]) for row in rows[1:]):
        return None
    ruled = mark == "|" and after < len(lines) and "|" in lines[after] and is_rule(lines[after])
    fills = ruled or (first == begin and fitting >= FEWEST_ROWS_LOOSE and not any(text.strip() for text in lines[last:]))
    if width < FEWEST_COLUMNS and not (fills and tight):
        return None
    return Delimited(first, last, rows, mark) if fitting >= (FEWEST_ROWS if tight else FEWEST_ROWS_LOOSE) else None


def titles_above(made: Delimited, lines: Sequence[str]) -> dict[int, str]:
    """The lines above a table that hold one value and the marks of empty ones, as programs write a title; without these marks."""
    found: dict[int, str] = {}
    index = made.first - 1
    while index >= 0 and (not lines[index].strip() or lines[index].rstrip().endswith(made.mark)):
        title = lines[index].strip().rstrip(made.mark + " ").strip('"')
        if made.mark in title:
            break
        found[index] = title
        index -= 1
    return found


def is_quoted_loosely(line: str) -> bool:
    """Whether a value in quotes stands behind a comma and a space, as some programs write them; prose has none in every line."""
    return LOOSE_QUOTE.search(line) is not None


def is_quoted(lines: Sequence[str], rows: list[list[Value]]) -> bool:
    return len(lines) > len(rows) or any(re.search(r'(?:^|\t)"', line) for line in lines)


def rows_from(lines: Sequence[str], first: int, mark: str) -> tuple[list[list[Value]], int, int]:
    """The records from a line on, the line after the last of them, and how many have as many values as the first.

    A record with fewer or more values is one of them where such a one follows, or at the end: a mark or a line end that nobody
    quoted must not lose the rows below it. All are filled up to the widest.
    """
    rows: list[list[Value]] = []
    ragged: list[tuple[list[Value], int]] = []
    width, last, fitting, seen, index = 0, first, 0, first, first
    while index < len(lines) and len(ragged) <= MOST_RAGGED:
        if not lines[index].strip(" ") or (mark == "|" and rows and is_rule(lines[index])):
            index += 1
            if index - seen > MOST_BLANK:
                break
            if lines[index - 1].strip():  # a rule belongs to the table
                seen = index
                last = last if ragged else index
            continue
        values, after = record(lines, index, mark, MOST_LINES)
        width = width or len(values)
        fits = filled(values, width)
        if fits:
            rows += [*joined(ragged, width, rows), fits]
            ragged, last, fitting = [], after, fitting + 1
        elif fitting > 1:
            ragged.append((values, after))
        else:
            break
        seen = index = after
    further = joined(ragged, width, rows)
    if further and len(ragged) <= MOST_RAGGED and ends_table(further, lines[last : ragged[-1][1]], mark):
        rows, last = rows + further, ragged[-1][1]
    return filled_up(rows), last, fitting


def joined(ragged: list[tuple[list[Value], int]], width: int, above: list[list[Value]]) -> list[list[Value]]:
    """Records of another width; one that a line end parted is whole again, where rows have a number and its rest has none."""
    numbered = all(is_number(row[0]) for row in above[1:])
    found: list[list[Value]] = []
    for values, _ in ragged:
        rest = found[-1] if found else []
        parted = numbered and rest and is_number(rest[0]) and not is_number(values[0])
        if parted and len(rest) + len(values) - 1 <= width:
            text = f"{rest[-1].text}\n{values[0].text}"
            found[-1] = [*rest[:-1], Value(text, rest[-1].first, values[0].last), *values[1:]]
        else:
            found.append(values)
    return found


def is_number(value: Value) -> bool:
    return value.text.strip(' "')[:1].isdigit()


def ends_table(ragged: list[list[Value]], lines: Sequence[str], mark: str) -> bool:
    """Whether records of another width at the end of a table belong to it: no prose with such marks in it, and no next table."""
    if mark in ";," and any(f"{mark} " in line or mark not in line for line in lines if line.strip()):
        return False
    another = len(ragged) > 1 and is_heading([value.text for value in ragged[0]])
    return not another and all(len(values) > 1 for values in ragged)


def filled_up(rows: list[list[Value]]) -> list[list[Value]]:
    widest = max(map(len, rows), default=0)
    return [row + [Value("", row[-1].last, row[-1].last)] * (widest - len(row)) for row in rows]


def filled(values: list[Value], width: int) -> list[Value]:
    """The values of a row of that width: empty ones at its end do not count; nothing where there are more or fewer."""
    while len(values) > width and not values[-1].text.strip():
        values = values[:-1]
    return values if len(values) == width else []


def is_heading(texts: list[str]) -> bool:
    """Whether these values may stand above columns: short, no sentences, letters in most of them, none twice."""
    words = [text.strip() for text in texts]
    while words and not words[-1]:
        words.pop()
    named = sum(any(map(str.isalpha, word)) for word in words)
    if len(words) < 2 or 2 * named <= len(words) or len({*words}) < len(words):
        return False
    return all(len(word) <= LONGEST_HEADING and SENTENCE.search(word) is None for word in words)


def record(lines: Sequence[str], first: int, mark: str, most: int) -> tuple[list[Value], int]:
    """The values of one record, and the line after it. A quotation mark that is never closed is a sign like others.

    >>> [value.text for value in record(['a;"b ""c""; d";5" e'], 0, ";", 9)[0]]
    ['a', 'b "c"; d', '5" e']
    """
    line = lines[first]
    if '"' not in line:
        return [Value(text, first, first) for text in pieces(line, mark)], first + 1
    values: list[Value] = []
    number, place = first, 0
    while True:
        begin, text = number, ""
        opening = QUOTE.match(line, place)
        if opening is not None:
            found = quoted(lines, number, opening.end(), min(first + most, len(lines)))
            if found is None:
                return [Value(text, first, first) for text in pieces(lines[first], mark)], first + 1
            text, number, place = found
            line = lines[number]
        end = line.find(mark, place)
        rest = line[place:] if end < 0 else line[place:end]
        values.append(Value(text + (rest if opening is None else rest.strip()), begin, number))
        if end < 0:
            return values, number + 1
        place = end + 1


def pieces(line: str, mark: str) -> Iterator[str]:
    """The values of a line without quotation marks; a bar behind a backslash parts nothing."""
    if mark != "|" or "\\|" not in line:
        yield from line.split(mark)
        return
    yield from (piece.replace("\0", "|") for piece in line.replace("\\|", "\0").split("|"))


def quoted(lines: Sequence[str], number: int, place: int, most: int) -> tuple[str, int, int] | None:
    """The text up to the closing quotation mark, with the line and the place behind it; None where there is none."""
    found: list[str] = []
    while True:
        line = lines[number]
        end = line.find('"', place)
        if end < 0:
            found.append(line[place:] + "\n")
            number, place = number + 1, 0
            if number >= most:
                return None
        elif line.startswith('"', end + 1):
            found.append(line[place : end + 1])
            place = end + 2
        else:
            found.append(line[place:end])
            return "".join(found), number, end + 1
