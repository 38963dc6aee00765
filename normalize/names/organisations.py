"""The organisations that a cell or list item names: how many they are, what they are called, and of what kind."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from postulat.extract.characters.letters import UPPER, WITHOUT_MARKS
from postulat.normalize.names.inflections import LEADING_ADJECTIVES, in_nominative
from postulat.normalize.names.persons import is_person, read_person
from postulat.normalize.names.register_numbers import without_register_numbers
from postulat.normalize.vocabulary.phrases import phrase, rows

TRAILING = re.compile(r"(?<![\s,;])[\s,;]+$")
FULL_STOP = re.compile(r"(?<!\.\w)(?<!\. \w)(?<!\bim)(?<!\bal)\.$", re.IGNORECASE)
"""The end of a sentence; not that of "sp. z o.o." or "a.s."."""
IN_BRACKETS = re.compile(r"(?<!\s)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)$")
ACRONYM = re.compile(rf"[{UPPER}][{UPPER}a-z-]{{0,3}}[{UPPER}]{{1,9}}")
IN_CAPITALS = re.compile(rf"\(([{UPPER}]{{2,10}})\)")
LAST_IN_CAPITALS = re.compile(rf"\s([{UPPER}]{{3,10}})$")
MARKER = re.compile(r"^\s*(?:[-–—•*]|\(?\d{1,3}[.)]|[a-z]\))\s+")
QUOTES = re.compile(r"[„”“\"'«»‟‘’‚`´]")
NUMBER = re.compile(r"^\s*(?:(?:\d{1,3}\.){1,5}\d{0,3}|\d{1,3}\)|[IVX]{1,5}\.)\s+(?=\S)")
COUNT = re.compile(r"^\d{1,5}\s+(?=[^\W\d_])")
"""How many stand behind one name: "14 local residents"."""
PROPER = re.compile(r"[„“\"«].")
APOSTROPHES = re.compile(r"['‘’‚`´]")
DOTTED = re.compile(rf"(?:[{UPPER}]\.){{2,}}")
GLUED = re.compile(r"(?<!\w)(\w+\.)(?=\w)")
COMMA = r"\s*,\s+"
BRANCH_KINDS = ("other", "public_body", "association")
"""Kinds of forms that may also name a branch of something else: a department, a section."""
MOST_WORDS = 60
"""Words of a submitter cell that are tried as names known elsewhere."""
FIRST_LETTERS = 3
"""Letters of a form by which it is looked up."""
LONGEST_SLUG = 80
"""Characters of an organisation's id."""


class Named(NamedTuple):
    """An organisation as a text names it. `represents` is what stands behind it in brackets.

    `short` is what brackets say of the name itself: its acronym and register numbers.
    """

    name: str
    represents: str | None = None
    short: str | None = None

    @property
    def written(self) -> str:
        """The name with what the text says of it, for joining names over documents."""
        return f"{self.name} ({self.short})" if self.short else self.name


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
    for separator in separators():
        pieces = [piece for piece in re.split(separator, line) if piece]
        if len(pieces) < 2:
            continue
        if separator in weak_separators() and any(piece[:1].islower() for piece in pieces[1:]):
            continue  # "Svaz měst a obcí"
        if any(is_title_alone(piece) for piece in pieces):
            continue  # "Mr and Mrs Moss"
        if all(names_submitter(tidy(piece), known, pieces[0]) for piece in pieces) and any(
            names_organisation(tidy(x), known) for x in pieces
        ):
            return [name for piece in pieces for name in split(piece, known)]
        if is_full_name(tidy(pieces[0])):
            each = [name for piece in pieces for name in split(piece, known)]
            if all(is_full_name(tidy(name)) for name in each):
                return each
        if separator == COMMA:
            merged = merge(line, separator, known)
            if len(merged) > 1:
                return [name for piece in merged for name in split(piece, known)]
    return [line]


def is_full_name(text: str) -> bool:
    """Whether a text is a person's first name and surname: several of them stand side by side, "Nowak, Jan" is one.

    >>> is_full_name("Jan Nowak"), is_full_name("Nowak"), names("Jan Nowak, Tessa Moss")
    (True, False, ('Jan Nowak', 'Tessa Moss'))
    """
    return " " in text and is_person(text)


def merge(line: str, separator: str, known: Collection[str]) -> list[str]:
    """Pieces between commas, where only those that show a form of their own begin a new name."""
    found: list[str] = []
    end = 0
    for match in [*re.finditer(separator, line), None]:
        piece = line[end : match.start() if match else len(line)]
        whole = names_organisation(tidy(piece), known) and not (found and is_branch_of(piece, found[0]))
        if not found or (whole and names_organisation(found[0], known)):
            found.append(piece)
        else:
            found[-1] = line[line.index(found[-1]) : match.start() if match else len(line)]
        end = match.end() if match else len(line)
    return found


def names_organisation(text: str, known: Collection[str] = ()) -> bool:
    """Whether a text shows that it is an organisation's whole name: by its form, an acronym alone, or because it is known."""
    bare = tidy(text)
    if not bare or is_bare_form(bare):
        return False
    return key(bare) in known or (form(bare) or form(spelled_out(bare))) is not None or ACRONYM.fullmatch(bare) is not None


def is_bare_form(text: str) -> bool:
    """Whether a text is a legal form alone, which belongs to the name before it ("Svaz chovatelů, z.s.").

    >>> is_bare_form("z.s."), is_bare_form("Ltd"), is_bare_form("Jedle z.s.")
    (True, True, False)
    """
    lower = f"{text.lower().rstrip('.')}"
    return any(anywhere and words == lower for _, words, anywhere, _ in form_phrases())


def names_submitter(text: str, known: Collection[str] = (), first: str = "") -> bool:
    """Whether a piece of a cell is a whole name: an organisation's that is no branch of the one before it, or a person's."""
    return (names_organisation(text, known) and not is_branch_of(text, first)) or read_person(text) is not None


def is_title_alone(text: str) -> bool:
    """Whether a piece is nothing but what stands before a person's name.

    >>> is_title_alone("Mr"), is_title_alone("Resident"), names("Herr und Frau Moos")
    (True, False, ('Herr und Frau Moos',))
    """
    row = form(tidy(text))
    return row is not None and row["kind"] == "person" and row["phrase"] == f"{tidy(text).lower()} *"


def is_branch_of(text: str, first: str) -> bool:
    """Whether a piece is a branch of a name; where that is one itself, they stand side by side.

    >>> is_branch_of("Komisja Budżetu", "Rada Miasta"), is_branch_of("Wydział Sportu", "Wydział Edukacji")
    (True, False)
    """
    return is_branch(text) and not is_branch(first)


def is_branch(text: str) -> bool:
    """A piece that names a branch of the organisation before it.

    >>> is_branch("Oddział w Krakowie"), is_branch("Koło Gospodyń Wiejskich w Brzozogaju")
    (True, False)
    """
    bare = text.strip()
    found = form(bare)
    named = any(names_branch(row["phrase"], bare) for table in ("branch_words", "unit_words") for row in rows(table))
    return named and (found is None or found["kind"] in BRANCH_KINDS)


def names_branch(words: str, text: str) -> bool:
    """Whether a text begins with the words of a branch, or ends with them where the row begins with `*` ("Highways Department")."""
    last = words.removeprefix("* ")
    if last == words:
        return phrase(words).match(text) is not None
    return any(match.end() == len(text) and match.start() > 0 for match in phrase(last).finditer(text))


@cache
def separators() -> tuple[str, ...]:
    """Patterns between two names, the surest first; a conjunction that also stands inside names comes after those that do not."""
    strong, weak = (
        "|".join(re.escape(row["word"]) for row in rows("name_conjunctions") if row["strength"] == strength)
        for strength in ("strong", "weak")
    )
    return (r"\s*;\s*", COMMA, rf"\s*,?\s+(?:{strong})\s+", rf"\s+(?:{weak})\s+", r"\s*/\s*", r"\s+[–-]\s+")


@cache
def weak_separators() -> tuple[str, ...]:
    """Those of conjunctions that also stand inside names."""
    return separators()[3:4]


def tidy(text: str) -> str:
    """A name without list commas and a closing full stop, which `sp. z o.o.` keeps."""
    return FULL_STOP.sub("", TRAILING.sub("", text)).strip()


def listed(text: str) -> Named:
    """A list item as a name and what it represents.

    >>> listed("Fundacja Cylinder (KDO ds. Młodzieży),")
    Named(name='Fundacja Cylinder', represents='KDO ds. Młodzieży', short=None)
    >>> listed("Towarzystwo Przyjaciół Dzieci (TPD)").name, listed("Fundacja Cylinder (KRS 0000123456)").written
    ('Towarzystwo Przyjaciół Dzieci', 'Fundacja Cylinder (KRS 0000123456)')
    """
    name = tidy(text)
    match = IN_BRACKETS.search(name)
    if match is None or match.start() == 0:
        return Named(name)
    inside = match[1].strip()
    alone = tidy(name[: match.start()])
    if ACRONYM.fullmatch(alone) and " " in inside and form(inside) is not None and not is_person(inside):
        return Named(inside, short=alone)
    if not without_register_numbers(inside) or (ACRONYM.fullmatch(inside) and is_short_for(inside, alone)):
        return Named(alone, short=inside or None)
    return Named(alone, inside)


def unnumbered(text: str) -> str:
    """A heading without its number.

    >>> unnumbered("1.1.2 Landratsamt Lindenau"), unnumbered("II. Fundacja Perkoz"), unnumbered("3 Maja")
    ('Landratsamt Lindenau', 'Fundacja Perkoz', '3 Maja')
    """
    return NUMBER.sub("", text, count=1)


def is_proper(text: str) -> bool:
    """Whether words hold a proper noun: a capital behind the first word, or quotation marks.

    >>> is_proper("Ruch Miejski Zorza"), is_proper("Chór „echo”"), is_proper("Ruch pieszy"), is_proper("Software as a service")
    (True, True, False, False)
    """
    return PROPER.search(text) is not None or any(word.lstrip("(").istitle() or word.isupper() for word in text.split()[1:])


def is_short_for(acronym: str, name: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())
    return acronym.upper() == initials.upper()


def form(name: str) -> dict[str, str] | None:
    """The vocabulary row of the form that a name begins with (or holds, where the row begins with `*`).

    Adjectives before the head say where or how wide, not what it is.

    >>> form("Małopolskie Stowarzyszenie Ogrodów")["kind"], form("Nowak Ogrody")
    ('association', None)
    """
    bare = COUNT.sub("", QUOTES.sub("", name))
    found = form_of(bare)
    words = bare.split()
    for count in range(1, min(LEADING_ADJECTIVES, len(words) - 1) + 1):
        if found is not None or not is_adjective(words[count - 1]):
            break
        found = form_of(" ".join(words[count:]))
    return found


def is_adjective(word: str) -> bool:
    return word[:1].isupper() and word.lower().endswith(adjective_ends())


@cache
def adjective_ends() -> tuple[str, ...]:
    """Ends of two letters and more: `-a` alone is that of many nouns."""
    found = {row["nominative"] for row in rows("endings") if row["word"] == "adjective"}
    return tuple(sorted(end for end in found if len(end) > 1))


def form_of(bare: str) -> dict[str, str] | None:
    best: dict[str, str] | None = None
    longest = 0
    lower = bare.lower()
    for begins, words, anywhere, row in possible_forms(lower):
        if len(words) <= longest or not (begins in lower if anywhere else lower.startswith(begins)):
            continue
        if phrase(words).search(bare) if anywhere else phrase(words).match(bare):
            best, longest = row, len(words)
    return best


class FormPhrase(NamedTuple):
    """A row of a form: the letters that any name with it holds, its phrase, and whether that may stand anywhere."""

    begins: str
    words: str
    anywhere: bool
    row: dict[str, str]


def possible_forms(lower: str) -> list[FormPhrase]:
    """The rows whose first letters begin a word of a name, in the order of the table."""
    index = form_index()
    found = set(index.get("", ()))
    for match in re.finditer(r"\w+", lower):
        found.update(index.get(lower[match.start() : match.start() + FIRST_LETTERS], ()))
    return [form_phrases()[number] for number in sorted(found)]


@cache
def form_index() -> dict[str, list[int]]:
    """First letters of a form → its rows; without letters those rows that are too short to tell."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(form_phrases()):
        plain = len(one.begins) >= FIRST_LETTERS and re.match(r"\w", one.begins)
        found[one.begins[:FIRST_LETTERS] if plain else ""].append(number)
    return dict(found)


@cache
def form_phrases() -> tuple[FormPhrase, ...]:
    found = []
    for row in rows("organisation_forms"):
        words = row["phrase"].removeprefix("* ")
        found.append(FormPhrase(re.split(r"[ *?]", words)[0], words, words != row["phrase"], row))
    return tuple(found)


@cache
def kind(name: str) -> str:
    """The kind of an organisation; `other` where nothing tells, and a bare name of a person comes first.

    >>> kind("UKS „Iskra”"), kind("Fundacji Cylinder"), kind("Zielona Energia sp. z o.o."), kind("Kamień, i co?")
    ('sports_club', 'foundation', 'company', 'other')
    >>> kind("Anna Nowak"), kind("dr hab. Jan K."), kind("Fundacja im. Anny Nowak")
    ('person', 'person', 'foundation')
    """
    if is_person(name):
        return "person"
    row = form(name) or form(spelled_out(name))
    return row["kind"] if row else "other"


def acronym(name: str) -> str | None:
    """An acronym that the name itself shows: its last word in capitals, or one in brackets.

    >>> acronym("Krakowskie Forum Organizacji Społecznych KRAFOS"), acronym("Towarzystwo Przyjaciół Dzieci (TPD)")
    ('KRAFOS', 'TPD')
    """
    match = IN_CAPITALS.search(name)
    if match is None and name != name.upper():
        match = LAST_IN_CAPITALS.search(name)
    return match[1] if match else None


@cache
def key(name: str) -> str:
    """What two spellings of one name share: head in the nominative and in full, lower case, no quotation marks and punctuation.

    Register numbers are no part of a name.

    >>> key("Fundacji „Bursztynek”") == key('FUNDACJA "Bursztynek" (KRS 0000123456)'), key("UKS Iskra")
    (True, 'uczniowski klub sportowy iskra')
    >>> key("Komisją Dialogu Obywatelskiego do spraw Młodzieży") == key("KDO ds. Młodzieży")
    True
    """
    bare = APOSTROPHES.sub("", without_register_numbers(name)).replace("&", " i ")
    words = " ".join(QUOTES.sub(" ", bare).split())
    return respelled(" ".join(re.sub(r"\W+", " ", spelled_out(in_nominative(words))).casefold().split()))


def respelled(folded: str) -> str:
    """The folded name with words that are written in several ways in one of them.

    >>> respelled("zielona energia spółka z ograniczoną odpowiedzialnością")
    'zielona energia sp z o o'
    """
    spaced = f" {folded} "
    for words, short in spellings():
        if words in spaced:
            spaced = spaced.replace(words, short)
    return spaced.strip()


@cache
def spellings() -> tuple[tuple[str, str], ...]:
    return tuple((f" {row['words']} ", f" {row['folded']} ") for row in rows("spellings"))


def spelled_out(name: str) -> str:
    """The name with an abbreviation in full: at its head (`UKS`), or where it is the whole name (`MSWiA`).

    >>> spelled_out("OSP Bibice"), spelled_out("MSWiA"), spelled_out("MS Project")
    ('Ochotnicza Straż Pożarna Bibice', 'Ministerstwo Spraw Wewnętrznych i Administracji', 'MS Project')
    >>> spelled_out("stow.Etno"), spelled_out("O.S.P. Bibice")
    ('Stowarzyszenie Etno', 'Ochotnicza Straż Pożarna Bibice')
    """
    head, _, rest = GLUED.sub(spaced_abbreviation, name.strip(), count=1).partition(" ")
    head = head.rstrip(",;:-–—")
    row = abbreviation(head.replace(".", "") if DOTTED.fullmatch(head) else head, rest)
    if row is None or (row["scope"] == "whole" and rest):
        return name
    return f"{row['long']} {rest}".strip()


def spaced_abbreviation(match: re.Match[str]) -> str:
    return f"{match[0]} " if match.start() == 0 and match[0].casefold() in folded_abbreviations() else match[0]


def abbreviation(head: str, rest: str) -> dict[str, str] | None:
    """The row of an abbreviation. Capitals tell acronyms from words, except in a name that is all in one case."""
    row = abbreviations().get(head)
    if row is None and (head.endswith(".") or (len(head) > 2 and f"{head} {rest}".islower()) or (head.isupper() and not rest)):
        row = folded_abbreviations().get(head.casefold())
    return row


@cache
def abbreviations() -> dict[str, dict[str, str]]:
    return {row["short"]: row for row in rows("abbreviations")}


@cache
def folded_abbreviations() -> dict[str, dict[str, str]]:
    return {row["short"].casefold(): row for row in rows("abbreviations")}


def slug(folded: str) -> str:
    """An id of a key: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", folded.translate(WITHOUT_MARKS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_SLUG].rstrip("-")
