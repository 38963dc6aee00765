"""The help of a command in another language: descriptions, options and examples, each looked up when the help is printed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import cache

from postulat.language.chosen import speaking
from postulat.language.messages import HELP, rows
from postulat.normalize.wording import ENGLISH, home

ROOM = "   "
"""What stands, in a line of an epilog, between what is typed and what that does."""
USAGE = "usage: "


@cache
def words(language: str) -> dict[str, str]:
    path = home() / language / HELP
    return dict(rows(path)) if path.is_file() else {}


def help_page(parser: argparse.ArgumentParser, made: Callable[[], str]) -> str:
    """The help that `made` gives, after the words of the parser were put into the language of the person."""
    language = speaking()
    if language == ENGLISH:
        return made()
    known = words(language)
    parser.description = known.get(parser.description or "", parser.description)
    parser.epilog = "\n".join(line_in(known, line) for line in (parser.epilog or "").split("\n"))
    for group in parser._action_groups:
        group.title = known.get(group.title or "", group.title)
    for action in parser._actions:
        several = action._choices_actions if isinstance(action, argparse._SubParsersAction) else [action]
        for one in several:
            one.help = known.get(one.help or "", one.help)
    usage, gap, rest = made().partition("\n\n")
    head = known.get(USAGE, USAGE)
    shifted = usage.removeprefix(USAGE).replace("\n" + " " * len(USAGE), "\n" + " " * len(head))
    return head + shifted + gap + rest if usage.startswith(USAGE) else usage + gap + rest


def line_in(known: dict[str, str], line: str) -> str:
    """A line of an epilog in the language of the words; what is typed stays.

    >>> line_in({"two files": "dwa pliki", "examples:": "przykłady:"}, "  postulat run a b    two files")
    '  postulat run a b    dwa pliki'
    """
    if line in known:
        return known[line]
    typed, room, told = line.rpartition(ROOM)
    return typed + room + known.get(told, told) if typed.strip() else line
