"""Second tree of a web page: the one that BeautifulSoup builds with lxml, under the names by which the reader walks the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from selectolax.lexbor import SelectolaxError
from soupsieve import SelectorSyntaxError
from soupsieve import compile as compiled

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

SECTIONS = frozenset(("thead", "tbody", "tfoot", "caption", "colgroup", "col"))
CELLS = frozenset(("td", "th"))


class SoupTree:
    """A page; `css` and `body` as those of the first tree."""

    def __init__(self, text: str) -> None:
        from bs4 import BeautifulSoup

        self.soup = BeautifulSoup(text, "lxml", multi_valued_attributes=None)
        with_sections(self.soup)
        self.nodes: dict[int, SoupNode] = {}
        self.root = self.node(self.soup)

    def node(self, element: PageElement) -> SoupNode:
        """The one node for an element, so that what is said of it is found again."""
        found = self.nodes.get(id(element))
        if found is None:
            found = self.nodes[id(element)] = SoupNode(element, self)
        return found

    @property
    def body(self) -> SoupNode | None:
        return self.node(self.soup.body) if self.soup.body is not None else None

    def css(self, selector: str) -> list[SoupNode]:
        return self.root.css(selector)

    def css_first(self, selector: str) -> SoupNode | None:
        return self.root.css_first(selector)


class SoupNode:
    """An element, text or comment of the page."""

    __slots__ = ("element", "mem_id", "tag", "tree")

    def __init__(self, element: PageElement, tree: SoupTree) -> None:
        from bs4 import Tag
        from bs4.element import NavigableString, PreformattedString

        self.element = element
        self.tree = tree
        self.mem_id = id(element)
        if isinstance(element, Tag):
            self.tag = element.name.lower()
        else:
            plain = isinstance(element, NavigableString) and not isinstance(element, PreformattedString)
            self.tag = "-text" if plain else "-comment"

    @property
    def attributes(self) -> dict[str, str | None]:
        given = getattr(self.element, "attrs", None) or {}
        return {str(name): str(value) for name, value in given.items()}

    @property
    def first_child(self) -> SoupNode | None:
        contents = getattr(self.element, "contents", None)
        return self.tree.node(contents[0]) if contents else None

    @property
    def next(self) -> SoupNode | None:
        following = self.element.next_sibling
        return None if following is None else self.tree.node(following)

    @property
    def parent(self) -> SoupNode | None:
        above = self.element.parent
        return None if above is None else self.tree.node(above)

    @property
    def is_text_node(self) -> bool:
        return self.tag == "-text"

    @property
    def is_element_node(self) -> bool:
        return not self.tag.startswith("-")

    @property
    def text_content(self) -> str | None:
        return str(self.element) if self.is_text_node else None

    @property
    def html(self) -> str:
        return str(self.element)

    def text(self) -> str:
        """All text below; what stands in `noscript` is text in a browser, marks and all."""
        tag = as_tag(self.element)
        if tag is None:
            return str(self.element) if self.is_text_node else ""
        if self.tag == "noscript":
            return tag.decode_contents()
        return "".join(str(node.element) for node in self.traverse(include_text=True) if node.is_text_node)

    text_lexbor = text

    def css(self, selector: str) -> list[SoupNode]:
        """The elements that fit, this one among them, as in the first tree."""
        tag = as_tag(self.element)
        if tag is None:
            return []
        try:
            found = compiled(selector)
            own = [tag] if self.tag != "[document]" and found.match(tag) else []
            return [self.tree.node(one) for one in (*own, *found.select(tag))]
        except SelectorSyntaxError as error:
            raise SelectolaxError(str(error)) from error

    def css_first(self, selector: str) -> SoupNode | None:
        return next(iter(self.css(selector)), None)

    def iter(self) -> Iterator[SoupNode]:
        child = self.first_child
        while child is not None:
            if child.is_element_node:
                yield child
            child = child.next

    def traverse(self, include_text: bool = False) -> Iterator[SoupNode]:
        yield self
        tag = as_tag(self.element)
        for element in () if tag is None else tag.descendants:
            node = self.tree.node(element)
            if include_text or node.is_element_node:
                yield node


def as_tag(element: PageElement) -> Tag | None:
    from bs4 import Tag

    return element if isinstance(element, Tag) else None


def with_sections(soup: BeautifulSoup) -> None:
    """Rows and cells that stand loose in a table get the section and the row that every browser gives them."""
    for table in soup.find_all("table"):
        for parent in (table, *table.find_all(["thead", "tbody", "tfoot"], recursive=False)):
            gather(soup, parent, CELLS, "tr")
        gather(soup, table, frozenset(("tr",)), "tbody")


def gather(soup: BeautifulSoup, parent: Tag, names: frozenset[str], wrapper: str) -> None:
    """Neighbours of these names below an element come into one wrapper."""
    open_one: Tag | None = None
    for child in list(parent.children):
        tag = as_tag(child)
        if tag is not None and tag.name in names:
            if open_one is None:
                open_one = soup.new_tag(wrapper)
                tag.insert_before(open_one)
            open_one.append(tag.extract())
        elif tag is not None:
            open_one = None
