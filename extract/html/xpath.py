"""Where an element of a web page stands, as an XPath that finds it again in a browser and with lxml alike.

The two build different trees: browsers add `tbody`, libxml2 adds no `tr` to a loose cell and moves nothing out of a table. So a
table is the n-th of the page, a cell is the n-th of its table, and only other elements are steps from the nearest of these or
from a unique id.
"""

from __future__ import annotations

from postulat.extract.document import Place

MOST_STEPS = 60  # steps of a path; an element deeper down stands where its ancestor stands


class Step:
    """An element on the way to a place; the place itself is made when it is asked for."""

    __slots__ = ("cached", "children", "depth", "index", "parent", "tag")

    def __init__(self, parent: Step | None, tag: str, index: int, depth: int, cached: tuple[Place, ...] | None = None) -> None:
        self.parent = parent
        self.tag = tag
        self.index = index
        self.depth = depth
        self.cached = cached
        self.children: dict[str, int] = {}

    def places(self) -> tuple[Place, ...]:
        """The place of the element, as blocks carry it."""
        waiting: list[Step] = []
        step = self
        while step.cached is None:
            waiting.append(step)
            assert step.parent is not None  # the first step has its place from the start
            step = step.parent
        places = step.cached
        for step in reversed(waiting):
            if step.depth <= MOST_STEPS:
                places = (Place(None, f"{places[0].path}/{step.tag}[{step.index}]"),)
            step.cached = places
        return places

    def put(self, places: tuple[Place, ...]) -> None:
        """Gives the element a place of its own, from which the elements below it go on."""
        self.cached = places
        if self.depth <= MOST_STEPS:
            self.depth = 1

    def close(self, places: tuple[Place, ...]) -> None:
        """Gives the element, and all below it, the place of something around it."""
        self.cached = places
        self.depth = MOST_STEPS + 1


def root(path: str) -> Step:
    return Step(None, "", 1, 0, (Place(None, path),))


def fixed(place: Place) -> Step:
    """A step whose place all elements below it share."""
    return Step(None, "", 1, MOST_STEPS + 1, (place,))


def child(parent: Step, tag: str, name: str) -> Step:
    """The next child of that tag; `name` is its unique id, or nothing."""
    index = parent.children.get(tag, 0) + 1
    parent.children[tag] = index
    depth = parent.depth + 1
    if name and depth <= MOST_STEPS + 1:
        return Step(parent, tag, index, 1, (Place(None, f'//*[@id="{name}"]'),))
    if ":" in tag:
        depth = MOST_STEPS + 1  # XPath reads a colon as a namespace
    return Step(parent, tag, index, depth)


def below(parent: Step, tag: str) -> tuple[Place, ...]:
    """The place of the next child of that tag, for an element with no elements in it."""
    index = parent.children[tag] = parent.children.get(tag, 0) + 1
    places = parent.cached or parent.places()
    return places if parent.depth >= MOST_STEPS else (Place(None, f"{places[0].path}/{tag}[{index}]"),)


def table_path(number: int, name: str) -> str:
    return f'//*[@id="{name}"]' if name else f"(//table)[{number}]"


def cell_path(table: str, number: int) -> str:
    return f"({table}//*[self::td or self::th])[{number}]"
