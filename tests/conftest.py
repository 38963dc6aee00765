"""A local site for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from office_site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serving(Site())
