"""A web page made safe: built anew from a list of harmless elements, with the places of records found as a browser finds them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from postulat.export.html.long_words import wrapped
from postulat.export.html.markup import Markup, tag
from postulat.export.html.words import say, word
from postulat.export.options import Labels
from postulat.export.review.sources.shown import Shown
from postulat.extract.source_view import colspan, page_tree, rowspan
from postulat.normalize.records import DocumentRecord

if TYPE_CHECKING:
    from postulat.extract.html.styles import Mark

BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "address", "center", "fieldset", "form"),
        *("figure", "figcaption", "details", "summary", "dialog", "legend", "dir", "menu", "hgroup", "search", "body"),
    )
)
KEPT = frozenset(
    (
        *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
        *("b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "sub", "sup", "small", "mark", "code", "q", "cite"),
    )
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
GONE = frozenset(
    (
        *("script", "style", "template", "noscript", "noframes", "noembed", "head", "title", "base", "link", "meta", "svg", "math"),
        *("object", "embed", "applet", "iframe", "frame", "frameset", "audio", "video", "canvas", "input", "select", "textarea"),
        *("datalist", "button", "portal", "fencedframe", "param", "source", "track", "map", "area", "xml", "option", "plaintext"),
    )
)
"""Elements that are left out with all that is in them."""
ROWS = frozenset(("table", "thead", "tbody", "tfoot", "tr"))
"""Elements that hold no text of their own."""
DEEPEST = 150
"""Elements inside each other; what is nested deeper stands flat."""
LONGEST = 8_000_000
"""Characters of text that are shown; a browser gets slow with more."""
MOST_PLACES = 200_000
"""Elements with an id."""

PATH = re.compile(
    r"""(?:\((?P<of>\(//table\)\[\d{1,7}\]|//\*\[@id="[^"]+"\])//\*\[self::td\ or\ self::th\]\)\[(?P<cell>\d{1,9})\]
    |\(//table\)\[(?P<table>\d{1,7})\]|//\*\[@id="(?P<id>[^"]+)"\]|/html/body)(?P<steps>(?:/[^/\[\]]{1,60}\[\d{1,9}\])*)""",
    re.X,
)
STEP = re.compile(r"/([^/\[\]]+)\[(\d+)\]")


def show(document: DocumentRecord, data: bytes, places: Collection[str], language: Labels) -> Shown:
    """The page, without anything that runs, loads or leads away."""
    tree, marked = page_tree(data, document.media_type)
    body = tree.body
    if body is None:
        return Shown(Markup(""), {})
    found = Places(tree).find(places)
    targets: dict[int, str] = {}
    ids = {}
    for place, node in found.items():
        ids[place] = targets.setdefault(node.mem_id, f"s{len(targets) + 1}")
    return Shown(tag("div", {"class": "web"}, Markup("".join(pieces(body, targets, marked, language)))), ids)


class Places:
    """Finds elements by the paths of `postulat.extract.html.xpath`."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.body = tree.body
        self.tables = tree.css("table")
        self.named: dict[str, LexborNode] = {}
        for node in tree.css("[id]"):
            self.named.setdefault(node.attributes.get("id") or "", node)
        self.cells: dict[int, list[LexborNode]] = {}

    def find(self, places: Collection[str]) -> dict[str, LexborNode]:
        found = {}
        for place in sorted(places)[:MOST_PLACES]:
            match = PATH.fullmatch(place)
            node = self.start(match) if match is not None else None
            if match is not None and node is not None:
                found[place] = self.below(node, match["steps"])
        return found

    def start(self, match: re.Match[str]) -> LexborNode | None:
        if match["of"]:
            outer = PATH.fullmatch(match["of"])
            table = self.start(outer) if outer is not None else None
            return nth(self.cells_of(table), int(match["cell"])) if table is not None else None
        if match["table"]:
            return nth(self.tables, int(match["table"]))
        return self.named.get(match["id"]) if match["id"] else self.body

    def cells_of(self, table: LexborNode) -> list[LexborNode]:
        if table.mem_id not in self.cells:
            self.cells[table.mem_id] = table.css("td,th")
        return self.cells[table.mem_id]

    def below(self, node: LexborNode, steps: str) -> LexborNode:
        """The element at the end of the steps, or the last one on the way."""
        for name, number in STEP.findall(steps):
            children = [child for child in node.iter() if child.tag == name]
            inner = nth(children, int(number))
            if inner is None:
                return node
            node = inner
        return node


def nth(nodes: list[LexborNode], number: int) -> LexborNode | None:
    return nodes[number - 1] if 0 < number <= len(nodes) else None


def pieces(top: LexborNode, targets: dict[int, str], marked: dict[int, Mark], language: Labels) -> Iterator[str]:
    """The markup below an element, piece by piece and without recursion."""
    stack: list[tuple[LexborNode, str]] = []
    node = top.first_child
    left = LONGEST
    while node is not None:
        name = node.tag or "-"
        inside = None
        if name == "-text":
            words = node.text_content or ""
            left -= len(words)
            yield wrapped(words if left >= 0 else words[:left])
        elif name in ("br", "hr"):
            yield f"<{name}>"
        elif name == "img":
            yield picture(node, language)
        elif not name.startswith(("-", "!")) and name not in GONE:
            opening, closing = frame(node, name, targets.get(node.mem_id), marked.get(node.mem_id), language, len(stack))
            yield opening
            inside = node.first_child
            if inside is not None:
                stack.append((node, closing))
            else:
                yield closing
        if left < 0:
            break
        if inside is not None:
            node = inside
            continue
        following = node.next
        while following is None and stack:
            node, closing = stack.pop()
            yield closing
            following = node.next
        node = following
    for _, closing in reversed(stack):
        yield closing
    if left < 0:
        yield tag("p", {"class": "cut"}, say("source.cut", language))


def frame(node: LexborNode, name: str, target: str | None, mark: Mark | None, language: Labels, depth: int) -> tuple[str, str]:
    """The tags before and after what is in an element. Of its attributes only spans, numbers of lists and its language are kept."""
    hidden = mark.hidden if mark is not None else ""
    bold = mark is not None and mark.bold is True
    shown = name if name in KEPT else "div" if name in BLOCKS or name in HEADINGS or (mark and mark.display == "block") else "span"
    given = " ".join(filter(None, (hidden and f"hidden-{hidden}", "bold" if bold else "", name if name in HEADINGS else "")))
    attributes: dict[str, str | int | bool | None] = {"id": target, "class": given or None}
    if depth >= DEEPEST and name not in ROWS and name not in ("td", "th"):
        shown = "span"
    if name == "a":
        attributes |= {"class": "link", "title": (node.attributes.get("href") or "")[:500] or None}
    elif name in HEADINGS:
        attributes |= {"role": "heading", "aria-level": HEADINGS[name]}
    elif name in ("td", "th"):
        across, down = colspan(node.attributes.get("colspan")), rowspan(node.attributes.get("rowspan"))
        attributes |= {"colspan": across if across != 1 else None, "rowspan": down if down != 1 else None}
    elif name in ("ol", "li"):
        attributes |= numbering(node, name)
    if shown == "span" and not any(attributes.values()):
        return "", ""
    if shown == "div" and hidden in ("gone", "aside") and name not in HEADINGS:
        key = "source.hidden" if hidden == "gone" else "source.furniture"
        return f'<details class="hidden-{hidden}">{say(key, language, "summary")}{opened("div", attributes)}', "</div></details>"
    return opened(shown, attributes), f"</{shown}>"


def opened(name: str, attributes: dict[str, str | int | bool | None]) -> str:
    return tag(name, dict(attributes)).removesuffix(f"</{name}>")


def numbering(node: LexborNode, name: str) -> dict[str, str | int | bool | None]:
    """How a list counts."""
    found: dict[str, str | int | bool | None] = {}
    number = (node.attributes.get("start" if name == "ol" else "value") or "").strip()
    if re.fullmatch(r"-?\d{1,6}", number):
        found["start" if name == "ol" else "value"] = number
    if name == "ol" and (node.attributes.get("type") or "") in ("a", "A", "i", "I", "1"):
        found["type"] = node.attributes["type"]
    if name == "ol" and "reversed" in node.attributes:
        found["reversed"] = True
    return found


def picture(node: LexborNode, language: Labels) -> Markup:
    words = " ".join((node.attributes.get("alt") or "").split())[:200]
    return tag("span", {"class": "picture"}, "[", word("source.picture", language), f": {words}" if words else "", "]")
