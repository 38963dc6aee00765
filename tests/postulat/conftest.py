"""Small archives, the command as a process of its own, and documents with faults."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from programs import SECONDS
from repository import FAULTS, SAMPLES


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return made_archive(tmp_path / "archive")


def made_archive(folder: Path) -> Path:
    """A folder of documents of several kinds, one of them twice, one damaged, and a file that is none."""
    (folder / "2019").mkdir(parents=True)
    for name in ("krakow-text", "krakow-html", "no-numbers", "ministry-matrix", "two-row-heading", "krakow-docx"):
        source = next((SAMPLES / name).glob("source.*"))
        (folder / f"{name}{source.suffix}").write_bytes(source.read_bytes())
    (folder / "2019" / "again.txt").write_bytes((folder / "krakow-text.txt").read_bytes())
    (folder / "2019" / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "notes.json").write_text("{}")
    return folder


@pytest.fixture
def postulat(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command in a process of its own, where documents that start with FAULT do harm."""

    return partial(command, tmp_path)


def command(folder: Path, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "postulat", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(FAULTS)} | more
    return subprocess.run(words, capture_output=True, text=True, env=environment, cwd=folder, timeout=SECONDS, check=False)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of a run over the archive that nothing disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    made_archive(folder / "archive")
    assert command(folder, "run", "archive", "-o", "whole", "--workers", "1").returncode == 1
    return tables(folder / "whole")


def tables(folder: Path) -> dict[str, bytes]:
    """Every file of a run but its facts, which hold times."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".postulat" not in path.parts and path.name != "run.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(name="tables")
def tables_fixture() -> Callable[[Path], dict[str, bytes]]:
    return tables


@pytest.fixture(name="table")
def table_fixture() -> Callable[[Path, str], list[dict[str, str]]]:
    return table
