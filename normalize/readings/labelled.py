"""Comments that stand in no table of rows: labelled paragraphs, numbered lists, definition lists, a small table for each comment.

`Uwaga nr 3 … Odpowiedź: …`, `Postulat: … Stanowisko: …`: the labels are the headings of a table that was never drawn. So the pieces
are put into one table, each with its places, and read like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from postulat.extract.document import Block, Cell, Table
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.columns.assignment import Role
from postulat.normalize.matrix.headings import Heading
from postulat.normalize.matrix.layout_tables import opened
from postulat.normalize.matrix.tables import DocumentReading, Fragment, Matrix
from postulat.normalize.readings.comments import ANSWERS, OTHER, Comment, order_kept, read_comments
from postulat.normalize.readings.labels import Label, whole_label
from postulat.normalize.readings.piece import cut
from postulat.normalize.readings.pieces import read_pieces
from postulat.normalize.readings.proposal import BARE_NUMBERS, Proposal
from postulat.normalize.readings.turns.letter_ends import settle_letter_ends
from postulat.normalize.records import ReadingKind
from postulat.normalize.vocabulary.word_patterns import question_noun

ORDER: tuple[Role, ...] = ("number", "submitter", "target", "text", "justification", "decision", "answer", "responder")
LONGEST_PART = 3000
"""Characters of a comment or an answer; labels further apart lead in chapters."""
MOST = 0.5


def labelled_comments(blocks: tuple[Block, ...]) -> Proposal | None:
    """The comments that labels and numbers tell, if any has an answer."""
    blocks = lines_apart(opened(blocks))
    comments = read_comments(read_pieces(blocks), blocks)
    settle_letter_ends(comments)
    paired = [comment for comment in comments if comment.paired]
    if not paired:
        return None
    return Proposal(kind_of(comments), as_reading(blocks, comments), tuple(evidence_of(comments)))


def lines_apart(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with lines that are nothing but a label set apart from their paragraph, where such for comments and for answers
    come again: plain text has them right above the words that they lead in."""
    found = [bare_lines(block) for block in blocks]
    labels = [label for lines in found for _, _, label in lines]
    if not labels:
        return tuple(blocks)
    labels += [label for block in blocks if block.strong and not block.breaks and (label := whole_label(block.text))]
    counts = Counter(label.words.casefold() for label in labels)
    again = {label.words.casefold(): label.role for label in labels if counts[label.words.casefold()] > 1}
    roles = {"answer" if role == "decision" else role for role in again.values()}
    if not {"text", "answer"} <= roles:
        return tuple(blocks)
    return tuple(
        part
        for block, lines in zip(blocks, found, strict=True)
        for part in cut_at(block, [(start, end) for start, end, label in lines if label.words.casefold() in again])
    )


def bare_lines(block: Block) -> list[tuple[int, int, Label]]:
    """The lines of a paragraph that are labels without a colon: where each begins and ends."""
    if block.kind != "paragraph" or block.table is not None or not block.breaks:
        return []
    spans = pairwise([0, *block.breaks, len(block.text)])
    lines = ((start, end, block.text[start:end].strip()) for start, end in spans)
    return [(start, end, label) for start, end, line in lines if line[-1:].isalpha() and (label := whole_label(line)) is not None]


def cut_at(block: Block, lines: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """A block taken apart at some of its lines, which are set as labels."""
    last = 0
    for start, end in lines:
        if (before := cut(block, last, start)).text:
            yield before
        yield cut(block, start, end)._replace(strong=True)
        last = end
    if (rest := cut(block, last, len(block.text)) if last else block).text or not last:
        yield rest


def kind_of(comments: Sequence[Comment]) -> ReadingKind:
    terms = sum("term" in comment.kinds for comment in comments)
    asked = sum(is_question(comment) for comment in comments)
    if terms > MOST * len(comments):
        return "definition-list"
    return "questions" if asked > MOST * len(comments) else "labelled"


def is_question(comment: Comment) -> bool:
    label = comment.labels.get("text")
    text = comment.parts.get("text", ())
    if text and text[-1].text.rstrip().endswith("?"):
        return True
    return comment.question or (label is not None and question_noun().match(label.words) is not None)


def evidence_of(comments: Sequence[Comment]) -> list[Evidence]:
    """What only labels tell: that they come again, in one order, that their words are those of comments, and what is odd."""
    paired = [comment for comment in comments if comment.paired]
    made = []
    answers = Counter(label.words.casefold() for comment in paired if (label := answer_label(comment)))
    most = answers.most_common(1)[0][1] if answers else 0
    if len(paired) > 1 and most:
        made.append(Evidence("same-labels", 1.5 * most / len(paired), f"{most} of {len(paired)} answers"))
        made.append(Evidence("label-order", 0.5 * order_kept(comments)))
    if len(paired) > 1 and most * 2 <= len(paired) and len(paired) < 4:
        made.append(Evidence("labels-differ", -1.5))
    common = [comment for comment in paired if is_common(comment)]
    if common:
        again = most > 1 and same_text_labels(paired)
        made.append(Evidence("common-headings", (-0.5 if again else -2.5) * len(common) / len(paired), "labels of any report"))
    else:
        made.append(Evidence("labels-of-comments", 1.0))
    if len(paired) == 1:
        alone = sum(bool(comment.parts.get("text")) for comment in comments if comment.number is not None) < 2
        made.append(Evidence("one-pair", -4.0 if alone else -1.5, "one comment with an answer in the whole document"))
    if all(comment.bare and "text" not in comment.labels for comment in paired):
        made.append(Evidence(BARE_NUMBERS, -0.3, "numbers alone open the comments"))
    orphans = len(comments) - len(paired)
    if orphans:
        made.append(Evidence("without-partner", round(-2.0 * orphans / len(comments), 3), f"{orphans} of {len(comments)}"))
    longest = max(size(part) for comment in comments for part in comment.parts.values())
    if longest > LONGEST_PART:
        made.append(Evidence("long-part", -1.5, f"{longest} characters"))
    early = [comment for comment in paired if comment.order and comment.order[0] in ANSWERS and "text" in comment.order]
    if early:
        made.append(Evidence("answer-first", round(-1.5 * len(early) / len(paired), 3)))
    return made


def answer_label(comment: Comment) -> Label | None:
    return comment.labels.get("answer") or comment.labels.get("decision")


def same_text_labels(paired: Sequence[Comment]) -> bool:
    """Whether one label, or a number, opens most comments."""
    words = Counter(label.words.casefold() if (label := comment.labels.get("text")) else "" for comment in paired)
    return words.most_common(1)[0][1] > MOST * len(paired)


def is_common(comment: Comment) -> bool:
    """Whether the labels of both the comment and its answer are headings of any report, and no number tells otherwise."""
    text, answer = comment.labels.get("text"), answer_label(comment)
    return (
        answer is not None
        and (answer.common or (text is not None and text.common))
        and (text is None or text.common or answer.common)
        and comment.number is None
    )


def size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def as_reading(blocks: Sequence[Block], comments: Sequence[Comment]) -> DocumentReading:
    """The comments as one table in the place of the first; all blocks that none of them took are prose around it."""
    used = {index for comment in comments for index in comment.used}
    sections = {id(comment.section) for comment in comments if comment.section is not None}
    first = min(used)
    opened = headed_at(blocks, comments[0], first)
    prose = [block for index, block in enumerate(blocks) if index not in used and block.table is None]
    before = sum(index < first and index not in used and block.table is None for index, block in enumerate(blocks))
    between = [
        block
        for index, block in enumerate(blocks)
        if opened < index < max(used) and index not in used and block.table is None and id(block) not in sections
    ]
    others = [block.table for index, block in enumerate(blocks) if index not in used and block.table is not None]
    return DocumentReading(tuple(prose), (as_matrix(comments, before, between),), tuple(others))


def headed_at(blocks: Sequence[Block], comment: Comment, first: int) -> int:
    """The block that heads the first comment's part of a document, or names its sender: what stands below it is no front matter."""
    names = {place for block in comment.parts.get("submitter", ()) for place in block.places}
    above = range(first - 1, -1, -1)
    return next((at for at in above if blocks[at] is comment.section or not names.isdisjoint(blocks[at].places)), first)


def as_matrix(comments: Sequence[Comment], before: int, between: list[Block]) -> Matrix:
    """The comments as the rows of a table under the words that labelled them; each row is a record of its own."""
    filled = {role for comment in comments for role in comment.parts}
    if any(comment.number is not None for comment in comments):
        filled.add("number")
    kept = dict.fromkeys(role for comment in comments for role in comment.parts if role.startswith(OTHER))
    known = tuple(role for role in ORDER if role in filled)
    unplaced: Role = "other"
    columns: tuple[str, ...] = (*known, *kept)
    roles: tuple[Role, ...] = (*known, *(unplaced for _ in kept))
    labels = {role: label.words for comment in reversed(comments) for role, label in comment.labels.items()}
    texts = tuple(labels.get(role, "") for role in columns)
    rows: list[tuple[Cell | None, ...]] = []
    section: Block | None = None
    names: dict[int, Cell | None] = {}
    for comment in comments:
        if comment.section is not section and comment.section is not None:
            section = comment.section
            rows.append((Cell((section,), section.places),) * len(roles))
        parts = comment.parts | ({"number": [comment.number]} if comment.number is not None else {})
        name = parts.get("submitter", [])
        if id(name) not in names:
            names[id(name)] = as_cell(name)
        rows.append(tuple(names[id(name)] if role == "submitter" else as_cell(parts.get(role, [])) for role in columns))
    places = tuple(place for row in rows[:2] for cell in row if cell is not None for place in cell.places)[:1]
    table = Table(tuple(rows), places)
    heading = Heading(0, -1, roles, texts)
    return Matrix(heading, [Fragment(table, tuple(range(len(roles))), 0)], before, None, between, apart=True)


def as_cell(blocks: Sequence[Block]) -> Cell | None:
    if not blocks:
        return None
    return Cell(tuple(blocks), tuple(dict.fromkeys(place for block in blocks for place in block.places)))
