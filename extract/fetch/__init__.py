"""Offices' pages fetched politely and kept for ever: sources as data, a crawl, a web archive, and what changed in it.

Reading an archive needs `warcio`, fetching needs `scrapy` as well; both come with the extra `postulat[fetch]`.
"""

from __future__ import annotations

from postulat.extract.fetch.errors import FetchError

__all__ = ["FetchError"]
