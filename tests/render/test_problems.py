"""Findings in four formats: nothing is lost, and no text can be taken for a command."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dmccb.checks.rules import RULES
from dmccb.problems import Problem, Severity
from dmccb.render import RENDERERS
from dmccb.render.problems import summary
from dmccb.render.view import View

FORMATS = RENDERERS["Problems"]


def finding(**changes: Any) -> Problem:  # Any: one field or another of a finding
    whole = {
        "path": "baselines/milestones/02C.03.yaml",
        "line": 41,
        "column": 8,
        "rule": "schema-format",
        "id": "LDM-503-10",
        "message": "due: '2019-13-02' is not a day of the calendar (months are 01 to 12)",
        "hint": "",
    }
    return Problem(**{**whole, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {},
            "baselines/milestones/02C.03.yaml:41:8: error: schema-format: "
            "LDM-503-10: due: '2019-13-02' is not a day of the calendar (months are 01 to 12)\n",
            id="one-line",
        ),
        pytest.param(
            {"path": "a.yaml", "message": "m", "hint": "do this"},
            "a.yaml:41:8: error: schema-format: LDM-503-10: m\n  do this\n",
            id="a-hint-is-indented-below",
        ),
        pytest.param(
            {"path": "a.yaml", "line": 0, "column": 0, "id": "", "message": "m"},
            "a.yaml: error: schema-format: m\n",
            id="of-a-whole-file",
        ),
        pytest.param(
            {"path": "a.yaml", "id": "A", "message": "A stands twice"},
            "a.yaml:41:8: error: schema-format: A stands twice\n",
            id="the-record-is-named-once",
        ),
        pytest.param(
            {"path": "a\x1b[2J.yaml", "id": "A\u202e", "message": "x\ny"},
            "a<U+001B>[2J.yaml:41:8: error: schema-format: A<U+202E>: x y\n",
            id="nothing-hides",
        ),
    ],
)
def test_text(changes: dict[str, Any], expected: str) -> None:
    assert FORMATS["text"]([finding(**changes)]) == expected


def test_a_terminal_shows_severities_in_colour() -> None:
    page = FORMATS["terminal"]([finding()], View(columns=80, colour=True))
    assert "\x1b[1;31merror\x1b[0m" in page
    assert "\x1b" not in FORMATS["terminal"]([finding()], View(columns=80))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"path": "a.yaml", "message": "m", "hint": "h"},
            "::error file=a.yaml,line=41,col=8,title=schema-format::LDM-503-10: m%0Ah\n",
            id="message-and-hint",
        ),
        pytest.param(
            {"path": "a,b:c%d.yaml", "message": "50%: a, b"},
            "::error file=a%2Cb%3Ac%25d.yaml,line=41,col=8,title=schema-format::LDM-503-10: 50%25: a, b\n",
            id="escaped",
        ),
        pytest.param(
            {"path": "a\nb.yaml", "message": "x\r\n::error::y", "id": ""},
            "::error file=a%0Ab.yaml,line=41,col=8,title=schema-format::x ::error::y\n",
            id="no-second-command",
        ),
        pytest.param(
            {"path": "a.yaml", "line": 0, "column": 0, "id": "", "message": "m"},
            "::error file=a.yaml,title=schema-format::m\n",
            id="of-a-whole-file",
        ),
        pytest.param(
            {"path": "a.yaml", "id": "", "message": "m", "severity": "note", "column": 0},
            "::notice file=a.yaml,line=41,title=schema-format::m\n",
            id="a-note-is-a-notice",
        ),
    ],
)
def test_github(changes: dict[str, Any], expected: str) -> None:
    assert FORMATS["github"]([finding(**changes)]) == expected


def test_json_has_everything() -> None:
    found = finding(hint="h")
    body = json.loads(FORMATS["json"]([found]))
    assert body == {
        "schema": "dmccb/problems/1",
        "counts": {"error": 1, "warning": 0, "note": 0},
        "problems": [found.as_json()],
    }


def test_sarif_is_built_as_the_standard_wants() -> None:
    found = [
        finding(),
        finding(path="baselines/ä b.yaml", line=0, column=0, rule="symlink", id="", message="m", hint="h"),
    ]
    body = json.loads(FORMATS["sarif"](found))
    (run,) = body["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert body["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == ["schema-format", "symlink"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["schema-format", "symlink"]
    first, second = (result["locations"][0]["physicalLocation"] for result in run["results"])
    assert first["region"] == {"startLine": 41, "startColumn": 8}
    assert second == {"artifactLocation": {"uri": "baselines/%C3%A4%20b.yaml", "uriBaseId": "%SRCROOT%"}}
    assert run["results"][1]["message"]["text"] == "m (h)"


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_sarif_knows_every_rule_and_severity(severity: Severity) -> None:
    found = [finding(rule=rule, severity=severity) for rule in RULES]
    (run,) = json.loads(FORMATS["sarif"](found))["runs"]
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)
    assert {result["level"] for result in run["results"]} == {severity}


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_no_finding_is_an_answer_too(fmt: str) -> None:
    text = FORMATS[fmt]([])
    assert text == "" or json.loads(text)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([], "no findings in 1,023 records", id="none"),
        pytest.param([finding()], "1 error (schema-format 1) in 1,023 records", id="one"),
        pytest.param(
            [finding(), finding(rule="tab"), finding(severity="warning")],
            "2 errors (schema-format 1, tab 1), 1 warning (schema-format 1) in 1,023 records",
            id="many",
        ),
    ],
)
def test_summary(found: list[Problem], expected: str) -> None:
    assert summary(found, 1023) == expected
