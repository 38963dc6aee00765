"""A fault of the program costs the step that it happened in, and is said."""

from __future__ import annotations

import pytest

import postulat
from postulat.normalize import minutes

PAGE = """<h1>Notatka ze spotkania w dniu 5 maja 2026 r.</h1><p>Spotkanie odbyło się w dniu 5 maja 2026 r.</p>
<table><tr><th>Lp.</th><th>Uwaga</th><th>Stanowisko</th></tr>
<tr><td>1</td><td>Więcej ławek w parku.</td><td>Uwzględniono.</td></tr></table>"""


def fail(*_: object) -> None:
    raise IndexError("tuple index out of range")


@pytest.mark.parametrize(("step", "variant"), [("read_meeting", "meeting"), ("read_matrix", "table")])
def test_a_fault_costs_one_step(step: str, variant: str, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    whole = postulat.read(page)
    assert (len(whole.postulates), len(whole.meetings)) == (1, 1)
    monkeypatch.setattr(minutes, step, fail)
    found = postulat.read(page)
    (said,) = (finding for finding in found.findings if finding.code == "internal-error")
    assert f'"step": "{variant}"' in (said.values or "")
    assert "tuple index out of range" in said.message
    assert (len(found.postulates), len(found.meetings)) == ((1, 0) if variant == "meeting" else (0, 1))
