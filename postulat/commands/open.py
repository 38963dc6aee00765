"""`postulat open`: a page in the browser of this machine instead of a command line."""

from __future__ import annotations

import argparse
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postulat.commands.run import add, ending_on_signal, size, span, workers
from postulat.commands.speech import OK, complain, wrong_use
from postulat.normalize.wording import POLISH, languages

if TYPE_CHECKING:
    from postulat.export.options import Labels
    from postulat.local_page.desk import Desk

EXAMPLES = """\
examples:
  postulat open                              choose documents on the page
  postulat open minutes/                     read a folder; the tables go to minutes-tables beside it
  postulat open 2019.pdf 2020.html -o tables
  postulat open tables                       look through the tables of a run, and correct them
  postulat open tables --no-browser --port 9000

The page is for this machine alone, at the address that is printed; Ctrl-C ends it. Corrections are saved at once, in
OUT/corrections.csv.
"""
NEEDED = ("starlette", "uvicorn")
PATIENCE = 2.0
"""Seconds of silence while tables are read."""


def add_open(commands: Any) -> None:
    command = add(
        commands,
        "open",
        "a page to read documents, look through the records and correct them",
        "Opens a page in the browser: drop documents or name a folder, watch the progress, filter and search the records, correct"
        " them beside their sources, and download the tables.",
        EXAMPLES,
        open_command,
    )
    command.add_argument("places", nargs="*", metavar="OUT|FOLDER|FILE", help="the folder of a run, or what is to be read")
    command.add_argument("-o", "--out", metavar="OUT", help="the folder for the tables (default: beside what is read)")
    command.add_argument(
        "--port", type=port, default=None, metavar="N", help="where the page is (default: 8765, or the next free one)"
    )
    command.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    command.add_argument("--labels", choices=languages(), help="language of the page (default: that of the system)")
    group = command.add_argument_group("work")
    group.add_argument("-j", "--workers", type=workers, default=None, metavar="N", help="processes (default: one a core)")
    group.add_argument("--timeout", type=span, metavar="TIME", help="for one document, as 90s or 10m (default: 10m; 0: none)")
    group.add_argument("--memory-limit", type=size, metavar="SIZE", help="for one document, as 512M (default: 2G; 0: none)")
    group.add_argument("--password", default="", metavar="WORD", help="opens files that are locked with it")


def port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; write a number up to 65535")
    return int(text)


def open_command(given: argparse.Namespace) -> int:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        return wrong_use(f"the page needs {' and '.join(missing)}: pip install 'postulat[open]'")
    import threading

    from postulat.commands.run import work_of
    from postulat.language.chosen import speaking
    from postulat.local_page.desk import Desk
    from postulat.local_page.places import PlaceError
    from postulat.local_page.server import PORT, PortError, listening
    from postulat.local_page.words import word

    given.fail_fast, given.engine, given.scheduler, given.allow_private = False, None, None, False
    desk = Desk(language_of(given.labels), work_of(given))
    try:
        at = listening(given.port or PORT)
    except PortError as error:
        return wrong_use(str(error))
    with at:
        patience = threading.Timer(PATIENCE, complain, ("reading the tables",))
        patience.daemon = True
        patience.start()
        try:
            prepare(desk, [Path(name) for name in given.places], Path(given.out) if given.out else None)
        except PlaceError as error:
            return wrong_use(": ".join([word(str(error.args[0]), speaking()), *map(str, error.args[1:])]))
        except OSError as error:
            return wrong_use(f"{error.filename}: {error.strerror}")
        finally:
            patience.cancel()
        try:
            return show(desk, at, given)
        finally:
            if desk.writing is not None and desk.writing.state != "current":
                complain("writing the corrected tables")
            desk.close()


def prepare(desk: Desk, places: list[Path], out: Path | None) -> None:
    """Opens the tables of a run, or begins to read what was named."""
    from postulat.local_page.places import beside, checked_input, checked_out, has_tables

    if len(places) == 1 and has_tables(places[0]) and out is None:
        desk.begin(places[0].resolve())
        return
    inputs = [checked_input(str(path.resolve())) for path in places]
    if out is not None:
        desk.begin(checked_out(str(out.resolve())), inputs)
    elif inputs:
        desk.begin(beside(inputs), inputs)
    if inputs:
        desk.start()


def show(desk: Desk, at: Any, given: argparse.Namespace) -> int:
    from postulat.local_page.application import application
    from postulat.local_page.guard import new_keys
    from postulat.local_page.server import has_display, serve

    keys = new_keys(at.getsockname()[1])
    browser = has_display() and not given.no_browser
    print(keys.address, flush=True)
    complain(f"the page is open{'' if browser else ' at the address above'}; Ctrl-C ends it")
    with ending_on_signal():
        serve(application(desk, keys), at, keys, browser)
    complain("the page is closed; every correction is saved" if desk.folder is not None else "the page is closed")
    return OK


def language_of(labels: Labels | None) -> Labels:
    """The language asked for, else that of the system, else Polish."""
    if labels is not None:
        return labels
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    own = named.partition("_")[0].partition(".")[0].lower()
    return own if own in languages() else POLISH
