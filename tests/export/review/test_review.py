"""The review pages: whole in themselves, harmless whatever the source holds, and true to records and places."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hostile_page import PAGE, TRAP
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from repository import SAMPLES
from selectolax.lexbor import LexborHTMLParser, LexborNode

from postulat import extract
from postulat.export import review as review_package
from postulat.export.html.words import words
from postulat.export.review import review
from postulat.export.review.fields import choices
from postulat.export.review.page import FILTERS
from postulat.export.review.sources.show import show
from postulat.export.review.sources.shown import Shown
from postulat.export.schema.codebook import enumeration
from postulat.normalize import combine, normalize
from postulat.normalize.corrections.corrections import Correction
from postulat.normalize.corrections.values import KINDS
from postulat.normalize.records import FIRMNESSES, STANCES, DocumentRecord, Records
from postulat.normalize.topics.decided_topics import theme_names

KRAKOW = sorted(SAMPLES.glob("krakow-*/source.*"))


def read(data: bytes, source: str = "a.html") -> Records:
    return combine([normalize(extract.read(data, source))])


def written(data: bytes, folder: Path, source: str = "a.html") -> tuple[Records, LexborHTMLParser, str]:
    records = read(data, source)
    document = records.documents[0].document_id
    _, page = review(records, {document: data}, folder)
    text = page.read_text("utf-8")
    return records, LexborHTMLParser(text), text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Records, LexborHTMLParser, str]:
    return written(PAGE.encode(), tmp_path_factory.mktemp("review"))


def attributes(tree: LexborHTMLParser) -> list[tuple[str, str, str]]:
    return [(node.tag or "", name, value or "") for node in tree.css("*") for name, value in node.attributes.items()]


def test_nothing_of_a_hostile_page_is_active(hostile: tuple[Records, LexborHTMLParser, str]) -> None:
    _, tree, _ = hostile
    tags = {node.tag for node in tree.css("#source *")}
    assert not tags & {
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "img",
        "video",
        "audio",
        "form",
        "input",
        "a",
        "link",
    }
    assert tags <= {"div", "span", "p", "h3", "table", "tbody", "tr", "td", "th", "details", "summary", "code", "br"}
    assert {(node.attributes.get("type"), node.attributes.get("id")) for node in tree.css("script")} == {
        (None, None),
        ("application/json", "earlier"),
    }
    assert len(tree.css("style")) == 1
    found = attributes(tree)
    assert not [
        item
        for item in found
        if item[1].startswith("on") or item[1] in ("style", "action", "formaction", "srcset", "srcdoc", "ping")
    ]
    assert {value for _, name, value in found if name == "href"} == {"index.html", "#records"}
    assert not [value for _, name, value in found if name == "src"]


def test_what_a_hostile_page_says_is_shown_as_words(hostile: tuple[Records, LexborHTMLParser, str]) -> None:
    records, tree, _ = hostile
    source, shown = tree.css_first("#source"), tree.css_first("#records")
    assert source is not None
    assert shown is not None
    for part in (
        "Akapit",
        "Zobacz załącznik",
        "Więcej zieleni.",
        "nieznany",
        "Protokół ze spotkania",
        f"Fundacja <script>{TRAP}</script>",
    ):
        assert part in source.text()
    texts = [node.text() for node in shown.css('[data-field="text"]')]
    assert texts[0] == records.postulates[0].text
    assert f'onerror="{TRAP}"' in texts[0]


def test_ids_and_classes_of_the_source_are_not_taken_over(hostile: tuple[Records, LexborHTMLParser, str]) -> None:
    _, tree, _ = hostile
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    classes = {name for node in tree.css("#source *") for name in (node.attributes.get("class") or "").split()}
    assert classes <= {"web", "link", "picture", "long", "bold", "h1", "hidden-gone", "hidden-aside", "hidden-blank"}


def test_the_policy_lets_only_the_page_itself_run(hostile: tuple[Records, LexborHTMLParser, str]) -> None:
    _, tree, _ = hostile
    meta = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    assert meta is not None
    policy = dict(part.split(" ", 1) for part in str(meta.attributes["content"]).split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "data:"
    assert policy["form-action"] == policy["base-uri"] == "'none'"
    for element, name in (("script:not([type])", "script-src"), ("style", "style-src")):
        node = tree.css_first(element)
        assert node is not None
        digest = base64.b64encode(hashlib.sha256(node.text().encode()).digest()).decode()
        assert policy[name] == f"'sha256-{digest}'"
    assert [node.attributes.get("charset") for node in tree.css("meta")][:2] == ["utf-8", None]


@pytest.mark.parametrize("path", KRAKOW, ids=lambda path: path.parent.name)
def test_every_record_leads_to_its_words_in_the_source(path: Path, tmp_path: Path) -> None:
    records, tree, _ = written(path.read_bytes(), tmp_path, path.as_posix())
    by_id = {node.attributes["id"]: node for node in tree.css("#source [id]")}
    for postulate in records.postulates:
        card = tree.css_first(f'[data-id="{postulate.postulate_id}"]')
        assert card is not None
        parts = card.css(".demand, .answer:not(.missing)")
        assert len(parts) == 2
        for part in parts:
            targets = [by_id[name] for name in str(part.attributes["data-places"]).split()]
            assert targets
            if path.suffix == ".pdf":
                assert {node.tag for node in targets} == {"rect"}
            else:
                words = part.css_first('[data-field="text"]')
                assert words is not None
                assert squeezed(words) in "".join(squeezed(node) for node in targets)


def squeezed(node: LexborNode) -> str:
    """Letters and digits alone: list markers are the browser's in one and written in the other."""
    return re.sub(r"[\W_]+", "", node.text())


def test_a_value_on_the_page_is_the_value_of_the_record(tmp_path: Path) -> None:
    for path in KRAKOW[:1]:
        records, tree, _ = written(path.read_bytes(), tmp_path, path.as_posix())
        for table, id_name in (("postulates", "postulate_id"), ("responses", "response_id"), ("meetings", "meeting_id")):
            for row in getattr(records, table):
                nodes = tree.css(f'.field[data-id="{getattr(row, id_name)}"]')
                assert nodes
                for node in nodes:
                    name = str(node.attributes["data-field"])
                    if name == "organisation":
                        continue
                    if name == "topics":
                        assert node.text() == theme_names(one for one in records.topics if one.postulate_id == row.postulate_id)
                        continue
                    value = node.attributes["data-value"] if "data-value" in node.attributes else node.text()
                    assert value == ("" if getattr(row, name) is None else str(getattr(row, name)))


def test_evidence_inheritance_joins_and_findings_are_marked(tmp_path: Path) -> None:
    path = SAMPLES / "broken-tables" / "source.html"
    records, tree, _ = written(path.read_bytes(), tmp_path, path.as_posix())
    marks = [node.text() for node in tree.css("mark.evidence")]
    assert marks == [row.stance_evidence for row in records.responses if row.stance_evidence]
    assert len(tree.css(".badge.inherited")) == sum(1 for row in records.postulates if row.organisation_inherited) > 0
    assert tree.css(".badge.joined")
    codes = {str(node.attributes["data-t"]) for node in tree.css(".finding b")}
    assert codes == {f"code.{row.code}" for row in records.findings}


def pdf(pages: int) -> bytes:
    """Pages of which the first is turned on its side."""
    upright, turned = io.BytesIO(), io.BytesIO()
    canvas = Canvas(upright, pagesize=A4)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Strona {number}")
        canvas.showPage()
    canvas.save()
    file = pypdfium2.PdfDocument(upright.getvalue())
    file[0].set_rotation(90)
    file.save(turned)
    file.close()
    return turned.getvalue()


def shown(data: bytes, media_type: str, places: set[str]) -> Shown:
    document = DocumentRecord("d1", "a", media_type, "0" * 64, len(data), None, None, "pl", "x", "ok")
    return show(document, data, places, "pl")


def test_pages_of_a_pdf_are_pictures_with_boxes() -> None:
    place = "page=2 table=1 row=1 column=2 bbox=100.0,200.0,300.0,250.0"
    found = shown(pdf(2), "application/pdf", {place, "page=1", "page=7 bbox=1.0,1.0,2.0,2.0"})
    tree = LexborHTMLParser(found.markup)
    assert set(found.ids) == {place, "page=1"}
    box = tree.css_first(f"#{found.ids[place]}")
    assert box is not None
    assert (box.attributes["x"], box.attributes["width"]) == ("98.5", "203.0")
    frames = [node.attributes["viewBox"] for node in tree.css("svg")]
    assert frames == ["0 0 841.9 595.3", "0 0 595.3 841.9"]
    for image in tree.css("img"):
        assert re.match(r"data:image/(png|webp);base64,", str(image.attributes["src"]))


def test_a_long_pdf_shows_the_pages_with_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postulat.export.review.sources.pdf.MOST_PAGES", 2)
    tree = LexborHTMLParser(shown(pdf(4), "application/pdf", {"page=4"}).markup)
    assert [node.attributes["id"] for node in tree.css(".sheet:not(.left-out)")] == ["page-1", "page-4"]
    assert len(tree.css(".left-out")) == 2


@pytest.mark.parametrize("media_type", ["application/pdf", "text/html", "text/plain", "multipart/related"])
def test_a_source_that_cannot_be_shown_leaves_its_records(media_type: str) -> None:
    found = shown(b"\x00\x01", media_type, {"line=1"})
    assert not found.ids or media_type in ("text/plain", "text/html")


def test_a_document_without_its_source_has_its_page(tmp_path: Path) -> None:
    records = read(PAGE.encode(), "uwagi/a.html")
    _, page = review(records, {}, tmp_path)
    tree = LexborHTMLParser(page.read_text("utf-8"))
    assert "uwagi/a.html" in tree.css_first("#source").text()  # type: ignore[union-attr]
    assert len(tree.css(".card.postulate")) == len(records.postulates)


def test_deep_and_long_pages_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postulat.export.review.sources.html.LONGEST", 1_000)
    deep = b"<body>" + b"<div>" * 5_000 + b"w glebi" + b"<p>zielen</p>" * 1_000
    found = shown(deep, "text/html", {"/html/body/div[1]"})
    assert found.ids
    tree = LexborHTMLParser(found.markup)
    assert "w glebi" in tree.css_first(".web").text()  # type: ignore[union-attr]
    assert tree.css_first(".cut") is not None
    assert len(found.markup) < 50_000


def test_the_index_counts_what_there_is_to_check(tmp_path: Path) -> None:
    good = read(PAGE.encode(), "a.html")
    failed = DocumentRecord(
        "f0", "<b>.pdf", "application/pdf", "0" * 64, 1, None, None, None, None, "failed", "the file is <empty>"
    )
    records = replace(good, documents=(*good.documents, failed))
    index, *pages = review(records, {}, tmp_path)
    tree = LexborHTMLParser(index.read_text("utf-8"))
    assert [path.name for path in pages] == [str(node.attributes["href"]) for node in tree.css("tbody a")]
    first, second = (" ".join(row.text().split()) for row in tree.css("tbody tr"))
    assert [node.text() for node in tree.css("tbody tr:first-child .number")] == ["3", "1", "1", "2", "0"]
    assert "2026-06-09" in first
    assert "the file is <empty>" in second


def test_pages_are_the_same_every_time_and_speak_the_documents_language(tmp_path: Path) -> None:
    records = read(PAGE.encode())
    one = review(records, {records.documents[0].document_id: PAGE.encode()}, tmp_path / "a")
    two = review(records, {records.documents[0].document_id: PAGE.encode()}, tmp_path / "b")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert '<html lang="pl"' in one[1].read_text("utf-8")
    english = replace(records, documents=(replace(records.documents[0], language="en"),))
    assert '<html lang="en"' in review(english, {}, tmp_path / "c")[1].read_text("utf-8")
    assert '<html lang="en"' in review(records, {}, tmp_path / "d", language="en")[1].read_text("utf-8")


def test_earlier_corrections_cannot_end_their_element(tmp_path: Path) -> None:
    records = read(PAGE.encode())
    _, page = review(records, {}, tmp_path, [Correction("d1.p1", "text", "</script><script>alert(1)</script>", "b")])
    tree = LexborHTMLParser(page.read_text("utf-8"))
    assert len(tree.css("script")) == 2
    assert "alert(1)" in tree.css_first("#earlier").text()  # type: ignore[union-attr]


def test_the_pages_have_words_for_all_they_say(hostile: tuple[Records, LexborHTMLParser, str], tmp_path: Path) -> None:
    _, tree, _ = hostile
    index = LexborHTMLParser(review(read(PAGE.encode()), {}, tmp_path)[0].read_text("utf-8"))
    _, promising, _ = written(KRAKOW[0].read_bytes(), tmp_path / "promises")
    assert promising.css(".promise")
    said = {
        str(node.attributes[name])
        for page in (tree, index, promising)
        for name in ("data-t", "data-title", "data-placeholder", "data-aria", "data-label")
        for node in page.css(f"[{name}]")
    }
    said |= set(
        re.findall(r'(?:word|answer)\("([\w.]+)"\)', (Path(review_package.__file__).parent / "review.js").read_text("utf-8"))
    )
    said |= {f"{name}.{value}" for name, values in (("stance", STANCES), ("filter", FILTERS)) for value in values}
    said |= {f"inherited.{value.value}" for value in enumeration("inheritance")}
    assert len(said) > 80
    assert said - words().keys() == set()
    assert all(all(found) for found in words().values())


def test_kinds_that_may_be_corrected_are_those_of_the_codebook() -> None:
    assert list(KINDS) == [value.value for value in enumeration("organisation_kind")]
    assert list(FIRMNESSES) == [value.value for value in enumeration("firmness")]
    assert set(choices("pl")) == {"stance", "organisation_kind", "firmness"}


def test_a_saved_page_is_shown_with_its_places(tmp_path: Path) -> None:
    page = (SAMPLES / "table-each" / "source.html").read_bytes()
    head = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n"
    )
    data = head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(page) + b"\r\n--b--\r\n"
    records, tree, _ = written(data, tmp_path, "a.mhtml")
    assert records.documents[0].media_type == "multipart/related"
    parts = tree.css(".demand")
    assert len(parts) == len(records.postulates)
    for part, postulate in zip(parts, records.postulates, strict=True):
        target = tree.css_first(f"#{str(part.attributes['data-places']).split()[0]}")
        assert target is not None
        assert squeezed(target) == re.sub(r"[\W_]+", "", postulate.text)


def test_an_id_that_could_leave_the_folder_gets_no_page(tmp_path: Path) -> None:
    records = read(PAGE.encode())
    odd = DocumentRecord("../x", "x.html", "text/html", "0" * 64, 1, None, None, None, None, "ok")
    pages = review(replace(records, documents=(*records.documents, odd)), {}, tmp_path / "out")
    assert len(pages) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
