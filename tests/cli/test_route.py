"""``dmccb route``: who controls a change."""

from __future__ import annotations

import json

import pytest

from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo
from tests.commands.test_policies import write
from tests.policy.texts import ASKED, ROUTE, rule

NOTES = rule("notes", "requirement: route\nwhen:\n  control:\n    - note\nroute: none")


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> Repo:
    write(repo, ROUTE, ASKED, NOTES)
    plan.two_baselines(repo, dmccb)
    return repo


@pytest.mark.usefixtures("two")
def test_two_baselines(dmccb: Dmccb) -> None:
    result = dmccb("route", "v1.0", "v1.1")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Route of v1.0 → v1.1: team; 5 items: 4 team, 1 none")
    assert "- M-1  Title of M-1 (due +30 d)\n" in result.out
    assert dmccb("route", "v1.0..v1.1") == result


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("fmt", ["text", "markdown", "json"])
def test_formats(fmt: str, dmccb: Dmccb) -> None:
    said = dmccb("route", "v1.0", "v1.1", "--format", fmt).out
    assert ("## Route of" in said) == (fmt == "markdown")
    assert fmt != "json" or json.loads(said)["route"] == "team"


@pytest.mark.usefixtures("two")
def test_roles_are_held_on_the_day_that_is_asked_for(dmccb: Dmccb) -> None:
    assert "as of 2019-12-24\n" in dmccb("route", "v1.0", "v1.1", "--as-of", "2019-12-24").out


def test_a_file(two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("route", "v1.0", "v1.1", "-o", two.root / "route.json").out == ""
    assert json.loads(two.read("route.json"))["counts"] == {"team": 4, "none": 1}


def test_an_invalid_record_makes_the_route_uncertain(two: Repo, dmccb: Dmccb) -> None:
    plan.write(two, [plan.milestone("M-1", level=9)], [])
    result = dmccb("route")
    assert result.code == 3
    assert result.out.startswith("Route of v1.1 → working tree: team")
    assert "1 changed record is invalid" in result.out
    assert result.err == (
        "dmccb: the change has invalid records, so its route is not certain\n"
        "hint: dmccb check says where and why\n"
    )


@pytest.mark.usefixtures("two")
def test_there_are_two_sides_at_most(dmccb: Dmccb) -> None:
    result = dmccb("route", "v1.0", "v1.1", "v1.0")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("dmccb: route compares two sides, not 3\n")
