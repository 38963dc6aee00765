"""`postulat run`, `postulat retry` and `postulat diff`: the commands over whole archives."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from postulat.commands.speech import OK, SOME_FAILED, STOPPED, complain, report_of_work_done, wrong_use
from postulat.export.formats import KNOWN
from postulat.language.chosen import speak, speaking
from postulat.normalize.wording import languages

if TYPE_CHECKING:
    from postulat.batch.order import Order, Results
    from postulat.batch.run import Report
    from postulat.extract.options import ReadingOptions
    from postulat.normalize.understanding import Understanding

STANDARD_OUTPUT = "-"
FORMATS = "csv,parquet"
Number = TypeVar("Number", int, float)

RUN_EXAMPLES = """\
examples:
  postulat run minutes/ -o tables                   every document in a folder, as CSV and Parquet
  postulat run 'archive/**/*.pdf' -o tables --format csv
  postulat run @list.txt minutes.zip -o tables      what a list names, and the documents in an archive
  postulat run https://bip.example.pl/protokol.pdf -o tables    fetched into tables/archive, then read
  postulat run - -o - < protokol.html | jq .        from standard input, as lines of JSON
  postulat run s3://bucket/minutes -o s3://bucket/tables
  postulat run minutes/ -o tables --timeout 2m --memory-limit 1G --workers 8

A second run does what is new or changed, and goes on where an interrupted one stopped.
exit codes: 0 all read · 1 some documents could not be read (failures.csv says which) · 2 wrong use · 130 stopped
"""
RETRY_EXAMPLES = """\
examples:
  postulat retry tables                    once more what failed, with everything else as it was
  postulat retry tables --timeout 1h       with more time for each
"""
DIFF_EXAMPLES = """\
examples:
  postulat diff tables-may tables-june               what was added, removed and changed, and why
  postulat diff tables-may tables-june --format csv > changes.csv
  postulat diff may.xlsx june.sqlite                 from whatever format the tables are in
"""


def add_run(commands: Any) -> None:
    command = add(
        commands,
        "run",
        "read documents and write the tables",
        "Reads minutes and comment matrices (web pages, PDF, office files, text) and writes the tables of postulates,"
        " organisations and responses.",
        RUN_EXAMPLES,
        run_command,
    )
    command.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="a file, a folder (searched in depth), a pattern in quotes, @LIST with one input a line, or an address (s3://…);"
        " ZIP, TAR and web archives and e-mails are looked into; - is the standard input",
    )
    command.add_argument(
        "-o", "--out", required=True, metavar="OUT", help="the folder for the tables; - writes lines of JSON to standard output"
    )
    command.add_argument("--follow-links", action="store_true", help="read what links in a folder lead to outside of it")
    add_results(command)
    add_work(command)
    add_talk(command)


def add_retry(commands: Any) -> None:
    command = add(
        commands,
        "retry",
        "try again what failed",
        "Does the last run into OUT once more and tries again what failed then; everything else is taken from its store.",
        RETRY_EXAMPLES,
        retry_command,
    )
    command.add_argument("out", metavar="OUT", help="the folder of a run")
    add_work(command, fresh=False)
    add_talk(command)


def add_diff(commands: Any) -> None:
    command = add(
        commands,
        "diff",
        "tell what changed between two runs",
        "Tells which records were added, removed or changed from one run to another, field by field, and whether the source"
        " or the rules changed.",
        DIFF_EXAMPLES,
        diff_command,
    )
    command.add_argument("old", metavar="OLD", help="the folder of the earlier run, or a file of its tables")
    command.add_argument("new", metavar="NEW", help="the folder of the later run, or a file of its tables")
    command.add_argument("--format", choices=("text", "csv", "jsonl"), default="text", help="how to write it (default: text)")
    add_labels(command)


def add(
    commands: Any, name: str, short: str, description: str, examples: str, call: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=short, description=description, epilog=examples, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    command.set_defaults(call=call)
    return command


def add_results(command: argparse.ArgumentParser) -> None:
    """Options that decide what comes out."""
    group = command.add_argument_group("results")
    group.add_argument(
        "--format",
        metavar="LIST",
        help=f"{KNOWN} (default: csv,parquet)",
    )
    group.add_argument(
        "--csv-dialect", choices=("rfc4180", "excel-pl"), default="rfc4180", help="excel-pl: for Polish Excel (default: rfc4180)"
    )
    group.add_argument(
        "--labels", choices=languages(), default="pl", help="language of headings, messages and of the codebook (default: pl)"
    )
    group.add_argument("--partition", action="store_true", help="Parquet in one folder a year")
    group.add_argument(
        "--organisations", metavar="FILE", help="your decisions which names are one organisation (docs/organisations.md)"
    )
    group.add_argument(
        "--corrections",
        metavar="FILE",
        action="append",
        default=[],
        help="corrections from the review pages; may be repeated (default: OUT/corrections.csv, if it is there)",
    )
    group.add_argument(
        "--stances",
        choices=("A", "B", "C"),
        default="C",
        help="how sure a stance must be to be written: A sure, B likely, C all (default: C; a less sure one is written as unclear)",
    )
    group.add_argument("--themes", metavar="FILE", help="your table of themes in place of ours (docs/topics.md)")
    group.add_argument("--requests", metavar="FILE", help="your decisions which requests are the same (docs/topics.md)")
    group.add_argument("--no-links", action="store_true", help="do not look for requests that were made before")
    group.add_argument("--no-topics", action="store_true", help="leave the topics of proposals out")
    group.add_argument("--no-promises", action="store_true", help="leave the promises of answers out")
    group.add_argument(
        "--pseudonymise-persons",
        action="store_true",
        help="replace persons, e-mails, telephones, identity numbers and home addresses (docs/privacy.md)",
    )
    group.add_argument(
        "--keep-office-holders", action="store_true", help="with pseudonyms: leave persons named right behind a public office"
    )
    group.add_argument(
        "--forget",
        action="store_true",
        help="with pseudonyms: keep no originals beside the tables; the next run reads every document anew",
    )
    group.add_argument(
        "--pseudonym-key", metavar="FILE", help="the key of the pseudonyms (default: OUT/.postulat/pseudonym.key; never publish it)"
    )
    add_engine(group)


def add_engine(command: Any) -> None:
    command.add_argument(
        "--pdf-engine",
        choices=("pdfium", "pdfplumber"),
        default="pdfium",
        help="what reads PDF: pdfium is fast, pdfplumber a second opinion (default: pdfium)",
    )
    command.add_argument(
        "--html-engine",
        choices=("lexbor", "bs4"),
        default="lexbor",
        help="what builds the tree of a web page: lexbor as browsers do, bs4 a second opinion (default: lexbor)",
    )
    command.add_argument(
        "--hidden-rows",
        choices=("keep", "drop"),
        default="keep",
        help="rows of a spreadsheet that a filter or a folded group hides (default: keep; rows hidden by hand are left out)",
    )


def add_work(command: argparse.ArgumentParser, fresh: bool = True) -> None:
    """Options that decide how the work is done, and nothing of what comes out."""
    group = command.add_argument_group("work")
    group.add_argument("-j", "--workers", type=workers, default=None, metavar="N", help="processes (default: one a core)")
    group.add_argument("--timeout", type=span, metavar="TIME", help="for one document, as 90s or 10m (default: 10m; 0: none)")
    group.add_argument("--memory-limit", type=size, metavar="SIZE", help="for one document, as 512M (default: 2G; 0: none)")
    if fresh:
        group.add_argument("--fresh", action="store_true", help="take nothing from earlier runs")
    group.add_argument("--overwrite", action="store_true", help="replace what was edited in OUT by hand; a copy is kept beside it")
    group.add_argument("--fail-fast", action="store_true", help="stop at the first document that cannot be read; write nothing")
    group.add_argument("--engine", choices=("local", "dask"), default=None, help="where the work is done (default: local)")
    add_password(group)
    group.add_argument("--allow-private", action="store_true", help="let web addresses be private and local ones")
    group.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster, as tcp://host:8786 (default: one of our own)")


def add_labels(command: Any) -> None:
    """The language of what is printed."""
    command.add_argument("--labels", choices=languages(), help="language of what is printed (default: that of the system)")


def add_password(command: Any) -> None:
    command.add_argument("--password", default="", metavar="WORD", help="opens files that are locked with it")


def add_talk(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("messages")
    group.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary, only what went wrong")
    group.add_argument("--log-format", choices=("text", "json"), default="text", help="how progress is told (default: text)")


def workers(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
    return int(text)


def span(text: str) -> float:
    from postulat.options import seconds

    return checked(seconds, text)


def size(text: str) -> int:
    from postulat.options import megabytes

    return checked(megabytes, text)


def checked(convert: Callable[[str], Number], text: str) -> Number:
    try:
        return convert(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def run_command(given: argparse.Namespace) -> int:
    from postulat.batch.choices import ResultsError, ordered
    from postulat.batch.order import Order
    from postulat.export import check_formats
    from postulat.options import Options

    if not given.inputs:
        return wrong_use("no INPUT named; try `postulat run --help`")
    if given.out == STANDARD_OUTPUT:
        return run_to_output(given)
    if given.forget and not (given.pseudonymise_persons or given.pseudonym_key):
        return wrong_use("--forget is for runs with --pseudonymise-persons")
    if given.forget and "://" in given.out:
        return wrong_use(f"{given.out}: only a folder on this machine; remove .postulat/store there by the means of that place")
    try:
        formats = check_formats([name.strip() for name in (given.format or FORMATS).split(",") if name.strip()])
    except ValueError as error:
        return wrong_use(str(error))
    if "://" not in given.out and Path(given.out).exists() and not Path(given.out).is_dir():
        return wrong_use(f"{given.out}: is a file, not a folder for the tables")
    try:
        options = Options(reading_of(given), understanding_of(given))
    except ValueError as error:
        return wrong_use(str(error))
    order = Order(
        tuple(given.inputs), given.out, formats, options, work_of(given), follow_links=given.follow_links, overwrite=given.overwrite
    )
    try:
        order = ordered(order, results_of(given))
    except ResultsError as error:
        return wrong_use(str(error))
    return carry_out(order, given)


def run_to_output(given: argparse.Namespace) -> int:
    """The same run in a folder of its own, of which the lines of JSON go to standard output, and nothing is left."""
    import shutil
    import tempfile

    from postulat.export.formats.jsonl import FILE

    if given.format not in (None, "jsonl"):
        return wrong_use(f"-o {STANDARD_OUTPUT} writes jsonl, and no other format")
    if given.pseudonymise_persons and given.pseudonym_key is None:
        return wrong_use(f"pseudonyms with -o {STANDARD_OUTPUT} need a key of yours: --pseudonym-key FILE")
    with tempfile.TemporaryDirectory(prefix="postulat-") as folder:
        given.out, given.format, given.quiet = str(Path(folder) / "tables"), "jsonl", True
        code = run_command(given)
        lines = Path(given.out) / FILE
        if lines.is_file():
            with lines.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
    return code


def reading_of(given: argparse.Namespace) -> ReadingOptions:
    from dataclasses import fields

    from postulat.extract.options import ReadingOptions

    return ReadingOptions(**{field.name: getattr(given, field.name) for field in fields(ReadingOptions)})


def understanding_of(given: argparse.Namespace) -> Understanding:
    from postulat.normalize.topics.codebook import read_themes
    from postulat.normalize.understanding import Understanding

    themes = read_themes(given.themes) if given.themes and not given.no_topics else ""
    return Understanding(not given.no_topics, not given.no_promises, themes)


def beside_tables(given: argparse.Namespace) -> tuple[str, ...]:
    """The corrections that the local page keeps in OUT: a run that is given none would undo what a person decided."""
    path = Path(given.out) / "corrections.csv"
    if "://" in given.out or not path.is_file():
        return ()
    if not given.quiet:
        complain(f"with {path}")
    return (str(path),)


def results_of(given: argparse.Namespace) -> Results:
    from postulat.batch.order import Results

    return Results(
        csv_dialect=given.csv_dialect,
        labels=given.labels,
        partition=given.partition,
        organisations=given.organisations,
        corrections=tuple(given.corrections) or beside_tables(given),
        pseudonymise=given.pseudonymise_persons or given.pseudonym_key is not None,
        key=given.pseudonym_key,
        keep_offices=given.keep_office_holders,
        stances=given.stances,
        links=not given.no_links,
        requests=given.requests,
    )


def retry_command(given: argparse.Namespace) -> int:
    from dataclasses import replace

    from postulat.batch.choices import ResultsError, ordered
    from postulat.batch.retry import RetryError, order_of

    try:
        order, results, folder = order_of(given.out)
    except RetryError as error:
        return wrong_use(str(error))
    earlier = order.work
    work = work_of(given, earlier)
    out = order.out if "://" in order.out else str(Path(given.out).resolve())
    with working_in(folder):
        try:
            made = replace(order, out=out, work=replace(work, retry=True), overwrite=given.overwrite)
            order = ordered(made, results)
        except ResultsError as error:
            return wrong_use(str(error))
        return carry_out(order, given)


def work_of(given: argparse.Namespace, earlier: Any = None) -> Any:
    """How the work is to be done: as asked now, else as an earlier run was asked."""
    from postulat.options import Limits, Work

    before = earlier or Work()
    return Work(
        limits=Limits(
            timeout=before.limits.timeout if given.timeout is None else given.timeout,
            memory=before.limits.memory if given.memory_limit is None else given.memory_limit,
        ),
        workers=given.workers or before.workers,
        fresh=getattr(given, "fresh", False),
        fail_fast=given.fail_fast,
        engine=given.engine or before.engine,
        scheduler=given.scheduler,
        allow_private=given.allow_private or before.allow_private,
        password=given.password,
    )


def carry_out(order: Order, given: argparse.Namespace) -> int:
    """Runs an order, tells how it goes, and gives the exit code."""
    from postulat.batch.choices import ResultsError
    from postulat.batch.run import run_batch
    from postulat.commands.progress import teller
    from postulat.commands.summary import summary
    from postulat.export import OutputError
    from postulat.inputs.input import InputError

    try:
        with ending_on_signal(), teller(given.quiet, given.log_format) as listener:
            report = run_batch(order, listener)
    except (InputError, OutputError, ResultsError) as error:
        return wrong_use(str(error))
    except KeyboardInterrupt:
        complain(f"stopped; what was read is kept in {order.out}: the same command goes on from there")
        return STOPPED
    return conclude(order, report, given, summary)


def conclude(order: Order, report: Report, given: argparse.Namespace, summary: Callable[[Report, str], None]) -> int:
    if report.stopped:
        complain("stopped at the first document that cannot be read; nothing was written")
        return SOME_FAILED
    if not report.read and not report.failed:
        return wrong_use(f"{', '.join(order.inputs)}: no documents there ({len(report.outcomes)} other files skipped)")
    if not report.read and not report.written:
        complain(f"no document could be read; the tables in {order.out} stay as they were")
        return SOME_FAILED
    if not given.quiet and given.log_format == "text":
        with report_of_work_done():
            summary(report, order.out)
    if order.results.pseudonymise:
        leave_nothing = getattr(given, "forget", False)
        tell_of_originals(report, order.out, given.quiet or leave_nothing)
        if leave_nothing:
            from postulat.storage.originals import forget

            forget(Path(order.out))
    return SOME_FAILED if report.failed or report.faults else OK


def tell_of_originals(report: Report, out: str, quiet: bool) -> None:
    """What of a pseudonymised run still names persons, or may: its store, and documents in a language without lists of names."""
    foreign = sum(count for (_, code), count in report.totals.findings.items() if code == "personal-data-language")
    if foreign:
        complain(f"{foreign} documents are in languages without lists of names: persons may be left (personal-data-language)")
    if not quiet and "://" in out:
        complain(f"{out}/.postulat/store keeps the documents as they were, and run.json and failures.csv name their sources")
    elif not quiet:
        complain(
            f"the store of {out} keeps the documents as they were, run.json names the sources; `postulat forget {out}` removes them"
        )


def diff_command(given: argparse.Namespace) -> int:
    from postulat.commands.diff import DiffError, diff
    from postulat.commands.diff_formats import FORMS

    speak(given.labels or speaking())
    try:
        FORMS[given.format](diff(Path(given.old), Path(given.new)), sys.stdout)
    except DiffError as error:
        return wrong_use(str(error))
    return OK


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Names that a user gave count from the folder where the user gave them."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def ending_on_signal() -> Iterator[None]:
    """A cluster that wants its machine back asks as Ctrl-C does."""
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
