"""Charsets: what a file is in, whatever it declares, and text that was spoilt before."""

import pytest

from postulat.extract.characters.encoding import decode
from postulat.extract.characters.mojibake import mojibake

POLISH = (
    "Wnioski z konsultacji społecznych: Łódź, Świdnica, Żagań. Zażółć gęślą jaźń. Uwagę uwzględniono częściowo, "
    "ponieważ środki są ograniczone; wójt odpowie do końca września."
)
GERMAN = "Die Bürger äußerten Wünsche über die Straßen und Grünflächen; schöne Grüße aus Köln."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy; občané žádali opravu chodníků a lepší osvětlení."
FRENCH = "Les œuvres du cœur: être, forêt, garçon, où, déjà, naïve."
ENGLISH = "The residents' proposals – café, naïve, eBay, YouTube, array[x] and m³ – were accepted in part."


def page(text: str, charset: str) -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>{text}</body></html>'


@pytest.mark.parametrize("charset", ["cp1250", "iso-8859-2", "cp852"])
def test_undeclared_polish_is_guessed_and_the_guess_is_noted(charset: str) -> None:
    decoded = decode(POLISH.replace("–", "-").encode(charset))
    assert decoded.text == POLISH
    assert [note.code for note in decoded.notes] == ["encoding-guessed"]


@pytest.mark.parametrize(("charset", "name"), [("cp1250", "windows-1250"), ("iso-8859-2", "ISO-8859-2"), ("cp852", "ibm852")])
def test_a_true_declaration_is_believed_without_a_note(charset: str, name: str) -> None:
    decoded = decode(page(POLISH, name).encode(charset))
    assert POLISH in decoded.text
    assert decoded.notes == ()


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("cp1250", "iso-8859-2"),
        ("iso-8859-2", "windows-1250"),
        ("cp1250", "iso-8859-1"),
        ("iso-8859-2", "iso-8859-1"),
        ("cp1250", "utf-8"),
        ("iso-8859-2", "utf-8"),
        ("cp1250", "no-such-charset"),
        ("cp1250", "base64"),
        ("utf-8", "windows-1250"),
        ("utf-8", "iso-8859-2"),
    ],
)
def test_a_false_declaration_is_overruled_and_noted(charset: str, declared: str) -> None:
    decoded = decode(page(POLISH, declared).encode(charset))
    assert POLISH in decoded.text
    assert [note.code for note in decoded.notes] == ["encoding-guessed"]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_goes_before_a_declaration(charset: str) -> None:
    decoded = decode(page(POLISH, "windows-1250").encode(charset))
    assert decoded.text == page(POLISH, "windows-1250")
    assert decoded.notes == ()


def test_wide_text_without_a_mark() -> None:
    assert decode(POLISH.encode("utf-16-le")).text == POLISH
    assert decode(POLISH.encode("utf-16-be")).text == POLISH


def test_the_server_is_heard_and_ascii_needs_nobody() -> None:
    assert decode(CZECH.encode("iso-8859-2"), "iso-8859-2") == (CZECH, "iso-8859-2", ())
    assert decode(b"plain", "windows-1250") == ("plain", "utf-8", ())
    assert decode(b"") == ("", "utf-8", ())


def test_other_languages_keep_their_declared_charset() -> None:
    assert decode(GERMAN.encode("latin-1"), "iso-8859-1") == (GERMAN, "windows-1252", ())
    assert decode(FRENCH.encode("cp1252"), "windows-1252") == (FRENCH, "windows-1252", ())
    assert decode(CZECH.encode("cp1250"), "windows-1250") == (CZECH, "windows-1250", ())


def test_damaged_utf8_stays_utf8() -> None:
    data = POLISH.encode() + b"\xb1 koniec"
    decoded = decode(data)
    assert decoded.text == POLISH + "\ufffd koniec"
    assert [note.code for note in decoded.notes] == ["encoding-guessed"]


@pytest.mark.parametrize(
    "text",
    [
        "KONSULTACJE Z ORGANIZACJAMI POZARZĽDOWYMI, DZIAŁALNOŒCI POŻYTKU",
        "w treœci uchwały o iloœci wniosków i złożonej ofercie",
        "mieszkańcy mogš składać wnioski, zostanš rozpatrzone, będš ważne",
        "ZaBcznik do programu wspBpracy od wrze[nia 2026",
        "Zacznik nr 1 do Uchway, ktra odbya si w urzdzie",
        "Za³¹cznik do wspó³pracy i s³u¿by",
        "ZaÅ‚Ä…cznik do wspÃ³Å‚pracy",
        "ZaĹ‚Ä…cznik do wspĂłĹ‚pracy",
        "W±tpliwo¶ci zg³oszono w sie¶ci dro¿nej",
    ],
)
def test_spoilt_text_is_noted_and_stays_as_it_is(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text
    assert "mojibake" in [note.code for note in decoded.notes]


@pytest.mark.parametrize(
    "text",
    [
        POLISH,
        GERMAN,
        CZECH,
        FRENCH,
        ENGLISH,
        POLISH + " " + CZECH,
        POLISH + " Goście: Beneš, Šafránek, Ľubomír Ďurica z VEĽKÉ; cœur, œuvre; eBay, iPhone, McBride, InfoBox, PL|EN, tak|nie.",
        "Zalacznik nr 1 do uchwaly, ktora odbyla sie we wrzesniu; zgloszono uwagi do srodkow.",
        "Powierzchnia 25 m², 40 m³, temp. ±5°, § 7¹ k.p.c., art. 15¹ ust. 2, 5 µg, ¾ głosów",
        "mieszkan[ek/ców], uczestnik[ów], tak|nie, a|b, [sic]",
        "<script>var navBar, tabBar, subBox = arr[x] || y[z]; scrollBy(1)</script><p>Uchwała</p>",
        "ÄRZTE, Ärger, Österreich, Übung; Å, Ångström, Ørsted, ÉCOLE",
        "ŽELEZNICE, ČESKÝ, ŠKODA, ĽUDIA, VEĽKÝ, ŠŤASTIE",
    ],
)
def test_clean_text_raises_no_alarm(text: str) -> None:
    assert mojibake(text) is None
