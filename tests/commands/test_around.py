"""The records around a change: what is read for its reader, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from dmccb.commands.around import Around, Told, around
from dmccb.commands.session import session
from dmccb.compare.compare import compare
from dmccb.repository.read import read_changed
from dmccb.repository.schemas import load_kinds
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

NOTHING = Around(groups=False, members=False, who=False, as_of=date(2020, 1, 1))


def told(repo: Repo, wanted: Around) -> Told:
    """Return what is read around the change from v1.0 to v1.1."""
    with session(repo.root) as here:
        sides = here.open("v1.0"), here.open("v1.1")
        kinds = load_kinds(sides[1].snapshot)
        changed = read_changed(sides[0].snapshot, sides[1].snapshot, kinds)
        return around(sides, kinds, compare(*changed, kinds), changed, wanted)


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> Repo:
    """Make v1.0 and v1.1: a milestone of an element slips, and a release does not change."""
    organization = "baselines/organization"
    repo.write(f"{organization}/wbs.yaml", "W.1:\n  title: Pipelines\n  institution: Uni\n  manager: lead\n")
    repo.write(f"{organization}/roles.yaml", "lead:\n  title: Lead\n")
    releases = [plan.release("R-1", ["M-1", "M-2"])]
    others = [plan.milestone("M-2", due="2020-02-01"), plan.milestone("R-1", due="2020-03-01")]
    plan.write(repo, [plan.milestone("M-1", due="2020-01-01", wbs="W.1"), *others], releases)
    plan.baseline(repo, dmccb, "v1.0")
    plan.write(repo, [plan.milestone("M-1", due="2020-01-31", wbs="W.1"), *others], releases)
    plan.baseline(repo, dmccb, "v1.1")
    return repo


@pytest.mark.parametrize(
    ("wanted", "milestones", "releases"),
    [
        pytest.param(NOTHING, {"M-1"}, set(), id="what-changed"),
        pytest.param(NOTHING._replace(groups=True), {"M-1", "R-1"}, {"R-1"}, id="groups-and-their-dates"),
        pytest.param(
            NOTHING._replace(groups=True, members=True), {"M-1", "M-2", "R-1"}, {"R-1"}, id="their-members"
        ),
    ],
)
def test_what_is_read(wanted: Around, milestones: set[str], releases: set[str], two: Repo) -> None:
    found = told(two, wanted).background
    for side in (found.old, found.new):
        assert side["milestones"].keys() == milestones
        assert side.get("releases", {}).keys() == releases
    assert not told(two, wanted).who


def test_who_answers_for_what_changed(two: Repo) -> None:
    found = told(two, NOTHING._replace(who=True)).who
    assert {code: one.named for code, one in found.items()} == {"W.1": "Lead, Uni"}
