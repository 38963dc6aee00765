"""`postulat review`, `postulat corrections` and `postulat report`: the commands over the tables of a run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from postulat.commands.run import add
from postulat.commands.speech import OK, complain, say, wrong_use
from postulat.normalize.wording import languages

REVIEW_EXAMPLES = """\
examples:
  postulat review tables                                  a page a document, with its source beside its records
  postulat review tables --sources minutes/               where the sources have moved to
  postulat review tables --corrections corrections.csv    go on from earlier corrections

Corrections that are saved on a page take effect in the next run: postulat run … --corrections corrections.csv
"""
CORRECTIONS_EXAMPLES = """\
example:
  postulat corrections tables/postulat.xlsx tables -o corrections.csv    what was edited in the workbook's sheet `records`
"""
REPORT_EXAMPLES = """\
examples:
  postulat report tables                       tables/report.html: who asks for what, and who is heard
  postulat report tables --labels en -o report-en.html
"""


def add_review(commands: Any) -> None:
    command = add(
        commands,
        "review",
        "write pages to check the records by",
        "Writes a page for each document of a run, its source beside its records, on which mistakes can be corrected.",
        REVIEW_EXAMPLES,
        review_command,
    )
    command.add_argument("folder", metavar="OUT", help="the folder of a run")
    command.add_argument("--sources", metavar="DIR", action="append", default=[], help="where the sources are now; may be repeated")
    command.add_argument("--corrections", metavar="FILE", action="append", default=[], help="earlier corrections; may be repeated")
    command.add_argument("--labels", choices=languages(), help="language of the pages (default: the document's)")


def add_corrections(commands: Any) -> None:
    command = add(
        commands,
        "corrections",
        "take corrections from an edited workbook",
        "Compares the sheet `records` of a workbook with the tables of its run, and writes what was edited as corrections.",
        CORRECTIONS_EXAMPLES,
        corrections_command,
    )
    command.add_argument("workbook", metavar="XLSX", help="the workbook that was edited")
    command.add_argument("folder", metavar="OUT", help="the folder of the run that wrote it")
    command.add_argument("-o", "--out", required=True, metavar="FILE", help="the file of corrections to write")
    command.add_argument("--by", default="", metavar="NAME", help="who made them")


def add_report(commands: Any) -> None:
    command = add(
        commands,
        "report",
        "write a page to look at the whole by",
        "Writes one page with charts and tables of a run: stances over the years, who asks most, who is heard, what is missing.",
        REPORT_EXAMPLES,
        report_command,
    )
    command.add_argument("folder", metavar="OUT", help="the folder of a run")
    command.add_argument("-o", "--out", metavar="FILE", help="the page to write (default: OUT/report.html)")
    command.add_argument("--labels", choices=languages(), help="language of the page (default: that of most documents)")


def review_command(given: argparse.Namespace) -> int:
    from postulat.commands.review import ReviewError, write_review

    try:
        made = write_review(
            Path(given.folder), [Path(name) for name in given.sources], [Path(name) for name in given.corrections], given.labels
        )
    except ReviewError as error:
        return wrong_use(str(error))
    if made.hidden:
        complain(
            "a pseudonymised run: the pages show the records alone; --sources DIR shows the documents beside them, persons and all"
        )
    for source in made.missing:
        complain(f"{source}: not found as it was read; its page shows the records alone (see --sources)")
    if asked := made.requests:
        complain(f"{asked}: requests that are perhaps the same, to decide for postulat run --requests")
    say(str(made.pages[0]))
    return OK


def corrections_command(given: argparse.Namespace) -> int:
    from postulat.commands.review import ReviewError, corrections_of

    try:
        found = corrections_of(Path(given.workbook), Path(given.folder), Path(given.out), given.by)
    except ReviewError as error:
        return wrong_use(str(error))
    say(f"{len(found)} correction{'' if len(found) == 1 else 's'} in {given.out}")
    return OK


def report_command(given: argparse.Namespace) -> int:
    from postulat.commands.report import ReportError, write_report

    try:
        say(str(write_report(Path(given.folder), Path(given.out) if given.out else None, given.labels)))
    except ReportError as error:
        return wrong_use(str(error))
    return OK
