"""How the file of kept patterns is made (see `postulat.work.kept_patterns`): by a process in the background, out of our own tables.

The first command leaves an empty file, and where that is still there the second has it filled: who starts the program once, in a
container that is thrown away, does not pay for commands that never come. The process reads documents made of the examples that
stand in the tables of words, and none of anybody's.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

from postulat.work.kept_patterns import COUNT, ENTRY, NUMBER, PACKAGE, file, is_ours, key, mark, seal

BEGUN = b"begun"
"""What the file holds while it is made for the first time."""
AGAIN = 24 * 3600.0
"""Seconds after which a file is made again that never was finished, or that is older than the tables of words."""
LONGEST = 600
"""Seconds after which the process that makes it ends, whatever it does."""
EXAMPLES = 12
"""Of each table, as many as a document holds."""
HEADINGS = ("submitter", "comment", "answer")
"""The classes of words over the columns of a made table, behind its numbers."""
VOCABULARY = PACKAGE / "normalize" / "vocabulary"
OURS = ("postulat.extract.", "postulat.normalize.")
PHRASES = ("phrase", "form", "title")
"""The columns of tables whose cells are phrases."""
ORDINARY = 0o077
"""What is taken from the rights to a file of ours: nobody else's to read or write."""


def keep_patterns() -> None:
    """Has patterns kept for the commands to come, where they are not and somebody has called the program before."""
    with suppress(OSError, ValueError, RuntimeError):  # no home, no room, no right: patterns are compiled as ever
        if hasattr(os, "getuid") and not getattr(sys, "frozen", False) and is_wanted(file()):
            start()


def is_wanted(path: Path) -> bool:
    """Whether the file is to be made now; where it is not there yet an empty one says that there was a first command."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return False
    if not is_ours(path):
        return False
    known = path.stat()
    if known.st_size == 0:
        path.write_bytes(BEGUN)
        return True
    stale = known.st_size == len(BEGUN) or known.st_mtime < newest_table()
    if stale and time.time() - known.st_mtime > AGAIN:
        os.utime(path)  # nobody else begins as well
        return True
    return False


def newest_table() -> float:
    """When a table of words last came, went or was replaced."""
    return max(each.stat().st_mtime for each in (VOCABULARY, *VOCABULARY.iterdir()) if each.is_dir())


def start() -> None:
    import subprocess

    program = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); from {__name__} import main; main()"
    subprocess.Popen(
        [sys.executable, "-P", "-c", program],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,  # whoever called the command does not wait for it
    )


def main() -> None:
    """Makes the file, out of everybody's way."""
    import signal

    signal.alarm(LONGEST)
    os.nice(19)
    os.umask(ORDINARY)
    records = recorded(ask_all)
    path = file()
    if is_ours(path):
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_bytes(packed(records))
        beside.replace(path)


def recorded(ask: Callable[[], None]) -> dict[bytes, bytes]:
    """The records of all patterns that are compiled while somebody asks for them."""
    import _sre  # type: ignore[import-not-found]
    import json
    from re import _compiler  # type: ignore[attr-defined]

    found: dict[bytes, bytes] = {}
    asked: list[bytes] = []
    compiler, sealer = _compiler.compile, _sre.compile

    def compile_and_tell(pattern: Any, flags: int = 0) -> Any:
        asked.append(key(pattern, flags) if type(pattern) in (str, bytes) else b"")
        try:
            return compiler(pattern, flags)
        finally:
            asked.pop()

    def keep(pattern: Any, flags: int, code: list[int], groups: int, names: dict[str, int], numbered: tuple[Any, ...]) -> Any:
        if asked and asked[-1]:
            line = json.dumps((flags, groups, dict(names), numbered)).encode()
            found[asked[-1]] = line + b"\n" + array(NUMBER, code).tobytes()
        return sealer(pattern, flags, code, groups, names, numbered)

    _compiler.compile, _sre.compile = compile_and_tell, keep
    try:
        ask()
    finally:
        _compiler.compile, _sre.compile = compiler, sealer
    return found


def ask_all() -> None:
    """Loads what commands load, has made what is made once, and reads a document in each language."""
    from importlib import import_module

    for name in ("commands.cli", "commands.show", "commands.summary", "batch.run", "batch.joining", "work.guarded"):
        import_module(f"postulat.{name}")
    from postulat import extract
    from postulat.extract import READERS
    from postulat.normalize import combine, normalize
    from postulat.normalize.vocabulary.phrases import languages, phrase, rows
    from postulat.work.worker import load

    load({suffix for kind in READERS.values() for suffix in kind.suffixes})
    combine([normalize(extract.read(page(language).encode(), f"{language}.html")) for language in languages()])
    for make, given in made_once(languages()):
        with suppress(Exception):  # what cannot be made here is made where it is asked for
            make(*given)
    for table in sorted({path.stem for path in VOCABULARY.rglob("*.csv")}):
        for words in {row.get(column, "") for row in rows(table) for column in PHRASES} - {""}:
            phrase(words)


def made_once(languages: Iterable[str]) -> Iterator[tuple[Callable[..., object], tuple[str, ...]]]:
    """What modules of ours make once a process, or once a language: mostly patterns out of tables."""
    import inspect

    for name, module in sorted(sys.modules.items()):
        if name.startswith(OURS):
            for value in [value for value in vars(module).values() if hasattr(value, "cache_info") and value.__module__ == name]:
                given = list(inspect.signature(value).parameters)
                if not given:
                    yield value, ()
                elif given == ["language"]:
                    yield from ((value, (language,)) for language in languages)


def page(language: str) -> str:
    """A page of the examples in a language's tables: as paragraphs, and a table of them with headings that are known.

    >>> "<h1>" in page("de") and page("de") != page("cs")
    True
    """
    told = {table: examples for table in tables(language) if (examples := list(examples_of(table, language)))}
    words = [example for examples in told.values() for example in examples]
    heads = [next(examples_of("heading_words", language, name), name) for name in HEADINGS]
    rows = (["", *words[index:], *words][: 1 + len(heads)] for index in range(0, len(words), len(heads)))
    lines = [["1.", *heads], *([f"{number}.", *cells[1:]] for number, cells in enumerate(rows, 1))]
    table = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>" for line in lines)
    paragraphs = "".join(f"<p>{escape(word)}</p>" for word in words)
    return f"<html lang={language}><h1>{escape(words[0])}</h1>{paragraphs}<table>{table}</table></html>"


def tables(language: str) -> list[str]:
    return sorted(path.stem for path in (VOCABULARY / language).glob("*.csv"))


def examples_of(table: str, language: str, kind: str | None = None) -> Iterator[str]:
    from itertools import islice

    from postulat.normalize.vocabulary.phrases import rows

    found = (row for row in rows(table) if row.get("language") == language and row.get("example"))
    chosen = (row["example"] for row in found if kind is None or row["class"] == kind)
    return islice(dict.fromkeys(chosen), EXAMPLES)


def packed(records: dict[bytes, bytes]) -> bytes:
    """The bytes of a file, as `opened` takes them."""
    entries, place = [COUNT.pack(len(records))], 0
    for name, record in sorted(records.items()):
        entries.append(ENTRY.pack(name, place, place + len(record), zlib.crc32(record)))
        place += len(record)
    listed = b"".join(entries)
    return b"".join((mark(), seal(listed), listed, *(record for _, record in sorted(records.items()))))
