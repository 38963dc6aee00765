"""The libraries that a user installs: their licences, their known vulnerabilities, and a list of them for a release (an SBOM).

`licences` ends with 1 where a licence would bind ours; `vulnerabilities` where a database knows one, and says so where it cannot
ask; `sbom FILE` writes CycloneDX 1.5.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
BINDING = re.compile(r"\b(?:AGPL|GPL)(?:v?[\d.]+|-[\w.]+)?\b|GNU (?:Affero )?General Public|Commons Clause|\bSSPL\b|\bBUSL\b", re.I)
"""Licences under which a work that uses the library must be given away likewise, or may not be sold."""
WEAK = re.compile(r"\bLGPL|Lesser|Library General", re.I)
"""Those bind changes of the library itself alone."""
SECONDS = 120


class Library(NamedTuple):
    """A library as installed here."""

    name: str
    version: str
    licence: str


def wanted(extras: Iterable[str] = ("all",)) -> Iterator[Library]:
    """What a user gets with these extras, and what that brings along."""
    waiting, seen = ["postulat"], set[str]()
    asked = {"postulat": set(extras)}
    while waiting:
        name = waiting.pop()
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        if name != "postulat" and name not in seen:
            yield Library(found.metadata["Name"], found.version, licence_of(found))
        seen.add(name)
        for line in found.requires or ():
            other, more = required(line, asked.get(name, set()))
            if other and (other not in seen or more - asked.get(other, set())):
                asked.setdefault(other, set()).update(more)
                waiting.append(other)


def required(line: str, extras: set[str]) -> tuple[str, set[str]]:
    """The name of a required library, and its extras; empty where it is not required here."""
    from packaging.requirements import Requirement

    requirement = Requirement(line)
    for extra in ("", *extras):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            return re.sub(r"[-_.]+", "-", requirement.name).lower(), set(requirement.extras)
    return "", set()


def licence_of(found: Distribution) -> str:
    """What a library says of its licence: an SPDX expression, else its classifiers, else its own words."""
    told = found.metadata.get("License-Expression")
    classes = [one.rpartition(" :: ")[2] for one in found.metadata.get_all("Classifier") or () if one.startswith("License :: ")]
    return told or "; ".join(classes) or " ".join((found.metadata.get("License") or "").split())[:80] or "not told"


def binds(licence: str) -> bool:
    """Whether a licence would bind ours; where there is a choice, it does not.

    >>> binds("GPL-3.0-only"), binds("MIT"), binds("LGPL-2.1"), binds("GPL-2.0 OR MIT")
    (True, False, False, False)
    """
    choices = re.split(r"\s+OR\s+|/", licence)
    return all(BINDING.search(WEAK.sub("", choice)) and not WEAK.search(choice) for choice in choices)


def licences() -> int:
    found = sorted(set(wanted()))
    bad = [library for library in found if binds(library.licence)]
    unknown = [library for library in found if library.licence == "not told"]
    for library in bad:
        print(f"{library.name} {library.version}: {library.licence} would bind ours")
    for library in unknown:
        print(f"{library.name} {library.version}: says nothing of its licence")
    print(f"{len(found)} libraries, {len(bad)} with a licence that binds ours")
    return 1 if bad or not found else 0


def vulnerabilities() -> int:
    """Asks a database through pip-audit, where that is installed and the database can be reached."""
    if find_spec("pip_audit") is None:
        print("known vulnerabilities were not looked for: pip-audit is not installed (pip install pip-audit)")
        return 0
    lock = ROOT / "requirements.lock"
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        str(lock),
        "--no-deps",
        "--disable-pip",
        "--progress-spinner",
        "off",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        print("known vulnerabilities were not looked for: the database does not answer")
        return 0
    if done.returncode and "found" not in done.stderr.lower():
        print("known vulnerabilities were not looked for: the database cannot be reached")
        return 0
    print((done.stdout + done.stderr).strip())
    return done.returncode


def sbom(path: Path) -> int:
    """The libraries in the format that scanners read; the same libraries give the same bytes."""
    parts = [
        {
            "type": "library",
            "name": library.name,
            "version": library.version,
            "purl": f"pkg:pypi/{library.name.lower().replace('_', '-')}@{library.version}",
            "licenses": [{"license": {"name": library.licence}}],
        }
        for library in sorted(set(wanted()))
    ]
    own = distribution("postulat")
    about = {"component": {"type": "application", "name": "postulat", "version": own.version}}
    told = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": about, "components": parts}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"{len(parts)} libraries in {path}")
    return 0 if parts else 1


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("command", choices=["licences", "vulnerabilities", "sbom"], nargs="?", default="licences")
    asked.add_argument("file", type=Path, nargs="?", default=Path("out/postulat.cdx.json"))
    options = asked.parse_args()
    if options.command == "sbom":
        return sbom(options.file)
    return {"licences": licences, "vulnerabilities": vulnerabilities}[options.command]()


if __name__ == "__main__":
    sys.exit(main())
