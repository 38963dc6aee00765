"""Task areas of a meeting, and the points of the Polish public-benefit act whose words they use.

The points are those of art. 4 ust. 1 of the act of 24 April 2003 on public benefit and volunteer work; the words that tell them are
rows of `vocabulary/pl/statute_points.csv`.
"""

from __future__ import annotations

import re

from postulat.normalize.vocabulary.phrases import Vocabulary

POINTS = Vocabulary("statute_points")
OF_ORGANISATIONS = "33"
"""The point about organisations themselves: its wording cites the other points, so it stands alone."""


def statute_points(text: str) -> tuple[str, ...]:
    """The points that a task area names, in order of the act.

    >>> statute_points("zwiększania świadomości prawnej społeczeństwa oraz udzielania nieodpłatnego poradnictwa obywatelskiego")
    ('1b', '22a')
    """
    found = {hit.row["point"] for hit in POINTS.find(re.sub(r",", "", text))}
    if OF_ORGANISATIONS in found:
        return (OF_ORGANISATIONS,)
    if "5a" in found:
        found.discard("2")
    return tuple(sorted(found, key=lambda point: (int(re.sub(r"\D", "", point)), point)))
