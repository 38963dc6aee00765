"""Office packages: hostile ones end in one clear line."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from postulat.extract.errors import ReadError
from postulat.extract.office import package
from postulat.extract.office.package import children, open_package, parse


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_part_is_found_whatever_its_case() -> None:
    opened = open_package(packed({"word\\Document.xml": b"<a/>"}))
    assert "word/document.xml" in opened
    assert opened.part("word/document.xml") == b"<a/>"
    assert opened.part("word/styles.xml") is None


def test_relations_are_resolved_against_their_part() -> None:
    rels = (
        b'<Relationships xmlns="r"><Relationship Id="a" Type="http://x/styles" Target="../styles%201.xml"/>'
        b'<Relationship Id="b" Type="http://x/hyperlink" Target="https://example.org" TargetMode="External"/>'
        b'<Relationship Id="c" Type="http://x/numbering" Target="/n.xml"/></Relationships>'
    )
    relations = open_package(packed({"word/_rels/document.xml.rels": rels})).relations("word/document.xml")
    assert [(found.kind, found.target, found.external) for found in relations.values()] == [
        ("styles", "styles 1.xml", False),
        ("hyperlink", "https://example.org", True),
        ("numbering", "n.xml", False),
    ]


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "RATIO_FROM", 1000)
    opened = open_package(packed({"a.xml": b"<a>" + b" " * 1_000_000 + b"</a>"}))
    with pytest.raises(ReadError, match="ZIP bomb"):
        opened.xml("a.xml")


def test_sizes_and_counts_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({f"{number}.xml": b"<a/>" * 100 for number in range(5)})
    monkeypatch.setattr(package, "LARGEST_PART", 300)
    with pytest.raises(ReadError, match="larger than"):
        open_package(data).part("1.xml")
    monkeypatch.setattr(package, "LARGEST_TOTAL", 1000)
    with pytest.raises(ReadError, match="larger than"):
        open_package(data)
    monkeypatch.setattr(package, "MOST_ENTRIES", 4)
    with pytest.raises(ReadError, match="more than 4 files"):
        open_package(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with pytest.raises(ReadError, match="entities"):
        parse(text.encode(encoding), "a.xml")


def test_damaged_parts_are_named() -> None:
    data = bytearray(packed({"a.xml": b"<a>" + bytes(range(65, 91)) * 40 + b"</a>"}))
    data[40:60] = b"\xff" * 20
    with pytest.raises(ReadError, match=r"a\.xml cannot be unpacked"):
        open_package(bytes(data)).part("a.xml")


def test_a_locked_part_asks_for_its_password() -> None:
    data = bytearray(packed({"a.xml": b"<a/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="password"):
        open_package(bytes(data)).part("a.xml")


def test_children_count_each_name_and_address_the_foreign_by_position() -> None:
    root = etree.fromstring('<a xmlns="x" xmlns:o="other"><b/><o:c/><b/><d/></a>')
    paths = [path for _, path in children(root, "/n:a", {"x": "n"})]
    assert paths == ["/n:a/n:b[1]", "/n:a/*[2]", "/n:a/n:b[2]", "/n:a/n:d[1]"]
    assert [root.xpath(path, namespaces={"n": "x"}) for path in paths] == [[child] for child in root]
