"""The report page in headless Chromium: every number leads to as many records, and a hostile text does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from accessible_page import reached, violations
from hostile_page import PAGE
from programs import CHROMIUM, need
from repository import SAMPLES

from postulat import extract
from postulat.export.report import write_report
from postulat.normalize import combine, normalize

SOURCES = sorted(SAMPLES.glob("*/source.*"))
PATIENCE = 300_000
"""Milliseconds that a page has for what it does in a moment, however busy the machine."""


class Visit(NamedTuple):
    """A page that is open, and all that it did beside being shown."""

    page: Any
    requests: list[str]
    troubles: list[str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    need("Chromium", CHROMIUM)
    need("Playwright", find_spec("playwright"))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all samples."""
    read = [normalize(extract.read(path.read_bytes(), f"{path.parent.name}/{path.name}")) for path in SOURCES]
    return write_report(combine(read), tmp_path_factory.mktemp("out"), language="en")


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def opened(path: Path, query: str = "", **given: Any) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 800}, "reduced_motion": "reduce", **given})
        contexts.append(context)
        made = Visit(context.new_page(), [], [])
        made.page.set_default_timeout(PATIENCE)
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on("dialog", lambda dialog: (made.troubles.append(dialog.type), dialog.dismiss()))
        made.page.on("pageerror", lambda error: made.troubles.append(str(error)))
        made.page.on("console", lambda message: made.troubles.append(message.text) if message.type == "error" else None)
        made.page.goto(path.as_uri() + query)
        made.page.wait_for_selector("#list li")
        return made

    yield opened
    for context in contexts:
        context.close()


def count(page: Any) -> int:
    """How many records the list says it holds."""
    return int(page.inner_text("#count").split(":")[1].split("/")[0].replace("\u202f", ""))


def test_every_number_leads_to_as_many_records(visit: Callable[..., Visit], report: Path) -> None:
    page, _, troubles = visit(report)
    found = page.eval_on_selector_all(
        ".numbers td a[href^='#records'], .tiles a[href^='#records']",
        "links => links.map(link => [link.getAttribute('href'), (link.querySelector('b')?.firstChild || link).textContent])",
    )
    assert len(found) > 50
    wrong = []
    for address, number in found:
        page.evaluate("address => { location.hash = address; }", address)
        page.wait_for_function("address => location.hash === address && document.querySelector('#list li')", arg=address)
        page.evaluate("() => new Promise(done => setTimeout(done))")  # the change of an address is told a moment later
        if count(page) != int(number.replace("\u202f", "")):
            wrong.append((address, number, page.inner_text("#count")))
    assert not wrong
    assert not troubles


def test_a_bar_leads_to_its_records_each_with_its_source(visit: Callable[..., Visit], report: Path) -> None:
    page, requests, troubles = visit(report)
    bar = page.locator("#years .chart.wide a[data-part=rejected]").first
    bar.hover()
    assert "rejected" in page.inner_text("#tip")
    bar.click()
    page.wait_for_function("() => document.querySelector('#records').getBoundingClientRect().top < innerHeight / 2")
    stances = page.locator("#list li .answer .stance").all_inner_texts()
    assert set(stances) >= {"rejected"}
    assert page.input_value("#by-stance") == "rejected"
    assert page.locator("#list li").count() == page.locator("#list li .where").count() > 0
    assert "source." in page.inner_text("#list li .where >> nth=0")
    assert not troubles
    assert {address.split(":")[0] for address in requests} == {"file"}


def test_the_whole_page_can_be_narrowed_and_every_number_follows(visit: Callable[..., Visit], report: Path) -> None:
    page, _, troubles = visit(report)
    before = page.eval_on_selector_all("#years .chart.wide rect", "rects => rects.map(rect => rect.getAttribute('height'))")
    page.select_option("#whole [data-name=year]", "2026")
    page.wait_for_function("() => document.querySelector('#whole-shown').textContent.includes('of')")
    whole = count(page)
    assert whole == int(page.inner_text(".tiles a >> nth=0 >> b"))
    links = "[...document.querySelectorAll('#stances .numbers td a, #heard .numbers td a:not([data-part])')]"
    for address, number in page.evaluate(f"() => {links}.map(link => [link.getAttribute('href'), link.textContent])"):
        page.evaluate("address => { location.hash = address; }", address)
        page.wait_for_function("address => location.hash === address", arg=address)
        page.evaluate("() => new Promise(done => setTimeout(done))")
        assert (count(page) if page.locator("#list li").count() else 0) == int(number), address
    totals = page.eval_on_selector_all("#years .chart.wide .total", "all => all.map(text => text.textContent).filter(Boolean)")
    assert totals == [str(whole)]
    page.select_option("#whole [data-name=year]", "")
    after = page.eval_on_selector_all("#years .chart.wide rect", "rects => rects.map(rect => rect.getAttribute('height'))")
    assert after == before
    assert not troubles


@pytest.mark.parametrize(("form", "begins"), [("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("CSV", b"\xef\xbb\xbf")])
def test_a_chart_and_its_numbers_can_be_saved(visit: Callable[..., Visit], report: Path, form: str, begins: bytes) -> None:
    page, _, troubles = visit(report, accept_downloads=True)
    with page.expect_download() as saving:
        page.click(f"#organisations .save button:text-is('{form}')")
    assert saving.value.suggested_filename == f"organisations.{form.lower()}"
    assert Path(saving.value.path()).read_bytes().startswith(begins)
    assert not troubles


def test_filters_add_up_and_can_be_taken_back(visit: Callable[..., Visit], report: Path) -> None:
    page, _, troubles = visit(report, "#records?stance=rejected,accepted")
    two = count(page)
    page.fill("#search", "SRODK")  # neither case nor diacritics matter
    page.wait_for_function("two => !document.querySelector('#count').textContent.includes(` ${two} /`)", arg=two)
    assert "środk" in page.inner_text("#list").lower()
    page.click("#clear")
    page.wait_for_function("() => !document.querySelector('#count').textContent.includes('/')")
    assert count(page) > two
    page.goto(page.url.split("#")[0] + "#records?finding=missing-response")
    page.wait_for_selector("#chips button")
    page.click("#chips button")
    page.wait_for_function("() => !document.querySelector('#count').textContent.includes('Findings')")
    assert not troubles


def test_both_languages_and_both_colours(visit: Callable[..., Visit], report: Path) -> None:
    page, _, troubles = visit(report, color_scheme="light")
    assert page.inner_text("h1").startswith("Postulates")
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.click("#language")
    page.click("#theme")
    assert page.inner_text("h1").startswith("Postulaty")
    assert page.inner_text("#count").startswith("Rekordy")
    labels = page.locator("#stances .chart.wide .label:visible").all_text_contents()
    assert "bez odpowiedzi" in labels
    assert "no answer" not in labels
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") != paper
    assert not troubles


def test_everybody_can_use_it_in_light_and_dark(visit: Callable[..., Visit], report: Path) -> None:
    page, _, _ = visit(report, "#records?stance=rejected")
    assert reached(page, "#language", ".tiles a", ".contents a", ".numbers summary") == {
        *("#language", ".tiles a", ".contents a", ".numbers summary")
    }
    page.click("#years summary")
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        assert violations(page) == []


def test_a_telephone_shows_all_of_it_and_paper_the_numbers(visit: Callable[..., Visit], report: Path) -> None:
    page, _, troubles = visit(report, viewport={"width": 360, "height": 700})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert page.is_visible("#stances .chart.narrow")
    assert not page.is_visible("#stances .chart.wide")
    page.emulate_media(media="print")
    assert page.is_visible("#stances .chart.wide")
    assert page.evaluate("() => document.querySelector('#years .numbers td').getBoundingClientRect().height") > 0
    assert not page.is_visible("#list")
    assert not troubles


def test_without_scripts_charts_and_numbers_are_there(browser: Any, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.is_visible("#years .chart.wide")
    assert page.is_visible("#records noscript")
    page.click("#years summary")
    assert page.is_visible("#years .numbers td")
    context.close()


def test_a_hostile_source_does_nothing(visit: Callable[..., Visit], tmp_path: Path) -> None:
    records = combine(
        [normalize(extract.read(PAGE.encode() if isinstance(PAGE, str) else PAGE, "a<img src=x onerror=alert(1)>.html"))]
    )
    page, requests, troubles = visit(write_report(records, tmp_path))
    page.click("#language")
    assert not troubles
    assert {address.split(":")[0] for address in requests} == {"file"}
