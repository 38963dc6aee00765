"""The errors of fetching, each in a line that a person understands."""

from __future__ import annotations

from postulat.extract.errors import ReadError


class FetchError(ReadError):
    """A source cannot be fetched, or an archive cannot be used."""


class SourceError(FetchError):
    """A mistake in a source's description; the line names the file and the key."""


class AddressRefusedError(OSError):
    """A connection that is not made: the address is private, local or otherwise not of the public network."""


class TooLargeError(OSError):
    """An answer larger than the source allows."""
