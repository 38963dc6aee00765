"""Thesaurus of requests: what a word counts as when requests are compared, by synonym, by deed, or by the stem of its lemma."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.links.word_families import origins
from postulat.normalize.morphology.analysis import MOST_FORMS, analyse
from postulat.normalize.vocabulary.phrases import rows

CONTENT = ("noun", "verb", "adjective", "gerund", "infinitive", "passive_participle", "active_participle", "unknown", "other")
EMPTY = frozenset(("particle", "interjection", "adverb", "pronoun", "numeral", "conjunction", "preposition"))
"""Classes of words that name nothing, whatever else they may be ("tak", "też")."""
DEEDS = frozenset(("verb", "gerund", "infinitive", "passive_participle", "active_participle"))
SHORTEST = 3
"""Letters of a word at least, so that it counts."""
STEM, SHORTEST_STEM = 6, 4
"""Letters by which related words and the inflected names of places are compared, and that an ending must leave."""
LONGEST_CASE = 3
"""Letters at most of a case ending that is taken off a form of no dictionary ("przycinkę")."""
ACT, ASKS = "act:", "asks:"
OTHER_THING, OTHER_DEED = "~", "^"
"""Before the stem of a word that the tables do not know: a noun or adjective, or a verb."""
STRANGE = "act:^"
"""Before a deed at the head of a request that the tables do not know ("Opróżnianie koszy")."""
NOT = "act:not "
"""Before a deed that is not to be done ("nie budować")."""
JOINED = "+"
"""Between the things that one phrase names ("droga rowerowa" is `ścieżka+rower`)."""


class Entry(NamedTuple):
    """Words of the thesaurus, one after the other, and what they count as: nothing where they only frame a request."""

    words: tuple[str, ...]
    keys: tuple[str, ...]


@cache
def entries(language: str) -> Mapping[str, tuple[Entry, ...]]:
    """The entries by the first of their words, the longest first."""
    found: dict[str, dict[tuple[str, ...], Entry]] = {}
    for row in rows("request_words"):
        if row["language"] != language or row["role"] not in ("same", "act", "frame", "asks"):
            continue
        phrases = row["words"].split("|")
        keys = {
            "same": tuple(phrases[0].split(JOINED)),
            "act": (f"{ACT}{phrases[0]}",),
            "asks": (ASKS,),
        }.get(row["role"], ())
        for phrase in phrases:
            if JOINED not in phrase:
                words = tuple(phrase.split())
                found.setdefault(words[0], {}).setdefault(words, Entry(words, keys))
    return {word: tuple(sorted(own.values(), key=lambda entry: -len(entry.words))) for word, own in found.items()}


@cache
def words_with(role: str, language: str) -> tuple[str, ...]:
    """The words, endings or pairs of a role."""
    found = (row for row in rows("request_words") if row["language"] == language and row["role"] == role)
    return tuple(word for row in found for word in row["words"].split("|"))


@cache
def everywhere(role: str) -> frozenset[str]:
    """The words of a role in all languages: what they count as is of one language only."""
    return frozenset(word for row in rows("request_words") if row["role"] == role for word in row["words"].split("|"))


@cache
def pairs_of(role: str) -> frozenset[frozenset[str]]:
    """Pairs of deeds of all languages: `opposite` where one undoes the other."""
    found = (row["words"].split("|") for row in rows("request_words") if row["role"] == role)
    return frozenset(frozenset(f"{ACT}{word}" for word in pair) for pair in found)


@lru_cache(maxsize=MOST_FORMS)
def lemmas_of(form: str, language: str) -> frozenset[str]:
    """The lemmas of a form in small letters; a form of a language without a dictionary of inflections is one, too."""
    readings = [reading for reading in analyse(form, language) if reading.word_class in CONTENT] or analyse(form, language)
    return frozenset({reading.lemma.lower() for reading in readings} | ({form} if language != "pl" else set()))


@cache
def by_stem(language: str) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of a single word by the word and by the word without its last letter: for forms that no dictionary has."""
    found: dict[str, tuple[Entry, ...]] = {}
    for word, own in entries(language).items():
        single = tuple(entry for entry in own if len(entry.words) == 1)
        if len(word) > SHORTEST_STEM + 1 and single:
            found.setdefault(word, single)
            found.setdefault(word[:-1], single)
    return found


@lru_cache(maxsize=MOST_FORMS)
def known_entries(form: str, language: str) -> tuple[Entry, ...]:
    """The entries that may begin with a form, the longest first; of a word that has none, those of what it is derived from."""
    found = own_entries(form, language)
    return found or next((own for word in origins(form, language) if (own := by_word(language).get(word))), ())


@lru_cache(maxsize=MOST_FORMS)
def own_entries(form: str, language: str) -> tuple[Entry, ...]:
    """The entries whose first word a form is, the longest first."""
    table = entries(language)
    keys = [form, *(f"{form[:size]}*" for size in range(len(form), SHORTEST_STEM - 1, -1)), *sorted(lemmas_of(form, language))]
    found = [entry for key in keys for entry in table.get(key, ())]
    if not found and language != "en" and all(reading.word_class == "unknown" for reading in analyse(form, language)):
        found += [entry for cut in range(1, LONGEST_CASE + 1) for entry in by_stem(language).get(form[:-cut], ())]
    return tuple(sorted(dict.fromkeys(found), key=lambda entry: -len(entry.words)))


@cache
def by_word(language: str) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of things and deeds of a single word, by the word."""
    found: dict[str, tuple[Entry, ...]] = {}
    for word, own in entries(language).items():
        single = tuple(entry for entry in own if len(entry.words) == 1 and entry.keys and entry.keys != (ASKS,))
        if single:
            found[word] = single
    return found


def is_known(form: str, language: str) -> bool:
    """Whether a form is a word of the thesaurus by itself."""
    return any(len(entry.words) == 1 for entry in own_entries(form, language))


def entry_at(forms: Sequence[str], place: int, language: str) -> Entry | None:
    """The longest entry whose words stand from a place on."""
    for entry in known_entries(forms[place], language):
        rest = forms[place + 1 : place + len(entry.words)]
        if len(rest) + 1 == len(entry.words) and all(
            fits(form, word, language) for form, word in zip(rest, entry.words[1:], strict=True)
        ):
            return entry
    return None


def fits(form: str, word: str, language: str) -> bool:
    """Whether a form is one of a word of the thesaurus."""
    if word.endswith("*"):
        return form.startswith(word[:-1])
    return word == form or word in lemmas_of(form, language)


@lru_cache(maxsize=MOST_FORMS)
def other_key(form: str, language: str) -> str:
    """What a word counts as that the tables do not know: the stem of its lemma, marked, or nothing.

    >>> other_key("dworcowy", "pl"), other_key("na", "pl")
    ('~dworc', '')
    """
    if len(form) < SHORTEST:
        return ""
    found = analyse(form, language)
    readings = [reading for reading in found if reading.word_class in CONTENT]
    if not readings or any(reading.word_class in EMPTY for reading in found):
        return ""
    nouns = sorted({reading.lemma.lower() for reading in readings if reading.word_class not in DEEDS})
    if nouns or language != "pl":
        return OTHER_THING + stem(nouns[0] if nouns else min(reading.lemma.lower() for reading in readings), language)
    return OTHER_DEED + stem(min(reading.lemma.lower() for reading in readings), language)


def stem(lemma: str, language: str) -> str:
    """The letters of a lemma by which related words agree: without the ending of an adjective, and no more than a few."""
    for entry in words_with("ending", language):
        ending, _, instead = entry.partition(":")
        if lemma.endswith(ending) and len(lemma) - len(ending) + len(instead) >= SHORTEST_STEM:
            lemma = lemma.removesuffix(ending) + instead
            break
    return lemma[:STEM]


@lru_cache(maxsize=MOST_FORMS)
def name_keys(form: str, language: str) -> tuple[str, ...]:
    """What the name of a place or street counts as, whatever its ending; more than one where the form can be of several."""
    readings = analyse(form, language)
    if all(reading.word_class in ("unknown", "other") for reading in readings):
        return (form.lower()[: max(SHORTEST_STEM, len(form) - LONGEST_CASE + 1)],)
    return tuple(sorted({reading.lemma.lower() for reading in readings}))


@lru_cache(maxsize=MOST_FORMS)
def is_noun(form: str, language: str) -> bool:
    return any(reading.word_class in ("noun", "gerund", "unknown", "other") for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def is_adjective(form: str, language: str) -> bool:
    return any(reading.word_class == "adjective" for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def agree(one: str, other: str, language: str) -> bool:
    """Whether two forms can be of one number, case and gender: "straż miejska", but not "zmiana Zielonej"."""
    return any(
        mine.number == theirs.number and set(mine.cases) & set(theirs.cases) and set(mine.genders) & set(theirs.genders)
        for mine in analyse(one, language)
        for theirs in analyse(other, language)
    )


@lru_cache(maxsize=MOST_FORMS)
def is_surname(form: str, language: str) -> bool:
    """Whether a form is of a surname and nothing else: "Mickiewicza", a street named after a person."""
    return all("surname" in reading.names for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def is_preposition(form: str, language: str) -> bool:
    return any(reading.word_class == "preposition" for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def is_conjunction(form: str, language: str) -> bool:
    return any(reading.word_class == "conjunction" for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def is_verb(form: str, language: str) -> bool:
    return any(reading.word_class in ("verb", "predicative") for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def is_infinitive(form: str, language: str) -> bool:
    return any(reading.word_class == "infinitive" for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def is_gerund(form: str, language: str) -> bool:
    return any(reading.word_class == "gerund" for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def tells_wish(form: str, language: str) -> bool:
    """Whether a form can be nothing but an imperative or a conditional: "zbudujcie", "ożywiłaby"."""
    return all(reading.mood in ("imperative", "conditional") for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def is_locative(form: str, language: str) -> bool:
    """Whether a form tells where something is, after a preposition that also tells what for: in no accusative."""
    cases = {case for reading in analyse(form, language) for case in reading.cases}
    return "locative" in cases and "accusative" not in cases


@lru_cache(maxsize=MOST_FORMS)
def wishes_from(form: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The rest of each phrase for what is wanted that may begin with a form: nothing more of "potrzebny", "ma" of "nie ma"."""
    phrases = [tuple(phrase.split()) for role in ("wants", "asks") for phrase in words_with(role, language)]
    own = lemmas_of(form, language) | {form}
    return tuple(phrase[1:] for phrase in phrases if phrase[0] in own)


@lru_cache(maxsize=MOST_FORMS)
def breaks_phrase(form: str, language: str) -> bool:
    """Whether a word ends the words that a preposition began: another preposition, a verb, a particle or a conjunction."""
    classes = {reading.word_class for reading in analyse(form, language)}
    return bool(classes) and classes <= {"preposition", "verb", "predicative", "conjunction", "auxiliary", "particle"}
