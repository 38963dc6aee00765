"""Where a meeting was: the venue behind a label or in the sentence that tells of it, as written, up to where its clause ends."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache

from postulat.normalize.evidence import Candidate, Choice, Evidence, choose
from postulat.normalize.meeting.bodies import FIRST_LANGUAGE, bodies, is_official, words_of
from postulat.normalize.meeting.segments import SENTENCE_END, Segment, abbreviated, minutes_words
from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.mentions.times import find_times
from postulat.normalize.vocabulary.cues import cue_spans, ends, says, starts
from postulat.normalize.vocabulary.phrases import rows

FLOOR = 2.5
CLOSE = 0.5
"""Points from which a place stands, and within which another is a rival."""
PRIORS = {"title": 3.0, "head": 3.5, "label": 1.0, "opening": 2.0, "item": 0.0, "other": 1.0}
LABELLED = 5.0
BESIDE = 3.0
"""A venue behind the label of the day or the hour ("Termin i miejsce: 5 maja, Ratusz")."""
HELD = 1.0
MEETING_NOUN = 0.3
THE_DAY = 0.3
SAME_DAY = 0.8
OWN_LINE = 0.4
LONGEST_LINE = 90
"""A line, and no sentence, that tells the day and the venue, and its characters."""
PRESENT = -1.0
DRAWN = -0.3
SCOPES = {"next": -3.0, "sent": -3.0, "opening-hours": -3.0, "earlier": -3.0}
NO_PREPOSITION = -0.4
LONGEST_PLACE = 160
"""Characters of a place; a longer text is none."""
BETWEEN = 4
SMALL = 2
"""Words between a preposition and its venue ("w małej sali"), and those of them that are written small."""
LOOK_BACK = 60
NUMBER = re.compile(r"(?:(?:nr|no)\.?\s*)?\d", re.IGNORECASE)
CAPITALS = re.compile(r"[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){0,3}")
NAMES_BEHIND_COMMA = re.compile(r",\s+((?:[^\W\d_a-z][^\W\d_]*[’'s]{0,2}\s+){1,4})$")
"""Words with capitals between a comma and a house that they name: `, Eastbank Town Hall`."""
POSTAL = re.compile(r"\d{2}[- ]\d{3}(?!\d)|\d{4,5}(?!\d)")


def place(parts: Sequence[Segment], language: str | None, day: datetime.date | None = None) -> Choice[str] | None:
    """The venue as written, with its preposition.

    >>> made = place([Segment("head", "Protokół z sesji odbytej 5 maja 2024 r. w sali nr 4 Urzędu Gminy, ul. Szkolna 2")], "pl")
    >>> made.best.value if made else None
    'w sali nr 4 Urzędu Gminy, ul. Szkolna 2'
    """
    return choose((Candidate(text, tuple(reasons)) for text, reasons in candidates(parts, language, day)), FLOOR)


def candidates(parts: Sequence[Segment], language: str | None, day: datetime.date | None) -> Iterator[tuple[str, list[Evidence]]]:
    for part in parts:
        if part.kind == "label" and part.label == "place":
            text = clause(part.text, 0, language, labelled=True)
            if 1 < len(text) <= LONGEST_PLACE and re.search(r"[^\W\d_]{2}", text):
                yield text, [Evidence("label", LABELLED, part.words)]
            continue
        last = 0
        named = bodies(part.text, language)
        for start, bare in sorted([*venues(part.text), *((start, True) for start in addressed(part))]):
            if start < last or any(body.start < start < body.end for body in named):
                continue
            text = clause(part.text, start, language)
            last = start + len(text)
            if 1 < len(text) <= LONGEST_PLACE:
                yield text, list(evidence(part, start, last, bare, day))


def evidence(part: Segment, start: int, end: int, bare: bool, day: datetime.date | None) -> Iterator[Evidence]:
    text = part.text
    named = part.kind != "title" or says(text, "meeting") or minutes_words(text) != []
    of_label = part.kind == "label" and part.label in ("day", "time")
    yield Evidence("label", BESIDE, part.words) if of_label else Evidence(part.kind, PRIORS[part.kind] if named else 0.0)
    rest = f"{text[:start]} {text[end:]}"
    if says(rest, "held") or says(rest, "opened"):
        yield Evidence("held", HELD)
    if says(rest, "meeting"):
        yield Evidence("meeting", MEETING_NOUN)
    days = find_dates(rest)
    if any(found.date == day for found in days):
        yield Evidence("the day", SAME_DAY)
        if len(text) <= LONGEST_LINE and not text.endswith("."):
            yield Evidence("line of its own", OWN_LINE)
    elif days and day is None:
        yield Evidence("a day", THE_DAY)
    if bare:
        yield Evidence("no preposition", NO_PREPOSITION)
    if says(text[:start], "present"):
        yield Evidence("present", PRESENT)
    if says(text[:start], "drawn"):
        yield Evidence("drawn", DRAWN)
    for scope, weight in SCOPES.items():
        if not (scope == "earlier" and part.kind in ("title", "head")) and says(text[max(0, start - 110) : start], scope):
            yield Evidence(scope, weight)


def venues(text: str) -> Iterator[tuple[int, bool]]:
    """Where a text begins to name a venue, and whether no preposition stands before it.

    >>> text = "w małej sali klubu, sala 4"
    >>> [(text[start:], bare) for start, bare in venues(text)]
    [('w małej sali klubu, sala 4', False), ('w małej sali klubu, sala 4', False), ('sala 4', True)]
    """
    for start, _ in cue_spans(text, "venue"):
        before = text[max(0, start - LOOK_BACK) : start]
        words = list(re.finditer(r"\S+", before))
        found, small = None, 0
        for count in range(min(BETWEEN, len(words)) + 1):
            head = before[: words[-count].start()] if count else before
            small += bool(count) and words[-count][0].islower()
            if count and (small > SMALL or re.search(r"[,;:.]$", words[-count][0])):
                break
            if preposition := ends(head, "by"):
                found = start - len(before) + len(head.rstrip()) - len(preposition)
                break
        if found is not None:
            yield found, False
        elif not before.strip() or before.rstrip()[-1] in ",(:":
            yield start, True
        elif (named := NAMES_BEHIND_COMMA.search(before)) and text[start].isupper():
            yield start - len(before) + named.start(1), True


def addressed(part: Segment) -> Iterator[int]:
    """Where a place begins in a title that names an unknown house behind the day: "…, 28. Januar 2008, Mensa, Weg 1, 30165 X"."""
    if part.kind not in ("title", "head"):
        return
    for found in find_dates(part.text):
        match = re.match(r"\s?,\s+(?=[^\W\d_])", part.text[found.end :])
        rest = part.text[found.end + match.end() :] if match else ""
        if rest[:1].isupper() and any(POSTAL.match(piece.strip()) for piece in rest.split(",")[1:]):
            yield found.end + (match.end() if match else 0)


def clause(text: str, start: int, language: str | None, labelled: bool = False) -> str:
    """The place that begins at `start`, up to where its clause ends: a day, an hour, a verb, a sentence, another clause.

    >>> clause("w Domu Kultury, ul. Długa 5, o godz. 17 odbyło się spotkanie", 0, "pl")
    'w Domu Kultury, ul. Długa 5'
    """
    rest = text[start:]
    limits = [len(rest)]
    limits += [found.start for found in find_dates(rest)]
    limits += [found.start for found in find_times(rest)]
    for cue in ("on", "held", "opened", "organiser", "from", "time-word"):
        limits += [begin for begin, _ in cue_spans(rest, cue) if begin > 1]
    limits += [begin for begin, end in cue_spans(rest, "meeting") if begin > 1 and not of_a_room(rest, begin, end)]
    limits += [match.start() + 1 for match in SENTENCE_END.finditer(rest) if not stays(rest, match)]
    limits += [match.start() for match in re.finditer(r"\n|;|\s[–—-]\s|:\s", rest)]
    if not labelled:
        limits += [match.start() for match in re.finditer(r"(?<=\s)[^\W\d_]\w+", rest) if person_follows(match[0], language)]
    kept = rest[: min((limit for limit in limits if limit > 1), default=len(rest))].rstrip()
    last = kept.rsplit(None, 1)[-1] if kept else ""
    if last.lower() in time_markers():
        kept = kept[: -len(last)]
    kept = whole_parts(kept, language, labelled)
    return closed(kept.strip(" ,;(–—-")).rstrip(' .,;:"”')


@cache
def time_markers() -> frozenset[str]:
    """Words that stand before a time, where a place ends."""
    return frozenset(row["word"] for row in rows("time_words") if row["role"] == "marker")


def of_a_room(rest: str, begin: int, end: int) -> bool:
    """Whether a noun for a meeting belongs to the name of a room: "sala obrad", "Sitzungssaal"."""
    before = rest[:begin].rsplit(None, 1)
    return says(rest[begin:end], "venue") or (bool(before) and says(before[-1], "venue"))


def stays(rest: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation of an address ("ul. Długa")."""
    word = rest[: match.start()].rsplit(None, 1)[-1] if rest[: match.start()].strip() else ""
    return rest[match.start()] == "." and abbreviated(word) and not re.search(r"\d$", word)


def person_follows(word: str, language: str | None) -> bool:
    """Whether an official follows, who is no part of a place: "w Ośrodku Kultury Wójt Gminy spotkał się"."""
    return word[0].isupper() and is_official(word.lower(), language or FIRST_LANGUAGE)


def whole_parts(text: str, language: str | None, labelled: bool) -> str:
    """The text up to the first part behind a comma that is no address, no room, no town and no member of a list."""
    pieces = text.split(",")
    kept = pieces[0]
    for index, piece in enumerate(pieces[1:], start=1):
        words = piece.strip()
        last = index == len(pieces) - 1
        if not (words and (labelled or belongs(words, last, language))):
            break
        kept += "," + piece
    return kept


def belongs(words: str, last: bool, language: str | None) -> bool:
    if NUMBER.match(words) or starts(words, "address") or starts(words, "venue") or says(words, "address"):
        return True
    links = words_of(language or FIRST_LANGUAGE, "link")
    capital = CAPITALS.match(words)
    if capital is None or not words[0].isupper():
        return False
    listed = words.split()
    joined = len(listed) > 2 and any(word in links for word in listed[1:3]) and listed[-1][:1].isupper()
    return joined or all(word[:1].isupper() or word[:1].isdigit() for word in listed)


def closed(text: str) -> str:
    """A text without a bracket that opens and does not close."""
    return text[: text.rindex("(")].rstrip(" ,") if text.count("(") > text.count(")") else text
