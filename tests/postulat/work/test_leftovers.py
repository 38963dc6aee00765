"""Folders that processes of a killed run left behind go when a later run begins; what others use stays."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from postulat.options import Options, Work
from postulat.storage.store import Store
from postulat.work.pool import LEFT_OVER, Pool, remove_leftovers


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The machine's folder for what lasts not long."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def folder(place: Path, name: str, age: float) -> Path:
    made = place / name
    made.mkdir()
    (made / "page.bin").write_bytes(b"page")
    os.utime(made, (time.time() - age, time.time() - age))
    return made


def test_what_was_left_a_day_ago_goes(place: Path) -> None:
    old = folder(place, "postulat-worker-a", LEFT_OVER + 60)
    division = folder(place, "postulat-worker-division-b", LEFT_OVER + 60)
    new = folder(place, "postulat-worker-c", LEFT_OVER - 60)
    other = folder(place, "somebody-else", LEFT_OVER + 60)
    remove_leftovers()
    assert not old.exists()
    assert not division.exists()
    assert new.exists()
    assert other.exists()


def test_a_link_is_left_alone(place: Path) -> None:
    kept = folder(place, "kept", LEFT_OVER + 60)
    link = place / "postulat-worker-d"
    link.symlink_to(kept, target_is_directory=True)
    os.utime(link, (0, 0), follow_symlinks=False)
    remove_leftovers()
    assert (kept / "page.bin").exists()


def test_a_run_with_processes_begins_with_it(place: Path) -> None:
    old = folder(place, "postulat-worker-a", LEFT_OVER + 60)
    with Pool(Options(), Work(workers=2), Store(str(place / "store"), Options())):
        assert not old.exists()
