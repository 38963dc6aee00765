"""Which language a person reads on the terminal: that of `--labels` where it is typed, else that of the system.

Programs listen to English: where `CI` is set, under `LC_ALL=C` and in lines of JSON no message is translated.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from postulat.normalize.wording import ENGLISH, languages

NAMED_BY = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables that name the language of messages, the first that is set decides (POSIX)."""
PLAIN = frozenset({"C", "POSIX"})
OFF = frozenset({"", "0", "false"})
"""Values of `CI` that say that no build is running."""
_speaking = [ENGLISH]


def language_of(environment: Mapping[str, str], typed: str | None = None) -> str:
    """The language of messages in an environment, where `typed` is what a person wrote behind `--labels`.

    >>> language_of({"LANG": "pl_PL.UTF-8"}), language_of({"LANG": "pl_PL.UTF-8", "LC_ALL": "C"}), language_of({"LANG": "xx"})
    ('pl', 'en', 'en')
    >>> language_of({}, "pl"), language_of({"LANG": "pl_PL.UTF-8"}, "en"), language_of({"CI": "true"}, "pl")
    ('pl', 'en', 'en')
    """
    named = next((environment[name] for name in NAMED_BY if environment.get(name)), "")
    plain = environment.get("LC_ALL", "").partition(".")[0] in PLAIN
    if environment.get("CI", "").lower() not in OFF or plain:
        return ENGLISH
    wanted = typed or named.partition("_")[0].partition(".")[0].lower()
    return wanted if wanted in languages() else ENGLISH


def speak(language: str) -> None:
    """Says in which language all that follows is to be told."""
    _speaking[0] = language


def speak_as_asked(typed: str | None = None) -> None:
    speak(language_of(os.environ, typed))


def speaking() -> str:
    return _speaking[0]
