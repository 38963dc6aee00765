"""`postulat fetch` as a person types it: what it prints, and its exit codes."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from office_site import PATTERNS, Reply, Site

from postulat.commands.fetch import add_fetch, user_agent
from postulat.extract.fetch.archive.reader import documents
from postulat.extract.fetch.sources.catalogue import shipped_names
from postulat.extract.fetch.sources.source_file import parse


def command(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_fetch(parser.add_subparsers())
    given = parser.parse_args(["fetch", *arguments])
    code: int = given.call(given)
    return code


@pytest.fixture
def source(site: Site, tmp_path: Path) -> str:
    file = tmp_path / "urzad.toml"
    file.write_text(f'title = "Urząd"\nstart = ["{site.url}/"]\n{PATTERNS}', encoding="utf-8")
    return str(file)


def test_fetch_then_status_then_alarm(site: Site, source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = str(tmp_path / "archive")
    site.pages = {"/": b"<h1>Spotkania</h1><a href=/article/1>x</a>", "/article/1": b"<p>Tekst"}
    assert command(source, "-o", archive, "--contact", "biuro@example.org") == 0
    shown = capsys.readouterr()
    assert "urzad · Urząd\n" in shown.out
    assert "found         2 new\n" in shown.out
    assert f"new  article     {site.url}/article/1\n" in shown.err
    assert site.asked[0].headers["User-Agent"] == user_agent("biuro@example.org")
    assert [item.payload for item in documents(Path(archive))] == [b"<p>Tekst"]
    assert command("--status", "-o", archive) == 0
    capsys.readouterr()

    site.pages["/"] = b"<h1>Spotkania</h1><p>Przenosimy stron\xc4\x99."
    assert command(source, "-o", archive, "-q") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"postulat: urzad: {site.url}/: lists no articles any more" in shown.err
    assert command("--status", "-o", archive) == 1
    assert "found         1 changed, 1 same\n" in capsys.readouterr().out


def test_addresses_of_single_pages(site: Site, tmp_path: Path) -> None:
    site.pages = {"/a": b"<p>a <a href=/b.pdf>b</a> <a href=/c>c</a>", "/b.pdf": b"%PDF-1.7 b", "/d": b"<p>d"}
    assert command(f"{site.url}/a", f"{site.url}/d", "-o", str(tmp_path), "--allow-private", "-q") == 0
    assert [item.url.removeprefix(site.url) for item in documents(tmp_path)] == ["/a", "/b.pdf", "/d"]


def test_private_addresses_need_to_be_allowed(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {"/a": b"<p>a"}
    assert command(f"{site.url}/a", "-o", str(tmp_path), "-q") == 1
    assert "which is no public address" in capsys.readouterr().err
    assert site.asked == []


def test_a_draft_for_a_new_site_can_be_used_as_it_is(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    titles = "".join(
        f"<a href='/art/{number},spotkanie-{number}.html'>Podsumowanie spotkania numer {number}</a>" for number in range(4)
    )
    site.pages = {"/": f"<h1>Konsultacje „{{}}”</h1>{titles}".encode(), "/art/0,spotkanie-0.html": Reply(b"<p>x")}
    assert command("--new", site.url, "--allow-private") == 0
    shown = capsys.readouterr().out
    assert "# 4 links look like articles:" in shown
    draft = parse(shown, "stdout", "draft")
    assert draft.role(f"{site.url}/art/9,inne-spotkanie.html", "") == "article"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["krakow-ngo"], "say where the archive is: -o ARCHIVE"),
        (["-o", "{}/a"], "say what to fetch"),
        (["bip", "-o", "{}/a"], "bip: says no start address"),
        (["nothing", "-o", "{}/a"], "nothing: no such source; shipped are"),
        (["bip", "-o", "{}/file"], "is a file, not the folder of an archive"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert command(*(argument.format(tmp_path) for argument in arguments)) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("postulat: ")
    assert says in shown
    assert shown.count("\n") == 1


def test_the_status_of_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("--status", "-o", str(tmp_path)) == 1
    assert "holds no archive" in capsys.readouterr().err


def test_the_shipped_sources_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("--list") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == shipped_names()
