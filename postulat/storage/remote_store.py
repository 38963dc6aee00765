"""The store of earlier results at an address: entries as objects of a service."""

from __future__ import annotations

from postulat.addresses import at, remote_errors


class RemoteShelf:
    """Entries of the store as objects. A service puts an object there whole or not at all."""

    def __init__(self, place: str) -> None:
        self.place = place
        with remote_errors(place):
            self.system, self.root = at(place)

    def __str__(self) -> str:
        return self.place

    def read(self, name: str) -> bytes | None:
        try:
            data: bytes = self.system.cat_file(f"{self.root}/{name}")
            return data
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        with remote_errors(self.place):
            self.system.makedirs(f"{self.root}/{name}".rpartition("/")[0], exist_ok=True)
            self.system.pipe_file(f"{self.root}/{name}", data)

    def remove(self, name: str) -> None:
        with remote_errors(self.place):
            self.system.rm_file(f"{self.root}/{name}")

    def tidy(self, keep: dict[str, str]) -> None:
        """Old generations are left to the service's own rules of keeping."""
