"""The amount of work that a sample costs, in counted calls and not by the clock: texts searched by a pattern from end to end,
places at which one was tried, words analysed, PDFium called.

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
from typing import Any

import pytest
from repository import ROOT

from postulat.normalize.mentions.mentions import mentions

COUNTED = """
import json, re, sys
from collections import Counter
from pathlib import Path
from postulat import extract
from postulat.extract.pdf.engines.pdfium_calls import calls
from postulat.normalize import normalize

counts = Counter()

def counting(call):
    def counted(*given):
        counts["PDFium called"] += 1
        return call(*given)
    return counted

def seen(frame, event, called):
    if event == "c_call":
        if isinstance(called.__self__, re.Pattern):
            counts["places tried" if called.__name__ in ("match", "fullmatch") else "texts searched"] += 1
        elif called.__name__ == "_Morfeusz_analyse":
            counts["word forms analysed"] += 1

by_name = calls().by_name
by_name.update({name: counting(call) for name, call in by_name.items()})
warm_up, sample = map(Path, sys.argv[1:])
normalize(extract.read(warm_up.read_bytes(), warm_up.name))
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
    "krakow-html": {"texts searched": 5_080, "places tried": 3_580, "word forms analysed": 760},
    "krakow-pdf": {"texts searched": 5_340, "places tried": 3_930, "word forms analysed": 760, "PDFium called": 44_800},
}
"""The most that each may cost: what it cost when this was written, and a tenth more."""


def source(sample: str) -> Path:
    return next((ROOT / "samples" / sample).glob("source.*"))


@pytest.mark.parametrize("sample", SAMPLES)
def test_work_does_not_grow(sample: str) -> None:
    """In a process of its own, where nothing is remembered of other tests."""
    command = [sys.executable, "-c", COUNTED, str(source(WARM_UP)), str(source(sample))]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    counts = json.loads(run.stdout)
    assert {name: counts.get(name, 0) for name, most in SAMPLES[sample].items() if counts.get(name, 0) > most} == {}
    assert all(counts.get(name) for name in SAMPLES[sample])


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
