"""What the program can say to a person, read off its source: errors, complaints, words of tables, and the help of its commands."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from repository import ROOT

from postulat.commands.cli import parser

TOLD_BY = frozenset({"complain", "wrong_use", "say", "spoken", "doubt", "fact"})
"""Functions whose first argument a person reads."""
INNER = frozenset(
    (
        *("KeyError", "IndexError", "AttributeError", "AssertionError", "TypeError", "ImportError", "NotImplementedError"),
        *("CodecError", "UnsoundError", "DamagedEntryError", "CloseSpider", "IgnoreRequest", "SystemExit", "DatabaseError"),
        *("PlaceError", "UploadError", "NotSavedError", "ChildError", "SelectolaxError"),
    )
)
"""Errors that no person sees as they are: the code catches them, they are bugs, or the words of a page speak for them."""
INNER_VALUES = (
    *("extract/fetch/archive/single_warc.py", "normalize/", "extract/", "export/schema", "export/reading"),
    *(
        "postulat/storage",
        "postulat/batch",
        "postulat/work",
        "postulat/local_page",
        "export/formats",
        "export/report",
        "export/html",
    ),
)
"""Where a ValueError is caught by whoever calls."""
WORDS_OF_PAGES = ("export/", "postulat/local_page/")
"""Where `say` is given a key of the words of a page."""
FILLING = "7"
WEIGHED = {"Evidence": 2, "add": 3}
"""Calls that make a sign for or against a reading, and the place of its detail, which `explain` prints."""


def templates(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be, each value in it a 7; nothing for what is no text of the code."""
    if isinstance(node, ast.Constant):
        yield from [node.value] if isinstance(node.value, str) else []
    elif isinstance(node, ast.IfExp):
        yield from (*templates(node.body), *templates(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        pieces = [list(piece(value)) for value in node.values]
        yield from ("".join(one) for one in product(*pieces))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        for one, other in product(list(templates(node.left)) or [FILLING], list(templates(node.right)) or [FILLING]):
            yield one + other


def piece(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.FormattedValue):
        yield from (list(templates(value.value)) if isinstance(value.value, ast.IfExp) else []) or [FILLING]
    else:
        yield from templates(value)


def told(path: Path) -> Iterator[str]:
    name = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            error = ast.unparse(node.exc.func).rpartition(".")[2]
            if error not in INNER and not (error == "ValueError" and name.startswith(INNER_VALUES)):
                yield from (text for argument in node.exc.args for text in templates(argument))
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func).removeprefix("heard.")
            if called in TOLD_BY and node.args and not name.startswith(WORDS_OF_PAGES):
                yield from templates(node.args[0])
            if called == "FailedError" and len(node.args) > 1:
                yield from templates(node.args[1])
            if called in WEIGHED and name.startswith("normalize/readings") and len(node.args) > WEIGHED[called]:
                yield from templates(node.args[WEIGHED[called]])
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and name.startswith("postulat/commands/"):
            yield from templates(node.value.elts[0])
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "problem":
                    yield from templates(keyword.value)


def messages() -> dict[str, str]:
    """Each message with its values as 7 → a file in which it stands."""
    found: dict[str, str] = {}
    for folder in ("extract", "normalize", "export", "postulat"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not path.is_symlink() and not any(part.is_symlink() for part in path.parents if part != ROOT):
                for text in told(path):
                    if re.search(r"[a-z]{2}.* |^[a-z ]{4,}$", text):
                        found.setdefault(text, path.relative_to(ROOT).as_posix())
    return found


def help_texts() -> Iterator[str]:
    """Every text of the help: of the whole program and of each command."""
    whole = parser()
    for one in (whole, *whole.commands().values()):
        yield one.description or ""
        yield from (group.title or "" for group in one._action_groups if group._group_actions)
        yield from example_texts(one.epilog or "")
        for action in one._actions:
            several = action._choices_actions if isinstance(action, argparse._SubParsersAction) else [action]
            yield from (each.help or "" for each in several)


def example_texts(epilog: str) -> Iterator[str]:
    """What an epilog tells: whole lines, or what stands behind an example."""
    for line in epilog.split("\n"):
        typed, _, said = line.rpartition("   ")
        if typed.strip():
            yield said
        elif not line.startswith("  "):
            yield line
