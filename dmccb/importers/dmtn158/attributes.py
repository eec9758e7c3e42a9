"""Bullets of an attribute list in DMTN-158 -> Attributes.

Pure.  Cites DMTN-158 (2021-05-10) "Milestones by WBS": ``WBS``, ``Level``,
``Test specification``, ``Predecessors``, ``Successors``, ``Due``, and
``Completed`` or ``Completion pending``, the last with their ticket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dmccb.importers.lines import is_day

ATTRIBUTE = re.compile(r"• (?:(?P<name>[A-Z][A-Za-z ]*): (?P<value>.+)|(?P<state>Completion pending.*))")
"""A line of an attribute list."""

_CITATION = re.compile(r"\b([A-Z][A-Za-z]*-\d+) \[(?:\d+|\1)\]")
_TICKET = re.compile(r"(?P<value>.*?) ?\[(?P<ticket>[A-Z][A-Z0-9]*-\d+)\]")
_NAMES = frozenset(
    {
        "WBS",
        "Level",
        "Test specification",
        "Predecessors",
        "Successors",
        "Due",
        "Completed",
        "Completion pending",
    },
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attributes:
    """The attribute list of one milestone; empty where it says nothing."""

    wbs: str
    level: int | None
    test_spec: str
    jira_testplan: str
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    due: str
    completed: str
    pending: bool
    jira: str


def take(line: str, values: dict[str, str]) -> bool:
    """Add one line of an attribute list to its values; tell whether it was understood."""
    match = ATTRIBUTE.fullmatch(line)
    name = match and (match["name"] or "Completion pending")
    value = match and (match["value"] or match["state"].removeprefix("Completion pending").strip())
    if name is None or value is None or name not in _NAMES or name in values or not _sound(name, value):
        return False
    values[name] = value
    return True


def _sound(name: str, value: str) -> bool:
    if name == "Level":
        return value in {"1", "2", "3", "4", "Undefined"}
    if name in {"Due", "Completed"}:
        return is_day(_ticket(value)[0])
    return True


def attributes(values: dict[str, str]) -> Attributes:
    """Return the attribute list that these values make."""
    spec, testplan = _ticket(uncited(values.get("Test specification", "")))
    completed, done = _ticket(values.get("Completed", ""))
    _, pending = _ticket(values.get("Completion pending", ""))
    level = values.get("Level", "Undefined")
    return Attributes(
        wbs=values.get("WBS", ""),
        level=int(level) if level.isdigit() else None,
        test_spec="" if spec == "Undefined" else spec,
        jira_testplan=testplan,
        predecessors=codes(values.get("Predecessors", "")),
        successors=codes(values.get("Successors", "")),
        due=values.get("Due", ""),
        completed=completed,
        pending="Completion pending" in values,
        jira=done or pending,
    )


def codes(text: str) -> tuple[str, ...]:
    """Return the codes of a list that is parted by commas, sorted."""
    return tuple(sorted({code for code in text.split(", ") if code}))


def _ticket(text: str) -> tuple[str, str]:
    """Part ``text [DM-1]`` into the text and the ticket."""
    match = _TICKET.fullmatch(text)
    return (match["value"], match["ticket"]) if match else (text, "")


def uncited(text: str) -> str:
    """Drop citation numbers: they mean nothing outside the document."""
    return _CITATION.sub(r"\1", text)
