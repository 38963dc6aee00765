"""Sources are data: shipped ones know their links, and a mistake is one line that says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from postulat.extract.fetch.errors import SourceError
from postulat.extract.fetch.http.url import absolute, canonical
from postulat.extract.fetch.sources.catalogue import find, read, shipped, shipped_names
from postulat.extract.fetch.sources.source_file import parse

KRAKOW = "https://ngo.krakow.pl"
RCL = "https://legislacja.rcl.gov.pl"


@pytest.mark.parametrize(
    ("source", "url", "text", "role"),
    [
        ("krakow-ngo", f"{KRAKOW}/start/323934.artykul.podsumowanie_spotkania.html", "", "article"),
        ("krakow-ngo", f"{KRAKOW}/aktualnosci/335876,52,komunikat,male_granty.html", "", "article"),
        ("krakow-ngo", f"{KRAKOW}/start/239723,artykul,instrukcja.html", "", "article"),
        ("krakow-ngo", "https://plikimpi.krakow.pl/zalacznik/616490", "Załącznik nr 1", "attachment"),
        ("krakow-ngo", "https://plikimpi.krakow.pl//zalacznik/242464/4.jpg", "", None),
        ("krakow-ngo", f"{KRAKOW}/aktualnosci?page=3", "3", "pagination"),
        ("krakow-ngo", f"{KRAKOW}/szukaj?page=3", "3", None),
        ("krakow-ngo", f"{KRAKOW}/kontakt", "Kontakt", None),
        ("bip", "https://bip.a.pl/m,7,sprawozdania.html", "Sprawozdanie z konsultacji", "article"),
        ("bip", "https://bip.a.pl/artykul/12", "Protokół z posiedzenia", "article"),
        ("bip", "https://bip.a.pl/zalacznik/991", "Pobierz", "attachment"),
        ("bip", "https://bip.a.pl/pliki/Protokol.PDF", "", "attachment"),
        ("bip", "https://bip.a.pl/konsultacje?strona=2", "2", "pagination"),
        ("bip", "https://bip.a.pl/konsultacje/drukuj/5", "Drukuj", None),
        ("bip", "https://bip.a.pl/kalendarz/2026/06", "Konsultacje", None),
        ("bip", "https://bip.a.pl/o-urzedzie", "O urzędzie", None),
        ("wordpress", "https://ngo.a.pl/2026/06/podsumowanie-spotkania/", "", "article"),
        ("wordpress", "https://ngo.a.pl/podsumowanie-spotkania-konsultacyjnego/", "", "article"),
        ("wordpress", "https://ngo.a.pl/category/konsultacje/page/3/", "3", "pagination"),
        ("wordpress", "https://ngo.a.pl/wp-content/uploads/2026/06/uwagi.docx", "", "attachment"),
        ("wordpress", "https://ngo.a.pl/wp-content/uploads/2026/06/foto.jpg", "", None),
        ("wordpress", "https://ngo.a.pl/kontakt/", "", None),
        ("rcl-legislacja", f"{RCL}/projekt/12414100", "Projekt ustawy", "listing"),
        ("rcl-legislacja", f"{RCL}/projekt/12414100/katalog/13223875", "Konsultacje publiczne", "article"),
        ("rcl-legislacja", f"{RCL}/projekt/12414100/katalog/13223876", "Komitet Stały Rady Ministrów", None),
        ("rcl-legislacja", f"{RCL}/docs//2/12414100/13223895/13223897/dokument794894.DOCX", "", "attachment"),
        ("rcl-legislacja", f"{RCL}/lista?typeId=2&pSize=10&pNumber=4", "4", "pagination"),
        ("rcl-legislacja", f"{RCL}/projekt/rejestr/projekt/12414100", "Rejestr zmian", None),
        ("page", "https://a.pl/protokol.odt?v=2", "", "attachment"),
        ("page", "https://a.pl/inna-strona", "", None),
    ],
)
def test_shipped_sources_know_their_links(source: str, url: str, text: str, role: str | None) -> None:
    assert shipped(source).role(url, text) == role


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_sources_are_polite(name: str) -> None:
    source = shipped(name)
    assert source.title
    assert source.manners.robots
    assert source.manners.delay >= 1
    assert not source.allow_private
    assert all(source.stays(url) for url in source.start)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("start = 'https://a.pl'", 'start: must be a list of texts: ["…", "…"]'),
        ("start = ['a.pl/konsultacje']", "start: not an address: a.pl/konsultacje"),
        ("titel = 'x'", "titel: no such key; there are name, title"),
        ("title = 7", "title: must be a text in quotes"),
        ("[links]\narticle = 'x'", "links.article: must be a list of patterns"),
        ("[links]\narticle = ['ok', '(']", "links.article[1]: not a regular expression: missing ), unterminated subpattern"),
        ("[links]\narticle = [{adress = 'x'}]", "links.article[0].adress: no such key; there are url, text"),
        ("[links]\narticle = [3]", "links.article[0]: must be a pattern in quotes or {url = '…', text = '…'}"),
        ("[links]\narticles = ['x']", "links.articles: no such key"),
        ("[caps]\npages = 'many'", "caps.pages: must be a number, 0 or more"),
        ("[caps]\npages = -1", "caps.pages: must be a number, 0 or more"),
        ("[caps]\npages = 1.5", "caps.pages: must be a whole number"),
        ("[caps]\npage = 3", "caps.page: no such key"),
        ("[manners]\ndelay = nan", "manners.delay: must be a number, 0 or more"),
        ("[manners]\nrobots = 1", "manners.robots: must be true or false"),
        ("start_role = 'page'", "start_role: must be 'listing' or 'article'"),
        ("caps = 5", "caps: must be a table ([caps])"),
        ("recheck = 'no'", "recheck: must be true or false"),
        ("allow_private = 'yes'", "allow_private: must be a list of texts"),
        ("title = ", "Invalid value (at "),
    ],
)
def test_a_mistake_is_one_line_that_names_file_and_key(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "urzad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}: {says}")
    assert "\n" not in str(caught.value)


def test_what_a_person_may_name(tmp_path: Path) -> None:
    listed = tmp_path / "adresy.txt"
    listed.write_text("# konsultacje\nhttps://a.pl/1\n\nhttps://b.pl/2  # druga\nhttps://a.pl/1#top\n", encoding="utf-8")
    assert find("krakow-ngo").municipality == "Kraków"
    assert find(str(listed)).start == ("https://a.pl/1", "https://b.pl/2")
    assert find("https://a.pl/x.pdf").start_role == "article"
    assert find("bip", ["https://bip.a.pl/konsultacje"]).name == "bip:bip.a.pl/konsultacje"
    with pytest.raises(SourceError, match="bip: says no start address"):
        find("bip")
    with pytest.raises(SourceError, match="krakow-nog: no such source; shipped are bip, krakow-ngo"):
        find("krakow-nog")
    listed.write_text("https://a.pl/1\nbip.a.pl\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"adresy\.txt: line 2: not an address: bip\.a\.pl"):
        find(str(listed))


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("https://A.pl", "https://a.pl/"),
        ("https://a.pl:443/x#y", "https://a.pl/x"),
        ("http://a.pl:8080/x", "http://a.pl:8080/x"),
        ("https://a.pl/x;jsessionid=AB12?p=1&PHPSESSID=3&utm_medium=x", "https://a.pl/x?p=1"),
        ("https://a.pl/docs//2/x.pdf", "https://a.pl/docs//2/x.pdf"),
        ("https://a.pl/a/./b/../c/", "https://a.pl/a/c/"),
        ("https://a.pl/../../x", "https://a.pl/x"),
        ("https://żółw.pl/ł?q=ą%20b", "https://xn--w-uga1v8h.pl/%C5%82?q=%C4%85%20b"),
        ("https://user@a.pl/", ""),
        ("javascript:void(0)", ""),
        ("https://a.pl:99999/", ""),
        ("http://[::1/", ""),
    ],
)
def test_addresses_have_one_form(url: str, form: str) -> None:
    assert canonical(url) == form
    assert form == "" or canonical(form) == form


def test_links_that_lead_to_no_page() -> None:
    for link in ("#top", "mailto:a@b.pl", "tel:123", "javascript:x()", "", "data:text/html,x", "http://[x"):
        assert absolute(link, "https://a.pl/b/") == ""
    assert absolute("?page=2", "https://a.pl/b/c") == "https://a.pl/b/c?page=2"


def test_a_source_is_told_by_its_file_where_it_has_no_name() -> None:
    assert parse('start = ["https://a.pl/"]', "x/urzad.toml", "urzad").name == "urzad"
