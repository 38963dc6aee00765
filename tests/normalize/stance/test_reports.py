"""What a submitter asks and what the law provides is no verdict of the office."""

from __future__ import annotations

import pytest

from postulat.normalize.stance.reports import reports
from postulat.normalize.stance.stance import judge


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("Wnioskodawca wnosi o uwzględnienie działki w planie.", "pl"),
        ("Ustawa przewiduje, że uwagi nieuwzględnione przedstawia się radzie.", "pl"),
        ("The commenter asks that the rule be withdrawn.", "en"),
        ("A commenter argued that the Board should reject the plan.", "en"),
        ("Der Einwender beantragt, die Baugrenze zu verschieben.", "de"),
        ("In der Stellungnahme wird vorgeschlagen, den Weg zu verbreitern.", "de"),
        ("Připomínkující navrhuje doplnit odstavec 4.", "cs"),
        ("Žiadateľ uviedol, že stromy zostanú zachované.", "sk"),
    ],
)
def test_a_report_decides_nothing(answer: str, language: str) -> None:
    assert judge(answer, None, "", language).value in ("unclear", "explained", "noted")


def test_the_office_speaks_on_after_a_report() -> None:
    answer = "The commenter asks that the fee be dropped. The Board agrees and will change the rule."
    assert judge(answer, None, "", "en").value == "accepted"
    assert judge("Wnioskodawca prosi o ławkę, ławka zostanie ustawiona w maju.", None, "", "pl").value == "accepted"


def test_what_the_law_itself_does_not_allow_is_said_by_the_office() -> None:
    assert reports("Ustawa nie przewiduje takiej możliwości.", "pl") == ()
    assert judge("Ustawa nie przewiduje takiej możliwości.", None, "", "pl").value == "rejected"
