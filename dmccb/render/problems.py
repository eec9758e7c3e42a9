"""Findings -> str: for a terminal, for programs, for code scanning, for a log of GitHub's.

Pure.  Every text is made display first: a title cannot hide what it says, and
cannot begin a command in a log.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from dmccb.checks.rules import RULES, Rule
from dmccb.problems import SCHEMA, Problem, Severity, counts
from dmccb.render.display import display

_COLOURS: Mapping[Severity, str] = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def sentence(problem: Problem) -> str:
    """Return the message of a finding, with the record that it is about."""
    message = display(problem.message)
    subject = display(problem.id)
    named = not subject or message.startswith((f"{subject} ", f"{subject!r} "))
    return message if named else f"{subject}: {message}"


def terminal(problems: Sequence[Problem], *, colour: bool = False) -> str:
    """Return a line for each finding; a hint stands below the first one that has it."""
    said: set[str] = set()
    return "".join(f"{line}\n" for problem in problems for line in _lines(problem, said, colour=colour))


def _lines(problem: Problem, said: set[str], *, colour: bool) -> Iterator[str]:
    severity: str = problem.severity
    if colour:
        severity = f"\x1b[{_COLOURS[problem.severity]}m{severity}\x1b[0m"
    yield f"{display(problem.place)}: {severity}: {problem.rule}: {sentence(problem)}"
    if problem.hint and problem.hint not in said:
        said.add(problem.hint)
        yield f"  {display(problem.hint)}"


def as_json(problems: Sequence[Problem]) -> str:
    """Return the findings as JSON (``problems.schema.json``)."""
    body = {
        "schema": SCHEMA,
        "counts": counts(problems),
        "problems": [problem.as_json() for problem in problems],
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def sarif(problems: Sequence[Problem]) -> str:
    """Return the findings as SARIF 2.1.0, with the rules that they name."""
    names = sorted({problem.rule for problem in problems})
    rules = [RULES[name] for name in names]
    run = {
        "tool": {"driver": {"name": "dmccb", "rules": [_sarif_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem, names.index(problem.rule)) for problem in problems],
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _sarif_rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.description},
        "help": {"text": f"{rule.description} See {rule.citation}."},
        "defaultConfiguration": {"level": rule.severity},
    }


def _sarif_result(problem: Problem, index: int) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(problem.path), "uriBaseId": "%SRCROOT%"}}
    if problem.line:
        region = {"startLine": problem.line}
        if problem.column:
            region["startColumn"] = problem.column
        place["region"] = region
    text = sentence(problem)
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": f"{text} ({display(problem.hint)})" if problem.hint else text},
        "locations": [{"physicalLocation": place}],
    }


def github(problems: Sequence[Problem]) -> str:
    """Return the findings as workflow commands, which GitHub shows beside the lines."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    properties = {"file": problem.path}
    if problem.line:
        properties["line"] = str(problem.line)
        if problem.column:
            properties["col"] = str(problem.column)
    properties["title"] = problem.rule
    joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{sentence(problem)}\n{display(problem.hint)}" if problem.hint else sentence(problem)
    return f"::{_LEVELS[problem.severity]} {joined}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Sequence[Problem], records: int) -> str:
    """Return in one line how many findings there are, of which rules."""
    found = [
        f"{number} {severity}{'' if number == 1 else 's'} ({_rules(problems, severity)})"
        for severity, number in counts(problems).items()
        if number
    ]
    return f"{', '.join(found) or 'no findings'} in {records:,} record{'' if records == 1 else 's'}"


def _rules(problems: Sequence[Problem], severity: Severity) -> str:
    number = Counter(problem.rule for problem in problems if problem.severity == severity)
    return ", ".join(f"{rule} {number[rule]}" for rule in sorted(number))


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = MappingProxyType(
    {"github": github, "json": as_json, "sarif": sarif, "terminal": terminal}
)
"""Name of a format -> the function that writes findings in it."""
