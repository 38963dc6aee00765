"""The manners of a crawl, as a Scrapy middleware: ask robots.txt, ask only for what changed, wait when asked to, give up."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from postulat.extract.fetch.crawl.crawl import AGAIN_LATER, NOT_MODIFIED, REDIRECTS, Crawl
from postulat.extract.fetch.crawl.frontier import Step
from postulat.extract.fetch.crawl.robots import LARGEST, MOST_REDIRECTS, Robots, robots
from postulat.extract.fetch.errors import AddressRefusedError, FetchError, TooLargeError
from postulat.extract.fetch.http.body import BrokenAnswerError, content
from postulat.extract.fetch.http.url import absolute, netloc

if TYPE_CHECKING:
    from postulat.extract.fetch.http.exchange import Exchange

AGENT = "postulat"
"""The name that robots.txt files call us by."""


class Manners:
    """Stands between Scrapy's engine and the net, for one crawl."""

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler
        self.crawl: Crawl = crawler.spider.crawl
        self.rules: dict[str, Robots] = {}
        self.asked: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Any) -> Manners:
        return cls(crawler)

    # Before a page is asked for

    async def process_request(self, request: Any) -> Any:
        from scrapy.exceptions import IgnoreRequest
        from scrapy.http import Response

        step: Step = request.meta["step"]
        if step.role != "robots":
            done = self.crawl.done_already(step.url)
            if done is not None:
                request.meta["replayed"] = done
                return Response(step.url, status=done.status, request=request)
            if not self.crawl.has_room():
                raise IgnoreRequest("no room")
            rules = await self.rules_of(step.url)
            why = rules.forbids(step.url)
            if why:
                self.crawl.failed(step, why, refused=True)
                raise IgnoreRequest(why)
            await self.pause(step.url, rules.delay)
        for name, value in self.crawl.conditions(step.url).items():
            request.headers[name] = value
        return None

    async def rules_of(self, url: str) -> Robots:
        """The rules of the address's host, asked for once a run."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{netloc(url)}"
        if place not in self.rules:
            if self.crawl.source.manners.robots:
                self.rules[place] = await self.ask_rules(f"{place}/robots.txt")
            else:
                self.rules[place] = Robots()
        return self.rules[place]

    async def ask_rules(self, url: str) -> Robots:
        from scrapy import Request
        from scrapy.http.request import NO_CALLBACK

        for _ in range(MOST_REDIRECTS + 1):
            step = Step(url, "robots")
            request = Request(url, callback=NO_CALLBACK, meta={"step": step}, dont_filter=True)
            try:
                response = await self.crawler.engine.download_async(request)
            except Exception as error:
                if not isinstance(error, OSError):
                    raise
                self.crawl.failed(step, str(error))
                return Robots(None, f"robots.txt cannot be read ({error}), so nothing may be fetched", AGENT)
            exchange: Exchange = response.request.meta["exchange"]
            self.crawl.arrived(step, exchange)
            given = exchange.answer
            if given.status not in REDIRECTS:
                break
            url = absolute(given.location, url)
            if not url:
                return Robots(None, "", AGENT)
        else:
            return Robots(None, "", AGENT)
        if given.status == NOT_MODIFIED:
            good = self.crawl.keeper.index.last_good(url)
            return robots(200, self.crawl.keeper.content(good), AGENT) if good is not None else Robots(None, "", AGENT)
        try:
            return robots(given.status, content(given, 10 * LARGEST), AGENT)
        except (BrokenAnswerError, TooLargeError):
            return Robots(None, "robots.txt cannot be unpacked, so nothing may be fetched", AGENT)

    async def pause(self, url: str, delay: float) -> None:
        """Keeps the distance that robots.txt asks for, where that is more than ours."""
        place = netloc(url)
        if delay > self.crawl.source.manners.delay:
            wait = self.asked.get(place, 0) + delay - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
        self.asked[place] = time.monotonic()

    # When there is an answer, or none

    async def process_response(self, request: Any, response: Any) -> Any:
        if "replayed" in request.meta or response.status not in AGAIN_LATER:
            return response
        exchange: Exchange = request.meta["exchange"]
        wait = self.wait(request, exchange.answer.header("retry-after"))
        if wait is None:
            return response
        self.crawl.arrived(request.meta["step"], exchange, final=False)
        return await self.again(request, wait)

    async def process_exception(self, request: Any, exception: Exception) -> Any:
        if not isinstance(exception, OSError) or isinstance(exception, (AddressRefusedError, TooLargeError, FetchError)):
            return None
        wait = self.wait(request, "")
        if wait is None:
            return None
        self.crawl.failed(request.meta["step"], str(exception), final=False)
        return await self.again(request, wait)

    def wait(self, request: Any, retry_after: str) -> float | None:
        """Seconds to wait before asking again; None where it is not worth it, or the server asks for too long."""
        manners = self.crawl.source.manners
        attempt = int(request.meta.get("attempt", 0))
        if attempt >= manners.retries:
            return None
        asked = seconds(retry_after)
        if asked is not None and asked > manners.longest_wait:
            return None
        return max(asked or 0.0, min(manners.backoff * 2.0**attempt, manners.longest_wait))

    async def again(self, request: Any, wait: float) -> Any:
        """The same request after a while. Nothing else is fetched meanwhile: whoever asks us to wait, means all of us."""
        await asyncio.sleep(wait)
        return request.replace(
            dont_filter=True, priority=1000, meta={"step": request.meta["step"], "attempt": request.meta.get("attempt", 0) + 1}
        )


def seconds(retry_after: str) -> float | None:
    """The seconds that a Retry-After header asks for: a number, or a date.

    >>> seconds("120"), seconds("soon")
    (120.0, None)
    """
    text = retry_after.strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
