"""Features of a request for comparison: what its words ask for, by lemma and synonym, its names, and the numbers that identify."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from postulat.normalize.links.meaning import near_words
from postulat.normalize.links.place_names import MAYBE, PLACE, names_at, place_key, whole_name
from postulat.normalize.links.request_numbers import AMOUNT, NUMBER, amount_at, numbers_at, tells_number
from postulat.normalize.links.request_text import WordAt, words_at
from postulat.normalize.links.thesaurus import (
    ACT,
    ASKS,
    NOT,
    OTHER_DEED,
    OTHER_THING,
    breaks_phrase,
    entry_at,
    is_gerund,
    is_infinitive,
    is_locative,
    is_noun,
    is_verb,
    lemmas_of,
    name_keys,
    other_key,
    tells_wish,
    wishes_from,
    words_with,
)

LONGEST_TEXT = 4_000
"""Characters of a request that are compared."""
NAME, NEAR, WHY = "name:", "near:", "why:"
"""Before features; `WHY` only while a text is read: what stands in a clause beside the one that says what is wanted."""
SAID = "said:"
VERB, WISH, TITLE, ABOUT = "said:verb", "said:wish", "said:title ", "said:about "
"""That there is a verb, so that the request is more than a title, that it says what is wanted, the words of a short title, and the
language and the stems of all words that name neither places nor numbers."""
LONGEST_TITLE = 16
"""Words of a title that is kept."""
REASON, ASIDE = "reason", "aside"
"""Words that are passed over: all of a reason; of what is said aside only names count."""
LISTED = 3
"""Words from one number to the next of a list."""
CODE = re.compile(r"[A-Z]{1,2}\d{1,3}|\d{1,3}[A-Z]")
"""A line of buses, a policy or a room: N2, H4."""
YEAR = re.compile(r"(?:19|20)\d\d")


class Features(NamedTuple):
    """`things` are what is asked for, `around` what tells where or why, `acts` what is to be done; `numbers` tell one thing from
    another, and so do the names: `names` are their words, `places` whole. `title` are the words of a short one without a verb.
    `head` is the first noun among the things: "boisko" of "boisko do kosza". `titled` says that there is no verb, `wishes` that
    there are words for what is wanted. `about` are the language and the stems of the words, by which meanings are compared."""

    things: frozenset[str]
    acts: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    around: frozenset[str] = frozenset()
    head: str = ""
    places: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    titled: bool = False
    wishes: bool = False
    title: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def all(self) -> frozenset[str]:
        return self.things | self.acts | self.names | self.numbers | self.around


def features(text: str, language: str) -> Features:
    """The features of a request, without who asks, and without its reasons up to the end of the sentence.

    >>> found = features("Wnosimy o budowę placu zabaw na osiedlu Zatorze, działka nr 15", "pl")
    >>> sorted(found.things), sorted(found.acts), sorted(found.names), sorted(found.numbers)
    (['działka', 'plac zabaw'], ['act:budowa'], ['name:zator', 'name:zatora', 'name:zatorze'], ['number:15'])
    """
    return features_of(spoken(text, language))


def features_of(spoken_words: Iterable[str]) -> Features:
    """The features among the keys of `spoken`, each kind apart."""
    kinds: dict[str, set[str]] = {kind: set() for kind in (ACT, NAME, NUMBER, AMOUNT, NEAR, PLACE, SAID, "")}
    for word in spoken_words:
        kinds[word[: word.find(":") + 1]].add(word)
    head = next((word for word in spoken_words if ":" not in word), "")
    things, acts, names, numbers, places, amounts = (frozenset(kinds[kind]) for kind in ("", ACT, NAME, NUMBER, PLACE, AMOUNT))
    around = frozenset(word.removeprefix(NEAR) for word in kinds[NEAR]) - things
    titled, wishes = VERB not in kinds[SAID], WISH in kinds[SAID]
    title, about = (next((tuple(said.split()[1:]) for said in kinds[SAID] if said.startswith(lead)), ()) for lead in (TITLE, ABOUT))
    return Features(things, acts, names, numbers, around, head, places, amounts, titled, wishes, title, about)


def spoken(text: str, language: str) -> dict[str, str]:
    """Each feature of a request with the words as they stand there, the first noun of the things before all others.

    >>> spoken("Remont chodnika przy ul. Polnej", "pl")  # doctest: +ELLIPSIS
    {'chodnik': 'chodnika', 'act:remont': 'Remont', 'name:polna': 'Polnej', 'name:polny': 'Polnej', ...}
    """
    found: dict[str, str] = {}
    sentence: list[str] = []
    asking: list[str] = []
    words = words_at(text[:LONGEST_TEXT])
    for key, form, starts in keyed(words, language):
        if starts:
            sentence, asking = [], []
        if key == ASKS:
            sentence, asking = [], [*asking, *sentence]
        elif key:
            if key not in found and not key.startswith((NAME, NUMBER, PLACE, AMOUNT)):
                sentence.append(key)
            found.setdefault(key, form)
            if ":" not in key and asking:
                found = {
                    (NEAR + name if name in asking and name != key and ":" not in name else name): said
                    for name, said in found.items()
                }
                asking = []
    light = words_with("light", language)
    found = told_why(found, language)
    things = [key for key in found if ":" not in key]
    if all(key in light or key.startswith(OTHER_DEED) for key in things):
        found = {key.removeprefix(NEAR): form for key, form in found.items()}
        things = [key for key in found if ":" not in key]
    if (
        not things
        and (deeds := {key for key in found if key.startswith(ACT)})
        and deeds <= {ACT + deed for deed in words_with("alone-deed", language)}
        and any(not lemmas_of(word.small, language).isdisjoint(words_with("street", language)) for word in words)
    ):
        found |= dict.fromkeys(words_with("alone", language), "")
    about = ABOUT + " ".join((language, *sorted(stems_of(found, language))))
    found |= dict.fromkeys((*said_by(words, language), about), "")
    head = next((key for key in things if key not in light and is_noun(found[key].split()[0].lower(), language)), None)
    return found if head is None else {head: found[head], **found}


def stems_of(found: Mapping[str, str], language: str) -> dict[str, str]:
    """The stems of the words behind features, but of names and numbers, each with its word."""
    forms = [form for key, form in found.items() if not key.startswith((NAME, NUMBER, PLACE, AMOUNT))]
    words = [word for form in forms for word in form.split()]
    return {key[1:]: word for word in reversed(words) if (key := other_key(word.lower(), language))}


def near_in_meaning(one: str, other: str, language: str) -> list[tuple[str, str]]:
    """Words of two requests that are near in meaning, the nearest first."""
    mine, theirs = (stems_of(spoken(text, language), language) for text in (one, other))
    return near_words(mine, theirs, language)


def told_why(found: dict[str, str], language: str) -> dict[str, str]:
    """The features with what clauses of reasons name beside the rest, or among it where the wish names nothing known."""
    plain = [key for key in found if ":" not in key]
    light = words_with("light", language)
    known = any(not key.startswith((OTHER_THING, OTHER_DEED)) and key not in light for key in plain)
    mark = NEAR if known else ""
    changed: dict[str, str] = {}
    for key, form in found.items():
        name = key.removeprefix(WHY)
        changed.setdefault(key if name == key else name if name in found else mark + name, form)
    return changed


def said_by(words: list[WordAt], language: str) -> Iterator[str]:
    """Whether a request says more than a title: a verb, and a wish; else its words."""
    forms = [word.small for word in words]
    wishes = any(told_from(forms, place, language) for place in range(len(forms)))
    verb = any(is_verb(form, language) and not is_noun(form, language) for form in forms if not wishes_from(form, language))
    if wishes:
        yield WISH
    if verb:
        yield VERB
    if not wishes and not verb and len(forms) <= LONGEST_TITLE:
        yield TITLE + " ".join(forms)


def told_from(forms: list[str], place: int, language: str) -> bool:
    """Whether words for what is wanted stand from a place on, or an imperative: "zbudujcie"."""
    after = place + 1
    phrases = wishes_from(forms[place], language)
    told = bool(phrases) and any(tuple(forms[after : after + len(rest)]) == rest for rest in phrases)
    return told or tells_wish(forms[place], language)


def keyed(words: list[WordAt], language: str) -> Iterator[tuple[str, str, bool]]:
    """Each feature with its words, and whether a sentence starts with them; reasons are passed over."""
    forms = [word.small for word in words]
    beside = beside_wishes(words, forms, language)
    passed = passed_over(words, language)
    names = names_at(words, language)
    last = -LISTED
    around = False
    taken = 0
    for place, word in enumerate(words):
        if place < taken:
            continue
        if word.starts:
            yield "", "", True
        before = around and not word.marked
        around = (before and not breaks_phrase(word.small, language)) or tells_where(forms, place, language)
        if passed[place] and not (passed[place] == ASIDE and names[place]):
            continue
        mark = NEAR if around else WHY if beside[place] else ""
        if word.form[0].isdigit():
            for found in () if YEAR.fullmatch(word.form) else numbers_at(words, place, place - last < LISTED, language):
                last = place if found[0].startswith(NUMBER) else last
                yield found
            continue
        if tells_number(word.form):
            yield from amount_at(words, place, language)
        if CODE.fullmatch(word.form):
            yield f"{NUMBER}{word.small}", word.form, False
            continue
        if names[place] and names[place] != MAYBE:
            around = False
            for key in name_keys(word.form, language):
                yield f"{NAME}{key}", word.form, False
            if not place or names[place - 1] != names[place] or word.marked:
                yield (*whole_name(words, names, place, language), False)
            continue
        if names[place] == MAYBE:
            yield place_key(MAYBE, [word.form], "", language), word.form, False
        if entry := entry_at(forms, place, language):
            taken = place + len(entry.words)
            whole = " ".join(one.form for one in words[place:taken])
            mark = NEAR if before else WHY if beside[place] else ""
            denied = is_denied(words, forms, place, language)
            for key in entry.keys:
                key = NOT + key.removeprefix(ACT) if denied and key.startswith(ACT) else key
                if beside[place] and key.startswith(ACT) and key.removeprefix(ACT) not in words_with("told", language):
                    continue
                yield (key if ":" in key else mark + key), whole, False
        elif key := other_key(word.small, language):
            leads = word.starts and key.startswith(OTHER_DEED) and is_gerund(word.small, language)
            yield (ACT if leads else mark or (NEAR if word.detail else "")) + key, word.form, False


def is_denied(words: list[WordAt], forms: list[str], place: int, language: str) -> bool:
    """Whether a deed is asked not to be done: "nie budować", "do not build"."""
    if not place or words[place].marked or forms[place - 1] not in words_with("not", language):
        return False
    return is_infinitive(forms[place], language) or (place > 1 and forms[place - 2] in words_with("do", language))


def tells_where(forms: list[str], place: int, language: str) -> bool:
    """Whether a preposition stands at a place, and what follows only tells where."""
    after = lemmas_of(forms[place + 1], language) if place + 1 < len(forms) else frozenset[str]()
    if not after.isdisjoint(words_with("abstract", language)):
        return False
    if forms[place] in words_with("near", language):
        return True
    return forms[place] in words_with("na", language) and any(is_locative(form, language) for form in forms[place + 1 : place + 2])


def passed_over(words: list[WordAt], language: str) -> list[str]:
    """Which words belong to reasons, up to the end of the sentence, and to what is said aside, up to the next mark."""
    reasons, asides = frozenset(words_with("reason", language)), frozenset(words_with("aside", language))
    found: list[str] = []
    reason = aside = False
    for word in words:
        reason = word.small in reasons or (reason and not word.starts)
        opens = word.marked and not word.starts and not lemmas_of(word.small, language).isdisjoint(asides)
        aside = opens or (aside and not word.marked)
        found.append(REASON if reason else ASIDE if aside else "")
    return found


def beside_wishes(words: list[WordAt], forms: list[str], language: str) -> list[bool]:
    """The words of clauses that only say why, beside one of the same sentence that says what is wanted.

    A clause without a verb goes on with the one before it ("prosimy o ławki, kosze i stojaki").
    """
    wishes = [told_from(forms, place, language) for place in range(len(forms))]
    found: list[bool] = []
    starts = [place for place, word in enumerate(words) if word.starts] or [0]
    for start, end in pairwise(sorted({0, *starts, len(words)})):
        marks = [place for place in range(start, end) if words[place].marked or place == start]
        told = False
        wants = []
        for first, last in pairwise([*marks, end]):
            told = any(wishes[first:last]) or (told and not any(is_verb(form, language) for form in forms[first:last]))
            wants += [told] * (last - first)
        found += [any(wants) and not told for told in wants]
    return found
