"""Each finding of the program has its row in `findings.csv`, each row a call, and both name the same values."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import golden
import pytest

from postulat.export import Options, write
from postulat.export.finding_messages import Translated, in_language
from postulat.export.schema.codebook import entries
from postulat.extract.document import Note, Place
from postulat.extract.word_tables import word_table
from postulat.normalize.findings import (
    WORDS,
    Kind,
    advice,
    codes,
    filled,
    finding,
    in_words,
    kinds,
    message,
    of_note,
    title,
    translated,
    with_values,
    words,
)
from postulat.normalize.records import Finding, Records

ROOT = Path(__file__).parent.parent
PROGRAM = [path for name in ("extract", "normalize", "export") for path in sorted((ROOT / name).rglob("*.py"))]
PROGRAM += sorted((ROOT / "postulat").rglob("*.py"))
MAKERS = {"Note", "note", "finding", "Doubt", "Odd", "find"}
"""What makes a finding: the code is the first plain text among its arguments, the variant the one after it."""
OF_FIND = {"made", "self", "self.made"}
"""Whose `find` makes findings; those of texts and elements do not."""
AT_MOST = {"record_id", "places", "values"}
"""Named arguments that are no values of a message."""
HOME = ROOT / "normalize" / "findings.py"


class Call(NamedTuple):
    """A place in the program that makes a finding: `variants` is None where they are not written there."""

    where: str
    code: str
    variants: tuple[str, ...] | None
    names: frozenset[str] | None


def texts(node: ast.expr) -> tuple[str, ...] | None:
    """The plain texts that an expression may be."""
    if isinstance(node, ast.Constant):
        return (node.value,) if isinstance(node.value, str) else None
    if isinstance(node, ast.IfExp):
        one, other = texts(node.body), texts(node.orelse)
        return None if one is None or other is None else (*one, *other)
    return None


def named(call: ast.Call, name: str, tree: ast.Module) -> frozenset[str] | None:
    """The names of the values that a call gives, in it or in a table above it; None where they are put together elsewhere."""
    given = {keyword.arg for keyword in call.keywords}
    if None in given:
        return None
    tables = [keyword.value for keyword in call.keywords if keyword.arg == "values"]
    if name in ("Note", "Doubt", "Odd") and len(call.args) > 3:
        tables.append(call.args[3])
    if name == "finding" and len(call.args) > 5:
        tables.append(call.args[5])
    found = {str(one) for one in given - AT_MOST}
    for given_here in tables:
        one = above(given_here.id, call.lineno, tree) if isinstance(given_here, ast.Name) else given_here
        if not isinstance(one, ast.Dict) or None in one.keys:
            return None
        found |= {key.value for key in one.keys if isinstance(key, ast.Constant)}
    return frozenset(found)


def above(name: str, line: int, tree: ast.Module) -> ast.expr | None:
    """What a name was last given before a line, where it is not added to afterwards."""
    found: list[tuple[int, ast.expr | None]] = []
    for node in ast.walk(tree):
        if (isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] == [name]) or (
            isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name
        ):
            found.append((node.lineno, node.value))
        elif isinstance(node, ast.AugAssign) and ast.unparse(node.target) == name:
            found.append((node.lineno, None))
    return max((one for one in found if one[0] < line), key=lambda one: one[0], default=(0, None))[1]


def calls(path: Path) -> Iterator[Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
        where = f"{path.relative_to(ROOT)}:{node.lineno}"
        if name == "Finding" and path != HOME:
            yield Call(where, ast.unparse(node), None, None)
        if name not in MAKERS or path == HOME:
            continue
        if name == "find" and not (isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) in OF_FIND):
            continue
        place = next((place for place, one in enumerate(node.args) if texts(one) is not None), None)
        if place is None:
            continue  # hands on what was made elsewhere
        after = node.args[place + 1] if len(node.args) > place + 1 else None
        variants = ("",) if after is None else texts(after)
        for code in texts(node.args[place]) or ():
            yield Call(where, code, variants, named(node, name, tree))


CALLS = [call for path in PROGRAM for call in calls(path)]


def test_every_code_of_the_program_has_a_row() -> None:
    """A call of the old form, with its message in it, is shown here as one without a plain variant."""
    wrong = []
    for call in CALLS:
        if call.variants is None:
            wrong.append(f"{call.where}: {call.code}: the variant is not written here (has the call its message instead?)")
        rows = [f"{call.code},{variant}" for variant in call.variants or () if (call.code, variant) not in kinds()]
        wrong += [f"{call.where}: no row {row} in normalize/vocabulary/findings.csv" for row in rows]
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_row_has_a_call() -> None:
    made = {(call.code, variant) for call in CALLS for variant in call.variants or ()}
    left = [
        f"findings.csv: {code},{variant}: nothing in the program says it"
        for code, variant in kinds()
        if (code, variant) not in made
    ]
    assert not left, "\n" + "\n".join(left)


def test_every_call_gives_the_values_of_its_row() -> None:
    wrong = []
    for call in CALLS:
        of = [kinds()[call.code, variant] for variant in call.variants or () if (call.code, variant) in kinds()]
        if call.names is not None:
            wrong += [
                f"{call.where}: {one.code},{one.variant} takes {sorted(one.names)}, the call gives {sorted(call.names)}"
                for one in of
                if one.names != call.names
            ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_row_stands_once() -> None:
    assert len({(row["code"], row["variant"]) for row in word_table(HOME.parent / "vocabulary" / "findings.csv")}) == len(kinds())
    assert len(words()) == len(word_table(WORDS))


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: f"{kind.code},{kind.variant}")
def test_a_row_is_complete_and_its_example_fills_every_message(kind: Kind) -> None:
    assert kind.severity in ("info", "warning", "error")
    assert all((*kind.titles, *kind.messages, *kind.advice))
    values = json.loads(kind.example or "{}")
    assert kind.names == values.keys()
    for language in ("pl", "en"):
        text = filled(kind, values, language)
        assert "{" not in text


@pytest.mark.parametrize("row", word_table(WORDS), ids=lambda row: row["key"])
def test_a_key_in_words(row: dict[str, str]) -> None:
    assert in_words(row["key"], "en") == row["example"] == row["en"]
    assert row["pl"]


def test_every_key_in_words_is_written_in_the_program() -> None:
    written = {
        node.value
        for path in PROGRAM
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    written |= {f"reason-{word.replace(' ', '-')}" for word in written}  # names of evidence
    readers = "\n".join(re.sub(r"\{[^}]*\}", "#", path.read_text(encoding="utf-8")) for path in PROGRAM)
    assert not [key for key in words().keys() - written if key not in readers]


def test_a_note_is_a_finding_with_the_severity_and_the_message_of_its_row() -> None:
    found = of_note("d1", Note("limit-reached", "rows", (Place(2, "table=1"),), {"count": 3}))
    assert found == Finding(
        *("d1", "error", "limit-reached", "the last rows of a table are left out: 3", None, 2, "page=2 table=1"),
        *('{"count": 3}', "rows"),
    )


def test_a_message_is_said_in_either_language() -> None:
    found = finding("d1", "joined-table", values={"why": ["numbers-follow", "next-page"]})
    assert found.message.endswith(": its numbers follow, same columns on the next page")
    assert (
        message(found, "pl")
        == "tabelę odczytano jako dalszy ciąg poprzedniej: numery idą dalej, te same kolumny na następnej stronie"
    )
    assert message(translated(found, "pl"), "en") == found.message
    assert title("joined-table", "en") == "joined table"
    assert advice(found, "pl") == codes()["joined-table"].advice[0]


def test_braces_in_a_document_are_no_template() -> None:
    found = finding("d1", "comment", values={"text": "{text} {0} {name:words}"})
    assert found.message == message(found, "pl") == "{text} {0} {name:words}"


@pytest.mark.parametrize("values", [None, "", "[1]", "{", '{"other": 1}', '"text"'])
def test_a_finding_whose_values_do_not_fit_says_what_it_said(values: str | None) -> None:
    found = Finding("d1", "info", "duplicate-number", "number 7 stands twice", values=values)
    assert message(found, "pl") == "number 7 stands twice"
    assert with_values(found, {"a": 1}) == replace(found, values='{"a": 1}')


def test_a_finding_of_another_version_says_what_it_said() -> None:
    found = Finding("d1", "info", "code-of-tomorrow", "something new", values='{"a": 1}')
    assert message(found, "pl") == "something new"
    assert title(found.code, "pl") == "code-of-tomorrow"
    assert advice(found, "pl") == ""


def test_the_page_of_findings_lists_the_table() -> None:
    """`make golden` writes the page anew."""
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == golden.findings_page()


def test_the_codebook_lists_every_code() -> None:
    assert [value.value for value in entries("findings")["code"].values] == list(codes())


def test_written_tables_say_it_in_the_language_of_the_labels(tmp_path: Path) -> None:
    told = Records(findings=(finding("d1", "missing-text"), Finding("d1", "info", "code-of-tomorrow", "something new")))
    for labels, text in (("pl", "w wierszu nie ma uwagi"), ("en", "the row has no comment")):
        write(told, tmp_path, ["csv"], Options(labels=labels))
        assert text in (tmp_path / "findings.csv").read_text(encoding="utf-8")
    assert in_language(told, "pl").findings[1] == told.findings[1]


def test_rows_in_a_file_are_said_in_a_language_when_they_are_read() -> None:
    rows = Translated([finding("d1", "missing-text"), finding("d1", "unclear-stance")], "pl")
    assert len(rows) == 2
    assert [row.message for row in rows] == [rows[0].message, rows[-1].message]
    assert rows[:1][0].message == "w wierszu nie ma uwagi"
