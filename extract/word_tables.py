"""Word tables of the readers: CSV files beside the code, for the few words that programs and sites themselves use.

They are names that word processors give to styles, words of which sites make the classes of their boxes, and stems that show broken
text; what offices write stands in `normalize/vocabulary/`. Lines that begin with `#` explain the columns.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


@cache
def word_table(path: Path) -> tuple[dict[str, str], ...]:
    """The rows of a table.

    >>> word_table(Path(__file__).parent / "html" / "furniture.csv")[0]["kind"]
    'whole'
    """
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))
