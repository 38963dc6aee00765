"""The file with the key of the pseudonyms."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from postulat.batch.pseudonym_key import KeyFileError, read_key


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "out" / ".postulat" / "pseudonym.key"
    key = read_key(path)
    assert len(key) == 32
    assert read_key(path) == key
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_runs_that_start_together_get_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: read_key(tmp_path / "key"), range(16)))) == 1


def test_other_places_get_other_keys(tmp_path: Path) -> None:
    assert read_key(tmp_path / "a") != read_key(tmp_path / "b")


@pytest.mark.parametrize("data", [b"", b"short", b"x" * 33])
def test_what_is_no_key_is_refused_and_kept(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(data)
    with pytest.raises(KeyFileError, match="is no pseudonym key") as caught:
        read_key(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == data


def test_a_place_that_cannot_be_written_to_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path / "file" / "key", tmp_path):
        with pytest.raises(KeyFileError, match="cannot use the pseudonym key") as caught:
            read_key(path)
        assert "\n" not in str(caught.value)
