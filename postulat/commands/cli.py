"""The command line: what a person types, and what the program answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from postulat.commands.fetch import add_fetch
from postulat.commands.forget import add_forget
from postulat.commands.open import add_open
from postulat.commands.parsing import Parser, meant
from postulat.commands.promises import add_promises
from postulat.commands.run import add_diff, add_engine, add_labels, add_password, add_retry, add_run, reading_of
from postulat.commands.settings import SettingsError, with_settings
from postulat.commands.speech import OK, SOME_FAILED, STOPPED, USAGE, close_output, complain, ready_streams, wrong_use
from postulat.commands.tables import add_corrections, add_report, add_review
from postulat.extract.characters.excerpt import shortened
from postulat.extract.errors import one_line
from postulat.language.chosen import speak, speak_as_asked, speaking
from postulat.normalize.wording import ENGLISH
from postulat.version import __version__
from postulat.work.process_start import this_is_the_command

LABELS_OPTION = "--labels"
EXAMPLES = """\
examples:
  postulat run minutes/ -o tables             every document in a folder, as CSV and Parquet
  postulat run 2019.pdf 2020.html -o tables   two files
  postulat run 'archive/**/*.pdf' -o tables --format csv
  postulat open minutes/                      a page in the browser: read, look through, correct, download
  postulat show minutes/2026-06-09.html       one document's records, with where each came from
  postulat explain tables RECORD_ID           how one record came about
  postulat review tables                      pages to check the records against their sources
  postulat report tables                      a page of charts: who asks for what, and who is heard
  postulat promises tables                    what the answers promise, and by when
  postulat retry tables                       try again what failed
  postulat diff tables-may tables-june        what changed, and why
  postulat forget tables                      remove what a run keeps of the originals
  postulat fetch krakow-ngo -o archive        an office's pages into an archive, for postulat run archive

What you type each time can stand in a file postulat.toml beside your documents: [run], out = "tables", format = "csv,xlsx".

exit codes: 0 all read · 1 some documents could not be read (failures.csv says which) · 2 wrong use
"""


def parser() -> Parser:
    made = Parser(
        prog="postulat",
        description="Turns public-meeting minutes and consultation summaries into tables you can trust.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("-V", "--version", action="version", version=f"postulat {__version__}")
    commands = made.add_subparsers(dest="command", metavar="command", required=True)

    add_run(commands)
    add_open(commands)
    show = commands.add_parser(
        "show",
        help="print one document's records, with where each came from",
        description="Prints what is found in one document: the meeting, who was there, each proposal with its answer, stance and"
        " place in the source, and what a person should look at.",
        epilog="example:\n  postulat show minutes/2026-06-09.html | less\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    show.add_argument("file", metavar="FILE", help="the document")
    add_labels(show)
    add_engine(show)
    add_password(show)
    show.set_defaults(call=show_command)

    explain = commands.add_parser(
        "explain",
        help="tell how one record came about, or how the comments of a file were seen",
        description="Tells where a record stands in its source, what was joined or inherited and why, and the words and the"
        " vocabulary row that decided its stance. Of a file alone it tells in which ways its comments can be seen, and what"
        " speaks for each.",
        epilog="examples:\n  postulat explain tables 525384b736455665.p3\n  postulat explain minutes/2026-06-09.html\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    explain.add_argument("folder", metavar="OUT|FILE", help="the folder of a run, or a file for its readings")
    explain.add_argument("record", metavar="RECORD_ID", nargs="?", help="the id of a postulate, response, mention or organisation")
    add_labels(explain)
    explain.set_defaults(call=explain_command)
    add_review(commands)
    add_corrections(commands)
    add_report(commands)
    add_promises(commands)
    add_retry(commands)
    add_diff(commands)
    add_forget(commands)
    add_fetch(commands)
    add_completion(commands, made)
    add_help(commands, made)
    return made


def add_completion(commands: Any, whole: Parser) -> None:
    from postulat.commands.completion import SHELLS, script

    command = commands.add_parser(
        "completion",
        help="print what makes a shell complete commands and options",
        description="Prints the script that makes a shell complete commands, options and files.",
        epilog="examples:\n  postulat completion bash > ~/.local/share/bash-completion/completions/postulat\n"
        "  postulat completion zsh > ~/.zfunc/_postulat\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("shell", choices=SHELLS, help="the shell")

    def call(given: argparse.Namespace) -> int:
        print(script(whole, given.shell))
        return OK

    command.set_defaults(call=call)


def add_help(commands: Any, whole: Parser) -> None:
    command = commands.add_parser("help", help="tell what a command does", description="Tells what a command does, as --help does.")
    command.add_argument("about", metavar="COMMAND", nargs="?", help="the command (default: all of them)")

    def call(given: argparse.Namespace) -> int:
        known = whole.commands()
        if given.about is not None and given.about not in known:
            return wrong_use(f"no command {given.about!r}{meant(given.about, known)}; try `postulat help`")
        known.get(given.about, whole).print_help()
        return OK

    command.set_defaults(call=call)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit code."""
    ready_streams()
    if arguments is None:
        this_is_the_command()
    words = sys.argv[1:] if arguments is None else list(arguments)
    speak_as_asked(labels_typed(words))
    whole = parser()
    if not words:
        whole.print_help()
        return USAGE
    try:
        given = whole.parse_args(with_settings(words, whole))
    except SettingsError as error:
        return wrong_use(str(error))
    if getattr(given, "log_format", "") == "json":
        speak(ENGLISH)
    try:
        code: int = given.call(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("stopped; nothing was written")
        return STOPPED
    except BrokenPipeError:
        close_output()
        return OK
    except OSError as error:  # the commands tell of their files themselves: what is left is an output that takes no more
        close_output()
        if error.filename:
            return wrong_use(f"{shortened(str(error.filename))}: {one_line(error)}")
        complain(f"cannot write to standard output: {one_line(error)}")
        return SOME_FAILED
    return code


def labels_typed(words: Sequence[str]) -> str | None:
    """What stands behind `--labels`, before anything else is understood: what is wrong is to be said in that language, too.

    >>> labels_typed(["run", "--labels=pl"]), labels_typed(["run", "--labels", "en", "a.html"]), labels_typed(["run"])
    ('pl', 'en', None)
    """
    for place, word in enumerate(words):
        if word == LABELS_OPTION:
            return "".join(words[place + 1 : place + 2])
        if word.startswith(LABELS_OPTION + "="):
            return word.partition("=")[2]
    return None


def show_command(given: argparse.Namespace) -> int:
    from postulat.commands.show import show
    from postulat.inputs.input import Input
    from postulat.inputs.streams import is_stream
    from postulat.options import Options
    from postulat.pipeline import alone

    path = Path(given.file)
    if not is_stream(given.file) and (told := why_no_file(path)):
        return wrong_use(f"{shortened(str(path))}: {told}")
    outcome, found = alone(Input(path.as_posix(), named=True), Options(reading_of(given)), given.password)
    if outcome.error or not found.documents:
        complain(f"{path}: {outcome.error}")
        return SOME_FAILED
    speak(given.labels or speaking())
    show(found, speaking())
    return OK


def why_no_file(path: Path) -> str:
    """What a name leads to that is no file; empty for a file."""
    from postulat.extract.ordinary_file import oddity

    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return "no such file"
    return "is a folder; name one file" if path.is_dir() else oddity(mode)


def explain_command(given: argparse.Namespace) -> int:
    from postulat.commands.explain import ExplainError, explain
    from postulat.commands.explain_readings import explain_readings
    from postulat.commands.show import show_facts
    from postulat.extract.errors import ReadError

    speak(given.labels or speaking())
    path = Path(given.folder)
    if given.record is None and why_no_file(path):
        return wrong_use(f"{shortened(str(path))}: no such file; name a file, or the folder of a run and a RECORD_ID")
    try:
        facts = list(explain(path, given.record) if given.record is not None else explain_readings(path))
    except ExplainError as error:
        return wrong_use(str(error))
    except ReadError as error:
        complain(f"{path}: {error}")
        return SOME_FAILED
    show_facts(facts)
    return OK


if __name__ == "__main__":
    sys.exit(main())
