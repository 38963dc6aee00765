"""`postulat run URL`: fetched into an archive, read, and read again from there without a network."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from office_site import Site, serving
from repository import SAMPLES

from postulat.commands.cli import main

PAGE = (SAMPLES / "krakow-html" / "source.html").read_bytes()


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serving(Site())


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_page_is_fetched_archived_and_read(site: Site, tmp_path: Path) -> None:
    site.pages["/minutes.html"] = PAGE
    url = f"{site.url}/minutes.html"
    out = tmp_path / "out"
    assert main(["run", url, "-o", str(out), "--format", "csv", "-q", "--allow-private"]) == 0
    (document,) = table(out, "documents")
    assert document["source"] == url
    assert document["fetched_at"].endswith("Z")
    assert document["archive_record"]
    assert len(table(out, "postulates")) == 6
    again = tmp_path / "again"
    assert main(["run", str(out / "archive"), "-o", str(again), "--format", "csv", "-q"]) == 0
    assert table(again, "documents") == table(out, "documents")
    assert table(again, "postulates") == table(out, "postulates")


def test_private_addresses_are_refused_in_one_line(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages["/minutes.html"] = PAGE
    assert main(["run", f"{site.url}/minutes.html", "-o", str(tmp_path / "out"), "--format", "csv", "-q"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert any("no public address" in line for line in lines)
    assert all("Traceback" not in line for line in lines)
