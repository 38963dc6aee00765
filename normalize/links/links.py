"""Links between postulates of different documents that ask for the same thing, over years and in other words; never merged.

A stream of all postulates is read once for its features, which lie in a file; `candidates` tells which are compared, `similarity`
decides. A link leads from the later postulate to the earlier one; `group_id` is the first of all that are linked.
"""

from __future__ import annotations

import datetime
import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from postulat.normalize.links.candidates import FEW, candidate_pairs
from postulat.normalize.links.features import NAME, NEAR, SAID, Features, features_of, spoken
from postulat.normalize.links.place_names import AREA, PLACE, STREET, place_of
from postulat.normalize.links.related_words import LANGUAGE
from postulat.normalize.links.request_decisions import NO_DECISIONS, RequestDecisions
from postulat.normalize.links.request_numbers import AMOUNT, NUMBER
from postulat.normalize.links.similarity import LINKED, Rarity, contradict, likeness
from postulat.normalize.records import DocumentRecord, LinkMethod, Meeting, Postulate, PostulateLink
from postulat.normalize.resolution.resolve import Groups

MOST_LINKS = 3
"""Links from one postulate to earlier ones; the group holds the others."""
MOST_RIVALS = 6
"""Requests that one is linked to already, by which it is judged whether another may be linked to it, too."""
MOST_SHARED = 12
"""Shared words that a link names."""
MOST_COUNTED = 300_000
"""Features that are counted in memory before those met once are forgotten, where they are names."""
REMEMBERED = 10_000
"""Features of postulates that are in memory together."""
REMEMBERED_TEXTS = 1_000
"""Texts whose features are in memory: the same minutes as page and as file stand near each other, and forms are copied."""
BY_WORDS: LinkMethod = "words"
SAME_TEXT: LinkMethod = "same-text"
BY_DECISION: LinkMethod = "decision"
BY_MEANING: LinkMethod = "meaning"
METHODS: tuple[LinkMethod, ...] = (BY_WORDS, SAME_TEXT, BY_DECISION, BY_MEANING)
UNDATED = datetime.date.max


class Asked:
    """What of every postulate is in memory: its document's number and bundle, and when it was asked."""

    def __init__(self) -> None:
        self.documents = array("l")
        self.days = array("l")

    def __len__(self) -> int:
        return len(self.documents)

    def add(self, document: int, when: datetime.date) -> None:
        self.documents.append(document)
        self.days.append(when.toordinal())

    def in_time(self, one: int, other: int) -> tuple[int, int]:
        """The two places, the later one first; of one day the one that stands later."""
        first, second = sorted((one, other), key=lambda place: (self.days[place], place))
        return second, first


class Pairs:
    """Pairs of places that are linked, the later one first in time, with how and how much."""

    def __init__(self) -> None:
        self.later, self.earlier, self.method = array("l"), array("l"), array("b")
        self.score = array("d")

    def add(self, later: int, earlier: int, method: LinkMethod, score: float) -> None:
        self.later.append(later)
        self.earlier.append(earlier)
        self.method.append(METHODS.index(method))
        self.score.append(score)

    def order(self, *columns: array[int] | array[float]) -> list[int]:
        """The numbers of the pairs by columns, the first before all others."""
        if len(self.later) <= FEW:
            return sorted(range(len(self.later)), key=lambda number: tuple(column[number] for column in columns))
        import numpy

        order: list[int] = numpy.lexsort([numpy.array(column) for column in reversed(columns)]).tolist()
        return order


class FeatureFile:
    """The features of all postulates in a file with their ids, to be read in order or one by one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path.open("w+b")
        self.starts = array("q")
        self.get = lru_cache(maxsize=REMEMBERED)(self.read)

    def add(self, postulate_id: str, found: dict[str, str]) -> None:
        self.starts.append(self.file.tell())
        self.file.write(f"{json.dumps(postulate_id)}\t{json.dumps(found, separators=(',', ':'))}\n".encode("ascii"))

    def line(self, place: int) -> tuple[bytes, bytes]:
        """The id of a postulate and its features, both as they are written: mostly one of them is wanted."""
        self.file.seek(self.starts[place])
        name, _, found = self.file.readline().partition(b"\t")
        return name, found

    def postulate_id(self, place: int) -> str:
        name: str = json.loads(self.line(place)[0])
        return name

    def words(self, place: int) -> dict[str, str]:
        """Each of a postulate's features with the words as they stand there."""
        found: dict[str, str] = json.loads(self.line(place)[1])
        return found

    def read(self, place: int) -> Features:
        return features_of(self.words(place))

    def __iter__(self) -> Iterator[Features]:
        self.file.flush()
        with self.path.open("rb") as file:
            for line in file:
                yield features_of(json.loads(line.partition(b"\t")[2]))

    def close(self) -> None:
        self.file.close()
        self.path.unlink()


def postulate_links(
    postulates: Iterable[Postulate],
    documents: Iterable[DocumentRecord],
    meetings: Iterable[Meeting],
    scratch: Path,
    decisions: RequestDecisions = NO_DECISIONS,
) -> Iterator[PostulateLink]:
    """The links of a data set in the order of its postulates; `scratch` is in use until the last of them."""
    known = {row.document_id: row for row in documents}
    if len({row.bundle or row.document_id for row in known.values()}) < 2:
        return
    days = {row.meeting_id: day_of(row) for row in meetings}
    numbers: dict[str, int] = {}
    named: dict[str, int] = {}
    asked = Asked()
    counts: Counter[str] = Counter()
    areas: Counter[str] = Counter()
    said = lru_cache(maxsize=REMEMBERED_TEXTS)(spoken)
    kept = FeatureFile(scratch / "features.rows")
    try:
        for place, row in enumerate(postulates):
            document = known.get(row.document_id)
            home = (document.bundle if document else None) or row.document_id
            asked.add(numbers.setdefault(home, len(numbers)), days.get(row.meeting_id or "", UNDATED))
            found = said(row.text, (document.language if document else None) or "pl")
            counts.update({key.removeprefix(NEAR) for key in found if not key.startswith((NUMBER, AMOUNT, PLACE, SAID))})
            count_areas(areas, found)
            if len(counts) > MOST_COUNTED:
                forget_rare_names(counts)
            kept.add(row.postulate_id, found)
            if decisions.meet(row.postulate_id, row.text):
                named[row.postulate_id] = place
        english = any(row.language == LANGUAGE for row in known.values())
        rarity = Rarity(counts, len(asked), frozenset(word for word, times in areas.items() if times > 0), english)
        pairs = Pairs()
        for one, other in decided_pairs(named, decisions):
            pairs.add(*asked.in_time(one, other), BY_DECISION, 1.0)
        note_alike(pairs, asked, kept, rarity, scratch)
        yield from written(pairs, asked, kept, rarity, named, decisions)
    finally:
        kept.close()


def count_areas(areas: Counter[str], found: Iterable[str]) -> None:
    """Counts the last words of names after a word for an area, less how often they stand after one for a street."""
    for key in found:
        if key.startswith(PLACE):
            place = place_of(key)
            step = {AREA: 1, STREET: -1}.get(place.kind, 0)
            for word in place.words[-1] if step else ():
                if step > 0 or word in areas:
                    areas[word] += step


def forget_rare_names(counts: Counter[str]) -> None:
    """Takes out the names that were met once: of many, only those that come often must be known."""
    for key in [key for key, count in counts.items() if count == 1 and key.startswith(NAME)]:
        del counts[key]


def day_of(meeting: Meeting) -> datetime.date:
    """When a meeting asked: its day, else the first day of its programme's year."""
    if meeting.date is not None:
        return meeting.date
    year = meeting.programme_year
    return datetime.date(year, 1, 1) if year and datetime.MINYEAR <= year <= datetime.MAXYEAR else UNDATED


def note_alike(pairs: Pairs, asked: Asked, kept: FeatureFile, rarity: Rarity, scratch: Path) -> None:
    """Adds the candidates of different documents that are alike enough."""
    for one, other in candidate_pairs(kept, len(asked), rarity, scratch):
        if asked.documents[one] == asked.documents[other]:
            continue
        found = likeness(kept.get(one), kept.get(other), rarity)
        if found.score >= LINKED:
            same = kept.get(one)._replace(title=(), about=()) == kept.get(other)._replace(title=(), about=())
            method = SAME_TEXT if same else BY_MEANING if found.meant else BY_WORDS
            pairs.add(*asked.in_time(one, other), method, found.score)


def decided_pairs(named: Mapping[str, int], decisions: RequestDecisions) -> Iterator[tuple[int, int]]:
    for one, other in decisions.same_ids():
        if one in named and other in named and one != other:
            yield named[one], named[other]


def standing(
    pairs: Pairs, features: FeatureFile, rarity: Rarity, named: Mapping[str, int], decisions: RequestDecisions
) -> tuple[Groups[int], list[int]]:
    """The groups, and the numbers of the pairs that stand: the best of each postulate, none that a person denied, and of two others
    that contradict each other only the better one."""
    groups: Groups[int] = Groups()
    for one, other in decisions.different_ids():
        if one in named and other in named:
            groups.keep_apart(named[one], named[other])
    partners: defaultdict[int, list[int]] = defaultdict(list)

    def rivalled(one: int, other: int) -> bool:
        """Whether one is linked already to a request that contradicts the other."""
        return any(contradict(features.get(place), features.get(other), rarity) for place in partners[one][:MOST_RIVALS])

    taken: Counter[int] = Counter()
    kept: list[int] = []
    by_words = array("b", (METHODS[method] != BY_DECISION for method in pairs.method))
    for number in pairs.order(by_words, array("d", (-score for score in pairs.score)), pairs.later, pairs.earlier):
        later, earlier = pairs.later[number], pairs.earlier[number]
        if by_words[number] and taken[later] >= MOST_LINKS:
            continue
        if not groups.may_join(later, earlier):
            continue
        if by_words[number] and (rivalled(later, earlier) or rivalled(earlier, later)):
            continue
        partners[later].append(earlier)
        partners[earlier].append(later)
        taken[later] += 1
        groups.join(later, earlier)
        kept.append(number)
    return groups, kept


def written(
    pairs: Pairs, asked: Asked, kept: FeatureFile, rarity: Rarity, named: Mapping[str, int], decisions: RequestDecisions
) -> Iterator[PostulateLink]:
    """The links that stand, by the later postulate, with the first postulate of each group and the words that both have."""
    groups, numbers = standing(pairs, kept, rarity, named, decisions)
    firsts: dict[int, tuple[int, int]] = {}
    for number in numbers:
        for place in (pairs.later[number], pairs.earlier[number]):
            root = groups.root(place)
            firsts[root] = min(firsts.get(root, (UNDATED.toordinal(), len(asked))), (asked.days[place], place))
    for number in sorted(numbers, key=lambda number: (pairs.later[number], pairs.earlier[number])):
        later, earlier = pairs.later[number], pairs.earlier[number]
        words = {key.removeprefix(NEAR): form for key, form in kept.words(later).items()}
        shared = likeness(kept.get(later), kept.get(earlier), rarity).shared[:MOST_SHARED]
        method = METHODS[pairs.method[number]]
        yield PostulateLink(
            postulate_id=kept.postulate_id(later),
            other_postulate_id=kept.postulate_id(earlier),
            group_id=kept.postulate_id(firsts[groups.root(later)][1]),
            method=method,
            score=pairs.score[number],
            shared_words=() if method == BY_DECISION else tuple(words[name] for name in shared if words.get(name)),
        )
