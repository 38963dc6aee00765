"""What attributes and style sheets say of the elements of a page: hidden, bold, in lines of their own, spans, names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from postulat.extract.characters.colours import ink_of, is_coloured
from postulat.extract.html.table_model import colspan, rowspan

Shape = Literal["", "table", "group", "row", "cell", "grid"]
Part = Literal["", "table", "group", "row", "cell", "heading"]
Hidden = Literal["", "gone", "blank", "aside"]
"""`gone` takes no room, `blank` takes room and shows nothing, `aside` is a page's own furniture: menus, cookie bars, footers."""

STYLES = (
    "display",
    "visibility",
    "mso-hide",
    "font-weight",
    "list-style",
    "mso-list",
    "white-space",
    "line-through",
    "super",
    "font-style",
)
COLOURS = ('[style^="color" i]', '[style*=";color" i]', '[style*=" color" i]', "font[color]")
"""Elements whose letters have a colour of their own, but not those with one behind them."""
UNSEEN = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"))
"""Classes by which pages everywhere name what only a screen reader says."""
SMALL_SCREENS = frozenset(
    (
        *("visible-xs", "visible-sm", "visible-phone", "visible-xs-block", "visible-xs-inline", "visible-xs-inline-block"),
        *("d-sm-none", "d-md-none", "d-lg-none", "sm:hidden", "md:hidden", "lg:hidden", "show-for-small", "show-for-small-only"),
        *("mobile-only", "only-mobile", "hide-desktop", "hidden-desktop"),
    )
)
"""Classes of the usual style sheets for what small screens alone show: labels, and second copies of what stands there anyway."""
MARKED = ",".join(
    ["dialog", "[role=img][aria-label]", "i[title],span[title]", "[id]", "[rowspan]", "[colspan]", "[hidden]", "[aria-hidden]"]
    + [f'[style*="{name}" i]' for name in STYLES]
    + [*COLOURS]
    + [f'[class~="{name}"]' for name in sorted(UNSEEN | SMALL_SCREENS)]
)
OPENERS = "[aria-expanded][aria-controls],[data-toggle=collapse],[data-bs-toggle=collapse]"
OPENED = ("aria-controls", "data-target", "data-bs-target", "href")
MOST_RULES = 500  # rules of one style sheet that are honoured
MOST_STYLED = 500_000  # elements that the rules are about, each counted for each rule

DECLARATION = re.compile(
    r"(display|visibility|mso-hide|font-weight|font-style|(?<![\w-])color|list-style(?:-type)?|mso-list|white-space|grid-template-columns"
    r"|vertical-align(?=\s*:\s*super)|text-decoration(?:-line)?(?=\s*:[^;]{0,200}line-through))\s*:\s*([^;]*)",
    re.I,
)
RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
AT_RULE = re.compile(r"@[^{};]*+(?:;|(?=\})|\Z|\{(?:[^{}]++|\{[^{}]*+\})*+\})")
SIMPLE_SELECTOR = re.compile(r"[a-zA-Z][a-zA-Z0-9]*|[a-zA-Z0-9]*(?:[.#][\w-]+)+")
PLAIN_ID = re.compile(r"[^\s\"'<>&]{1,100}")
BLOCK_DISPLAYS = {"block", "flex", "grid", "list-item", "flow-root", "table"}
SHAPES: dict[str, Shape] = {
    **dict.fromkeys(("table", "inline-table"), "table"),
    **dict.fromkeys(("table-row-group", "table-header-group", "table-footer-group"), "group"),
    "table-row": "row",
    "table-cell": "cell",
    **dict.fromkeys(("grid", "inline-grid"), "grid"),
}
REPEATED = re.compile(r"repeat\(\s*(\d{1,2})\s*,[^()]*(?:\([^()]*\)[^()]*)*\)")
TRACK = re.compile(r"[^\s()]+(?:\([^()]*\))?")


class Mark:
    """What is said of one element. The values of the class are those that nothing was said of: most are never set."""

    hidden: Hidden = ""
    display: Literal["", "block", "inline"] = ""
    bold: bool | None = None
    slanted: bool = False
    ink: int = 0
    list_style: str = ""
    word_list: str = ""
    lines: bool = False
    name: str = ""
    rowspan: int = 1
    colspan: int = 1
    struck: bool = False
    raised: bool = False
    alternative: str = ""
    shape: Shape = ""
    """As what part of a table its style shows it; `part` is what it is one of after all (see `div_tables`)."""
    part: Part = ""
    columns: int = 0


def marks(tree: LexborHTMLParser) -> dict[int, Mark]:
    """The marked elements of a page by their `mem_id`; an element that nothing is said of is not there."""
    found: dict[int, Mark] = {}
    names: dict[str, int] = {}
    read_sheets(tree, found)
    for node in tree.css(MARKED):
        read_attributes(node, mark_of(found, node), names)
    for mark in found.values():
        if mark.name and names[mark.name] > 1:
            mark.name = ""  # an id that is given twice names nothing
    unfold(tree, found)
    return found


def unfold(tree: LexborHTMLParser, found: dict[int, Mark]) -> None:
    """Parts that a button opens are content, as those of `details` are: a page shows them to whoever asks."""
    openers = tree.css(OPENERS) if any(mark.hidden == "gone" for mark in found.values()) else []
    if not openers:
        return
    folded: dict[str, Mark] = {}
    for node in tree.css("[id]"):
        mark = found.get(node.mem_id)
        if mark is not None and mark.hidden == "gone":
            folded[node.attributes.get("id") or ""] = mark
    for node in openers:
        attributes = node.attributes
        for name in OPENED:
            for target in (attributes.get(name) or "").split():
                if (part := folded.get(target.removeprefix("#"))) is not None:
                    part.hidden = ""


def mark_of(found: dict[int, Mark], node: LexborNode) -> Mark:
    mark = found.get(node.mem_id)
    if mark is None:
        mark = found[node.mem_id] = Mark()
    return mark


def read_attributes(node: LexborNode, mark: Mark, names: dict[str, int]) -> None:
    attributes = node.attributes
    if node.tag == "dialog" and "open" not in attributes:
        mark.hidden = "gone"
    for key, value in attributes.items():
        if key == "rowspan":
            mark.rowspan = rowspan(value)
        elif key == "colspan":
            mark.colspan = colspan(value)
        elif key == "id" and value:
            names[value] = names.get(value, 0) + 1
            if PLAIN_ID.fullmatch(value):
                mark.name = value
        elif key == "hidden":
            mark.hidden = "gone"
        elif key == "aria-label" and value and attributes.get("role") == "img":
            mark.alternative = value
        elif key == "aria-hidden" and (value or "").lower() == "true":
            mark.hidden = mark.hidden or "blank"
        elif key == "class" and value and not UNSEEN.isdisjoint(value.split()):
            mark.hidden = "gone"
            mark.alternative = " ".join(node.text().split())
        elif key == "class" and value and not SMALL_SCREENS.isdisjoint(value.split()):
            mark.hidden = mark.hidden or "aside"
        elif key == "title" and value and node.tag in {"i", "span"} and node.first_child is None:
            mark.alternative = value
        elif key == "color" and value and node.tag == "font":
            mark.ink = visible_ink(value)
        elif key == "style" and value:
            read_style(value, mark)


@lru_cache(maxsize=1000)
def declarations(style: str) -> tuple[tuple[str, str], ...]:
    """The declarations that matter here, in order; pages repeat the same few styles."""
    found = ((name.lower(), value.lower().replace("!important", "").strip()) for name, value in DECLARATION.findall(style))
    return tuple((name, value) for name, value in found if name != "color" or visible_ink(value))


def visible_ink(value: str) -> int:
    """The colour of letters that are told from others by it; 0 for black and greys.

    >>> visible_ink("#00f"), visible_ink("#333")
    (255, 0)
    """
    ink = ink_of(value) or 0
    return ink if is_coloured(ink) else 0


def read_style(style: str, mark: Mark) -> None:
    """A later declaration goes before an earlier one."""
    for name, value in declarations(style):
        if name == "display":
            if value == "none":
                mark.hidden = "gone"
            else:
                mark.hidden = "" if mark.hidden == "gone" else mark.hidden
                mark.shape = SHAPES.get(value, "")
                mark.display = "block" if value in BLOCK_DISPLAYS else "inline" if value.startswith("inline") else ""
        elif name == "visibility":
            mark.hidden = "blank" if value in {"hidden", "collapse"} else "" if mark.hidden == "blank" else mark.hidden
        elif name == "mso-hide" and value in {"all", "screen"}:
            mark.hidden = "gone"
        elif name == "font-weight":
            mark.bold = value in {"bold", "bolder"} or (value.isdecimal() and len(value) == 3 and int(value) >= 600)
        elif name == "font-style":
            mark.slanted = value in {"italic", "oblique"}
        elif name == "color":
            mark.ink = visible_ink(value)
        elif name.startswith("list-style"):
            mark.list_style = value
        elif name == "mso-list":
            mark.word_list = value
        elif name == "vertical-align":
            mark.raised = True
        elif name.startswith("text-decoration"):
            mark.struck = True
        elif name == "grid-template-columns":
            mark.columns = tracks(value)
        elif name == "white-space":
            mark.lines = value in {"pre", "pre-wrap", "pre-line", "break-spaces"}


def tracks(value: str) -> int:
    """How many columns a layout grid has.

    >>> tracks("1fr 2fr minmax(10px, 1fr)"), tracks("repeat(4, minmax(0, 1fr))"), tracks("60px repeat(2, 1fr)")
    (3, 4, 3)
    """
    return sum(int(found[1]) for found in REPEATED.finditer(value)) + len(TRACK.findall(REPEATED.sub(" ", value)))


def read_sheets(tree: LexborHTMLParser, found: dict[int, Mark]) -> None:
    """The page's own style sheets, as far as they hold simple selectors (`.x`, `#x`, `p.x`) and no conditions."""
    matched = 0
    for sheet in tree.css("style"):
        if (sheet.attributes.get("media") or "all").lower() not in {"all", "screen"}:
            continue
        rules: dict[tuple[str, str], None] = {}
        for selectors, style in RULE.findall(AT_RULE.sub("", COMMENT.sub("", sheet.text()))):
            if declarations(style):
                rules.update(dict.fromkeys((selector.strip(), style) for selector in selectors.split(",")))
        for selector, style in list(rules)[:MOST_RULES]:
            matched += apply(tree, selector, style, found)
            if matched > MOST_STYLED:
                return


def apply(tree: LexborHTMLParser, selector: str, style: str, found: dict[int, Mark]) -> int:
    """How many elements the rule is about."""
    if SIMPLE_SELECTOR.fullmatch(selector) is None or selector.lower() in {"html", "body"}:
        return 0
    try:
        nodes = tree.css(selector)
    except SelectolaxError:
        return 0
    for node in nodes:
        read_style(style, mark_of(found, node))
    return len(nodes)
