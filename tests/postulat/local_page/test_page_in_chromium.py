"""The local page in headless Chromium: from dropped files to a saved correction, two tabs, a restart, and for everybody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from accessible_page import reached, violations
from programs import CHROMIUM, need
from repository import SAMPLES

from postulat.local_page.corrections_file import NAME, read_rows
from postulat.local_page.desk import Desk
from postulat.local_page.guard import PageKeys, new_keys
from postulat.options import Limits, Work

PATIENCE = 300_000
"""Milliseconds that a page has for what it does in a moment, however busy the machine."""
WORK = Work(Limits(timeout=600, memory=2048), workers=1)


class Served(NamedTuple):
    """A page that is served from a thread of the test."""

    desk: Desk
    keys: PageKeys
    close: Callable[[], None]

    @property
    def home(self) -> str:
        return self.keys.address.partition("?")[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    need("Chromium", CHROMIUM)
    need("Playwright", find_spec("playwright"))
    need("Starlette", find_spec("starlette") and find_spec("uvicorn"))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def served(browser: Any) -> Iterator[Callable[[Desk], Served]]:
    open_ones: list[Served] = []

    def serving(desk: Desk) -> Served:
        from postulat.local_page.application import application
        from postulat.local_page.server import listening, server

        at = listening(0)
        keys = new_keys(at.getsockname()[1])
        made = server(application(desk, keys))
        thread = threading.Thread(target=made.run, kwargs={"sockets": [at]}, daemon=True)
        thread.start()

        def close() -> None:
            made.should_exit = True
            thread.join()
            at.close()
            desk.close()

        open_ones.append(Served(desk, keys, close))
        return open_ones[-1]

    yield serving
    for one in open_ones:
        if one.desk.writing is not None:
            one.desk.writing.state = "current"  # only the test of a restart has the tables written anew
        one.close()


class Visit:
    """A tab, and all that it did beside being shown."""

    def __init__(self, context: Any) -> None:
        self.page = context.new_page()
        self.requests: list[str] = []
        self.troubles: list[str] = []
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: (self.troubles.append(dialog.type), dialog.accept()))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda message: self.troubles.append(message.text) if message.type == "error" else None)

    def stance(self, number: int = 0) -> Any:
        return self.page.locator("td.stance select").nth(number)


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    contexts: list[Any] = []

    def opened(at: Served, context: Any = None, **given: Any) -> Visit:
        if context is None:
            context = browser.new_context(**{"viewport": {"width": 1300, "height": 800}, "reduced_motion": "reduce", **given})
            contexts.append(context)
        made = Visit(context)
        made.page.goto(at.keys.address)
        made.page.wait_for_url(lambda address: "token" not in address)
        return made

    yield opened
    for context in contexts:
        context.close()


def test_from_dropped_files_to_a_correction_beside_the_source(served: Any, visit: Any, tmp_path: Path) -> None:
    at = served(Desk("en", WORK, tmp_path))
    made = visit(at)
    page = made.page
    assert page.url.endswith("/add")
    page.set_input_files("#files", [SAMPLES / "krakow-html" / "source.html", SAMPLES / "krakow-text" / "source.txt"])
    assert page.locator("#chosen li").count() == 2
    page.fill("#out", str(tmp_path / "tables"))
    assert violations(page) == []
    page.click("#begin")
    page.wait_for_selector("tbody tr")
    assert page.url.startswith(at.home)
    assert sorted(path.name for path in (tmp_path / "tables" / "documents").iterdir()) == ["source.html", "source.txt"]
    assert {path.name for path in (tmp_path / "tables").iterdir()} >= {
        "records.csv",
        "records.parquet",
        "postulat.xlsx",
        "run.json",
    }
    assert "documents/source.html" in (tmp_path / "tables" / "documents.csv").read_text(encoding="utf-8")

    page.fill("#search", "MLODZIEZY")
    page.wait_for_function("() => document.querySelector('#count').textContent.includes('/')")
    page.click("td.date a >> nth=0")
    page.wait_for_selector(".card.current")
    assert page.is_visible("#source table")
    page.click(".card.current button.edit")
    page.select_option(".card.current select[name=stance]", "moot")
    page.fill("#by", "Zofia Lis")
    page.click(".card.current .form .main")
    page.wait_for_selector("#said:has-text('Saved in corrections.csv')")
    assert [(row.new_value, row.by) for row in read_rows(tmp_path / "tables")] == [("moot", "Zofia Lis")]
    assert page.is_visible(".card.current .badge.corrected")
    page.click(".title > a >> nth=0")
    page.wait_for_selector("tr[data-stance=moot] .badge.corrected")
    assert page.input_value("#search") == "MLODZIEZY"
    assert not made.troubles
    assert {address.split("/")[2] for address in made.requests if not address.startswith("data:")} == {f"127.0.0.1:{at.keys.port}"}


@pytest.fixture
def opened(served: Any, folder: Path) -> Served:
    """The page over the tables of a run."""
    desk = Desk("en", WORK, folder.parent)
    desk.begin(folder)
    assert desk.writing is not None
    desk.writing.pause = 600.0
    return served(desk)  # type: ignore[no-any-return]


def test_one_click_corrects_another_takes_it_back(opened: Served, visit: Any, folder: Path) -> None:
    made = visit(opened)
    page = made.page
    before = made.stance().input_value()
    new = "noted" if before != "noted" else "moot"
    made.stance().select_option(new)
    page.wait_for_selector("#said.open button")
    assert [(row.old_value, row.new_value) for row in read_rows(folder)] == [(before, new)]
    page.click("#said button")
    page.wait_for_function("before => document.querySelector('td.stance select').value === before", arg=before)
    assert [(row.old_value, row.new_value) for row in read_rows(folder)] == [(before, new), (new, before)]
    made.stance().focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert len(read_rows(folder)) == 2
    passed = made.stance().input_value()
    assert passed != before
    page.keyboard.press("Tab")
    page.wait_for_selector("#said.open button")
    page.click("#said button")
    page.wait_for_function("before => document.querySelector('td.stance select').value === before", arg=before)
    assert [(row.old_value, row.new_value) for row in read_rows(folder)][2:] == [(before, passed), (passed, before)]
    page.click("nav a >> text=Corrections")
    page.wait_for_selector("button.undo")
    page.click("button.undo >> nth=0")
    page.wait_for_function("() => document.querySelectorAll('button.undo').length === 5")
    assert len(read_rows(folder)) == 5
    assert not made.troubles


def test_two_tabs_cannot_save_over_one_another(opened: Served, visit: Any, folder: Path) -> None:
    one = visit(opened)
    two = visit(opened, one.page.context)
    two.page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")  # as a tab that nobody looks at
    two.page.wait_for_timeout(100)
    one.stance().select_option("moot")
    one.page.wait_for_selector("#said.open")
    two.stance().select_option("noted")
    two.page.wait_for_selector("#said.wrong")
    assert "Now it is “moot”" in two.page.inner_text("#said")
    two.page.wait_for_function("() => document.querySelector('td.stance select').value === 'moot'")
    assert len(read_rows(folder)) == 1
    address = two.page.get_attribute("td.date a >> nth=0", "href")
    for tab in (one, two):
        tab.page.goto(opened.home + address)
        tab.page.click(".card.current button.edit")
        tab.page.fill(".card.current input[name=number]", "7a" if tab is one else "7b")
    one.page.keyboard.press("Escape")
    one.page.wait_for_selector("#said:has-text('Saved')")
    two.page.keyboard.press("Escape")
    two.page.wait_for_selector("#said.refused")
    assert "Now it is “7a”" in two.page.inner_text("#said")
    assert two.page.inner_text("#made") == "1"
    assert len(read_rows(folder)) == 2


def test_a_restart_loses_nothing_and_an_old_tab_says_so(opened: Served, served: Any, visit: Any, folder: Path) -> None:
    made = visit(opened)
    page = made.page
    made.stance().select_option("moot")
    page.wait_for_selector("#said.open")
    name = page.get_attribute("tbody tr >> nth=0", "data-id")
    page.click("td.date a >> nth=0")
    page.wait_for_selector(".card.current")
    opened.close()
    page.click(".card.current button.edit")
    page.fill(".card.current input[name=number]", "99")
    page.keyboard.press("Escape")
    page.wait_for_selector("#said.refused")
    assert "Postulat is closed" in page.inner_text("#said")
    assert page.inner_text(".card.current [data-field=number]") == "99"
    assert "moot" in (folder / "responses.csv").read_text(encoding="utf-8")  # written when it was closed

    desk = Desk("pl", WORK, folder.parent)
    desk.begin(folder)
    again = visit(served(desk))
    assert again.page.get_attribute(f"tr[data-id='{name}']", "data-stance") == "moot"
    assert len(read_rows(folder)) == 1


def test_a_hostile_document_does_nothing(opened: Served, visit: Any) -> None:
    made = visit(opened, viewport={"width": 1300, "height": 3000})
    page = made.page
    page.fill("#search", "onerror")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")
    page.click("td.date a")
    page.wait_for_selector(".card.current")
    for selector in ("#source .link", "#source td", ".card p"):
        for element in page.query_selector_all(selector)[:4]:
            if element.is_visible():
                element.click()
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert not made.troubles
    assert not [address for address in made.requests if "trap.example" in address]
    assert page.url.startswith(opened.home)


def test_filters_add_up_stay_in_the_address_and_go_again(opened: Served, visit: Any) -> None:
    made = visit(opened)
    page = made.page
    page.wait_for_selector("tbody tr")
    page.select_option("#by-stance", "rejected")
    page.wait_for_function("() => [...document.querySelectorAll('tbody tr')].every(row => row.dataset.stance === 'rejected')")
    count = page.locator("tbody tr").count()
    assert f"({count})" in page.inner_text("#by-stance option:checked")
    assert "stance=rejected" in page.url
    page.reload()
    page.wait_for_function("count => document.querySelectorAll('tbody tr').length === count", arg=count)
    page.click("th.organisation button")
    page.wait_for_selector("th.organisation[aria-sort=ascending]")
    page.click("#language")
    assert page.inner_text("th.text") == "Postulat"
    page.click("#clear")
    page.wait_for_function("count => document.querySelectorAll('tbody tr').length > count", arg=count)
    assert page.get_attribute("html", "lang") == "pl"
    page.click("#theme")
    theme = page.get_attribute("html", "data-theme")
    page.reload()
    page.wait_for_selector("tbody tr")
    assert page.get_attribute("html", "data-theme") == theme
    assert page.get_attribute("html", "lang") == "pl"
    assert not made.troubles


def test_a_browser_in_czech_is_offered_czech_and_another_is_not(opened: Served, visit: Any) -> None:
    for locale, wanted in (("cs-CZ", ["cs", "pl", "en"]), ("pl-PL", ["pl", "en"])):
        page = visit(opened, locale=locale).page
        page.wait_for_selector("tbody tr")
        for name in wanted:
            told = page.inner_text("#language")
            page.click("#language")
            assert page.get_attribute("html", "lang") == name
            assert told == {"cs": "Čeština", "pl": "Polski", "en": "English"}[name]
        page.wait_for_timeout(300)


def test_what_the_folder_keeps_is_removed_with_one_button(opened: Served, visit: Any, folder: Path) -> None:
    made = visit(opened)
    page = made.page
    page.goto(opened.home + "forget")
    page.wait_for_selector("#forget")
    assert violations(page) == []
    page.click("#forget")
    page.wait_for_selector("#said.open")
    assert "still there" in page.inner_text("#said")
    assert page.locator("#forget").count() == 0
    assert not (folder / ".postulat" / "store").exists()
    assert not made.troubles


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_everybody_can_use_every_page(opened: Served, visit: Any, folder: Path, colours: str) -> None:
    made = visit(opened, color_scheme=colours)
    page = made.page
    page.wait_for_selector("tbody tr")
    if colours == "light":
        wanted = {"#search", "#by-stance", "th button", "#records", "td.stance select", "td.date a", ".bar nav a", "#language"}
        assert reached(page, *wanted) == wanted
    made.stance().select_option("moot")
    page.wait_for_selector("#said.open")
    assert violations(page) == []
    for address in ("corrections", "promises", "download", "add", "review/index.html"):
        page.goto(opened.home + address)
        assert violations(page) == [], address
    assert (folder / NAME).exists()
    assert not made.troubles


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_timelines_are_for_everybody(years_desk: Desk, served: Any, visit: Any, scheme: str) -> None:
    at = served(years_desk)
    made = visit(at, color_scheme=scheme)
    page = made.page
    page.wait_for_selector("a.history")
    assert page.locator("a.history").first.text_content() == "2024 rejected → 2025 conditional → 2026 accepted"
    assert violations(page) == []
    assert reached(page, "a.history") == {"a.history"}
    page.locator("a.history").first.click()
    page.wait_for_selector(".timeline li >> nth=2")
    assert violations(page) == []
    page.goto(at.home + "promises")
    assert violations(page) == []
    assert reached(page, ".chips a", ".timeline a") == {".chips a", ".timeline a"}
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not made.troubles


def test_a_telephone_shows_all_of_it(opened: Served, visit: Any) -> None:
    page = visit(opened, viewport={"width": 360, "height": 700}).page
    page.wait_for_selector("tbody tr")
    for address in ("", "corrections", "download", "add"):
        page.goto(opened.home + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
