"""Which network addresses a crawl may connect to: public ones, and those a source names itself.

A page can name any host, and any host's name can lead to the machine's own network. So not names but the addresses of each single
connection are judged, after they were looked up and right before they are used: a name that leads elsewhere the second time gains
nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from postulat.extract.fetch.errors import AddressRefusedError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be connected to. `private` names hosts (`host:port`) that may have private addresses; `*` is every host."""

    private: frozenset[str] = frozenset()

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        """A connection to the first address of the host that may be used and answers.

        Raises `AddressRefusedError` where the host has no address that may be used.
        """
        refused: str | None = None
        failure: OSError | None = None
        for family, address in lookup(host, port):
            if not self.allows(address[0], host, port):
                refused = address[0]
                continue
            made = socket.socket(family, socket.SOCK_STREAM)
            try:
                made.settimeout(timeout)
                made.connect(address)
                made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as error:
                made.close()
                failure = error
                continue
            return made
        if failure is not None:
            raise failure
        if refused is not None:
            raise AddressRefusedError(f"{host} leads to {refused}, which is no public address")
        raise OSError(f"{host} has no address")

    def allows(self, address: str, host: str, port: int) -> bool:
        if EVERYWHERE in self.private or f"{host.lower().strip('[]')}:{port}" in self.private:
            return True
        return is_public(address)


def lookup(host: str, port: int) -> Iterator[tuple[int, Any]]:
    """The host's addresses with their family, each once, in the system's order."""
    seen = set()
    for family, _, _, _, address in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM):
        if address not in seen:
            seen.add(address)
            yield family, address


def is_public(address: str) -> bool:
    """Whether the address is one of the public network; an IPv6 address that wraps an IPv4 one is judged by both.

    >>> [is_public(a) for a in ("93.184.215.14", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "2002:7f00:1::", "0.0.0.0")]
    [True, False, False, False, False, False]
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(of_public_network(each) for each in (parsed, *wrapped(parsed)))


def of_public_network(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (address.ipv4_mapped is not None or address in NAT64):
        return True  # judged by the address inside
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def wrapped(address: Address) -> Iterator[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
