"""DOC and RTF through LibreOffice, and what is said where it is missing or hangs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import need

from postulat.extract.document import Document, Table
from postulat.extract.errors import ReadError
from postulat.extract.office import libreoffice

TABLE = (
    rb"{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0\fcharset238 Arial;}}\f0 {\b Zestawienie uwag}\par Wst\'eap\par"
    rb"\trowd\clvmgf\cellx1500\cellx6000\pard\intbl 1.\cell Uwaga pierwsza\cell\row"
    rb"\trowd\clvmrg\cellx1500\cellx6000\pard\intbl\cell \'8cwietlica\par druga\cell\row"
    rb"\pard Koniec\par}"
)


@pytest.fixture
def _installed() -> None:
    need("LibreOffice", libreoffice.program())


def only_table(document: Document) -> Table:
    (table,) = [block.table for block in document.blocks if block.table is not None]
    return table


def check(document: Document) -> None:
    assert [block.text for block in document.blocks if block.table is None] == ["Zestawienie uwag", "Wstęp", "Koniec"]
    assert document.blocks[0].strong
    table = only_table(document)
    assert [[None if cell is None else cell.text for cell in row] for row in table.rows] == [
        ["1.", "Uwaga pierwsza"],
        ["1.", "Świetlica\ndruga"],
    ]
    assert table.rows[0][0] is table.rows[1][0]
    assert document.notes[0].code == "converted"


@pytest.mark.usefixtures("_installed")
def test_rtf() -> None:
    document = libreoffice.read(TABLE, "uwagi.rtf")
    check(document)
    assert (document.media_type, document.extractor, document.size_bytes) == ("application/rtf", "docx", len(TABLE))


@pytest.mark.usefixtures("_installed")
def test_doc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = libreoffice.read(word_97(tmp_path, monkeypatch), "uwagi.doc")
    check(document)
    assert document.media_type == "application/msword"


def word_97(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The table above as Word 97 saved it."""
    original = folder / "uwagi.rtf"
    original.write_bytes(TABLE)
    monkeypatch.setattr(libreoffice, "TARGET", "doc:MS Word 97")
    libreoffice.run(str(libreoffice.program()), folder, original)
    monkeypatch.undo()
    return (folder / "converted" / "uwagi.doc").read_bytes()


@pytest.mark.usefixtures("_installed")
def test_a_broken_file_says_so() -> None:
    with pytest.raises(ReadError, match=r"LibreOffice cannot open the \.doc file"):
        libreoffice.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "broken.doc")


@pytest.mark.parametrize(("data", "suffix"), [(TABLE, "rtf"), (b"\xd0\xcf\x11\xe0", "doc")])
def test_without_libreoffice_it_says_what_to_install(data: bytes, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "PROGRAMS", ())
    with pytest.raises(ReadError, match=rf"reading \.{suffix} needs LibreOffice: apt-get install libreoffice-writer"):
        libreoffice.read(data, "uwagi")


def test_a_locked_file_asks_for_its_password() -> None:
    with pytest.raises(ReadError, match="password"):
        libreoffice.read(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked.doc")


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a shell script in the place of LibreOffice."""

    def put(script: str) -> None:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setattr(libreoffice, "PROGRAMS", (str(path),))

    return put


def alive(process: int) -> bool:
    """Whether a process still runs; one that waits to be fetched by its parent does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in ("Z", "X")
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes through /proc")
@pytest.mark.parametrize("ending", ["wait", "exit 1"])
def test_no_process_is_left_behind(
    ending: str, tmp_path: Path, stub: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "LIMITS", libreoffice.LIMITS._replace(seconds=3))
    stub(f"sleep 300 2>/dev/null & echo $! > {tmp_path}/child\n{ending}")
    with pytest.raises(ReadError):
        libreoffice.read(TABLE, "uwagi.rtf")
    child = int((tmp_path / "child").read_text())
    for _ in range(3000):
        if not alive(child):
            break
        time.sleep(0.1)
    assert not alive(child)


@pytest.mark.skipif(os.name != "posix", reason="limits are the shell's")
def test_the_process_has_limits_and_a_folder_of_its_own(tmp_path: Path, stub: Callable[[str], None]) -> None:
    stub(f'ulimit -v > {tmp_path}/memory; ulimit -t > {tmp_path}/time; pwd > {tmp_path}/folder; echo "Error: no" >&2')
    with pytest.raises(ReadError, match="Error: no"):
        libreoffice.read(TABLE, "uwagi.rtf")
    assert (tmp_path / "memory").read_text().strip() == str(libreoffice.LIMITS.memory)
    assert (tmp_path / "time").read_text().strip() == str(libreoffice.LIMITS.seconds)
    assert not Path((tmp_path / "folder").read_text().strip()).exists()
