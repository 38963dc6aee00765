"""Mentions of all kinds together: what overlaps, what does not, links and addresses, and hostile lengths."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postulat.extract.document import Link
from postulat.normalize.mentions.mentions import mentions


def found(text: str, *links: Link) -> list[tuple[str, str, str]]:
    return [(span.kind, text[span.start : span.end], span.value) for span in mentions(text, links)]


def link(text: str, words: str, target: str) -> Link:
    start = text.index(words)
    return Link(start, start + len(words), target)


def test_an_act_holds_its_date_and_stands_beside_its_provision_and_journal() -> None:
    text = "art. 68 ust. 1 ustawy z dnia 14 grudnia 2016 r. – Prawo oświatowe (Dz. U. z 2023 r. poz. 900)"
    assert found(text) == [
        ("provision", "art. 68 ust. 1", "art. 68 ust. 1"),
        ("legal_act", "ustawy z dnia 14 grudnia 2016 r. – Prawo oświatowe", "ustawa z 2016-12-14"),
        ("date", "14 grudnia 2016 r.", "2016-12-14"),
        ("legal_act", "Dz. U. z 2023 r. poz. 900", "Dz.U. 2023 poz. 900"),
    ]


def test_units_of_figures() -> None:
    assert [(span.kind, span.unit) for span in mentions("20 tys. zł, 5 EUR, 15%, art. 5")] == [
        ("amount", "PLN"),
        ("amount", "EUR"),
        ("percent", "%"),
        ("provision", ""),
    ]


def test_a_year_and_an_amount_stand_side_by_side() -> None:
    assert found("art. 19a w 2026 r. wynosi 20 000 zł z 30 000 zł") == [
        ("provision", "art. 19a", "art. 19a"),
        ("period", "2026 r.", "2026"),
        ("amount", "20 000 zł", "20000.00"),
        ("amount", "30 000 zł", "30000.00"),
    ]


@pytest.mark.parametrize(
    ("text", "shown", "value"),
    [
        ("zob. https://ngo.example/lokale.", "https://ngo.example/lokale", "https://ngo.example/lokale"),
        ("(https://ngo.example/lokale)", "https://ngo.example/lokale", "https://ngo.example/lokale"),
        ("https://ngo.example/a_(b), oraz", "https://ngo.example/a_(b)", "https://ngo.example/a_(b)"),
        ("http://ngo.example/?a=1&b=2;", "http://ngo.example/?a=1&b=2", "http://ngo.example/?a=1&b=2"),
        ("„www.ngo.example”", "www.ngo.example", "https://www.ngo.example"),
        ("www.ngo.example/start/5.html,", "www.ngo.example/start/5.html", "https://www.ngo.example/start/5.html"),
        ("strona bip.gmina.pl/konsultacje.", "bip.gmina.pl/konsultacje", "https://bip.gmina.pl/konsultacje"),
        ("HTTPS://NGO.example/A", "HTTPS://NGO.example/A", "HTTPS://NGO.example/A"),
        ("https://ngo.example/2024-05-12/art.5", "https://ngo.example/2024-05-12/art.5", "https://ngo.example/2024-05-12/art.5"),
    ],
)
def test_a_url_ends_where_it_ends(text: str, shown: str, value: str) -> None:
    assert found(text) == [("url", shown, value)]


@pytest.mark.parametrize(
    ("text", "shown", "value"),
    [
        ("e-mail: Biuro@Gmina.example.", "Biuro@Gmina.example", "biuro@gmina.example"),
        ("jan.b-c+x@bip.gmina.example,", "jan.b-c+x@bip.gmina.example", "jan.b-c+x@bip.gmina.example"),
        ("biuro(at)gmina.example", "biuro(at)gmina.example", "biuro@gmina.example"),
        ("biuro [at] gmina.example", "biuro [at] gmina.example", "biuro@gmina.example"),
    ],
)
def test_an_email_address(text: str, shown: str, value: str) -> None:
    assert found(text) == [("email", shown, value)]


@pytest.mark.parametrize("text", ["Dz.U.", "np.", "regulamin.pdf", "m.in.", "@MI_GOV", "a@b", "Sp. z o.o.", "https://", "zł.org.a"])
def test_no_address(text: str) -> None:
    assert found(text) == []


def test_two_urls_with_a_comma_between_are_two() -> None:
    assert [value for _, _, value in found("https://a.example/x,https://b.example/y")] == [
        "https://a.example/x",
        "https://b.example/y",
    ]


def test_a_link_is_its_words_and_its_target() -> None:
    text = "Wykaz lokali jest tutaj."
    assert found(text, link(text, "tutaj", "https://ngo.example/lokale")) == [("url", "tutaj", "https://ngo.example/lokale")]


def test_a_link_that_shows_its_address_counts_once() -> None:
    text = "Wykaz: https://ngo.example/lokale."
    shown = "https://ngo.example/lokale"
    assert found(text, link(text, shown, shown)) == [("url", shown, shown)]
    assert found(text, link(text, shown + ".", shown + ".")) == [("url", shown, shown)]
    assert found(text, link(text, shown, "https://other.example/x.")) == [("url", shown, "https://other.example/x.")]


def test_a_link_in_pieces_is_one() -> None:
    text = "lista lokali miejskich"
    pieces = Link(0, 5, "https://ngo.example"), Link(6, 12, "https://ngo.example"), Link(13, 22, "https://ngo.example/2")
    assert found(text, *pieces) == [("url", "lista lokali", "https://ngo.example"), ("url", "miejskich", "https://ngo.example/2")]


def test_a_linked_act_is_an_act_with_its_date_and_a_url() -> None:
    text = "wg Zarządzenia Nr 5/2025 z dnia 5 maja 2025 r."
    words = text.removeprefix("wg ")
    assert found(text, link(text, words, "https://bip.example/1")) == [
        ("legal_act", words, "Zarządzenie Nr 5/2025"),
        ("url", words, "https://bip.example/1"),
        ("date", "5 maja 2025 r.", "2025-05-05"),
    ]


def test_a_mail_link_is_an_email() -> None:
    text = "napisz do nas"
    assert found(text, link(text, "napisz", "mailto:Biuro@gmina.example?subject=Uwagi")) == [
        ("email", "napisz", "biuro@gmina.example")
    ]


@pytest.mark.parametrize("target", ["#przypis", "javascript:void(0)", "tel:+48123456789", ""])
def test_a_link_to_no_page_is_none(target: str) -> None:
    assert found("przypis", Link(0, 7, target)) == []


def test_the_reference_year_is_passed_on() -> None:
    text = "do 5 maja br."
    assert [span.value for span in mentions(text, year=2024)] == ["2024-05-05"]
    assert mentions(text) == ()


PIECES = [
    *(
        "art. 5 ",
        "ust. 2 ",
        "pkt 1-3, ",
        "i 7 ",
        "50 ",
        "000 ",
        "tys. ",
        "zł ",
        "zł, ",
        "5 ",
        "maja ",
        "2026 ",
        "r. ",
        "30.11.2026 ",
    ),
    *(
        "– ",
        "ustawy z dnia ",
        "Dz. U. z ",
        "poz. 9 ",
        "15% ",
        "do ",
        "https://a.pl/x ",
        "b@c.pl ",
        "w latach ",
        "I kwartale ",
        "\n",
    ),
    *("(", ") "),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_spans_are_in_order_within_the_text_and_overlap_only_in_acts(text: str) -> None:
    spans = mentions(text)
    assert list(spans) == sorted(spans, key=lambda span: (span.start, span.kind))
    assert len(spans) == len(set(spans))
    for one in spans:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        for two in spans:
            if one is not two and one.start < two.end and two.start < one.end:
                assert {one.kind, two.kind} == {"legal_act", "date"}


HOSTILE = [
    *(
        "1",
        " ",
        "1 ",
        "1,",
        "1.",
        "11 ",
        "111 ",
        "a",
        "a.",
        "a@",
        "www.",
        "http://",
        "art. ",
        "art. 1, ",
        "§",
        "5 maja ",
        "2026-",
        "2026, ",
    ),
    *(
        "1-",
        "(",
        "sto ",
        "tys. ",
        "ustawa ",
        "uchwała A ",
        "Dz. U. ",
        "rok aaaaa ",
        "godz. ",
        "zł ",
        "12.05.",
        "I kwartał ",
        "lit. a i ",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        mentions(text)
        return time.process_time() - start

    # four times the length may take ten times as long, not sixteen or more; small times are noise
    assert seconds(32_000) < 10 * max(seconds(8_000), 0.1)
