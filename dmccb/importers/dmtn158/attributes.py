"""Bullets of an attribute list in DMTN-158 -> Attributes.

Pure.  Cites DMTN-158 (2021-05-10) "Milestones by WBS": ``WBS``, ``Level``,
``Test specification``, ``Predecessors``, ``Successors``, ``Due``, and
``Completed`` or ``Completion pending``, the last two with their ticket.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dmccb.importers.lines import Line, is_day

ATTRIBUTE = re.compile(r"• (?:(?P<name>[A-Z][A-Za-z ]*): (?P<value>.+)|(?P<state>Completion pending.*))")
"""A line of an attribute list."""

_CITATION = re.compile(r"\b([A-Z][A-Za-z]*-\d+) \[(?:\d+|\1)\]")
_TICKET = re.compile(r"(?P<value>.*?) ?\[(?P<ticket>[A-Z][A-Z0-9]*-\d+)\]")
_PENDING = "Completion pending"
_UNDEFINED = "Undefined"
_LEVELS = frozenset({"1", "2", "3", "4", _UNDEFINED})
_NAMES = frozenset({"WBS", "Test specification", "Predecessors", "Successors", _PENDING})


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


def attributes(lines: Sequence[Line]) -> tuple[Attributes | None, list[Line]]:
    """Return what an attribute list says, none if it says nothing, and the lines not understood."""
    values: dict[str, str] = {}
    unread: list[Line] = []
    for line in lines:
        name, value = _attribute(line.text)
        if name in values or not _is_sound(name, value):
            unread.append(line)
        else:
            values[name] = value
    return _attributes(values) if values else None, unread


def _attribute(line: str) -> tuple[str, str]:
    match = ATTRIBUTE.fullmatch(line)
    if not match:
        return "", ""
    if match["state"]:
        return _PENDING, match["state"].removeprefix(_PENDING).strip()
    return match["name"], match["value"]


def _is_sound(name: str, value: str) -> bool:
    if name == "Level":
        return value in _LEVELS
    if name in {"Due", "Completed"}:
        return is_day(_ticket(value)[0])
    return name in _NAMES


def _attributes(values: Mapping[str, str]) -> Attributes:
    spec, testplan = _ticket(uncited(values.get("Test specification", "")))
    completed, done = _ticket(values.get("Completed", ""))
    _, pending = _ticket(values.get(_PENDING, ""))
    level = values.get("Level", _UNDEFINED)
    return Attributes(
        wbs=values.get("WBS", ""),
        level=None if level == _UNDEFINED else int(level),
        test_spec="" if spec == _UNDEFINED else spec,
        jira_testplan=testplan,
        predecessors=listed_codes(values.get("Predecessors", "")),
        successors=listed_codes(values.get("Successors", "")),
        due=values.get("Due", ""),
        completed=completed,
        pending=_PENDING in values,
        jira=done or pending,
    )


def listed_codes(text: str) -> tuple[str, ...]:
    """Return the codes of a comma-separated list, sorted."""
    return tuple(sorted({code for code in text.split(", ") if code}))


def _ticket(text: str) -> tuple[str, str]:
    """Split ``text [DM-1]`` into the text and the ticket."""
    match = _TICKET.fullmatch(text)
    return (match["value"], match["ticket"]) if match else (text, "")


def uncited(text: str) -> str:
    """Drop citation numbers: they mean nothing outside the document."""
    return _CITATION.sub(r"\1", text)
