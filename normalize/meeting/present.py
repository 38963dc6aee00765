"""Who was present: an entry of an attendance list as the organisation, and the person who came for it.

Entries are written in any order and with any mark between: "Anna Lis – Fundacja Perkoz", "Fundacja Perkoz: Anna Lis, Jan Kos",
"Fundacja Perkoz (Anna Lis)", "Anna Lis, prezes Fundacji Perkoz". The pieces between the marks are persons, bodies or offices.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from postulat.normalize.meeting.bodies import bodies
from postulat.normalize.names.contact_details import without_contact
from postulat.normalize.names.first_names import foreign, is_first_name
from postulat.normalize.names.inflections import in_nominative
from postulat.normalize.names.organisations import ACRONYM, Named, form, listed, tidy
from postulat.normalize.names.persons import is_person, towns
from postulat.normalize.names.submitters import offices, represented, without_office

LONGEST = 300
"""Characters of an entry that is taken apart; a longer one is prose."""
MOST_OFFICE_WORDS = 3
"""Words of an office at the head of a piece ("I zastępca dyrektora")."""
MARKS = re.compile(r"(?<=\s)[–—-](?=\s)|[:,](?=\s)|[()]")
RANK = re.compile(r"(?:[^\W\d_A-Z]{1,6}\.\s*)+(?=[^\W\d_])")
"""Ranks and titles written short before a name ("hm.", "asp.", "p.")."""
WORD = re.compile(r"[^\W\d_]+")
SHORT = re.compile(r"(?:^|[–—:,(]\s?|-\s)[^\W\d_]{1,6}\.\s*[^\W\d_]")
QUOTED = {"„": "”", "“": "”", "«": "»", '"': '"'}


class Present(NamedTuple):
    """One entry: who is listed, with what stands behind in brackets, and the person who came for an organisation.

    A person in brackets behind an organisation is told as both.
    """

    named: Named
    representative: str | None = None


class Piece(NamedTuple):
    text: str
    kind: str
    start: int
    end: int


def present(text: str) -> Present:
    """The organisation of an entry and its representative; the entry as it is where it is not surely both.

    >>> found = present("Zuzanna Lipa – Fundacja Tropiciele")
    >>> found.named.name, found.representative
    ('Fundacja Tropiciele', 'Zuzanna Lipa')
    >>> found = present("Fundacja Perkoz (KDO ds. Młodzieży)")
    >>> found.named.name, found.named.represents, found.representative
    ('Fundacja Perkoz', 'KDO ds. Młodzieży', None)
    """
    whole = listed(text)
    name = tidy(text)
    if len(name) > LONGEST:
        return Present(whole)
    acted = represented(name)
    if acted is not None:
        body, _, _ = without_contact(acted[1])
        behind = acted[1].removeprefix(body).strip(" ,;")  # an address or a telephone
        return Present(listed(in_nominative(body)), ", ".join(filter(None, (acted[0], behind))) or None)
    if not names_somebody(name):
        return Present(whole)
    found = pieces(name)
    persons = [piece for piece in found if piece.kind == "person"]
    if not persons or len(found) == 1:
        return Present(whole)
    if whole.represents is not None and kind_of(whole.name) != "unknown" and len(pieces(whole.name)) == 1:
        came = found[0].kind == "body" and all(piece.kind in ("person", "office") for piece in found[1:])
        return Present(whole, whole.represents if came else None)
    named = body_of(name, found)
    if named is not None:
        return Present(*named)
    offices_only = all(piece.kind in ("person", "office") for piece in found[1:])
    if len(persons) == 1 and found[0].kind == "person" and offices_only and whole.represents is None:
        return Present(Named(found[0].text, name[found[1].start : found[-1].end]))
    return Present(whole)


def names_somebody(text: str) -> bool:
    """Whether a first name stands in an entry, or a title or rank written short before a name: else nothing is taken apart."""
    return any(is_first_name(word) or foreign(word.lower()) for word in WORD.findall(text)) or SHORT.search(text) is not None


def body_of(name: str, found: list[Piece]) -> tuple[Named, str] | None:
    """The one body among the pieces, and the persons with their offices; None where there is none, or more than one apart."""
    places = [index for index, piece in enumerate(found) if piece.kind == "body"]
    holders = [index for index, piece in enumerate(found) if piece.kind == "holder"]
    if not places and len(holders) == 1:
        return of_holder(found, holders[0])
    if not places or holders or places[-1] - places[0] + 1 != len(places):
        return None
    others = [piece for piece in found if piece.kind != "body"]
    written = name[found[places[0]].start : found[places[-1]].end]
    several = any("," in name[found[place - 1].end : found[place].start] for place in places[1:])
    if several or any(piece.kind == "unknown" for piece in others):
        return None
    written += ")" if written.count("(") > written.count(")") else ""
    return listed(written), ", ".join(piece.text for piece in others)


def of_holder(found: list[Piece], index: int) -> tuple[Named, str] | None:
    """The body whose office-holder is named: "Anna Lis, prezes Fundacji Perkoz"."""
    held = found[index].text
    body = without_office(held)
    others = [piece for number, piece in enumerate(found) if number != index]
    if body == held or any(piece.kind != "person" for piece in others):
        return None
    office = held[: len(held) - len(body)].strip()
    return listed(in_nominative(body)), f"{', '.join(piece.text for piece in others)}, {office}"


def pieces(name: str) -> list[Piece]:
    """The pieces of an entry between dashes, colons, commas and brackets, each with its kind."""
    found: list[Piece] = []
    start = 0
    for first, last in [
        *(match.span() for match in MARKS.finditer(name) if not quoted(name, match.start())),
        (len(name), len(name)),
    ]:
        text = name[start:first].strip()
        if text:
            begin = name.index(text, start)
            found.append(Piece(text, kind_of(text), begin, begin + len(text)))
        start = last
    return found


def quoted(text: str, place: int) -> bool:
    """Whether a place is within quotation marks."""
    for opening, closing in QUOTED.items():
        begun = text.rfind(opening, 0, place)
        if begun >= 0 and closing not in text[begun + 1 : place] and closing in text[place:]:
            return opening != closing or text[:place].count(opening) % 2 == 1
    return False


def kind_of(text: str) -> str:
    """`person`, `office`, `holder` (an office with its body), `body`, `place`, or `unknown`.

    >>> [kind_of(text) for text in ["hm. Jan Kos", "sekretarz", "dyrektor Wydziału Kultury", "Klub Czapla", "Kraków"]]
    ['person', 'office', 'holder', 'body', 'place']
    """
    if is_person(text) or is_person(without_rank(text)):
        return "person"
    if text.lower() in towns():
        return "place"
    words = [word.strip(".,").lower() for word in text.split()]
    office = any(word in offices() for word in words[:MOST_OFFICE_WORDS])
    if without_office(text) != text:
        return "holder"
    if form(text) is not None or ACRONYM.fullmatch(text) or (not office and is_body(text)):
        return "body"
    if office or text[:1].islower():
        return "office"
    return "unknown"


def without_rank(text: str) -> str:
    """A name without what stands before it: a rank, or an office ("przewodnicząca Anna Lis")."""
    rank = RANK.match(text)
    rest = text[rank.end() :] if rank else text
    words = rest.split()
    while len(words) > 2 and (words[0].islower() or words[0].strip(".,").lower() in offices()):
        del words[0]
    return " ".join(words)


def is_body(text: str) -> bool:
    """Whether a text begins with the name of a public body."""
    return any(not text[: body.start].strip() for body in bodies(text, None))
