"""Comments without labels, told by what stands around them: labelled answers between them, or quotation marks of a whole paragraph.

`Prosimy o ławki. / Odpowiedź: …`, `> The word is used twice. / Accepted.`
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from postulat.extract.document import Block
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.headings import heading_role
from postulat.normalize.matrix.layout_tables import opened
from postulat.normalize.readings.comments import ANSWERS, Comment, settle_end, settle_leads, settle_sections
from postulat.normalize.readings.document_kind import is_about_comments
from postulat.normalize.readings.labelled import as_reading
from postulat.normalize.readings.labels import LABEL, Label, read_label, whole_label
from postulat.normalize.readings.leads import writer
from postulat.normalize.readings.piece import Closing, End, Mark, Piece, Start, Text, cut
from postulat.normalize.readings.pieces import numbered_start, read_pieces
from postulat.normalize.readings.proposal import Proposal
from postulat.normalize.readings.score import is_verdict
from postulat.normalize.readings.turns.letter_ends import settle_letter_ends
from postulat.normalize.readings.turns.numbers import settle_numbers
from postulat.normalize.readings.turns.trailing_lines import is_above_comments, settle_trailing
from postulat.normalize.vocabulary.word_patterns import is_one_of

FEWEST = 3
"""Quotations with an answer below; two will do where the answers have a label."""
MOST_VERDICTS = 0.5
FEW_VERDICTS = 0.2
"""Shares of the answers to quotations that read as verdicts; fewer will do where the title speaks of comments, or where many
quotations each have an answer."""
OFTEN = 8
"""Quotations with an answer, from which their turns say as much as a title."""
MOST_LABELS = 0.1
"""Labels of comments for each quotation with an answer: words before a colon that are no labels here."""
MOST_LABEL_WORDS = 2
LONGEST_LINE = 120
"""Characters of a line that says what a comment is about."""
SENTENCE_END = re.compile(r"[.?!…][\"'”’)\]]{0,2}(?:\s|$)")
LEAST_PROSE = 0.5
"""Share of the quotations with the end of a sentence, where no title speaks of comments."""
HEAD = 200
"""Characters at the head of an answer in which its verdict is looked for."""


def unlabelled_comments(blocks: tuple[Block, ...]) -> Proposal | None:
    blocks = opened(blocks)
    indexed = without_title(read_pieces(blocks))
    pieces = [piece for _, piece in indexed]
    told = [index for index, piece in indexed if isinstance(piece, Mark) and piece.label.role == "text"]
    found = quoted_comments(blocks)
    if sum(not (found and of_quotations(blocks, index)) for index in told) > MOST_LABELS * len(found):
        return None
    if not found and not any(isinstance(piece, Start | End | Closing) for piece in pieces):
        found = answered_comments(blocks)
    if not found:
        return None
    settle_leads(found)
    settle_trailing(found)
    settle_end(found)
    settle_letter_ends(found)
    settle_sections(found, blocks)
    labels = Counter(label.words.casefold() if (label := comment.labels.get("answer")) else "" for comment in found)
    words, most = labels.most_common(1)[0]
    evidence = (Evidence("takes-turns", round(1.5 * most / len(found), 3), f"{len(found)} comments, each with its answer below"),)
    return Proposal("labelled" if words else "text-rows", as_reading(blocks, found), evidence)


def without_title(pieces: list[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """The pieces, with headings in the words of a label as text that come once: `Feedback on the draft`, `Wyniki konsultacji`."""
    counts = Counter(piece.label for _, piece in pieces if isinstance(piece, Mark))
    return [
        (index, Text(piece.block))
        if isinstance(piece, Mark) and piece.block.kind == "heading" and counts[piece.label] == 1
        else (index, piece)
        for index, piece in pieces
    ]


def of_quotations(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block stands in a quotation, or is a heading right above one: `Minor comments`."""
    if blocks[index].quoted:
        return True
    following = next((block for block in blocks[index + 1 :] if block.text or block.table is not None), None)
    return blocks[index].kind == "heading" and following is not None and (following.quoted or following.kind == "heading")


def quoted_comments(blocks: Sequence[Block]) -> list[Comment]:
    """The quotations that have an answer below, if most of the answers are verdicts or begin with a label."""
    found = [comment for comment in quotations(blocks) if comment.paired]
    settle_numbers(found)
    settle_labels(found)
    labelled = [comment for comment in found if "answer" in comment.labels]
    if len(found) < (FEWEST if len(labelled) < len(found) else FEWEST - 1):
        return []
    told = len(labelled) == len(found) or is_about_comments(None, blocks)
    if not told and sum(map(is_prose, found)) < LEAST_PROSE * len(found):
        return []
    verdicts = sum(is_verdict(comment.parts["answer"][0].line[:HEAD], "") for comment in found)
    few = told or len(found) >= OFTEN
    enough = FEW_VERDICTS if few else MOST_VERDICTS
    return found if verdicts >= enough * len(found) else []


def is_prose(comment: Comment) -> bool:
    """Whether a quotation holds a sentence with its end, and is no title above a list of commands."""
    return any(SENTENCE_END.search(block.text) is not None for block in comment.parts["text"])


def settle_labels(found: Sequence[Comment]) -> None:
    """Labels of a word or two before answers, and those that come again, are cut off; other words before a colon stay."""
    counts = Counter(label.words.casefold() for comment in found if (label := comment.labels.get("answer")))
    for comment in found:
        label = comment.labels.get("answer")
        if label is None:
            continue
        if counts[label.words.casefold()] < 2 and len(label.words.split()) > MOST_LABEL_WORDS:
            del comment.labels["answer"]
            continue
        first, *rest = comment.parts["answer"]
        match = LABEL.match(first.text)
        bare = cut(first, match.end() if match else 0, len(first.text))
        comment.parts["answer"] = [block for block in (bare, *rest) if block.text]


def quotations(blocks: Sequence[Block]) -> Iterator[Comment]:
    """Each quotation with what stands below it up to the next one or a heading; the line above may say who wrote it."""
    section: Block | None = None
    current: Comment | None = None
    opening: list[Piece] = []
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            if current is not None:
                yield current
            section = block if any(map(str.isalnum, block.text)) else section  # `### #` parts, and names nothing
            current, opening = None, numbered_start(block) or []
        elif block.table is not None or not block.text:
            continue
        elif block.quoted and current is not None and "answer" in current.parts and is_excerpt(blocks[index - 1]):
            answer(current, index, block)
        elif block.quoted:
            if current is None or "answer" in current.parts:
                if current is not None:
                    yield current
                current = opened_comment(blocks, index, None if opening else section)
                take_opening(current, opening)
                opening = []
            current.parts["text"].append(block)
            current.used.append(index)
        elif current is not None and not names_writer(blocks, index):
            answer(current, index, block)
    if current is not None:
        yield current


def is_excerpt(before: Block) -> bool:
    """Whether what stands below a line of an answer is quoted from the draft: a colon leads in it."""
    leads_in = before.text.rstrip().endswith(":") and not before.quoted and before.kind != "heading"
    return leads_in and not writer(before.text) and not is_above_comments(before.text)


def take_opening(comment: Comment, opening: Sequence[Piece]) -> None:
    """Number and submitter of the heading right above: `Uwaga 1 (Fundacja A)`."""
    for piece in opening:
        if isinstance(piece, Start):
            comment.number = piece.block._replace(kind="paragraph", text=piece.number, marker="", links=(), breaks=(), strong=False)
        elif isinstance(piece, Text):
            comment.lead = piece.block


def opened_comment(blocks: Sequence[Block], index: int, section: Block | None) -> Comment:
    made = Comment(section=section, order=["text"], kinds=["paragraph"], parts={"text": []})
    if index and (end := names_writer(blocks, index - 1)):
        made.parts["submitter"] = [cut(blocks[index - 1], 0, end)]
        made.used.append(index - 1)
    return made


def names_writer(blocks: Sequence[Block], index: int) -> int:
    """Where the name ends in a line that leads in a quotation (`Ann Bell wrote:`); 0 where it is no such line."""
    above = index + 1 < len(blocks) and blocks[index + 1].quoted and not blocks[index].quoted
    return writer(blocks[index].text) if above else 0


def answer(comment: Comment, index: int, block: Block) -> None:
    if "answer" not in comment.parts:
        comment.order.append("answer")
        match = LABEL.match(block.text)
        label = read_label(match[1]) if match else None
        if match is not None and label is not None and label.role in ANSWERS and not is_one_of("decisions", label.words):
            comment.labels["answer"] = label
    if block.text:
        comment.parts.setdefault("answer", []).append(block)
    comment.used.append(index)


def answered_comments(blocks: Sequence[Block]) -> list[Comment]:
    """What stands above the answers of one label: one paragraph each time, all that stands below a heading, or a heading alone."""
    told = {index: label for index, block in enumerate(blocks) if (label := answer_label(block)) is not None}
    counts = Counter(label.words.casefold() for label in told.values())
    fewest = FEWEST - 1 if is_about_comments(None, blocks) else FEWEST
    if not counts or counts.most_common(1)[0][1] < fewest:
        return []
    words = counts.most_common(1)[0][0]
    marks = [index for index, label in told.items() if label.words.casefold() == words]
    headed = all(
        any(opens_comment(block) for block in blocks[before + 1 : mark]) for before, mark in zip([-1, *marks], marks, strict=False)
    )
    found: list[Comment] = []
    before = -1
    for mark in marks:
        made = comment_above(blocks, before, mark, told[mark], headed)
        if made is None:
            return []
        found.append(made)
        before = mark
    starts = [made.used[0] for made in found[1:]]
    for made, after in zip(found, [*starts, len(blocks)], strict=True):
        add_rest(made, blocks, made.used[-1], after if headed else made.used[-1] + 1)
    by_heading = sum(comment.kinds == ["heading"] for comment in found)
    return found if by_heading in (0, len(found)) and all(comment.paired for comment in found) else []


def opens_comment(block: Block) -> bool:
    """Whether a block is a heading, or a line that says which part of the draft the words below are about."""
    if block.kind == "heading":
        return True
    short = block.kind == "paragraph" and block.text.endswith(":") and len(block.text) <= LONGEST_LINE
    return short and (any(map(str.isdigit, block.text)) or heading_role(block.text.rstrip(": ")) in ("target", "section"))


def answer_label(block: Block) -> Label | None:
    """The label for answers that a block begins with, or is."""
    if block.table is not None or block.kind == "heading":
        return None
    match = LABEL.match(block.text)
    label = read_label(match[1]) if match else whole_label(block.text) if block.strong else None
    return label if label is not None and label.role in ANSWERS and not label.common else None


def comment_above(blocks: Sequence[Block], before: int, mark: int, label: Label, headed: bool) -> Comment | None:
    """The comment between one answer and the next: below the last heading there, or the line that says what it is about, or the
    paragraph right above."""
    gap = [index for index in range(before + 1, mark) if blocks[index].text and blocks[index].table is None]
    heading = next((index for index in reversed(gap) if blocks[index].kind == "heading"), None)
    line = next((index for index in reversed(gap) if opens_comment(blocks[index])), None) if headed else None
    texts = [index for index in gap if index > max(-1 if found is None else found for found in (heading, line))]
    if not gap or (not headed and before >= 0 and len([index for index in gap if blocks[index].kind != "heading"]) > 1):
        return None
    chosen = texts if headed else texts[-1:]
    if not chosen:
        chosen, heading = [gap[-1]], None
    made = Comment(section=blocks[heading] if heading is not None else None, order=["text", "answer"])
    made.kinds.append(blocks[chosen[0]].kind)
    if line is not None and line != heading and line not in chosen:
        made.parts["target"] = [as_paragraph(cut(blocks[line], 0, len(blocks[line].text.rstrip(": "))))]
        made.used.append(line)
    made.used += [*chosen, mark]
    made.parts["text"] = [as_paragraph(blocks[index]) for index in chosen]
    match = LABEL.match(blocks[mark].text)
    rest = cut(blocks[mark], match.end(), len(blocks[mark].text)) if match else None
    made.parts["answer"] = [as_paragraph(rest)] if rest is not None and rest.text else []
    made.labels["answer"] = label
    return made


def add_rest(made: Comment, blocks: Sequence[Block], mark: int, end: int) -> None:
    """What goes on an answer, up to the next heading; a label alone on its line has it all below."""
    end = max(end, mark + 2) if not made.parts["answer"] else end
    for index in range(mark + 1, min(end, len(blocks))):
        block = blocks[index]
        if block.kind == "heading" or block.table is not None or index in made.used:
            return
        if block.text:
            made.parts["answer"].append(block)
            made.used.append(index)


def as_paragraph(block: Block) -> Block:
    return block._replace(kind="paragraph", strong=False, marker="") if block.kind in ("heading", "paragraph") else block
