"""What a document tells of its meeting: when, where, held by whom, about which draft, and with how many people."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.document import Block, Document
from normalize.dates import find_dates, find_times
from normalize.nominatives import nominative
from normalize.phrases import Vocabulary, phrase, rows
from normalize.records import Meeting
from normalize.units import host_unit, municipality

CUES = Vocabulary("cues")
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}
ACT = re.compile(r"(?:ustaw|zarządze|uchwa|rozporządze|Dz\.\s?U)[^.;]{0,80}$", re.IGNORECASE)
PROGRAMME = re.compile(
    r"\b((?:(?:Wieloletni|Roczn)\w*\s+)?(?:Program|Strategi|Plan|Regulamin|Polityk)\w*\s+(?-i:[A-ZŻŹĆĄŚĘŁÓŃ„])[^.;:()\n]{0,200}?"
    r"(?:na\s+(?:rok|lata)\s+)?(?P<year>(?:19|20)\d\d)(?:\s?[–-]\s?(?:19|20)\d\d)?(?:\s+rok\w*)?(?:\s+z\s+organizacjami\s+pozarządowymi)?)",
    re.IGNORECASE,
)
PEOPLE = r"(?:osób|osoby|osoba|przedstawiciel\w*|uczestni\w*|reprezentant\w*|mieszkań\w*|people|persons|participants)"
PLACE = re.compile(
    r"(?:^|[\s,(])((?:w|we|przy|na|at|in)\s+(?:[A-ZŻŹĆĄŚĘŁÓŃ]\w+\s+)?(?:sal\w+|siedzib\w+|budynk\w+|lokal\w*|gmach\w*|urzęd\w+|ratusz\w*|świetlic\w+|dom\w+|centrum|"
    r"auli|bibliote\w+|klub\w*|ul\.|ulicy|pl\.|placu|al\.|alei|os\.|osiedlu|rynku|room|the\s+\w+\s+(?:hall|room))(?!\w).*?)"
    r"(?=,?\s+(?:odbył|odbęd|miał|rozpocz|zorganiz|przeprowadz|was\s+held|took\s+place|w\s+dniu|[ow]\s+godz)|(?<!\bul)(?<!\bpl)(?<!\bal)(?<!\bos)(?<!\bim)(?<!\bśw)(?:;|\.\s+(?-i:[A-ZŻŹĆĄŚĘŁÓŃ\d]))|[;.]?$)",
    re.IGNORECASE,
)
LONGEST_PLACE = 160
LONGEST_LABEL = 40
OPENING = 8
"""Paragraphs from the top, one of which must speak of the meeting where no title does: letters mention meetings further down."""
WRITTEN_MARKER = re.compile(r"(?:([-–•*·]|\(?\d{1,3}[.)]|[a-z]\))\s+(?=\S)|(\d{1,3}[.)])(?=[A-ZŻŹĆĄŚĘŁÓŃ„]))")
"""Also `10.Fundacja`, where the number fills the indent and leaves no space."""
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
    return Meeting(
        meeting_id=f"{document.document_id}.m{number}",
        document_id=document.document_id,
        title=title,
        ordinal=ordinal([*([title] if title else []), *core, *about]),
        date=when,
        start_time=start_time([*core, *about, *labelled(paragraphs, "time")]),
        place=place(core) or next(iter(labelled(paragraphs, "place")), None),
        municipality=municipality([*([title] if title else []), *paragraphs, *headings]),
        host_unit=host_unit(title or "", core + [text for text in about if text not in core]),
        programme=programme,
        programme_year=year,
        participants_stated=participants(paragraphs),
    )


def says(text: str, cue: str) -> bool:
    lower = text.lower()
    return any(stem in lower and pattern.search(text) for stem, pattern in cue_patterns(cue))


@cache
def cue_patterns(cue: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    from normalize.phrases import stem

    return tuple((stem(row["phrase"]), phrase(row["phrase"])) for row in rows("cues") if row["cue"] == cue)


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
        for found in find_dates(text):
            if not ACT.search(text[: found.start]):
                return found.date, text if text != title else None
    return None, None


def labelled(paragraphs: Sequence[str], cue: str) -> list[str]:
    """What stands behind a label such as `Miejsce obrad:`; for a time with the label, which tells that it is one."""
    found = []
    for text in paragraphs:
        name, colon, value = text.partition(":")
        if colon and value.strip() and len(name) <= LONGEST_LABEL and says(name, cue):
            found.append(f"godz. {value.strip()}" if cue == "time" else value.strip().rstrip("."))
    return found


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
                best = (score, nominative(match[1].strip(' ,„”"')), int(match["year"]))
    return (best[1], best[2]) if best else (None, None)


def participants(paragraphs: Sequence[str]) -> int | None:
    """The number of people that the text claims were there."""
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
        if lead.kind == "item" or not leads_in(lead.text, cue):
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


def leads_in(text: str, cue: str) -> bool:
    """Whether a paragraph's end announces the list: for areas its last words, for those present the whole sentence."""
    if cue == "areas":
        return text.rstrip().endswith(":") and says(text[-120:], cue)
    return text.rstrip().endswith(":") and says(text, cue) and not says(text[-40:], "areas")
