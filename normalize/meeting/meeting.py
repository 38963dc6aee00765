"""What a document tells of its meeting: when, where, held by whom, about which draft, and with how many people."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache

from postulat.extract.document import Block, Document
from postulat.normalize.meeting.host_unit import host_unit, municipality, municipality_at_end, units
from postulat.normalize.mentions.dates import DateSpan, find_dates, find_times
from postulat.normalize.names.nominatives import nominative
from postulat.normalize.names.persons import is_person
from postulat.normalize.records import Meeting
from postulat.normalize.vocabulary.cues import cue_patterns, says
from postulat.normalize.vocabulary.phrases import phrase, rows

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}
ACT = re.compile(r"(?:ustaw|zarządze|uchwa|rozporządze|Dz\.\s?U)[^.;]{0,80}$", re.IGNORECASE)
YEARS = r"(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?(?:\s+rok\w*)?"
PROGRAMME = re.compile(
    r"\b((?:(?:Wieloletni|Roczn)\w*\s+)?(?:Program|Strategi|Plan|Regulamin|Polityk)\w*\s+"
    rf"(?:(?-i:[A-ZŻŹĆĄŚĘŁÓŃ„])[^.;:()\n]{{0,200}}?(?:na\s+(?:rok|lata)\s+)?|(?-i:[a-zżźćąśęłóń])[^.;:()\n]{{0,200}}?na\s+(?:rok\s+|lata\s+)?)"
    rf"{YEARS}(?:\s+z\s+organizacjami\s+pozarządowymi)?)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
PEOPLE = r"(?:osób|osoby|osoba|przedstawiciel\w*|uczestni\w*|reprezentant\w*|mieszkań\w*|people|persons|participants)"
PLACE = re.compile(
    r"(?:^|[\s,(])((?:w|we|przy|na|at|in)\s+(?:(?-i:[A-ZŻŹĆĄŚĘŁÓŃ])\w+\s+|[^\W\d_]+(?:ej|im|ym)\s+){0,2}"
    r"(?:sal\w+|siedzib\w+|budynk\w+|lokal\w*|gmach\w*|urzęd\w+|ratusz\w*|świetlic\w+|dom\w+|centrum|auli|bibliote\w+|klub\w*|"
    r"ośrodk\w+|szkol\w+|zespole|hal[iu]|remiz\w+|strażnic\w+|hotel\w*|teatr\w*|kin\w+|muze\w+|stadion\w*|przedszkol\w+|"
    r"starostw\w+|ul\.|ulicy|pl\.|placu|al\.|alei|os\.|osiedlu|rynku|room|the\s+\w+\s+(?:hall|room|centre|center|library))(?!\w).*?)"
    r"(?=,?\s+(?:odbył|odbęd|miał|rozpocz|zorganiz|przeprowadz|spotkał|zebrał|(?-i:Wójt|Burmistrz|Prezydent|Starosta|Marszałek)\s|"
    r"was\s+held|took\s+place|hosted\s+by|organi[sz]ed\s+by|attended\s+by|w\s+dniu|[ow]\s+godz)|"
    r"(?<!\bul)(?<!\bpl)(?<!\bal)(?<!\bos)(?<!\bim)(?<!\bśw)(?:;|\.\s+(?-i:[A-ZŻŹĆĄŚĘŁÓŃ\d]))|[;.]?$)",
    re.IGNORECASE,
)
LONGEST_PLACE = 160
LONGEST_LABEL = 40
LONGEST_HOST = 120
LABELLED = re.compile(
    rf"(?:^|(?<=[.;]\s))([^\W\d_][^:.;\n]{{1,{LONGEST_LABEL}}}):[^\S\n]*(.*?)(?=[.;]?(?:$|\s+[^\W\d_][^:.;\n]{{1,{LONGEST_LABEL}}}:\s))",
    re.MULTILINE,
)
"""A label and its value: to the end of the line, or to a sentence that begins with the next label."""
OPENING = 8
"""Paragraphs from the top, one of which must speak of the meeting where no title does: letters mention meetings further down."""
SITE_NAME = re.compile(r"\s+[-–|•]\s+[^-–|•]{3,60}$|^BIP\s+[-–]\s+")


def meeting(document: Document, prose: Sequence[Block], headings: Sequence[str] = (), number: int = 1) -> Meeting | None:
    """The meeting that a document describes, or None where it describes none.

    `prose` is what stands above the first comment table; `headings` are that table's headings, which often name the programme.
    """
    title = meeting_title(document if number == 1 else None, prose)
    paragraphs = [block.text for block in prose if block.kind != "heading" and block.text]
    titled = says(title or "", "meeting")
    about = [text for text in paragraphs if says(text, "meeting") or (titled and says(text, "held"))]
    if not titled and not any(text in about for text in paragraphs[:OPENING]):
        return None
    when, sentence = meeting_date(title or "", about, paragraphs)
    if when is None and not any(says(text, "held") or says(text, "attendance") for text in about):
        return None
    core = [sentence] if sentence else about[:2]
    programme, year = programme_of([*paragraphs, *([title] if title else []), *headings])
    where = place(core) or next(iter(labelled(paragraphs, "place")), None)
    return Meeting(
        meeting_id=f"{document.document_id}.m{number}",
        document_id=document.document_id,
        title=title,
        ordinal=ordinal([*([title] if title else []), *core, *about]),
        date=when,
        start_time=start_time([*core, *about, *labelled(paragraphs, "time")]),
        place=where,
        municipality=municipality([*([title] if title else []), *paragraphs, *headings]) or municipality_at_end(where or ""),
        host_unit=host(title or "", core + [text for text in about if text not in core], paragraphs),
        programme=programme,
        programme_year=year,
        participants_stated=participants(paragraphs),
    )


def meeting_title(document: Document | None, prose: Sequence[Block]) -> str | None:
    """The heading that names the meeting, else the first heading, else the first bold line, else the file's own title."""
    headings = [block.text for block in prose if block.kind == "heading" and block.text]
    bold = [block.text for block in prose[:3] if block.strong and block.text]
    own = SITE_NAME.sub("", document.title) if document and document.title else None
    for candidates in (headings, bold):
        for text in candidates:
            if says(text, "meeting"):
                return text
    return next(iter([*headings, *bold, *([own] if own else [])]), None)


def meeting_date(title: str, about: Sequence[str], paragraphs: Sequence[str]) -> tuple[datetime.date | None, str | None]:
    """The day of the meeting and the paragraph that says it. A date of an act of law is none."""
    ranked = [text for text in about if says(text, "held")] + [text for text in about if not says(text, "held")]
    for text in [*ranked, *labelled(paragraphs, "day"), title]:
        found = [day for day in find_dates(text) if not ACT.search(text[: day.start])]
        if found:
            return nearest(found, text).date, text if text != title else None
    return None, None


def nearest(days: Sequence[DateSpan], text: str) -> DateSpan:
    """The day that stands nearest to the words that say that a meeting was held; the first, where nothing says so."""
    held = [match.start() for _, pattern in cue_patterns("held") for match in pattern.finditer(text)]
    named = [match.start() for _, pattern in cue_patterns("meeting") for match in pattern.finditer(text)]
    if not held:
        return days[0]
    said = min(held, key=lambda place: (min((abs(place - other) for other in named), default=0), place))
    return min(days, key=lambda day: min(abs(day.start - said), abs(day.end - said)))


def labelled(paragraphs: Sequence[str], cue: str) -> list[str]:
    """What stands behind a label such as `Miejsce obrad:`; for a bare number with `godz.`, which tells that it is a time.

    >>> labelled(["Miejsce: Urząd Miejski, ul. Długa 2. Godzina rozpoczęcia: 15:15."], "place")
    ['Urząd Miejski, ul. Długa 2']
    >>> labelled(["Miejsce: Urząd Miejski, ul. Długa 2. Godzina rozpoczęcia: 15:15."], "time")
    ['15:15']
    """
    found = []
    for text in paragraphs:
        for name, value in LABELLED.findall(text):
            if value.strip() and says(name, cue):
                bare = cue == "time" and not find_times(value)
                found.append(f"godz. {value.strip()}" if bare else value.strip().rstrip("."))
    return found


def host(title: str, texts: list[str], paragraphs: Sequence[str]) -> str | None:
    """The unit that held the meeting; best is one behind a label (`Organizator: …`)."""
    for value in labelled(paragraphs, "organiser"):
        named = next(units(value), None)
        if named is not None and not value[: named.start].strip():
            return named.name
        if value[0].isupper() and len(value) <= LONGEST_HOST and not is_person(value):
            return value
    return host_unit(title, texts)


def start_time(texts: Sequence[str]) -> str | None:
    return next((found.time for text in texts for found in find_times(text)), None)


def ordinal(texts: Sequence[str]) -> int | None:
    """Which meeting of its series: `I spotkanie`, `drugie spotkanie`, `3. posiedzenie`."""
    nouns = "|".join(pattern.pattern for _, pattern in cue_patterns("meeting"))
    for text in texts:
        for match in re.finditer(
            rf"(?:(?<!\w)([IVX]{{1,4}})|(?<![\d.])(\d{{1,2}})\.|(?<!\w)(\w+))\s+(?=(?:\w+\s+)?(?:{nouns}))", text, re.IGNORECASE
        ):
            if match[1] and match[1] in ROMAN:
                return ROMAN[match[1]]
            if match[2]:
                return int(match[2])
            for row in rows("ordinals"):
                if match[3] and phrase(row["form"]).fullmatch(match[3]):
                    return int(row["number"])
    return None


def place(texts: Sequence[str]) -> str | None:
    """The venue as written, with its preposition."""
    for text in texts:
        if match := PLACE.search(text):
            found = match[1].strip(" ,;")
            return found if len(found) <= LONGEST_PLACE else None
    return None


def programme_of(texts: Sequence[str]) -> tuple[str | None, int | None]:
    """The draft that was consulted, and its (first) year: the one named right after "projekt", not one shown as an example."""
    best: tuple[int, str, int | None] | None = None
    for text in texts:
        for match in PROGRAMME.finditer(text):
            before = text[max(0, match.start() - 40) : match.start()].lower()
            score = (
                2 * (re.search(r"projek\w*\s+(?:\w+\s+)?$", before) is not None) + ("projek" in before) - ("prezentac" in before)
            )
            if best is None or score > best[0]:
                year = YEAR.findall(match[1])[0]
                best = (score, nominative(match[1].strip(' ,„”"')), int(year))
    return (best[1], best[2]) if best else (None, None)


def participants(paragraphs: Sequence[str]) -> int | None:
    """The number of people that the text claims were there."""
    for value in labelled(paragraphs, "attendance"):
        if (match := re.match(rf"(\d{{1,4}})(?!\d|[.,)]\d|[.)]?\s+(?!{PEOPLE}))", value)) is not None:
            return int(match[1])
    for text in paragraphs:
        if not says(text, "attendance"):
            continue
        for match in re.finditer(rf"(?<![\d.,])(\d{{1,4}}|[a-ząćęłńóśźż]+)\s+{PEOPLE}", text, re.IGNORECASE):
            count = int(match[1]) if match[1].isdigit() else counted().get(match[1].lower())
            if count is not None:
                return count
    return None


@cache
def counted() -> dict[str, int]:
    return {row["form"]: int(row["number"]) for row in rows("counts")}
