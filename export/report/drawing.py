"""A figure as a drawing: the layout of its chart with words, colours and links, as markup that is safe by the way it is made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postulat.export.html.markup import Markup, Value, tag
from postulat.export.report.charts import WIDTHS, Box, Layout, Spot, Width, fitting, layout
from postulat.export.report.figures import Figure, Group, share_heard
from postulat.export.report.words import SPOKEN, number
from postulat.normalize.wording import IN_COLUMNS

LETTER = 7.2
"""Pixels of an average letter of a label."""
LINE = 15
"""Pixels from one line of a label to the next."""
DIGIT = 7.5
BREAK = 26
"""Pixels from the end of a bar off the scale to the strokes through it."""
MOST_LINES = 2
SPACE = re.compile(r"[^\S\u202f\u00a0]+")


def drawings(figure: Figure) -> tuple[Markup, ...]:
    """The chart at each width; the styles show the one that fits. Its table says the same to those who cannot see it."""
    return tuple(drawing(figure, layout(figure, width)) for width in WIDTHS)


def drawing(figure: Figure, found: Layout) -> Markup:
    boxes = {box.name[1:]: box for box in found.boxes}
    return tag(
        "svg",
        {
            "class": f"chart {found.width.name}",
            "viewBox": f"0 0 {found.width.whole} {short(found.height)}",
            "width": found.width.whole,
            "height": short(found.height),
            "aria-hidden": "true",
            "focusable": "false",
        },
        *(tag("line", {name: short(value) for name, value in line._asdict().items()}) for line in dict.fromkeys(found.lines)),
        *(bar(figure, box) for box in found.boxes),
        *breaks(figure, found),
        *(piece for spot in found.spots for piece in words_at(figure, found.width, spot, boxes)),
    )


def short(value: float) -> str:
    """
    >>> short(12.0), short(0.26), short(-0.01)
    ('12', '0.3', '0')
    """
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def bar(figure: Figure, box: Box) -> Markup:
    place, part = (int(value) for value in box.name[1:].split("."))
    name = figure.parts[part]
    link: dict[str, Value] = {
        "href": address(figure, figure.groups[place], name),
        "tabindex": "-1",
        "data-row": place,
        "data-part": name,
    }
    measures = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return tag("a", link, tag("rect", {"class": f"fill-{name}", **{key: short(value) for key, value in measures.items()}}))


def breaks(figure: Figure, found: Layout) -> Iterator[Markup]:
    """Two strokes through the end of each bar that goes off the scale."""
    for place, group in enumerate(figure.groups):
        own = [box for box in found.boxes if box.name[1:].partition(".")[0] == str(place)]
        if own and fitting(figure, group) < 1:
            last = max(own, key=lambda box: box.x + box.width)
            at, top = last.x + last.width - BREAK, last.y - 2
            strokes = "".join(f"M{short(at + step)},{short(top + last.height + 4)}l6,-{short(last.height + 4)}" for step in (0, 5))
            yield tag("path", {"class": "break", "data-row": place, "d": strokes})


def address(figure: Figure, group: Group, part: str = "") -> str:
    """The filter of the records behind a number, as the page's script reads it; or a place on the page.

    >>> from postulat.normalize.wording import same
    >>> figure = Figure("years", "columns", ("accepted",), (Group(same("2026"), "year=2026", {"accepted": 1}, 1),))
    >>> address(figure, figure.groups[0], "accepted"), address(figure, figure.groups[0])
    ('#records?year=2026&stance=accepted', '#records?year=2026')
    """
    if group.query.startswith("#"):
        return group.query
    extra = f"{figure.part}={part}" if part else ""
    given = [piece for piece in group.query.split("&") if piece and piece != extra]
    return "#records?" + "&".join([*given, *([extra] if extra else [])])


def words_at(figure: Figure, width: Width, spot: Spot, boxes: dict[str, Box]) -> Iterator[Markup]:
    kind, place = spot.name[:1], spot.name[1:]
    if kind == "v":
        box = boxes[place]
        group = figure.groups[int(place.partition(".")[0])]
        if len(group.counts) == 1 and figure.shape != "shares":
            return  # the total beside it says the same
        if box.width >= len(spot.words) * DIGIT + 6 and box.height >= LINE:
            name = figure.parts[int(place.partition(".")[2])]
            yield written(number(int(spot.words)), spot, f"value on-{name}", "middle")
    elif kind == "t":
        end = "middle" if figure.shape == "columns" else "start"
        yield written(ending(figure, figure.groups[int(place)]), spot, "total", end, place)
    elif kind == "l":
        yield from labels(figure, width, spot)
    elif figure.shape == "columns":
        yield written(number(int(spot.words)), spot, "axis", "end")
    else:
        yield written(spot.words, spot, "axis", {"0%": "start", "100%": "end"}.get(spot.words, "middle"))


def written(words: str, spot: Spot, name: str, anchor: str, row: str | None = None) -> Markup:
    return tag("text", {"class": name, "data-row": row, "x": short(spot.x), "y": short(spot.y), "text-anchor": anchor}, words)


def ending(figure: Figure, group: Group) -> str:
    """What stands at the end of a bar."""
    if figure.shape == "shares":
        return f"{share_heard(group):.0%} · {number(group.total)}"
    if figure.whole:
        return f"{number(group.total)} · {group.total / figure.whole:.0%}"
    return number(group.total) if group.total else ""


def labels(figure: Figure, width: Width, spot: Spot) -> Iterator[Markup]:
    """A group's name, in each language of the page where they differ; of many columns only some have room for theirs."""
    place = int(spot.name[1:])
    room = float(width.labels - 24) if width.labels else float(width.whole)
    lines = MOST_LINES if width.labels else 1
    anchor = "end" if width.labels else "start"
    if figure.shape == "columns":
        room, lines, anchor = (width.whole - 48) / len(figure.groups), MOST_LINES, "middle"
        longest = max(len(word) for group in figure.groups for text in group.label for word in SPACE.split(text)) * LETTER
        every = max(1, -(-int(longest + LETTER) // int(room))) if int(room) else len(figure.groups)
        if place % every:
            return
        room *= every
    own = figure.groups[place].label.of(SPOKEN.get())
    told: Iterable[tuple[str | None, str]] = own.items() if len(set(own.values())) > 1 else ((None, own[IN_COLUMNS[0]]),)
    for language, text in told:
        rows = wrapped(text, int(room / LETTER), lines)
        top = spot.y if figure.shape == "columns" else spot.y - (len(rows) - 1) * LINE / 2
        pieces = (tag("tspan", {"x": short(spot.x), "y": short(top + LINE * line)}, row) for line, row in enumerate(rows))
        yield tag("text", {"class": "label", "lang": language, "text-anchor": anchor}, *pieces)


def wrapped(text: str, letters: int, lines: int) -> list[str]:
    """A label in a few lines; what does not fit is cut with a mark, and whole in the table.

    >>> wrapped("Stowarzyszenie Przyjaciół Długich Nazw", 16, 2)
    ['Stowarzyszenie', 'Przyjaciół Dług…']
    """
    rows: list[str] = []
    rest = SPACE.sub(" ", text).strip()
    while rest and len(rows) < lines:
        last = len(rows) == lines - 1
        if len(rest) <= letters:
            rows.append(rest)
            break
        if last:
            rows.append(rest[: max(1, letters - 1)].rstrip() + "…")
            break
        space = rest.rfind(" ", 0, letters + 1)
        end = space if space > 0 else letters
        rows.append(rest[:end])
        rest = rest[end:].lstrip()
    return rows
