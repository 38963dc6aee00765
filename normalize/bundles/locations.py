"""Where a document is and where a link leads, in one form, so that a link finds its document by equality of text.

Nothing is looked up: names and addresses are compared as they were given, and no link is ever followed.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

WITHIN = "!/"
"""What stands between an archive or a letter and the name of a document in it."""
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
WEB = ("http://", "https://")
PORTS = {"http": 80, "https": 443}
SAVED = (
    *("_files", "_pliki", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_soubory", "_subory", "_fajlai", "_filer"),
    *("_file", "_ficheiros", "_arquivos", "_tiedostot", "_dosyalar", "_datoteke", ".files", ".pliki"),
)
"""How browsers and word processors end the name of the folder in which they save what a page shows."""
SAVED_FOLDER = re.compile(rf"(?:{'|'.join(map(re.escape, SAVED))})/")


def places(source: str) -> Iterator[str]:
    """The place of a document, and of each archive that it is in.

    >>> list(places("in/all.zip!/2019/a.pdf"))
    ['file:in/all.zip!/2019/a.pdf', 'file:in/all.zip']
    """
    yield place(source)
    outer = source
    while WITHIN in outer:
        outer = outer.rpartition(WITHIN)[0]
        yield place(outer)


def place(source: str) -> str:
    """The one form of a path or address.

    >>> place("./in/../in/a.pdf"), place("HTTP://BIP.example.pl:80/za%C5%82.pdf#s2"), place("https://bip.example.pl/zał.pdf")
    ('file:in/a.pdf', 'http://bip.example.pl/zał.pdf', 'http://bip.example.pl/zał.pdf')
    """
    if is_web(source):
        return address(source)
    outer, mark, inner = source.replace("\\", "/").rpartition(WITHIN)
    return "file:" + unicodedata.normalize("NFC", outer + mark + posixpath.normpath(inner))


def is_web(text: str) -> bool:
    return text[:8].lower().startswith(WEB)


def address(url: str) -> str:
    """An address without what does not change what is there: fragment, case of the host, the way in which letters are written.

    `http` and `https` lead to the same. Empty where it is no address.

    >>> address("https://bip.example.pl/a/../b%20c?id=%31") == address("http://BIP.EXAMPLE.PL/b c?id=1#top")
    True
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return ""
    if not host:
        return ""
    if port is not None and port != PORTS.get(parts.scheme.lower()):
        host += f":{port}"
    path = posixpath.normpath("/" + unquote(parts.path).lstrip("/"))
    query = f"?{unquote(parts.query)}" if parts.query else ""
    return unicodedata.normalize("NFC", f"http://{host}{path}{query}")


def targets(link: str, source: str, own: str | None) -> Iterator[str]:
    """Where a link of a page may lead. `source` is where the page is, `own` the address that it gives itself or was fetched from.

    A relative link leads to what lies beside the page. So does an absolute one to the page's own host: pages are copied together
    with their files. A link never leads out of the archive that the page is in.

    >>> list(targets("files/a.pdf", "in/minutes/x.html", None))
    ['file:in/minutes/files/a.pdf']
    >>> list(targets("https://bip.example.pl/minutes/files/a.pdf", "in/x.html", "https://bip.example.pl/minutes/x"))
    ['http://bip.example.pl/minutes/files/a.pdf', 'file:in/files/a.pdf']
    >>> list(targets("../../etc/passwd", "in.zip!/x.html", None)), list(targets("file:///etc/passwd", "in/x.html", None))
    ([], [])
    """
    link = link.strip().replace("\\", "/").partition("#")[0]
    if link.startswith("//"):
        link = f"https:{link}"
    if not link or (SCHEME.match(link) and not is_web(link)):
        return
    on_site = is_web(source) and WITHIN not in source
    bases = [base for base in (source if on_site else None, own) if base and is_web(base)]
    try:
        relative = link
        found = [address(urljoin(base, link)) for base in bases]
        if is_web(link):
            found = [address(link)]
            relative = as_seen_from(own, link) if own else ""
        if relative:
            found.append(address(urljoin(source, relative)) if on_site else beside(source, relative))
    except ValueError:  # an address that only looks like one
        return
    yield from dict.fromkeys(filter(None, found))


def as_seen_from(page: str, link: str) -> str:
    """The way from a page's address to another one of the same host; empty where the hosts differ.

    >>> as_seen_from("https://bip.example.pl/a/b/x.html", "https://bip.example.pl/a/files/y.pdf")
    '../files/y.pdf'
    """
    here, there = urlsplit(page), urlsplit(link)
    if not there.path or here.netloc.lower() != there.netloc.lower():
        return ""
    return posixpath.relpath(there.path, here.path.rpartition("/")[0] or "/")


def beside(source: str, relative: str) -> str:
    """The place that a relative link names, as seen from the file that it stands in; empty where it leads out.

    >>> beside("a.zip!/2019/x.html", "../za%C5%82.pdf?v=2"), beside("a.zip!/x.html", "../y.pdf")
    ('file:a.zip!/zał.pdf', '')
    """
    outer, mark, inner = source.replace("\\", "/").rpartition(WITHIN)
    path = unquote(relative.partition("?")[0])
    if path.startswith("/") or WITHIN in path or "\0" in path:
        return ""
    folders = posixpath.normpath(inner).split("/")[:-1]
    for piece in path.split("/"):
        if piece == "..":
            if not folders or folders[-1] in ("..", ""):
                return ""
            folders.pop()
        elif piece not in ("", "."):
            folders.append(piece)
    return place(outer + mark + "/".join(folders)) if folders else ""


def namesake(link: str, source: str) -> str:
    """The place of a file of the link's name in the folder of the page: so lies what a person fetched with the page.

    >>> namesake("https://bip.example.pl/pliki/7/Tabela%20uwag.pdf?v=2", "in/x.html")
    'file:in/Tabela uwag.pdf'
    """
    name = unquote(link.partition("#")[0].partition("?")[0].replace("\\", "/").rpartition("/")[2])
    if not name or "/" in name or (is_web(source) and WITHIN not in source):
        return ""
    return beside(source, name.replace("%", "%25"))


def stem(source: str) -> str:
    """The place of a page without the suffix of its name.

    >>> stem("in/Spotkanie 3.html")
    'file:in/Spotkanie 3'
    """
    return posixpath.splitext(place(source))[0]


def saved_pages(source: str) -> Iterator[str]:
    """The stems of the pages in whose folder a document may have been saved, the nearest first.

    >>> list(saved_pages("in/Spotkanie 3_pliki/frame.html")), list(saved_pages("in/files/frame.html"))
    (['file:in/Spotkanie 3'], [])
    """
    if not SAVED_FOLDER.search(source.replace("\\", "/")) or is_web(source):
        return
    folders = place(source).split("/")[:-1]
    for depth in range(len(folders), 0, -1):
        for ending in SAVED:
            name = folders[depth - 1]
            if name.endswith(ending) and len(name) > len(ending):
                yield "/".join((*folders[: depth - 1], name.removesuffix(ending)))
