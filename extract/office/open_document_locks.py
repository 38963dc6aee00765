"""OpenDocument files locked with a password: written again without the lock, as the standard says that it is made.

Each part is deflated, then encrypted: by AES since ODF 1.2, by Blowfish before. The cryptography is that of the extra `locked`. The
lock of the whole package, which LibreOffice offers since 24.2, is named and not opened.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from postulat.extract.errors import LockedError, ReadError
from postulat.extract.office.flat_open_document import as_package, is_flat
from postulat.extract.office.package import LARGEST_PART, Package, open_package

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import CipherContext
    from lxml.etree import _Element

MANIFEST = "META-INF/manifest.xml"
LOCKED = b"encryption-data"
MOST_ITERATIONS = 2_000_000
"""Rounds of the key's derivation; offices write 1,024 to 100,000, and a hostile file must not keep us busy."""
LONGEST_KEY = 64
"""Bytes."""
CHECKED = 1024
"""Bytes at the head of a deflated part that its checksum covers."""
READ_PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
"""Parts that are opened; nothing else is read of an OpenDocument file."""


class Lock(NamedTuple):
    """How a part is encrypted, and how to tell whether it was opened with the right password."""

    cipher: str
    vector: bytes
    start: str
    size: int
    salt: bytes
    iterations: int
    checksum: bytes


def without_lock(data: bytes, password: str) -> Package:
    """The package of a file; one that is locked with its parts in the clear."""
    if is_flat(data):
        return as_package(data)
    package = open_package(data)
    if LOCKED not in (package.part(MANIFEST) or b""):
        return package
    if not password:
        raise LockedError("the file is locked with a password: give it with --password")
    manifest = package.xml(MANIFEST)
    entries = {} if manifest is None else {entry_name(entry): entry for entry in manifest.iterfind("{*}file-entry")}
    if "encrypted-package" in entries:
        raise LockedError("the file is locked as a whole, which is not opened; take the lock off in the program that set it")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as clear:
        for name in READ_PARTS:
            part, entry = package.part(name), entries.get(name)
            if part is None:
                continue
            secret = None if entry is None else entry.find("{*}encryption-data")
            clear.writestr(name, part if secret is None else opened(part, lock_of(secret), password))
    return open_package(buffer.getvalue())


def entry_name(entry: _Element) -> str:
    return next((str(value) for name, value in entry.attrib.items() if str(name).endswith("}full-path")), "")


def lock_of(secret: _Element) -> Lock:
    """The lock that an entry of the manifest describes."""
    algorithm, start, derivation = (secret.find(f"{{*}}{name}") for name in ("algorithm", "start-key-generation", "key-derivation"))
    if algorithm is None or derivation is None:
        raise LockedError("the file is locked in a way that is not known")
    try:
        size = int(told(derivation, "key-size") or 16)
        iterations = int(told(derivation, "iteration-count") or 1024)
        vector, salt, checksum = (
            base64.b64decode(text)
            for text in (told(algorithm, "initialisation-vector"), told(derivation, "salt"), told(secret, "checksum"))
        )
    except (ValueError, binascii.Error) as error:
        raise ReadError("the file is damaged: its lock is not described rightly") from error
    if not 0 < iterations <= MOST_ITERATIONS or not 0 < size <= LONGEST_KEY:
        raise ReadError("the file is damaged: its lock is not described rightly")
    name = "sha256" if "sha256" in told(start, "start-key-generation-name").lower() else "sha1"
    return Lock(told(algorithm, "algorithm-name").lower(), vector, name, size, salt, iterations, checksum)


def told(element: _Element | None, name: str) -> str:
    """The value of an attribute, whatever its namespace."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def opened(part: bytes, lock: Lock, password: str) -> bytes:
    """The part in the clear. A password that does not open it raises `LockedError`."""
    start = hashlib.new(lock.start, password.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.iterations, lock.size)
    packed = deciphered(part, lock, key)
    sums = [hashlib.new(name, packed[:CHECKED]).digest() for name in ("sha256", "sha1")]
    if lock.checksum and lock.checksum not in sums:
        raise LockedError("the file is locked, and the password does not open it")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        clear = inflater.decompress(packed, LARGEST_PART)
    except zlib.error as error:
        raise LockedError("the file is locked, and the password does not open it") from error
    if inflater.unconsumed_tail:
        raise ReadError(f"a part of it is larger than {LARGEST_PART // 1024**2} MB when unpacked")
    return clear


def deciphered(part: bytes, lock: Lock, key: bytes) -> bytes:
    """The deflated part, without what fills its last block."""
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    except ImportError as error:
        raise LockedError("the file is locked with a password; opening it needs more: pip install 'postulat[locked]'") from error
    try:
        if lock.cipher.endswith("-cbc"):
            decryptor = Cipher(algorithms.AES(key), modes.CBC(lock.vector)).decryptor()
            clear = decryptor.update(part) + decryptor.finalize()
            filled = clear[-1] if clear else 0
            return clear[:-filled] if 0 < filled <= len(clear) else clear
        if "blowfish" in lock.cipher:
            feedback = of_old_files(key, lock.vector)
            return feedback.update(part) + feedback.finalize()
    except ValueError as error:
        raise LockedError("the file is locked, and the password does not open it") from error
    raise LockedError("the file is locked in a way that is not known")


def of_old_files(key: bytes, vector: bytes) -> CipherContext:
    """Blowfish as OpenOffice used it, which newer releases of the library keep with what nobody should use any more."""
    from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
    from cryptography.hazmat.primitives.ciphers import Cipher

    try:
        from cryptography.hazmat.decrepit.ciphers.modes import CFB
    except ImportError:
        from cryptography.hazmat.primitives.ciphers.modes import CFB
    return Cipher(Blowfish(key), CFB(vector)).decryptor()
