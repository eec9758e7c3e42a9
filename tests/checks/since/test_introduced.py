"""Findings that a change introduced, told from those that were there."""

from __future__ import annotations

import pytest

from dmccb.checks.since.introduced import introduced
from dmccb.problems import Problem
from tests.checks.plan import KINDS


def finding(
    path: str = "baselines/milestones/a.yaml", line: int = 1, key: str = "A", text: str = "x"
) -> Problem:
    return Problem(path=path, line=line, rule="unknown-wbs", id=key, message=text)


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        pytest.param([finding()], [finding()], 0, id="the-same"),
        pytest.param([finding()], [finding(line=9)], 0, id="moved-down"),
        pytest.param([finding()], [finding("baselines/milestones/b.yaml")], 0, id="moved-to-another-file"),
        pytest.param([finding()], [finding("baselines/products.yaml")], 1, id="of-another-kind"),
        pytest.param([finding()], [finding(), finding(line=2)], 1, id="one-more-of-the-same"),
        pytest.param([finding()], [finding(text="y")], 1, id="another-sentence"),
        pytest.param([finding(text="at b.yaml:3")], [finding(text="at b.yaml:4")], 0, id="a-place"),
        pytest.param([finding(key="")], [finding("baselines/milestones/b.yaml", key="")], 1, id="of-a-file"),
        pytest.param([finding()], [], 0, id="corrected"),
    ],
)
def test_introduced(old: list[Problem], new: list[Problem], left: int) -> None:
    assert len(introduced(new, old, KINDS, "baselines")) == left
