"""Damaged files: each is read or refused in one line; none shows a fault of the program."""

from __future__ import annotations

import random
from pathlib import Path

import golden
import pytest

from postulat.inputs.input import Input
from postulat.pipeline import process

SOURCES = [golden.source(folder) for folder in golden.cases() if folder.name.startswith(("krakow-", "broken-", "no-numbers"))]


def damaged(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    kind = chance.randrange(3)
    if kind == 0:
        return bytes(made[: chance.randrange(len(made))])
    if kind == 1:
        for _ in range(chance.randrange(1, 40)):
            made[chance.randrange(len(made))] = chance.randrange(256)
        return bytes(made)
    start = chance.randrange(len(made))
    del made[start : start + chance.randrange(2000)]
    return bytes(made)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
def test_a_damaged_file_is_read_or_refused_in_one_line(source: Path, tmp_path: Path) -> None:
    data = source.read_bytes()
    for seed in range(12):
        path = tmp_path / f"{seed}{source.suffix}"
        path.write_bytes(damaged(data, random.Random(seed)))
        outcome = process(Input(path.as_posix(), named=True))
        assert outcome.records is not None
        assert "error of the program" not in (outcome.error or ""), (seed, outcome.error)
        assert "\n" not in (outcome.records.documents[0].error or "")
