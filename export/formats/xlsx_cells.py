"""What a cell of a workbook can hold: texts cut to its size, and links only to sources."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

LONGEST_TEXT = 32_767  # UTF-16 units, the most that Excel takes in a cell
CUT = "…[cut]"
LONGEST_LINK = 2_000  # characters; Excel takes 2,080

WEB = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x1f\x7f]+", re.IGNORECASE)
ODD_IN_PATHS = re.compile(r"[#%:*?\"<>|\\\x00-\x1f\x7f\ud800-\udfff]")
"""In a link some of these begin an anchor, an escape or a drive; a file with such a name is named without a link."""


def fitted(text: str) -> tuple[str, int]:
    """The text as a cell can hold it, and how many characters had to go; what is cut ends in a mark.

    >>> fitted("zgoda")
    ('zgoda', 0)
    >>> text, gone = fitted("a" * 40_000)
    >>> len(text), text[-6:], gone
    (32767, '…[cut]', 7239)
    """
    if len(text) <= LONGEST_TEXT // 2 or units(text) <= LONGEST_TEXT:
        return markup_free(text), 0
    room = LONGEST_TEXT - units(CUT)
    kept = text[:room]
    while units(kept) > room:
        kept = kept[: len(kept) - (units(kept) - room + 1) // 2]
    return markup_free(kept + CUT), len(text) - len(kept)


def units(text: str) -> int:
    """How long a text is for Excel, which counts letters beyond the first 65,536 twice.

    >>> units("ł"), units("🙂")
    (1, 2)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def markup_free(text: str) -> str:
    """The text itself, but for one that XlsxWriter would take for finished markup and write unescaped: that gets a space.

    >>> markup_free("<r>treść</r>")
    '<r>treść</r> '
    """
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def linker(home: Path | None) -> Callable[[str], str | None]:
    """A function that gives the target of a link for a source, as XlsxWriter wants it, or None where there is to be no link.

    Links lead to web pages and to files that were given by a relative path and are there. `home` is the workbook's folder.

    >>> linker(None)("https://example.org/protokol.pdf"), linker(None)("javascript:alert(1)")
    ('https://example.org/protokol.pdf', None)
    """
    known: dict[str, str | None] = {}

    def link(source: str) -> str | None:
        if source not in known:
            known[source] = target(source, home)
        return known[source]

    return link


def target(source: str, home: Path | None) -> str | None:
    if len(source) > LONGEST_LINK:
        return None
    if WEB.fullmatch(source):
        return source
    if home is None or ODD_IN_PATHS.search(source) or Path(source).is_absolute() or PureWindowsPath(source).is_absolute():
        return None
    if not Path(source).is_file():
        return None
    path = Path(os.path.relpath(source, home)).as_posix()
    # A short name could pass for a drive; the dot says that it is none.
    return None if ODD_IN_PATHS.search(path) else f"external:{path if path.startswith('../') else './' + path}"
