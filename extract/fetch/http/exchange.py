"""One HTTP exchange, with the bytes as they were sent and received."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from postulat.extract.fetch.errors import TooLargeError
from postulat.extract.fetch.http.address_guard import Guard
from postulat.extract.fetch.http.body import Answer, BrokenAnswerError, answer

LONGEST_HEAD = 256 * 1024  # bytes of headers that come before the content
PIECE = 1 << 16  # bytes read at a time


class ExchangeLimits(NamedTuple):
    """What one exchange may take: seconds of silence, seconds in all, bytes received."""

    silence: float = 60.0
    whole: float = 600.0
    size: int = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer: bytes as sent and as received, when, and with which address."""

    url: str
    request: bytes
    response: bytes
    answer: Answer
    started: datetime
    address: str


@dataclass(slots=True)
class Wire:
    """The open connection of a crawl. One at a time: the next host's closes the one before."""

    guard: Guard
    limits: ExchangeLimits = field(default_factory=ExchangeLimits)
    connection: Connection | None = None

    def fetch(self, url: str, headers: Mapping[str, str]) -> Exchange:
        """The answer to a GET. Raises OSError where there is none: the reason in a line."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise OSError(f"not a web address: {url}")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        place = (parts.scheme, parts.hostname, port)
        if self.connection is not None and self.connection.place != place:
            self.close()
        kept = self.connection is not None
        try:
            return self.exchange(url, place, headers)
        except (ConnectionError, http.client.RemoteDisconnected):
            self.close()
            if not kept:
                raise
        # A connection kept open may have been closed by the server meanwhile; that is no failure of the page.
        return self.exchange(url, place, headers)

    def exchange(self, url: str, place: tuple[str, str, int], headers: Mapping[str, str]) -> Exchange:
        parts = urlsplit(url)
        started = datetime.now(UTC)
        if self.connection is None:
            self.connection = Connection(place, self.guard, self.limits.silence)
        connection = self.connection
        tape = Tape(self.limits, time.monotonic() + self.limits.whole)
        connection.tape = tape
        try:
            connection.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), headers=dict(headers))
            got = connection.getresponse()
            announced = got.getheader("Content-Length", "")
            if announced.isdecimal() and int(announced) > self.limits.size:
                raise TooLargeError(f"larger than {self.limits.size} bytes: {announced}")
            while got.read(PIECE):
                pass
            if got.length:
                raise BrokenAnswerError(f"the answer ends {got.length} bytes early")
            keep = not got.will_close
            got.close()
        except http.client.IncompleteRead:
            self.close()
            raise BrokenAnswerError("the answer ends early") from None
        except http.client.RemoteDisconnected:
            self.close()
            raise
        except http.client.HTTPException as error:
            self.close()
            raise BrokenAnswerError(f"not an HTTP answer ({type(error).__name__})") from None
        except OSError:
            self.close()
            raise
        except ValueError as error:
            self.close()
            raise BrokenAnswerError(f"not an HTTP answer ({error})") from None
        address = connection.address
        if not keep:
            self.close()
        received = bytes(tape.received)
        return Exchange(url, bytes(tape.sent), received, answer(received), started, address)

    def close(self) -> None:
        if self.connection is not None:
            self.connection.hang_up()
            self.connection = None


class Tape:
    """What went over a connection in one exchange, within its limits."""

    __slots__ = ("deadline", "limits", "received", "sent")

    def __init__(self, limits: ExchangeLimits, deadline: float) -> None:
        self.limits = limits
        self.deadline = deadline
        self.sent = bytearray()
        self.received = bytearray()

    def time_left(self) -> float:
        """Seconds that the next read may take. A server that drips a byte now and then ends at the deadline."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"not complete after {self.limits.whole:g} seconds")
        return min(left, self.limits.silence)

    def add(self, data: memoryview) -> None:
        self.received += data
        if len(self.received) > self.limits.size + LONGEST_HEAD:
            raise TooLargeError(f"larger than {self.limits.size} bytes")


class Connection(http.client.HTTPConnection):
    """A connection that is made to a judged address only, and that tapes what goes over it."""

    def __init__(self, place: tuple[str, str, int], guard: Guard, timeout: float) -> None:
        scheme, host, port = place
        super().__init__(host, port, timeout=timeout)
        self.default_port = 443 if scheme == "https" else 80
        self.place = place
        self.guard = guard
        self.tape: Tape | None = None
        self.address = ""
        self.plain: socket.socket | None = None

    def connect(self) -> None:
        plain = self.guard.connect(self.host, self.port, float(self.timeout or 60))
        self.address = str(plain.getpeername()[0])
        if self.place[0] == "https":
            try:
                plain = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
            except BaseException:
                plain.close()
                raise
        self.plain = plain
        self.sock = TapedSocket(plain, self)

    def hang_up(self) -> None:
        self.close()
        if self.plain is not None:
            self.plain.close()
            self.plain = None

    def send(self, data: Any) -> None:
        super().send(data)
        if self.tape is not None:
            self.tape.sent += data


class TapedSocket:
    """The part of a socket that `http.client` uses."""

    def __init__(self, plain: socket.socket, connection: Connection) -> None:
        self.plain = plain
        self.connection = connection

    def sendall(self, data: bytes) -> None:
        self.plain.sendall(data)

    def makefile(self, _mode: str, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(TapedStream(self.plain, self.connection), PIECE)

    def close(self) -> None:
        """Nothing yet: `http.client` closes before it has read what comes; `hang_up` does it."""


class TapedStream(io.RawIOBase):
    """What the server sends, put on the tape as it comes."""

    def __init__(self, plain: socket.socket, connection: Connection) -> None:
        self.plain = plain
        self.connection = connection

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        tape = self.connection.tape
        if tape is None:
            raise OSError("read outside an exchange")
        self.plain.settimeout(tape.time_left())
        try:
            count = self.plain.recv_into(buffer)
        except TimeoutError:
            if time.monotonic() < tape.deadline:
                raise TimeoutError(f"silent for {tape.limits.silence:g} seconds") from None
            raise TimeoutError(f"not complete after {tape.limits.whole:g} seconds") from None
        tape.add(memoryview(buffer)[:count])
        return count
