"""Pages of `docs/` that are made from the code: every command with its options, and every table with its columns."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from postulat.commands.cli import parser
from postulat.export.schema.codebook import entries, enumeration, tables
from postulat.export.schema.keys import keys

MADE = "<!-- made from the code by `make pages`; do not edit -->"


def commands() -> dict[str, argparse.ArgumentParser]:
    """Command name → its parser."""
    (found,) = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found.choices)


def options(command: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """What may follow a command, as it is typed, and what it does."""
    for action in command._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
        value = str(action.metavar or choices or action.dest.upper()) if action.nargs != 0 else ""
        names = ", ".join(f"`{name} {value}`" if value else f"`{name}`" for name in action.option_strings) or f"`{value}`"
        given = {key: getattr(action, key) for key in ("default", "dest", "metavar")} | {"prog": command.prog}
        said = (action.help or "") % given
        yield names, said.replace("|", "\\|")


def commands_page() -> str:
    lines = [
        "# Commands",
        "",
        MADE,
        "",
        "What a person types. `postulat COMMAND --help` or `postulat help COMMAND` says the same in the terminal, and",
        "`man postulat` where the wheel was installed; `postulat -V` or `--version` says which version it is.",
        "",
        "What is typed each time can stand in a file `postulat.toml` in the folder from which the program is called: a table a",
        "command, a key is an option without its dashes. What is typed goes before what is written down. Passwords, keys of",
        "pseudonyms and leave to call private addresses are never taken from the file, which may have come with documents.",
        "",
        "```toml",
        "[run]",
        'inputs = ["minutes/"]',
        'out = "tables"',
        'format = "csv,xlsx"',
        'corrections = ["corrections.csv"]',
        "```",
        "",
    ]
    for name, command in commands().items():
        lines += [f"## `postulat {name}`", "", *[str(command.description)], "", "| option | what it does |", "| --- | --- |"]
        lines += [f"| {names} | {said} |" for names, said in options(command)]
        lines += ["", "```text", (command.epilog or "").strip("\n"), "```", ""]
    return "\n".join(lines)


def tables_page() -> str:
    lines = [
        "# Tables and columns",
        "",
        MADE,
        "",
        "Every table of a run and what its columns mean. The format `codebook` writes the same in Polish and English, and how full",
        "each column is in a run. *Key* names a row, *→* a row of another table. A type with `?` may be missing.",
        "",
    ]
    used: dict[str, None] = {}
    for name, table in tables().items():
        primary = set(keys(name).primary)
        references = {reference.column: reference.tables for reference in keys(name).references}
        lines += [f"## `{name}`", "", f"{table.meaning('en')}.", "", "| column | type | meaning |", "| --- | --- | --- |"]
        for entry in entries(name).values():
            column = entry.column
            kind = f"`{column.type}{'?' if column.nullable else ''}`"
            more = ["key"] if column.name in primary else []
            more += [f"→ `{other}`" for other in references.get(column.name, ())]
            if entry.enumeration:
                used[entry.enumeration] = None
                more.append(f"one of [{entry.enumeration}](#values-{entry.enumeration.replace('_', '-')})")
            meaning = entry.meaning("en").replace("|", "\\|") + (f" ({'; '.join(more)})" if more else "")
            lines.append(f"| `{column.name}` | {kind} | {meaning} |")
        lines.append("")
    for name in used:
        lines += [f"## Values: {name.replace('_', ' ')}", "", f'<a id="values-{name.replace("_", "-")}"></a>', ""]
        lines += ["| value | meaning |", "| --- | --- |"]
        lines += [f"| `{value.value}` | {value.meaning('en').replace('|', chr(92) + '|')} |" for value in enumeration(name)]
        lines.append("")
    return "\n".join(lines)


def roff(text: str) -> str:
    """A text as the formatter of manual pages shows it word by word.

    >>> roff("-o OUT\\n.x")
    '\\\\-o OUT\\n\\\\&.x'
    """
    lines = text.replace("\\", "\\e").replace("-", "\\-").splitlines()
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in lines)


def manual_page() -> str:
    """`postulat(1)`: all commands on one page, as `man postulat` shows them."""
    whole = parser()
    lines = ['.\\" made from the code by `make pages`; do not edit', '.TH POSTULAT 1 "" "postulat" "User Commands"']
    lines += [".SH NAME", roff(f"postulat - {whole.description}"), ".SH SYNOPSIS", ".B postulat", r".I command \&..."]
    lines += [".SH COMMANDS"]
    for name, command in commands().items():
        lines += [f".SS postulat {name}", roff(str(command.description))]
        for names, said in options(command):
            lines += [".TP", f".B {roff(names.replace('`', ''))}", roff(said.replace("\\|", "|"))]
        if command.epilog:
            lines += [".PP", ".nf", roff(command.epilog.strip("\n")), ".fi"]
    lines += [".SH EXAMPLES", ".nf", roff((whole.epilog or "").strip("\n")), ".fi", ""]
    return "\n".join(lines)


PAGES = {"commands.md": commands_page, "tables.md": tables_page, "man/postulat.1": manual_page}
