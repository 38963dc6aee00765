"""What the local page answers to each request: plain values in, plain values out."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from postulat.commands.promises import as_calendar, as_csv
from postulat.export.folder import OutputError
from postulat.export.formats import WRITERS
from postulat.export.options import LABELS
from postulat.export.report import ChartError
from postulat.export.review.page import styles
from postulat.language.messages import spoken
from postulat.local_page.answers import TYPES, PageAnswer, attachment, html, moved, refusal, refused, told
from postulat.local_page.corrections_file import NAME, read_rows
from postulat.local_page.corrections_page import corrections_page, download_page, forget_page
from postulat.local_page.desk import Desk
from postulat.local_page.documents import Documents, policy_of
from postulat.local_page.filtering import query_of, selected
from postulat.local_page.held_tables import HeldTables
from postulat.local_page.pages import STATIC, start_page, stop_page, table_page
from postulat.local_page.places import PlaceError, checked_input, checked_out
from postulat.local_page.processes.child_process import ChildError
from postulat.local_page.processes.table_writing import writing_of
from postulat.local_page.saving import NotSavedError, corrections_from
from postulat.local_page.table_rows import TableRow, as_json
from postulat.local_page.timelines import promise_query, promises_page, request_page, wanted
from postulat.normalize.corrections.corrections import Correction, CorrectionsError
from postulat.storage.originals import originals

CSV_FOR_EXCEL = "csv-excel-pl"
USUAL_WRITING = {"csv_dialect": "rfc4180", "labels": "pl", "partition": False}
PALETTE = "palette.css"
PROMISE_FILES = {"promises.ics": as_calendar, "promises.csv": as_csv}
STATIC_FILES = tuple(sorted(path.name for path in STATIC.iterdir() if path.suffix in TYPES))


class PageRequests:
    """Answers for one desk. `policy` is what pages that load the page's own files may do."""

    def __init__(self, desk: Desk, policy: str) -> None:
        self.desk = desk
        self.policy = policy
        self.documents: Documents | None = None

    def tables(self) -> HeldTables:
        """The tables as they are now; `LookupError` where none are open."""
        if self.desk.tables is None:
            raise LookupError
        return self.desk.tables

    def folder(self) -> Path:
        if self.desk.folder is None:
            raise LookupError
        return self.desk.folder

    def papers(self) -> Documents:
        folder = self.folder()
        if self.documents is None or self.documents.folder != folder:
            self.documents = Documents(folder, self.desk.work.limits)
        return self.documents

    def first(self) -> PageAnswer:
        """The table; or the start, where there is none yet or a run is under way."""
        desk = self.desk
        if desk.error:
            return self.page(stop_page(desk.language, "stop.tables", spoken(desk.error, desk.language)))
        if desk.tables is None or (desk.run is not None and desk.run.active):
            return moved("add")
        return self.page(table_page(desk.language, str(self.folder()), len(desk.refused), desk.correctable))

    def page(self, text: str) -> PageAnswer:
        return html(text, self.policy)

    def add(self) -> PageAnswer:
        desk = self.desk
        inputs = [str(path) for path in desk.inputs]
        return self.page(start_page(desk.language, str(desk.suggested()), inputs, desk.folder is not None, desk.tables is not None))

    def records(self, given: Mapping[str, str]) -> PageAnswer:
        """One page of the table with the choices of each filter."""
        tables = self.tables()
        query = query_of(given)
        found = selected(tables.rows, query)
        return told(
            {
                "version": tables.version,
                "total": found.total,
                "all": len(tables.rows),
                "page": query.page,
                "size": query.size,
                "rows": [row_json(tables, row) for row in found.rows],
                "choices": {name: dict(counts) for name, counts in found.choices.items()},
                "names": {one: tables.names.get(one, one) for one in found.choices["organisation"]},
                "topics": {code: pair for code, pair in tables.topics.items() if code in found.choices["topic"]},
            }
        )

    def state(self) -> PageAnswer:
        """How the run goes on, and whether the files in the folder are as the corrections are."""
        desk = self.desk
        writing = desk.writing
        return told(
            {
                "run": desk.run.as_json() if desk.run is not None else None,
                "tables": desk.tables is not None,
                "version": desk.tables.version if desk.tables is not None else 0,
                "writing": {"state": writing.state, "reason": writing.reason} if writing is not None else None,
            }
        )

    def corrections(self) -> PageAnswer:
        trouble, rows = "", tuple[Correction, ...]()
        try:
            rows = read_rows(self.folder())
        except CorrectionsError as error:
            trouble = str(error)
        return self.page(corrections_page(self.desk.language, str(self.folder()), rows, self.desk.refused, trouble))

    def correct(self, given: object) -> PageAnswer:
        try:
            asked = corrections_from(given)
            rows = self.desk.correct(asked)
        except NotSavedError as error:
            return refusal(error)
        tables = self.tables()
        saved = [
            {"record_id": row.record_id, "field": row.field, "old_value": row.old_value, "new_value": row.new_value} for row in rows
        ]
        documents = {tables.document_of(row.record_id) for row in rows}
        changed = [row for name in documents if name for row in tables.pieces[name].rows]
        ids = {row.record_id for row in rows}
        fresh = [one for one in changed if {one.record.postulate_id, one.answer} & ids]
        known = {one.record.postulate_id for one in fresh}
        groups = dict.fromkeys(tables.requests.of[name] for name in known if name in tables.requests.of)
        fresh += [one for name in groups for one in tables.requests.rows[name] if one.record.postulate_id not in known]
        return told(
            {
                "version": tables.version,
                "rows": saved,
                "records": [row_json(tables, row) for row in fresh],
            }
        )

    def begin(self, given: object) -> PageAnswer:
        """Takes the folder for the tables and what is to be read."""
        if not isinstance(given, Mapping):
            return refused("refused.malformed", status=400)
        out, folder = given.get("out"), given.get("folder", "")
        if not isinstance(out, str) or not isinstance(folder, str):
            return refused("refused.malformed", status=400)
        try:
            inputs = [checked_input(folder)] if folder.strip() else []
            place = self.desk.folder if self.desk.folder is not None else checked_out(out)
            self.desk.begin(place, inputs)
        except PlaceError as error:
            return place_refused(error)
        except OSError as error:
            return refused("place.closed", reason=str(error.strerror))
        return told({"folder": str(self.desk.folder)})

    def run(self) -> PageAnswer:
        try:
            self.desk.start()
        except PlaceError as error:
            return place_refused(error)
        except OutputError as error:
            return refused("run.failed", reason=str(error))
        return told({})

    def stop(self) -> PageAnswer:
        if self.desk.run is not None:
            self.desk.run.stop()
        return told({})

    def language(self, given: object) -> PageAnswer:
        wanted = given.get("language") if isinstance(given, Mapping) else None
        for known in LABELS:
            if wanted == known:
                self.desk.language = known
        return told({"language": self.desk.language})

    def document(self, name: str) -> PageAnswer:
        text = self.papers().document(self.tables(), name, self.desk.language)
        return html(text, policy_of(text))

    def index(self) -> PageAnswer:
        text = self.papers().index(self.tables(), self.desk.language)
        return html(text, policy_of(text))

    def report(self) -> PageAnswer:
        try:
            text = self.papers().report(self.tables(), self.desk.language)
        except ChartError as error:
            return self.page(stop_page(self.desk.language, "run.failed", spoken(str(error), self.desk.language)))
        return html(text, policy_of(text))

    def request(self, group: str) -> PageAnswer:
        """A request over the years; `LookupError` where no group has that id."""
        groups = self.tables().requests
        rows, words = groups.rows[group], groups.words.get(group, ())
        return self.page(request_page(self.desk.language, str(self.folder()), rows, words))

    def promises(self, given: Mapping[str, str], today: date | None = None) -> PageAnswer:
        tables, day = self.tables(), today or datetime.now().astimezone().date()
        titles = {row.record.document_id: row.title for row in tables.rows}
        found = self.papers().promises(tables, day)
        return self.page(promises_page(self.desk.language, str(self.folder()), found, promise_query(given), titles, day))

    def promises_file(self, name: str, given: Mapping[str, str], today: date | None = None) -> PageAnswer:
        """The same as a calendar or as a table; those without a day are in the table alone."""
        day = today or datetime.now().astimezone().date()
        found = wanted(self.papers().promises(self.tables(), day), promise_query(given))
        return attachment(name, body=PROMISE_FILES[name](found).encode())

    def downloads(self) -> PageAnswer:
        self.tables()
        return self.page(download_page(self.desk.language, str(self.folder())))

    def download(self, name: str) -> PageAnswer:
        """The files of a format; several come as one archive."""
        tables, folder = self.tables(), self.folder()
        if name == NAME and (folder / NAME).is_file():
            return attachment(NAME, folder / NAME)
        kind = "csv" if name == CSV_FOR_EXCEL else name
        if kind not in WRITERS or WRITERS[kind].missing or self.desk.downloads is None:
            raise LookupError
        writing = dict((writing_of(folder) or {}).get("writing", USUAL_WRITING)) | {"partition": False}
        writing["csv_dialect"] = "excel-pl" if name == CSV_FOR_EXCEL else "rfc4180"
        try:
            files = self.desk.downloads.files(name, kind, tables.version, writing)
        except (ChildError, OutputError, OSError) as error:
            return self.page(stop_page(self.desk.language, "run.failed", spoken(str(error), self.desk.language)))
        return attachment(files[0].name, files[0]) if len(files) == 1 else attachment(f"postulat-{name}.zip", packed(files))

    def kept(self) -> PageAnswer:
        """What the folder keeps of the documents as they were, and the button that removes it."""
        folder = self.folder()
        found = () if self.desk.tables is None else originals(folder)
        return self.page(forget_page(self.desk.language, folder, found))

    def forget(self) -> PageAnswer:
        try:
            self.desk.forget()
        except PlaceError as error:
            return place_refused(error)
        except (OutputError, OSError) as error:
            return refused("run.failed", reason=str(error))
        self.documents = None  # it has the sources that were shown
        return told({})

    def static(self, name: str) -> PageAnswer:
        if name == PALETTE:
            return PageAnswer(body=palette().encode(), kind=TYPES[".css"])
        if name not in STATIC_FILES:
            raise LookupError
        return PageAnswer(body=(STATIC / name).read_bytes(), kind=TYPES[Path(name).suffix])


def row_json(tables: HeldTables, row: TableRow) -> dict[str, Any]:
    """What the page is told of a row, with how the same request went over the years."""
    return as_json(row) | {"asked": tables.requests.history(row.record.postulate_id)}


def palette() -> str:
    """The colours of the review pages, which stand before all their other styles."""
    return styles().partition("\n* {")[0]


def place_refused(error: PlaceError) -> PageAnswer:
    return refused(str(error.args[0]), reason=": ".join(str(part) for part in error.args[1:]))


def packed(files: list[Path]) -> Path:
    """One archive of the files, beside them."""
    path = files[0].parent.with_suffix(".zip")
    if not path.exists():
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(
                    file, file.relative_to(files[0].parent).as_posix() if file.is_relative_to(files[0].parent) else file.name
                )
    return path
