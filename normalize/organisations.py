"""The organisations that a cell or list item names: how many they are, what they are called, and of what kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from normalize.nominatives import nominative
from normalize.phrases import phrase, rows

TRAILING = re.compile(r"[\s,;]+$")
FULL_STOP = re.compile(r"(?<!o\.o)(?<!S\.A)(?<!\bim)(?<!\bal)\.$", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)$")
ACRONYM = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][A-ZĄĆĘŁŃÓŚŹŻa-z-]{0,3}[A-ZĄĆĘŁŃÓŚŹŻ]{1,9}")
KRS = re.compile(r"\bKRS:?\s*(?:nr\s*)?(\d{10})\b", re.IGNORECASE)
MARKER = re.compile(r"(?:[-–—•*]|\(?\d{1,3}[.)]|[a-z]\))\s+")
QUOTES = re.compile(r"[„”“\"'«»‟‘’‚`´]")
LETTERS = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
SEPARATORS = (r"\s*;\s*", r"\s*,\s+", r"\s+(?:oraz|i|a także|wraz z|and)\s+", r"\s*/\s*", r"\s+[–-]\s+")
MOST_WORDS = 60
"""Words of a submitter cell that are tried as names known elsewhere."""
LONGEST_SLUG = 80
"""Characters of an organisation's id."""


class Named(NamedTuple):
    """An organisation as a text names it. `represents` is what stands behind it in brackets."""

    name: str
    represents: str | None = None


def names(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The organisations of a submitter cell, in order. `known` are keys of names seen elsewhere in the document.

    A cell is split only where each piece shows a form, a kind or a list place of its own: names hold commas and "i".

    >>> names("Stowarzyszenie Etno, Fundacja Cylinder")
    ('Stowarzyszenie Etno', 'Fundacja Cylinder')
    >>> names("Stowarzyszenie Kamień, i co?"), names("Towarzystwo Przyjaciół Dzieci\\nOddział w Krakowie")
    (('Stowarzyszenie Kamień, i co?',), ('Towarzystwo Przyjaciół Dzieci Oddział w Krakowie',))
    """
    if pieces := known_names(text, known):
        return pieces
    found: list[str] = []
    for line in text.split("\n"):
        bare = MARKER.sub("", line, count=1)
        if bare != line or not found or (names_organisation(bare, known) and not is_branch(bare)):
            found.extend(split(bare, known))
        else:
            found[-1] = f"{found[-1]} {bare}"
    return tuple(dict.fromkeys(name for piece in found if (name := tidy(piece))))


def known_names(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The names where the text is nothing but names known elsewhere in the document, one after the other; else none.

    >>> known_names("Caritas Krakowska Fundacja „Dom”", {"caritas krakowska", "fundacja dom"})
    ('Caritas Krakowska', 'Fundacja „Dom”')
    """
    words = text.split()
    if not known or len(words) > MOST_WORDS:
        return ()
    found: list[str] = []
    start = 0
    while start < len(words):
        fits = (end for end in range(len(words), start, -1) if key(" ".join(words[start:end])) in known)
        end = next(fits, None)
        if end is None:
            return ()
        found.append(tidy(" ".join(words[start:end])))
        start = end
    return tuple(dict.fromkeys(found)) if len(found) > 1 else ()


def split(line: str, known: Collection[str]) -> list[str]:
    """The line's pieces; one that names no organisation of its own belongs to the piece before it."""
    for separator in SEPARATORS:
        pieces = [piece for piece in re.split(separator, line) if piece]
        if len(pieces) < 2:
            continue
        if all(names_organisation(tidy(piece), known) and not is_branch(piece) for piece in pieces):
            return [name for piece in pieces for name in split(piece, known)]
        if separator == SEPARATORS[1]:
            merged = merge(line, separator, known)
            if len(merged) > 1:
                return [name for piece in merged for name in split(piece, known)]
    return [line]


def merge(line: str, separator: str, known: Collection[str]) -> list[str]:
    """Pieces between commas, where only those that show a form of their own begin a new name."""
    found: list[str] = []
    end = 0
    for match in [*re.finditer(separator, line), None]:
        piece = line[end : match.start() if match else len(line)]
        if not found or (names_organisation(tidy(piece), known) and not is_branch(piece) and names_organisation(found[0], known)):
            found.append(piece)
        else:
            found[-1] = line[line.index(found[-1]) : match.start() if match else len(line)]
        end = match.end() if match else len(line)
    return found


def names_organisation(text: str, known: Collection[str] = ()) -> bool:
    """Whether a text shows that it is an organisation's whole name: by its form, an acronym alone, or because it is known."""
    bare = tidy(text)
    return bool(bare) and (key(bare) in known or form(bare) is not None or ACRONYM.fullmatch(bare) is not None)


def is_branch(text: str) -> bool:
    """A piece that names a branch of the organisation before it."""
    return re.match(r"(?:Oddział|Koło|Okręg|Region|Zarząd|Filia)\b(?! Gospodyń)", text.strip()) is not None


def tidy(text: str) -> str:
    """A name without list commas and a closing full stop, which `sp. z o.o.` keeps."""
    return FULL_STOP.sub("", TRAILING.sub("", text)).strip()


def listed(text: str) -> Named:
    """A list item as a name and what it represents.

    >>> listed("Fundacja Cylinder (KDO ds. Młodzieży),")
    Named(name='Fundacja Cylinder', represents='KDO ds. Młodzieży')
    """
    name = tidy(text)
    match = IN_BRACKETS.search(name)
    if match is None or match.start() == 0:
        return Named(name)
    inside = match[1].strip()
    alone = tidy(name[: match.start()])
    return Named(alone) if ACRONYM.fullmatch(inside) and is_short_for(inside, alone) else Named(alone, inside or None)


def is_short_for(acronym: str, name: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())
    return acronym.upper() == initials.upper()


def form(name: str) -> dict[str, str] | None:
    """The vocabulary row of the form that a name begins with (or holds, where the row begins with `*`)."""
    best: dict[str, str] | None = None
    bare = QUOTES.sub("", name)
    lower = bare.lower()
    for row in rows("organisation_forms"):
        words = row["phrase"]
        anywhere = words.startswith("* ")
        words = words.removeprefix("* ")
        head = re.split(r"[ *?]", words)[0]
        if head not in lower:
            continue
        hit = phrase(words).search(bare) if anywhere else phrase(words).match(bare)
        if hit and (best is None or len(words) > len(best["phrase"].removeprefix("* "))):
            best = row
    return best


@cache
def kind(name: str) -> str:
    """The kind of an organisation; `other` where nothing tells.

    >>> kind("UKS „Iskra”"), kind("Fundacji Cylinder"), kind("Zielona Energia sp. z o.o."), kind("Kamień, i co?")
    ('sports_club', 'foundation', 'company', 'other')
    """
    row = form(name)
    return row["kind"] if row else "other"


def acronym(name: str) -> str | None:
    """An acronym that the name itself shows: its last word in capitals, or one in brackets.

    >>> acronym("Krakowskie Forum Organizacji Społecznych KRAFOS"), acronym("Towarzystwo Przyjaciół Dzieci (TPD)")
    ('KRAFOS', 'TPD')
    """
    match = re.search(r"\(([A-ZĄĆĘŁŃÓŚŹŻ]{2,10})\)", name) or re.search(r"\s([A-ZĄĆĘŁŃÓŚŹŻ]{3,10})$", name)
    return match[1] if match else None


@cache
def key(name: str) -> str:
    """What two spellings of one name share: head in the nominative and in full, lower case, no quotation marks and punctuation.

    >>> key("Fundacji „Bursztynek”") == key('FUNDACJA "Bursztynek"'), key("UKS Iskra")
    (True, 'uczniowski klub sportowy iskra')
    """
    return " ".join(re.sub(r"[^\w]+", " ", QUOTES.sub("", spelled_out(nominative(name)))).casefold().split())


def spelled_out(name: str) -> str:
    """The name with an abbreviation in full: at its head (`UKS`), or where it is the whole name (`MSWiA`).

    >>> spelled_out("OSP Bibice"), spelled_out("MSWiA"), spelled_out("MS Project")
    ('Ochotnicza Straż Pożarna Bibice', 'Ministerstwo Spraw Wewnętrznych i Administracji', 'MS Project')
    """
    head, _, rest = name.strip().partition(" ")
    row = abbreviations().get(head)
    if row is None or (row["scope"] == "whole" and rest):
        return name
    return f"{row['long']} {rest}".strip()


@cache
def abbreviations() -> dict[str, dict[str, str]]:
    return {row["short"]: row for row in rows("abbreviations")}


def slug(folded: str) -> str:
    """An id of a key: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", folded.translate(LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_SLUG].rstrip("-")
