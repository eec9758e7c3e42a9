"""Findings, and how many of them are reported."""

from __future__ import annotations

import pytest

from dmccb.problems import MAX_REPORTED, Problem, Severity, abridged


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
    assert counting.message == f"{said} from here on, in this file and those after it, are not listed"
