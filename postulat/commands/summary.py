"""What a run tells at its end: how much was read, what was found, what to look at, and where the tables lie."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress

from postulat.batch.run import Report
from postulat.commands.speech import STREAMS, console
from postulat.language.chosen import speaking
from postulat.language.messages import named, spoken
from postulat.normalize.findings import title
from postulat.normalize.records import GRADES

BETWEEN = (" ", "   ", " ")
"""What stands before, between and behind the two columns."""
PLAIN = re.compile(r"[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2026]*")
"""Letters and signs that all are one column wide."""
MARKUP = re.compile(r"\[|:\S*:|\\")
"""What the library for terminals may take for a style or a picture."""
LIKE_A_TERMINAL = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which a person has any output treated as a terminal."""
USUAL_WIDTH = 80


def summary(report: Report, out: str) -> None:
    """What was found and where it lies, on standard output."""
    rows = [(spoken(name), value) for name, value in lines(report, out)]
    if (plain := in_columns(rows)) is not None and is_plain_output(len(plain[0])):
        print("\n".join(plain))
    else:
        print_table(rows)


def print_table(rows: Sequence[tuple[str, str]]) -> None:
    """Prints names and values as a table for a terminal of any kind and width."""
    from rich.box import SIMPLE
    from rich.table import Table

    table = Table(box=SIMPLE, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column()
    for row in rows:
        table.add_row(*row)
    console().print(table)


def in_columns(rows: Sequence[tuple[str, str]]) -> list[str] | None:
    """The lines that `print_table` prints where there is no terminal; None where letters are not all as wide, or are marks.

    >>> in_columns([("documents", "1 read"), ("notes", "12")])
    ['                    ', ' documents   1 read ', ' notes       12     ', '                    ']
    """
    if not all(PLAIN.fullmatch(cell) and not MARKUP.search(cell) for row in rows for cell in row):
        return None
    names, values = (max(map(len, column)) for column in zip(*rows, strict=True))
    empty = " " * (names + values + len("".join(BETWEEN)))
    left, middle, right = BETWEEN
    return [empty, *(f"{left}{name:<{names}}{middle}{value:<{values}}{right}" for name, value in rows), empty]


def is_plain_output(width: int) -> bool:
    """Whether standard output is no terminal, and lines of this width are not to be broken: the library for terminals takes a tenth
    of the time of a run over one page to load."""
    if sys.stdout.isatty() or any(name in os.environ for name in LIKE_A_TERMINAL):
        return False
    return width <= min(USUAL_WIDTH, *terminal_widths())


def terminal_widths() -> Iterator[int]:
    """How wide lines may be by what the shell says, and by the terminals that input and error output may be."""
    told = os.environ.get("COLUMNS", "")
    yield int(told) if told.isdecimal() else USUAL_WIDTH
    for stream in STREAMS:
        with suppress(OSError):
            yield os.get_terminal_size(stream).columns


def lines(report: Report, out: str) -> Iterator[tuple[str, str]]:
    totals, outcomes = report.totals, report.outcomes
    yield "documents", ", ".join(map(spoken, documents(report)))
    if outcomes.causes:
        told_causes = told(Counter({named("cause", cause): count for cause, count in outcomes.causes.items()}))
        yield "failed", f"{told_causes}; " + spoken(f"see failures.csv, and `postulat retry {out}` to try again")
    yield "meetings", str(totals.rows["meetings"])
    yield "postulates", str(totals.rows["postulates"])
    organisations = totals.rows["organisations"]
    yield "organisations", spoken(f"{organisations}, submitters and those present") if organisations else "0"
    grades = " · ".join(f"{name} {totals.grades[name]}" for name in GRADES if totals.grades[name])
    if grades:
        yield "sureness", f"{grades} ({spoken('A sure, B likely, C to look at')})"
    stances = told(Counter({named("stance", name): count for name, count in totals.stances.items()}))
    yield "answers", f"{totals.rows['responses']}" + (f": {stances}" if stances else "")
    covered = totals.coverage
    if covered["documents"]:
        least = ", " + spoken(f"{covered['least'] / 100:.1f}% in the worst") if covered["whole"] < covered["documents"] else ""
        told_whole = spoken(f"every character accounted for in {covered['whole']} of {covered['documents']} with comments")
        yield "coverage", told_whole + least
    kinds, notes = to_look_at(report)
    yield "to look at", f"{sum(kinds.values())}" + (f": {told(kinds)}" if kinds else "")
    yield "notes", str(notes)
    suffixes = ", ".join(sorted({path.suffix.removeprefix(".") for path in report.written}))
    written = {path.stem: path.name for path in reversed(report.written)}
    first = next((written[stem] for stem in FIRST if stem in written), "records.csv")
    yield (
        "tables",
        f"{out}/ ({suffixes}); {spoken(f'start with {first}')}" + (f" ({spoken('unchanged')})" if report.unchanged else ""),
    )


FIRST = ("records", "postulat", "documents")
"""What a person looks at first, by the stem of its file: the flat table, the workbook or database, the lines of JSON."""


def documents(report: Report) -> Iterator[str]:
    """How many documents were read, and what became of the others."""
    status, skipped, known = report.totals.status, report.outcomes.status["skipped"], report.outcomes.known["kept"]
    yield f"{status['ok']} read"
    if status["empty"]:
        yield f"{status['empty']} without comments or meeting"
    if status["failed"]:
        yield f"{status['failed']} failed"
    if skipped:
        yield f"{skipped} other files skipped (see skipped.csv)"
    if known:
        yield f"{known} known from earlier runs"


def to_look_at(report: Report) -> tuple[Counter[str], int]:
    """What asks for a look, by the code of its finding in English and by its title in other languages, and the number of notes."""
    kinds, notes = Counter[str](), 0
    for (severity, code), count in report.totals.findings.items():
        if severity == "info":
            notes += count
        else:
            kinds[code if speaking() == "en" else title(code, speaking())] += count
    if report.totals.grades["C"]:
        kinds[spoken("grade C")] = report.totals.grades["C"]
    return kinds, notes


def told(counts: Counter[str]) -> str:
    return " · ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
