"""The part of a PDF page that is shown, and how the page's own coordinates stand on it."""

from __future__ import annotations

from typing import NamedTuple

from postulat.extract.document import Box


class Frame(NamedTuple):
    """The part of the page that is shown, and how it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.rotation % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space on the page as shown."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        if self.rotation == 0 and x0 <= x1 and y0 <= y1:  # as nearly all are
            left, _, _, top, _ = self
            return x0 - left, top - y1, x1 - left, top - y0
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
