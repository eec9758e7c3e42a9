"""Findings, and how many of them are reported."""

from __future__ import annotations

import pytest

from dmccb.problems import MAX_REPORTED, SEVERITIES, Problem, Severity, abridged, by_importance, by_place


def problems(number: int, severity: Severity = "warning") -> list[Problem]:
    return [
        Problem(path="a.yaml", line=line, rule="r", severity=severity, message="m") for line in range(number)
    ]


def test_a_thousand_findings_are_all_reported() -> None:
    assert abridged(problems(MAX_REPORTED)) == problems(MAX_REPORTED)


@pytest.mark.parametrize(
    ("last", "severity", "said"),
    [
        pytest.param(problems(2), "warning", "2 warnings", id="warnings"),
        pytest.param(
            [*problems(2), *problems(1, "error")], "error", "1 error, 2 warnings", id="the-worst-counts"
        ),
        pytest.param(problems(1, "note"), "note", "1 note", id="notes"),
    ],
)
def test_the_others_are_counted(last: list[Problem], severity: Severity, said: str) -> None:
    *first, counting = abridged([*problems(MAX_REPORTED), *last])
    assert first == problems(MAX_REPORTED)
    assert (counting.rule, counting.severity, counting.path) == ("too-many-findings", severity, "a.yaml")
    assert counting.message == f"{said} beyond the first 1000 findings are not listed"


def test_the_worst_findings_come_first_then_by_rule_then_by_place() -> None:
    found = [
        Problem(path=path, line=line, rule=rule, severity=severity, message="m")
        for severity in SEVERITIES
        for rule in ("r", "s")
        for path in ("a", "b")
        for line in (9, 10)
    ]
    assert by_importance(reversed(found)) == found
    assert by_place(found) == sorted(found)
