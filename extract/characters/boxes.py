"""Tick boxes as characters: an empty one alone in its cell says nothing."""

from __future__ import annotations

UNTICKED = frozenset("☐□▢◻❏❑⬜\u25fb")


def is_unticked(text: str) -> bool:
    """
    >>> is_unticked("☐"), is_unticked("☐ Tak"), is_unticked("☒"), is_unticked("")
    (True, False, False, False)
    """
    return text.strip() in UNTICKED if text else False
