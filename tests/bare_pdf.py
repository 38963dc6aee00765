"""PDFs written by hand: the bodies of their objects, numbered from 1, the first of which is the catalogue."""

from __future__ import annotations

from collections.abc import Sequence


def bare_pdf(bodies: Sequence[bytes], version: bytes = b"1.4") -> bytes:
    """The file of these objects, with its table of places."""
    data, offsets = b"%%PDF-%s\n" % version, []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table)
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, start)
