"""No connection goes to an address that is not public, whatever name leads there."""

from __future__ import annotations

import socket

import pytest

from postulat.extract.fetch.errors import AddressRefusedError
from postulat.extract.fetch.http.address_guard import Guard, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "name",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def leads_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str], port: int) -> None:
    """Names lead to these addresses: the first lookup to the first list, the next to the next."""
    waiting = list(answers)

    def lookup(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, port)) for address in waiting.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


def test_every_connection_is_judged_by_where_it_goes_that_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to a public address first and to the own machine the next time."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr("postulat.extract.fetch.http.address_guard.is_public", lambda address: address == "127.0.0.1")
        leads_to(monkeypatch, ["127.0.0.1"], ["127.0.0.2"], port=port)
        Guard().connect("office.example", port, 5).close()
        with pytest.raises(AddressRefusedError, match=r"office\.example leads to 127\.0\.0\.2"):
            Guard().connect("office.example", port, 5)


def test_private_addresses_among_public_ones_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr("postulat.extract.fetch.http.address_guard.is_public", lambda address: address == "127.0.0.1")
        leads_to(monkeypatch, ["10.0.0.1", "127.0.0.1"], port=port)
        with Guard().connect("office.example", port, 5) as made:
            assert made.getpeername()[0] == "127.0.0.1"


def test_a_source_may_name_a_host_of_its_own_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        Guard(frozenset({f"127.0.0.1:{port}"})).connect("127.0.0.1", port, 5).close()
        for other in (Guard(), Guard(frozenset({f"127.0.0.1:{port + 1}"}))):
            with pytest.raises(AddressRefusedError):
                other.connect("127.0.0.1", port, 5)
