"""The table of the largest amounts: who asks for how much, and what the office says."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from postulat.export.html.markup import Markup, joined, tag
from postulat.export.report.items import Amount, Item, Items
from postulat.export.report.numbers import swatch
from postulat.export.report.words import both, label, number, say
from postulat.normalize.wording import same

TOP = 20
EXCERPT = 160
"""Characters of a postulate in the table."""


class RankedRow(NamedTuple):
    amount: Amount
    item: Item


def largest(items: Items, currency: str) -> Markup | None:
    """The postulates with the largest amounts in a currency, the largest first."""
    rows = [RankedRow(amount, item) for item in items.all for amount in item.amounts if amount.currency == currency]
    if not rows:
        return None
    rows.sort(key=lambda row: -row.amount.value)
    heads = ("table.amount", "group.organisations", "table.postulate", "group.stances")
    table = tag(
        "table",
        None,
        tag("caption", None, say("figure.largest")),
        tag("thead", None, tag("tr", None, *(tag("th", {"scope": "col"}, say(key)) for key in heads))),
        tag("tbody", None, *(line(row, items) for row in rows[:TOP])),
    )
    return joined(
        tag("h3", None, say("figure.largest"), f" ({currency})"),
        tag("div", {"class": "scroll largest", "tabindex": "0", "role": "group"}, table),
        tag("p", {"class": "note"}, say("note.largest", number(TOP), number(len(rows)))) if len(rows) > TOP else None,
    )


def line(row: RankedRow, items: Items) -> Markup:
    names = [items.organisations[place] for place in row.item.organisations]
    stances = (tag("span", {"class": "stance"}, swatch(name), both(label(f"stance.{name}"))) for name in row.item.stances)
    link = f"#records?record={quote(row.item.postulate.postulate_id)}"
    return tag(
        "tr",
        None,
        tag("td", {"class": "number"}, tag("a", {"href": link}, number(float(row.amount.value)))),
        tag("td", None, both(same("; ".join(names))) if names else say("none.organisation")),
        tag("td", None, excerpt(row.item.postulate.text)),
        tag("td", None, *stances),
    )


def excerpt(text: str) -> str:
    """
    >>> excerpt("a" * 200)[-2:], len(excerpt("a" * 200))
    ('a…', 160)
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= EXCERPT else flat[: EXCERPT - 1].rstrip() + "…"
