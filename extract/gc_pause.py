"""Python's collector of cycles, kept from looking at what a reader makes while it makes it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """A document makes many small values and no cycles among them: looking for cycles again and again took up to half the time.

    In the end the values go to the collector's oldest generation without being looked at.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
