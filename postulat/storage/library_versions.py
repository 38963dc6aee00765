"""Versions of installed libraries, by the names of the folders that `pip` keeps beside them: to ask the standard library for them
would load half of what reads e-mails, at the start of every run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache

SUFFIX = ".dist-info"
MARKS = re.compile(r"[-_.]+")
"""Marks between words of a name, which are written in more than one way."""
VERSION = re.compile(r"^Version: (\S+)$", re.MULTILINE)


def libraries(names: Iterable[str]) -> Iterator[str]:
    """Each library with its version; with `-` where it is not installed.

    >>> list(libraries(["no-such-library"]))
    ['no-such-library -']
    """
    for name in names:
        found = versions().get(plain(name), ())
        yield f"{name} {found[0] if len(found) == 1 else asked(name)}"


@cache
def versions() -> dict[str, tuple[str, ...]]:
    """Library → its version; more than one where an installation was interrupted, or libraries lie in more than one place."""
    found: dict[str, tuple[str, ...]] = {}
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or os.curdir)  # noqa: PTH208 - a name is all that is asked of hundreds
        except OSError:
            continue  # no folder, or an archive
        for name in names:
            if name.endswith(SUFFIX):
                library, _, version = name.removesuffix(SUFFIX).partition("-")
                found[plain(library)] = (*found.get(plain(library), ()), version)
    return found


def plain(name: str) -> str:
    """
    >>> plain("pdfminer.six"), plain("Pdfminer_Six")
    ('pdfminer-six', 'pdfminer-six')
    """
    return MARKS.sub("-", name).lower()


def asked(name: str) -> str:
    """What the standard library says of one that was not found so, or twice."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        told = distribution(name)
    except PackageNotFoundError:
        return "-"
    line = VERSION.search(told.read_text("METADATA") or "")  # to have it parsed as an e-mail takes ten times as long
    return line[1] if line else str(told.version)
