"""Scrapy's way to our wire: a download handler, so that each answer is kept as received and each connection is judged."""

from __future__ import annotations

import time
from typing import Any

from postulat.extract.fetch.errors import FetchError
from postulat.extract.fetch.http.exchange import Wire


class Handler:
    """What Scrapy calls for `http` and `https`. The exchange goes into the request's `meta`."""

    lazy = False

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    @classmethod
    def from_crawler(cls, crawler: Any) -> Handler:
        wire = getattr(crawler.spider, "wire", None)
        if not isinstance(wire, Wire):
            raise FetchError("this handler works for our spider only")
        return cls(wire)

    async def download_request(self, request: Any) -> Any:
        from scrapy.http import Response
        from scrapy.utils.defer import maybe_deferred_to_future
        from twisted.internet.threads import deferToThread

        headers = {str(name): str(value) for name, value in request.headers.to_unicode_dict().items()}
        begun = time.monotonic()
        exchange = await maybe_deferred_to_future(deferToThread(self.wire.fetch, request.url, headers))
        request.meta["download_latency"] = time.monotonic() - begun
        request.meta["exchange"] = exchange
        return Response(request.url, status=exchange.answer.status, request=request)

    async def close(self) -> None:
        self.wire.close()
