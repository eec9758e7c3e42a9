"""Findings -> text, JSON, SARIF for code scanning, or annotations in a log of GitHub's.

Pure.  Every value is made legible first: a title cannot hide what it says, and
cannot begin a command in a log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from dmccb.checks.rules import RULES, Rule
from dmccb.problems import SCHEMA, Problem, Severity, counts
from dmccb.render.display import display
from dmccb.render.inert import visible
from dmccb.render.json_text import json_text
from dmccb.render.plural import counted
from dmccb.render.view import View

_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def sentence(problem: Problem) -> str:
    """Return the message of a finding, with the record that it is about."""
    message = display(problem.message)
    subject = display(problem.id)
    named = not subject or message.startswith((f"{subject} ", f"{subject!r} "))
    return message if named else f"{subject}: {message}"


def text(problems: Sequence[Problem], view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return a line for each finding; a hint is said below the first one that has it."""
    lines: list[str] = []
    for problem, hint in hinted(problems):
        lines.append(f"{display(problem.place)}: {problem.severity}: {problem.rule}: {sentence(problem)}")
        if hint:
            lines.append(f"  {hint}")
    return "".join(f"{line}\n" for line in lines)


def rows(problems: Sequence[Problem], view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many findings a table has."""
    return len(problems)


def hinted(problems: Sequence[Problem]) -> Iterator[tuple[Problem, str]]:
    """Yield each finding, with its hint where no finding before it has the same."""
    said: set[str] = set()
    for problem in problems:
        yield problem, "" if problem.hint in said else display(problem.hint)
        said.add(problem.hint)


def as_json(problems: Sequence[Problem]) -> str:
    """Return the findings as JSON (``problems.schema.json``)."""
    body = {
        "schema": SCHEMA,
        "counts": counts(problems),
        "problems": [problem.as_json() for problem in problems],
    }
    return json_text(body)


def sarif(problems: Sequence[Problem]) -> str:
    """Return the findings as SARIF 2.1.0, with the rules that they name."""
    names = sorted({problem.rule for problem in problems})
    rules = [RULES[name] for name in names]
    run = {
        "tool": {"driver": {"name": "dmccb", "rules": [_sarif_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem, names.index(problem.rule)) for problem in problems],
    }
    return json_text({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _sarif_rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.description},
        "help": {"text": f"{rule.description} See {rule.citation}."},
        "defaultConfiguration": {"level": rule.severity},
    }


def _sarif_result(problem: Problem, index: int) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(problem.path), "uriBaseId": "%SRCROOT%"}}
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


def _uri(path: str) -> str:
    """Return the path of a file as a URI; a name that is not UTF-8 byte by byte."""
    return quote(path.encode("utf-8", "surrogateescape"))


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
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Sequence[Problem], records: int) -> str:
    """Return in one line how many findings there are, of which rules."""
    found = [
        f"{counted(number, severity)} ({_rules(problems, severity)})"
        for severity, number in counts(problems).items()
        if number
    ]
    return f"{', '.join(found) or 'no findings'} in {counted(records, 'record')}"


def _rules(problems: Sequence[Problem], severity: Severity) -> str:
    number = Counter(problem.rule for problem in problems if problem.severity == severity)
    return ", ".join(f"{rule} {number[rule]}" for rule in sorted(number))
