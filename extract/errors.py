"""The one error a reader raises: the file cannot be read, in a line that a person understands; and such a line of any error."""

from __future__ import annotations

from postulat.extract.characters.excerpt import shortened

LONGEST_LINE = 300
"""Characters of an error's own words that a message repeats."""


def one_line(error: BaseException) -> str:
    """Why something went wrong, in one line: what the system says, else the error's own words, else its name.

    >>> one_line(OSError(2, "No such file")), one_line(ValueError("a\\nb")), one_line(KeyError())
    ('No such file', 'a b', 'KeyError')
    """
    told = getattr(error, "strerror", None) if isinstance(error, OSError) else None
    return shortened(str(told or error), LONGEST_LINE) or type(error).__name__


class ReadError(Exception):
    """The file cannot be read. The message is one line, without the file's name, which the caller knows."""


class LockedError(ReadError):
    """The file is locked with a password that was not given, or not the right one."""
