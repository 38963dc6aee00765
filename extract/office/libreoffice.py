"""Old Word files (DOC) and RTF as blocks: LibreOffice, where it is installed, makes a DOCX of them in a process with limits."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from postulat.extract import external_program
from postulat.extract.document import Document, Note
from postulat.extract.errors import ReadError
from postulat.extract.external_program import ProgramLimits

DOC = "application/msword"
RTF = "application/rtf"
SUFFIXES = {DOC: "doc", RTF: "rtf"}
TARGET = "docx:MS Word 2007 XML"
PROGRAMS = ("soffice", "libreoffice")

LIMITS = ProgramLimits(seconds=120, memory=4 * 1024 * 1024, output=512 * 1024)
"""A long report takes five seconds; LibreOffice maps about one and a half million kilobytes before it opens a file."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop><prop oor:name="ooInetHTTPProxyPort"
 oor:op="fuse"><value>9</value></prop><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>"""
"""No macros, no updates of linked content, and a proxy where nobody listens: a document is not to load anything."""


def read(data: bytes, source: str, password: str = "") -> Document:
    """A DOC or RTF file as the DOCX reader sees it. Places are addresses in the DOCX that LibreOffice makes, which a note says."""
    from postulat.extract.office.docx import reader as docx

    kind = RTF if data.lstrip().startswith(b"{\\rtf") else DOC
    document = docx.read(converted(unlocked(data, password) if kind == DOC else data, SUFFIXES[kind]), source)
    return replace(
        document,
        media_type=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        notes=(Note("converted"), *document.notes),
    )


def unlocked(data: bytes, password: str) -> bytes:
    """A DOC file without its lock, where it has one."""
    from postulat.extract.office.locked import is_locked, opened

    return opened(data, password) if ENCRYPTED in data or is_locked(data) else data


def converted(data: bytes, suffix: str) -> bytes:
    """The file as DOCX, made in a folder of its own with a profile of its own, both gone afterwards."""
    path = program()
    if path is None:
        raise ReadError(f"reading .{suffix} needs LibreOffice: apt-get install libreoffice-writer")
    with tempfile.TemporaryDirectory(prefix="postulat-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, encoding="utf-8")
        original = folder / f"document.{suffix}"
        original.write_bytes(data)
        message = run(path, folder, original)
        result = folder / "converted" / "document.docx"
        if not result.is_file():
            raise ReadError(f"LibreOffice cannot open the .{suffix} file{': ' + message if message else ''}")
        if result.stat().st_size > LIMITS.output * 1024:
            raise ReadError(f"the .{suffix} file becomes larger than {LIMITS.output // 1024} MB")
        return result.read_bytes()


def program() -> str | None:
    return next((path for name in PROGRAMS if (path := shutil.which(name)) is not None), None)


def run(path: str, folder: Path, original: Path) -> str:
    """Runs LibreOffice once and gives the last line it complains with. All its processes are gone when this returns."""
    command = [
        path,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        TARGET,
        "--outdir",
        str(folder / "converted"),
        str(original),
    ]
    complaint = external_program.run("LibreOffice", command, folder, LIMITS, {"HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"})
    lines = complaint.decode("utf-8", "replace").split("\n")
    return next((" ".join(line.split())[:200] for line in reversed(lines) if line.startswith("Error:")), "")
