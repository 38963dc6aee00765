"""What a run is asked to do: its inputs, its outputs and the user's choices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postulat.export import Options as Writing
from postulat.export.options import CsvDialect, Labels
from postulat.normalize.dataset.streaming import Stream
from postulat.normalize.links.request_decisions import NO_DECISIONS, RequestDecisions
from postulat.normalize.records import Grade, Records
from postulat.options import Options, Work

if TYPE_CHECKING:
    from postulat.normalize.resolution.decisions import Decisions

Finish = Callable[[Records], Stream]
"""What is done with all records before they are written: a person's corrections, personal data taken out."""


@dataclass(frozen=True, slots=True)
class Results:
    """The choices, as a user makes them and as `run.json` keeps them; files are named as the user named them."""

    csv_dialect: CsvDialect = "rfc4180"
    labels: Labels = "pl"
    partition: bool = False
    organisations: str | None = None
    corrections: tuple[str, ...] = ()
    pseudonymise: bool = False
    key: str | None = None
    keep_offices: bool = False
    stances: Grade = "C"
    links: bool = True
    requests: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks for. `steps` are done with all records before they are written; `fingerprint_parts` name them and what they
    go by, because a run with other steps has other tables. `overwrite` gives up what a person edited in `out`, but for a copy.
    `requests` are a user's decisions on links; None makes no links."""

    inputs: tuple[str, ...]
    out: str
    formats: tuple[str, ...] = ("csv", "parquet")
    options: Options = field(default_factory=Options)
    work: Work = field(default_factory=Work)
    writing: Writing = field(default_factory=Writing)
    decisions: Decisions | None = None
    requests: RequestDecisions | None = NO_DECISIONS
    steps: tuple[Finish, ...] = ()
    fingerprint_parts: tuple[str, ...] = ()
    results: Results = field(default_factory=Results)
    follow_links: bool = False
    overwrite: bool = False
