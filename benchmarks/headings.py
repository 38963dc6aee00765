"""Column roles against labelled heading rows: rows with every column right, other tables taken for comments, margins and grades.

Run from the root of the repository: `python benchmarks/headings.py [rows.jsonl] [--errors] [--second | --agreed]`. Rows marked
`unseen` and `kept` were not looked at while weights and words were settled; `--errors` shows none of them. Those marked `opened`
were kept apart until 27 November 2026, those marked `fresh` and `latest` until the 28th. With `--second` and `--agreed` only those
parts are counted that a second person labelled: by the labels of that person, who did not see the first ones, and by those on which
the two agree, both where neither is wrong (`second_hand.jsonl`: an empty labelling is a table without comments).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from postulat.extract.document import Block, Cell, Table
from postulat.normalize.grades import column_reasons, grade
from postulat.normalize.matrix.headings import heading
from postulat.normalize.matrix.headings_by_content import heading_from_contents

LABELLED = Path(__file__).resolve().parent.parent / "tests" / "normalize" / "matrix" / "data" / "headings.jsonl"
SECOND_HAND = LABELLED.with_name("second_hand.jsonl")
LABELS = {
    "number": "n", "submitter": "s", "target": "t", "section": "c", "current": "u", "text": "x", "justification": "j",
    "decision": "d", "answer": "a", "responder": "r", "other": "o", "": "o",
}  # fmt: skip
SAME = {"u": "ou", "o": "ou", "c": "ct"}
"""Labels that a column of a label may have: what stands in other_cells, and a topic that is the part of the draft."""
WEIGHTY = {"x", "j", "d", "a"}
TUNED = ("tune", "opened", "fresh", "latest")
PARTS = (*TUNED, "unseen", "kept")
BY_TWO_HANDS = ("unseen", "fresh", "latest")
"""Parts that a second person labelled."""
BANDS = ((3.0, "from 3"), (2.0, "2 to 3"), (0.8, "0.8 to 2"), (-99.0, "below 0.8"))


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one labelled row: whether it was read as comments, and each column's label, what it was read as, its margin."""

    row: dict[str, object]
    read: bool
    columns: tuple[tuple[str, str, float], ...] = ()
    grade: str = ""
    first_grade: str = ""
    """Without the second reader's opinion."""
    roles: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.read and all(is_right(wanted, found, self.labels) for wanted, found, _ in self.columns)

    @property
    def told(self) -> bool:
        """Whether comments, reasons, decisions and answers are what they are labelled, whatever became of the other columns."""
        pairs = [(wanted, found) for wanted, found, _ in self.columns if {wanted, found} & WEIGHTY]
        return self.read and all(is_right(wanted, found, self.labels) for wanted, found in pairs)

    @property
    def labels(self) -> list[str]:
        return [wanted for wanted, _, _ in self.columns]


def is_right(wanted: str, found: str, labels: Iterable[str]) -> bool:
    """Whether a column was read as it is labelled. The only answer of a table may be its decision."""
    if {wanted, found} == {"d", "a"}:
        return not {"d", "a"} <= {*labels}
    return found in SAME.get(wanted, wanted)


def rows(path: Path = LABELLED) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def relabelled(first: list[dict[str, object]], hand: str) -> Iterator[Judged]:
    """The rows that a second person labelled, told by the labelling of that hand that fits best.

    A row that may be a table of comments or none is one of comments when it was read, and another table when it was not.
    """
    others = {str(row["id"]): row for row in rows(SECOND_HAND)}
    for row in first:
        if row["id"] not in others:
            continue
        told = others[str(row["id"])][hand]
        labellings: list[str] = told if isinstance(told, list) else [told]
        tried = [judge({**row, "none": not labels, "roles": list(labels or "o" * len(row["headers"]))}) for labels in labellings]  # type: ignore[arg-type]
        yield max(tried, key=lambda one: (one.right if one.read else bool(one.row["none"])) + 0.5 * (one.read != one.row["none"]))


def table(row: dict[str, object]) -> Table:
    lines = [row["headers"], *row["rows"]]  # type: ignore[misc]
    return Table(tuple(tuple(Cell((Block("paragraph", text),) if text else ()) for text in line) for line in lines))


def judge(row: dict[str, object]) -> Judged:
    made = table(row)
    found = heading(made) or heading_from_contents(made)
    if found is None or found.first != 0:
        return Judged(row, False)
    wanted = list(without_second_numbers(row["roles"]))  # type: ignore[arg-type]
    columns = zip(wanted, (LABELS[role] for role in found.roles), found.margins, strict=True)
    told = (found.roles, found.margins, found.rivals, found.by_contents, found.prose, found.signs, found.unread)
    graded = grade(column_reasons(*told, found.opinions())), grade(column_reasons(*told))
    return Judged(row, True, tuple(column for column in columns if column[0]), *graded, found.roles, found.opinions())


def without_second_numbers(labels: Iterable[str]) -> Iterator[str]:
    """The labels, with an empty one for every number after the first: a record has one."""
    seen = False
    for label in labels:
        yield "" if label == "n" and seen else label
        seen = seen or label == "n"


def main(path: Path = LABELLED, errors: bool = False, hand: str = "") -> None:
    judged = [*relabelled(rows(path), hand)] if hand else [judge(row) for row in rows(path)]
    for part in [name for name in PARTS if any(one.row["part"] == name for one in judged)]:
        for kind in ("office", "repository"):
            own = [one for one in judged if (one.row["part"], one.row["kind"]) == (part, kind)]
            comments = [one for one in own if not one.row["none"]]
            others = [one for one in own if one.row["none"]]
            right = sum(one.right for one in comments)
            print(
                f"{part} {kind}: {len(comments)} tables of comments, {sum(one.read for one in comments)} read as such, "
                f"{right} with every column right ({right / max(1, len(comments)):.3f}); "
                f"{len(others)} other tables, {sum(one.read for one in others)} read as comments"
            )
        own = [one for one in judged if one.row["part"] == part]
        print_bands([one for one in own if not one.row["none"] and one.read])
        false = Counter(one.grade for one in own if one.row["none"] and one.read)
        print("    other tables read as comments by grade · " + " · ".join(f"{name}: {false[name]}" for name in "ABC"))
        if errors and part in TUNED:
            print_errors(own)


def print_bands(judged: list[Judged]) -> None:
    columns: Counter[tuple[str, bool]] = Counter()
    grades: Counter[tuple[str, bool]] = Counter()
    main: Counter[str] = Counter()
    for one in judged:
        grades[one.grade, one.right] += 1
        main[one.grade] += one.told
        for wanted, found, margin in one.columns:
            band = next(name for least, name in BANDS if margin >= least)
            columns[band, is_right(wanted, found, one.labels)] += 1
    told = (f"{name}: {columns[name, True]} of {columns[name, True] + columns[name, False]}" for _, name in BANDS)
    print("    columns right by margin · " + " · ".join(told))
    told = (f"{name}: {grades[name, True]} of {grades[name, True] + grades[name, False]}" for name in "ABC")
    print("    tables wholly right by grade · " + " · ".join(told))
    told = (f"{name}: {main[name]} of {grades[name, True] + grades[name, False]}" for name in "ABC")
    print("    comments, reasons, decisions and answers right by grade · " + " · ".join(told))


def print_errors(judged: list[Judged]) -> None:
    for one in judged:
        headers: list[str] = one.row["headers"]  # type: ignore[assignment]
        if one.row["none"] or not one.read:
            if one.read or not one.row["none"]:
                print(f"    {one.row['id']}: {'read' if one.read else 'not read'}: {' | '.join(headers)}")
        elif not one.right:
            labels = without_second_numbers(one.row["roles"])  # type: ignore[arg-type]
            told = [text for text, label in zip(headers, labels, strict=True) if label]
            wrong = [
                f"{text}: {wanted} read as {found} ({margin:.1f})"
                for text, (wanted, found, margin) in zip(told, one.columns, strict=True)
                if not is_right(wanted, found, one.labels)
            ]
            print(f"    {one.row['id']}: {'; '.join(wrong)}")


if __name__ == "__main__":
    paths = [Path(word) for word in sys.argv[1:] if not word.startswith("-")]
    hands = [word.removeprefix("--") for word in sys.argv[1:] if word in ("--second", "--agreed")]
    main(paths[0] if paths else LABELLED, "--errors" in sys.argv, hands[0] if hands else "")
