"""Promises of an answer, clause by clause: a deed of the office that lies ahead or is planned, from verb, subject and condition.

A clause is a promise where its verb lies ahead ("zostanie wykonany", "will open") or says a plan, is not denied, and where nobody
but the office does it. What others said, what goes on as before, possibilities and consideration without a day are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from postulat.normalize.commitments.due import Due, find_due, lead_of, standing
from postulat.normalize.commitments.subjects import OTHERS, hearsay, subject
from postulat.normalize.commitments.verb_chains import VerbChain, promise_verbs, promise_words, roles_of, verb_chains
from postulat.normalize.morphology.analysis import MOST_FORMS, analyse
from postulat.normalize.records import Firmness
from postulat.normalize.stance.attributes import auxiliaries, auxiliary
from postulat.normalize.stance.clauses import Clause, role
from postulat.normalize.stance.parsing import parsed
from postulat.normalize.stance.sentences import Span, inside, once_a_sentence, repeated, sentences, without_quotes
from postulat.normalize.stance.words import Word

LONGEST_ANSWER = 20_000
"""Characters of an answer that are read."""
LONGEST_DATE = 7
"""Words at most of a date at the head of a sentence."""
RELATIVE_REACH = 4
"""Words at the head of a clause among which "którego" makes it a relative one ("w skład którego")."""
PLAN_REACH = 4
"""Words at the head of a clause among which a noun for a plan stands ("W planach na 2027 r. jest …")."""
TELLING = ("main", "that")
"""Kinds of clauses that can hold a promise."""
POSSIBLE = frozenset({"planned", "foresee", "intended", "pledge", "start", "in_plan"})
"""Roles of verbs that promise something in another tense than the future."""
LEADING = ("will", "become")
"""Auxiliaries that lead to a future ("will", "zostanie")."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
NONE = frozenset({"hand_on", "remain", "effect"})
"""Roles of verbs that are no promise."""


class Promise(NamedTuple):
    """Words of an answer that promise something: `answer[start:end]`, who is to do it as written, by when, and how firmly."""

    start: int
    end: int
    who: Span | None
    due: Due | None
    condition: Span | None
    firmness: Firmness
    rule: str


def promises(answer: str, proposal: str = "", language: str = "pl", year: int | None = None, own: str = "") -> Iterator[Promise]:
    """The promises of an answer, in order; `own` holds the names of the office that answers, whose plans count as its own.

    >>> answer = "Dziękujemy. Do 30 czerwca 2026 r. Wydział Zieleni ustawi ławki."
    >>> found, = promises(answer)
    >>> answer[found.start : found.end], found.due.value, found.firmness
    ('Do 30 czerwca 2026 r. Wydział Zieleni ustawi ławki', '2026-06-30', 'decided')
    """
    if not promise_verbs(language):
        return
    text = without_quotes(answer[:LONGEST_ANSWER])
    office = frozenset(own.lower().split())
    for start, end in whole_sentences(text, language):
        if not any(word_may_promise(word.lower(), language) for word in WORD.findall(text, start, end)):
            continue
        found = list(of_sentence(text, start, end, language, year, office))
        echoes = repeated(text, proposal) if found and proposal else []
        yield from (promise for promise in found if not inside((promise.start, promise.end), echoes))


@lru_cache(maxsize=MOST_FORMS)
def word_may_promise(form: str, language: str) -> bool:
    """Whether a sentence with a word can hold a promise: a verb in the future, one that plans or pledges, or a noun for a plan or
    a deadline. Most sentences of an answer have none of them, and need no clauses."""
    if not form.isalnum():  # "we'll"
        return True
    readings = analyse(form, language)
    lemmas = {reading.lemma for reading in readings} | {form}
    if any(reading.tense == "future" for reading in readings):
        return True
    if any(auxiliaries(language).get(lemma) in LEADING for lemma in lemmas):
        return True
    table = promise_verbs(language)
    if any(verb.role in {*POSSIBLE, "ahead"} for lemma in lemmas for verb in table.get(lemma, ())):
        return True
    return any(not lemmas.isdisjoint(promise_words(name, language)) for name in ("plan_noun", "deadline", "ahead"))


def whole_sentences(text: str, language: str) -> Iterator[Span]:
    """The sentences; a date at the head that ends in an abbreviation goes with what follows ("Do 30 czerwca 2026 r. Wydział …")."""
    waiting: int | None = None
    for start, end in sentences(text):
        first = start if waiting is None else waiting
        waiting = None
        words = text[start:end].split()
        if words and words[-1] == "r." and lead_of(words[0] + " ", language) and len(words) <= LONGEST_DATE:
            waiting = first
            continue
        if words and words[-1] == "r." and len(words) <= LONGEST_DATE and words[1:] and lead_of(words[1] + " ", language):
            waiting = first
            continue
        yield first, end
    if waiting is not None:
        yield waiting, len(text)


class Part(NamedTuple):
    """A clause with its verb chains; its places count from where its sentence begins."""

    clause: Clause
    chains: tuple[VerbChain, ...]


@once_a_sentence
def parts_of(sentence: str, language: str) -> tuple[Part, ...]:
    return tuple(part for clause in parsed(sentence, language).clauses for part in unglued(sentence, clause, language))


@once_a_sentence
def holds_verb_of_promise(sentence: str, language: str) -> bool:
    """A quick first test, by the words of a sentence alone: whether one of its verbs or nouns could promise something."""
    parts = parts_of(sentence, language)
    if deadline_words(parts, language):
        return True
    return any(
        tells(sentence, part.clause, language) and (promising(part, language) or plans(part.clause, language)) for part in parts
    )


def of_sentence(text: str, start: int, end: int, language: str, year: int | None, office: frozenset[str]) -> Iterator[Promise]:
    sentence = text[start:end]
    if not holds_verb_of_promise(sentence, language):
        return
    parts = parts_of(sentence, language)
    if not any(part.clause.finite for part in parts) and (told := deadline(text, start, parts, end, language, year)):
        yield told
        return
    for place in [place for place, part in enumerate(parts) if tells(sentence, part.clause, language)]:
        if parts[place].clause.kind == "that" and not spoken_by_office(parts, place, language, office):
            continue
        found = promise_of(text, (start, end), parts, place, language, year, office)
        if found is not None:
            yield found


def unglued(text: str, clause: Clause, language: str) -> Iterator[Part]:
    """A clause of two verbs cut before the capital letter between them that begins a sentence: its full stop is missing."""
    chains = tuple(verb_chains(clause, language))
    capitals = len(chains) > 1 and any(text[word.start].isupper() for word in clause.words[1:])
    for one, other in pairwise(chains if capitals else ()):
        for place in range(max(one.head, one.main) + 1, min(other.head, other.main)):
            word, before = clause.words[place], clause.words[place - 1]
            if not text[word.start].isupper() or before.word_class in ("preposition", "conjunction"):
                continue
            if word.in_case("nominative") and word.readings[0].cases and text[before.end : word.start].isspace():
                yield part_of(clause._replace(words=clause.words[:place]), language)
                yield from unglued(text, clause._replace(words=clause.words[place:], kind="main", strong=True), language)
                return
    yield Part(clause, chains)


def part_of(clause: Clause, language: str) -> Part:
    return Part(clause, tuple(verb_chains(clause, language)))


def tells(text: str, clause: Clause, language: str) -> bool:
    """Whether a clause can hold a promise: a main or that-clause, or one that only begins with a condition in a phrase."""
    opening = relative_words(language)
    if any(word.text in opening for word in clause.words[:RELATIVE_REACH]):
        return clause.kind == "that"
    if clause.kind == "condition":
        words = clause.words[:3]
        phrase = " ".join(word.text for word in words[:2])
        return len(words) == 3 and phrase in role("condition", language) and words[2].word_class in ("gerund", "noun")
    return clause.kind in TELLING


@cache
def relative_words(language: str) -> frozenset[str]:
    """Words at the head of a clause that make it a relative one, or one behind "that"."""
    return role("that_or_relative", language) | promise_words("relative", language)


def promise_of(
    text: str, where: Span, parts: Sequence[Part], place: int, language: str, year: int | None, office: frozenset[str]
) -> Promise | None:
    """The promise of a clause, by the first of its verbs that makes one; a verb that rules a promise out ends the search.

    `where` the sentence stands in the text, from whose beginning the places of its parts count.
    """
    clause = parts[place].clause
    chains = promising(parts[place], language)
    if not chains and not plans(clause, language):
        return None
    if hearsay(clause, language, office):
        return None
    sentence, ahead = text[where[0] : where[1]], where[0]
    own = span_of(sentence, clause, language)
    condition = shifted(condition_of(sentence, parts, place, *own, language), ahead)
    start, end = own[0] + ahead, own[1] + ahead
    due = find_due(text, start, end, language, year)
    end = max(end, due.end) if due is not None else end
    nominal = planned_noun(parts[place], due, language)
    if nominal is not None:
        return Promise(start, end, None, due, condition, nominal, "planned noun")
    for chain in chains:
        firmness = firmness_of(clause, chain, due, condition, language)
        if firmness is None or idle(clause, chain, due, language):
            continue
        who = subject(clause, chain, language, office)
        if who is OTHERS:
            continue
        if clause.kind == "that" and planned_above(parts[place - 1], language):
            firmness, start = "planned", span_of(sentence, parts[place - 1].clause, language)[0] + ahead
        if condition is not None and (condition[1] <= start or end <= condition[0]):
            start, end = min(start, condition[0]), max(end, condition[1])
        rule = f"{clause.words[chain.main].text}, {chain.tense}{', passive' if chain.passive else ''}"
        return Promise(start, end, shifted(who, ahead), due, condition, firmness, rule)
    return None


def shifted(span: Span | None, ahead: int) -> Span | None:
    """A span of a sentence as one of its text."""
    return None if span is None else (span[0] + ahead, span[1] + ahead)


def promising(part: Part, language: str) -> list[VerbChain]:
    """The verbs of a clause that could promise something."""
    return [chain for chain in part.chains if could_promise(part.clause, chain, language)]


def plans(clause: Clause, language: str) -> bool:
    """Whether a noun for a plan stands at the head of a clause."""
    nouns = promise_words("plan_noun", language)
    return any(word.text in nouns for word in clause.words[:PLAN_REACH])


def could_promise(clause: Clause, chain: VerbChain, language: str) -> bool:
    """A quick first test: whether a verb promises something where it had a day or a condition."""
    if chain.negative or chain.tense == "conditional":
        return False
    if chain.tense == "future":
        return True
    return bool(POSSIBLE & (roles_of(clause, chain.main, language) | roles_of(clause, chain.head, language)))


def idle(clause: Clause, chain: VerbChain, due: Due | None, language: str) -> bool:
    """Whether what is meant to be done is only to think or speak of it ("postaramy się pamiętać", "pragnę dodać")."""
    dated = due is not None and due.kind != "event"
    later = [n for n in range(chain.main + 1, len(clause.words)) if clause.words[n].word_class == "infinitive"][:1]
    roles = {name for place in (*later, chain.main) for name in roles_of(clause, place, language)}
    asked = language != "pl" and any(word.text in role("question", language) for word in clause.words[: chain.head])
    return asked or "saying" in roles or (bool(later) and not dated and "consider" in roles)


def firmness_of(clause: Clause, chain: VerbChain, due: Due | None, condition: Span | None, language: str) -> Firmness | None:
    """How firmly a verb promises; None where it is no promise."""
    if chain.negative or chain.tense == "conditional":
        return None
    roles = roles_of(clause, chain.main, language) | roles_of(clause, chain.head, language)
    dated = due is not None and due.kind != "event"
    bare = chain.main == chain.head and bool(auxiliary(clause.words[chain.head], language))
    firmness = plain_firmness(chain, roles, due, dated, bare)
    if firmness is None and "possible" in roles and chain.tense in ("future", "modal") and condition is not None:
        return "depends" if chain.tense == "future" else None
    if firmness is None:
        return None
    return "depends" if condition is not None else firmness


def plain_firmness(chain: VerbChain, roles: frozenset[str], due: Due | None, dated: bool, bare: bool) -> Firmness | None:
    """The firmness without a condition, by the roles of the verb and its tense; `bare` says that there is nothing but "be"."""
    if chain.tense == "modal" and not roles & {"planned", "foresee", "intended"}:
        return None
    if roles & NONE and not (dated and "remain" not in roles and "hand_on" not in roles and chain.person == "1"):
        return None
    if "possible" in roles:
        return None
    if chain.tense == "future":
        if "consider" in roles and not dated and (due is None or chain.person != "1"):
            return None
        if "intended" in roles:
            return "intended"
        if "planned" in roles:
            return "planned"
        if chain.lasting and due is None and chain.person != "1":
            return None
        if bare and not dated:
            return None
        return "decided"
    return of_plan(chain, roles, dated)


def of_plan(chain: VerbChain, roles: frozenset[str], dated: bool) -> Firmness | None:
    """The firmness of a plan that is told in the present or as made, and of a start in the present with a day ahead."""
    if chain.tense == "present":
        if "pledge" in roles:
            return "decided"
        if "intended" in roles:
            return "intended"
        if "planned" in roles:
            return "planned"
        if "foresee" in roles:
            return "planned" if dated or chain.passive or chain.person != "3" else None
        if "in_plan" in roles and chain.passive and dated:
            return "planned"
        return "decided" if "start" in roles and dated else None
    made = chain.passive or chain.person == "impersonal"
    if made and not chain.lasting and dated and roles & {"planned", "foresee", "in_plan"}:
        return "planned"
    return "planned" if "in_plan" in roles and dated else None


def spoken_by_office(parts: Sequence[Part], place: int, language: str, office: frozenset[str]) -> bool:
    """Whether the clause before a that-clause is said by the office: in its own person, by nobody named, or by a plan."""
    if place == 0:
        return True
    above, chains = parts[place - 1]
    if not chains:
        return above.kind != "relative"
    chain = chains[-1]
    if chain.negative:
        return False
    if chain.person in ("1", "impersonal") or any(word.text in role("reflexive", language) for word in above.words):
        return True
    if any(word.word_class == "pronoun" and word.has("person", "1") for word in above.words):
        return not roles_of(above, chain.main, language) & {"speech"} or language == "pl"
    return bool(chain.passive) and subject(above, chain, language, office) is not OTHERS


def planned_above(above: Part, language: str) -> bool:
    return any(
        roles_of(above.clause, chain.main, language) & {"planned", "foresee"} and not chain.negative for chain in above.chains
    )


def deadline(text: str, ahead: int, parts: Sequence[Part], end: int, language: str, year: int | None) -> Promise | None:
    """A sentence without a verb that names a deadline ("Planowany termin zakończenia: wrzesień 2026 r.")."""
    named = deadline_words(parts, language)
    start = ahead + parts[0].clause.start if named else end
    due = find_due(text, start, end, language, year) if named else None
    if due is None or due.kind == "event":
        return None
    return Promise(start, due.end, None, due, None, "planned", f"{named[0].text}, no verb")


def deadline_words(parts: Sequence[Part], language: str) -> list[Word]:
    """The nouns for a deadline in the first clause."""
    nouns = promise_words("deadline", language)
    return [word for part in parts[:1] for word in part.clause.words if word.text in nouns or nouns & word.lemmas()]


def planned_noun(part: Part, due: Due | None, language: str) -> Firmness | None:
    """A clause in which a plan holds something ("W planach na 2027 r. jest rozbudowa monitoringu")."""
    if due is None or due.kind == "event":
        return None
    return "planned" if plans(part.clause, language) and not any(chain.negative for chain in part.chains) else None


def condition_of(text: str, parts: Sequence[Part], place: int, start: int, end: int, language: str) -> Span | None:
    """The words that a promise depends on: a phrase in its clause, or the condition clause beside it."""
    for pattern, _ in standing("condition", text[start:end], language):
        match = pattern.search(text, start, end)
        if match is not None:
            return match.start(), end if match.start() > (start + end) // 2 else match.end()
    for number, (clause, _) in enumerate(parts):
        if clause.kind == "condition" and host_of(parts, number, language) == place:
            return clause.start, clause.end
    return None


def host_of(parts: Sequence[Part], number: int, language: str) -> int | None:
    """The clause that a condition belongs to: the one after it where it opens the sentence or follows "a", else the one before."""
    forward = number == 0 or parts[number].clause.words[0].text in role("and", language)
    places = range(number + 1, len(parts)) if forward else range(number - 1, -1, -1)
    return next((place for place in places if parts[place].clause.kind in TELLING), None)


def span_of(text: str, clause: Clause, language: str) -> Span:
    """The place of a clause without the conjunction before it, and with the full stop of its last abbreviation."""
    words = list(clause.words)
    while len(words) > 1 and (words[0].text in role("and", language) | role("that", language) | promise_words("joiner", language)):
        words.pop(0)
    start, end = words[0].start, words[-1].end
    if len(words[-1].text) == 1 and words[-1].text.isalpha() and text[end : end + 1] == ".":
        end += 1
    return start, end
