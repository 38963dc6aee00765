"""Personal data in made texts of five languages: which places are replaced, and what is replaced that should stay.

    python benchmarks/privacy.py [--errors] [PART]

`benchmarks/persons/*.txt` mark what must go (⟦…⟧) and near misses that must stay (⟪…⟫). A place is found when all of it but
small words is replaced; a replaced piece that touches no such place is false. The texts of `unseen`, `forms`, `kept` and `held`
were not looked at while rules were made; `forms` has the forms of real minutes, letters and lists. The others were, in the end.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# In place of this folder, whose `html.py` would be taken for the standard library's.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

FOLDER = Path(__file__).parent / "persons"
MARKS = re.compile(r"⟦([^⟧]*)⟧|⟪([^⟫]*)⟫")


class MarkedText(NamedTuple):
    """A text without its marks, and where they stood: (start, end, whether it must go)."""

    text: str
    places: tuple[tuple[int, int, bool], ...]


def documents(path: Path) -> Iterator[tuple[str, list[MarkedText]]]:
    """Language and texts of each document of a file."""
    language = path.stem.rsplit("-", 1)[1]
    texts: list[MarkedText] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("## "):
            language = line[3:].strip()
        elif line and not line.startswith("#"):
            texts.append(marked(line))
        elif not line and texts:
            yield language, texts
            texts = []


def marked(line: str) -> MarkedText:
    pieces: list[str] = []
    places = []
    length = end = 0
    for match in MARKS.finditer(line):
        inside = match[1] if match[1] is not None else match[2]
        pieces += [line[end : match.start()], inside]
        start = length + match.start() - end
        places.append((start, start + len(inside), match[1] is not None))
        length = start + len(inside)
        end = match.end()
    return MarkedText("".join([*pieces, line[end:]]), tuple(places))


def counted(path: Path, errors: bool) -> Counter[str]:
    from postulat.normalize.privacy.replacer import Replacer
    from postulat.normalize.records import DocumentRecord, OtherCell, Records

    count: Counter[str] = Counter()
    for language, texts in documents(path):
        document = DocumentRecord("d", "d.html", "text/html", "", 0, None, None, language, "html", "ok")
        cells = tuple(OtherCell("d", None, "", text.text, None, "") for text in texts)
        records = Records(documents=(document,), other_cells=cells)
        replacer = Replacer(records, b"a key of the benchmark")
        replacer.turn_to(records)
        for text in texts:
            edits = replacer.replaced(text.text, "d").edits
            count += judged(text, [(edit.start, edit.end) for edit in edits], errors)
    return count


def judged(text: MarkedText, edits: list[tuple[int, int]], errors: bool) -> Counter[str]:
    count: Counter[str] = Counter()
    covered = {place for start, end in edits for place in range(start, end)}
    for start, end, must in text.places:
        if must:
            words = [x for x in re.finditer(r"\w+", text.text[start:end]) if not x[0].islower() or "-" in text.text[start:end]]
            left = [x for x in words if not covered.issuperset(range(start + x.start(), start + x.end()))]
            count["places"] += 1
            count["found"] += not left
            if left and errors:
                print("left: ", text.text[start:end], "|", text.text)
        else:
            count["near misses"] += 1
    for start, end in edits:
        right = any(must and start < last and first < end for first, last, must in text.places)
        count["replaced"] += 1
        count["right"] += right
        if not right and errors:
            print("false:", text.text[start:end], "|", text.text)
    return count


def main() -> None:
    errors = "--errors" in sys.argv
    asked = [word for word in sys.argv[1:] if not word.startswith("-")]
    for part in asked or ("tuned", "unseen", "mended", "fresh", "last", "forms", "night", "kept", "morning", "held"):
        whole: Counter[str] = Counter()
        for path in sorted(FOLDER.glob(f"{part}-*.txt")):
            count = counted(path, errors)
            whole += count
            show(path.stem, count)
        show(part, whole)


def show(name: str, count: Counter[str]) -> None:
    recall = count["found"] / max(1, count["places"])
    precision = count["right"] / max(1, count["replaced"])
    print(
        f"{name:10} places {count['places']:4} found {count['found']:4} recall {recall:.3f}"
        f"   replaced {count['replaced']:4} right {count['right']:4} precision {precision:.3f}   near misses {count['near misses']}"
    )


if __name__ == "__main__":
    main()
