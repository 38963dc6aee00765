"""The amount of work that a sample costs, in counted calls and not by the clock: calls that this program's functions make, texts
searched by a pattern from end to end, places at which one was tried, words analysed, PDFium called.

Whoever makes a rule that asks more finds the number here; a few hundredths more are no matter, a tenth more is worth a second look.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from repository import ROOT

from benchmarks.job.documents import web_page
from postulat import extract
from postulat.extract.document import Block, Cell
from postulat.extract.layout.figures.columns import without_bridges
from postulat.extract.layout.figures.lines import Piece
from postulat.inputs.folders import above_is_linked, files_in
from postulat.normalize import normalize
from postulat.normalize.commitments.due import find_due
from postulat.normalize.commitments.promises import promises
from postulat.normalize.commitments.verb_chains import verb_chains
from postulat.normalize.matrix.columns.heading_lexicon import Lexicon, spelled_heading
from postulat.normalize.matrix.columns.heading_rules import heading_points
from postulat.normalize.matrix.columns.second_reader import second_opinions
from postulat.normalize.matrix.columns.unknown_heads import unknown_head
from postulat.normalize.matrix.headings import heading, heading_role
from postulat.normalize.mentions.mentions import mentions
from postulat.normalize.names.submitters import of_piece, submitters
from postulat.normalize.stance.clauses import clauses
from postulat.normalize.stance.parsing import parsed
from postulat.normalize.stance.phrase_reader import stance_of_text
from postulat.normalize.stance.stance import judge
from postulat.normalize.stance.words import words
from postulat.normalize.topics.coding import lemmas_of, topics

COUNTED = """
import _sre, json, re, sys
from collections import Counter
from pathlib import Path
from postulat import extract
from postulat.extract.pdf.engines.pdfium_calls import calls
from postulat.normalize import normalize

counts = Counter()
OURS = str(Path(extract.__file__).parent.parent)

def counting(call):
    def counted(*given):
        counts["PDFium called"] += 1
        return call(*given)
    return counted

def seen(frame, event, called):
    if event in ("call", "c_call") and frame.f_code.co_filename.startswith(OURS):
        counts["calls"] += 1
    if event == "c_call":
        if isinstance(called.__self__, re.Pattern):
            counts["places tried" if called.__name__ in ("match", "fullmatch") else "texts searched"] += 1
        elif called.__name__ == "_Morfeusz_analyse":
            counts["word forms analysed"] += 1
        elif called is _sre.compile:
            counts["patterns made"] += 1

by_name = calls()
by_name.update({name: counting(call) for name, call in by_name.items()})
*warm_up, sample = map(Path, sys.argv[1:])
for path in warm_up:
    normalize(extract.read(path.read_bytes(), path.name))
counts.clear()
document = extract.read(sample.read_bytes(), sample.name)
sys.setprofile(seen)
normalize(document)
sys.setprofile(None)
print(json.dumps(counts))
"""
WARM_UP = "ministry-matrix"
"""A sample of other texts, for which the patterns of the vocabulary are made and the dictionary is opened."""
SAMPLES = {
    "krakow-html": {"calls": 425_000, "texts searched": 3_950, "places tried": 4_150, "word forms analysed": 760},
    "krakow-pdf": {
        "calls": 447_000,
        "texts searched": 4_070,
        "places tried": 4_600,
        "word forms analysed": 760,
        "PDFium called": 44_800,
    },
}
"""The most that each may cost: what it cost when this was written, and a tenth more."""

COMMENTS = 40
OF_A_COMMENT = {"calls": 5_600, "texts searched": 150, "places tried": 104}
"""The same for a comment of a made table with its answer, of 30 words each."""

FIRST = {"patterns made": 430, "word forms analysed": 770}
"""The same for the first document of a process, for which all is made ready that is made ready once."""

STARTED = """
import sys
from collections import Counter

counts = Counter()
PROGRAMS = ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.exec")

def seen(event, given):
    if event == "open" and isinstance(given[0], str) and ".py" not in given[0]:  # modules are opened as they have been compiled
        counts["files opened"] += 1
    elif event in PROGRAMS:
        counts["processes"] += 1

sys.addaudithook(seen)
from postulat.commands.cli import main

code = main(sys.argv[1:])
counts["modules"] = len([name for name in sys.modules if name.startswith("postulat.")])
counts["other modules"] = len(sys.modules) - counts["modules"]
print(*(f"{name}={count}" for name, count in counts.items()), sep=";", file=sys.stderr)
sys.exit(code)
"""
STARTING = {"modules": 345, "other modules": 240, "files opened": 930, "processes": 0}
"""The most that a run over one page may load and open, where no limits need a second process: what it did and a tenth more."""


def source(sample: str) -> Path:
    return next((ROOT / "samples" / sample).glob("source.*"))


@pytest.mark.parametrize("sample", SAMPLES)
def test_work_does_not_grow(sample: str) -> None:
    """In a process of its own, where nothing is remembered of other tests."""
    counts = counted(source(WARM_UP), source(sample))
    assert {name: counts.get(name, 0) for name, most in SAMPLES[sample].items() if counts.get(name, 0) > most} == {}
    assert all(counts.get(name) for name in SAMPLES[sample])


def test_work_of_a_comment_does_not_grow(tmp_path: Path) -> None:
    """In a long table of a process that has read such tables before: what each further comment of an archive costs."""
    paths = [tmp_path / f"{seed}.html" for seed in (1, 2)]
    for seed, path in enumerate(paths):
        path.write_bytes(web_page(COMMENTS, seed=seed))
    counts = {name: count / COMMENTS for name, count in counted(*paths).items()}
    assert {name: counts[name] for name, most in OF_A_COMMENT.items() if not 0 < counts[name] <= most} == {}


def test_little_is_made_ready_for_the_first_document() -> None:
    counts = counted(source("krakow-html"))
    assert {name: counts[name] for name, most in FIRST.items() if not 0 < counts[name] <= most} == {}


def test_a_run_over_one_page_begins_with_little(tmp_path: Path) -> None:
    words = ["run", str(source("krakow-html")), "-o", "out", "--format", "csv"]
    alone = ["-j", "1", "--timeout", "0", "--memory-limit", "0"]
    command = [sys.executable, "-c", STARTED, *words, *alone]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    counts = {name: int(count) for name, _, count in (told.partition("=") for told in run.stderr.split(";"))}
    assert {name: counts.get(name, 0) for name, most in STARTING.items() if counts.get(name, 0) > most} == {}


def counted(*paths: Path) -> dict[str, int]:
    """What the last of these documents cost."""
    command = [sys.executable, "-c", COUNTED, *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    counts: dict[str, int] = json.loads(run.stdout)
    return counts


def calls_of_patterns(step: Callable[[], object]) -> Counter[str]:
    """How often patterns are asked by a step, by the name of the call."""
    counts: Counter[str] = Counter()

    def seen(frame: object, event: str, called: Any) -> None:
        if event == "c_call" and isinstance(getattr(called, "__self__", None), re.Pattern):
            counts[called.__name__] += 1

    sys.setprofile(seen)
    try:
        step()
    finally:
        sys.setprofile(None)
    return counts


def test_figures_are_tried_only_where_one_may_begin() -> None:
    """A longer text without figures asks no more of the patterns of figures: they are tried at its digits alone."""
    request = "Prosimy o naprawę ławek przy starym młynie, bo dzieci nie mają gdzie usiąść. "
    mentions(request + "do 5 maja 2026 r. za 300 zł")
    short, long = (
        calls_of_patterns(lambda words=words: mentions(f"{words}do 6 maja 2026 r. za 400 zł")) for words in (request, request * 40)
    )
    assert short == long
    assert short["match"] <= 20


def calls_of(function: Callable[..., object], step: Callable[[], object]) -> list[FrameType]:
    """The calls of a function by a step, each with what it was given."""
    calls: list[FrameType] = []

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is function.__code__:
            calls.append(frame)

    sys.setprofile(seen)
    try:
        step()
    finally:
        sys.setprofile(None)
    return calls


def test_the_heading_of_a_table_is_weighed_once() -> None:
    """Whatever the number of readings, and for all tables that say it in the same words; those of other words have their own."""
    row = "<tr><td>{0}</td><td>Klub {0}</td><td>Prosimy o remont świetlicy przy młynie.</td><td>Uwzględniono.</td></tr>"
    head = "<tr><th>Lp.</th><th>Podmiot zgłaszający</th><th>Treść uwagi</th><th>Stanowisko urzędu</th></tr>"
    tables, other = 40, head.replace("Treść uwagi", "Uwaga")
    heads = [other if n == tables // 2 else head for n in range(tables)]
    page = "".join(f"<table>{own}{row.format(2 * n)}{row.format(2 * n + 1)}</table>" for n, own in enumerate(heads))
    document = extract.read(f"<html lang=pl><body>{page}</body></html>".encode(), "p.html")
    assert len(calls_of(heading.__wrapped__, lambda: normalize(document))) == len({*heads})


def test_the_second_reader_of_columns_is_asked_only_about_columns_in_doubt() -> None:
    """Where nothing else speaks against a table: the cells of the others need not be read as answers."""
    row = "<tr><td>{0}</td><td>Klub {0}</td><td>Prosimy o remont świetlicy.</td><td>Uwzględniono.</td></tr>"
    head = "<tr><th>Lp.</th><th>Podmiot zgłaszający</th><th>Treść uwagi</th><th>Stanowisko urzędu</th></tr>"
    page = f"<table>{head}{''.join(map(row.format, range(1, 6)))}</table>"
    document = extract.read(f"<html lang=pl><body>{page}</body></html>".encode(), "p.html")
    answers = 3
    asked = calls_of(second_opinions.__wrapped__, lambda: normalize(document))
    assert [call.f_locals["columns"] for call in asked] == [(answers,)]


def test_an_unknown_noun_is_asked_after_only_where_it_decides() -> None:
    """In some languages the question opens a dictionary of a hundred megabytes, and any line of a page may be a label."""
    assert calls_of(unknown_head, lambda: heading_role("Wędrówka odpowiedzi")) == []
    assert len(calls_of(unknown_head, lambda: heading_points("Wędrówka odpowiedzi"))) == 1


def test_a_sentence_that_comes_again_is_not_read_again() -> None:
    """A formula is taken apart once, for all readers and for all answers that hold it."""
    formula = " Wnioskodawca wskazał, że ławki są potrzebne, jednak w miarę dostępności środków zostaną ustawione później."
    first = calls_of(words, lambda: judge("Uwaga zostanie uwzględniona w planie placu." + formula * 4))
    again = calls_of(words, lambda: judge("Uwaga nie zostanie uwzględniona w planie placu." + formula * 4))
    assert (len(first), len(again)) == (2, 1)
    assert parsed(formula, "pl") is parsed(f"{formula} ", "pl")


def test_what_a_word_tells_of_topics_is_asked_once() -> None:
    """And not again in each request that holds the word."""
    topics("Remont chodnika i montaż podjazdu przy młynie.")
    assert calls_of(lemmas_of, lambda: topics("Remont podjazdu i montaż chodnika przy młynie.")) == []


def test_a_sentence_without_a_deed_ahead_is_not_searched_for_a_deadline() -> None:
    """The words of a sentence are asked first whether they could promise something, and kept."""
    past = "Zadanie zrealizowano w 2024 r., a uwagi mieszkańców przekazano wydziałowi."
    assert calls_of(find_due, lambda: list(promises(past))) == []
    assert calls_of(clauses, lambda: list(promises(past))) == []


def test_the_verbs_of_a_sentence_are_told_once_for_all_answers() -> None:
    promise = " Do końca 2027 r. wydział wykona podjazd przy młynie."
    assert calls_of(verb_chains, lambda: list(promises(f"Dobrze.{promise}")))
    assert calls_of(verb_chains, lambda: list(promises(f"Dziękujemy za uwagę.{promise}"))) == []


def test_a_cell_without_a_word_of_a_verdict_is_not_taken_apart() -> None:
    assert calls_of(clauses, lambda: stance_of_text("Na Polnej stoi stary młyn, przy którym rosną lipy.", "", "pl")) == []


def test_a_heading_is_taken_apart_once_for_all_languages() -> None:
    """Nearly every line of a page may be a label, and each language is asked for its words."""
    assert len(calls_of(spelled_heading.__wrapped__, lambda: heading_points("Stanovisko starosty k připomínce obce"))) == 1


def test_what_a_word_of_headings_tells_is_asked_once() -> None:
    heading_points("Wędrówka starosty gminnej")
    assert calls_of(Lexicon.misspelt, lambda: heading_points("Gminnej starosty wędrówka")) == []


def test_figures_of_a_page_are_not_compared_with_all_others() -> None:
    """The pattern that tells a figure is asked once a text, and not for each pair of pieces."""
    pieces = [Piece(f"{place}.75", 10.0 * place, 10.0 * place + 8, 100.0, 10.0) for place in range(200)]
    assert calls_of_patterns(lambda: without_bridges(pieces)) == {"fullmatch": 200}
    assert calls_of_patterns(lambda: without_bridges(pieces)) == {}


def test_the_text_of_a_cell_is_put_together_once() -> None:
    cell = Cell((Block("paragraph", "Klub"), Block("paragraph", "Sportowy")))
    assert cell.text == "Klub\nSportowy"
    assert cell.text is cell.text


def test_links_above_an_archive_are_looked_for_once_a_folder(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text("Protokół")
    assert len(calls_of(above_is_linked, lambda: list(files_in(tmp_path, None)))) == 1


def test_the_submitters_of_a_cell_are_told_once() -> None:
    """Who sends much stands in many rows."""
    cell = "Fundacja Perkoz, ul. Polna 3, 30-001 Zalesin"
    submitters(cell, frozenset({"perkoz"}))
    assert calls_of(of_piece, lambda: submitters(cell, frozenset({"perkoz"}))) == []
