"""Pseudonyms from names and a secret key: without the key nobody can try names against them."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable

SHORT, LONG = 8, 16
"""Hexadecimal digits of a pseudonym; the long ones tell two names apart whose short ones are the same."""


def pseudonyms(names: Iterable[str], key: bytes) -> dict[str, str]:
    """Folded name → the digits of its pseudonym, the same in every run with this key.

    >>> pseudonyms(["anna nowak", "jan nowak"], b"secret")
    {'anna nowak': '459522e0', 'jan nowak': '1a79a0b5'}
    """
    digests = {name: hmac.new(key, name.encode(), hashlib.sha256).hexdigest() for name in sorted(set(names))}
    counts = Counter(digest[:SHORT] for digest in digests.values())
    return {name: digest[: SHORT if counts[digest[:SHORT]] == 1 else LONG] for name, digest in digests.items()}
