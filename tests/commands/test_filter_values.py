"""A filter that names nothing is a mistake, since nothing is what a reader takes for good news."""

from __future__ import annotations

import pytest

from dmccb.changerecord.filters import Filters
from dmccb.commands.diff import Question, diff
from dmccb.errors import UsageError
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> Repo:
    """Make two baselines, with an element on record and one that only a milestone names."""
    repo.write("baselines/organization/wbs.yaml", "W.1:\n  title: Pipelines\n  institution: Uni Ulm\n")
    plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/milestones.yaml").replace("due: 2020-01-31", "due: 2020-02-29\n  wbs: W.9.1")
    repo.write("baselines/milestones.yaml", text)
    return repo


@pytest.mark.parametrize(
    ("filters", "hint"),
    [
        pytest.param(Filters(releases=("R-11",)), "did you mean 'R-1'?", id="release"),
        pytest.param(Filters(elements=("W1",)), "did you mean 'W.1'?", id="element"),
        pytest.param(Filters(elements=("W.",)), "did you mean 'W.1'?", id="half-an-element"),
        pytest.param(Filters(institutions=("Oxford",)), "known: Uni Ulm", id="institution"),
        pytest.param(Filters(releases=("R-1", "x")), "known: R-1", id="one-of-two"),
    ],
)
def test_a_value_that_names_nothing(filters: Filters, hint: str, two: Repo) -> None:
    with pytest.raises(UsageError, match="names nothing on either side") as error:
        diff(two.root, ["v1.0"], Question(filters=filters))
    assert error.value.hint == hint


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param(Filters(releases=("R-1",)), id="release"),
        pytest.param(Filters(elements=("W.1",)), id="element-to-which-nothing-belongs"),
        pytest.param(Filters(elements=("W.9",)), id="above-an-element-that-is-not-on-record"),
        pytest.param(Filters(institutions=("ulm",)), id="part-of-the-name-of-an-institution"),
    ],
)
@pytest.mark.parametrize("grouping", [True, False])
def test_a_value_that_names_something(filters: Filters, grouping: bool, two: Repo) -> None:
    found = diff(two.root, ["v1.0"], Question(filters=filters, grouping=grouping)).changeset
    assert found.filtered == filters.given
