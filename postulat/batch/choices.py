"""What a user wants of the tables beyond the documents: decisions on names, corrections, pseudonyms, and how files are written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from postulat.addresses import is_address, without_file_scheme
from postulat.batch.order import Results
from postulat.export.folder import SERVICE
from postulat.export.options import Options as Writing
from postulat.extract.errors import one_line

if TYPE_CHECKING:
    from postulat.batch.order import Order
    from postulat.normalize.corrections.corrections import Correction
    from postulat.normalize.dataset.streaming import Stream
    from postulat.normalize.records import Grade, Records
    from postulat.normalize.understanding import Understanding

KEY_FILE = "pseudonym.key"
Read = TypeVar("Read")


class ResultsError(Exception):
    """A file that the user named for the tables cannot be used; one line."""


def ordered(order: Order, results: Results) -> Order:
    """The order with these choices; the files are read now, so that a mistake in one is told before the work begins.

    Corrections come before pseudonyms, since they were made on what the documents say.
    """
    from postulat.normalize.links.request_decisions import read_request_decisions

    writing = Writing(results.csv_dialect, results.labels, results.partition)
    made = replace(order, results=results, writing=writing)
    if results.organisations is not None:
        from postulat.normalize.resolution.decisions import read_decisions

        made = replace(made, decisions=checked(read_decisions, results.organisations))
    if not results.links:
        made = replace(made, requests=None)
    elif results.requests is not None:
        made = replace(made, requests=checked(read_request_decisions, results.requests))
    if results.stances != "C":
        made = replace(
            made,
            steps=(*made.steps, partial(with_sure_stances, results.stances)),
            fingerprint_parts=(*made.fingerprint_parts, f"stances {results.stances}"),
        )
    if results.corrections:
        from postulat.normalize.corrections.corrections import read_corrections

        rows = tuple(dict.fromkeys(row for name in results.corrections for row in checked(read_corrections, name)))
        made = replace(
            made,
            steps=(*made.steps, partial(with_corrections, rows, order.options.understanding)),
            fingerprint_parts=(*made.fingerprint_parts, f"corrections {digest_of(rows)}"),
        )
    if results.pseudonymise:
        key = key_of(order.out, results.key)
        made = replace(
            made,
            steps=(*made.steps, partial(with_pseudonyms, key, results.keep_offices)),
            fingerprint_parts=(*made.fingerprint_parts, f"pseudonyms {digest_of([key, results.keep_offices])}"),
        )
    return made


def checked(read: Callable[[Path], Read], name: str) -> Read:
    try:
        return read(Path(name))
    except ValueError as error:  # both readers say in one line what is wrong, and in which row
        raise ResultsError(str(error)) from error
    except OSError as error:
        raise ResultsError(f"{name}: {one_line(error)}") from error


def with_corrections(rows: tuple[Correction, ...], understanding: Understanding, records: Records) -> Stream:
    from postulat.normalize.corrections.corrections import CorrectionsError, corrected

    try:
        return corrected(records, rows, understanding)
    except CorrectionsError as error:
        raise ResultsError(str(error)) from error


def with_sure_stances(least: Grade, records: Records) -> Stream:
    from postulat.normalize.stance.sureness import only_sure

    return only_sure(least, records)


def with_pseudonyms(key: bytes, keep_offices: bool, records: Records) -> Stream:
    from postulat.normalize.privacy.pseudonymise import pseudonymised

    return pseudonymised(records, key, keep_offices)


def key_of(out: str, name: str | None) -> bytes:
    """The key that the user named, or that of the folder of the tables, made where there is none yet."""
    from postulat.batch.pseudonym_key import KeyFileError, read_key

    out = without_file_scheme(out)
    if name is None and is_address(out):
        raise ResultsError("pseudonyms in tables at an address need a key of yours: --pseudonym-key FILE")
    try:
        return read_key(Path(name) if name is not None else Path(out) / SERVICE / KEY_FILE)
    except KeyFileError as error:
        raise ResultsError(str(error)) from error


def digest_of(parts: Iterable[object]) -> str:
    """A short hash by which a run is known to have had the same."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
