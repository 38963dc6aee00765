"""One data set from the records of many documents: the same whatever their order, with names joined over all of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from postulat.normalize.dataset.combine import combine
from postulat.normalize.names.organisations import key
from postulat.normalize.records import Attendance, DocumentRecord, Meeting, Organisation, Postulate, PostulateOrganisation, Records
from postulat.normalize.resolution.decisions import Decisions


def document(number: int, *names: str) -> Records:
    """A document in which each name stands once, on the list of those present and as a submitter."""
    one = f"{number:016x}"
    spellings: dict[str, tuple[str, ...]] = {}
    for name in names:
        spellings[key(name)] = (*spellings.get(key(name), ()), name)
    return Records(
        documents=(DocumentRecord(one, f"minutes-{number}.html", "text/html", one * 4, 1, None, None, "pl", "html", "ok"),),
        meetings=(Meeting(f"{one}.m1", one),),
        organisations=tuple(Organisation(own, names[0], "other", aliases=names) for own, names in spellings.items()),
        attendances=tuple(Attendance(f"{one}.m1", key(name), n, name) for n, name in enumerate(names, 1)),
        postulates=tuple(
            Postulate(
                f"{one}.p{n}", one, f"{one}.m1", n, str(n), key(name), name, False, None, None, "Więcej zieleni", None, None, ""
            )
            for n, name in enumerate(names, 1)
        ),
        postulate_organisations=tuple(PostulateOrganisation(f"{one}.p{n}", key(name), 1) for n, name in enumerate(names, 1)),
    )


DOCUMENTS = (
    document(1, "Krakowskie Forum Organizacji Społecznych KRAFOS", "Fundacji Bursztynek"),
    document(2, "KRAFOS", "Fundacja „Bursztynek” (KRS 0000123456)"),
    document(3, "Fundacja Bursztynka", "FUNDACJA BURSZTYNEK"),
)


def test_the_order_of_the_documents_changes_nothing() -> None:
    first = combine(DOCUMENTS)
    assert all(combine(order) == first for order in permutations(DOCUMENTS))


def test_names_are_joined_in_every_table() -> None:
    joined = combine(DOCUMENTS)
    assert [(row.organisation_id, row.name, row.krs) for row in joined.organisations] == [
        ("fundacja-bursztynek", "Fundacja „Bursztynek”", "0000123456"),
        ("fundacja-bursztynka", "Fundacja Bursztynka", None),
        ("krakowskie-forum-organizacji-spolecznych-krafos", "Krakowskie Forum Organizacji Społecznych KRAFOS", None),
    ]
    assert joined.organisations[0].aliases == ("FUNDACJA BURSZTYNEK", "Fundacji Bursztynek")
    used = {"fundacja-bursztynka", "fundacja-bursztynek", "krakowskie-forum-organizacji-spolecznych-krafos"}
    for rows in (joined.attendances, joined.postulates, joined.postulate_organisations, joined.records):
        assert {row.organisation_id for row in rows} == used
    assert {row.organisation for row in joined.records} == {row.name for row in joined.organisations}


def test_nearly_alike_names_are_a_finding_of_the_first_document_with_the_rarer_name() -> None:
    near = [row for row in combine(DOCUMENTS).findings if row.code == "possible-duplicate-organisation"]
    assert [(row.document_id, row.severity, row.record_id) for row in near] == [("0000000000000003", "info", "fundacja-bursztynka")]
    assert "“Fundacja „Bursztynek”” and “Fundacja Bursztynka”" in near[0].message


def test_decisions_are_applied() -> None:
    same = Decisions(
        same=((key("Fundacja Bursztynek"), key("Fundacja Bursztynka")),), names={key("Fundacja Bursztynek"): "Fundacja Bursztynek"}
    )
    joined = combine(DOCUMENTS, same)
    assert [row.name for row in joined.organisations] == ["Fundacja Bursztynek", "Krakowskie Forum Organizacji Społecznych KRAFOS"]
    assert not joined.findings
    apart = Decisions(different=((key("KRAFOS"), key("Krakowskie Forum Organizacji Społecznych KRAFOS")),))
    assert len(combine(DOCUMENTS, apart).organisations) == 4


def test_decisions_on_names_that_no_document_has_change_nothing() -> None:
    decisions = Decisions(same=(("fundacja dom", "fundacja las"),), krs={"fundacja dom": "0000123456"})
    assert combine(DOCUMENTS, decisions) == combine(DOCUMENTS)


def test_the_same_bytes_come_once() -> None:
    again = replace(DOCUMENTS[0], documents=(replace(DOCUMENTS[0].documents[0], source="copy.html"),))
    joined = combine([DOCUMENTS[0], again])
    assert [row.source for row in joined.documents] == ["copy.html"]
    assert [row.code for row in joined.findings] == ["duplicate-document"]


def test_no_documents_give_empty_tables() -> None:
    assert combine([]) == Records()
