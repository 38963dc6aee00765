"""Whether a name is a person's, and which: the first names and the surname, in lower case and the nominative.

Only a bare name counts ("Anna Nowak", "Jan K.", "dr Nowak"): what is named after a person ("Teatr im. Anny Nowak") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from postulat.normalize.names.declension import first_names_by_form, genitives
from postulat.normalize.vocabulary.phrases import phrase, rows

MOST_WORDS = 5
"""Words of a person's name, without titles."""
LONGEST_ACRONYM = 6
"""Letters of a school behind an academic title ("prof. UJ")."""
LONGEST = 200
"""Characters of a name that is looked at."""
INITIAL = re.compile(r"[^\W\d_]\.?")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+(?:['’][^\W\d_]+)?)?")
ROMAN = re.compile(r"[IVXLC]{1,5}")
PIECES = re.compile(r"\s*[;,/\n()]+\s*|\s+[–—-]\s+|\s+(?:i|oraz|and)\s+")
SURNAME_ENDS = ("ski", "ska", "cki", "cka", "icz", "czyk", "ak", "uk", "yk", "owa", "enko")
"""Ends of surnames that may stand before a first name, or as a second surname without a hyphen."""
PARTICLES = frozenset({"von", "van", "de", "della", "di"})
NOMINATIVES = (
    (re.compile(r"(.*[sc]k)(?:iego|iemu|im)"), r"\1i"),
    (re.compile(r"(.*[sc]k)(?:iej|ą)"), r"\1a"),
    (re.compile(r"(.{3,}?)(?:iem|owi|em)"), r"\1"),
    (re.compile(r"(.{3,}[bfmnpswz])ie"), r"\1a"),
    (re.compile(r"(.{3,})[ęąyi]"), r"\1a"),
)
"""Inflected surname → nominative, where a first name in an oblique case stands before it."""


class Person(NamedTuple):
    """A person as a text names one, all in lower case; an initial keeps its full stop.

    >>> Person(("jan",), ("k.",)).folded, Person(("anna", "maria"), ("nowak", "nowak")).folded
    ('jan k.', 'anna maria nowak-nowak')
    """

    given: tuple[str, ...]
    surname: tuple[str, ...]

    @property
    def folded(self) -> str:
        """What all spellings of the name share: the same whatever its case, titles and order."""
        return " ".join((*self.given, "-".join(self.surname)))


@cache
def is_person(text: str) -> bool:
    """Whether a text is nothing but names of persons, with what they are (a resident) or where from.

    >>> is_person("mgr Anna Nowak"), is_person("NOWAK Jan, mieszkaniec"), is_person("Jan K."), is_person("A. Nowak")
    (True, True, True, True)
    >>> is_person("Teatr im. Anny Nowak"), is_person("Jan Paweł II"), is_person("Wiktoria Kraków"), is_person("Laura Foundation")
    (False, False, False, False)
    """
    if len(text) > LONGEST:
        return False
    if read_person(text):
        return True
    pieces = [piece for piece in PIECES.split(text.strip(" .,;")) if piece]
    return any(map(read_person, pieces)) and all(
        read_person(x) or is_generic(x) or x.lower() in towns() or goes_with_person(x) for x in pieces
    )


def goes_with_person(piece: str) -> bool:
    """What stands beside a person's name and is no name of its own: the first name of one of a couple, a title with its school.

    >>> is_person("Zuzanna i Jan Lipscy"), is_person("dr hab. Jan Nowak, prof. UN"), goes_with_person("Kraków")
    (True, True, False)
    """
    if piece[0].isupper() and piece.lower() in genitives():
        return True
    title = titles().match(f"{piece} .")
    rest = piece[title.end() :].strip() if title else ""
    return title is not None and (not rest or (rest.isupper() and len(rest) <= LONGEST_ACRONYM and " " not in rest))


def persons_in(text: str) -> Iterator[Person]:
    """The persons in the name of a submitter that is known to be one ("Radny Dzielnicy VIII Jan Nowak"); a generic one has none.

    >>> [person.folded for person in persons_in("Mieszkanka Anna Nowak i Jan K.")], list(persons_in("Mieszkaniec Krakowa"))
    (['anna nowak', 'jan k.'], [])
    """
    if whole := read_person(text):
        yield whole
        return
    for piece in PIECES.split(text[:LONGEST]):
        words = piece.split()
        start = 0
        while start < len(words):
            windows = (words[start:end] for end in range(min(len(words), start + MOST_WORDS + 2), start, -1))
            found = next(((person, len(x)) for x in windows if (person := read_person(" ".join(x)))), None)
            if found is not None:
                yield found[0]
            start += found[1] if found is not None else 1


def persons_among(text: str) -> Iterator[Person]:
    """The persons who stand in full between the commas and brackets of a name that is more than theirs.

    >>> [person.folded for person in persons_among("Anna Nowak, Fundacja Cylinder")], list(persons_among("Kancelaria Anna Nowak"))
    (['anna nowak'], [])
    """
    for piece in PIECES.split(text[:LONGEST]):
        found = read_person(piece)
        if found and found.given and not INITIAL.fullmatch(found.given[0]):
            yield found


@cache
def read_person(text: str) -> Person | None:
    """The person whose name a text is, or None.

    >>> read_person("prof. dr hab. Anna Maria Nowak"), read_person("Pana Jana Kowalskiego")
    (Person(given=('anna', 'maria'), surname=('nowak',)), Person(given=('jan',), surname=('kowalski',)))
    """
    if len(text) > LONGEST:
        return None
    text = text.strip(" ,;:")
    text = text if re.search(r"\b\w\.$", text) else text.rstrip(".")
    title = titles().match(text)
    bare = text[title.end() :] if title else text
    bare = re.sub(r"\s*[-–]\s*", "-", re.sub(r"(?<!\w)(\w\.)(?=\w)", r"\1 ", bare))
    words = bare.split()
    if not 1 <= len(words) <= MOST_WORDS:
        return None
    given = leading_first_names(words, inflected=title is not None)
    if given:
        surname = words[len(given) :]
        if not surname and title and len(given) > 1:
            given, surname = given[:-1], given[-1:]
        only_initials = all(INITIAL.fullmatch(word) for word in given)
        return None if only_initials and INITIAL.fullmatch("".join(surname)) else person(given, surname)
    if title and len(words) == 1 and (surname_ends().search(words[0]) or not honorifics().fullmatch(title[0].strip())):
        return person([], [surname_nominative(words[0], "")])
    return surname_first(words)


def leading_first_names(words: list[str], inflected: bool) -> list[str]:
    found: list[str] = []
    for word in words:
        lower = word.lower()
        known = lower in genitives() or (inflected and lower in first_names_by_form())
        if not word[0].isupper() or not (
            known or (INITIAL.fullmatch(word) and (word.endswith(".") and len(words) > len(found) + 1))
        ):
            break
        found.append(word)
    if found and len(found) == len(words) and INITIAL.fullmatch(found[-1]):
        found.pop()
    return found


def surname_first(words: list[str]) -> Person | None:
    """A list's order ("Nowak Anna"), where the end of the first word shows that it is a surname."""
    first, *rest = words
    if rest and first.lower().endswith(SURNAME_ENDS) and all(word[0].isupper() and word.lower() in genitives() for word in rest):
        return person(rest, [first])
    return None


def person(given: list[str], surname: list[str]) -> Person | None:
    """The person of these names, if the surname can be one."""
    names = [word for word in surname if word not in PARTICLES]
    single = len(names) == 1 or (len(names) == 2 and names[1].lower().endswith(SURNAME_ENDS))
    if not single or not all(surname_like(word) for word in names) or surname[-1] in PARTICLES:
        return None
    if given and INITIAL.fullmatch(names[0]) is None and len(names[0]) < 3 and any(INITIAL.fullmatch(word) for word in given):
        return None
    parts = [part for word in names for part in word.lower().split("-")]
    if len(parts) == 1 and INITIAL.fullmatch(parts[0]):
        parts = [parts[0].rstrip(".") + "."]
    firsts = [nominative(word, parts[-1]) for word in given]
    if given and firsts[0] != given[0].lower():
        parts = [surname_nominative(part, firsts[0]) for part in parts]
    return Person(tuple(firsts), tuple(parts))


def surname_like(word: str) -> bool:
    if INITIAL.fullmatch(word):
        return word[0].isupper()
    lower = word.lower()
    if WORD.fullmatch(word) is None or ROMAN.fullmatch(word) or lower in towns() or lower in genitives():
        return False
    return all(capitalised(part) for part in word.split("-")) and not no_surnames().fullmatch(word)


def capitalised(part: str) -> bool:
    """Written like a surname: "Nowak" or "NOWAK"; two capitals alone are an abbreviation."""
    return part[0].isupper() and len(part) > 1 and (len(part) > 2 if part.isupper() else not part[1].isupper())


def nominative(given: str, surname: str) -> str:
    """A first name in the nominative; "Stanisława" is a man's where the surname shows it."""
    lower = given.lower()
    names = first_names_by_form().get(lower, frozenset({lower}))
    men = sorted(name for name in names if not name.endswith("a"))
    if men and re.fullmatch(r".*(?:ego|emu|[sc]kim|owi|iem)", surname):
        return men[0]
    return lower if lower in names else min(names)


def surname_nominative(surname: str, given: str) -> str:
    woman = given.endswith("a")
    if not woman and re.fullmatch(r".{3,}[^aeiouyąęó]a", surname):
        return surname[:-1]
    for pattern, ending in NOMINATIVES:
        if match := pattern.fullmatch(surname):
            return match.expand(ending)
    return surname


def is_generic(text: str) -> bool:
    """A submitter who is a person without a name ("osoba fizyczna", "mieszkaniec")."""
    return any(phrase(words).match(text.strip()) for words in words_of("generic"))


@cache
def words_of(role: str) -> tuple[str, ...]:
    return tuple(row["phrase"] for row in rows("person_words") if row["role"] == role)


def any_of(*roles: str) -> str:
    """A pattern of any of the words of these roles; the longest first."""
    found = sorted((words for role in roles for words in words_of(role)), key=len, reverse=True)
    return "(?:" + "|".join(phrase(words).pattern.replace(r"(?<!\w)", r"(?<![\w.])") for words in found) + ")"


@cache
def no_surnames() -> re.Pattern[str]:
    return re.compile(any_of("not-surname"), re.IGNORECASE)


@cache
def honorifics() -> re.Pattern[str]:
    """What may stand before a word that is no name ("Pani Dyrektor", "Radny Dzielnicy")."""
    return re.compile(rf"(?:{any_of('honorific', 'office')}\s*)+", re.IGNORECASE)


@cache
def surname_ends() -> re.Pattern[str]:
    """The end of a word that only a surname has, in any case ("Pani Kowalskiej"); else "Pani Dyrektor" would be one."""
    return re.compile(r"(?:" + "|".join(SURNAME_ENDS) + r"|[sc]k(?:iego|iemu|im|iej|ą))$", re.IGNORECASE)


@cache
def titles() -> re.Pattern[str]:
    """The titles at the head of a name."""
    return re.compile(rf"^(?:{any_of('title', 'honorific', 'office')}\s*)+(?=\S)", re.IGNORECASE)


@cache
def towns() -> frozenset[str]:
    """Names of towns, with the case they stand in after a club's name ("Wiktoria Kraków")."""
    cities = [row for row in rows("municipalities") if row["size"] == "city"]
    return frozenset(form.lower() for row in cities for case in ("name", "genitive", "locative") for form in row[case].split("|"))
