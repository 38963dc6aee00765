"""Tables as headless Chromium has them: rows, cells, spans, text and places, case by case."""

import base64
import json
import re
import subprocess
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from programs import CHROMIUM, SECONDS, need

from postulat.extract.document import Block, Cell, Table
from postulat.extract.html.reader import read

PARTS = (Path(__file__).parent / "data" / "tables.txt").read_text("utf-8").split("#### ")[1:]
CASES = {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in PARTS}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=20000",
]
SCRIPT = """
const answers = {};
for (const [name, source, paths] of CASES) {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const page = frame.contentDocument;
  page.open(); page.write(source); page.close();
  const shown = node => frame.contentWindow.getComputedStyle(node).display !== "none";
  page.querySelectorAll("select,button").forEach(node => node.remove());
  const tables = [...page.querySelectorAll("table")];
  const all = [...page.querySelectorAll("*")];
  answers[name] = {
    tables: tables.map(table => ({
      element: all.indexOf(table),
      nested: table.parentElement.closest("table") !== null,
      caption: table.caption ? table.caption.innerText : "",
      rows: [...table.rows].filter(shown).map(row => ({
        group: all.indexOf(row.parentElement),
        cells: [...row.cells].filter(shown).map(cell => ({
          element: all.indexOf(cell), head: cell.tagName === "TH", down: cell.rowSpan, across: cell.colSpan,
          text: cell.innerText, tables: cell.querySelector("table") !== null,
        })),
      })),
    })),
    found: paths.map(path => {
      const result = page.evaluate(path, page, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
      return Array.from({length: result.snapshotLength}, (_, i) => all.indexOf(result.snapshotItem(i)));
    }),
    texts: paths.map(path => page.evaluate(`string(${path})`, page, null, XPathResult.STRING_TYPE, null).stringValue),
  };
}
document.body.innerHTML = "";
const answer = document.createElement("pre");
answer.id = "answers";
answer.textContent = btoa(encodeURIComponent(JSON.stringify(answers)));
document.body.append(answer);
"""


def test_the_case_set_is_large_enough() -> None:
    assert sum(len(tables_of(source)) for source in CASES.values()) >= 40


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    need("Chromium", CHROMIUM)
    folder = tmp_path_factory.mktemp("chromium")
    cases = json.dumps([[name, source, paths_of(source)] for name, source in CASES.items()]).replace("<", "\\u003c")
    page = folder / "page.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><body><script>const CASES = {cases};{SCRIPT}</script>', "utf-8")
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()]
    output = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True).stdout.decode()
    found = re.search(r'<pre id="answers">([^<]*)</pre>', output)
    assert found is not None, output[-2000:]
    return json.loads(urllib.parse.unquote(base64.b64decode(found[1]).decode()))


@pytest.mark.parametrize("name", CASES)
def test_grids_are_the_browsers(name: str, chromium: dict[str, Any]) -> None:
    theirs = [browser_grid(table) for table in chromium[name]["tables"]]
    ours = [our_grid(table) for table in tables_of(CASES[name])]
    assert sorted(ours) == sorted(theirs)


@pytest.mark.parametrize("name", CASES)
def test_places_lead_to_the_same_elements_in_the_browser(name: str, chromium: dict[str, Any]) -> None:
    answer = chromium[name]
    assert all(len(found) == 1 for found in answer["found"])
    found = dict(zip(paths_of(CASES[name]), (elements[0] for elements in answer["found"]), strict=True))
    cells = [cell["element"] for table in answer["tables"] for row in table["rows"] for cell in row["cells"]]
    assert sorted(found[path] for path in cell_paths(CASES[name])) == sorted(cells)
    tables = [table.places[0].path for table in tables_of(CASES[name])]
    assert sorted(found[path] for path in tables) == sorted(table["element"] for table in answer["tables"] if table["rows"])


@pytest.mark.parametrize("name", CASES)
def test_text_of_blocks_stands_at_their_places_in_the_browser(name: str, chromium: dict[str, Any]) -> None:
    texts = dict(zip(paths_of(CASES[name]), chromium[name]["texts"], strict=True))
    for block in all_blocks(document(CASES[name])):
        if block.table is None:
            signs = iter(texts[block.places[0].path])
            assert all(sign in signs for sign in block.text.replace(" ", "")), block


def document(source: str) -> tuple[Block, ...]:
    return read(source.encode(), "page.html").blocks


def all_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if block.table is not None:
            for cell in block.table.cells():
                yield from all_blocks(cell.blocks)


def tables_of(source: str) -> list[Table]:
    return [block.table for block in all_blocks(document(source)) if block.table is not None]


def cell_paths(source: str) -> list[str]:
    return [cell.places[0].path for table in tables_of(source) for cell in table.cells()]


def paths_of(source: str) -> list[str]:
    return list(dict.fromkeys([*cell_paths(source), *(block.places[0].path for block in all_blocks(document(source)))]))


def our_grid(table: Table) -> list[list[str]]:
    names = {id(cell): f"{index}{'h' if cell.heading else ''}: {cell_text(cell)}" for index, cell in enumerate(table.cells())}
    return [[table.caption], *([names[id(cell)] if cell is not None else "" for cell in row] for row in table.rows)]


def cell_text(cell: Cell) -> str:
    return words(
        "\n".join(block.text if block.table is None else block.line.replace("|", " ") for block in cell.blocks), any(cell.tables())
    )


def words(text: str, inner: bool) -> str:
    """Lines with single spaces; where an inner table stands, how its cells are set apart is our own choice."""
    lines = [" ".join(line.split()) for line in text.replace("\0", "").split("\n")]
    return " ".join(" ".join(lines).split()) if inner else "\n".join(line for line in lines if line)


def browser_grid(table: dict[str, Any]) -> list[list[str]]:
    """The slots of the browser's rows and cells, formed in the plainest way: a dictionary of slots that are taken."""
    slots: dict[tuple[int, int], dict[str, Any]] = {}
    rows = table["rows"]
    for y, row in enumerate(rows):
        last = max(i for i, other in enumerate(rows) if other["group"] == row["group"])
        x = 0
        for cell in row["cells"]:
            while (y, x) in slots:
                x += 1
            bottom = last if cell["down"] == 0 else min(last, y + cell["down"] - 1)
            for down in range(y, bottom + 1):
                for across in range(x, x + cell["across"]):
                    slots.setdefault((down, across), cell)
            x += cell["across"]
    width = max((x for _, x in slots), default=-1) + 1
    order = list(dict.fromkeys(slots[slot]["element"] for slot in sorted(slots)))
    grid = [
        [
            f"{order.index(cell['element'])}{'h' if cell['head'] else ''}: {words(cell['text'], cell['tables'])}"
            if (cell := slots.get((y, x))) is not None
            else ""
            for x in range(width)
        ]
        for y in range(len(rows))
    ]
    return [[words(table["caption"], True)], *grid]
