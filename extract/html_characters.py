"""The characters of a page's source put right before it is parsed, so that no text taken from it needs that again."""

from __future__ import annotations

import re
import unicodedata

from extract.characters import INVISIBLE, LIGATURES, fold_characters

CONTROLS = bytes(set(range(9)) | set(range(0x0E, 0x20)) | {0x7F})
THREE_BYTES = (b"\xef\xac", b"\xef\xbb\xbf")  # ligatures, byte order mark
MARKS = re.compile(rb"\xe2(?:\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xa6])")
REFERENCE = re.compile(r"&(?:#([0-9]{1,7});?|#[xX]([0-9a-fA-F]{1,6});?|(shy);?|(zwj|zwnj|lrm|rlm|ZeroWidthSpace|NoBreak);)")


def settled(text: str, source: bytes | None = None) -> str:
    """The source in one form: NFC, without invisible characters and ligatures, also those that are written as references.

    `source` is the same text in UTF-8, where it is at hand already.

    >>> settled("nie&shy;pe&#322;no&#x200B;sprawni, o&#769;smy, &lt;b&gt;")
    'niepe&#322;nosprawni, ósmy, &lt;b&gt;'
    """
    if "&" in text:
        resolved = REFERENCE.sub(unusual_reference, text)
        if resolved != text:
            text, source = resolved, None
    if text.isascii() and not INVISIBLE.search(text):
        return text
    return fold_characters(text) if unusual(text, source or text.encode("utf-8", "surrogatepass")) else text


def unusual(text: str, data: bytes) -> bool:
    """Whether `fold_characters` would change it; asking is much faster than doing it."""
    if (b"\xef" in data and any(sign in data for sign in THREE_BYTES)) or b"\xc2\xad" in data:
        return True
    if MARKS.search(data) or len(data.translate(None, CONTROLS)) != len(data):
        return True
    return not unicodedata.is_normalized("NFC", text)


def unusual_reference(reference: re.Match[str]) -> str:
    """A reference to a character that is taken out or joined to the one before it becomes that character; others stay."""
    decimal, hexadecimal, hyphen, _ = reference.groups()
    if decimal is None and hexadecimal is None:
        return "\u00ad" if hyphen else "\u200b"
    code = int(decimal) if decimal is not None else int(hexadecimal, 16)
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return reference[0]
    sign = chr(code)
    if INVISIBLE.match(sign) or sign in LIGATURES or unicodedata.combining(sign) or unicodedata.normalize("NFC", sign) != sign:
        return sign
    return reference[0]
