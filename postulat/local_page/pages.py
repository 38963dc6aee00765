"""Pages of the local page: the start and the table, each a frame that its script fills, and what is shown to who may not enter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from postulat.export.html.document import data
from postulat.export.html.markup import Markup, Value, joined, tag
from postulat.export.html.words import switch
from postulat.export.options import LABELS, Labels
from postulat.local_page.filtering import COUNTED
from postulat.local_page.words import for_scripts, say, word
from postulat.normalize.records import STANCES

STATIC = Path(__file__).parent / "static"
PARTS = ("table", "documents", "promises", "corrections", "report", "download", "add")
LINKS = {"table": "./", "documents": "review/index.html", "report": "report"}
"""Part → its address where that is another than its name."""
COLUMNS = (("number", ""), ("organisation", "organisation"), ("text", ""), ("response", ""), ("stance", "stance"), ("date", "date"))
"""Columns of the table, and the order that a heading asks for."""


def whole(title: str, language: Labels, kind: str, body: Markup, values: object = None) -> str:
    """The file of a page. Styles and script are files of the server: nothing in the page itself runs."""
    head = joined(
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("title", None, title),
        *(Markup(f'<link rel="stylesheet" href="static/{name}">') for name in ("palette.css", "local_page.css")),
        Markup('<link rel="icon" href="static/icon.svg">'),
        tag("script", {"type": "module", "src": f"static/{kind}.js"}),
    )
    held = joined(data("words", for_scripts()), data("values", values))
    attributes: dict[str, Value] = {"lang": language, "data-languages": " ".join(LABELS), "data-kind": kind}
    return f"<!doctype html>\n{tag('html', attributes, tag('head', None, head), tag('body', None, body, held))}\n"


def bar(language: Labels, here: str, folder: str, tables: bool, title: str) -> Markup:
    """The head of every page: where the tables are, its parts, language and colours."""
    links = [
        say(
            f"nav.{part}",
            language,
            "a",
            href=LINKS.get(part, part),
            aria_current="page" if part == here else None,
            target="_blank" if part == "report" else None,
        )
        for part in (PARTS if tables else ())
    ]
    theme = {"type": "button", "id": "theme", "title": word("theme", language), "aria-label": word("theme", language)}
    return tag(
        "header",
        {"class": "bar"},
        tag(
            "div",
            {"class": "title"},
            say(title, language, "h1"),
            tag("code", {"title": folder}, folder) if folder else None,
            tag("span", {"id": "writing", "role": "status"}) if tables else None,
            tag(
                "div",
                {"class": "switches"},
                switch(language, LABELS),
                tag("button", {**theme, "data-title": "theme", "data-aria": "theme"}, "◐"),
            ),
        ),
        tag("nav", {"aria-label": word("nav", language), "data-aria": "nav"}, *links) if tables else None,
    )


def table_page(language: Labels, folder: str, refused: int, correctable: bool) -> str:
    """The table of records; its rows come with the first request of the script."""
    selects = [
        tag(
            "label",
            None,
            say(f"filter.{name}", language),
            tag("select", {"id": f"by-{name}", "data-filter": name}, say("table.any", language, "option", value="")),
        )
        for name in COUNTED
    ]
    search = {"id": "search", "type": "search", "placeholder": word("table.search", language), "autocomplete": "off"}
    heads = [heading(name, order, language) for name, order in COLUMNS]
    body = joined(
        say("skip.table", language, "a", href="#records", class_="skip"),
        bar(language, "table", folder, True, "title"),
        tag(
            "main",
            {"class": "table"},
            tag(
                "div",
                {"class": "filters", "role": "search"},
                tag("input", {**search, "data-placeholder": "table.search", **named("table.search", language)}),
                *selects,
                say("table.clear", language, "button", type="button", id="clear", hidden=True),
            ),
            tag(
                "div",
                {"class": "above"},
                tag("p", {"id": "count", "role": "status"}),
                tag("label", {"class": "by"}, say("by", language), tag("input", {"id": "by", "autocomplete": "name"})),
            ),
            refused_note(refused, language) if refused else None,
            tag(
                "div",
                {"class": "scroll", "id": "records", "tabindex": "0", "role": "group", **named("nav.table", language)},
                tag("table", None, tag("thead", None, tag("tr", None, *heads)), tag("tbody", None)),
            ),
            tag("nav", {"class": "paging", "id": "paging", **named("page.of", language)}),
        ),
        tag("div", {"id": "said", "role": "status"}),
    )
    return whole(word("nav.table", language), language, "table", body, {"stances": STANCES, "correctable": correctable})


def heading(name: str, order: str, language: Labels) -> Markup:
    label = say(f"column.{name}", language, "button", type="button", data_order=order) if order else say(f"column.{name}", language)
    return tag("th", {"scope": "col", "class": name, "aria-sort": "none" if order else None}, label)


def named(key: str, language: Labels) -> dict[str, Value]:
    return {"aria-label": word(key, language), "data-aria": key}


def refused_note(count: int, language: Labels) -> Markup:
    link = tag("a", {"href": "corrections"}, say("corrections.refused", language), f" ({count})")
    return tag("p", {"class": "note warning"}, link)


def start_page(language: Labels, out: str, inputs: Iterable[str], opened: bool, tables: bool) -> str:
    """Where documents are dropped or a folder is named, and where the progress of a run shows."""
    given = {"type": "text", "spellcheck": "false", "autocomplete": "off"}
    choosing = tag(
        "form",
        {"id": "start"},
        tag(
            "div",
            {"id": "drop", "class": "drop"},
            say("start.drop", language, "p", class_="big"),
            tag("input", {"type": "file", "id": "files", "multiple": True, "class": "unseen", **named("start.choose", language)}),
            say("start.choose", language, "label", **{"for": "files", "class": "button"}),
        ),
        tag("ul", {"id": "chosen", **named("start.files", language)}),
        field("folder", "start.folder", "start.folder.hint", {**given, "value": next(iter(inputs), "")}, language),
        field(
            "out",
            "start.out",
            "start.out.opened" if opened else "start.out.hint",
            {**given, "value": out, "readonly": opened},
            language,
        ),
        tag("p", {"id": "trouble", "role": "alert"}),
        say("start.begin", language, "button", type="submit", class_="main", id="begin"),
    )
    progress = tag(
        "section",
        {"id": "run", "hidden": True, "aria-live": "polite"},
        say("run.title", language, "h2"),
        tag("progress", {"id": "bar", "max": "1", **named("run.title", language)}),
        tag("p", {"id": "told"}),
        tag("div", {"class": "buttons"}),
        tag("div", {"id": "failures"}),
    )
    body = joined(
        bar(language, "add", out if opened else "", tables, "start.title"),
        tag("main", {"class": "start"}, say("start.lead", language, "p", class_="lead"), progress, choosing),
    )
    return whole(word("start.title", language), language, "start", body)


def field(name: str, key: str, hint: str, given: Mapping[str, Value], language: Labels) -> Markup:
    return tag(
        "div",
        {"class": "field"},
        say(key, language, "label", **{"for": name}),
        tag("input", {**given, "id": name, "aria-describedby": f"{name}-hint"}),
        say(hint, language, "small", id=f"{name}-hint"),
    )


def stop_page(language: Labels, key: str, more: str = "") -> str:
    """A page without anything to load, for who may load nothing."""
    head = joined(tag("meta", {"charset": "utf-8"}), tag("title", None, word("stop.title", language)))
    told = [tag("p", {"lang": one}, word(key, one)) for one in LABELS]
    body = joined(tag("h1", None, word("title", language)), *told, tag("p", None, more) if more else None)
    return f"<!doctype html>\n{tag('html', {'lang': language}, tag('head', None, head), tag('body', None, body))}\n"


def entry_page(language: Labels) -> str:
    """What the address with the token gives: it leads on by itself, so that the cookie is sent as to a page of this address."""
    head = joined(
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"http-equiv": "refresh", "content": "0;url=./"}),
        tag("title", None, word("title", language)),
    )
    link = tag("a", {"href": "./"}, word("entering", language))
    return f"<!doctype html>\n{tag('html', {'lang': language}, tag('head', None, head), tag('body', None, tag('p', None, link)))}\n"
