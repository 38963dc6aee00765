"""Notes at the foot of a page or below its table: what follows the number that a word above points to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from postulat.extract.document import Box
from postulat.extract.layout.page import Run

BESIDE = 3.0
"""Sizes between a note's number and its words at most."""
LEVEL = 0.6
"""Share of the size by which a raised number stands off the line of its words."""
CLOSE = 1.7
"""Sizes from one line of a note to the next."""
SMALL = 0.85
"""Times the size of its words that a note's number has at most."""
MOST_LINES = 6
MOST_RUNS = 4000
"""Of a page that is looked at."""


def page_notes(runs: Sequence[Run], numbers: Iterable[tuple[str, Box]]) -> list[tuple[str, Box]]:
    """The notes whose numbers stand after words above them, each with its box, from top to bottom."""
    above: dict[str, float] = {}
    for mark, box in numbers:
        above[mark] = min(box[3], above.get(mark, box[3]))
    if not above or len(runs) > MOST_RUNS:
        return []
    written = sorted((run for run in runs if run.text.strip()), key=lambda run: (run.baseline, run.left))
    starts = [(at, run) for at, run in enumerate(written) if run.text.strip() in above and run.top > above[run.text.strip()]]
    begun = [(run, words) for at, run in starts if (words := words_of(run, written)) and not stands_after(run, written)]
    found = []
    for at, (number, words) in enumerate(begun):
        until = begun[at + 1][0].baseline - 1 if at + 1 < len(begun) else float("inf")
        lines = note_lines(words, written, until)
        around = number.left, min(run.top for run in lines), max(run.right for run in lines), max(run.bottom for run in lines)
        found.append((f"{number.text.strip()} {' '.join(run.text.strip() for run in lines)}", around))
    return found


def words_of(number: Run, runs: Iterable[Run]) -> list[Run]:
    """What stands right of a number on its line, larger than it."""
    beside = [run for run in runs if abs(run.baseline - number.baseline) <= LEVEL * run.size and run.left >= number.right - 0.5]
    beside.sort(key=lambda run: run.left)
    near = beside and beside[0].left - number.right <= BESIDE * beside[0].size and number.size <= SMALL * beside[0].size
    return beside if near else []


def stands_after(number: Run, runs: Iterable[Run]) -> bool:
    """Whether words end right before a number, so that it is one more mark in a text and begins no note."""
    return any(
        abs(run.baseline - number.baseline) <= LEVEL * run.size and -0.5 <= number.left - run.right <= BESIDE * run.size
        for run in runs
        if run is not number
    )


def note_lines(words: Sequence[Run], runs: Iterable[Run], until: float) -> list[Run]:
    """The words of a note with its further lines, which begin no further left and stand close."""
    found = list(words)
    first, last, count = words[0], words[0].baseline, 1
    for run in runs:
        if not last + 1 < run.baseline < until or run.left < first.left - 2 * first.size:
            continue
        if run.baseline - last > CLOSE * first.size or count >= MOST_LINES:
            break
        found.append(run)
        if run.baseline > last + 1:
            last, count = run.baseline, count + 1
    return found
