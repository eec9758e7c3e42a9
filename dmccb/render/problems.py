"""Findings -> text, JSON, or annotations in a log of GitHub's.

Pure.  Findings come by importance.  Every value is made legible first: a title
cannot hide what it says, and cannot begin a command in a log.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dmccb.problems import SCHEMA, Problem, Severity, counts
from dmccb.render.causes import Cause, causes, each
from dmccb.render.display import display
from dmccb.render.inert import visible
from dmccb.render.json_text import json_text
from dmccb.render.plural import counted
from dmccb.render.view import FOLD, View

_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}

_PARTS_OF_SUMMARY = re.compile(r"(?<=[,;)]) | (?=\()")
"""Where the summary may be broken: never between a number and what it counts."""

MOST_ANNOTATIONS = 3
"""Annotations of one rule: GitHub shows ten of a step, and more rules than one are to be among them."""


def all_shown(problems: Sequence[Problem], fmt: str) -> bool:
    """Tell whether a format shows each finding by itself, without being asked to."""
    most = {"terminal": FOLD, "text": FOLD, "github": MOST_ANNOTATIONS}.get(fmt)
    return most is None or len(causes(problems, most)) == len(problems)


def shown(problems: Sequence[Problem], view: View) -> list[Cause]:
    """Return the findings as a page for people shows them."""
    return each(problems) if view.full else causes(problems, FOLD)


def text(problems: Sequence[Problem], view: View) -> str:
    """Return a line for each cause; a hint is said below the first finding that has it."""
    lines: list[str] = []
    for cause, hint in hinted(shown(problems, view)):
        first = cause.first
        lines.append(f"{display(first.place)}: {first.severity}: {first.rule}: {cause.sentence}")
        if hint:
            lines.append(f"  {hint}")
    return "".join(f"{line}\n" for line in lines)


def rows(problems: Sequence[Problem], view: View) -> int:
    """Return how many lines of findings a page has."""
    return len(shown(problems, view))


def hinted(found: Sequence[Cause]) -> Iterator[tuple[Cause, str]]:
    """Yield each cause, with its hint where it is a single finding and none before it has the same."""
    said: set[str] = set()
    for cause in found:
        told = cause.number > 1 or cause.hint in said
        yield cause, "" if told else cause.hint
        if cause.number == 1:
            said.add(cause.hint)


def as_json(problems: Sequence[Problem]) -> str:
    """Return the findings as JSON (``problems.schema.json``)."""
    of_rule = Counter(problem.rule for problem in problems)
    body = {
        "schema": SCHEMA,
        "counts": counts(problems),
        "rules": {rule: of_rule[rule] for rule in sorted(of_rule)},
        "problems": [problem.as_json() for problem in problems],
    }
    return json_text(body)


def github(problems: Sequence[Problem], view: View) -> str:
    """Return the causes as workflow commands, which GitHub shows beside the lines."""
    found = each(problems) if view.full else causes(problems, MOST_ANNOTATIONS)
    return "".join(f"{_command(cause)}\n" for cause in found)


def _command(cause: Cause) -> str:
    first = cause.first
    properties = {"file": first.path}
    if first.line:
        properties["line"] = str(first.line)
        if first.column:
            properties["col"] = str(first.column)
    properties["title"] = first.rule
    joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{cause.sentence}\n{cause.hint}" if cause.hint else cause.sentence
    return f"::{_LEVELS[first.severity]} {joined}::{_data(text)}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Sequence[Problem], records: int, *, full: bool = True) -> str:
    """Return in one line how many findings there are, of which rules.

    Parameters
    ----------
    problems
        Every finding.
    records
        How many records were looked at.
    full
        Whether each finding was listed; else it is said how to have that.
    """
    found = [
        f"{counted(number, severity)} ({_rules(problems, severity)})"
        for severity, number in counts(problems).items()
        if number
    ]
    told = f"{', '.join(found) or 'no findings'} in {counted(records, 'record')}"
    return told if full else f"{told}; --full lists each finding"


def wrapped(told: str, columns: int) -> str:
    """Return a summary on lines that fit a terminal, each number on one line with what it counts."""
    lines: list[str] = []
    for part in _PARTS_OF_SUMMARY.split(told):
        if lines and len(lines[-1]) + 1 + len(part) <= columns:
            lines[-1] += f" {part}"
        else:
            lines.append(f"  {part}" if lines else part)
    return "\n".join(lines)


def _rules(problems: Sequence[Problem], severity: Severity) -> str:
    number = Counter(problem.rule for problem in problems if problem.severity == severity)
    return ", ".join(f"{rule} {number[rule]}" for rule in sorted(number))
