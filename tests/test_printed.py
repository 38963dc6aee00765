"""A page printed to PDF gives the records of the page, whichever rules its table has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import golden
import pytest
from test_samples import essence

import postulat

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
SOFFICE = shutil.which("soffice")
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
FONTS = "*{font-family:'DejaVu Sans',sans-serif!important}"
"""One font on every machine that has it: what a page looks like must not hang on what else is installed."""
SAMPLES = ("german-abwaegung", "ministry-matrix", "sections-and-dittos")


def printed_by_chromium(page: Path, target: Path) -> None:
    if CHROMIUM is None:
        missing("Chromium is not installed: apt-get install chromium")
    profile = page.parent / "profile"
    flags = [*FLAGS, f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run([str(CHROMIUM), *flags, page.as_uri()], capture_output=True, check=True, timeout=120)


def printed_by_libreoffice(page: Path, target: Path) -> None:
    if SOFFICE is None:
        missing("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
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
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    page.with_suffix(".pdf").rename(target)


def missing(message: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


# The style with thick rules would also rule the table that only lays out the page of one sample.
PRINTS = [(name, style) for name in SAMPLES for style in STYLES if (name, style) != ("sections-and-dittos", "thick rules")]


@pytest.mark.parametrize(("name", "style"), PRINTS)
def test_chromium_prints_the_same_records(name: str, style: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    source = golden.source(golden.SAMPLES / name).read_text("utf-8")
    page.write_text(re.sub("</head>", f"<style>{FONTS}{STYLES[style]}</style></head>", source, count=1), "utf-8")
    printed_by_chromium(page, tmp_path / "printed.pdf")
    assert essence(postulat.read(tmp_path / "printed.pdf")) == essence(postulat.read(page))


@pytest.mark.parametrize("name", SAMPLES)
def test_libreoffice_prints_the_same_records(name: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    shutil.copy(golden.source(golden.SAMPLES / name), page)
    printed_by_libreoffice(page, tmp_path / "printed.pdf")
    assert essence(postulat.read(tmp_path / "printed.pdf")) == essence(postulat.read(page))
