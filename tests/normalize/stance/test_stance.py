"""The stance of answers: the vocabulary's own examples, labelled answers, and the rules one by one."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from postulat.normalize.records import STANCES
from postulat.normalize.stance.cells.decision_cells import made_up, ruling_of
from postulat.normalize.stance.clauses import clauses
from postulat.normalize.stance.grammar import stance_by_grammar
from postulat.normalize.stance.phrase_reader import stance_of_text
from postulat.normalize.stance.predicates.predicate import predicates
from postulat.normalize.stance.sentences import sentences
from postulat.normalize.stance.stance import Stance, judge
from postulat.normalize.vocabulary.phrases import rows

LABELLED = Path(__file__).parent / "data" / "stance.csv"


def labelled(split: str) -> list[dict[str, str]]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["split"] == split]


def judged(row: dict[str, str]) -> Stance:
    return judge(row["answer"], row["decision"] or None, row["proposal"], row["language"])


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    scores = []
    for stance in STANCES:
        hits = sum(said == found == stance for said, found in pairs)
        scores.append(2 * hits / sum((said == stance) + (found == stance) for said, found in pairs))
    return sum(scores) / len(scores)


def expected(table: str, row: dict[str, str]) -> str:
    """What a row's example must give: a condition makes conditional, a row that is no verdict or only reports one nothing."""
    value = {"conditions": "conditional", "reporters": "unclear"}.get(table) or row["stance"]
    return "unclear" if value == "none" else value


@pytest.mark.parametrize("table", ["stance", "modifiers", "conditions", "turns", "reporters"])
def test_each_row_gives_the_stance_of_its_example(table: str) -> None:
    wrong = [
        (row["phrase"], row["example"], found.value)
        for row in rows(table)
        if (found := stance_of_text(row["example"], "", row["language"])[0]).value != expected(table, row)
    ]
    assert wrong == []


def test_each_decision_row_gives_the_stance_of_its_example() -> None:
    wrong = [
        (row["phrase"], found)
        for row in rows("decisions")
        if (found := ruling_of(row["example"], row["language"])) is None or found[0][:2] != (row["stance"], row["example"])
    ]
    assert wrong == []


def test_each_word_of_decision_cells_makes_up_the_stance_of_its_example() -> None:
    found = [(row, made_up(row["example"], row["language"])) for row in rows("verdict_words")]
    assert [row for row, made in found if made is None or made[0].value != row["stance"]] == []


@pytest.mark.parametrize(
    ("cell", "language", "stance"),
    [
        ("Nie została uwzględniona", "pl", "rejected"),
        ("Niezaakceptowany częściowo", "pl", "partial"),
        ("Already implemented", "en", "already_done"),
        ("Not accepted", "pl", "rejected"),
        ("Closed (no change)", "en", "rejected"),
        ("Will not be incorporated", "en", "rejected"),
        ("Der Anregung wird nicht gefolgt", "de", "rejected"),
        ("Wurde bereits berücksichtigt", "de", "already_done"),
        ("Připomínce se částečně vyhovuje", "cs", "partial"),
        ("Pripomienka sa neakceptuje", "sk", "rejected"),
        ("niezas.", "pl", "rejected"),
        ("Do realizacji w 2025 r.", "pl", "accepted"),
        ("tlw. berücks.", "de", "partial"),
        ("ČA", "cs", "partial"),
        ("Fixed in 1.2", "en", "accepted"),
    ],
)
def test_cells_of_known_words_are_made_up(cell: str, language: str, stance: str) -> None:
    assert judge("", cell, "", language).value == stance


@pytest.mark.parametrize(
    ("cell", "language"),
    [("A", "pl"), ("ča", "en"), ("Accepted, rejected", "en"), ("Ja Ja", "de"), ("Wariant A", "pl"), ("z.", "pl")],
)
def test_cells_that_make_no_verdict_are_not_made_up(cell: str, language: str) -> None:
    assert made_up(cell, language) is None
    assert len(cell) > 2 or ruling_of(cell, language) is None


def test_the_grammar_reads_what_needs_no_phrase_of_its_own() -> None:
    """Examples of rows that were taken out of `stance.csv`."""
    with LABELLED.with_name("former_phrases.csv").open(encoding="utf-8", newline="") as file:
        former = list(csv.DictReader(line for line in file if not line.startswith("#")))
    said = [(row, stance_by_grammar(row["answer"], "", row["language"])) for row in former]
    assert [row for row, found in said if found is None or found[0].value != row["stance"]] == []


def test_tables_hold_known_stances_and_no_phrase_twice() -> None:
    for table in ("stance", "modifiers", "conditions", "turns", "reporters", "decisions"):
        keys = [tuple(row.get(key, "") for key in ("phrase", "place", "reach", "language")) for row in rows(table)]
        assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)
    assert {row["stance"] for row in rows("stance")} <= {*STANCES, "none"}
    compatible = {stance for row in rows("decisions") for stance in row["compatible"].split("|") if stance}
    assert compatible <= set(STANCES)


@pytest.mark.parametrize(("split", "least"), [("seen", 0.95), ("unseen", 0.90)])
def test_labelled_answers(split: str, least: float) -> None:
    answers = labelled(split)
    assert {row["stance"] for row in answers} == set(STANCES)
    assert macro_f1([(row["stance"], judged(row).value) for row in answers]) >= least


@pytest.mark.parametrize("row", rows("predicates"), ids=lambda row: f"{row['language']}-{row['class']}-{row['lemmas'][:20]}")
def test_each_predicate_is_found_in_its_example(row: dict[str, str]) -> None:
    text, language = row["example"], row["language"]
    parts = [clause for start, end in sentences(text) for clause in clauses(text, start, end, language)]
    assert row["class"] in {predicate.name for clause in parts for predicate in predicates(clause, language)}


def test_labelled_answers_are_many_in_both_splits_and_languages() -> None:
    assert len(labelled("seen")) + len(labelled("unseen")) >= 360
    assert len(labelled("unseen")) >= 120
    assert sum(row["language"] == "en" for split in ("seen", "unseen") for row in labelled(split)) >= 40


def test_evidence_is_verbatim() -> None:
    for row in labelled("seen") + labelled("unseen"):
        found = judged(row)
        assert found.evidence in row["answer"] or found.evidence in row["decision"]
        assert (found.value == "unclear") == (found.evidence == "") == (found.rule == "")


BACKGROUND = (
    "Prace komisji są w toku, a wyniki będą prezentowane na stronie urzędu.",
    "Sieć świetlic jest sukcesywnie rozwijana w kolejnych sołectwach.",
    "W strukturze Rady działa grupa złożona z pedagogów i lekarzy.",
    "Na zadania z zakresu kultury przeznaczono w 2025 r. kwotę 340 tys. zł.",
)
VERDICTS = {
    "Wniosek uznaje się za zasadny.": "accepted",
    "Wniosek jest zasadny, o ile pozwoli na to budżet gminy.": "conditional",
    "Uwagę uwzględniono częściowo.": "partial",
    "Realizacja wniosku nie jest możliwa.": "rejected",
    "Sprawa nie należy do zadań gminy.": "out_of_scope",
    "Takie zajęcia są już prowadzone.": "already_done",
    "Wyjaśniamy, że zasady określa regulamin konkursu.": "explained",
    "Propozycja zostanie przeanalizowana.": "noted",
    "Uwaga stała się bezprzedmiotowa.": "moot",
}


@pytest.mark.parametrize(("verdict", "stance"), VERDICTS.items())
def test_background_does_not_decide_wherever_the_verdict_stands(verdict: str, stance: str) -> None:
    for place in range(len(BACKGROUND) + 1):
        sentences = [*BACKGROUND[:place], verdict, *BACKGROUND[place:]]
        for between in (" ", "\n"):
            assert judge(between.join(sentences)).value == stance
    assert judge(" ".join(BACKGROUND)).value == "unclear"


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("Postulat zasadny.", "accepted"),
        ("Postulat nie jest zasadny.", "rejected"),
        ("Uwaga uwzględniona nie została.", "rejected"),
        ("Postulat zasadny. Jego realizacja w miarę dostępności środków.", "conditional"),
        ("Postulat zasadny, lecz nie ma możliwości jego realizacji.", "rejected"),
        ("Nie ma możliwości realizacji. W przypadku pozyskania środków gmina rozważy zlecenie zadania.", "rejected"),
        ("Gmina rozważy zlecenie zadania, jeśli pojawią się środki.", "rejected"),
        ("Gmina rozważy zlecenie zadania.", "noted"),
        ("Uwaga zostanie uwzględniona w dalszych pracach.", "noted"),
        ("Uwaga wyjaśniona. Nie przewiduje się zmian.", "explained"),
        ("Propozycja „limit zostanie zniesiony” nie została przyjęta.", "rejected"),
        ("Proponuje się, aby wniosek został uwzględniony.", "unclear"),
    ],
)
def test_negation_condition_and_quotation(answer: str, stance: str) -> None:
    assert judge(answer).value == stance


def test_not_only_denies_nothing() -> None:
    assert stance_of_text("Nie tylko zasadny, ale i pilny.", "", "pl")[0].value == "accepted"


def test_words_of_the_proposal_are_not_the_verdict() -> None:
    proposal = "Brak możliwości zakupu sprzętu sportowego należy usunąć."
    answer = "Postulat dotyczący braku zapisu: brak możliwości zakupu sprzętu sportowego należy usunąć. Wydział popiera tę zmianę."
    assert judge(answer, proposal=proposal).value == "accepted"


@pytest.mark.parametrize(
    ("decision", "answer", "stance", "mixed"),
    [
        ("TAK", "", "accepted", False),
        ("TAK", "Zasadny, pod warunkiem zapewnienia finansowania.", "conditional", False),
        ("TAK", "W miarę dostępności środków.", "conditional", False),
        ("NIE", "Uwaga uwzględniona.", "rejected", True),
        ("NIE", "Wyjaśniamy, że limit wynika z uchwały.", "rejected", False),
        ("NIE DOTYCZY", "Zadanie jest już realizowane.", "already_done", False),
        ("NIE DOTYCZY", "Wykracza poza kompetencje Wydziału.", "out_of_scope", False),
        ("-", "Uwaga uwzględniona.", "accepted", False),
        ("Uwaga częściowo uwzględniona", "Zmieniono § 5.", "partial", False),
        ("do 30 czerwca", "Uwaga nieuwzględniona.", "rejected", False),
    ],
)
def test_decision_column_leads(decision: str, answer: str, stance: str, mixed: bool) -> None:
    found = judge(answer, decision)
    assert (found.value, found.mixed) == (stance, mixed)


def test_verdicts_that_differ_are_mixed_unless_laid_to_parts() -> None:
    assert judge("Uwaga uwzględniona/wyjaśniona.")[::3] == ("partial", True)
    assert judge("Pkt 1 uwzględniono. Pkt 2 – nie uwzględniono.")[::3] == ("partial", True)
    assert judge("Uwaga uwzględniona w zakresie pkt 1. W pozostałym zakresie nieuwzględniona.")[::3] == ("partial", False)


def test_rule_is_a_phrase_or_a_predicate_of_the_vocabulary() -> None:
    phrases = {row["phrase"] for table in ("stance", "modifiers", "conditions", "decisions") for row in rows(table)}
    phrases |= {row["word"] for row in rows("verdict_words")}
    classes = {row["class"] for row in rows("predicates")} | {"do", "wording"}
    for row in labelled("seen"):
        rule = judged(row).rule
        pieces = re.split(r" \+ | / ", rule)
        assert rule in phrases or pieces[0] in phrases or rule == "" or pieces[0].split(" ", maxsplit=1)[0] in classes


def test_a_deed_that_both_readers_of_rules_name_is_given_though_its_wording_is_rare() -> None:
    found = judge("The word has been replaced.", language="en")
    assert (found.value, found.grade) == ("accepted", "C")
