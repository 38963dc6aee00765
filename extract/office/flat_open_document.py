"""Flat OpenDocument files (FODS, FODT): the whole document in one XML file, as the package that it would be."""

from __future__ import annotations

import io
import zipfile

from postulat.extract.office.package import Package, open_package

ZIP_MARK = b"PK"
PARTS = ("content.xml", "styles.xml", "meta.xml")
"""What is read of a package; the one root of a flat file holds the children of each of their roots."""


def is_flat(data: bytes) -> bool:
    return not data.startswith(ZIP_MARK)


def as_package(data: bytes) -> Package:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in PARTS:
            archive.writestr(name, data)
    return open_package(buffer.getvalue())
