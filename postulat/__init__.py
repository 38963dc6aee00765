"""Turns public-meeting minutes and consultation summaries into tables you can trust.

>>> import postulat
>>> postulat.read("samples/krakow-text/source.txt").to_pandas()["records"]  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postulat.version import __version__

if TYPE_CHECKING:
    from postulat.extract import ReadError
    from postulat.pipeline import Dataset, read, read_document

__all__ = ["Dataset", "ReadError", "__version__", "read", "read_document"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first used, so that `postulat --help` answers at once."""
    if name in ("Dataset", "read", "read_document"):
        import postulat.pipeline

        return getattr(postulat.pipeline, name)
    if name == "ReadError":
        from postulat.extract import ReadError

        return ReadError
    raise AttributeError(f"module 'postulat' has no attribute {name!r}")
