"""Requests that come again in other words: precision, recall of a made archive, and time and memory for many.

Run from the root of the repository: `make bench-links`, or `python benchmarks/links.py [--errors] [--count 100000]`.
A found link is right where both requests are of one group of the archive. Recall counts groups whose requests all came into one.
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.links_archive import GENERAL, PLACED, STREETS, ArchivedRequest, archive
from benchmarks.links_last_words import last_words
from benchmarks.links_more_words import more_words
from benchmarks.links_new_words import new_words
from benchmarks.links_other_words import other_words
from benchmarks.links_sixth_words import sixth_words
from postulat.normalize.links.linking import with_links
from postulat.normalize.links.links import postulate_links
from postulat.normalize.links.perhaps import perhaps_same
from postulat.normalize.records import DocumentRecord, Meeting, Postulate, PostulateLink, Records

DATA = Path(__file__).resolve().parent.parent / "tests" / "normalize" / "links" / "data"
TUNED, AGAIN, REWORDED = DATA / "requests_tuned.txt", DATA / "requests_again.txt", DATA / "requests_reworded.txt"
"""Pairs and near misses: looked at while rules were changed, kept apart, and every second one kept."""
HALVES = ("looked at", "kept")
"""Of `REWORDED`, by the place of a row."""


def postulate(number: int, document: str, text: str) -> Postulate:
    name = f"{document}.p{number}"
    return Postulate(
        name, document, f"{document}.m1", number, str(number), None, None, False, None, None, text, None, None, "line=1"
    )


def document(name: str, language: str = "pl") -> DocumentRecord:
    return DocumentRecord(name, f"{name}.html", "text/html", name * 4, 1, None, None, language, "html", "ok")


def linked(requests: list[ArchivedRequest]) -> tuple[list[PostulateLink], dict[str, ArchivedRequest]]:
    """The links of an archive with a document a year and half."""
    postulates, documents, meetings, truth = [], {}, {}, {}
    for number, request in enumerate(requests, start=1):
        name = f"{request.year * 10 + number % 2:016x}"
        documents[name] = document(name)
        meetings[name] = Meeting(f"{name}.m1", name, date=datetime.date(request.year, 5, 1 + number % 2))
        postulates.append(postulate(number, name, request.text))
        truth[postulates[-1].postulate_id] = request
    with tempfile.TemporaryDirectory() as scratch:
        return list(postulate_links(postulates, documents.values(), meetings.values(), Path(scratch))), truth


def again(name: str, path: Path, errors: bool = False) -> None:
    """Pairs of requests in other words with one that is near them, each half apart: links of pairs are right."""
    rows = [line.split("|") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    for language in dict.fromkeys(row[0] for row in rows):
        own = [row[1:] for row in rows if row[0] == language]
        texts = {(number, year): text for number, row in enumerate(own) for year, text in enumerate(row)}
        links, asked = linked_pairs(texts, language)
        if path != REWORDED:
            told(f"{name:24} {language:7}", texts, links, errors)
            told_perhaps(texts, links, asked)
            continue
        for half, part in enumerate(HALVES):
            some = {place: text for place, text in texts.items() if place[0] % 2 == half}
            ours = [link for link in links if link[1][0] % 2 == half]
            told(f"{name + ', ' + part:24} {language:7}", some, ours, errors and half == 0)
            told_perhaps(some, ours, [pair for pair in asked if pair[0][0] % 2 == half])


Row = tuple[int, int]
"""A row and its column: a request, the same in other words, and one that is near."""


def linked_pairs(texts: dict[Row, str], language: str) -> tuple[list[tuple[PostulateLink, Row, Row]], list[tuple[Row, Row]]]:
    """The links of all texts together, a document a column, and the pairs that a person is asked about beside them."""
    names = [f"{number:016x}" for number in range(3)]
    documents = tuple(document(name, language) for name in names)
    meetings = tuple(Meeting(f"{name}.m1", name, date=datetime.date(2020 + year, 5, 1)) for year, name in enumerate(names))
    rows = tuple(postulate(number, names[year], texts[number, year]) for number, year in sorted(texts, key=lambda row: row[::-1]))
    records = with_links(Records(documents=documents, meetings=meetings, postulates=rows))
    links = [(link, row_of(link.other_postulate_id), row_of(link.postulate_id)) for link in records.postulate_links]
    return links, [(row_of(pair.one.postulate_id), row_of(pair.other.postulate_id)) for pair in perhaps_same(records)]


def told_perhaps(texts: dict[Row, str], links: list[tuple[PostulateLink, Row, Row]], asked: list[tuple[Row, Row]]) -> None:
    """Prints how many pairs are found where a person decides on those that are perhaps the same."""
    own = {number for number, _ in texts}
    linked_ones = {one[0] for _, one, other in links if one[0] == other[0] and {one[1], other[1]} == {0, 1}}
    right = {one[0] for one, other in asked if one[0] == other[0] and {one[1], other[1]} == {0, 1}}
    both = len(linked_ones | right) / len(own)
    print(f"{'':32} perhaps the same: {len(asked)} asked, {len(right)} right; recall with them {both:.3f}")


def row_of(postulate_id: str) -> Row:
    name, _, number = postulate_id.partition(".p")
    return int(number), int(name, 16)


def told(name: str, texts: dict[Row, str], links: list[tuple[PostulateLink, Row, Row]], errors: bool) -> None:
    """Prints how many links are right, how many pairs are linked, and how many to what is near them."""
    right = {one[0] for _, one, other in links if one[0] == other[0] and {one[1], other[1]} == {0, 1}}
    near = sum(one[0] == other[0] and 2 in (one[1], other[1]) for _, one, other in links)
    own = {number for number, _ in texts}
    print(
        f"{name} {len(own):6} pairs and near misses: {len(links)} links,"
        f" precision {len(right) / max(1, len(links)):.3f}, recall of pairs {len(right) / len(own):.3f}, near misses linked {near}"
    )
    if not errors:
        return
    for link, one, other in links:
        if one[0] != other[0] or 2 in (one[1], other[1]):
            print(f"   wrong {link.score}", texts.get(other, "(kept)"), "|", texts.get(one, "(kept)"), link.shared_words)
    for number in sorted(own - right):
        print("   missed", texts[number, 0], "|", texts[number, 1])


def measured(name: str, requests: list[ArchivedRequest], errors: bool) -> None:
    links, truth = linked(requests)
    right = [link for link in links if truth[link.postulate_id].group == truth[link.other_postulate_id].group]
    groups: dict[str, list[str]] = {}
    for postulate_id, request in truth.items():
        groups.setdefault(request.group, []).append(postulate_id)
    home = {one: link.group_id for link in links for one in (link.postulate_id, link.other_postulate_id)}
    several = [ids for ids in groups.values() if len({one.split(".")[0] for one in ids}) > 1]
    whole = [ids for ids in several if len({home.get(one, one) for one in ids}) == 1]
    print(
        f"{name:28} {len(requests):6} requests, {len(several)} groups: {len(links)} links,"
        f" precision {len(right) / max(1, len(links)):.3f}, recall of groups {len(whole) / len(several):.3f}"
    )
    if errors:
        for link in [link for link in links if link not in right][:15]:
            print(
                f"   wrong {link.score} {truth[link.postulate_id].text} | {truth[link.other_postulate_id].text} {link.shared_words}"
            )
        for ids in [ids for ids in several if ids not in whole][:25]:
            print("   missed", " | ".join(truth[one].text for one in ids))


def many(count: int) -> Iterator[tuple[str, str]]:
    """Requests about as many places as a country has."""
    chance = random.Random(7)
    syllables = [a + b for a in "bcdgklmnprstwz" for b in ("a", "e", "i", "o", "u", "ar", "en", "or")]
    for number in range(count):
        place = "".join(chance.choice(syllables) for _ in range(3)).capitalize() + "ej"
        text = chance.choice(chance.choice(PLACED)).format(p=place if number % 5 else chance.choice(STREETS))
        if not number % 7:
            text = chance.choice(chance.choice(GENERAL))
        yield f"{number // 20:016x}", text


def scale(count: int) -> None:
    documents = [document(f"{number:016x}") for number in range(count // 20 + 1)]
    rows = (postulate(number, name, text) for number, (name, text) in enumerate(many(count)))
    started = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as scratch:
        links = sum(1 for _ in postulate_links(rows, documents, (), Path(scratch)))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took, worked = time.perf_counter() - started, time.process_time()
    memory = f"memory {before // 1024} MB before, {after // 1024} MB at most"
    print(f"{count} requests: {took:.1f} s of the clock, {worked:.1f} s of work, {links} links, {memory}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--errors", action="store_true", help="show what is wrong of the wordings that may be looked at")
    parser.add_argument("--count", type=int, default=0, help="also measure time and memory for so many requests")
    given = parser.parse_args()
    measured("tuned on, first wordings", archive(1), given.errors)
    measured("other places and years", archive(2), False)
    measured("later wordings", archive(3, late=True), given.errors)
    measured("other words, even kinds", other_words(4, even=True), given.errors)
    measured("other words, odd kinds", other_words(5, even=False), given.errors)
    measured("last words, even kinds", last_words(6, even=True), given.errors)
    measured("last words, unseen kinds", last_words(7, even=False), False)
    measured("new words, even kinds", new_words(8, even=True), given.errors)
    measured("new words, odd kinds", new_words(9, even=False), given.errors)
    measured("more words, looked at since", more_words(10), given.errors)
    measured("sixth words, looked at since", sixth_words(11), given.errors)
    again("pairs, looked at", TUNED, given.errors)
    again("pairs, unseen", AGAIN)
    again("reworded", REWORDED, given.errors)
    if given.count:
        scale(given.count)


if __name__ == "__main__":
    main()
