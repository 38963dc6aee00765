"""The second tree of a web page beside the first: where they agree, where not, and why the first one stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from postulat import extract
from postulat.extract.document import Block, Table
from postulat.extract.options import ReadingOptions
from postulat.normalize import normalize

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "samples").glob("*/source.html"))
HEAD = "<!doctype html><meta charset=utf-8><body>"
SECOND = ReadingOptions(html_engine="bs4")


def shown(block: Block) -> object:
    if block.table is not None:
        return grid(block.table)
    return (block.kind, block.level, block.marker, block.text, [link.target for link in block.links], block.strong)


def grid(table: Table) -> object:
    return [[None if cell is None else [shown(block) for block in cell.blocks] for cell in row] for row in table.rows]


def blocks(page: str, options: ReadingOptions | None = None) -> list[object]:
    return [shown(block) for block in extract.read((HEAD + page).encode(), "made.html", options).blocks]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_both_trees_give_the_same_records_of_the_samples(path: Path) -> None:
    first, second = (normalize(extract.read(path.read_bytes(), "a.html", options)) for options in (None, SECOND))
    assert {document.extractor for document in second.documents} == {"html-bs4"}
    made = tuple(replace(document, extractor=first.documents[0].extractor) for document in second.documents)
    assert replace(second, documents=made) == first


MALFORMED = {
    "table in a paragraph": "<p>przed<table><tr><td>a<td>b</table>po",
    "cells without a row": "<table><td>a<td>b<tr><td>c<td>d</table>",
    "a table in an open cell": "<table><tr><td>a<table><tr><td>w</table><td>b</table>",
    "a box around a cell": "<table><tr><div><td>a</td></div><td>b</td></tr></table>",
    "bold over paragraphs": "<p><b>gruby<p>dalej</b> zwykły",
    "marks that cross": "<b><p>x</b>y</p>",
    "a link in a link": "<a href=1>a<a href=2>b</a></a>",
    "a zero byte": "<table><tr><td>a\0b<td>c</table>",
    "open cells": "<table><tr><td>1<td>a<tr><td>2<td>b</table>",
    "a form between rows": "<table><form><tr><td>a</td></tr></form></table>",
    "open items": "<ul><li>a<li>b<ul><li>c</ul></ul>",
    "open terms": "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
    "an open heading": "<h2>tytuł<h3>pod</h3><p>x",
    "comments": "<p>a<!-- <p>b --><p>c<!--",
    "Word's conditions": "<!--[if gte mso 9]><xml>x</xml><![endif]--><p>a<![if !supportLists]>1.<![endif]>b",
    "a quote that is not closed": '<table><tr><td rowspan="2 title="x">a<td>b<tr><td>c</table>',
    "broken references": "<p>a &amp b &copy; &nieznana; &lt;x&gt;",
    "a foot before the body": "<table><tfoot><tr><td>f</tfoot><tbody><tr><td>b</tbody></table>",
    "rows behind a head": "<table><thead><tr><th>h</thead><tr><td>a<tr><td>b</table>",
    "elements closed as in XML": "<div/><p>a</p><table><tr><td/><td>b</td></tr></table>",
    "a script that writes markup": '<script>if (a<b) document.write("<p>x")</script><p>y',
    "fonts around tables": "<center><font size=2><table><tr><td>a</font></center></table>",
    "ends without beginnings": "</p><p>a</p></div></td>b",
    "a row outside a table": "<div><tr><td>a</td></tr></div>",
    "a table without scripts": "<noscript><table><tr><td>n</table></noscript>",
    "three hundred boxes": "<div>" * 300 + "<p>x",
}


@pytest.mark.parametrize("page", MALFORMED.values(), ids=MALFORMED)
def test_both_trees_are_the_same_for_most_malformed_pages(page: str) -> None:
    assert blocks(page, SECOND) == blocks(page)


DIFFERENT = {
    # name: page, text of the first tree, text of the second
    "words between cells": ("<table><tr><td>a</td>luz<td>b</td></tr></table>", ["luz", "a | b"], ["a | b"]),
    "content behind the end": ("<p>a</body></html><p>b", ["a", "b"], ["a"]),
    "a second body": ("<p>a</body></html><html><body><p>b", ["a", "b"], ["a"]),
    "a break that is closed": ("a</br>b", ["a", "b"], ["ab"]),
    "a paragraph in a drawing": ("<svg><title>t</title><p>x</p></svg>y", ["x", "y"], ["y"]),
    "a row behind a template": ("<table><template><tr><td>t</template><tr><td>a</table>", ["a"], []),
}
"""In each of these the first tree is the one that the HTML standard describes and every browser shows; the second loses words that
a reader sees, or glues them. That is why the first one reads, and the second is an opinion to ask for."""


@pytest.mark.parametrize(("page", "first", "second"), DIFFERENT.values(), ids=DIFFERENT)
def test_where_the_trees_differ_the_first_is_what_a_browser_shows(page: str, first: list[str], second: list[str]) -> None:
    made = [[block.line for block in extract.read((HEAD + page).encode(), "a", options).blocks] for options in (None, SECOND)]
    assert made == [first, second]


def test_a_page_saved_in_one_file_asks_the_second_tree_too() -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    page = f"{head}--b\r\nContent-Type: text/html\r\n\r\n<p>a\r\n--b--"
    document = extract.read(page.encode(), "a.mht", SECOND)
    assert (document.extractor, [block.text for block in document.blocks]) == ("html-bs4", ["a"])
