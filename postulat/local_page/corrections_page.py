"""Pages of the corrections, each with a button to take it back, of the downloads, and of what the folder keeps of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from postulat.export.formats import WRITERS
from postulat.export.html.markup import Markup, Value, joined, tag
from postulat.export.options import Labels
from postulat.local_page.pages import bar, named, whole
from postulat.local_page.words import say, word
from postulat.normalize.corrections.corrections import Correction
from postulat.storage.originals import Original


def corrections_page(
    language: Labels, folder: str, rows: tuple[Correction, ...], refused: tuple[Correction, ...], trouble: str = ""
) -> str:
    """All corrections, the newest first; one that can be taken back has a button."""
    lost = set(refused)
    body = joined(
        bar(language, "corrections", folder, True, "corrections.title"),
        tag(
            "main",
            {"class": "page"},
            say("corrections.lead", language, "p", class_="lead"),
            tag("p", {"class": "note warning"}, trouble) if trouble else None,
            say("corrections.download", language, "a", href="download/corrections.csv", class_="button") if rows else None,
            say("corrections.refused", language, "h2") if refused else None,
            corrections_table(refused, language, undo=False) if refused else None,
            say("corrections.title", language, "h2", class_="unseen"),
            corrections_table([row for row in reversed(rows) if row not in lost], language) if rows else None,
            None if rows else say("corrections.none", language, "p"),
        ),
        tag("div", {"id": "said", "role": "status"}),
    )
    return whole(word("corrections.title", language), language, "corrections", body)


def corrections_table(rows: Iterable[Correction], language: Labels, undo: bool = True) -> Markup:
    heads = [say(f"corrections.{name}", language, "th", scope="col") for name in ("record", "field", "old", "new", "by")]
    body = [correction_row(row, language, undo) for row in rows]
    table = tag("table", None, tag("thead", None, tag("tr", None, *heads, tag("td"))), tag("tbody", None, *body))
    return tag("div", {"class": "scroll", "tabindex": "0", "role": "group", **named("corrections.title", language)}, table)


def correction_row(row: Correction, language: Labels, undo: bool) -> Markup:
    document, _, rest = row.record_id.partition(".")
    where: Markup = tag("code", None, row.record_id)
    if rest:
        where = tag("a", {"href": f"review/{document}.html#{rest}"}, where)
    table = "commitments" if ".c" in rest else {"p": "postulates", "r": "responses", "m": "meetings"}.get(rest[:1], "organisations")
    label = {"response": "responses.text", "stance": "responses.stance", "organisation": "organisation", "topics": "topics"}.get(
        row.field
    )
    given: dict[str, Value] = {f"data-{name}": value for name, value in zip(("id", "field", "old", "new"), row, strict=False)}
    button = say("undo", language, "button", type="button", class_="undo")
    return tag(
        "tr",
        given,
        tag("td", None, where),
        say(label or f"{table}.{row.field}", language, "td"),
        tag("td", None, tag("del", None, shown(row.field, row.old_value, language))),
        tag("td", None, tag("ins", None, shown(row.field, row.new_value, language))),
        tag("td", None, " · ".join(part for part in (row.by, row.note) if part)),
        tag("td", None, button if undo and row.field != "response" else None),
    )


def shown(field: str, value: str, language: Labels) -> Markup:
    if not value:
        return say("corrections.nothing", language)
    if field == "stance":
        return say(f"stance.{value}", language)
    return tag("span", None, value)


def download_page(language: Labels, folder: str) -> str:
    names = [name for name, kind in WRITERS.items() if not kind.missing]
    names[1:1] = ["csv-excel-pl"]
    links = [tag("li", None, say(f"format.{name}", language, "a", href=f"download/{name}", download=True)) for name in names]
    body = joined(
        bar(language, "download", folder, True, "download.title"),
        tag(
            "main",
            {"class": "page"},
            say("download.lead", language, "p", class_="lead"),
            tag("ul", {"class": "formats"}, *links),
            say("download.waiting", language, "p", class_="note"),
            tag("p", None, say("forget.link", language, "a", href="forget")),
        ),
    )
    return whole(word("download.title", language), language, "download", body)


def forget_page(language: Labels, folder: Path, found: Sequence[Original]) -> str:
    """What the folder keeps of the documents as they were, and the button that removes it all."""
    rows = [kept_row(one, folder, language) for one in found]
    heads = [say(f"forget.{name}", language, "th", scope="col") for name in ("what", "files", "size")]
    table = tag("table", None, tag("thead", None, tag("tr", None, *heads)), tag("tbody", None, *rows))
    body = joined(
        bar(language, "forget", str(folder), True, "forget.title"),
        tag(
            "main",
            {"class": "page"},
            say("forget.lead", language, "p", class_="lead"),
            tag("div", {"class": "scroll", "tabindex": "0", "role": "group", **named("forget.title", language)}, table)
            if rows
            else None,
            say("forget.stays", language, "p", class_="note warning") if rows else None,
            say("forget.button", language, "button", type="button", id="forget") if rows else None,
            None if rows else say("forget.nothing", language, "p"),
        ),
        tag("div", {"id": "said", "role": "status"}),
    )
    return whole(word("forget.title", language), language, "forget", body)


def kept_row(one: Original, folder: Path, language: Labels) -> Markup:
    where = one.path.relative_to(folder).as_posix() if one.path.is_relative_to(folder) else str(one.path)
    key = "forget.order" if one.part else f"forget.kept.{one.path.name.partition('.')[0]}"
    told = tag("td", None, say(key, language), " ", tag("code", None, where))
    return tag(
        "tr",
        None,
        told,
        tag("td", {"class": "number"}, str(one.files)),
        tag("td", {"class": "number"}, in_words(one.size)),
    )


def in_words(size: int) -> str:
    """
    >>> in_words(900), in_words(3_466_240)
    ('1 kB', '3.3 MB')
    """
    return f"{max(1, round(size / 1024))} kB" if size < 1024**2 else f"{size / 1024**2:.1f} MB"
