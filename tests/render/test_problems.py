"""Findings as text, JSON and annotations: nothing is lost, and no text can be taken for a command."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dmccb.problems import Problem
from dmccb.render import RENDERERS
from dmccb.render.problems import summary, wrapped
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
        "schema": "dmccb/problems/2",
        "counts": {"error": 1, "warning": 0, "note": 0},
        "rules": {"schema-format": 1},
        "problems": [found.as_json()],
    }


def unattended(number: int) -> list[Problem]:
    return [
        finding(path="p.yaml", line=each, rule="unattended-product", severity="warning", id=f"p-{each}")
        for each in range(1, number + 1)
    ]


def test_findings_of_one_cause_are_one_line() -> None:
    many = [
        replace(one, message="no owner", cause="products lack an owner", hint="h") for one in unattended(84)
    ]
    assert FORMATS["text"]([finding(path="a.yaml", message="m"), *many], View(full=False)) == (
        "a.yaml:41:8: error: schema-format: LDM-503-10: m\n"
        "p.yaml:1:8: warning: unattended-product: 84 products lack an owner: p-1, p-2, p-3 and 81 more\n"
    )
    assert FORMATS["github"](many, View(full=False)) == (
        "::warning file=p.yaml,line=1,col=8,title=unattended-product::"
        "84 products lack an owner: p-1, p-2, p-3 and 81 more%0Ah\n"
    )
    assert len(FORMATS["text"](many, View(full=True)).splitlines()) == 84 + 1  # the hint is said once
    assert len(FORMATS["github"](many, View(full=True)).splitlines()) == 84


@pytest.mark.parametrize(
    ("fmt", "number", "lines"),
    [
        pytest.param("text", 12, 12, id="text-lists-as-many-as-any-list"),
        pytest.param("text", 13, 1, id="text-counts-more"),
        pytest.param("github", 3, 3, id="github-shows-a-few-of-a-rule"),
        pytest.param("github", 4, 1, id="github-counts-more"),
    ],
)
def test_how_many_findings_of_a_rule_are_listed(fmt: str, number: int, lines: int) -> None:
    assert len(FORMATS[fmt](unattended(number), View(full=False)).splitlines()) == lines


def test_json_and_sarif_list_every_finding() -> None:
    many = [replace(one, cause="products lack an owner") for one in unattended(84)]
    assert len(json.loads(FORMATS["json"](many, View(full=False)))["problems"]) == 84
    (run,) = json.loads(FORMATS["sarif"](many, View(full=False)))["runs"]
    assert len(run["results"]) == 84


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


RULES = [
    *("due-before-predecessor", "features-disagree", "not-canonical", "overdue", "schema-range", "tab"),
    *("unknown-field", "unknown-wbs", "unplanned"),
]
LONG = summary([finding(rule=rule) for rule in RULES for _ in range(120)], 1023, full=False)


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 140, 1000])
def test_a_long_summary_is_wrapped_and_no_number_leaves_its_word(columns: int) -> None:
    lines = wrapped(LONG, columns).splitlines()
    assert max(map(len, lines)) <= columns
    assert " ".join(line.strip() for line in lines) == LONG
    for unit in ("1,080 errors", "in 1,023 records", *(f"{rule} 120" for rule in RULES)):
        assert any(unit in line for line in lines), unit
    assert (len(lines) == 1) == (columns > len(LONG))


def test_a_summary_that_fits_is_one_line() -> None:
    assert wrapped("no findings in 1,023 records", 80) == "no findings in 1,023 records"
