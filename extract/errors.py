"""The one error a reader raises: the file cannot be read, in a line that a person understands."""

from __future__ import annotations


class ReadError(Exception):
    """The file cannot be read. The message is one line, without the file's name, which the caller knows."""
