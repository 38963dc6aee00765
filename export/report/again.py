"""Requests that come again and again: the groups of linked postulates with the history of their answers."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple
from urllib.parse import quote

from postulat.export.html.markup import Markup, joined, tag
from postulat.export.report.items import Item, Items
from postulat.export.report.largest import excerpt
from postulat.export.report.numbers import swatch
from postulat.export.report.words import both, label, number, say
from postulat.normalize.records import Postulate, Records

TOP = 30
"""Groups in the table: those that come most often."""


class AskedAgain(NamedTuple):
    """The postulates of a group, the first asked first."""

    group_id: str
    items: tuple[Item, ...]


def asked_again(items: Items, records: Records) -> tuple[AskedAgain, ...]:
    """The groups of linked postulates, those with most postulates first, of equals the oldest."""
    members: dict[str, dict[str, None]] = defaultdict(dict)
    for row in records.postulate_links:
        members[row.group_id].update(dict.fromkeys((row.other_postulate_id, row.postulate_id)))
    places = {item.postulate.postulate_id: place for place, item in enumerate(items.all)}
    found = []
    for group_id, ids in members.items():
        own = sorted((places[one] for one in ids if one in places), key=lambda place: (items.all[place].year or 9999, place))
        if len(own) > 1:
            found.append(AskedAgain(group_id, tuple(items.all[place] for place in own)))
    return tuple(sorted(found, key=lambda group: (-len(group.items), group.items[0].year or 9999, group.group_id)))


def again(items: Items, records: Records) -> Markup | None:
    """The section of the page; none where nothing was asked twice."""
    groups = asked_again(items, records)
    if not groups:
        return None
    heads = ("table.times", "table.postulate", "table.history")
    table = tag(
        "table",
        None,
        tag("caption", None, say("figure.again")),
        tag("thead", None, tag("tr", None, *(tag("th", {"scope": "col"}, say(key)) for key in heads))),
        tag("tbody", None, *(line(group) for group in groups[:TOP])),
    )
    return tag(
        "section",
        {"id": "again", "aria-labelledby": "again-title"},
        joined(tag("h2", {"id": "again-title"}, say("figure.again")), tag("p", {"class": "lead"}, say("figure.again.lead"))),
        tag("div", {"class": "scroll largest", "tabindex": "0", "role": "group"}, table),
        tag("p", {"class": "note"}, say("note.again", number(TOP), number(len(groups)))) if len(groups) > TOP else None,
    )


def linked(postulate: Postulate) -> dict[str, str]:
    """To the record of a postulate, with its own words, which differ from year to year."""
    return {"href": f"#records?record={quote(postulate.postulate_id)}", "title": excerpt(postulate.text)}


def line(group: AskedAgain) -> Markup:
    history = [
        tag(
            "li",
            None,
            tag("a", linked(item.postulate), str(item.year or "–")),
            " ",
            *(tag("span", {"class": "stance"}, swatch(name), both(label(f"stance.{name}"))) for name in item.stances),
        )
        for item in group.items
    ]
    return tag(
        "tr",
        None,
        tag("td", {"class": "number"}, number(len(group.items))),
        tag("td", None, excerpt(group.items[-1].postulate.text)),
        tag("td", None, tag("ol", {"class": "history"}, *history)),
    )
