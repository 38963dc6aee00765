"""Sentences and clauses of officialese, and the parts of an answer that only repeat what somebody else wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache, wraps
from itertools import pairwise
from typing import TypeVar, cast

from postulat.extract.characters.letters import UPPER

QUOTE_LENGTH = 600
"""Characters: quotation marks further apart than this are not a pair."""
QUOTED_SHARE = 0.8
"""Of the text: with more than this in quotation marks, the marks only wrap it."""
REPEATED_WORDS = 5
"""Words in a row that a text shares with another before they count as repeated from it."""
ABBREVIATION_REACH = 12
"""Characters before a full stop that are looked at for an abbreviation."""
LONGEST_ABBREVIATION = 3
"""Letters of an abbreviation that ends no sentence."""

TEXTS_KEPT = 16
"""Texts whose sentences are kept: several readers ask for those of one answer."""

SENTENCES_KEPT = 2048
"""Sentences of which is kept what each reader made of them: formulas come again in every answer, and readers share a parse."""
LONGEST_KEPT = 600
"""Characters of a sentence that may come again."""

Span = tuple[int, int]
Step = TypeVar("Step", bound=Callable[..., object])
KEPT: list[Callable[[], None]] = []
"""What empties each store of sentences."""

CAPITAL = r"[^\Wa-ząćęłńóśźż_]"
SENTENCE_END = re.compile(rf"\n+|(?<=[.!?;])(?=\s+(?:{CAPITAL}|[\[„\"(–•-]))|(?<=[.!?;][”\"])(?=\s+{CAPITAL})")
ABBREVIATION = re.compile(r"(?:(?<!\w)\w{1,2}|(?<!\w)[a-ząćęłńóśźż]{3})\.$")
ACRONYM = re.compile(rf"[{UPPER}]{{2}}")
"""Two capitals, which are no abbreviation of a word ("w Sejmie RP.")."""
YEAR_OR_AMOUNT = re.compile(r"\d\s?\w{1,2}\.$")
CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)|[()\[\]]")
QUOTED = re.compile(
    rf"„[^”“\"„]{{1,{QUOTE_LENGTH}}}[”“\"]|“[^”“]{{1,{QUOTE_LENGTH}}}”|«[^»]{{1,{QUOTE_LENGTH}}}»|\"[^\"]{{1,{QUOTE_LENGTH}}}\""
)
WORD = re.compile(r"\w+")


def once_a_sentence(step: Step) -> Step:
    """A step over one sentence whose result is kept for the next time that the sentence comes, in whichever answer."""
    kept = lru_cache(maxsize=SENTENCES_KEPT)(step)
    KEPT.append(kept.cache_clear)

    @wraps(step)
    def asked(sentence: str, *more: Hashable) -> object:
        return kept(sentence, *more) if len(sentence) <= LONGEST_KEPT else step(sentence, *more)

    return cast("Step", asked)


def forget_sentences() -> None:
    """Forgets what was made of all sentences, for a trainer that changes what predicates there are."""
    for forget in KEPT:
        forget()


@lru_cache(maxsize=TEXTS_KEPT)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text; a line's end is among the ends. An abbreviation ends none, a year or an amount does.

    >>> text = "Zob. art. 5 ust. 1 Prawa wodnego. Dodano w 2026 r. Zapis zmieniono."
    >>> [text[start:end].strip() for start, end in sentences(text)]
    ['Zob. art. 5 ust. 1 Prawa wodnego.', 'Dodano w 2026 r.', 'Zapis zmieniono.']
    """
    found: list[Span] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        place = match.start()
        tail = text[max(start, place - ABBREVIATION_REACH) : place]
        whole = tail[-LONGEST_ABBREVIATION - 2 : -1]
        may_be_short = len(whole) <= LONGEST_ABBREVIATION or not whole.isalnum()
        short = ABBREVIATION.search(tail) if may_be_short else None
        if short is not None and not ACRONYM.match(short[0]) and not YEAR_OR_AMOUNT.search(tail):
            continue
        found.append((start, place))
        start = match.end()
    found.append((start, len(text)))
    return tuple([span for span in found if not text[span[0] : span[1]].isspace() and span[0] < span[1]])


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The pieces of a sentence between commas, colons, dashes and brackets: as far as a negation reaches.

    >>> text = "Nie dodano § 5, zmieniono § 6"
    >>> [text[a:b] for a, b in clauses(text, 0, len(text))]
    ['Nie dodano § 5,', ' zmieniono § 6']
    """
    edges = [start, *(match.end() for match in CLAUSE_END.finditer(text, start, end)), end]
    return [(first, last) for first, last in pairwise(edges) if first < last]


@lru_cache(maxsize=TEXTS_KEPT)
def without_quotes(text: str) -> str:
    """The text with each quotation as one long word of the same length, so that its words say nothing.

    >>> without_quotes('Propozycja „nie dodawać” jest zasadna')
    'Propozycja xxxxxxxxxxxxx jest zasadna'
    """
    quotes = QUOTED.findall(text)
    if not quotes or sum(map(len, quotes)) > QUOTED_SHARE * len(text):
        return text
    return QUOTED.sub(lambda quote: "x" * len(quote[0]), text)


@lru_cache(maxsize=TEXTS_KEPT)
def repeated(text: str, original: str) -> tuple[Span, ...]:
    """Spans of the text that repeat words of the original.

    >>> repeated("Pomysł, aby kosić łąki dwa razy w roku, jest dobry.", "Kosić łąki dwa razy w roku.")
    ((12, 38),)
    """
    runs = frozenset(runs_in(original))
    if not runs:
        return ()
    here = runs_in(text)
    if runs.isdisjoint(here):
        return ()
    words = list(WORD.finditer(text))
    spans: list[Span] = []
    for index, run in enumerate(here):
        if run not in runs:
            continue
        first, last = words[index].start(), words[index + REPEATED_WORDS - 1].end()
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return tuple(spans)


@lru_cache(maxsize=TEXTS_KEPT)
def runs_in(text: str) -> tuple[tuple[str, ...], ...]:
    """Every run of words of a text that would count as repeated, in order."""
    words = list(map(str.lower, WORD.findall(text)))
    return tuple(zip(*(words[place:] for place in range(REPEATED_WORDS)), strict=False))


def within(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans of a text that touch a sentence of it, counted from where the sentence begins.

    >>> within([(0, 4), (12, 38)], 10, 40)
    ((2, 28),)
    """
    return tuple((first - start, last - start) for first, last in spans if first < end and start < last) if spans else ()


def inside(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span lies wholly within one of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)
