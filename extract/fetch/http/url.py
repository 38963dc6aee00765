"""Web addresses in one form, so that each page is fetched once however a page writes its links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatch
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

LONGEST = 2_000  # characters; longer ones come from loops
MOST_REPEATS = 3  # of one folder in a path, as in /a/b/a/b/a/b
SESSION = re.compile(r";jsessionid=[^?#/;]*", re.I)
DROPPED = ("utm_*", "fbclid", "gclid", "phpsessid", "jsessionid", "sid")
"""Parameters that say who looks, not at what."""
SAFE = "%/:=&?~#+!$,;'@()*[]-._"
PORTS = {"http": 80, "https": 443}


def canonical(url: str, drop: Iterable[str] = ()) -> str:
    """An address in its one form; empty where it is no web address.

    >>> canonical("HTTP://NGO.Example.pl:80/a/../b c/ł?utm_source=x&p=2#top")
    'http://ngo.example.pl/b%20c/%C5%82?p=2'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return ""
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not host or "@" in parts.netloc:
        return ""
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != PORTS[scheme]:
        place += f":{port}"
    path = without_dots(SESSION.sub("", parts.path)) or "/"
    query = "&".join(piece for piece in parts.query.split("&") if piece and not dropped(piece.partition("=")[0], drop))
    return urlunsplit((scheme, place, quote(path, safe=SAFE), quote(query, safe=SAFE), ""))


def without_dots(path: str) -> str:
    """A path without `.` and `..`; its doubled slashes stay, since some sites mean them."""
    if "/." not in path:
        return path
    kept: list[str] = []
    pieces = path.split("/")
    for piece in pieces:
        if piece == "..":
            if len(kept) > 1:
                kept.pop()
        elif piece != ".":
            kept.append(piece)
    if pieces[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def dropped(name: str, drop: Iterable[str]) -> bool:
    return any(fnmatch(name.lower(), pattern.lower()) for pattern in (*DROPPED, *drop))


def absolute(link: str, base: str, drop: Iterable[str] = ()) -> str:
    """A link's address in its one form; empty where it leads to no web page (mail, script, a place on the same page).

    >>> absolute("../plik.pdf", "https://bip.example.pl/a/b/c.html")
    'https://bip.example.pl/a/plik.pdf'
    """
    text = "".join(link.split("\n")).strip()
    if not text or text.startswith("#"):
        return ""
    try:
        return canonical(urljoin(base, text), drop)
    except ValueError:
        return ""


def netloc(url: str) -> str:
    """Host, and port where it is not the usual one.

    >>> netloc("https://bip.example.pl/x"), netloc("http://127.0.0.1:8080/")
    ('bip.example.pl', '127.0.0.1:8080')
    """
    return urlsplit(url).netloc.lower()


def is_endless(url: str) -> bool:
    """Whether an address looks like one of a loop: very long, or the same folder over and over.

    >>> is_endless("https://a.pl/x/y/x/y/x/y/x/y/"), is_endless("https://a.pl/2024/01/01/")
    (True, False)
    """
    if len(url) > LONGEST:
        return True
    folders = [piece for piece in urlsplit(url).path.split("/")[:-1] if piece and not piece.isdigit()]
    return any(folders.count(piece) > MOST_REPEATS for piece in set(folders))


def is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))
