"""What the neighbours of a column say about its role: answers stand right of what they answer, one column holds the comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NAMED = 1.2
"""Points from which a heading says a role."""
EXPLICIT = 3.0
"""Points of a heading that surely means one role."""
NAMES = 2.2
"""Points of a heading that means a submitter: a name and its organisation have columns of their own."""
BARE = 2.5
"""Points of a heading ("Text") below which it means comments only where none says so explicitly."""
LEFT_UNANSWERED = 0.8
"""Points that it costs to leave comments without a reply which a heading promises."""
BESIDE_DECISION = 0.8
"""Points of a heading that may mean the answer beside a decision."""


def beside(before: tuple[str, ...], role: str, named: Sequence[Mapping[str, float]]) -> float:
    """What the columns to the left say about a role."""
    says = named[len(before)].get(role, 0.0)
    points = 0.0
    if role in before:
        points += SECOND.get(role, 0.0) if says < NAMED or role in ("number",) else SECOND_NAMED.get(role, 0.0)
    replied = "answer" in before or "decision" in before
    if role in ("answer", "decision"):
        if "text" in before and not replied:
            points += 0.8
        if role == "answer" and "answer" not in before and "decision" in before and "text" in before and says >= BESIDE_DECISION:
            points += 0.8
        if role == "answer" and not replied and named[len(before)].get("justification", 0.0) >= says > 0:
            points -= 1.6
        if role == "answer" and "answer" in before and named[len(before)].get("text", 0.0) >= EXPLICIT and says > 0:
            points += 2.0
        if role == "answer" and "answer" not in before and before.count("decision") > 1:
            points += 2.0
        if role == "answer" and not replied and says > 0 and answers_what_was_sent(before, named):
            points += 1.6
    if replied and role in ("text", "justification", "current"):
        points -= 1.8
    if replied and role == "text" and role in before:
        points -= 1.2
    if replied and role in ("target", "section"):
        points -= 3.2
    if role == "responder" and says < EXPLICIT - 1 and "text" not in before:
        points -= 0.8
    if role == "justification" and "text" in before:
        points += 0.3
    if role == "submitter" and role in before and says < NAMES:
        points -= 3.0
    if role == "submitter" and replied and says < NAMES:
        points -= 1.5
    return points


def answers_what_was_sent(before: tuple[str, ...], named: Sequence[Mapping[str, float]]) -> bool:
    """Whether a heading that may mean comments ("Finding", "Stellungnahme") stands right of what surely was sent by others."""
    mine = named[len(before)].get("text", 0.0)
    sent = max((named[index].get("text", 0.0) for index, role in enumerate(before) if role == "text"), default=0.0)
    return EXPLICIT <= mine < sent


SECOND: Mapping[str, float] = {
    "number": -3.0, "submitter": -4.0, "responder": -2.0, "section": -1.5, "target": -1.5, "text": -2.2, "answer": -1.4,
    "decision": -1.6, "justification": -1.5, "current": -2.0,
}  # fmt: skip
"""Points that a second column of a role costs, whose heading does not say it."""
SECOND_NAMED: Mapping[str, float] = {
    "number": -3.0, "submitter": -0.6, "responder": -1.0, "section": -0.5, "target": -0.2, "text": -0.6, "answer": -0.4,
    "decision": -1.0, "justification": -0.6, "current": -0.6,
}  # fmt: skip


def whole(roles: tuple[str, ...], named: Sequence[Mapping[str, float]]) -> float:
    """What the whole assignment is worth beyond its columns: one text, an answer beside it, no column that another makes idle.

    A bare "Text" beside comments that are called so is the draft, and a "Status" beside a decision is how far the matter is.
    """
    points = -1.6 * outdone(roles, named, "text", "current") - 2.2 * outdone(roles, named, "decision", "other")
    if "text" in roles:
        points += 2.0
        if "answer" in roles or "decision" in roles:
            points += 0.6
            if max(roles.index(role) for role in ("answer", "decision") if role in roles) < roles.index("text"):
                points -= 1.0
        elif "answer" not in roles and "decision" not in roles and could_reply(roles, named):
            points -= LEFT_UNANSWERED
    return points


def could_reply(roles: tuple[str, ...], named: Sequence[Mapping[str, float]]) -> bool:
    """Whether a heading right of what surely are comments may well mean what became of them ("Status")."""
    first = next((index for index, own in enumerate(named) if roles[index] == "text" and own.get("text", 0.0) >= EXPLICIT), None)
    return first is not None and any(own.get("decision", 0.0) >= NAMES for own in named[first + 1 :])


def outdone(roles: tuple[str, ...], named: Sequence[Mapping[str, float]], role: str, instead: str) -> int:
    """How many columns of a role have a heading that says it only barely and may mean another, while a third says it explicitly."""
    says = [points for points, own in zip(named, roles, strict=True) if own == role]
    if max((points.get(role, 0.0) for points in says), default=0.0) < EXPLICIT:
        return 0
    return sum(points.get(role, 0.0) < BARE and instead in points for points in says)
