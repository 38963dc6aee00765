"""The parts of minutes that tell of the meeting: title, opening lines that go on the title, label blocks, opening sentences.

Where a fact stands says how much it can be trusted: the title speaks of this meeting, a line of the agenda mostly of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from postulat.extract.document import Block, Document
from postulat.normalize.meeting.label_words import LONGEST_LABEL, is_label, labels_at, named_label, starts_label
from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.mentions.times import find_times, first_time
from postulat.normalize.vocabulary.cues import cue_spans, ends, says, starts
from postulat.normalize.vocabulary.phrases import rows

LINES = 80
"""Lines from the top in which a meeting is looked for."""
HEAD_WITHIN = 30
"""Lines from the top in which the head of the minutes may begin: pages have menus above it."""
OPENING = 8
"""Lines below the head that count as its opening."""
LONGEST_HEAD_LINE = 260
"""Characters of a line that goes on the title; a longer one is a paragraph."""
LONGEST_LINE = 6000
LONGEST_SEGMENT = 1500
MOST = 400
"""Characters of a line and of a segment, and segments, that are looked at."""
LABEL_ROWS = 15
LABEL_CELLS = 4
"""Rows and columns of a table of labels."""
LONGEST_HEAD = 700
LONGEST_DATE = 40
LONGEST_WEEKDAY = 14
"""Characters of a line that is a date, and of what may stand before it there."""
HEADS = 3
"""Times that a page may repeat its title."""
BEFORE_MINUTES = 24
"""Characters of page furniture before the word for minutes ("OR-II Protokół nr 5")."""
LONGEST_LABEL_ALONE = 3
"""Words of a label on a line of its own without a colon."""
SMALL_WORD = 3
"""Letters of a word that ends no line of a title."""
DIGITS = 2
"""Letters or digits before a full stop that ends no sentence ("am 19. August", "J. Lis")."""
SPACED = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){3,30}(?!\w)")
"""Letters set apart, as titles often are."""
ITEM = re.compile(r"(?:[-–•*·]|\(?\d{1,3}(?:[.)](?!\d{1,2}\.\d{4}(?!\w)|\d\d\s*$)|\s*/(?!\d))|[^\W\d_]\))\s*(?=\S)")
"""The mark of an item; a day or an hour in figures ("30.03.2021", "7.45") begins with none."""
NUMBERED = re.compile(r"\s\d{1,2}[.)/]\s*(?=[^\W\d_])")
SENTENCE_END = re.compile(r"[.!?;][”\")]?\s+(?=[^\W\d_„\"(\d])")
YEAR_END = re.compile(r"(?:19|20)\d\d\s?\w{1,3}\.$")


class Segment(NamedTuple):
    """A piece of text with where it stands: `title`, `head`, `label`, `opening`, `item` or `other`.

    `label` is what a label block tells (a cue: `day`, `time`, `place` …), `words` the label itself.
    """

    kind: str
    text: str
    label: str = ""
    words: str = ""


def segments(titles: Sequence[str], prose: Sequence[Block]) -> list[Segment]:
    """The segments of a document in its order, the titles first.

    >>> prose = [Block("paragraph", "z sesji Rady"), Block("paragraph", "Data: 5 maja")]
    >>> [(part.kind, part.text) for part in segments(["Protokół"], prose)]
    [('title', 'Protokół'), ('head', 'z sesji Rady'), ('label', '5 maja')]
    """
    found = [Segment("title", joined(text[:LONGEST_LINE])) for text in titles]
    lines = list(islice(lines_of(prose), LINES))
    heads = head_lines(lines, bool(titles))
    index, since = 0, 0
    while index < len(lines):
        text, item = lines[index]
        if index in heads:
            end = index + 1
            while end in heads and heads[end] == heads[index]:
                end += 1
            words = " ".join(line for line, _ in lines[index:end])
            found.extend(head_segments(words))
            index, since = end, 0
            continue
        following = lines[index + 1][0] if index + 1 < len(lines) else ""
        found.extend(line_segments(text, item, following, since < OPENING))
        since += not item
        index += 1
    return [part._replace(text=part.text[:LONGEST_SEGMENT]) for part in found[:MOST]]


def lines_of(prose: Sequence[Block]) -> Iterator[tuple[str, bool]]:
    """The lines of the prose, each with whether it is an item of a list."""
    for number, block in enumerate(prose):
        if block.kind == "item" and counts_meetings(block, prose[number - 1] if number else None, prose[number + 1 : number + 2]):
            yield joined(f"{block.marker} {block.text}"[:LONGEST_LINE]), False
            continue
        for line in lines_in(block) if block.kind != "term" else (block.text.rstrip(":") + ":",):
            if text := joined(line[:LONGEST_LINE]):
                marked = ITEM.match(text) if block.kind == "paragraph" else None
                if marked and text[marked.end()].islower() and starts(text[marked.end() :], "meeting"):
                    marked = None  # "48. sesja" is no item
                yield (text[marked.end() :] if marked else text), block.kind == "item" or marked is not None


def counts_meetings(block: Block, before: Block | None, after: Sequence[Block]) -> bool:
    """Whether an item is rather a line with the number of the meeting: "III. verejné zasadnutie", "12. Sitzung des Rates"."""
    alone = not any(other is not None and other.kind == "item" for other in (before, *after))
    text = block.text
    while kind := starts(text, "kind-of-meeting"):
        text = text[kind:].lstrip()
    return alone and block.marker.endswith(".") and bool(text) and starts(text, "meeting") > 0 and bool(find_dates(text))


def label_rows(document: Document) -> list[Segment]:
    """The rows of small tables near the top that hold a label and its value ("Data | 5 maja 2026 r.")."""
    found: list[Segment] = []
    for block in document.blocks[:HEAD_WITHIN]:
        if block.table is None or len(block.table.rows) > LABEL_ROWS or block.table.width > LABEL_CELLS:
            continue
        for row in block.table.rows:
            cells = [" ".join(cell.text.split()) for cell in dict.fromkeys(row) if cell is not None and cell.text]
            for label, value in pairwise(cells):
                named = named_label(f"{label.rstrip(' :')}: {value}"[: LONGEST_LABEL + 4])
                if named is not None and value and len(label) <= LONGEST_LABEL and not starts_label(value):
                    found.append(Segment("label", value, named[1], label.rstrip(" :")))
    return found


def lines_in(block: Block) -> list[str]:
    """The lines of a paragraph: those the source sets apart, and those that begin with a label where it only breaks them.

    Below a line with a known label any other label begins a line ("Obecnych: 11 osób").
    """
    cuts = [0]
    labelled = starts_label(block.text)
    for cut, end in pairwise([*block.breaks, len(block.text)]):
        known = starts_label(block.text[cut:])
        labelled = known or (labelled and is_label(block.text[cut:end]))
        if labelled:
            cuts.append(cut)
    return [line for start, end in pairwise([*cuts, len(block.text)]) for line in block.text[start:end].split("\n")]


def joined(text: str) -> str:
    """A text in one line, with letters that are set apart put together.

    >>> joined("P R O T O K Ó Ł  Nr 5")
    'PROTOKÓŁ Nr 5'
    """
    return SPACED.sub(lambda match: match[0].replace(" ", ""), " ".join(text.split()))


def head_lines(lines: Sequence[tuple[str, bool]], titled: bool) -> dict[int, int]:
    """The lines that are heads of the minutes, each with the line that its head begins with."""
    found: dict[int, int] = {}
    index, count = 0, 0
    while index < min(len(lines), HEAD_WITHIN) and count < HEADS:
        text, item = lines[index]
        begins = not item and (opens_minutes(text) or (index == 0 and titled and (text[0].islower() or names_meeting(text))))
        if not begins:
            index += 1
            continue
        count, start, length = count + 1, index, 0
        while index < len(lines) and length <= LONGEST_HEAD:
            line, listed = lines[index]
            if index > start and (listed or len(line) > LONGEST_HEAD_LINE or not goes_on(line, lines[index - 1][0])):
                break
            found[index] = start
            length += len(line)
            index += 1
    return found


def opens_minutes(text: str) -> bool:
    """Whether a line is where minutes begin: the word for them stands first, or nearly so, and nothing says they are others."""
    first = min(
        (start for cue in ("minutes", "report") for start, _ in minutes_words(text[: BEFORE_MINUTES + 40], cue)), default=None
    )
    if first is None or first > BEFORE_MINUTES or text[0].islower():
        return False
    return not any(says(text[: first + 60], scope) for scope in ("drawn", "sent")) and not says(text[:LONGEST_HEAD_LINE], "earlier")


def names_meeting(text: str) -> bool:
    """Whether a title is that of a meeting; one to come or announced is."""
    return says(text, "meeting") and len(text) <= LONGEST_HEAD_LINE and not says(text, "earlier")


def minutes_words(text: str, cue: str = "minutes") -> list[tuple[int, int]]:
    """Where a text has words for minutes; behind a number they are a measure of time.

    >>> minutes_words("Active drafts (12 minutes each)"), minutes_words("Minutes of the Board")
    ([], [(0, 7)])
    """
    return [
        (start, end) for start, end in cue_spans(text, cue) if not text[:start].rstrip()[-1:].isdigit() or "." in text[:start][-4:]
    ]


def goes_on(text: str, before: str) -> bool:
    """Whether a line goes on the title: it begins small, with a day or in brackets, is all capitals, or the line before is open."""
    if labels_at(text):
        return False
    if is_open(before):
        return True
    if opens_minutes(before) and starts(text, "meeting") and len(text) <= LONGEST_HEAD_LINE // 2:
        return True
    if not ended(before) and names_then_day(text):
        return True
    starts_so = text[0].islower() or text[0] == "(" or text.isupper() or starts(text, "on") > 0 or starts_with_day(text)
    return starts_so and not ended(before)


def names_then_day(text: str) -> bool:
    """Whether a line goes on a name and then tells the day: "Rady Gminy Stare" / "Lipiny z dnia 30" / "maja 2015 roku".

    >>> names_then_day("Lipiny z dnia 30"), names_then_day("Wójt omówił uchwałę z dnia 30 maja")
    (True, False)
    """
    for start, end in (*cue_spans(text[:LONGEST_LABEL], "of"), *cue_spans(text[:LONGEST_LABEL], "on")):
        names = text[:start].split()
        if names and len(names) <= SMALL_WORD and text[end:].lstrip()[:1].isdigit():
            return all(name[0].isupper() and name[-1].isalpha() for name in names)
    return False


def is_open(text: str) -> bool:
    """Whether a line cannot end where it does: with a comma, a small word ("i", "w") or what stands before a day."""
    last = text.rsplit(None, 1)[-1]
    return (
        last.endswith(",")
        or (says(last, "meeting") and opens_minutes(text))
        or (last.isalpha() and last.islower() and len(last) <= SMALL_WORD)
        or bool(ends(text, "of") or ends(text, "on"))
    )


def starts_with_day(text: str) -> bool:
    return (
        is_date(text)
        or any(found.start == 0 for found in find_dates(text))
        or (text[0].isdigit() and any(map(str.isalpha, text[:6])))
    )


def is_date(text: str) -> bool:
    """Whether a line is hardly more than a date ("Friday, 31 March 2017")."""
    return len(text) <= LONGEST_DATE and any(found.end - found.start >= len(text) - LONGEST_WEEKDAY for found in find_dates(text))


def ended(text: str) -> bool:
    """Whether a line ends a sentence, so that the next is none of the title."""
    return text.endswith((".", "!", "?", ":")) and not YEAR_END.search(text) and len(text.rsplit(None, 1)[-1]) > len("roku.")


def head_segments(text: str) -> Iterator[Segment]:
    """The first sentence is the head, the rest of the paragraph an opening."""
    parts = labelled_parts(text)
    own = parts[0] if parts and not parts[0].label else Segment("head", text)
    sentences = list(sentences_of(without_agenda(own.text)))
    if sentences:
        last = next((index for index, sentence in enumerate(sentences) if minutes_words(sentence) or says(sentence, "report")), 0)
        yield from (Segment("head" if index <= last else "opening", sentence) for index, sentence in enumerate(sentences))
    rest = parts[1:] if parts and not parts[0].label else parts
    yield from (part if part.label else part._replace(kind="opening") for part in rest)


def line_segments(text: str, item: bool, following: str, opening: bool) -> Iterator[Segment]:
    kind = "item" if item else "opening" if opening else "other"
    if not item and (alone := label_alone(text, following)):
        yield alone
        return
    for part in [Segment(kind, text)] if item and not starts_label(text) else labelled_parts(text):
        if part.label:
            yield part if part.text else part._replace(text=following)
            continue
        prose = without_agenda(part.text)
        yield from (Segment(kind, sentence) for sentence in sentences_of(prose))
        if len(prose) < len(part.text):
            yield Segment("item", part.text[len(prose) :])


def label_alone(text: str, following: str) -> Segment | None:
    """A line that is nothing but a label without a colon, where the next line is what it leads in ("Data posiedzenia").

    >>> label_alone("Data posiedzenia", "30.03.2021")
    Segment(kind='label', text='30.03.2021', label='day', words='Data posiedzenia')
    >>> label_alone("Data posiedzenia jest znana", "30.03.2021"), label_alone("Data", "Obecni: 5 osób")
    (None, None)
    """
    words = text.split()
    if not following or len(words) > LONGEST_LABEL_ALONE or not text[0].isupper() or not text[-1].isalpha():
        return None
    kind = max(("day", "time", "place"), key=lambda cue: starts(text, cue))
    begun = starts(text, kind)
    if not begun or len(text[begun:].split()) > 1:
        return None
    if kind == "day" and is_date(following):
        return Segment("label", following, kind, text)
    if kind == "time" and (spans := find_times(following) or (first_time(following),)) and spans[0] and spans[0].start <= DIGITS:
        return Segment("label", following, kind, text)
    if kind == "place" and (starts(following, "venue") or starts(following, "address")):
        return Segment("label", following, kind, text)
    return None


def labelled_parts(text: str) -> list[Segment]:
    """A line cut at its labels: what stands before the first has no label."""
    places = labels_at(text)
    if not places:
        bare = bare_label(text)
        return [bare] if bare else [Segment("other", text)]
    parts = [Segment("other", text[: places[0][0]])] if text[: places[0][0]].strip() else []
    for (begin, start, kind), after in zip(places, [*(place[0] for place in places[1:]), len(text)], strict=True):
        words = text[begin:start].strip(" :–—-")
        first, *others = list(sentences_of(text[start:after])) or [""]
        parts.append(Segment("item" if says(words, "agenda") else "label", first, kind, words))
        parts.extend(Segment("other", other) for other in others)
    return parts


def bare_label(text: str) -> Segment | None:
    """A short line that begins with a label and goes straight on to its value ("Godzina rozpoczęcia 11:00")."""
    if len(text) > LONGEST_HEAD_LINE // 2:
        return None
    for kind, last in (("time", True), ("place", False)):
        begun = starts(text, kind)
        if not text[0].isupper() or " " not in text[:begun]:
            continue
        word = re.match(r"(?:\s*[^\W\d_]{4,})?[.]?\s+", text[begun:]) if last else None
        rest = text[begun + (word.end() if word else 0) :].strip()
        if rest and (not last or rest[0].isdigit()):
            return Segment("label", rest, kind, text[:begun])
    return None


def without_agenda(text: str) -> str:
    """A text up to where its agenda begins: points of an agenda tell of other meetings and of acts.

    >>> without_agenda("Rada zebrała się. Porządek obrad: 1. Otwarcie 2. Protokół z 5 maja")
    'Rada zebrała się. '
    """
    for start, end in cue_spans(text, "agenda"):
        if text[start].isupper() and (NUMBERED.search(text[end : end + 30]) or text[end : end + 2].strip(" ") == ":"):
            return text[:start]
    first = re.search(r"(?<!\w)1[.)]\s?[^\W\d_][^\n]{3,300}?\s2[.)]\s?[^\W\d_]", text)
    return text[: first.start()] if first else text


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text; an abbreviation does not end one, a year ("2024 r.") does where a capital follows."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        before = text[start : match.start() + 1]
        after = text[match.end()]
        word = before[:-1].rsplit(None, 1)[-1] if before[:-1].strip() else ""
        if text[match.start()] == ".":
            year = YEAR_END.search(before[-12:]) is not None and not text.isupper()  # in capitals a sentence may go on
            if not after.isupper() or not (year or not abbreviated(word)):
                continue
        yield text[start : match.end()].strip()
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def abbreviated(word: str) -> bool:
    """Whether a word before a full stop is an abbreviation, an initial or a number."""
    bare = word.lstrip('(„"').lower()
    if bare[:1].isdigit():
        return bare.isdecimal() and len(bare) <= DIGITS
    return len(bare) <= DIGITS or "." in bare or bare in short_words()


@cache
def short_words() -> frozenset[str]:
    """Words that are written short with a full stop."""
    return frozenset(row["word"].rstrip(".").lower() for row in rows("short_words"))
