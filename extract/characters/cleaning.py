"""Characters as people read them: one form for each letter, one kind of space, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]")
UNUSUAL = re.compile("[^ -~¡-¬®-˿–—‘-„•…]")
"""What may need a closer look; all other characters are in NFC, visible, and no space but the common one."""
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = re.compile("[" + "".join(LIGATURES) + "]")


def fold_characters(text: str) -> str:
    """NFC, without soft hyphens, invisible characters and typographic ligatures; white space as it was.

    NFKC would also turn `m²` into `m2`, so ligatures are named one by one.

    >>> fold_characters("Ło\\u0301dz\\u0301, pro\\ufb01lak\\u00adtyka, m²")
    'Łódź, profilaktyka, m²'
    """
    if text.isascii():
        return INVISIBLE.sub("", text)
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return LIGATURE.sub(lambda match: LIGATURES[match[0]], text)


def clean(text: str) -> str:
    """`fold_characters`, and every run of white space as one space.

    >>> clean(" w\\u00a0dniu\\n 9  czerwca ")
    'w dniu 9 czerwca'
    """
    if (text.isascii() and text.isprintable()) or UNUSUAL.search(text) is None:
        return text.strip() if "  " not in text else " ".join(text.split())
    return SPACES.sub(" ", fold_characters(text)).strip()
