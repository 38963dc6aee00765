"""A whole page of the review: one file with its own styles and script, which a strict policy lets run and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from postulat.export.html.document import data, digest, in_script
from postulat.export.html.markup import Markup, Value, joined, tag
from postulat.export.html.words import for_script, say, switch, word
from postulat.export.options import LABELS, Labels
from postulat.export.review.cards import Cards
from postulat.export.review.fields import choices
from postulat.export.review.sheet import ReviewSheet
from postulat.export.review.sources.shown import Shown
from postulat.normalize.corrections.corrections import COLUMNS, Correction
from postulat.normalize.records import STANCES
from postulat.normalize.topics.decided_topics import theme_labels
from postulat.normalize.wording import ENGLISH, shown_with

FOLDER = Path(__file__).parent
INDEX = "index.html"
FILTERS = ("all", "findings", "unclear", "missing", "corrected", "edited")
KEYS = (
    ("j k ↓ ↑", "next"),
    ("Enter", "source"),
    ("e", "edit"),
    ("/", "search"),
    ("f", "findings"),
    ("u", "unclear"),
    ("o", "organisation"),
    ("s", "save"),
    ("l", "language"),
    ("t", "theme"),
    ("?", "this"),
    ("Esc", "close"),
)


class Live(NamedTuple):
    """Where a page that is served sends its corrections, and the page of the table that it was opened from."""

    save: str
    home: str


def page(sheet: ReviewSheet, shown: Shown, language: Labels, earlier: Sequence[Correction] = (), live: Live | None = None) -> str:
    """The page of one document: its source on the left, its records on the right. A `live` page saves each correction at once."""
    title = sheet.document.title or Path(sheet.document.source).name
    spoken = read_in(language, live)
    body = joined(
        say("skip", language, "a", href="#records", class_="skip"),
        bar(sheet, title, language, live),
        tag(
            "main",
            None,
            tag("section", {"id": "source", "class": "pane", "tabindex": "0", **named("source", language)}, shown.markup),
            tag(
                "section",
                {"id": "records", "class": "pane", "tabindex": "0", **named("records", language)},
                say("records", language, "h2", class_="unseen"),
                *Cards(sheet, shown.ids, language, spoken).all(),
                say("filter.none", language, "p", id="nothing", hidden="hidden"),
            ),
        ),
        corrections_bar(language, live),
        keys(language),
        data("earlier", [list(correction[: len(COLUMNS)]) for correction in earlier]),
        tag("datalist", {"id": "themes"}, *(tag("option", {"value": name}) for name in theme_labels(language))),
        tag("datalist", {"id": "names"}, *(tag("option", {"value": row.name}) for row in sheet.organisations())),
    )
    return whole(title, language, body, "review", live)


def read_in(language: Labels, live: Live | None) -> tuple[Labels, ...]:
    """The languages that a page can be read in; one that is served has all of them, as the pages around it."""
    return LABELS if live else shown_with(language)


def named(key: str, language: Labels) -> dict[str, Value]:
    """What a reader of the screen says of an element."""
    return {"aria-label": word(key, language), "data-aria": key}


def bar(sheet: ReviewSheet, title: str, language: Labels, live: Live | None) -> Markup:
    """The title, the filters, and how many records they leave."""
    filters = [
        tag(
            "button",
            {"type": "button", "data-filter": name, "aria-pressed": "true" if name == "all" else "false"},
            say(f"filter.{name}", language),
        )
        for name in FILTERS
    ]
    organisations = [tag("option", {"value": row.organisation_id}, row.name) for row in sheet.organisations()]
    seen = {answer.stance for own in sheet.answers.values() for answer in own}
    stances = [
        tag("option", {"value": name, "data-t": f"stance.{name}"}, word(f"stance.{name}", language))
        for name in STANCES
        if name in seen
    ]
    return tag(
        "header",
        {"class": "bar"},
        title_line(sheet, title, language, live),
        tag(
            "div",
            {"class": "filters", "role": "search"},
            tag("div", {"class": "choices", "role": "group", **named("filter.show", language)}, *filters),
            tag(
                "select",
                {"id": "by-organisation", **named("organisation", language)},
                first("filter.organisation", language),
                *organisations,
            ),
            tag("select", {"id": "by-stance", **named("stances", language)}, first("filter.stance", language), *stances),
            tag(
                "input",
                {
                    "id": "search",
                    "type": "search",
                    "placeholder": word("filter.search", language),
                    "data-placeholder": "filter.search",
                    **named("filter.search", language),
                },
            ),
            tag(
                "p", {"class": "counted"}, say("records", language), " ", tag("output", {"id": "count"}, str(len(sheet.postulates)))
            ),
        ),
    )


def title_line(sheet: ReviewSheet, title: str, language: Labels, live: Live | None) -> Markup:
    return tag(
        "div",
        {"class": "title"},
        say("table", language, "a", href=live.home) if live else None,
        say("index", language, "a", href=INDEX),
        tag("h1", None, title),
        tag("code", {"title": sheet.document.source}, sheet.document.source),
        switches(language, live, keys_button(language)),
    )


def first(key: str, language: Labels) -> Markup:
    return tag("option", {"value": "", "data-t": key}, word(key, language))


def switches(language: Labels, live: Live | None, *more: Markup) -> Markup:
    """The buttons for language and colours, and others."""
    theme: dict[str, Value] = {"type": "button", "id": "theme", "title": word("theme", language), "data-title": "theme"}
    return tag(
        "div",
        {"class": "switches"},
        switch(language, read_in(language, live)),
        tag("button", {**theme, **named("theme", language)}, "◐"),
        *more,
    )


def keys_button(language: Labels) -> Markup:
    given: dict[str, Value] = {"type": "button", "id": "keys", "title": word("help", language), "data-title": "help"}
    return tag("button", {**given, **named("help", language)}, "?")


def corrections_bar(language: Labels, live: Live | None) -> Markup:
    by_hand = {"hidden": "hidden"} if live else {}
    return tag(
        "footer",
        {"class": "corrections"},
        tag(
            "details",
            {"id": "list"},
            tag("summary", None, say("corrections", language), " ", tag("output", {"id": "made"}, "0")),
            tag("ol", None),
        ),
        tag(
            "input",
            {
                "id": "by",
                "autocomplete": "name",
                "placeholder": word("by", language),
                "data-placeholder": "by",
                **named("by", language),
            },
        ),
        say("save", language, "button", type="button", id="save", class_="main", **by_hand),
        say("copy", language, "button", type="button", id="copy", **by_hand),
        tag("output", {"id": "said", "role": "status"}),
    )


def keys(language: Labels) -> Markup:
    rows = (
        tag(
            "div",
            None,
            tag("dt", None, *(piece for key in names.split() for piece in (tag("kbd", None, key), " "))),
            say(f"help.{key}", language, "dd"),
        )
        for names, key in KEYS
    )
    close = say("close", language, "button", type="button", id="close")
    return tag("dialog", {"id": "help", **named("help", language)}, say("help", language, "h2"), tag("dl", None, *rows), close)


def whole(title: str, language: Labels, body: Markup, kind: str, live: Live | None = None) -> str:
    """The file: nothing is loaded, and of scripts and styles only these very bytes run. A live page talks to its server alone."""
    spoken = read_in(language, live)
    style, script = styles(), program(spoken)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{digest(script)}'",
            f"style-src '{digest(style)}'",
            "img-src data:",
            *(("connect-src 'self'",) if live else ()),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    head = joined(
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "referrer", "content": "no-referrer"}),
        tag("title", None, title),
        tag("style", None, Markup(style)),
    )
    attributes: dict[str, Value] = {
        "lang": language,
        "data-languages": " ".join(spoken),
        "data-kind": kind,
        "data-live": live.save if live else None,
    }
    script_element = tag("script", None, Markup(script))
    return f"<!doctype html>\n{tag('html', attributes, tag('head', None, head), tag('body', None, body, script_element))}\n"


@cache
def styles() -> str:
    return (FOLDER / "style.css").read_text(encoding="utf-8")


@cache
def program(spoken: tuple[Labels, ...]) -> str:
    """The script, with the words of these languages before it."""
    known = for_script(spoken)
    values = {name: [value for value, _ in pairs] for name, pairs in choices(ENGLISH).items()}
    heading = json.dumps(list(COLUMNS))
    code = (FOLDER / "review.js").read_text(encoding="utf-8")
    return f"const WORDS = {in_script(known)};\nconst VALUES = {in_script(values)};\nconst COLUMNS = {heading};\n{code}"
