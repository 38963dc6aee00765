"""Whether a name is a person's, and which: the first names and the surname, in lower case and the nominative.

Only a bare name counts ("Anna Nowak", "Jan K.", "dr Nowak"): what is named after a person ("Teatr im. Anny Nowak") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.names.agreement import nominatives
from postulat.normalize.names.first_names import DICTIONARY, first_names_of, foreign, is_first_name, is_word, listed
from postulat.normalize.names.surnames import UNKNOWN, has_surname_end, surname_weight
from postulat.normalize.vocabulary.phrases import languages, phrase, phrase_pattern, rows

MOST_WORDS = 5
"""Words of a person's name, without titles."""
LONGEST_ACRONYM = 6
"""Letters of a school behind an academic title ("prof. UJ")."""
LONGEST = 200
"""Characters of a name that is looked at."""
INITIAL = re.compile(r"[^\W\d_]\.?")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+(?:['’][^\W\d_]+)?)?")
ROMAN = re.compile(r"[IVXLC]{1,5}")
PIECES = re.compile(r"(?<!\s)(?:\s*[;,/\n()]+\s*|\s+[–—-]\s+|\s+(?:i|oraz|and)\s+)")
PARTICLES = frozenset(
    {"von", "van", "de", "della", "di", "der", "den", "zu", "la", "da", "al", "el", "du", "del", "dos", "los", "las"}
)
PARTICLES |= {"af", "ter", "ibn", "bint", "ap", "ní", "uí", "ó", "mac", "giolla"}


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
        return " ".join((*self.given, "-".join(self.surname))).strip()


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
    if piece[0].isupper() and is_first_name(piece):
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
        if not surname and len(given) > 1 and (title or not is_only_a_first_name(given[-1].lower())):
            given, surname = given[:-1], given[-1:]
        only_initials = all(INITIAL.fullmatch(word) for word in given)
        return None if only_initials and INITIAL.fullmatch("".join(surname)) else person(given, surname)
    if (
        title
        and len(words) == 1
        and (has_surname_end(words[0].lower(), DICTIONARY) or not honorifics().fullmatch(title[0].strip()))
    ):
        return Person(*nominatives([], words[0], DICTIONARY)) if surname_like(words[0]) else None
    return surname_first(words)


def leading_first_names(words: list[str], inflected: bool) -> list[str]:
    found: list[str] = []
    for word in words:
        lower = word.lower()
        known = is_first_name(word) or foreign(lower) or (inflected and first_names_of(word))
        if not word[0].isupper() or not (
            known or (INITIAL.fullmatch(word) and (word.endswith(".") and len(words) > len(found) + 1))
        ):
            break
        found.append(word)
    if found and len(found) == len(words) and INITIAL.fullmatch(found[-1]):
        found.pop()
    return found


def inflected_surname(word: str) -> bool:
    """Whether a word is a Polish surname in another case than the nominative, which no name from abroad is.

    >>> inflected_surname("Kowalskiego"), inflected_surname("Bell"), inflected_surname("Nowak")
    (True, False, False)
    """
    reads = [read for read in analyse(word, DICTIONARY) if "surname" in read.names]
    return bool(reads) and all(read.lemma.lower() != word.lower() for read in reads)


def surname_first(words: list[str]) -> Person | None:
    """A list's order ("Nowak Anna"), where the end of the first word shows that it is a surname."""
    first, *rest = words
    known = has_surname_end(first.lower(), DICTIONARY) or any("surname" in read.names for read in analyse(first, DICTIONARY))
    if rest and known and all(word[0].isupper() and is_first_name(word) for word in rest):
        return person(rest, [first])
    return None


def person(given: list[str], surname: list[str]) -> Person | None:
    """The person of these names, if the surname can be one."""
    names = [word for word in surname if word not in PARTICLES]
    single = len(names) == 1 or (len(names) == 2 and has_surname_end(names[1].lower(), DICTIONARY))
    if not single or not all(surname_like(word) for word in names) or surname[-1] in PARTICLES:
        return None
    if given and INITIAL.fullmatch(names[0]) is None and len(names[0]) < 3 and any(INITIAL.fullmatch(word) for word in given):
        return None
    if (
        given
        and given[0].lower() not in listed(DICTIONARY)
        and not INITIAL.fullmatch(given[0])
        and not goes_with(given[0], names[0])
    ):
        return None
    parts = [part for word in names for part in word.lower().split("-")]
    if len(parts) == 1 and INITIAL.fullmatch(parts[0]):
        parts = [parts[0].rstrip(".") + "."]
    whole = Person(tuple(word.lower() for word in given), tuple(parts))
    return in_nominative(given, names, whole) if given and len(names) == 1 else whole


def in_nominative(given: list[str], names: list[str], whole: Person) -> Person:
    """The person, from a form that may be another case; a first name from abroad with an uninflected surname stays as it is.

    >>> in_nominative(["Annie"], ["Zarębie"], Person(("annie",), ("zarębie",))).folded
    'anna zaręba'
    >>> in_nominative(["Ann"], ["Bell"], Person(("ann",), ("bell",))).folded
    'ann bell'
    """
    first = given[0].lower()
    if INITIAL.fullmatch(given[0]) or not first_names_of(given[0]) - {first}:
        return whole
    made = Person(*nominatives(given, "" if whole.surname[-1].endswith(".") else names[0], DICTIONARY))
    abroad = foreign(first) is not None and first not in listed(DICTIONARY)
    if not made.surname or (abroad and made.surname == whole.surname):
        return whole if abroad else made._replace(surname=whole.surname)
    return made


def goes_with(given: str, surname: str) -> bool:
    """Whether a word may be the surname behind a first name that is rare in Polish: no common word of a language that has the name.

    >>> goes_with("Oliver", "Hartwellson"), goes_with("Bruno", "Kalina"), goes_with("Virginia", "Network")
    (True, True, False)
    """
    if INITIAL.fullmatch(surname):
        return True
    lower, part = given.lower(), surname.split("-")[0]
    if is_first_name(given) or (first_names_of(given) and not foreign(lower)):
        return surname_weight(part, DICTIONARY) >= UNKNOWN
    if first_names_of(given) and inflected_surname(part):
        return True
    own = [language for language in languages() if lower in listed(language)] or [DICTIONARY]
    return any(surname_weight(part, language) >= UNKNOWN for language in own) and not is_word(part, DICTIONARY)


def surname_like(word: str) -> bool:
    if INITIAL.fullmatch(word):
        return word[0].isupper()
    lower = word.lower()
    if WORD.fullmatch(word) is None or ROMAN.fullmatch(word) or lower in towns() or is_only_a_first_name(lower):
        return False
    return all(capitalised(part) for part in word.split("-")) and not no_surnames().fullmatch(word)


def is_only_a_first_name(lower: str) -> bool:
    """Whether a word of the list can be no surname; "Kalina" and others that are words can."""
    row = listed(DICTIONARY).get(lower)
    return row is not None and not row.ambiguous


def capitalised(part: str) -> bool:
    """Written like a surname: "Nowak" or "NOWAK"; two capitals alone are an abbreviation."""
    return part[0].isupper() and len(part) > 1 and (len(part) > 2 if part.isupper() else not part[1].isupper())


def is_generic(text: str) -> bool:
    """A submitter who is a person without a name ("osoba fizyczna", "mieszkaniec")."""
    return any(phrase(words).match(text.strip()) for words in words_of("generic"))


@cache
def words_of(role: str) -> tuple[str, ...]:
    return tuple(row["phrase"] for row in rows("person_words") if row["role"] == role)


def any_of(*roles: str) -> str:
    """A pattern of any of the words of these roles; the longest first."""
    found = sorted((words for role in roles for words in words_of(role)), key=len, reverse=True)
    return "(?:" + "|".join(phrase_pattern(words).replace(r"(?<!\w)", r"(?<![\w.])") for words in found) + ")"


@cache
def no_surnames() -> re.Pattern[str]:
    return re.compile(any_of("not-surname"), re.IGNORECASE)


@cache
def honorifics() -> re.Pattern[str]:
    """What may stand before a word that is no name ("Pani Dyrektor", "Radny Dzielnicy")."""
    return re.compile(rf"(?:{any_of('honorific', 'office')}\s*)+", re.IGNORECASE)


@cache
def titles() -> re.Pattern[str]:
    """The titles at the head of a name."""
    return re.compile(rf"^(?:{any_of('title', 'honorific', 'office')}\s*)+(?=\S)", re.IGNORECASE)


@cache
def towns() -> frozenset[str]:
    """Names of towns, with the case they stand in after a club's name ("Wiktoria Kraków")."""
    cities = [row for row in rows("municipalities") if row["size"] == "city"]
    return frozenset(form.lower() for row in cities for case in ("name", "genitive", "locative") for form in row[case].split("|"))
