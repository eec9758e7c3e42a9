"""Findings of one cause as one: which are, and what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.problems import Problem, Severity, by_importance
from dmccb.render.causes import causes, each, sentence


def problem(number: int = 1, **changes: str) -> Problem:
    whole = {"path": "a.yaml", "rule": "r", "id": f"M-{number}", "message": f"m {number}", **changes}
    return Problem(line=number, **whole)  # type: ignore[arg-type] # texts, of fields that are texts


def said(*problems: Problem, most: int = 12) -> list[str]:
    return [cause.sentence for cause in causes(by_importance(problems), most)]


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        pytest.param([problem()], ["M-1: m 1"], id="one"),
        pytest.param([problem(cause="are late")], ["M-1: m 1"], id="one-of-a-cause"),
        pytest.param([problem(1), problem(2)], ["M-1: m 1", "M-2: m 2"], id="each-of-its-own"),
        pytest.param(
            [problem(number, cause="are late") for number in (1, 2)],
            ["2 are late: M-1, M-2"],
            id="of-a-cause",
        ),
        pytest.param(
            [problem(number, cause="are late") for number in range(4)],
            ["4 are late: M-0, M-1, M-2, M-3"],
            id="a-single-one-is-not-left-out",
        ),
        pytest.param(
            [problem(number, cause="are late") for number in range(1000, 3000)],
            ["2,000 are late: M-1000, M-1001, M-1002 and 1,997 more"],
            id="many",
        ),
        pytest.param(
            [problem(number, cause="are late", id="M-1") for number in (1, 2)],
            ["2 are late: M-1"],
            id="a-record-is-named-once",
        ),
        pytest.param(
            [problem(1, cause="are late"), problem(2, cause="are lost"), problem(3, cause="are late")],
            ["2 are late: M-1, M-3", "M-2: m 2"],
            id="two-causes-of-one-rule",
        ),
        pytest.param(
            [problem(1, cause="are late"), problem(2, cause="are late", rule="s")],
            ["M-1: m 1", "M-2: m 2"],
            id="two-rules",
        ),
        pytest.param(
            [problem(1, cause="are late"), problem(2, cause="are late", severity="note")],
            ["M-1: m 1", "M-2: m 2"],
            id="two-severities",
        ),
        pytest.param(
            [problem(number) for number in range(14)],
            ["M-0: m 0; 13 more of this rule: M-1, M-2, M-3 and 10 more"],
            id="more-than-anyone-reads",
        ),
        pytest.param(
            [problem(number, id="", path=f"{number}.yaml", cause="files") for number in range(3)],
            ["3 files: 0.yaml, 1.yaml, 2.yaml"],
            id="of-files",
        ),
    ],
)
def test_what_is_said(problems: list[Problem], expected: list[str]) -> None:
    assert said(*problems) == expected


@pytest.mark.parametrize(
    ("hints", "expected"),
    [pytest.param(("h", "h"), "h", id="shared"), pytest.param(("g", "h"), "", id="of-one-only")],
)
def test_the_hint_is_that_of_all(hints: tuple[str, str], expected: str) -> None:
    found = [problem(number, cause="c", hint=hint) for number, hint in enumerate(hints)]
    assert [cause.hint for cause in causes(found, 12)] == [expected]


def test_nothing_hides_in_a_name() -> None:
    assert said(problem(1, cause="c\n", id="\u202e"), problem(2, cause="c\n")) == ["2 c: <U+202E>, M-2"]


SEVERITIES: list[Severity] = ["error", "warning", "note"]
PROBLEMS = st.lists(
    st.builds(
        Problem,
        path=st.sampled_from(["a", "b"]),
        line=st.integers(0, 3),
        rule=st.sampled_from(["r", "s"]),
        severity=st.sampled_from(SEVERITIES),
        message=st.just("m"),
        cause=st.sampled_from(["", "c", "d"]),
    ),
    max_size=20,
)


@given(PROBLEMS, st.integers(min_value=0, max_value=5))
def test_no_finding_is_lost_and_the_worst_come_first(found: list[Problem], most: int) -> None:
    shown = causes(by_importance(found), most)
    ranks = [SEVERITIES.index(cause.first.severity) for cause in shown]
    assert sum(cause.number for cause in shown) == len(found)
    assert ranks == sorted(ranks)
    assert [cause.first for cause in each(found)] == found


def test_a_record_is_named_once_in_its_sentence() -> None:
    assert sentence(problem(message="M-1 is twice")) == "M-1 is twice"
    assert sentence(problem(message="'M-1' is twice")) == "'M-1' is twice"
