"""Records without personal data: nothing of it is left, and what points into texts still points right. All names are made up."""

from __future__ import annotations

import json
import re
from dataclasses import astuple, fields, replace

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.findings import finding, message
from postulat.normalize.privacy.pseudonymise import pseudonymise
from postulat.normalize.records import (
    Attendance,
    DocumentRecord,
    Finding,
    Mention,
    Organisation,
    OtherCell,
    Postulate,
    PostulateOrganisation,
    Records,
    Response,
)

KEY = b"a key for tests"
PAGE = """<html lang="{lang}"><head><title>{title}</title></head><body>
<h1>Protokół z konsultacji programu współpracy, 9 czerwca 2026 r.</h1>
<p>W spotkaniu uczestniczyli:</p>
<ul><li>Anna Kowalska-Malinowska</li><li>Fundacja im. Anny Nowak</li><li>Jan Nowak (Fundacja Cylinder)</li>
<li>Stowarzyszenie Etno (Ewa Zaręba)</li></ul>
<table><tr><th>Lp.</th><th>Zgłaszający</th><th>Treść uwagi</th><th>Odpowiedź</th><th>Sprawę prowadzi</th></tr>
<tr><td>1</td><td>Anna Kowalska-Malinowska</td>
<td>Anna Kowalska-Malinowska prosi o lokal i do 50 tys. zł. Kontakt: anna.km@ngo.example, tel. 601 002 003, PESEL 44051401359.</td>
<td>Uwaga Pani Anny Kowalskiej-Malinowskiej została uwzględniona. Pani Kowalskiej-Malinowskiej dziękujemy.</td>
<td>Ewa Zaręba</td></tr>
<tr><td>2</td><td>mgr Jan Nowak</td>
<td>Wnoszę o remont Teatru im. Anny Nowak. Zob. <a href="https://ngo.example/jan-nowak">moja strona</a>.</td>
<td>Panu Nowakowi wyjaśniono, że 9 czerwca 2026 r. wydano 20 000 zł. Nie uwzględniono uwagi p. J. Nowaka.</td>
<td>Nowak Jan</td></tr>
<tr><td>3</td><td>mieszkaniec</td><td>Więcej zieleni, jak mówił pan Piotr Zieliński.</td>
<td>Jak radził Piotr Zieliński – uwzględniono.</td>
<td>601-002-003</td></tr></table></body></html>"""
GONE = ["Kowalsk", "Malinowsk", "Jan Nowak", "Nowakowi", "J. Nowak", "Nowak Jan", "jan-nowak", "Zaręb", "Zieliński"]
GONE += ["anna-", "ngo.example,", "anna.km", "601", "44051401359"]


def page(title: str = "Uwagi Anny Kowalskiej-Malinowskiej", lang: str = "pl", source: str = "a.html") -> Records:
    return normalize(extract.read(PAGE.format(title=title, lang=lang).encode(), source))


@pytest.fixture(scope="module")
def before() -> Records:
    return combine([page()])


@pytest.fixture(scope="module")
def after(before: Records) -> Records:
    return pseudonymise(before, KEY)


def every_text(records: Records) -> list[str]:
    return [str(value) for table in fields(records) for row in getattr(records, table.name) for value in astuple(row)]


@pytest.mark.parametrize("value", GONE)
def test_nothing_is_left_in_any_field(before: Records, after: Records, value: str) -> None:
    found = [text for text in every_text(after) if value.lower() in text.lower() and "im. Anny" not in text]
    assert not [text for text in found if not re.search(r"fundacja-im-anny|html|^/", text)]


def test_the_originals_were_there(before: Records) -> None:
    text = "\n".join(every_text(before))
    assert all(value in text for value in ("Kowalska-Malinowska", "Ewa Zaręba", "anna.km@ngo.example", "601 002 003", "jan-nowak"))


def test_organisations_have_new_names_and_ids_everywhere(after: Records) -> None:
    ids = {row.organisation_id for row in after.organisations}
    assert {row.organisation_id for row in (*after.attendances, *after.postulate_organisations)} <= ids
    assert {row.organisation_id for row in after.postulates} <= ids
    assert {row.organisation_id for row in after.records} <= ids
    named = {row.organisation_id: row.name for row in after.organisations if row.name.startswith("Osoba ")}
    assert len(named) == 2
    assert all(found == name.lower().replace(" ", "-") for found, name in named.items())
    assert {"Fundacja im. Anny Nowak", "mieszkaniec"} <= {row.name for row in after.organisations}
    assert [row.organisation for row in after.records][2] == "mieszkaniec"


def test_titles_and_order_do_not_make_another_person(after: Records) -> None:
    present = {row.name_as_written: row.organisation_id for row in after.attendances}
    submitter = after.postulates[1]
    assert submitter.organisation_as_written in present
    assert submitter.organisation_id == present[submitter.organisation_as_written]
    assert submitter.organisation_as_written in {row.responder for row in after.responses}


def test_patrons_stay(after: Records) -> None:
    assert "Teatru im. Anny Nowak" in after.postulates[1].text


def test_mentions_point_to_their_words(before: Records, after: Records) -> None:
    texts = {row.postulate_id: row.text for row in after.postulates} | {row.response_id: row.text for row in after.responses}
    texts |= {row.meeting_id: row.title or "" for row in after.meetings}
    assert len(after.mentions) == len(before.mentions)
    assert {mention.kind for mention in after.mentions} >= {"email", "amount", "date", "url"}
    for mention in after.mentions:
        assert texts[mention.record_id][mention.start : mention.end] == mention.text
    (email,) = (mention for mention in after.mentions if mention.kind == "email")
    assert (email.text, email.value) == ("[e-mail]", "[e-mail]")
    values = [mention.value for mention in after.mentions if mention.kind != "email"]
    assert "50000.00" in values
    assert "2026-06-09" in values
    (url,) = (mention for mention in after.mentions if mention.kind == "url")
    assert url.text == "moja strona"
    assert re.fullmatch(r"https://ngo\.example/osoba-[0-9a-f]{8}", url.value)


def test_the_words_of_a_stance_stay_verbatim(before: Records, after: Records) -> None:
    for old, new in zip(before.responses, after.responses, strict=True):
        assert (old.stance, old.stance_rule) == (new.stance, new.stance_rule)
        assert new.stance_evidence in new.text
    assert "Osoba" in (after.responses[0].stance_evidence or "")


def test_the_finding_counts_and_does_not_tell(after: Records) -> None:
    (found,) = (row for row in after.findings if row.code == "personal-data")
    told = (
        r"replaced: names of persons: \d+, e-mail addresses: 1, telephone numbers: 2, PESEL numbers: 1,"
        r" other identity numbers: 0, home addresses: 0"
    )
    assert re.fullmatch(told, found.message)


def test_the_key_decides(before: Records, after: Records) -> None:
    assert pseudonymise(before, KEY) == after
    other = pseudonymise(before, b"another key")
    names = {row.name for row in after.organisations if row.kind == "person"}
    assert names & {row.name for row in other.organisations if row.kind == "person"} == {"mieszkaniec"}


def test_a_person_has_one_pseudonym_in_all_documents_and_runs(after: Records) -> None:
    two = pseudonymise(combine([page(), page("Inny tytuł", source="b.html")]), KEY)
    alone = {row.organisation_id for row in after.organisations}
    assert alone == {row.organisation_id for row in two.organisations}
    assert len({row.organisation_as_written for row in two.postulates}) == 3


def test_again_changes_no_more_than_findings(after: Records) -> None:
    again = pseudonymise(after, KEY)
    assert replace(again, findings=()) == replace(after, findings=())


def test_source_and_locator_are_left_alone(before: Records, after: Records) -> None:
    assert [row.source for row in after.documents] == [row.source for row in before.documents]
    assert [row.locator for row in after.postulates] == [row.locator for row in before.postulates]


def made(
    language: str = "en", text: str = "I agree.", answer: str = "Accepted.", name: str = "John Smith", kind: str = "person"
) -> Records:
    document = DocumentRecord("d", "d.html", "text/html", "", 0, None, None, language, "html", "ok")
    return Records(
        documents=(document,),
        organisations=(Organisation("john-smith", name, kind, aliases=(f"Mr {name}",)),),
        postulates=(Postulate("d.p1", "d", None, 1, "1", "john-smith", name, False, None, None, text, None, None, ""),),
        postulate_organisations=(PostulateOrganisation("d.p1", "john-smith", 1),),
        responses=(Response("d.r1", "d.p1", "d", 1, None, None, answer, "accepted", "Accepted", None, ""),),
    )


def test_english_documents_get_english_words() -> None:
    after = pseudonymise(made(text="Mr Smith asks: write to js@ngo.example or phone +44 20 7946 0000."), KEY)
    name = after.organisations[0].name
    assert re.fullmatch(r"Person [0-9a-f]{8}", name)
    assert after.postulates[0].text == f"{name} asks: write to [e-mail] or phone [phone]."
    assert after.organisations[0].aliases == ()
    assert after.organisations[0].organisation_id.startswith("osoba-")


def test_a_person_with_an_unusual_name_is_replaced_as_written() -> None:
    after = pseudonymise(made(name="Pani Xyx", language="pl", text="PANI XYX prosi"), KEY)
    assert after.postulates[0].text == f"{after.organisations[0].name} prosi"
    assert not [text for text in every_text(after) if "xyx" in text.lower()]


def test_two_persons_of_one_surname_are_not_guessed_apart() -> None:
    two = made(language="pl", name="Jan Nowak", text="Pani Nowak i pan Jan Nowak; uwaga J. Nowaka")
    other = Organisation("jerzy-nowak", "Jerzy Nowak", "person")
    two = replace(
        two,
        organisations=(*two.organisations, other),
        postulate_organisations=(*two.postulate_organisations, PostulateOrganisation("d.p1", "jerzy-nowak", 2)),
    )
    after = pseudonymise(two, KEY)
    jan = next(row.name for row in after.organisations if row.organisation_id == after.postulates[0].organisation_id)
    assert after.postulates[0].text == f"[osoba] i {jan}; uwaga [osoba]"


def test_two_spellings_of_a_person_become_one_submitter() -> None:
    two = made(language="pl", name="Jan Nowak")
    two = replace(
        two,
        organisations=(*two.organisations, Organisation("nowakowski-jan", "mgr Jan Nowak", "person")),
        postulate_organisations=(*two.postulate_organisations, PostulateOrganisation("d.p1", "nowakowski-jan", 2)),
    )
    after = pseudonymise(two, KEY)
    assert len(after.organisations) == 1
    assert [row.position for row in after.postulate_organisations] == [1]


def test_a_company_named_like_a_submitter_hides_the_name_and_keeps_its_kind() -> None:
    two = made(language="pl", name="Jan Nowak")
    two = replace(two, organisations=(*two.organisations, Organisation("kancelaria-jan-nowak", "Kancelaria Jan Nowak", "other")))
    after = pseudonymise(two, KEY)
    assert not [text for text in every_text(after) if "nowak" in text.lower()]
    assert {row.kind for row in after.organisations} == {"person", "other"}


def test_a_mention_inside_a_telephone_number_goes_with_it() -> None:
    text = "tel. 601 002 003 i 5%"
    mentions = (
        Mention("d.n1", "d", "d.p1", "text", "amount", "601", "601", "", 5, 8),
        Mention("d.n2", "d", "d.p1", "text", "percent", "5%", "5", "%", 19, 21),
    )
    after = pseudonymise(replace(made(language="pl", text=text), mentions=mentions), KEY)
    assert [(x.text, after.postulates[0].text[x.start : x.end]) for x in after.mentions] == [("5%", "5%")]


def test_a_cut_quotation_keeps_no_half_of_a_name() -> None:
    told = Finding("d", "info", "unread-row", "“John Smith, js@ngo.exam…”", "john-smith")
    also = Finding("d", "info", "unread-row", "by John Smi…, phone 601 002 0…")
    after = pseudonymise(replace(made(), findings=(told, also)), KEY)
    name = after.organisations[0]
    assert [row.message for row in after.findings[:2]] == [f"“{name.name}, …”", f"by {name.name} …, phone …"]
    assert after.findings[0].record_id == name.organisation_id


def test_the_values_of_a_finding_and_its_message_are_replaced_alike() -> None:
    told = finding("d", "unread-row", "", "john-smith", values={"reason": "long-row", "text": "John Smith, js@ngo.exam…"})
    other = replace(told, code="code-of-tomorrow", values='{"who": ["John Smith"]}', message="John Smith was here")
    after = pseudonymise(replace(made(), findings=(told, other)), KEY)
    name = after.organisations[0].name
    assert after.findings[0].message == f"a long row across the whole table: {name}, …"
    assert json.loads(after.findings[0].values or "") == {"reason": "long-row", "text": f"{name}, …"}
    assert after.findings[1].message == f"{name} was here"
    assert json.loads(after.findings[1].values or "") == {"who": [name]}
    assert "Smith" not in message(after.findings[0], "pl")


def test_other_persons_in_texts_are_counted_not_guessed() -> None:
    after = pseudonymise(made(language="pl", text="Jak pisze Róża Kwiecień z ulicy Jana Nowaka"), KEY)
    assert "Róża Kwiecień" in after.postulates[0].text
    assert [row.code for row in after.findings if row.values == '{"count": 1}'] == ["possible-personal-data"]


def test_persons_in_attendances_and_other_cells_alone_are_found_in_texts() -> None:
    records = replace(
        made(language="pl", text="Dziękuję Ewie Zarębie i Adamowi Wilkowi."),
        attendances=(Attendance("d.m1", "john-smith", 1, "John Smith", "Ewa Zaręba"),),
        other_cells=(OtherCell("d", "d.p1", "Kontakt", "Adam Wilk", None, ""), OtherCell("d", "d.p1", "", "A. Uwagi", None, "")),
    )
    after = pseudonymise(records, KEY)
    assert re.fullmatch(r"Dziękuję Osoba [0-9a-f]{8} i Osoba [0-9a-f]{8}\.", after.postulates[0].text)
    assert after.other_cells[1].text == "A. Uwagi"
