"""A line of a text file, with its number and whether it is quoted."""

from __future__ import annotations

from dataclasses import dataclass

from postulat.extract.document import Place


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the file; `quoted` says that it stood behind a `>`, which is not in its text."""

    number: int
    text: str
    quoted: bool = False

    @property
    def place(self) -> Place:
        return Place(path=f"line={self.number}")
