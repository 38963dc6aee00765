"""The report page: what it counts, that nothing is cut in silence, and that no text of a document is active in it."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import math
import re
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from postulat.export.html.words import words as words_of_the_review
from postulat.export.report import ChartError, entries, report, write_report
from postulat.export.report.figures import FEW, SHOWN, TOP, Figure, figures
from postulat.export.report.items import HEARD, MISSING, items
from postulat.export.report.words import THIN, words
from postulat.normalize.records import (
    STANCES,
    TABLES,
    DocumentRecord,
    Finding,
    Mention,
    Organisation,
    Postulate,
    PostulateOrganisation,
    Records,
    Response,
    TaskArea,
)

FOLDER = Path(entries.__file__).parent
ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>${{7*7}}\u2028<!--"


def of(records: Records) -> dict[str, Figure]:
    return {figure.key: figure for figure in figures(items(records), records)}


def many(count: int, answer: str = "accepted") -> Records:
    """As many organisations, the first with most postulates: organisation n has `count - n` of them."""
    wanted = [place for place in range(count) for _ in range(count - place)]
    return Records(
        documents=(DocumentRecord("d", "a.html", "text/html", "0" * 64, 1, None, None, "en", "html", "ok"),),
        organisations=tuple(Organisation(f"o{place}", f"Club {place:02}", "other") for place in range(count)),
        postulates=tuple(
            Postulate(
                *(f"d.p{n}", "d", None, n, str(n), f"o{place}", None, False, None, None),
                *("Benches", None, None, f"line={n}"),
            )
            for n, place in enumerate(wanted)
        ),
        postulate_organisations=tuple(PostulateOrganisation(f"d.p{n}", f"o{place}", 1) for n, place in enumerate(wanted)),
        responses=tuple(
            Response(f"d.r{n}", f"d.p{n}", "d", 1, "Office", None, "Yes.", answer, None, None, "line=1")  # type: ignore[arg-type]
            for n, place in enumerate(wanted)
            if place
        ),
    )


def test_postulates_are_counted_by_what_belongs_to_them(records: Records) -> None:
    found = of(records)
    assert {group.label.en: group.counts for group in found["years"].groups} == {"2026": {"accepted": 1}, "no date": {MISSING: 1}}
    assert {group.label.en: group.total for group in found["areas"].groups} == {"kultura": 1, "zdrowie": 1, "No topic": 1}
    assert [group.label.en for group in found["organisations"].groups] == ["Klub Orzeł", "No submitter"]
    assert [(group.label.pl, group.total) for group in found["findings"].groups] == [("brak odpowiedzi", 1)]


def test_doubtful_records_are_told_apart_with_their_reasons() -> None:
    sure = many(2)
    first, *others = sure.postulates
    doubted = replace(sure, postulates=(replace(first, grade="C", grade_reasons=("close-reading", "a-new-reason")), *others))
    found = of(doubted)["grades"]
    assert [(group.query, group.total) for group in found.groups] == [("grade=A", len(others)), ("grade=C", 1)]
    values = entries.entries(items(doubted), doubted, {}, {}).values
    assert values["reasons"] == [["a-new-reason"] * 2, list(words_of_the_review()["reason.close-reading"])[:2]]
    assert values["items"][0][-2:] == [2, [1, 0]]  # type: ignore[index]


def test_an_amount_in_an_answer_is_not_asked_for(records: Records) -> None:
    answered = Mention("d1.x2", "d1", "d1.r1", "text", "amount", "9 mln zł", "9000000.00", "PLN", 0, 8)
    larger = Mention("d1.x3", "d1", "d1.p1", "text", "amount", "7000 zł", "7000.00", "PLN", 9, 16)
    found = of(replace(records, mentions=(*records.mentions, answered, larger)))["amounts"]
    assert [(group.label.en.replace(THIN, " "), group.total) for group in found.groups] == [("5 000 – 10 000", 1)]


def test_a_postulate_with_two_answers_counts_under_both_stances_and_once_in_all(records: Records) -> None:
    second = replace(records.responses[0], response_id="d1.r2", stance="rejected")
    found = of(replace(records, responses=(*records.responses, second)))
    assert found["years"].groups[0].counts == {"accepted": 1, "rejected": 1}
    assert found["years"].groups[0].total == 1
    assert "1" in found["stances"].notes[0].en


def test_a_matrix_without_a_meeting_has_the_offices_that_answer() -> None:
    assert [(group.label.en, group.total) for group in of(many(2))["offices"].groups] == [("Office", 1), ("No office", 2)]


def test_areas_of_one_statute_point_are_one_whatever_their_words(records: Records) -> None:
    again = replace(records.meetings[0], meeting_id="d1.m3")
    moved = replace(records.postulates[1], meeting_id="d1.m3")
    areas = (TaskArea("d1.m1", 1, "zdrowie", ("6",)), TaskArea("d1.m3", 1, "ochrona zdrowia", ("6",)))
    changed = replace(records, meetings=(records.meetings[0], again), task_areas=areas, postulates=(records.postulates[0], moved))
    assert [(group.label.en, group.total) for group in of(changed)["areas"].groups] == [("ochrona zdrowia", 2)]


def test_years_without_records_between_others_are_shown(records: Records) -> None:
    later = replace(records.meetings[1], date=records.meetings[0].date.replace(year=2029))  # type: ignore[union-attr]
    moved = replace(records.postulates[1], meeting_id="d1.m2")
    changed = replace(records, meetings=(records.meetings[0], later), postulates=(records.postulates[0], moved))
    assert [(group.label.en, group.total) for group in of(changed)["years"].groups] == [
        *(("2026", 1), ("2027", 0), ("2028", 0), ("2029", 1))
    ]


def test_many_groups_are_cut_aloud_and_add_up() -> None:
    records = many(TOP + 5)
    asks = of(records)["organisations"]
    assert len(asks.groups) == TOP + 1
    assert asks.groups[-1].label.en == "Other organisations (5)"
    assert sum(group.total for group in asks.groups) == len(records.postulates)
    assert f"The {TOP} largest are shown; the others (5) are counted together." in report(records, "en")


def test_who_is_heard_leads_but_not_who_asks_too_seldom() -> None:
    groups = of(many(FEW + 3))["heard"].groups
    assert [group.label.en for group in groups[:2]] == ["Club 01", "Club 02"]  # club 0 asks most, and has no answer
    assert [group.total < FEW for group in groups] == sorted(group.total < FEW for group in groups)


def test_every_stance_has_a_place_a_colour_and_words() -> None:
    assert set(SHOWN) == {*STANCES, MISSING}
    assert set(HEARD) < set(STANCES)
    styles = (FOLDER / "style.css").read_text("utf-8")
    for name in SHOWN:
        assert f".fill-{name} " in styles or f".fill-{name}," in styles


def test_each_word_of_the_script_is_there_in_both_languages() -> None:
    used = set(re.findall(r'say\("([a-z._]+)"\)', (FOLDER / "report.js").read_text("utf-8")))
    assert used
    assert used <= set(words())
    assert all(found.pl and found.en for found in words().values())


def test_the_page_is_the_same_from_run_to_run(records: Records, tmp_path: Path) -> None:
    first, second = write_report(records, tmp_path / "a"), write_report(records, tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["report.html"]


def swapped(hostile: Records) -> Records:
    """The attack in every column in which the records have their formula."""
    formula = hostile.postulates[0].text

    def change(row: Any) -> Any:
        given = {item.name: getattr(row, item.name) for item in fields(row)}
        new = {name: ATTACK for name, value in given.items() if value == formula}
        new |= {name: (ATTACK,) for name, value in given.items() if isinstance(value, tuple) and formula in value}
        return replace(row, **new)

    return Records(**{table: tuple(change(row) for row in getattr(hostile, table)) for table in TABLES})


@pytest.mark.parametrize("name", ["records", "hostile", "attacked"])
def test_nothing_of_a_document_is_active(name: str, request: pytest.FixtureRequest) -> None:
    if name == "attacked":
        found = swapped(request.getfixturevalue("hostile"))
        found = replace(found, mentions=(replace(found.mentions[0], value="5"),))
        found = replace(found, findings=(replace(found.findings[0], code=ATTACK), *found.findings))
    else:
        found = request.getfixturevalue(name)
    page = report(found)
    tree = LexborHTMLParser(page)
    scripts = tree.css("script")
    assert [script.attributes.get("type") for script in scripts] == ["application/json", None]
    assert len(tree.css("style")) == 1
    assert not tree.css("img, iframe, object, embed, link, base, audio, video, foreignObject, use, image, [style], [srcdoc]")
    for node in tree.css("*"):
        assert not [key for key in node.attributes if key.startswith("on") or key == "src"]
        assert (node.attributes.get("href") or "#").startswith("#")
    held = json.loads(scripts[0].text())
    assert held["items"][0][10] == found.postulates[0].text
    assert len(page.split("</script>")) == 3


def test_the_policy_lets_only_the_pages_own_script_and_styles_run(records: Records) -> None:
    tree = LexborHTMLParser(report(records))
    policy = tree.css_first("meta[http-equiv]").attributes["content"] or ""
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for name, found in (("script-src", tree.css("script")[-1]), ("style-src", tree.css_first("style"))):
        digest = base64.b64encode(hashlib.sha256(found.text(strip=False).encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"


def test_texts_are_cut_aloud(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not re.search("Teksty skrócono|Na liście jest", report(records, "pl").split("<script")[0])
    monkeypatch.setattr(entries, "LARGEST", 0)
    monkeypatch.setattr(entries, "MOST", 1)
    long = replace(records, postulates=(replace(records.postulates[0], text="a" * 500), *records.postulates[1:]))
    page = report(long, "en")
    assert f"Texts are cut to {entries.SHORTEST} characters" in page
    assert "The list holds the first 1 of 2 records" in page
    held = json.loads(LexborHTMLParser(page).css_first("#data").text())
    assert [item[10] for item in held["items"]] == ["a" * (entries.SHORTEST - 1) + "…"]


def test_without_records_the_page_says_so() -> None:
    page = report(Records(), "en")
    assert "There is nothing to show here." in page
    assert LexborHTMLParser(page).css_first("html").attributes["lang"] == "en"


def test_a_source_is_linked_where_it_is_a_file_or_a_page(records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "minutes").mkdir()
    (tmp_path / "minutes" / "ł a.pdf").write_bytes(b"%PDF")
    (tmp_path / "out" / "review").mkdir(parents=True)
    for name in ("index", "d1"):
        (tmp_path / "out" / "review" / f"{name}.html").write_text("")
    sources = ("minutes/ł a.pdf", "https://example.org/a?b=1", "javascript:alert(1)", "gone.pdf")
    first = records.documents[0]
    documents = tuple(replace(first, document_id=f"d{n}", source=source) for n, source in enumerate(sources, start=1))
    path = write_report(replace(records, documents=documents), tmp_path / "out")
    held = json.loads(LexborHTMLParser(path.read_text("utf-8")).css_first("#data").text())
    assert [row[2] for row in held["documents"]] == ["../minutes/%C5%82%20a.pdf", "https://example.org/a?b=1", None, None]
    assert [row[3] for row in held["documents"]] == ["review/d1.html", None, None, None]


def test_a_missing_library_is_one_line_and_leaves_the_old_page(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.html").write_text("old")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ChartError, match=re.escape("pip install 'postulat[report]'")):
        write_report(records, tmp_path)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_findings_of_codes_that_nobody_has_words_for_are_shown(records: Records) -> None:
    found = of(replace(records, findings=(Finding("d1", "error", "brand-new", "…"), *records.findings)))["findings"]
    assert [group.label.en for group in found.groups] == ["brand-new", "missing response"]


# Colours: what people with each kind of colour blindness see (Machado, Oliveira, Fernandes 2009), and how far apart it is.
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
APART = 14
"""Least distance of two colours in CIELAB; about 2 can just be told apart side by side."""
READABLE = 4.5
"""Contrast of small letters, as WCAG asks."""
PLAIN = [name for name in SHOWN if name not in ("unclear", MISSING)]
"""Those that are told apart by colour alone; the others have a pattern and an outline."""

Colour = tuple[float, float, float]


def palettes() -> list[dict[str, str]]:
    styles = (FOLDER / "style.css").read_text("utf-8")
    found = [dict(re.findall(r"--([a-z_-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root[^{]*\{([^}]*)\}", styles)]
    return [block for block in found if "accepted" in block]


def linear(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue))  # type: ignore[return-value]


def lab(colour: Colour) -> Colour:
    red, green, blue = (min(1.0, max(0.0, part)) for part in colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    a, b, c = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


def contrast(one: str, other: str) -> float:
    dark, light = sorted(
        sum(part * weight for part, weight in zip(linear(colour), (0.2126, 0.7152, 0.0722), strict=True)) for colour in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def test_dark_colours_by_system_and_by_button_are_the_same() -> None:
    light, system, button = palettes()
    assert system == button != light


@pytest.mark.parametrize("sight", SIGHTS)
def test_stances_can_be_told_apart(sight: str) -> None:
    for palette in palettes()[:2]:
        seen = {}
        for name in PLAIN:
            colour = linear(palette[name])
            mixed = tuple(sum(weight * part for weight, part in zip(row, colour, strict=True)) for row in SIGHTS[sight])
            seen[name] = lab(mixed)  # type: ignore[arg-type]
        for one, other in itertools.combinations(PLAIN, 2):
            assert math.dist(seen[one], seen[other]) >= APART, (one, other)


def test_numbers_on_bars_can_be_read() -> None:
    styles = (FOLDER / "style.css").read_text("utf-8")
    white = set(
        re.findall(r"\.on-([a-z_]+)", styles[styles.index(".chart .value { fill: #10151c") : styles.index("{ fill: #ffffff")])
    )
    assert white
    for palette in palettes()[:2]:
        for name in (*PLAIN, "error", "warning", "info"):
            letters = palette.get(f"on-{name}") or ("#ffffff" if name in white else "#10151c")
            assert contrast(palette[name], letters) >= READABLE, name
