"""A page printed to PDF gives the records of the page, whichever rules its table has and in whichever letters it is set."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import golden
import pytest
from _pytest.mark import ParameterSet
from programs import CHROMIUM, DEJAVU, SECONDS, SOFFICE, need
from test_samples import essence

import postulat

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
STYLES = {
    "as it is": "",
    "no rules": "table,td,th{border:none!important}td,th{padding:3px 8px;vertical-align:top}",
    "level rules": "table{border-collapse:collapse!important;border:none!important}td,th{border:none!important;"
    "border-bottom:1px solid #555!important;padding:4px 8px;vertical-align:top}",
    "stripes": "table{border-collapse:collapse!important;border:none!important}td,th{border:none!important;padding:5px 8px;"
    "vertical-align:top}tr:nth-child(even){background:#ddd}",
    "thick rules": "table{border-collapse:collapse!important}td,th{border:2px solid #888!important;padding:3px}",
}
SAMPLES = ("german-abwaegung", "ministry-matrix", "sections-and-dittos")
FAMILIES = ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono")
"""Named in each page, so that what else a machine has installed changes nothing."""
LETTERS = "*{font-family:'%s'!important}"


def printed_by_chromium(page: Path, target: Path) -> None:
    need("Chromium", CHROMIUM)
    need("DejaVu", DEJAVU.exists())
    profile = page.parent / "profile"
    flags = [*FLAGS, f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run([str(CHROMIUM), *flags, page.as_uri()], capture_output=True, check=True, timeout=SECONDS)


def printed_by_libreoffice(page: Path, target: Path) -> None:
    need("LibreOffice", SOFFICE)
    profile = f"-env:UserInstallation={(page.parent / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        "--headless",
        profile,
        "--convert-to",
        "pdf:writer_web_pdf_Export",
        "--outdir",
        str(page.parent),
        str(page),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=SECONDS)
    page.with_suffix(".pdf").rename(target)


# The style with thick rules would also rule the table that only lays out the page of one sample.
PRINTS = [(name, style) for name in SAMPLES for style in STYLES if (name, style) != ("sections-and-dittos", "thick rules")]


def families() -> Iterator[ParameterSet]:
    for name, style in PRINTS:
        for family in FAMILIES if style == "no rules" else FAMILIES[:1]:
            yield pytest.param(name, style, family, id=f"{name}-{style}-{family}")


@pytest.mark.parametrize(("name", "style", "family"), list(families()))
def test_chromium_prints_the_same_records(name: str, style: str, family: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    source = golden.source(golden.SAMPLES / name).read_text("utf-8")
    css = LETTERS % family + STYLES[style]
    page.write_text(re.sub("</head>", f"<style>{css}</style></head>", source, count=1), "utf-8")
    printed_by_chromium(page, tmp_path / "printed.pdf")
    assert essence(postulat.read(tmp_path / "printed.pdf")) == essence(postulat.read(page))


@pytest.mark.parametrize("name", SAMPLES)
def test_libreoffice_prints_the_same_records(name: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    shutil.copy(golden.source(golden.SAMPLES / name), page)
    printed_by_libreoffice(page, tmp_path / "printed.pdf")
    assert essence(postulat.read(tmp_path / "printed.pdf")) == essence(postulat.read(page))
