"""The command line: what a person types, and what the program answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from postulat.version import __version__

if TYPE_CHECKING:
    from postulat.pipeline import Dataset, Outcome

OK, SOME_FAILED, USAGE = 0, 1, 2

EXAMPLES = """\
examples:
  postulat run minutes/ -o tables             every document in a folder, as CSV and Parquet
  postulat run 2019.pdf 2020.html -o tables   two files
  postulat run 'archive/**/*.pdf' -o tables --format csv
  postulat show minutes/2026-06-09.html       one document's records, with where each came from
  postulat explain tables RECORD_ID           how one record came about

exit codes: 0 all read · 1 some documents could not be read (documents.csv says which) · 2 wrong use
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, in the way of the other messages."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"postulat: {message}; try `{self.prog} --help`\n")


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="postulat",
        description="Turns public-meeting minutes and consultation summaries into tables you can trust.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"postulat {__version__}")
    commands = made.add_subparsers(dest="command", metavar="command", required=True)

    run = commands.add_parser(
        "run",
        help="read documents and write the tables",
        description="Reads minutes and comment matrices (web pages, PDF, office files, text) and writes the tables of postulates,"
        " organisations and responses.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, a folder (searched in depth) or a pattern in quotes")
    run.add_argument("-o", "--out", required=True, metavar="OUT", help="the folder for the tables")
    run.add_argument("--format", default="csv,parquet", metavar="LIST", help="formats to write (default: csv,parquet)")
    run.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary, only what went wrong")
    add_engine(run)
    run.set_defaults(call=run_command)

    show = commands.add_parser(
        "show",
        help="print one document's records, with where each came from",
        description="Prints what is found in one document: the meeting, who was there, each proposal with its answer, stance and"
        " place in the source, and what a person should look at.",
        epilog="example:\n  postulat show minutes/2026-06-09.html | less\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    show.add_argument("file", metavar="FILE")
    add_engine(show)
    show.set_defaults(call=show_command)

    explain = commands.add_parser(
        "explain",
        help="tell how one record came about",
        description="Tells where a record stands in its source, what was joined or inherited and why, and the words and the"
        " vocabulary row that decided its stance.",
        epilog="example:\n  postulat explain tables 525384b736455665.p3\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    explain.add_argument("folder", metavar="OUT", help="the folder of a run")
    explain.add_argument("record", metavar="RECORD_ID", help="the id of a postulate, response, mention or organisation")
    explain.set_defaults(call=explain_command)
    return made


def add_engine(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--pdf-engine",
        choices=("pdfium", "pdfplumber"),
        default="pdfium",
        help="what reads PDF: pdfium is fast, pdfplumber a second opinion (default: pdfium)",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit code."""
    given = parser().parse_args(arguments)
    try:
        code: int = given.call(given)
    except KeyboardInterrupt:
        complain("stopped; nothing was written")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    return code


def run_command(given: argparse.Namespace) -> int:
    from export import OutputError, check_formats
    from postulat.inputs import InputError, find_inputs
    from postulat.pipeline import run
    from postulat.terminal import progress, summary

    folder = Path(given.out)
    try:
        formats = check_formats([name.strip() for name in given.format.split(",") if name.strip()])
        inputs = find_inputs(given.inputs)
    except (ValueError, InputError) as error:
        return wrong_use(str(error))
    if folder.exists() and not folder.is_dir():
        return wrong_use(f"{folder}: is a file, not a folder for the tables")
    with progress(len(inputs), quiet=given.quiet) as done:
        dataset, outcomes = run(inputs, done, given.pdf_engine)
    failed = [outcome for outcome in outcomes if outcome.error]
    read = [outcome for outcome in outcomes if outcome.records and not outcome.error]
    if not read and not failed:
        return wrong_use(f"{', '.join(given.inputs)}: no documents there ({len(outcomes)} other files skipped)")
    if not read and has_tables(folder):
        complain(f"no document could be read; the tables in {folder} stay as they were")
        return SOME_FAILED
    try:
        written = dataset.write(folder, formats)
    except OutputError as error:
        return wrong_use(str(error))
    if not given.quiet:
        summary(dataset, outcomes, folder, written)
    return SOME_FAILED if failed else OK


def has_tables(folder: Path) -> bool:
    return any(folder.glob("documents.*"))


def show_command(given: argparse.Namespace) -> int:
    from postulat.inputs import Input
    from postulat.pipeline import process
    from postulat.show import show

    path = Path(given.file)
    if not path.is_file():
        return wrong_use(f"{path}: {'is a folder; name one file' if path.is_dir() else 'no such file'}")
    outcome = process(Input(path, named=True), given.pdf_engine)
    if outcome.error or outcome.records is None:
        complain(f"{path}: {outcome.error}")
        return SOME_FAILED
    show(combined(outcome))
    return OK


def explain_command(given: argparse.Namespace) -> int:
    from postulat.explain import ExplainError, explain
    from postulat.show import show_facts

    try:
        facts = list(explain(Path(given.folder), given.record))
    except ExplainError as error:
        return wrong_use(str(error))
    show_facts(facts)
    return OK


def combined(outcome: Outcome) -> Dataset:
    from normalize import combine
    from postulat.pipeline import dataset

    return dataset(combine([outcome.records] if outcome.records else []))


def complain(message: str) -> None:
    print(f"postulat: {message}", file=sys.stderr)


def wrong_use(message: str) -> int:
    complain(message)
    return USAGE


if __name__ == "__main__":
    sys.exit(main())
