"""The characters of a page's source put right before it is parsed, so that no text taken from it needs that again."""

from __future__ import annotations

import re
import unicodedata

from postulat.extract.characters.cleaning import INVISIBLE, LIGATURES, fold_characters

# In UTF-8: ASCII without controls, the bytes after the first one of a letter, and the first ones of U+00C0–U+017F.
ORDINARY = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F), *range(0x80, 0xC0), 0xC3, 0xC4, 0xC5])
# Spaces, invisible marks, and what NFC writes otherwise, as far as it begins with this byte: U+2000–U+2FFF.
MARKS = re.compile(rb"\xe2(?:\x80[\x80-\x8f\xa8-\xaf]|\x81[\x9f-\xa9]|\x84[\xa6\xaa\xab]|\x8c[\xa9\xaa]|\xab\x9c)")
OTHER_SPACES = re.compile(r"[\x0b\x0c\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
REFERENCE = re.compile(
    r"&(?:#([0-9]{1,7});?|#[xX]([0-9a-fA-F]{1,6});?|(shy);?|(zwj|zwnj|lrm|rlm|ZeroWidthSpace|NoBreak);"
    r"|((?:en|em|thin|hair|num|punc)sp|emsp1[34]|(?:Medium|Thin|VeryThin|Thick)Space);)"
)


def settled(text: str, source: bytes | None = None) -> str:
    """The source in one form: NFC, without invisible characters and ligatures, also those that are written as references.

    Of white space only the space, the hard space, the tab and the line break are left.

    `source` is the same text in UTF-8, where it is at hand already.

    >>> settled("nie&shy;pe&#322;no&#x200B;sprawni, o&#769;smy, &lt;b&gt;")
    'niepe&#322;nosprawni, ósmy, &lt;b&gt;'
    >>> settled("10\\u202f000&thinsp;zł")
    '10 000 zł'
    """
    if "&" in text:
        resolved = REFERENCE.sub(unusual_reference, text)
        if resolved != text:
            text, source = resolved, None
    if unusual(text, source or text.encode("utf-8", "surrogatepass")):
        return OTHER_SPACES.sub(" ", fold_characters(text))
    return text


def unusual(text: str, data: bytes) -> bool:
    """Whether `settled` has to change it; asking is much faster than doing it."""
    others = set(data.translate(None, ORDINARY))
    if others <= {0xC2, 0xE2}:
        soft = 0xC2 in others and (b"\xc2\xad" in data or b"\xc2\x85" in data)
        return soft or (0xE2 in others and MARKS.search(data) is not None)
    return OTHER_SPACES.sub(" ", fold_characters(text)) != text


def unusual_reference(reference: re.Match[str]) -> str:
    """A reference to a character that is taken out or joined to the one before it becomes that character; others stay."""
    decimal, hexadecimal, hyphen, _, space = reference.groups()
    if decimal is None and hexadecimal is None:
        return " " if space else "\u00ad" if hyphen else "\u200b"
    code = int(decimal) if decimal is not None else int(hexadecimal, 16)
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return reference[0]
    sign = chr(code)
    if OTHER_SPACES.match(sign) or sign == "\r":
        return " "
    if INVISIBLE.match(sign) or sign in LIGATURES or unicodedata.combining(sign) or unicodedata.normalize("NFC", sign) != sign:
        return sign
    return reference[0]
