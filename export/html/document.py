"""What every HTML page of ours holds: its data, its own styles and script, and the policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json

from postulat.export.html.markup import Markup, tag


def data(name: str, value: object) -> Markup:
    """Values for the script, in an element that no browser runs."""
    return tag("script", {"type": "application/json", "id": name}, Markup(in_script(value)))


def in_script(value: object) -> str:
    r"""A value as JSON that cannot end the element it stands in.

    >>> print(in_script(["</script>"]))
    ["\u003c/script\u003e"]
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written.encode("utf-8", "replace").decode()


def digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
