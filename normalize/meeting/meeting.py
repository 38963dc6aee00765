"""What a document tells of its meeting: when, where, held by whom, about which draft, and with how many people.

Each fact is ranked by its evidence in a file of its own; a value without evidence is left out, a rival close behind is told of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from postulat.extract.document import Block, Document
from postulat.normalize.checks import Odd
from postulat.normalize.evidence import Candidate, Choice
from postulat.normalize.findings import words as finding_words
from postulat.normalize.meeting import day, host_unit, municipality, ordinal, participants, place, start_time
from postulat.normalize.meeting.description import tells_of_a_meeting
from postulat.normalize.meeting.programme import programme_of
from postulat.normalize.meeting.segments import Segment, label_rows, minutes_words, opens_minutes, segments
from postulat.normalize.records import Meeting
from postulat.normalize.vocabulary.cues import says
from postulat.normalize.vocabulary.phrases import rows

Value = TypeVar("Value")
TITLES = 8
"""Blocks from the top whose headings are titles."""
BOLD = 3
"""Blocks from the top one of which, set in bold, is a title."""
SITE_NAME_PARTS = (" - ", " – ", " | ", " • ")
LONGEST_SITE_NAME = 60
CUE, AGAINST = "reason-cue", "reason-against"
MOST_REASONS = 4
"""Reasons of a value that a finding tells."""


class Described(NamedTuple):
    """A meeting, and what is doubtful about its facts."""

    meeting: Meeting
    doubts: tuple[Odd, ...] = ()


def meeting(
    document: Document, prose: Sequence[Block], headings: Sequence[str] = (), number: int = 1, language: str | None = None
) -> Meeting | None:
    """The meeting that a document describes, or None where it describes none."""
    found = described(document, prose, headings, number, language)
    return found.meeting if found else None


def described(
    document: Document, prose: Sequence[Block], headings: Sequence[str] = (), number: int = 1, language: str | None = None
) -> Described | None:
    """The meeting with its doubts.

    `prose` is what stands above the first comment table; `headings` are that table's headings, which often name the programme.
    """
    title = meeting_title(document if number == 1 else None, prose)
    language = spoken(document, prose, language)
    parts = segments(titles(document if number == 1 else None, prose, title), prose)
    parts += label_rows(document) if number == 1 else []
    if not tells_of_a_meeting(parts, language):
        return None
    when = day.meeting_day(parts)
    date = when.best.value if when else None
    if date is None and not (is_minutes(parts) or tells_of_holding(parts)):
        return None
    began = start_time.start_time(parts, date)
    where = place.place(parts, language, date)
    texts = [block.text for block in prose if block.kind != "heading" and block.text]
    host = host_unit.host_unit(parts, language)
    town = municipality.municipality(
        [*parts, *(Segment("other", text) for text in headings)],
        texts,
        where.best.value if where else None,
        languages_of(document, language),
    )
    which = ordinal.ordinal(parts)
    people = participants.participants(parts)
    programme, year = programme_of([*(part.text for part in parts if part.kind != "item"), *headings])
    made = Meeting(
        meeting_id=f"{document.document_id}.m{number}",
        document_id=document.document_id,
        title=title,
        ordinal=which.best.value if which else None,
        date=date,
        start_time=began.best.value if began else None,
        place=where.best.value if where else None,
        municipality=town.best.value if town and not municipality.ambiguous(town) else None,
        host_unit=host.best.value if host else None,
        programme=programme,
        programme_year=year,
        participants_stated=people.best.value if people else None,
    )
    doubts = [
        *rivals(made, "date", when, day.CLOSE, day.FLOOR),
        *rivals(made, "start_time", began, start_time.CLOSE, start_time.FLOOR),
        *rivals(made, "ordinal", which, ordinal.CLOSE, ordinal.FLOOR),
        *rivals(made, "participants_stated", people, participants.CLOSE, participants.FLOOR),
        *rivals(made, "host_unit", host, host_unit.CLOSE, host_unit.FLOOR),
        *rivals(made, "municipality", town, municipality.CLOSE, municipality.FLOOR),
    ]
    if town and made.municipality is None:
        names = [str(one.value) for one in (town.best, *town.rivals[:2])]
        doubts.append(Odd("doubtful-meeting-fact", "open", made.meeting_id, {"field": "municipality", "names": names}))
    return Described(made, tuple(doubts))


def rivals(made: Meeting, field: str, choice: Choice[Value] | None, within: float, floor: float) -> Iterator[Odd]:
    """A finding for the first other value that came close to the one that stands."""
    if choice is None or getattr(made, field) is None:
        return
    for rival in choice.close(within)[:1]:
        if rival.score >= floor:
            values = {
                "field": field,
                "value": str(choice.best.value),
                "why": reasons(choice.best),
                "rival": str(rival.value),
                "rival_why": reasons(rival),
            }
            yield Odd("doubtful-meeting-fact", "rival", made.meeting_id, values)


def reasons(candidate: Candidate[Value]) -> list[str]:
    """The heaviest reasons for and against a value, as keys of `finding_words.csv`; a word of a table stands behind its key.

    >>> from postulat.normalize.evidence import Evidence
    >>> reasons(Candidate("5", (Evidence("title", 4.0), Evidence("rad* gminy w", 1.0), Evidence("next", -2.0))))
    ['reason-title', 'reason-against: reason-next', 'reason-cue: rad… gminy w']
    """
    heaviest = sorted((one for one in candidate.evidence if one.weight), key=lambda one: -abs(one.weight))
    told = []
    for one in heaviest[:MOST_REASONS]:
        key = f"reason-{one.name.removesuffix(' behind').replace(' ', '-')}"
        words = key if key in finding_words() else f"{CUE}: {one.name.replace('*', '…')}"
        told.append(words if one.weight > 0 else f"{AGAINST}: {words}")
    return list(dict.fromkeys(told))


def is_minutes(parts: Sequence[Segment]) -> bool:
    return any(part.kind in ("title", "head") and minutes_words(part.text) for part in parts)


def tells_of_holding(parts: Sequence[Segment]) -> bool:
    """Whether a sentence about a meeting says that it was held, or who was there."""
    return any(says(part.text, "meeting") and (says_held(part.text) or says(part.text, "attendance")) for part in parts)


def spoken(document: Document, prose: Sequence[Block], language: str | None) -> str | None:
    """The language of the prose: the declared one where only its letters are used, for a short text tells its language badly."""
    declared = document.language.split("-")[0].lower() if document.language else None
    letters = {row["language"]: set(row["letters"]) for row in rows("letters")}
    if language == declared or declared not in letters:
        return language
    used = {letter for block in prose[:TITLES] for letter in block.text.lower()}
    return declared if used & letters[declared] and not used & letters.get(language or "", set()) else language


def languages_of(document: Document, language: str | None) -> tuple[str, ...]:
    """The language that the text tells and the one that the file declares: a short text tells it badly."""
    declared = document.language.split("-")[0].lower() if document.language else None
    return tuple(dict.fromkeys(one for one in (language, declared) if one))


def says_held(text: str) -> bool:
    return says(text, "held") or says(text, "opened")


def titles(document: Document | None, prose: Sequence[Block], title: str | None) -> list[str]:
    """What may be the title of the minutes: the one that names the meeting, headings at the top, the file's own title."""
    own = without_site(document.title) if document and document.title else None
    above = [block.text for block in prose[:TITLES] if block.kind == "heading" and opens_minutes(block.text)]
    first = [block.text for block in prose[:2] if block.kind == "heading" and block.text]
    return [text for text in dict.fromkeys([title, *first, *above, own]) if text]


def meeting_title(document: Document | None, prose: Sequence[Block]) -> str | None:
    """The heading that names the meeting, else the first heading, else the first bold line, else the file's own title."""
    headings = [block.text for block in prose if block.kind == "heading" and block.text]
    bold = [block.text for block in prose[:BOLD] if block.strong and block.text]
    own = without_site(document.title) if document and document.title else None
    for candidates in (headings, bold):
        for text in candidates:
            if says(text, "meeting") and not says(text, "next"):
                return text
    return next(iter([*headings, *bold, *([own] if own else [])]), None)


def without_site(title: str) -> str:
    """A page's title without the name of its site behind a dash or a bar.

    >>> without_site("Protokół nr 5 – Gmina Lipiny"), without_site("Protokół nr 5")
    ('Protokół nr 5', 'Protokół nr 5')
    """
    for joint in SITE_NAME_PARTS:
        head, found, tail = title.rpartition(joint)
        if found and head.strip() and len(tail) <= LONGEST_SITE_NAME and not any(other in tail for other in SITE_NAME_PARTS):
            return head.strip()
    return title
