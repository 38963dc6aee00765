"""The spider: Scrapy's engine carries the steps of a crawl to the net and the answers back. It runs in a process of its own."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator
from typing import Any

from postulat.extract.fetch.crawl.crawl import Crawl
from postulat.extract.fetch.crawl.frontier import Step
from postulat.extract.fetch.errors import FetchError
from postulat.extract.fetch.http.address_guard import Guard
from postulat.extract.fetch.http.body import ACCEPTED
from postulat.extract.fetch.http.exchange import ExchangeLimits, Wire
from postulat.extract.fetch.sources.source import Source

MEGABYTE = 1024 * 1024


def settings(source: Source, user_agent: str) -> dict[str, Any]:
    """Scrapy's settings for a source: one page at a time, and nothing that Scrapy does by default and we do otherwise."""
    manners = source.manners
    handler = "postulat.extract.fetch.crawl.download_handler.Handler"
    return {
        "USER_AGENT": user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
            "Accept-Language": f"{source.language or 'pl'},en;q=0.3",
            "Accept-Encoding": ACCEPTED,
        },
        # One page at a time, links in the order of the page: the same site gives the same archive, whenever it was interrupted.
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,
        "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1,
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "DOWNLOAD_DELAY": manners.delay,
        "RANDOMIZE_DOWNLOAD_DELAY": False,
        "AUTOTHROTTLE_ENABLED": manners.delay > 0,
        "AUTOTHROTTLE_START_DELAY": manners.delay,
        "AUTOTHROTTLE_MAX_DELAY": max(manners.delay, manners.longest_delay),
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, "file": None, "ftp": None, "s3": None, "data": None},
        "DOWNLOADER_MIDDLEWARES": {"postulat.extract.fetch.crawl.politeness.Manners": 900},
        # The archive keeps what came: robots, redirects, retries and packing are ours, since each answer of theirs is kept too.
        "ROBOTSTXT_OBEY": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "RETRY_ENABLED": False,
        "COMPRESSION_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,  # a proxy would look up names itself, past the guard
        "REFERER_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "TELNETCONSOLE_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "LOGSTATS_INTERVAL": 0,
    }


def wire(source: Source) -> Wire:
    manners = source.manners
    limits = ExchangeLimits(manners.silence, manners.answer, source.caps.file_megabytes * MEGABYTE)
    return Wire(Guard(frozenset(source.allow_private)), limits)


def spider_class() -> Any:
    """The spider's class, made when Scrapy is there."""
    import scrapy
    from scrapy import signals
    from scrapy.exceptions import CloseSpider, DontCloseSpider, IgnoreRequest

    class OfficeSpider(scrapy.Spider):  # type: ignore[misc, unused-ignore]
        name = "office"
        broken = ""
        """The traceback of an error of the program, which ends the crawl."""
        stopped = ""
        """Why else the crawl had to end."""

        def __init__(self, crawl: Crawl) -> None:
            super().__init__()
            self.crawl = crawl
            self.wire = wire(crawl.source)

        @classmethod
        def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> Any:
            made = super().from_crawler(crawler, *args, **kwargs)
            crawler.signals.connect(made.idle, signal=signals.spider_idle)
            return made

        async def start(self) -> AsyncIterator[Any]:
            for step in self.crawl.start():
                yield self.request(step)

        def request(self, step: Step) -> Any:
            return scrapy.Request(
                step.url,
                callback=self.arrived,
                errback=self.failed,
                priority=step.priority,
                dont_filter=True,  # the frontier gives each address once
                meta={"step": step},
            )

        def arrived(self, response: Any) -> list[Any]:
            """A list: of generators Scrapy looks up the source text, for each answer anew."""
            meta = response.meta
            try:
                if "replayed" in meta:
                    steps = self.crawl.replayed(meta["step"], meta["replayed"])
                else:
                    steps = self.crawl.arrived(meta["step"], meta["exchange"])
            except FetchError as error:
                self.stopped = str(error)
                raise CloseSpider("stopped") from None
            except Exception:
                self.broken = traceback.format_exc()
                raise CloseSpider("broken") from None
            return [self.request(step) for step in steps]

        def failed(self, failure: Any) -> None:
            if failure.check(IgnoreRequest):
                return  # told where it was refused
            if failure.check(FetchError):
                self.stopped = str(failure.value)
                raise CloseSpider("stopped")
            if failure.check(OSError):
                self.crawl.failed(failure.request.meta["step"], str(failure.value))
            else:
                self.broken = failure.getTraceback()
                raise CloseSpider("broken")

        def idle(self) -> None:
            steps = self.crawl.rest()
            for step in steps:
                self.crawler.engine.crawl(self.request(step))
            if steps:
                raise DontCloseSpider

    return OfficeSpider
