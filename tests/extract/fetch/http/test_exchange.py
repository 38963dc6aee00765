"""One exchange: every byte kept, within time and size, over one connection."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from office_site import Site

from postulat.extract.fetch.errors import TooLargeError
from postulat.extract.fetch.http.address_guard import EVERYWHERE, Guard
from postulat.extract.fetch.http.body import content
from postulat.extract.fetch.http.exchange import ExchangeLimits, Wire

OPEN = Guard(frozenset({EVERYWHERE}))


@contextmanager
def saying(*scripts: Callable[[socket.socket], None] | bytes, first_word: bool = True) -> Iterator[str]:
    """A server that says these bytes, or does this, one connection after the other, once it has heard a first word."""

    def serve() -> None:
        for script in scripts:
            try:
                peer, _ = server.accept()
            except OSError:
                return
            with peer:
                if first_word:
                    peer.recv(65536)
                with suppress(OSError):
                    script(peer) if callable(script) else peer.sendall(script)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/strona"
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@contextmanager
def wire(**limits: float) -> Iterator[Wire]:
    made = Wire(OPEN, ExchangeLimits(**limits))  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.close()


def test_the_bytes_are_kept_as_they_came() -> None:
    said = b"HTTP/1.1 200 Dobrze\r\nX-ODD:  two  \r\nx-odd: again\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    with saying(said) as url, wire() as made:
        got = made.fetch(url, {"User-Agent": "postulat/1"})
    assert got.response == said
    assert got.request.startswith(b"GET /strona HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"User-Agent: postulat/1\r\n" in got.request
    assert (content(got.answer, 100), got.address) == (b"abc", "127.0.0.1")


def test_an_answer_that_ends_with_the_connection() -> None:
    with saying(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 100_000) as url, wire() as made:
        assert len(made.fetch(url, {}).answer.body) == 100_000


def test_one_connection_for_one_host(site: Site) -> None:
    site.pages = {f"/{number}": b"<p>strona" for number in range(5)}
    with wire() as made:
        for path in site.pages:
            made.fetch(site.url + path, {})
    assert len({item.connection for item in site.asked}) == 1


def test_a_kept_connection_that_the_server_closed_is_made_anew() -> None:
    once = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    with saying(once, once) as url, wire() as made:
        assert made.fetch(url, {}).answer.body == b"ok"
        time.sleep(0.05)
        assert made.fetch(url, {}).answer.body == b"ok"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"x" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 9999 OK\r\n\r\n",
    ],
    ids=["nothing", "short", "short chunk", "cut headers", "not http", "many headers", "long header", "odd status"],
)
def test_broken_answers_are_errors_of_the_net(said: bytes) -> None:
    with saying(said) as url, wire() as made, pytest.raises(OSError):  # noqa: PT011 - each has a wording of its own
        made.fetch(url, {})


def drip(peer: socket.socket) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        peer.sendall(b"x")
        time.sleep(0.05)


def test_a_server_that_drips_ends_at_the_deadline() -> None:
    with saying(drip) as url, wire(silence=5, whole=0.4) as made:
        begun = time.monotonic()
        with pytest.raises(TimeoutError, match=r"not complete after 0\.4 seconds"):
            made.fetch(url, {})
        assert time.monotonic() - begun < 30, "all of it would take 50 seconds"


def test_a_server_that_says_nothing() -> None:
    with saying(lambda _: time.sleep(1)) as url, wire(silence=0.2) as made, pytest.raises(TimeoutError, match="silent"):
        made.fetch(url, {})


def endless(peer: socket.socket) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        peer.sendall(b"x" * 65536)


@pytest.mark.parametrize("script", [endless, b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx"])
def test_an_answer_beyond_the_limit_is_not_read_on(script: Callable[[socket.socket], None] | bytes) -> None:
    with saying(script) as url, wire(size=100_000) as made, pytest.raises(TooLargeError, match="larger than 100000 bytes"):
        made.fetch(url, {})


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.pl/x", "http:///x", "gopher://a.pl"])
def test_nothing_but_web_addresses(url: str) -> None:
    with wire() as made, pytest.raises(OSError, match="not a web address"):
        made.fetch(url, {})


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of its own for 127.0.0.1, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "office")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return folder / "cert.pem", folder / "key.pem"


def test_encrypted_pages_are_read_where_the_certificate_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, key)
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n" + b"x" * 70_000

    def encrypted(peer: socket.socket) -> None:
        with context.wrap_socket(peer, server_side=True) as inner:
            inner.recv(65536)
            inner.sendall(said)

    with saying(encrypted, encrypted, first_word=False) as url, wire() as made:
        secure = url.replace("http:", "https:")
        with pytest.raises(ssl.SSLCertVerificationError):
            made.fetch(secure, {})
        monkeypatch.setenv("SSL_CERT_FILE", str(shown))
        assert made.fetch(secure, {}).response == said
