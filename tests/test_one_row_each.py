"""A new reader and a new format are one file and one row each: shown on a copy of the house with one of each added."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from postulat.export.formats import WRITERS, docs_table
from postulat.extract.media_types import KINDS

ROOT = Path(__file__).parent.parent
READER = '''"""Comments between exclamation marks → document."""

import hashlib

from postulat.extract.document import Block, Cell, Document, Place, Table


def read(data, source):
    place = (Place(path="all"),)
    rows = [line.split("!") for line in data.decode().split("\\n")[1:]]
    cells = tuple(tuple(Cell((Block("paragraph", text, place),), place) for text in row) for row in rows)
    block = Block("table", "", place, table=Table(cells, place))
    return Document(source, "application/x-shout", hashlib.sha256(data).hexdigest(), len(data), "shout", (block,))
'''
READER_ROW = 'Kind("application/x-shout", ("shout",), "postulat.extract.shout", attachable=True, begins=(b"!SHOUT",)),'
FORMAT = '''"""How many postulates there are, as a text file."""


def write(records, folder, options):
    path = folder / "count.txt"
    path.write_text(str(len(records.postulates)))
    return (path,)
'''
FORMAT_ROW = '"count": Format("count", "`count.txt`", "counting", ("no_such_library", "no-such", "pip install no-such")),'
PAGE = """!SHOUT
Lp.!Organizacja!Uwaga!Stanowisko
1!Fundacja Kasztan!Więcej ławek.!Uwaga uwzględniona.
2!Fundacja Klon!Więcej drzew.!Nie."""


def add_row(path: Path, head: str, row: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(head) == 1
    path.write_text(text.replace(head, f"{head}\n    {row}"), "utf-8")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package to which a reader and a format were added."""
    shutil.copytree(ROOT / "postulat", tmp_path / "postulat", ignore=shutil.ignore_patterns("__pycache__"))
    package = tmp_path / "postulat"
    (package / "extract" / "shout.py").write_text(READER, "utf-8")
    add_row(package / "extract" / "media_types.py", "KINDS: tuple[Kind, ...] = (", READER_ROW)
    (package / "export" / "formats" / "count.py").write_text(FORMAT, "utf-8")
    add_row(package / "export" / "formats" / "__init__.py", "WRITERS: dict[str, Format] = {", FORMAT_ROW)
    return tmp_path


def run(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_a_reader_and_a_format_are_one_file_and_one_row_each(house: Path) -> None:
    (house / "a.shout").write_text(PAGE, "utf-8")
    command = ("-m", "postulat", "run", "a.shout", "-o", "out", "--format")
    told = run(house, *command, "count")
    assert "writing count needs no_such_library: pip install no-such" in told.stderr  # the check of needs
    (house / "no_such_library.py").write_text("")
    told = run(house, *command, "count")
    assert told.returncode == 0, told.stderr
    assert (house / "out" / "count.txt").read_text() == "2"
    assert "count, csv, parquet" in run(house, "-m", "postulat", "run", "--help").stdout
    code = """
from postulat.export.formats import WRITING_LIBRARIES, docs_table
from postulat.extract.fetch.archive.archived import DOCUMENTS
from postulat.normalize.bundles.fingerprint import is_file
print("no-such" in WRITING_LIBRARIES, "count.txt" in docs_table(), "application/x-shout" in DOCUMENTS, is_file("a/b.shout", ""))
"""
    assert run(house, "-c", code).stdout.split() == ["True"] * 4


def test_the_docs_show_the_table_of_formats() -> None:
    assert docs_table() in (ROOT / "docs" / "formats.md").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in WRITERS if f"`{name}`" not in readme] == []


def test_every_reader_of_the_table_is_there() -> None:
    for kind in KINDS:
        if kind.reader:
            assert (ROOT / Path(*kind.reader.split("."))).with_suffix(".py").is_file(), kind.media_type


def test_a_suffix_and_a_signature_mean_one_kind() -> None:
    signs = [sign for kind in KINDS for sign in (*kind.suffixes, *kind.begins, *kind.streams, kind.folder) if sign]
    assert len(signs) == len(set(signs))
