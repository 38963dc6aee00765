"""The municipality of a meeting: towns that its text names behind words such as "Rady Miejskiej w", in the nominative."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from postulat.normalize.evidence import Candidate, Choice, Evidence, choose
from postulat.normalize.meeting.bodies import FIRST_LANGUAGE, bodies, is_stop_word, words_of
from postulat.normalize.meeting.segments import Segment
from postulat.normalize.meeting.town_names import (
    LONGEST_NAME,
    Town,
    gender_in_list,
    gender_of,
    is_adjectival,
    is_listed,
    listed,
    seated,
    towns,
)
from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.morphology.reading import Reading
from postulat.normalize.names.first_names import first_names_of
from postulat.normalize.vocabulary.cues import says
from postulat.normalize.vocabulary.phrases import rows
from postulat.normalize.vocabulary.spotter import Spotter

FLOOR = 0.9
"""Points from which a municipality stands."""
CLOSE = 0.45
"""Points within which two names of one form are both possible."""
LISTED = 1.0
STANDS = 1.2
"""Points of a name of the official list, and of one that stands in the document as it is in the nominative."""
AGAIN = 0.3
MOST_AGAIN = 1.5
"""Points of each further mention, and of all of them."""
MEANT = 0.9
"""Share of a naming from which it counts as one of a name."""
SURE = 68
"""Percent of a single naming that a name must have which nothing else supports."""
PLACES = {"title": 1.3, "head": 1.3, "label": 1.1, "opening": 1.0, "item": 0.6, "other": 0.8}
SHORTEST_WORD = 3
"""Letters of a word of a name."""
POSTAL = 1.5
OF_BODY = 1.6
BEFORE_DATE = 1.2
BEHIND_DAY = 1.0
END_OF_PLACE = 1.2
CAPITAL = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
WORDS = re.compile(rf"\s*({CAPITAL}(?:\s+{CAPITAL}){{0,{LONGEST_NAME - 1}}})")
BEFORE = re.compile(rf"({CAPITAL}(?:\s+{CAPITAL}){{0,2}})\s+$")
CODE = re.compile(rf"(?<![\d-])\d{{2}}-\d{{3}}\s+({CAPITAL}(?:[ ]{CAPITAL}){{0,{LONGEST_NAME - 1}}})")
"""A postal code and the town behind it."""
BEHIND_DATE = re.compile(rf"(?:\s?[^\W\d_]{{1,4}}\.?)?,?\s+(\w{{1,2}})\s+({CAPITAL}(?:[ ]{CAPITAL}){{0,2}})")
"""A preposition and a town behind a day: "w dniu 5 maja 2024 r. w Mosinie"."""
AT_DATE = re.compile(rf"(?:^|,\s|[.)]\s|\d\s)({CAPITAL}(?:[ ]{CAPITAL}){{0,2}}),\s+(?:\w+\.?\s)?$")


class Naming(NamedTuple):
    """A naming of a town: its points, what led it in, its words, how often these are a nominative, the names they may be."""

    weight: float
    cue: str
    form: str
    upright: float
    names: tuple[Town, ...]


def municipality(parts: Sequence[Segment], texts: Sequence[str], place: str | None, languages: Sequence[str]) -> Choice[str] | None:
    """The municipality that the segments name; `texts` is where a nominative may stand, `place` the venue that was found.

    >>> made = municipality([Segment("head", "z sesji Rady Miejskiej w Mosinie")], [], None, ["pl"])
    >>> made.best.value if made else None
    'Mosina'
    """
    namings = [*mentioned(parts, languages or (FIRST_LANGUAGE,)), *at_end(place or "", languages)]
    uprights: dict[str, float] = {}
    for naming in namings:
        uprights[naming.form] = max(naming.upright, uprights.get(naming.form, 0.0))
    whole = "\n".join([*texts, *(part.text for part in parts)])
    names = dict.fromkeys(town.name for naming in namings for town in naming.names)
    return choose((Candidate(name, evidence(name, namings, uprights, whole)) for name in names), FLOOR)


def evidence(name: str, namings: Sequence[Naming], uprights: Mapping[str, float], whole: str) -> tuple[Evidence, ...]:
    """The strongest naming, half of the best in other words, how often the name was meant, and whether it stands as it is."""
    best: dict[str, Evidence] = {}
    count, listed_name = 0, False
    for naming in namings:
        for town in naming.names:
            if town.name != name:
                continue
            reason = Evidence(naming.cue, round(naming.weight * town.share, 3), f"{naming.form}, {town.share:.0%}")
            if naming.form not in best or reason.weight > best[naming.form].weight:
                best[naming.form] = reason
            count += town.share >= MEANT
            listed_name |= town.listed
    first, *others = sorted(best.values(), key=lambda reason: -reason.weight)
    found = [first, *(Evidence("other form", round(other.weight / 2, 3), other.detail) for other in others[:1])]
    if count > 1:
        found.append(Evidence("again", min(MOST_AGAIN, AGAIN * (count - 1)), f"{count} times"))
    if listed_name:
        found.append(Evidence("listed", LISTED))
    stands = uprights.get(name, 1.0)
    if stands and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whole):
        found.append(Evidence("stands", round(STANDS * stands, 3)))
    return tuple(found)


def ambiguous(made: Choice[str]) -> bool:
    """Whether grammar leaves two names: then none is given. A name of the official list is believed, and one that stands so.

    Where a form is of two names of the list ("w Rogowie") nothing tells which.
    """
    best = made.best
    kinds = {reason.name for reason in best.evidence}
    unsure = not kinds & {"stands", "other form"} and int(best.evidence[0].detail.rsplit(" ", 1)[-1].rstrip("%")) < SURE
    if "listed" in kinds:
        return unsure and bool(made.close(CLOSE))
    return unsure or bool(made.close(CLOSE))


def mentioned(parts: Sequence[Segment], languages: Sequence[str]) -> Iterator[Naming]:
    """Each naming of a town; of the cues before one name the longest counts."""
    for part in parts:
        share = PLACES[part.kind]
        taken: dict[int, tuple[int, Naming]] = {}
        for start, end, key in (found for language in languages for found in spotter(language).find(part.text)):
            row = cue_rows()[key]
            form = name_behind(part.text, end, row) if row["side"] == "after" else name_before(part.text, start)
            if form is None or (row["known"] and not any((case, form.lower()) in listed() for case in row["cases"].split("|"))):
                continue
            forms = nominatives(form, row)
            at = end if row["side"] == "after" else start
            if forms and (at not in taken or taken[at][0] < len(row["phrase"])):
                upright = float(row["upright"] or 0.0) if row["cases"] != "name" else 1.0
                taken[at] = (len(row["phrase"]), Naming(float(row["weight"]) * share, row["phrase"], form, upright, forms))
        yield from (naming for _, naming in taken.values())
        if FIRST_LANGUAGE in languages:
            yield from by_form(part.text, share)
            yield from of_bodies(part, share)


def by_form(text: str, share: float) -> Iterator[Naming]:
    """Towns behind a postal code or before a date ("Mosina, 5 maja 2026 r.")."""
    for match in CODE.finditer(text):
        if form := longest(match[1], ("name",)):
            yield Naming(POSTAL * share, "postal code", form, 1.0, (Town(form, 1.0, is_listed(form)),))
    for span in find_dates(text):
        behind = BEHIND_DATE.match(text[span.end : span.end + 80])
        if behind and behind[1] in words_of(FIRST_LANGUAGE, "town") and (form := longest(behind[2], ("locative",))):
            yield Naming(BEHIND_DAY * share, "behind the date", form, 0.0, towns(form, ("locative",)))
        before = AT_DATE.search(text[: span.start][-60:])
        if (
            before
            and before[1][0].isupper()
            and not is_person_name(before[1])
            and not says(before[1], "venue")
            and not says(before[1], "on")
        ):
            yield Naming(BEFORE_DATE * share, "before the date", before[1], 1.0, (Town(before[1], 1.0, is_listed(before[1])),))


def of_bodies(part: Segment, share: float) -> Iterator[Naming]:
    """The town in the name of a body of any kind: "Biblioteka Miejska w Zalesinie"."""
    for body in bodies(part.text, FIRST_LANGUAGE):
        words = part.text[body.start : body.end]
        match = re.search(rf"\s(?:{'|'.join(sorted(words_of(FIRST_LANGUAGE, 'town')))})\s+({CAPITAL}(?:\s+{CAPITAL})*)$", words)
        if match and body.language == FIRST_LANGUAGE and (form := longest(match[1], ("locative",))):
            yield Naming(OF_BODY * share, "of a body", form, 0.0, towns(form, ("locative",)))


@cache
def spotter(language: str) -> Spotter:
    """The cues of a language."""
    return Spotter(
        (f"{language} {row['phrase']}", row["phrase"]) for row in rows("municipality_cues") if row["language"] == language
    )


@cache
def cue_rows() -> dict[str, dict[str, str]]:
    return {f"{row['language']} {row['phrase']}": row for row in rows("municipality_cues")}


def name_behind(text: str, start: int, row: dict[str, str]) -> str | None:
    """The capital words behind a cue: the longest that the list knows, else all of them."""
    match = WORDS.match(text, start)
    if match is None or (start < len(text) and not text[start].isspace()):
        return None
    return longest(match[1], tuple(row["cases"].split("|")), row["language"])


def longest(words: str, cases: tuple[str, ...], language: str = FIRST_LANGUAGE) -> str | None:
    """Of words with capitals those that are a name: as many as the list knows, else all that nothing stops.

    >>> longest("Suchym Lesie Wójt", ("locative",)), longest("Jolanta Bednarz", ("name",)), longest("MOSINA", ("name",))
    ('Suchym Lesie', None, 'Mosina')
    >>> longest("Pniewach Leśnych", ("locative",)), longest("Mosina Nadzwyczajne", ("name",))
    ('Pniewach Leśnych', 'Mosina')
    """
    parts = [part.capitalize() if part.isupper() and len(part) > 1 else part for part in words.split()]
    for count in range(len(parts), 0, -1):
        form = " ".join(parts[:count])
        known = language == FIRST_LANGUAGE and any((case, form.lower()) in listed() for case in cases)
        more = known and count < len(parts) and is_name_word(parts[count], language)
        if known and more and has_adjective(form, parts[count], cases):
            return " ".join(parts[: count + 1])
        if known and not (more and goes_with_noun(form, cases)):
            return form
    kept: list[str] = []
    for part in parts:
        if not is_name_word(part, language):
            break
        kept.append(part)
    return " ".join(kept) if kept and (cases == ("locative",) or not is_person_name(" ".join(kept))) else None


def is_name_word(part: str, language: str) -> bool:
    """Whether a word with a capital may belong to the name of a town: nothing that ends names, no venue, no meeting, no people."""
    if not part[0].isupper() or len(part) < SHORTEST_WORD or is_stop_word(part.lower(), language):
        return False
    return not any(says(part, cue) for cue in ("venue", "meeting", "people"))


def goes_with_noun(form: str, cases: tuple[str, ...]) -> bool:
    """Whether a name of the list is an adjective in form, so that a noun may go on it ("Lipowej" in "w Lipowej Górze")."""
    names = {name for case in cases for name in listed().get((case, form.lower()), ())}
    return " " not in form and any(is_adjectival(name) for name in names)


def has_adjective(form: str, word: str, cases: tuple[str, ...]) -> bool:
    """Whether the word behind a name of the list is an adjective of it in its case: then it is another town ("Pniewy Leśne")."""
    if word.isupper() or " " in form:
        return False
    for case in cases:
        for name in listed().get((case, form.lower()), ()):
            genders = {gender_in_list(name), *([] if case == "name" else [gender_of(name, form, case)])}
            if any(agrees(reading, case, genders) for reading in analyse(word.lower(), FIRST_LANGUAGE)):
                return True
    return False


def agrees(reading: Reading, case: str, genders: Collection[str]) -> bool:
    """Whether a reading is an adjective in a case, and of one of the genders that the tables of towns know (p: plural)."""
    if reading.word_class != "adjective" or {"name": "nominative"}.get(case, case) not in reading.cases:
        return False
    return "p" in genders if reading.number == "plural" else any(gender[0] in genders for gender in reading.genders)


def is_person_name(words: str) -> bool:
    """Whether words begin with a first name: "Przewodnicząca Rady Gminy Jolanta Lis"."""
    return " " in words and bool(first_names_of(words.split()[0]))


def name_before(text: str, end: int) -> str | None:
    """The capital words before an English cue ("Saltby City Council"), without what begins a title."""
    match = BEFORE.search(text[max(0, end - 60) : end])
    if match is None:
        return None
    kept: list[str] = []
    for word in reversed(match[1].split()):
        if not word[0].isupper() or is_stop_word(word.lower(), "en"):
            break
        kept.insert(0, word)
    while kept and kept[0].lower() in words_of("en", "link"):
        kept.pop(0)
    return " ".join(word.capitalize() if word.isupper() else word for word in kept) or None


def nominatives(form: str, row: dict[str, str]) -> tuple[Town, ...]:
    """What a form behind a cue may be in the nominative; names of other countries stand in it."""
    if row["language"] != FIRST_LANGUAGE:
        return (Town(form, 1.0, False),)
    return seated(towns(form, row["cases"].split("|"), float(row["upright"] or 0.5)), row.get("seat") or "")


def at_end(place: str, languages: Sequence[str]) -> Iterator[Naming]:
    """The town that a place ends with, behind a comma.

    >>> [naming.form for naming in at_end("Centrum Obywatelskie, ul. Reymonta 20, Kraków", ["pl"])]
    ['Kraków']
    """
    _, comma, last = place.rpartition(",")
    name = re.sub(r"^\s*\d{2}-\d{3}\s+", "", last).strip(" .")
    if comma and re.fullmatch(rf"{CAPITAL}(?:\s{CAPITAL}){{0,2}}", name) and not says(name, "venue") and not says(name, "address"):
        yield Naming(
            END_OF_PLACE, "end of the place", name, 1.0, (Town(name, 1.0, FIRST_LANGUAGE in languages and is_listed(name)),)
        )
