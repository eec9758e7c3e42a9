"""Findings as SARIF: by the standard, and with all that GitHub's code scanning asks for."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from dmccb import __version__
from dmccb.checks.rules import RULES
from dmccb.problems import Problem, Severity
from dmccb.render import RENDERERS


def finding(**changes: Any) -> Problem:  # Any: one field or another of a finding
    whole = {
        "path": "baselines/milestones/02C.03.yaml",
        "line": 41,
        "column": 8,
        "rule": "schema-format",
        "id": "LDM-503-10",
        "message": "due: 'soon' is not a date",
    }
    return Problem(**{**whole, **changes})


def run_of(*found: Problem) -> dict[str, Any]:  # Any: JSON
    body = json.loads(RENDERERS["Problems"]["sarif"](found))
    assert body["version"] == "2.1.0"
    (run,) = body["runs"]
    assert isinstance(run, dict)
    return run


def test_it_is_built_as_the_standard_wants() -> None:
    run = run_of(
        finding(),
        finding(path="baselines/ä b.yaml", line=0, column=0, rule="symlink", id="", message="m", hint="h"),
    )
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == ["schema-format", "symlink"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["schema-format", "symlink"]
    first, second = (result["locations"][0]["physicalLocation"] for result in run["results"])
    assert first["region"] == {"startLine": 41, "startColumn": 8}
    assert second["artifactLocation"] == {"uri": "baselines/%C3%A4%20b.yaml", "uriBaseId": "%SRCROOT%"}
    assert run["results"][1]["message"]["text"] == "m (h)"


def test_code_scanning_knows_the_tool() -> None:
    driver = run_of(finding())["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["semanticVersion"]) == (
        "dmccb",
        __version__,
        __version__,
    )
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", driver["semanticVersion"])
    assert driver["informationUri"].startswith("https://")


def test_code_scanning_has_a_line_for_a_whole_file() -> None:
    (result,) = run_of(finding(line=0, column=0))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_every_rule_is_described_at_every_severity(severity: Severity) -> None:
    run = run_of(*(finding(rule=rule, severity=severity) for rule in RULES))
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == list(RULES)
    for rule in described:
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]+", rule["name"])
        assert 0 < len(rule["shortDescription"]["text"]) <= len(rule["fullDescription"]["text"]) <= 1024
        assert rule["shortDescription"]["text"].endswith(".")
        assert RULES[rule["id"]].citation in rule["help"]["text"]
        assert RULES[rule["id"]].citation in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] == RULES[rule["id"]].severity
        assert rule["properties"]["problem.severity"] in {"error", "warning", "recommendation"}
    assert {result["level"] for result in run["results"]} == {severity}


def fingerprints(*found: Problem) -> list[str]:
    return [result["partialFingerprints"]["recordAndRule/v1"] for result in run_of(*found)["results"]]


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param(finding(line=99, column=3), id="another-line"),
        pytest.param(finding(path="baselines/milestones/other.yaml"), id="another-file"),
        pytest.param(finding(message="due: 'later' is not a date"), id="another-value"),
    ],
)
def test_a_finding_is_the_same_wherever_it_is(moved: Problem) -> None:
    assert fingerprints(moved) == fingerprints(finding())


def test_two_findings_are_two() -> None:
    found = (
        finding(),
        finding(line=42),
        finding(id="M-1"),
        finding(rule="tab"),
        finding(id="", path="b.yaml"),
    )
    assert len(set(fingerprints(*found))) == len(found)
