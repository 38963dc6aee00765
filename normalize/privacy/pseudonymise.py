"""Personal data out of the records: persons as stable keyed pseudonyms, e-mail addresses, telephone and PESEL numbers as words.

Persons are those who submit, attend, answer or fill a cell with their name, and whom a text names (`person_spotting.py`). A source
that is named for a person is renamed, too; its hash, the document's id, leads back to it. Of a `locator` only a sheet's
name is replaced.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from postulat.extract.document import Value
from postulat.normalize.dataset.combine import flat
from postulat.normalize.dataset.streaming import Stream, by_document, document_of, in_memory
from postulat.normalize.findings import finding, values_of, with_values
from postulat.normalize.names.first_names import languages_with_names
from postulat.normalize.names.organisations import acronym, slug
from postulat.normalize.privacy.person_spotting import perhaps_persons
from postulat.normalize.privacy.redaction import Redaction
from postulat.normalize.privacy.replacer import TEXT_TABLES, Replacer, shown, text_columns, texts
from postulat.normalize.records import Commitment, Finding, Mention, Organisation, PostulateOrganisation, Records, Response, Topic

TRUNCATED = re.compile(r"(?:[\d()+][\d()+ .-]{0,40}|[^\s…]{1,200})…")
"""What a cut quotation ends with may be half a name or number, which nobody can tell any more."""
SHEET_SIGN = "sheet="
SHEET = re.compile(rf"({SHEET_SIGN})([^|]{{1,40}}?)(?= cell=| row=| \||$)")
"""The name of a sheet in the address of a cell, which people give as they like; spreadsheets have 31 characters for it."""
FIGURES = frozenset({"amount", "date", "period", "percent"})
"""Kinds of mentions whose value is a number or a day, whatever the words."""
COUNTED = {
    "person": "persons",
    "email": "emails",
    "phone": "phones",
    "pesel": "pesels",
    "identity": "identities",
    "address": "addresses",
}
"""What is replaced → its number's name in the message of the finding."""

Row = TypeVar("Row", bound=Any)


def pseudonymise(records: Records, key: bytes, keep_offices: bool = False) -> Records:
    """The records without personal data; the same key gives the same pseudonyms in every run, another key others.

    Offsets of mentions and the words of stances stay true. A `personal-data` finding says for each document how much was
    replaced, never what. Patrons ("im. Anny Nowak") and streets keep their names.
    """
    return in_memory(pseudonymised(records, key, keep_offices))


def pseudonymised(records: Records, key: bytes, keep_offices: bool = False) -> Stream:
    """The same document by document. All texts are read once to learn the persons, and once more to replace them."""
    replacer = Replacer(records, key, keep_offices)
    ids, organisations = renamed(records, replacer)
    names = {row.organisation_id: row for row in organisations}
    return Stream(organisations, (of_document(piece, replacer, ids, names) for piece in by_document(records)))


def of_document(records: Records, replacer: Replacer, ids: dict[str, str], names: dict[str, Organisation]) -> Records:
    replacer.turn_to(records)
    tables: dict[str, tuple[Any, ...]] = {}
    for name in TEXT_TABLES:
        tables[name] = tuple(renewed(row, replacer, ids) for row in getattr(records, name))
    pairs = zip(records.responses, tables["responses"], strict=True)
    tables["responses"] = tuple(replace(new, stance_evidence=evidence(old, replacer)) for old, new in pairs)
    tables["postulate_organisations"] = submitters(records.postulate_organisations, ids)
    tables["mentions"] = tuple(mentions(records, replacer))
    tables["topics"] = tuple(topics(records, replacer))
    tables["commitments"] = tuple(commitments(records, replacer))
    tables["findings"] = (*(told(row, replacer, ids) for row in records.findings), *findings(records, replacer))
    own = dict.fromkeys(row.organisation_id for row in tables["postulate_organisations"])
    made = replace(records, organisations=tuple(names[one] for one in own), **tables)
    return replace(made, records=flat(made)) if records.records else made


def renewed(row: Row, replacer: Replacer, ids: dict[str, str]) -> Row:
    """A row of any table with every text replaced and every organisation under its new id."""
    document = document_of(row)
    changed: dict[str, Any] = {}
    for name in text_columns(type(row).__name__):
        value = getattr(row, name)
        if isinstance(value, str):
            changed[name] = replacer.replaced(value, document).text
        elif isinstance(value, tuple):
            changed[name] = tuple(replacer.replaced(item, document).text for item in value)
    for name in ("organisation_id", "record_id"):
        if getattr(row, name, None) in ids:
            changed[name] = ids[getattr(row, name)]
    if SHEET_SIGN in (locator := getattr(row, "locator", None) or ""):
        changed["locator"] = SHEET.sub(lambda found: found[1] + replacer.replaced(found[2], document).text, locator)
    changed = {name: value for name, value in changed.items() if value != getattr(row, name)}
    return replace(row, **changed) if changed else row


def told(found: Finding, replacer: Replacer, ids: dict[str, str]) -> Finding:
    """A finding with its named values without personal data, and its message made of them, or else of its own words."""
    values = {name: without(value, replacer, found.document_id) for name, value in values_of(found).items()}
    row = renewed(replace(found, message=uncut(found.message)), replacer, ids)
    return with_values(row, values)


def without(value: Value, replacer: Replacer, document: str) -> Value:
    if isinstance(value, str):
        return replacer.replaced(uncut(value), document).text
    return value if isinstance(value, int) else [replacer.replaced(uncut(one), document).text for one in value]


def uncut(text: str) -> str:
    """A text without the half word that a cut quotation ends with."""
    return TRUNCATED.sub("…", text) if "…" in text else text


def renamed(records: Records, replacer: Replacer) -> tuple[dict[str, str], tuple[Organisation, ...]]:
    """Old id → new id, and the organisations under their new names; two spellings of one person become one."""
    ids: dict[str, str] = {}
    found: dict[str, Organisation] = {}
    kept = {row.organisation_id for row in records.organisations}
    for old in records.organisations:
        own = replacer.named[old.organisation_id]
        languages = {replacer.language(document) for document in replacer.documents.get(old.organisation_id, ())}
        language = languages.pop() if len(languages) == 1 else "pl"
        row = replace(old, address=old.address and replacer.without(old.address, language, own).text)
        name = replacer.without(row.name, language, own).text
        aliases = {replacer.without(alias, language, own).text for alias in row.aliases}
        row = replace(row, address=row.address and replacer.without(row.address, language, own).text)
        if name == row.name and aliases == set(row.aliases):
            found[row.organisation_id] = row
            continue
        new = slug(replacer.without(row.name, "pl", own).text) or "unnamed"
        other = found.get(new)
        if (new in kept and new != row.organisation_id) or (other is not None and not other.kind == row.kind == "person"):
            new = f"{new}-{len(ids) + 1}"
            other = None
        ids[row.organisation_id] = new
        aliases |= {other.name, *other.aliases} if other else set()
        name = other.name if other else name
        short = row.acronym if name == row.name else acronym(name)
        found[new] = replace(row, organisation_id=new, name=name, acronym=short, aliases=tuple(sorted(aliases - {name})))
    return ids, tuple(sorted(found.values(), key=lambda row: row.organisation_id))


def submitters(rows: Iterable[PostulateOrganisation], ids: dict[str, str]) -> tuple[PostulateOrganisation, ...]:
    """Each submitter of a postulate once, under its new id."""
    found: dict[str, list[str]] = defaultdict(list)
    kept = []
    for row in rows:
        new = ids.get(row.organisation_id, row.organisation_id)
        if new not in found[row.postulate_id]:
            found[row.postulate_id].append(new)
            kept.append(replace(row, organisation_id=new, position=len(found[row.postulate_id])))
    return tuple(kept)


def evidence(response: Response, replacer: Replacer) -> str | None:
    """The words that decided the stance, as they now stand in the answer or in the decision column."""
    words = response.stance_evidence
    if not words:
        return words
    for text in (response.text, response.decision_as_written or ""):
        if words in text:
            done = replacer.replaced(text, response.document_id)
            start, end = done.moved(text.index(words), text.index(words) + len(words))
            return done.text[start:end]
    return replacer.replaced(words, response.document_id).text


def mentions(records: Records, replacer: Replacer) -> Iterator[Mention]:
    """The mentions at their new places; one that was a piece of what is replaced (digits of a telephone number) is gone."""
    fields = dict(text_fields(records))
    for mention in records.mentions:
        value = mention.value
        if mention.kind == "email":
            value = shown("email", replacer.language(mention.document_id))
        elif mention.kind not in FIGURES:
            value = replacer.replaced(value, mention.document_id).text
        text = fields.get((mention.record_id, mention.field))
        if text is None:
            yield replace(mention, text=replacer.replaced(mention.text, mention.document_id).text, value=value)
            continue
        done = replacer.replaced(text, mention.document_id)
        if mention.kind in ("email", "url") or not is_lost(mention, done):
            start, end = done.moved(mention.start, mention.end)
            yield replace(mention, text=done.text[start:end], value=value, start=start, end=end)


def commitments(records: Records, replacer: Replacer) -> Iterator[Commitment]:
    """The commitments at their new places, each of its texts as it now stands in the answer."""
    answers = {row.response_id: row.text for row in records.responses}
    for row in records.commitments:
        text = answers.get(row.response_id, "")
        done = replacer.replaced(text, row.document_id)
        start, end = done.moved(row.start, row.end) if text else (row.start, row.end)
        texts = {name: getattr(row, name) for name in ("who", "due", "due_as_written", "condition")}
        renewed: dict[str, Any] = {name: replacer.replaced(value, row.document_id).text for name, value in texts.items() if value}
        what = done.text[start:end] if text else replacer.replaced(row.what, row.document_id).text
        yield replace(row, what=what, start=start, end=end, **renewed)


def topics(records: Records, replacer: Replacer) -> Iterator[Topic]:
    """The topics at their new places, each of their words as it now stands in the postulate."""
    texts_of = {row.postulate_id: row.text for row in records.postulates}
    for row in records.topics:
        done = replacer.replaced(texts_of.get(row.postulate_id, ""), row.document_id)
        start, end = done.moved(row.start, row.end)
        words = tuple(replacer.replaced(word, row.document_id).text for word in row.words) if done.edits else row.words
        yield replace(row, evidence=done.text[start:end], start=start, end=end, words=words)


def text_fields(records: Records) -> Iterator[tuple[tuple[str, str], str]]:
    """Record id and column → text, of every record that mentions point to."""
    for table, id_column in (("meetings", "meeting_id"), ("postulates", "postulate_id"), ("responses", "response_id")):
        for row in getattr(records, table):
            for name in text_columns(type(row).__name__):
                if isinstance(getattr(row, name), str):
                    yield (getattr(row, id_column), name), getattr(row, name)


def is_lost(mention: Mention, done: Redaction) -> bool:
    """Whether a mention was all or a part of something that is replaced."""
    for edit in done.touching(mention.start, mention.end):
        inside = mention.start <= edit.start and edit.end <= mention.end
        if not inside or edit.end - edit.start == mention.end - mention.start:
            return True
    return False


def findings(records: Records, replacer: Replacer) -> Iterator[Finding]:
    """What was replaced in each document, by kind and number; and how many names of others may be left."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    left: Counter[str] = Counter()
    for document, text, _ in texts(records):
        done = replacer.replaced(text, document)
        counts[document].update(edit.kind for edit in done.edits)
        left[document] += perhaps_persons(done.text, replacer.language(document))
    for document, count in sorted(counts.items()):
        replaced = {name: count[kind] for kind, name in COUNTED.items()}
        if any(replaced.values()):
            yield finding(document, "personal-data", values=replaced)
        if left[document]:
            yield finding(document, "possible-personal-data", values={"count": left[document]})
        if replacer.language(document) not in languages_with_names():
            yield finding(document, "personal-data-language", values={"language": replacer.language(document)})
