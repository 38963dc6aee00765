"""Labels without a colon: lines that are nothing but a label, and labels with a dash or a full stop behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from postulat.extract.document import Block
from postulat.normalize.matrix.headings import LONGEST_LABEL
from postulat.normalize.readings.labels import LABEL, ROLES, Label, read_label, whole_label
from postulat.normalize.vocabulary.word_patterns import is_one_of

Head = tuple[int, re.Match[str], Label]
"""The index of a block, and a label at the head of one of its lines."""
DASHED = re.compile(rf"([^\W\d_][^:.;?!\n(–—-]{{0,{LONGEST_LABEL}}}?)\s+([–—-])\s+(?=\S)")
"""A label with a dash behind it: `Uwaga – Prosimy …`."""

DOTTED = re.compile(rf"([^\W\d_][^:.;?!,\n(–—-]{{0,{LONGEST_LABEL}}})(\.)\s+(?=[^\W\d_])")
"""A label with a full stop behind it: `Response. We …`."""
MOST_DOTTED_WORDS, FEWEST_DOTTED = 2, 3
"""Words of a label with a full stop, which may be a sentence, and how often it comes."""


def with_signs(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks with all labels set as such that have another sign than a colon."""
    return with_dotted_labels(with_dash_labels(with_label_lines(blocks)))


def with_label_lines(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with lines that are nothing but a label set as such, where one for comments and one for answers come again."""
    lines = {block.text: label for block in blocks if is_plain_line(block) and (label := whole_label(block.text))}
    counts = Counter(block.text for block in blocks if is_plain_line(block) and block.text in lines)
    again = {text for text, count in counts.items() if count > 1}
    roles = {kind_of(lines[text]) for text in again}
    if not {"text", "answer"} <= roles:
        return blocks
    return [block._replace(strong=True) if is_plain_line(block) and block.text in again else block for block in blocks]


def with_dash_labels(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with a colon for the dash behind labels at the head of lines, where one for comments and one for answers come
    again: `Uwaga – …`, `Stanowisko – …`."""
    found = heads(blocks, DASHED)
    again = repeated(found, 2)
    return with_colons(blocks, found, again) if {"text", "answer"} <= {*again.values()} else blocks


def with_dotted_labels(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with a colon for the full stop behind labels at the head of lines, where they and those with a colon lead in
    comments, or words of those who send them, and answers, each often: `Reviewer: …`, `Response. …`."""
    found = [
        (index, match, label)
        for index, match, label in heads(blocks, DOTTED)
        if len(label.words.split()) <= MOST_DOTTED_WORDS and not is_one_of("decisions", label.words)
    ]
    again = repeated(found, FEWEST_DOTTED)
    with_colon = repeated(heads(blocks, LABEL), FEWEST_DOTTED) if again else {}
    kinds = {*again.values(), *with_colon.values()}
    return with_colons(blocks, found, again) if "answer" in kinds and kinds & {"text", "submitter"} else blocks


def repeated(found: Iterable[Head], fewest: int) -> dict[str, str]:
    """The kinds of the labels that come again, by their words."""
    told = [label for _, _, label in found]
    counts = Counter(label.words.casefold() for label in told)
    return {label.words.casefold(): kind_of(label) for label in told if counts[label.words.casefold()] >= fewest}


def with_colons(blocks: Sequence[Block], found: Iterable[Head], again: Collection[str]) -> Sequence[Block]:
    """The blocks, with a colon in the place of the sign behind some labels."""
    made = list(blocks)
    taken = ((index, match.start(2)) for index, match, label in found if label.words.casefold() in again)
    for index, places in groupby(taken, key=itemgetter(0)):
        letters = list(made[index].text)
        for _, place in places:
            letters[place] = ":"
        made[index] = made[index]._replace(text="".join(letters))
    return made


def heads(blocks: Sequence[Block], pattern: re.Pattern[str]) -> list[Head]:
    """The labels with a sign behind them at the head of lines, with the index of their block."""
    return [
        (index, match, label)
        for index, block in enumerate(blocks)
        if block.table is None
        for start in (0, *block.breaks)
        if (match := pattern.match(block.text, start)) and (label := read_label(match[1])) is not None and label.role in ROLES
    ]


def is_plain_line(block: Block) -> bool:
    return block.kind == "paragraph" and not block.strong and block.table is None and block.text[-1:].isalpha()


def kind_of(label: Label) -> str:
    """Comments apart from answers of any sort."""
    return "answer" if label.role == "decision" else label.role
