"""The rows of a comment matrix as postulates, submitters and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from postulat.extract.document import Cell, Place, locator
from postulat.normalize import checks
from postulat.normalize.builder import Assembly, flat
from postulat.normalize.findings import shortened
from postulat.normalize.grades import DOUBTED, MEDIUM, THIN, alike, column_reasons, differing, grade
from postulat.normalize.matrix.bracketed_submitters import Named, named_in_brackets, submitter_in_brackets
from postulat.normalize.matrix.comment_sheets import numbered_bodies, of_a_body, with_bodies
from postulat.normalize.matrix.dittos import is_ditto
from postulat.normalize.matrix.entry import Entry
from postulat.normalize.matrix.fill_down import FEWEST_ENTRIES, FilledValue, values, without_nobody
from postulat.normalize.matrix.headings import Heading
from postulat.normalize.matrix.numbered_parts import Part, parts
from postulat.normalize.matrix.passage import Passage
from postulat.normalize.matrix.rows import Rows, read_rows
from postulat.normalize.matrix.submitter_legend import explained
from postulat.normalize.matrix.tables import Matrix, column_texts
from postulat.normalize.matrix.tick_columns import is_of_boxes, marked, meaning_of, ticked, verdict_columns
from postulat.normalize.matrix.verdict_legend import spelled_out
from postulat.normalize.names import organisations as names
from postulat.normalize.names.submitters import submitters
from postulat.normalize.records import OtherCell, Postulate, PostulateOrganisation, Response, StanceValue
from postulat.normalize.stance.stance import Stance, judge
from postulat.normalize.stance.verdict import UNCLEAR
from postulat.normalize.vocabulary.word_patterns import is_one_of

FILLED = 0.34
"""Share of its rows that a column fills at least, for it not to be."""
MOST_VERDICT_WORDS = 3
"""Words of an answer that is read as a decision cell is: "Won't fix"."""
LONGEST_DECISION = 60
"""Characters of a decision column's text that is a verdict; a longer one is an answer."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the document says beside a matrix: `present` are the keys of the names on the list of those present, `cited` explains
    submitters that are given by number, `above` names the submitter of a table of its own, by the table's id, `codes` explains
    verdicts that are given by a code."""

    present: frozenset[str] = frozenset()
    cited: Mapping[str, str] = field(default_factory=dict)
    above: Mapping[int, Passage] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)


def read_matrix(made: Assembly, matrix: Matrix, beside: Beside) -> tuple[Rows, dict[str, str]]:
    """The rows of a matrix as records; returns them, and the responses that a ditto mark takes from a postulate above."""
    coded = numbered_bodies(matrix.heading, column_texts(matrix))
    heading = matrix.heading = with_bodies(matrix.heading, coded)
    rows = read_rows(matrix)
    note_matrix(made, matrix, rows)
    entries = rows.entries
    heading = matrix.heading = without_nobody(heading, entries)
    columns = (values(entries, heading, role, not matrix.apart) for role in ("submitter", "target", "section"))
    answering = Answering(made, matrix, entries, beside.codes)
    first = len(made.postulates)
    bracketed = named_in_brackets(heading, [entry.passage(*heading.columns("text")).text for entry in entries])
    for entry, submitter, target, section in zip(entries, *columns, strict=True):
        if coded is not None:
            submitter = of_a_body(entry, submitter)
        row = (made, matrix, entry, (submitter, target, section), answering, beside, bracketed)
        made.attempt("row", read_row, *row, places=entry_places(entry))
    made.report(made.attempt("check", checks.numbering, made.postulates[first:]) or ())
    return rows, answering.ditto


def read_row(
    made: Assembly,
    matrix: Matrix,
    entry: Entry,
    filled: tuple[FilledValue, FilledValue, FilledValue],
    answering: Answering,
    beside: Beside,
    bracketed: Named,
) -> None:
    """One row as postulates with their answers; `filled` are its submitter, target and section, own or from above."""
    heading = matrix.heading
    submitter, target, section = filled
    text, answer = entry.passage(*heading.columns("text")), answer_of(matrix, entry)
    if bracketed:
        submitter = submitter_in_brackets(text, bracketed) or submitter
    written = explained(submitter.passage.text, beside.cited)
    places = entry_places(entry)
    context = Context(
        submitters=made.attempt("submitter", submitters_of, made, matrix, entry, written, beside, places=places) or {},
        submitter=submitter,
        section=flat(section.passage.text) or entry.section,
        target=flat(target.passage.text),
        reasons=entry.passage(*heading.columns("justification")),
    )
    split = made.attempt("row", parts, text, answer, places=places)
    for part in split or (Part(0, text, answer),):
        number = f"{entry.number or ''}.{part.position}".lstrip(".") if part.position else entry.number
        postulate_id = add_postulate(made, matrix, entry, context, number, part.text)
        made.attempt("answer", answering.answer, entry, postulate_id, part, places=places, record_id=postulate_id)
    if split:
        made.find("split-parts", "", postulate_id, text.places, count=len(split))


@dataclass(frozen=True, slots=True)
class Context:
    """What all parts of one row share."""

    submitters: dict[str, str | None]
    submitter: FilledValue
    section: str | None
    target: str | None
    reasons: Passage


def add_postulate(made: Assembly, matrix: Matrix, entry: Entry, context: Context, number: str | None, text: Passage) -> str:
    postulate_id = f"{made.document.document_id}.p{len(made.postulates) + 1}"
    ids = list(context.submitters)
    head = matrix.heading
    reasons = reasons_of(head)
    made.postulates.append(
        Postulate(
            postulate_id=postulate_id,
            document_id=made.document.document_id,
            meeting_id=made.meetings[-1].meeting_id if made.meetings else None,
            position=len(made.postulates) + 1,
            number=number,
            organisation_id=ids[0] if ids else None,
            organisation_as_written=flat(context.submitter.written),
            organisation_inherited=context.submitter.inheritance is not None,
            section=context.section,
            target=context.target,
            text=text.text,
            justification=context.reasons.text or None,
            page=text.page or first_page(entry),
            locator=text.locator or locator(entry_places(entry)),
            inheritance=context.submitter.inheritance,
            grade=grade(reasons),
            grade_reasons=reasons,
        )
    )
    made.submitters.extend(
        PostulateOrganisation(postulate_id, found, n, context.submitters[found]) for n, found in enumerate(ids, start=1)
    )
    made.mention(postulate_id, "text", text.text, text.links)
    made.mention(postulate_id, "justification", context.reasons.text, context.reasons.links)
    if not text.text and matrix.heading.columns("text"):
        made.find("missing-text", places=entry_places(entry), record_id=postulate_id)
    if not ids and matrix.heading.columns("submitter"):
        made.find("missing-organisation", places=text.places, record_id=postulate_id)
    add_others(made, matrix, entry, postulate_id)
    if entry.unnamed:
        made.find("continued-row", "own", postulate_id, text.places)
    for reason in entry.reasons:
        made.find("continued-row", "", postulate_id, text.places, columns=reason.columns, why=reason.why)
    return postulate_id


def submitters_of(made: Assembly, matrix: Matrix, entry: Entry, written: str, beside: Beside) -> dict[str, str | None]:
    """The ids of a row's submitters, each with who acted for it: from its cell; without a column of them, from the line above the
    table, or from a section that is a name."""
    if not written and not matrix.heading.columns("submitter"):
        above = beside.above.get(id(entry.table))
        if above is not None:
            written = above.text
        elif entry.section and (bare := names.unnumbered(entry.section)) and names.form(bare) is not None and names.is_proper(bare):
            written = bare
    found: dict[str, str | None] = {}
    for who in submitters(written, beside.present):
        found.setdefault(made.organisation(who.named, who.address), who.representative)
    return found


def answer_of(matrix: Matrix, entry: Entry) -> Passage:
    """The words of a row's answer; empty where there are none, or only a dash."""
    answer = entry.passage(*matrix.heading.columns("answer"))
    return Passage() if is_none(answer) else answer


def is_none(answer: Passage) -> bool:
    """Whether a cell says that there is no answer: it is blank, or holds a word for none."""
    return answer.blank or is_one_of("no_answers", answer.text)


def decisions_are_verdicts(matrix: Matrix, entries: Sequence[Entry]) -> bool:
    """Whether the decision column holds bare verdicts (TAK, uwzględniono); where it is all the answer there is, it may be prose."""
    if matrix.heading.columns("answer"):
        return True
    return all(len(entry.passage(*matrix.heading.columns("decision")).text) <= LONGEST_DECISION for entry in entries)


class Answering:
    """Answers of a matrix as they are added row by row: a ditto mark repeats the one above.

    `verdicts`: the decision column holds bare verdicts. `marks`: the decision columns that take a mark, with their words.
    `boxes`: an empty box in the decision column says no. `codes`: what a code of the decision column stands for.
    """

    def __init__(self, made: Assembly, matrix: Matrix, entries: Sequence[Entry], codes: Mapping[str, str]) -> None:
        self.made = made
        self.matrix = matrix
        self.verdicts = decisions_are_verdicts(matrix, entries)
        self.marks = verdict_columns(matrix, made.language or "pl")
        self.boxes = is_of_boxes(matrix, entries)
        self.codes = codes
        self.above: tuple[Passage, str] | None = None
        """The last answer, and the postulate that it answers."""
        self.ditto: dict[str, str] = {}

    def answer(self, entry: Entry, postulate_id: str, part: Part) -> None:
        """Adds the answer of a row or of its part, if it has one."""
        answer = part.answer or Passage()
        decision = self.decision(entry)
        inherited = is_ditto(answer.text) and self.above is not None
        if inherited and self.above is not None:
            answer = self.above[0]
        if not answer.text and decision.text and not is_one_of("no_answers", decision.text):
            answer = decision
        if not answer.text:
            self.note_missing(entry, postulate_id, part)
            return
        decided = decision.text.replace("\n", " ") if self.verdicts and decision.text else None
        response = self.response(entry, postulate_id, answer, decided, part.text.text)
        if inherited and self.above is not None:
            self.ditto[response.response_id] = self.above[1]
            made = self.made
            made.find("inherited-answer", "", response.response_id, entry_places(entry))
        self.above = (answer, postulate_id)

    def decision(self, entry: Entry) -> Passage:
        """The verdict of a row: the words above its marks, or the cell of the decision column."""
        found = (marked(entry, self.marks) if self.marks else None) or entry.passage(*self.matrix.heading.columns("decision"))
        return Passage() if found.blank and not (self.boxes and meaning_of(found.text) == "empty") else found

    def response(self, entry: Entry, postulate_id: str, answer: Passage, decided: str | None, proposal: str) -> Response:
        made = self.made
        responder = entry.passage(*self.matrix.heading.columns("responder"))
        alone = answer.text if len(answer.text.split()) <= MOST_VERDICT_WORDS else None
        cell = decided or alone
        meant = spelled_out(cell, self.codes) if cell else None
        stance = made.attempt("stance", judge, answer.text, meant, proposal, made.language or "pl", places=answer.places) or UNCLEAR
        if cell and meant != cell and stance.evidence == meant:
            stance = stance._replace(evidence=cell, rule=f"{cell} = {meant}")
        if decided is not None and (stance.value == "unclear" or meaning_of(stance.evidence)):
            tick = ticked(self.matrix, self.decision(entry).text, made.language or "pl")
            stance = tick if tick is not None and tick.value != stance.value else stance
        number = len(made.responses) + 1
        response = Response(
            response_id=f"{made.document.document_id}.r{number}",
            postulate_id=postulate_id,
            document_id=made.document.document_id,
            position=number,
            responder=responder.text.replace("\n", " ") or None,
            decision_as_written=decided,
            text=answer.text,
            stance=cast("StanceValue", stance.value),
            stance_evidence=stance.evidence or None,
            page=answer.page,
            locator=answer.locator,
            stance_rule=stance.rule or None,
            stance_grade=stance.grade,
        )
        made.responses.append(response)
        made.mention(response.response_id, "text", answer.text, answer.links)
        if stance.mixed:
            made.find("mixed-stance", "", response.response_id, answer.places)
        if stance.value == "unclear":
            told_unclear(made, stance, response.response_id, answer)
        elif stance.rival:
            made.find("doubtful-stance", "", response.response_id, answer.places, read=stance.value, rival=stance.rival)
        return response

    def note_missing(self, entry: Entry, postulate_id: str, part: Part) -> None:
        made, heading = self.made, self.matrix.heading
        if heading.columns("answer", "decision"):
            written = flat(entry.passage(*(heading.columns("answer") or heading.columns("decision"))).text)
            if written and not part.position:
                made.find("missing-response", "mark", postulate_id, entry_places(entry), text=shortened(written))
            elif any(heading.roles[column] in ("answer", "decision") for column in entry.shared):
                made.find("missing-response", "shared", postulate_id, entry_places(entry))
            else:
                made.find("missing-response", "", postulate_id, entry_places(entry))
        responder = entry.passage(*heading.columns("responder"))
        if responder.text:
            add_other(made, self.matrix, postulate_id, responder, heading.columns("responder")[0])


def told_unclear(made: Assembly, stance: Stance, response_id: str, answer: Passage) -> None:
    """The finding of an answer whose stance is not told, with the two that it may be where they are known."""
    first, _, second = stance.rival.partition(" ")
    if second:
        made.find("unclear-stance", "rivals", response_id, answer.places, first=first, second=second)
    else:
        made.find("unclear-stance", "", response_id, answer.places)


def add_others(made: Assembly, matrix: Matrix, entry: Entry, postulate_id: str) -> None:
    """The cells of columns that no other table has a place for."""
    for column, role in enumerate(matrix.heading.roles):
        if role in ("", "other", "current"):
            add_other(made, matrix, postulate_id, entry.passage(column), column)


def add_other(made: Assembly, matrix: Matrix, postulate_id: str, found: Passage, column: int) -> None:
    if found.text:
        heading = matrix.heading.texts[column] or None
        made.others.append(OtherCell(made.document.document_id, postulate_id, heading, found.text, found.page, found.locator))


def note_matrix(made: Assembly, matrix: Matrix, rows: Rows) -> None:
    """What was put together, left over, or has no place: said once a matrix."""
    heading = matrix.heading
    places = matrix.fragments[0].table.places
    for column, role in enumerate(heading.roles):
        if role in ("", "other", "current") and any(entry.filled(column) for entry in rows.entries):
            if heading.texts[column]:
                made.find("unmapped-column", places=places, heading=shortened(heading.texts[column]))
            else:
                made.find("unmapped-column", "unnamed", places=places, column=column + 1)
    note_columns(made, matrix, rows)
    for fragment in matrix.fragments[1:]:
        made.find("joined-table", places=fragment.table.places, why=fragment.joined)
    for left in rows.left_over:
        made.find("unread-row", places=left.places, reason=left.reason, text=left.text)
    for block in matrix.between:
        if block.text and block.kind not in ("heading",) and not block.strong:
            made.find("text-between-tables", places=block.places, text=block.text)


@lru_cache(maxsize=64)
def reasons_of(head: Heading) -> tuple[str, ...]:
    """Reasons for doubt about the records of a table with this heading. Where nothing else raises one, the second reader can do so
    only about columns that are not sure, and is not asked about the others."""
    told = (head.roles, head.margins, head.rivals, head.by_contents, head.prose, head.signs, head.unread)
    alone = column_reasons(*told)
    unsure = tuple(column for column, margin in enumerate(head.margins) if margin < MEDIUM)
    return column_reasons(*told, head.opinions(None if alone else unsure)) if alone or unsure else alone


def note_columns(made: Assembly, matrix: Matrix, rows: Rows) -> None:
    """Columns that could nearly as well hold something else, and a table that has no column of comments."""
    heading = matrix.heading
    places = matrix.fragments[0].table.places
    for column, (margin, rival) in enumerate(zip(heading.margins, heading.rivals, strict=True)):
        role = heading.roles[column]
        if margin >= THIN or alike(role, rival, heading.roles) or not any(entry.filled(column) for entry in rows.entries):
            continue
        name, ahead = shortened(heading.texts[column]), f"{margin:.1f}"
        role, rival = role or "other", rival or "other"
        if name:
            made.find("column-uncertain", places=places, column=name, role=role, rival=rival, margin=ahead)
        else:
            made.find("column-uncertain", "unnamed", places=places, column=column + 1, role=role, rival=rival, margin=ahead)
    doubted = DOUBTED in reasons_of(heading)
    for column, other in differing(heading.roles, heading.opinions()).items() if doubted else ():
        name, role = shortened(heading.texts[column]), heading.roles[column] or "other"
        if name:
            made.find("second-reader-differs", places=places, column=name, role=role, other=other)
        else:
            made.find("second-reader-differs", "unnamed", places=places, column=column + 1, role=role, other=other)
    for column in mostly_empty(matrix, rows):
        count = sum(entry.filled(column) for entry in rows.entries)
        made.find("empty-column", places=places, column=shortened(heading.texts[column]), count=count, total=len(rows.entries))
    if rows.entries and not heading.columns("text"):
        made.find("no-comment-column", places=places)


def mostly_empty(matrix: Matrix, rows: Rows) -> Iterator[int]:
    """Columns with a heading that hardly any row fills: their content may have been read into another, as on a bad scan.

    Reasons beside a column of decisions are often left empty, and so are submitters that are named once for several rows.
    """
    heading = matrix.heading
    if len(rows.entries) < FEWEST_ENTRIES:
        return
    answers = heading.columns("answer", "decision")
    for column, role in enumerate(heading.roles):
        wanted = role in ("number", "text") or (role == "answer" and len(answers) == 1)
        wanted = wanted or (role == "submitter" and not any(entry.filled(column) for entry in rows.entries))
        if wanted and heading.texts[column] and sum(entry.filled(column) for entry in rows.entries) < FILLED * len(rows.entries):
            yield column


def entry_places(entry: Entry) -> tuple[Place, ...]:
    return tuple(place for cell in entry_cells(entry) for place in cell.places)


def entry_cells(entry: Entry) -> Iterator[Cell]:
    for column in sorted(entry.cells):
        if column not in entry.spanned:
            yield from entry.cells[column]


def first_page(entry: Entry) -> int | None:
    return next((place.page for place in entry_places(entry) if place.page is not None), None)
