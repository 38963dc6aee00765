"""The process in which one source is crawled: takes a job from standard input, tells events on standard output, a line each.

Scrapy's reactor starts once in a process and never again, so each crawl gets a process.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postulat.extract.fetch.archive.writer import Keeper
from postulat.extract.fetch.crawl.crawl import LONGEST_PAUSE, Crawl, Event
from postulat.extract.fetch.errors import FetchError
from postulat.extract.fetch.sources.source import Source


@dataclass(frozen=True, slots=True)
class CrawlJob:
    """What a worker is to do."""

    source: Source
    folder: Path
    user_agent: str = "postulat"
    longest_pause: float = LONGEST_PAUSE


def main() -> int:
    job = pickle.load(sys.stdin.buffer)  # from the process that started this one
    try:
        tell(work(job))
    except FetchError as error:
        tell({"error": str(error)})
        return 1
    return 0


def work(job: CrawlJob) -> dict[str, Any]:
    """Runs the crawl to its end, and gives what became of it."""
    try:
        from scrapy.crawler import CrawlerProcess
    except ImportError:
        raise FetchError("fetching needs Scrapy: pip install 'postulat[fetch]'") from None
    from postulat.extract.fetch.crawl.spider import settings, spider_class

    keeper = Keeper(job.folder)
    try:
        crawl = Crawl(job.source, keeper, hear, job.longest_pause)
        process = CrawlerProcess(settings(job.source, job.user_agent))
        crawler = process.create_crawler(spider_class())
        process.crawl(crawler, crawl)
        process.start()
        reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
        stopped = getattr(crawler.spider, "stopped", "")
        if stopped:
            raise FetchError(stopped)
        broken = getattr(crawler.spider, "broken", "")
        if broken:
            sys.stderr.write(broken)
            raise FetchError(f"an error of the program: {broken.strip().splitlines()[-1]}; please report it")
        if reason != "finished":
            raise FetchError(f"{job.source.name}: stopped ({reason}); fetch again to go on")
        outcome, why = crawl.finish()
        return {
            "run": crawl.run.run,
            "outcome": outcome,
            "reason": why,
            "counts": dict(crawl.counts),
            "resumed": crawl.resumed,
            "received": crawl.received,
        }
    finally:
        keeper.close()


def hear(event: Event) -> None:
    try:
        tell(event._asdict())
    except BrokenPipeError:
        os._exit(1)  # whoever started us is gone; the archive is whole, and another run goes on with it


def tell(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
