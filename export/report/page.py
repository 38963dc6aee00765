"""The page of the report: one file with its own styles and script, which a strict policy lets run and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from postulat.export.html.document import data, digest
from postulat.export.html.markup import Markup, Value, joined, tag
from postulat.export.options import Labels
from postulat.export.report.again import again
from postulat.export.report.drawing import drawings
from postulat.export.report.entries import Entries, entries
from postulat.export.report.figures import TOP, Figure, currencies, figures
from postulat.export.report.items import HEARD, MISSING, Items, items
from postulat.export.report.largest import largest
from postulat.export.report.numbers import legend, numbers
from postulat.export.report.promised import promised
from postulat.export.report.words import SPOKEN, both, label, number, say, spoken_in, switch_label
from postulat.normalize.records import Records
from postulat.normalize.wording import shown_with

FOLDER = Path(__file__).parent
WHOLE = ("year", "office", "organisation")
"""What the whole page can be narrowed to."""
SCRIPTS = ("report.js", "figures.js")
CHOICES = ("stance", "grade", "year", "office", "area", "organisation")


def page(records: Records, language: Labels, sources: Mapping[str, str], pages: Mapping[str, str]) -> str:
    """The whole file. `sources` and `pages` are links by document id, which the list of records may follow."""
    with spoken_in(shown_with(language)):
        return whole(body(records, sources, pages), language)


def body(records: Records, sources: Mapping[str, str], pages: Mapping[str, str]) -> Markup:
    """What stands on the page, in each of its languages."""
    found = items(records)
    drawn = figures(found, records)
    listed = entries(found, records, sources, pages)
    tables = {"again": again(found, records), "promises": promised(records)}
    lists = {key: table for key, table in tables.items() if table is not None}
    return joined(
        tag("a", {"class": "skip", "href": "#records"}, say("skip")),
        hatch(),
        tag(
            "div",
            {"class": "page"},
            head(found, records),
            contents(drawn, lists),
            narrowing(),
            tag("main", None, *sections(drawn, found), *lists.values(), the_list(listed, found, records)),
            tag("footer", {"class": "made"}, say("made")),
        ),
        tag("div", {"id": "tip", "role": "status", "hidden": True}),
        data("data", listed.values),
    )


def head(found: Items, records: Records) -> Markup:
    years = sorted({item.year for item in found.all if item.year is not None})
    period = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0]) if years else None
    buttons = [
        tag("button", {"type": "button", "id": "language"}, both(switch_label())),
        tag("button", {"type": "button", "id": "theme"}, say("theme")),
        tag("button", {"type": "button", "id": "print"}, say("print")),
    ]
    return tag(
        "header",
        None,
        tag("div", {"class": "switches"}, *buttons),
        tag("h1", None, say("title"), tag("span", {"class": "period"}, period) if period else None),
        tag("p", {"class": "lead"}, say("lead")),
        tag("ul", {"class": "tiles"}, *tiles(found, records)),
    )


def tiles(found: Items, records: Records) -> Iterator[Markup]:
    """The numbers to begin with."""
    total = len(found.all)
    heard = sum(any(stance in HEARD for stance in item.stances) for item in found.all)
    missing = sum(item.stances == (MISSING,) for item in found.all)
    asking = [finding for finding in records.findings if finding.severity != "info"]
    yield tile("postulates", total, "#records")
    conditional = sum("conditional" in item.stances for item in found.all)
    yield tile("heard", heard, f"#records?stance={','.join(HEARD)}", total, number(conditional))
    yield tile("missing", missing, f"#records?stance={MISSING}", total)
    yield tile("organisations", len(found.organisations), "#organisations", 0, number(len(records.organisations)))
    yield tile("documents", len(records.documents), "#missing")
    yield tile("findings", len(asking), "#findings")


def tile(key: str, count: int, link: str, total: int = 0, *values: str) -> Markup:
    share = tag("small", None, f"{count / total:.0%}") if total else None
    return tag("li", None, tag("a", {"href": link}, tag("b", None, number(count), share), say(f"tile.{key}", *values)))


def contents(drawn: tuple[Figure, ...], lists: Iterable[str]) -> Markup:
    keys = dict.fromkeys((*(figure.key for figure in drawn), *lists))
    links = [tag("li", None, tag("a", {"href": f"#{key}"}, say(f"figure.{key}"))) for key in keys]
    links.append(tag("li", None, tag("a", {"href": "#records"}, say("records"))))
    return tag("nav", {"class": "contents"}, tag("ol", None, *links))


def sections(drawn: tuple[Figure, ...], found: Items) -> Iterator[Markup]:
    for key, same in groupby(drawn, lambda figure: figure.key):
        parts = list(same)
        yield tag(
            "section",
            {"id": key, "aria-labelledby": f"{key}-title"},
            *(shown(figure, heading(key) if figure is parts[0] else None) for figure in parts),
            *(largest(found, currency) for currency in currencies(found.all) if key == "amounts"),
        )


def narrowing() -> Markup:
    """The choice of what the whole page counts; the script fills it, and shows it where there is anything to choose."""
    return tag(
        "form",
        {"id": "whole", "role": "search", "aria-labelledby": "whole-label", "hidden": True},
        tag("span", {"id": "whole-label"}, say("whole")),
        *(tag("select", {"data-name": name, "data-label": f"any.{name}"}) for name in WHOLE),
        tag("p", {"id": "whole-shown", "role": "status"}),
    )


def heading(key: str) -> Markup:
    return joined(tag("h2", {"id": f"{key}-title"}, say(f"figure.{key}")), tag("p", {"class": "lead"}, say(f"figure.{key}.lead")))


def shown(figure: Figure, heading: Markup | None) -> Markup:
    """A chart, what its colours mean, its table, and what to know about it. Heading and chart stay on one sheet of paper."""
    if not figure.groups:
        return joined(heading, tag("p", {"class": "nothing"}, say("nothing")))
    notes = [both(note) for note in figure.notes]
    if figure.left_out:
        notes.append(say("note.left_out", number(TOP), number(figure.left_out)))
    return tag(
        "div",
        {"class": "figure"},
        tag(
            "div",
            {"class": "drawn"},
            heading,
            tag("h3", None, both(figure.subject)) if figure.subject else None,
            legend(figure),
            *drawings(figure),
        ),
        *(tag("p", {"class": "note"}, note) for note in notes),
        numbers(figure),
    )


def the_list(listed: Entries, found: Items, records: Records) -> Markup:
    """The place of the list, which the script fills; and what it does not hold."""
    notes = []
    if listed.longest:
        notes.append(say("records.cut", number(listed.longest)))
    if listed.records < len(found.all):
        notes.append(say("records.first", number(listed.records), number(len(found.all))))
    if listed.findings < len(records.findings):
        notes.append(say("records.findings", number(listed.findings), number(len(records.findings))))
    return tag(
        "section",
        {"id": "records", "aria-labelledby": "records-title"},
        tag("h2", {"id": "records-title"}, say("records")),
        tag("p", {"class": "lead"}, say("records.lead")),
        *(tag("p", {"class": "note"}, note) for note in notes),
        tag("noscript", None, tag("p", {"class": "nothing"}, say("records.noscript"))),
        tag(
            "form",
            {"id": "filters", "role": "search", "aria-labelledby": "records-title", "hidden": True},
            tag("input", {"id": "search", "type": "search", "data-label": "search"}),
            *(tag("select", {"id": f"by-{name}", "data-name": name, "data-label": f"any.{name}"}) for name in CHOICES),
            tag("button", {"type": "button", "id": "clear"}, say("clear")),
            tag("ul", {"id": "chips"}),
        ),
        tag("p", {"id": "count", "role": "status"}),
        tag("ol", {"id": "list"}),
        tag("button", {"type": "button", "id": "more", "hidden": True}, say("more")),
    )


def hatch() -> Markup:
    """The pattern of what is unclear: a line tells more than an eleventh colour would."""
    lines = tag("path", {"class": "hatch-line", "d": "M-2,2l4,-4M0,8l8,-8M6,10l4,-4"})
    ground = tag("rect", {"class": "hatch-ground", "width": "8", "height": "8"})
    pattern = Markup(f'<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse">{ground}{lines}</pattern>')
    return tag("svg", {"class": "defs", "width": "0", "height": "0", "aria-hidden": "true"}, tag("defs", None, pattern))


def whole(body: Markup, language: Labels) -> str:
    """The file: nothing is loaded, and of scripts and styles only these very bytes run."""
    spoken = SPOKEN.get()
    style, script = resource("style.css") + hiding(spoken), "\n".join(resource(name) for name in SCRIPTS)
    policy = "; ".join(
        (
            "default-src 'none'",
            "img-src data:",  # a chart that is saved as a picture is drawn from such an address
            f"script-src '{digest(script)}'",
            f"style-src '{digest(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    title = label("title")
    inside = joined(
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "referrer", "content": "no-referrer"}),
        tag("title", None, title.said(language)),
        tag("style", None, Markup(style)),
    )
    given: dict[str, Value] = {"lang": language, "data-languages": " ".join(spoken)}
    end = tag("script", None, Markup(script))
    return f"<!doctype html>\n{tag('html', given, tag('head', None, inside), tag('body', None, body, end))}\n"


def hiding(spoken: Sequence[Labels]) -> str:
    """Styles that show of the words in several languages those of the page's own.

    >>> hiding(("pl", "en"))
    ':root[lang="pl"] [lang="en"], :root[lang="en"] [lang="pl"] { display: none !important; }\\n'
    """
    pairs = (f':root[lang="{own}"] [lang="{other}"]' for own in spoken for other in spoken if own != other)
    return f"{', '.join(pairs)} {{ display: none !important; }}\n"


@cache
def resource(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
