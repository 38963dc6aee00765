"""The draft that a meeting was about ("projekt Programu współpracy na rok 2027") and its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from postulat.normalize.names.nominatives import nominative
from postulat.normalize.vocabulary.phrases import rows

LONGEST = 200
"""Characters between the noun and the year of a programme."""
BEFORE = 40
"""Characters before it in which words such as "projekt" speak for it."""
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
YEARS = r"(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?"


def programme_of(texts: Sequence[str]) -> tuple[str | None, int | None]:
    """The draft that was consulted, and its (first) year: the one named right after "projekt", not one shown as an example.

    >>> programme_of(["Omówiono projekt Programu Współpracy Gminy na rok 2027."])
    ('Program Współpracy Gminy na rok 2027', 2027)
    >>> programme_of(["Plan Zebrań z dnia 5 maja 2018 r."])
    (None, None)
    """
    best: tuple[int, str, int] | None = None
    for text in texts:
        if not YEAR.search(text):
            continue
        for match in pattern().finditer(text):
            before = text[max(0, match.start() - BEFORE) : match.start()].lower()
            score = 2 * bool(re.search(rf"{any_of('draft')}\s+(?:\w+\s+)?\W?$", before, re.IGNORECASE))
            score += bool(re.search(any_of("draft"), before)) - bool(re.search(any_of("example"), before))
            if best is None or score > best[0]:
                best = (score, nominative(match[1].strip(' ,„”"')), int(YEAR.findall(match[1])[0]))
    return (best[1], best[2]) if best else (None, None)


@cache
def any_of(role: str) -> str:
    """The words of a role as one pattern, the longest first; `*` is any ending."""
    words = sorted({row["word"] for row in rows("programme_words") if row["role"] == role}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split()) for word in words) + ")"


@cache
def pattern() -> re.Pattern[str]:
    """A noun for a programme, perhaps behind an adjective, up to words for its years ("na rok 2027", "na lata 2026–2028")."""
    year = rf"(?:{any_of('years')}\s+{YEARS}(?:\s+{any_of('year')})?)"
    end = rf"(?:\s+{any_of('tail')})?"
    own, plain = rf"{any_of('noun')}(?!\w)", rf"{any_of('plain')}(?!\w)"
    inner = rf"[^.;:()\n]{{0,{LONGEST}}}?\s"
    named = rf"(?:{own}{inner}{year}|{plain}{inner}{YEARS}(?!\d))"
    return re.compile(rf"(?<!\w)((?:{any_of('adjective')}\s+)?{named}{end})", re.IGNORECASE)
