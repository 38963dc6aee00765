"""The draft that a meeting was about ("projekt Programu współpracy na rok 2027") and its year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postulat.normalize.names.nominatives import nominative

YEARS = r"(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?(?:\s+rok\w*)?"
PROGRAMME = re.compile(
    r"\b((?:(?:Wieloletni|Roczn)\w*\s+)?(?:Program|Strategi|Plan|Regulamin|Polityk)\w*\s+"
    rf"(?:(?-i:[A-ZŻŹĆĄŚĘŁÓŃ„])[^.;:()\n]{{0,200}}?(?:na\s+(?:rok|lata)\s+)?|(?-i:[a-zżźćąśęłóń])[^.;:()\n]{{0,200}}?na\s+(?:rok\s+|lata\s+)?)"
    rf"{YEARS}(?:\s+z\s+organizacjami\s+pozarządowymi)?)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def programme_of(texts: Sequence[str]) -> tuple[str | None, int | None]:
    """The draft that was consulted, and its (first) year: the one named right after "projekt", not one shown as an example."""
    best: tuple[int, str, int | None] | None = None
    for text in texts:
        for match in PROGRAMME.finditer(text):
            before = text[max(0, match.start() - 40) : match.start()].lower()
            score = (
                2 * (re.search(r"projek\w*\s+(?:\w+\s+)?$", before) is not None) + ("projek" in before) - ("prezentac" in before)
            )
            if best is None or score > best[0]:
                year = YEAR.findall(match[1])[0]
                best = (score, nominative(match[1].strip(' ,„”"')), int(year))
    return (best[1], best[2]) if best else (None, None)
