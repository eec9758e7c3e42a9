"""Findings -> SARIF 2.1.0, as GitHub's code scanning wants it.

Pure.  Beyond what the standard asks for, code scanning wants a full
description and a help text of each rule, the version of the tool, a line for
each result, and fingerprints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

from dmccb import __version__
from dmccb.checks.rules import RULES, Rule
from dmccb.problems import Problem, Severity
from dmccb.render.causes import sentence
from dmccb.render.display import display
from dmccb.render.json_text import json_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_ABOUT = "https://ldm-294.lsst.io/"
"""The change control that the rules are for; dmccb has no page of its own."""

_PROBLEM: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "recommendation"}
"""What code scanning calls the severities of rules."""


def sarif(problems: Sequence[Problem]) -> str:
    """Return every finding as a result, with the rules that they name."""
    names = sorted({problem.rule for problem in problems})
    driver = {
        "name": "dmccb",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": _ABOUT,
        "rules": [_rule(RULES[name]) for name in names],
    }
    results = [
        _result(problem, names.index(problem.rule), fingerprint)
        for problem, fingerprint in zip(problems, _fingerprints(problems), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, object]:
    short = f"{rule.description.partition('. ')[0].rstrip('.')}."
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": short},
        "fullDescription": {"text": rule.description},
        "help": {
            "text": f"{rule.description} Source: {rule.citation}.",
            "markdown": f"{rule.description}\n\nSource: {rule.citation}.\n\n"
            "`dmccb check --list-rules` explains every rule.",
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {
            "tags": ["change-control"],
            "precision": "very-high",
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _result(problem: Problem, index: int, fingerprint: str) -> dict[str, object]:
    region = {"startLine": problem.line or 1}  # what concerns a whole file is shown at its first line
    if problem.column:
        region["startColumn"] = problem.column
    place = {
        "artifactLocation": {"uri": _uri(problem.path), "uriBaseId": "%SRCROOT%"},
        "region": region,
    }
    text = sentence(problem)
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": f"{text} ({display(problem.hint)})" if problem.hint else text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"recordAndRule/v1": fingerprint},
    }


def _fingerprints(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield what tells each finding from the others, wherever its record is and whatever its dates are."""
    before: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        subject = (problem.rule, problem.id or problem.path)
        before[subject] += 1
        text = "\0".join((*subject, str(before[subject])))
        yield sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _uri(path: str) -> str:
    """Return the path of a file as a URI; a name that is not UTF-8 byte by byte."""
    return quote(path.encode("utf-8", "surrogateescape"))
