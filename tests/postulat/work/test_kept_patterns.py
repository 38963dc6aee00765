"""Patterns that are kept from one command to the next: the same as compiled ones, and never trusted further than that."""

from __future__ import annotations

import re
from pathlib import Path
from re import _compiler  # type: ignore[attr-defined]

import pytest

from postulat.work import kept_patterns, pattern_keeping
from postulat.work.kept_patterns import Kept, is_ours, mark, opened, take_kept_patterns
from postulat.work.pattern_keeping import BEGUN, is_wanted, packed, recorded

ASKED = (
    (r"(?<!\w)(?P<day>\d{1,2})\.\s(?P<month>maj\w*|czerw\w*)(?!\w)", re.IGNORECASE),
    (r"[^\W\d_]+(?:-[^\W\d_]+)*", 0),
    (r"(?s:(a)|(b))\1?", re.M),
    (rb"<(?:html|body)[\s>]", re.IGNORECASE),
)


@pytest.fixture(scope="module")
def data() -> bytes:
    """The bytes of a file with these patterns."""

    def ask() -> None:
        re.purge()
        for pattern, flags in ASKED:
            re.compile(pattern, flags)

    return packed(recorded(ask))


def never(pattern: object, flags: int = 0) -> re.Pattern[str]:
    raise AssertionError("compiled after all")


def compiled(pattern: object, flags: int = 0) -> re.Pattern[str]:
    return re.compile("compiled")


@pytest.mark.parametrize(("pattern", "flags"), ASKED)
def test_a_kept_pattern_is_the_same_as_a_compiled_one(data: bytes, pattern: str | bytes, flags: int) -> None:
    known, kept = re.compile(pattern, flags), Kept(data, never)(pattern, int(flags))
    assert (kept, kept.groupindex, kept.groups, kept.flags) == (known, known.groupindex, known.groups, known.flags)
    text = "W dniu 12. CZERWCA 2024, pod-ręcznik <BODY>"
    given = text if isinstance(pattern, str) else text.encode()
    assert [found.regs for found in kept.finditer(given)] == [found.regs for found in known.finditer(given)]


def test_what_is_not_kept_is_compiled(data: bytes) -> None:
    kept = Kept(data, compiled)
    assert kept(ASKED[1][0], re.IGNORECASE).pattern == kept("another").pattern == kept(ASKED[1][0].encode()).pattern == "compiled"  # type: ignore[union-attr]


def test_a_damaged_record_is_compiled(data: bytes) -> None:
    kept = [Kept(data[:-each] + bytes([data[-each] ^ 1]) + data[len(data) - each + 1 :], compiled) for each in (2, 9, 40)]
    assert all("compiled" in [one(pattern, int(flags)).pattern for pattern, flags in ASKED] for one in kept)


@pytest.mark.parametrize("spoilt", ["", "patterns of another Python\n", None])
def test_a_file_that_is_not_whole_or_of_another_python_is_not_taken(data: bytes, spoilt: str | None) -> None:
    listed = len(mark()) + kept_patterns.SEAL + kept_patterns.COUNT.size + 3
    bad = data[:listed] + b"\0\0" + data[listed + 2 :] if spoilt is None else spoilt.encode() + data[len(mark()) :]
    for cut in (bad, data[: listed + 20], data[:10]):
        with pytest.raises(ValueError, match=r"no kept patterns|damaged list"):
            opened(cut)


def test_only_a_file_that_nobody_else_can_write_is_taken(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _compiler.compile
    monkeypatch.setattr(_compiler, "compile", before)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = kept_patterns.file()
    path.parent.mkdir(mode=0o700)
    path.write_bytes(data)
    for mode, folder in ((0o620, 0o700), (0o602, 0o700), (0o600, 0o770)):
        path.chmod(mode)
        path.parent.chmod(folder)
        take_kept_patterns()
        assert _compiler.compile is before
    path.parent.chmod(0o700)
    path.chmod(0o600)
    linked = path.with_name("linked")
    linked.symlink_to(path)
    assert is_ours(path)
    assert not is_ours(linked)
    assert not is_ours(path.with_name("none"))
    take_kept_patterns()
    assert isinstance(_compiler.compile, Kept)


def test_the_second_command_has_them_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    started: list[bool] = []
    monkeypatch.setattr(pattern_keeping, "start", lambda: started.append(True))
    path = kept_patterns.file()
    for _ in range(3):
        pattern_keeping.keep_patterns()
    assert path.read_bytes() == BEGUN
    assert len(started) == 1
    path.write_bytes(b"made" * 9)
    assert not is_wanted(path)


def test_where_nothing_can_be_written_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(pattern_keeping, "start", lambda: pytest.fail("begun"))
    for _ in range(3):
        pattern_keeping.keep_patterns()
        take_kept_patterns()
