"""A third language is a folder: its words are found in every face, and a shipped one says nothing that the tables do not know."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from repository import ROOT
from selectolax.lexbor import LexborHTMLParser

from postulat.extract.word_tables import word_table
from postulat.normalize.wording import FACES, IN_COLUMNS, SAID, home, languages

WORDED = {
    "findings.csv": ("normalize/vocabulary/findings.csv", ("code", "variant")),
    "finding_words.csv": ("normalize/vocabulary/finding_words.csv", ("key",)),
    "evidence_words.csv": ("normalize/vocabulary/evidence_words.csv", ("key",)),
    "stance_names.csv": ("normalize/vocabulary/stance_names.csv", ("stance",)),
    "topic_labels.csv": ("normalize/vocabulary/topic_labels.csv", ("scheme", "code")),
    "codebook.csv": ("export/schema/codebook.csv", ("table", "column")),
    "codebook_values.csv": ("export/schema/codebook_values.csv", ("enumeration", "value")),
    "tables.csv": ("export/schema/tables.csv", ("table",)),
    "files.csv": ("export/schema/words.csv", ("key",)),
    "review.csv": ("export/html/words.csv", ("key",)),
    "report.csv": ("export/report/words.csv", ("key",)),
    "local_page.csv": ("postulat/local_page/words.csv", ("key",)),
}
"""Table of a language's folder → the table of the house that it follows, and the columns by which its rows are told apart."""
OPEN, CLOSE = "⟦", "⟧"
"""What the made language puts around the English."""
VALUE = re.compile(r"\{[^{}]*\}")
PAGE = """<html lang="pl"><h1>Zestawienie uwag</h1><table>
<tr><th>Lp.</th><th>Zgłaszający</th><th>Treść uwagi</th><th>Odpowiedź</th></tr>
<tr><td>1</td><td>Fundacja Kasztan</td><td>Więcej ławek w parku.</td><td>Uwaga uwzględniona.</td></tr>
<tr><td>3</td><td>Fundacja Kasztan</td><td>Więcej drzew.</td><td></td></tr></table>"""
LOOK = """
import json
from postulat.local_page.words import for_scripts, word
from postulat.local_page.pages import start_page, table_page
from postulat.language.messages import spoken
from postulat.commands.cli import main
from postulat.export.options import LABELS
print(json.dumps({
    "languages": LABELS, "page": table_page("zz", "out", 1, True), "start": start_page("zz", "", (), False, False),
    "scripts": for_scripts(), "message": spoken("x: no such folder", "zz"),
}))
"""


def stems(row: Mapping[str, str]) -> list[str]:
    return [column.removesuffix("en").rstrip("_") for column in row if column == "en" or column.endswith("_en")]


def english(row: Mapping[str, str], stem: str) -> str:
    return row[f"{stem}_en" if stem else "en"]


def write(path: Path, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def bare(found: re.Match[str]) -> str:
    """A value's place in a message, without its kind."""
    return f"{{{found[0][1:-1].partition(':')[0]}}}"


def marked(text: str) -> str:
    return f"{OPEN}{text}{CLOSE}" if text else ""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with a language more: the English between brackets."""
    place = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "postulat", place / "postulat", ignore=shutil.ignore_patterns("__pycache__"))
    folder = place / "postulat" / "language" / "zz"
    for name, (table, keys) in WORDED.items():
        rows = word_table(ROOT / table)
        parts = stems(rows[0])
        made = ([*(row[key] for key in keys), *(marked(english(row, part)) for part in parts)] for row in rows)
        write(folder / FACES / name, [*keys, *(part or SAID for part in parts)], made)
    for path in sorted((home() / "pl").glob("*.csv")):
        said = {
            row["message"]: VALUE.sub(lambda found: f"{{{found[0][1:-1].partition(':')[0]}}}", row["message"])
            for row in word_table(path)
        }
        write(folder / path.name, ("message", "said"), ((message, marked(text)) for message, text in said.items()))
    (place / "in").mkdir()
    (place / "in" / "uwagi.html").write_text(PAGE, "utf-8")
    return place


def run(house: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "LC_ALL", "LC_MESSAGES")}
    environment |= {"PYTHONPATH": str(house), "COLUMNS": "200", "LANG": "zz_ZZ.UTF-8"}
    command = [sys.executable, *arguments]
    told = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout + told.stderr


def unmarked(texts: Iterable[str]) -> list[str]:
    """Texts with letters of ours that are not between the brackets."""
    return [text for text in texts if any(map(str.isalpha, text)) and not text.strip().startswith(OPEN)]


@pytest.fixture(scope="module")
def out(house: Path) -> Path:
    formats = "csv,xlsx,sqlite,duckdb,datapackage,csvw,codebook"
    told = run(house, "-m", "postulat", "run", "in", "-o", "out", "--labels", "zz", "--format", formats)
    assert OPEN in told, told
    run(house, "-m", "postulat", "report", "out", "--labels", "zz")
    run(house, "-m", "postulat", "review", "out", "--labels", "zz")
    return house / "out"


def test_help_and_messages(house: Path) -> None:
    told = run(house, "-m", "postulat", "run", "--help")
    assert "{pl,en,zz}" in told or "pl,en" in told
    assert told.startswith(OPEN)


def test_findings_and_codebook(out: Path) -> None:
    with (out / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert not unmarked(row["message"] for row in rows)
    book = (out / "codebook.md").read_text("utf-8")
    assert f"| {marked('meaning')} | meaning |" in book
    assert "znaczenie" not in book
    data = json.loads((out / "datapackage.json").read_text("utf-8"))
    assert not unmarked([data["title"], data["description"], *(row["title"] for row in data["resources"])])
    assert not unmarked(field["title"] for field in data["resources"][0]["schema"]["fields"])
    web = json.loads((out / "csv-metadata.json").read_text("utf-8"))
    assert web["tables"][0]["dc:title"]["zz"].startswith(OPEN)
    shown = json.loads((out / "metadata.json").read_text("utf-8"))["databases"]["postulat"]
    assert not unmarked(query["title"] for query in shown["queries"].values())


def test_workbook(out: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(out / "postulat.xlsx", read_only=True)
    start = [str(row[0]) for row in book["Start"].iter_rows(max_col=1, values_only=True) if row[0] and len(str(row[0])) > 1]
    assert not unmarked(start)
    for sheet in ("records", "postulates", "codebook"):
        assert not unmarked(re.sub(r" \(en\)$", "", str(cell)) for cell in next(book[sheet].iter_rows(values_only=True)))
    names = [str(cell) for cell in next(book["records"].iter_rows(values_only=True))]
    assert marked("accepted") in [row[names.index(marked("Stance"))] for row in book["records"].iter_rows(values_only=True)]


def test_review(out: Path) -> None:
    for path in (out / "review").glob("*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        root = tree.css_first("html")
        assert root is not None
        assert (root.attributes["lang"], root.attributes["data-languages"]) == ("zz", "pl en zz")
        assert not unmarked(node.text() for node in tree.css("[data-t]") if node.attributes["data-t"] != "language")
        assert not unmarked(str(node.attributes["aria-label"]) for node in tree.css("[data-aria]"))
        assert not unmarked(str(node.attributes["data-said-zz"]) for node in tree.css(".said[data-said-zz]"))
    button = tree.css_first("#language")
    assert button is not None
    assert button.text() == "Polski"


def test_report(out: Path) -> None:
    tree = LexborHTMLParser((out / "report.html").read_text("utf-8"))
    assert not unmarked(
        node.text() for node in tree.css("span[lang=zz], text[lang=zz]") if node.parent and node.parent.id != "language"
    )
    assert len(tree.css("span[lang=zz]")) > 50
    data = json.loads(str(tree.css_first("#data").text()))  # type: ignore[union-attr]
    assert not unmarked(told[2] for told in data["words"].values())
    assert all(len(row[5]) == 3 for row in data["findings"])
    title = tree.css_first("title")
    assert title is not None
    assert title.text().startswith(OPEN)


def test_local_page(house: Path) -> None:
    told = json.loads(run(house, "-c", LOOK))
    assert told["languages"] == [*languages(), "zz"]
    assert told["message"] == f"x: {marked('no such folder')}" or told["message"].startswith(OPEN)
    place = told["languages"].index("zz")
    assert not unmarked(words[place] for key, words in told["scripts"].items() if key != "language")
    for page in (told["page"], told["start"]):
        tree = LexborHTMLParser(page)
        assert not unmarked(node.text() for node in tree.css("[data-t]") if node.attributes["data-t"] != "language")


def test_corrections_come_back_in_the_language(house: Path, out: Path) -> None:
    code = f"""
from postulat.normalize.corrections.stance_names import stance_meant
from postulat.normalize.topics.decided_topics import theme_codes
print(stance_meant("{marked("rejected")}"), theme_codes("{marked("Culture and heritage")}")[0])
"""
    assert run(house, "-c", code).split() == ["rejected", "culture"]


SHIPPED = [path for name in languages() if name not in IN_COLUMNS for path in sorted((home() / name / FACES).glob("*.csv"))]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_a_shipped_table_follows_that_of_the_house(path: Path) -> None:
    table, keys = WORDED[path.name]
    house = {tuple(row[key] for key in keys): row for row in word_table(ROOT / table)}
    own = {tuple(row[key] for key in keys): row for row in word_table(path)}
    assert not own.keys() - house.keys()
    for key, row in own.items():
        for part in stems(house[key]):
            said, text = row[part or SAID], english(house[key], part)
            assert bool(text) or not said, key
            assert not said or sorted(VALUE.findall(said)) == sorted(VALUE.findall(text)), key
    told = sum(bool(own.get(key, {}).get(part or SAID)) for key, row in house.items() for part in stems(row) if english(row, part))
    wanted = sum(bool(english(row, part)) for row in house.values() for part in stems(row))
    assert told >= 0.9 * wanted, f"{wanted - told} of {wanted} words are missing"


def test_every_table_of_words_is_known_here() -> None:
    tables = {path for name in ("normalize", "export", "postulat/local_page") for path in (ROOT / name).rglob("*.csv")}
    worded = {path.relative_to(ROOT).as_posix() for path in tables if (rows := word_table(path)) and stems(rows[0])}
    assert worded == {table for table, _ in WORDED.values()}


def test_polish_has_one_word_for_a_record() -> None:
    """*Zapis* is the wording of a provision, about which these documents are."""
    own = re.compile(r"\bzapis(?:y|ów|u|em|ach|ie|om|ami)?\b", re.IGNORECASE)
    for table, _ in WORDED.values():
        for row in word_table(ROOT / table):
            found = own.findall(" ".join(text for column, text in row.items() if column == "pl" or column.endswith("_pl")))
            assert not found or row.get("column") in ("text", "value"), row
