"""Submitter cells: who submitted, one or several, each split into its name, its address and who represents it.

A cell is cut where its writer cut it: lines and running numbers, then semicolons; then the contact details at the end of each
piece, and the person before or behind the organisation ("X w imieniu Y", "Y – X", "X (Y)"). What is left is a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.names.contact_details import without_contact
from postulat.normalize.names.inflections import in_nominative
from postulat.normalize.names.organisations import IN_BRACKETS, Named, form, key, listed, names, tidy
from postulat.normalize.names.persons import is_person, read_person
from postulat.normalize.vocabulary.phrases import phrase, rows, stem

RUNNING_NUMBER = re.compile(r"(?:^|(?<=\s))(\d{1,2})[.)]\s+(?=[^\W\d_]|[„”\"«])")
SEMICOLONS = re.compile(r"\s*;\s+(?=[^\W_a-z]|[„”\"«(])|\s*;\s*\n")
DASH = re.compile(r"\s+[–—-]\s+")
BESIDE_A_NAME = re.compile(r",\s+|(?<!\s)\s+[–—-]\s+|(?<!\s)\s*\(")
LONGEST = 2000
"""Characters of a cell that is taken apart; a longer one is prose."""
MOST_OFFICE_WORDS = 4
LONGEST_ARTICLE = 3
"""Letters of a word between an office and its body: of the, des, v."""
LONGEST_PERSON = 60
"""Characters of a representative's name with titles and office."""


CELLS_KEPT = 1024
"""Cells whose submitters are kept: who sends much stands in many rows."""


class Submitter(NamedTuple):
    """Who submitted: the organisation (or person), its address where one stands with it, and who acted for it."""

    named: Named
    address: str | None = None
    representative: str | None = None


def submitters(text: str, known: frozenset[str] = frozenset()) -> tuple[Submitter, ...]:
    """The submitters of a cell, in order, each once. `known` are keys of names seen elsewhere in the document.

    >>> [(who.named.name, who.address) for who in submitters("KALDERA sp. z o.o., ul. Kuźnicza 41, 00-000 Zalesin")]
    [('KALDERA sp. z o.o.', 'ul. Kuźnicza 41, 00-000 Zalesin')]
    >>> [(who.named.name, who.representative) for who in submitters("Jan Nowak w imieniu Stowarzyszenia Zielony Rynek")]
    [('Stowarzyszenie Zielony Rynek', 'Jan Nowak')]
    >>> [who.named.name for who in submitters("1. Fundacja Perkoz 2. Fundacja Czapla")]
    ['Fundacja Perkoz', 'Fundacja Czapla']
    """
    if not text.strip():
        return ()
    if len(text) > LONGEST:
        return found_once(Submitter(listed(name)) for name in names(text, known))
    return of_cell(text, known)


@lru_cache(maxsize=CELLS_KEPT)
def of_cell(text: str, known: frozenset[str]) -> tuple[Submitter, ...]:
    return found_once(who for piece in pieces(text) for who in of_piece(piece, known))


def found_once(found: Iterator[Submitter]) -> tuple[Submitter, ...]:
    """Each submitter once, by name; what a later mention of it tells is kept. Marks alone, or a register number, name nobody."""
    made: dict[str, Submitter] = {}
    for who in found:
        name = key(who.named.name)
        if not name:
            continue
        known = made.get(name)
        if known is None:
            made[name] = who
        else:
            made[name] = known._replace(
                address=known.address or who.address, representative=known.representative or who.representative
            )
    return tuple(made.values())


def pieces(text: str) -> Iterator[str]:
    """The cell cut at running numbers that run on from 1, then at semicolons before a capital.

    >>> list(pieces("1. Fundacja A 2. Fundacja B")), list(pieces("Klub nr 2. Oddział")), list(pieces("A Polska; B Polska"))
    (['Fundacja A', 'Fundacja B'], ['Klub nr 2. Oddział'], ['A Polska', 'B Polska'])
    """
    numbers = list(RUNNING_NUMBER.finditer(text))
    runs_on = [int(match[1]) for match in numbers] == list(range(1, len(numbers) + 1))
    if len(numbers) > 1 and runs_on and not text[: numbers[0].start()].strip():
        ends = [match.start() for match in numbers[1:]] + [len(text)]
        parts = [text[match.end() : end] for match, end in zip(numbers, ends, strict=True)]
    else:
        parts = [text]
    for part in parts:
        yield from (piece.strip() for piece in SEMICOLONS.split(part) if piece.strip())


def of_piece(piece: str, known: Collection[str]) -> Iterator[Submitter]:
    piece = without_others(piece)
    acted = represented(piece) or with_office(piece)
    if acted is not None:
        body, address, _ = without_contact(acted[1])
        if not acted[0] and (apart := person_and_organisation(body)) is not None:
            yield Submitter(listed(apart[1]), address, apart[0])
            return
        for name in (body,) if is_person(body) else names(body, known):
            yield Submitter(listed(in_nominative(name)), address, without_contact(acted[0])[0])
        return
    bare, address, marked_person = without_contact(piece)
    if marked_person:
        yield Submitter(listed(bare), address, marked_person)
        return
    whole = in_what_capacity(bare) or person_and_organisation(bare)
    if whole is not None:
        yield Submitter(listed(whole[1]), address, whole[0])
        return
    for name in names(bare, known):
        apart = person_and_organisation(name)
        yield Submitter(listed(name), address) if apart is None else Submitter(listed(apart[1]), address, apart[0])


def without_others(piece: str) -> str:
    """A list of names without words behind it for those it does not name ("i inni").

    >>> without_others("Fundacja Perkoz, OSP Zawady i inni"), without_others("Teatr Inni")
    ('Fundacja Perkoz, OSP Zawady', 'Teatr Inni')
    """
    return others_behind().sub("", piece) or piece


@cache
def others_behind() -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in rows("name_conjunctions") if row["strength"] == "tail")
    return re.compile(rf"(?<![\s,]),?\s+(?:{words})$", re.IGNORECASE)


def represented(text: str) -> tuple[str, str] | None:
    """(who acts, whom for), where words say so: "X w imieniu Y", "Y reprezentowane przez X".

    >>> represented("Tessa Moss on behalf of the Saltby Estate"), represented("Fundacja Perkoz")
    (('Tessa Moss', 'Saltby Estate'), None)
    >>> represented("JEDĽA s.r.o., v zastúpení Ján Dub")
    ('Ján Dub', 'JEDĽA s.r.o.')
    """
    lower = text.lower()
    for row in representation():
        match = phrase(row["phrase"]).search(text) if stem(row["phrase"]) in lower else None
        if match is None:
            continue
        before, after = tidy(text[: match.start()].rstrip(" ,–-(")), tidy(text[match.end() :].strip(" :,–-)"))
        article = articles().match(after)
        after = after[article.end() :] if article else after
        person, organisation = (before, after) if row["order"] == "person-first" else (after, before)
        if row["order"] == "person-first" and is_person(after) and form(before) is not None and not is_person(before):
            person, organisation = after, before  # the same words are written both ways round
        if organisation and (person or row["order"] == "person-first"):
            return (person, organisation) if len(without_contact(person)[0]) <= LONGEST_PERSON * 2 else None
    return None


def with_office(text: str) -> tuple[str, str] | None:
    """(who acts, whom for) of a person, an office and a body with commas between.

    >>> with_office("Tessa Moss, Director, Quayside Trust"), with_office("Anna Nowak, Jan Nowak, Fundacja Perkoz")
    (('Tessa Moss, Director', 'Quayside Trust'), None)
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 3 or not is_person(parts[0]) or form(parts[2]) is None or is_person(parts[2]):
        return None
    held = any(word.lower() in offices() for word in parts[1].split()[:MOST_OFFICE_WORDS])
    return (f"{parts[0]}, {parts[1]}", parts[2]) if held and form(parts[1]) is None and not is_person(parts[1]) else None


def in_what_capacity(text: str) -> tuple[str | None, str] | None:
    """(who acts, who submits) of a person and what they are: of "Jan Nowak, mieszkaniec Zawad" the person, of "Jan Nowak, prezes
    Fundacji Perkoz" the body.

    >>> in_what_capacity("Jan Nowak, mieszkaniec Zawad"), in_what_capacity("Tessa Moss (local resident)")
    ((None, 'Jan Nowak'), (None, 'Tessa Moss'))
    >>> in_what_capacity("Jan Nowak, prezes Fundacji Perkoz"), in_what_capacity("Jan Nowak, Fundacja Perkoz")
    (('Jan Nowak, prezes', 'Fundacja Perkoz'), None)
    """
    cut = BESIDE_A_NAME.search(text)
    if cut is None:
        return None
    person, said = tidy(text[: cut.start()]), tidy(text[cut.end() :].removesuffix(")"))
    words = said.split()
    if not words or "," in said or not is_person(person) or is_person(said):
        return None
    held, kind = offices().get(words[0].lower()), form(said)
    if held is None and (kind is None or kind["kind"] != "person"):
        return None
    body = next((rest for rest in tails(words) if (found := form(rest)) is not None and found["kind"] != "person"), None)
    if body is None or held == "member":
        return None, person
    return f"{person}, {held_office(said, body)}", in_nominative(body)


def held_office(said: str, body: str) -> str:
    """What somebody is in a body, without the article between: "Chair of the Trust" → "Chair"."""
    words = said[: -len(body)].split()
    while len(words) > 1 and words[-1].islower() and len(words[-1]) <= LONGEST_ARTICLE:
        words.pop()
    return " ".join(words)


def tails(words: Sequence[str]) -> Iterator[str]:
    """What stands behind the first word, the first two and so on, as far as an office goes, unless it begins small."""
    places = range(1, min(len(words), MOST_OFFICE_WORDS))
    return (" ".join(words[place:]) for place in places if not words[place][:1].islower())


@cache
def offices() -> dict[str, str]:
    """Office, in lower case → its kind."""
    return {row["office"]: row["kind"] for row in rows("offices")}


@cache
def representation() -> tuple[dict[str, str], ...]:
    return tuple(sorted((row for row in rows("representation") if row["order"] != "article"), key=lambda row: -len(row["phrase"])))


@cache
def articles() -> re.Pattern[str]:
    """Words between "on behalf of" and a name that are no part of the name."""
    words = "|".join(re.escape(row["phrase"]) for row in rows("representation") if row["order"] == "article")
    return re.compile(rf"(?:{words})\s+(?=\S)", re.IGNORECASE)


def person_and_organisation(name: str) -> tuple[str, str] | None:
    """(person, organisation) of "Jan Nowak (Fundacja X)", "Fundacja X – Jan Nowak" and "Prezes Fundacji X – Jan Nowak".

    >>> person_and_organisation("Zuzanna Lipa (Fundacja Tropiciele)")
    ('Zuzanna Lipa', 'Fundacja Tropiciele')
    >>> person_and_organisation("Prezes Stowarzyszenia Błonia – Olaf Lipa")
    ('Olaf Lipa', 'Stowarzyszenie Błonia')
    >>> person_and_organisation("Teatr Nowy – Scena Kameralna"), person_and_organisation("Fundacja Perkoz (KRS 0000123456)")
    (None, None)
    """
    inside = IN_BRACKETS.search(name)
    if inside is not None and inside.start() > 0:
        alone, bracketed = tidy(name[: inside.start()]), inside[1].strip()
        if is_person(alone) and form(bracketed) is not None and not is_person(bracketed):
            return alone, bracketed
        return None
    cut = DASH.search(name)
    if cut is None:
        return None
    first, second = tidy(name[: cut.start()]), tidy(name[cut.end() :])
    for person, organisation in ((second, first), (first, second)):
        if read_person(person) and not is_person(organisation):
            return person, in_nominative(without_office(organisation))
    return None


def without_office(text: str) -> str:
    """The body whose office-holder is named: "Prezes Stowarzyszenia X" → "Stowarzyszenia X", where what follows is a body."""
    for row in rows("representation_offices"):
        match = phrase(row["phrase"]).match(text)
        if match is not None and form(text[match.end() :].strip()) is not None:
            return text[match.end() :].strip()
    return text
