"""The checks before a commit are those of the build, and the files that forges read are well-formed."""

from __future__ import annotations

import re

import yaml
from repository import ROOT

from postulat.version import __version__

VARIABLE = re.compile(r"\$\((\w+)\)")


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile, with its variables put in."""
    text = (ROOT / "Makefile").read_text("utf-8")
    values = dict(re.findall(r"^(\w+) :?= (.*)$", text, re.MULTILINE))
    lines = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", text, re.MULTILINE)
    assert lines is not None
    commands = lines[1].split("\n")[:-1]
    while any(VARIABLE.search(command) for command in commands):
        commands = [VARIABLE.sub(lambda found: values[found[1]], command) for command in commands]
    return [command.strip() for command in commands]


def test_hooks_are_the_checks_of_the_build() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == recipe("check")
    assert "make check" in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_forms_ask_for_what_is_needed() -> None:
    for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")):
        form = yaml.safe_load(path.read_text("utf-8"))
        if path.name != "config.yml":
            assert {"name", "description", "body"} <= form.keys(), path.name
            assert any(field.get("validations", {}).get("required") for field in form["body"]), path.name


def test_the_citation_names_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (citation["title"], citation["version"], citation["license"]) == ("Postulat", __version__, "MIT")
