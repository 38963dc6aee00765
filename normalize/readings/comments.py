"""Labelled comments put together from the pieces of a document: number, who sent it, what it says, what was answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from postulat.extract.document import Block
from postulat.normalize.readings.document_kind import says_kind
from postulat.normalize.readings.labels import Label
from postulat.normalize.readings.leads import are_names, bare_name, is_title, leads, line_numbers, prefixes
from postulat.normalize.readings.piece import Closing, End, Mark, Piece, Start, Text, cut
from postulat.normalize.readings.senders.numbered import sender_of
from postulat.normalize.readings.senders.sections import section_senders
from postulat.normalize.vocabulary.word_patterns import comment_noun

ANSWERS = ("answer", "decision")
OTHER = "other "
"""Before the words of a label that leads in neither comment nor answer: each has a column of its own."""
UNDERLINE = re.compile(r"\s[-=~_*]{3,}\s*$")
MOST_WHOLE = 0.8
"""Share of the comments with a number and an answer, from which those with neither are prose."""
LONGEST_HEADING = 100
"""Characters of a heading; a longer one is a sentence."""
ONE_EACH = 2
"""Comments whose answers are one paragraph each, for what follows the last answer of a document to be no part of it."""


@dataclass(slots=True)
class Comment:
    """The blocks of one comment by role; `labels` are the labels that named each role.

    `bare`: a number without a noun for comments opened it. `lead` is the line that opened it, `section` the heading above it,
    or its own title, `headed` the heading above it in any case,
    `level` the rank of the heading that opened it, `used` the blocks of the document that it took.
    """

    number: Block | None = None
    lead: Block | None = None
    parts: dict[str, list[Block]] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    section: Block | None = None
    headed: Block | None = None
    level: int = 99
    question: bool = False
    kinds: list[str] = field(default_factory=list)
    used: list[int] = field(default_factory=list)
    carried: bool = False
    bare: bool = False

    @property
    def answered(self) -> bool:
        return any(self.parts.get(role) for role in ANSWERS)

    @property
    def paired(self) -> bool:
        return bool(self.parts.get("text")) and self.answered


def read_comments(pieces: Sequence[tuple[int, Piece]], blocks: Sequence[Block]) -> list[Comment]:
    """The comments in order, each with at least words of its own or an answer."""
    made = Grouping(pieces, blocks).read()
    found = without_strays([comment for comment in made if comment.parts.get("text") or comment.answered])
    settle_leads(found)
    settle_sections(found, blocks)
    settle_prefixes(found)
    settle_end(found)
    return found


def without_strays(found: list[Comment]) -> list[Comment]:
    """The comments, where most have a number and an answer without those that have neither: words such as `Main problem:`."""
    whole = sum(comment.number is not None and comment.answered for comment in found)
    if whole < MOST_WHOLE * len(found):
        return found
    return [comment for comment in found if comment.number is not None or comment.answered]


class Grouping:
    """Walks the pieces with the comment in progress, the role of the words that follow, and the section."""

    def __init__(self, pieces: Sequence[tuple[int, Piece]], blocks: Sequence[Block]) -> None:
        self.pieces = pieces
        self.blocks = blocks
        self.leads = leads(pieces)
        self.comments: list[Comment] = []
        self.current: Comment | None = None
        self.role = ""
        self.section: Block | None = None
        self.pending: tuple[int, Block] | None = None
        """A line above a comment, until its label opens it."""
        self.loose: list[tuple[int, Block]] = []
        """What stands below a line that names a sender (`Reviewer 1`), before the first comment: one itself if it is answered."""

    def read(self) -> list[Comment]:
        for place, (index, piece) in enumerate(self.pieces):
            if isinstance(piece, End) or (isinstance(piece, Closing) and self.role in ANSWERS):
                self.current, self.role, self.pending = None, "", None
            elif isinstance(piece, Closing):
                self.text(index, Text(piece.block))
            elif isinstance(piece, Start):
                self.start(index, piece)
            elif isinstance(piece, Mark):
                self.mark(index, piece)
            elif place in self.leads:
                self.lead(index, piece.block, self.leads[place])
            else:
                self.text(index, piece)
        return self.comments

    def open(self, index: int, block: Block) -> Comment:
        level = block.level if block.kind == "heading" else 99
        comment = Comment(section=self.section, headed=self.section, level=level, used=[index])
        comment.kinds.append(block.kind)
        if self.pending is not None:
            comment.lead = self.pending[1]
            comment.used.insert(0, self.pending[0])
            comment.level = min(level, self.pending[1].level if self.pending[1].kind == "heading" else 99)
            self.pending = None
        self.comments.append(comment)
        self.current, self.loose = comment, []
        return comment

    def open_loose(self) -> None:
        """A comment without a number of its own, of the paragraphs below the name of its sender."""
        loose = self.loose
        comment = self.open(*loose[0])
        comment.parts["text"] = [block for _, block in loose]
        comment.used = [index for index, _ in loose]
        comment.order.append("text")

    def start(self, index: int, piece: Start) -> None:
        comment = self.open(index, piece.block)
        comment.number = piece.block._replace(kind="paragraph", text=piece.number, marker="", links=(), breaks=(), strong=False)
        comment.question = piece.question
        comment.bare = comment_noun().match(piece.block.text) is None
        self.role = "text"

    def mark(self, index: int, piece: Mark) -> None:
        role = piece.label.role
        if self.current is None or self.pending is not None or opens_next(self.current, role):
            if role in ANSWERS and self.current is None and self.pending is None and self.loose:
                self.open_loose()
            elif role in ("other", "responder", *ANSWERS, "justification") and self.pending is None and self.current is None:
                self.role = ""
                return
            else:
                self.open(index, piece.block)
        current = self.current
        assert current is not None
        current.used.append(index)
        again = (
            role in ANSWERS
            and bool(current.parts.get(role))
            and current.labels[role].words.casefold() != piece.label.words.casefold()
        )
        role = f"{OTHER}{piece.label.words}" if role == "other" or again else role
        current.labels.setdefault(role, piece.label)
        if not current.order or current.order[-1] != role:
            current.order.append(role)
        self.role = role

    def lead(self, index: int, block: Block, how: str) -> None:
        if how == "line":
            self.current, self.role, self.pending = None, "", (index, without_rule(block))
        elif self.current is not None:
            self.current.lead = without_rule(block)
            self.current.used.append(index)

    def text(self, index: int, piece: Text) -> None:
        block = piece.block
        ends = self.current is None or block.level <= self.current.level or self.current.answered
        named = block.kind == "paragraph" and piece.first and not piece.rest and sender_of(block.text)[1] > 0
        if (named or block.kind == "heading") and not piece.rest and ends and not self.says_comment(block):
            self.current, self.role, self.section, self.loose = None, "", block, []
            return
        if self.current is not None and self.role:
            self.current.parts.setdefault(self.role, []).append(block)
            self.current.used.append(index)
        elif self.current is None and self.section is not None and sender_of(self.section.text)[1]:
            self.loose.append((index, block))

    def says_comment(self, block: Block) -> bool:
        """Whether a heading right below the number of a comment is what it says, set as a heading by its writer: a sentence."""
        current = self.current
        if current is None or current.number is None or current.lead is not None or current.answered:
            return False
        so_far = current.parts.get("text", ())
        return (
            all(other.kind == "heading" for other in so_far)
            and block.kind == "heading"
            and (block.text[-1:] in ".?!" or len(block.text) > LONGEST_HEADING)
        )


def without_rule(block: Block) -> Block:
    """A line without the dashes that underline it."""
    rule = UNDERLINE.search(block.text)
    return cut(block, 0, rule.start()) if rule else block


def opens_next(comment: Comment, role: str) -> bool:
    """Whether a label opens the next comment: it says again what this one has, or names a submitter after the comment's text."""
    if role == "other":
        return comment.answered and comment.number is None
    if comment.number is not None and not comment.answered:
        return False
    if role in comment.parts:
        return role in ("text", "number", "submitter", "target")
    return role in ("number", "submitter", "target", "text") and comment.answered


def settle_leads(comments: Sequence[Comment]) -> None:
    """The lines that opened comments are names, numbers or titles, all of them alike; a title of the whole is none of them."""
    for comment in comments:
        if comment.lead is not None and comment.lead.kind == "heading" and says_kind(comment.lead.text):
            comment.section, comment.lead = comment.lead, None
    led = [comment for comment in comments if comment.lead is not None]
    texts = [comment.lead.text for comment in led if comment.lead is not None]
    if not led:
        return
    if are_names(texts) or all(sender_of(text)[1] for text in texts):
        settle_names(comments)
    elif (numbers := line_numbers(texts)) is not None:
        for comment, number in zip(led, numbers, strict=True):
            if comment.lead is not None and comment.number is None:
                comment.number = comment.lead._replace(kind="paragraph", text=number, links=(), breaks=(), strong=False, marker="")
    else:
        for comment in led:
            comment.section = comment.lead


def settle_names(comments: Sequence[Comment]) -> None:
    """A name above comments stands for all up to the next name or heading, unless these name their own; a title among the names
    is none."""
    name: list[Block] = []
    under: Block | None = None
    for comment in comments:
        if comment.lead is not None and is_title(comment.lead.text):
            name, comment.section = [], comment.lead
        elif comment.lead is not None:
            name, under = [bare_name(comment.lead)], comment.section
            comment.parts.setdefault("submitter", name)
        elif name and comment.section is under and comment.number is None and "submitter" not in comment.parts:
            comment.parts["submitter"], comment.carried = name, True


def settle_sections(comments: Sequence[Comment], blocks: Sequence[Block]) -> None:
    """The title of the whole is no section: the first heading, where none of its rank follows. A section that is headed by a
    name (`Reviewer 2`, `Associate Editor`) holds what that one sent."""
    known = section_senders(blocks)
    for comment in comments:
        name = known.get(id(comment.section)) or known.get(id(comment.headed))
        if name and "submitter" not in comment.parts:
            comment.parts["submitter"], comment.carried = name, True
    headings = [block for block in blocks if block.kind == "heading" and block.text]
    if headings and all(headings[0].level < other.level for other in headings[1:]):
        for comment in comments:
            if comment.section is headings[0]:
                comment.section = None


def settle_prefixes(comments: Sequence[Comment]) -> None:
    """A name with a colon at the head of each comment is who sent it."""
    nameless = [comment for comment in comments if comment.parts.get("text") and "submitter" not in comment.parts]
    if len(nameless) < len(comments):
        return
    found = prefixes([comment.parts["text"][0] for comment in nameless])
    for comment, match in zip(nameless, found or (), strict=False):
        if match is not None:
            block = comment.parts["text"][0]
            comment.parts["submitter"] = [cut(block, 0, match.end(1))._replace(kind="paragraph", marker="")]
            comment.parts["text"][0] = cut(block, match.end(), len(block.text))._replace(kind="paragraph", marker="")


def settle_end(comments: Sequence[Comment]) -> None:
    """Where every other answer is one paragraph, what stands behind the last one's first is no part of it."""
    if len(comments) <= ONE_EACH:
        return
    last = comments[-1]
    role = last.order[-1] if last.order and last.order[-1] in ANSWERS else ""
    if not role or any(len(comment.parts.get(role, ())) > 1 for comment in comments[:-1]):
        return
    extra = last.parts.get(role, [])[1:]
    if extra and all(block.kind == "paragraph" for block in extra):
        last.parts[role] = last.parts[role][:1]
        last.used = last.used[: len(last.used) - len(extra)]


def order_kept(comments: Sequence[Comment]) -> float:
    """The share of comments whose labels come in the order that most have."""
    orders = Counter(tuple(role for role in comment.order if role in ("text", *ANSWERS)) for comment in comments)
    return orders.most_common(1)[0][1] / len(comments) if comments else 0.0
