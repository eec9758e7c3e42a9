"""``dmccb impact``: what depends on an item or a change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo, Result

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> Repo:
    """Make v1 and v2: a slip, and a milestone that left; with elements and roles around."""
    repo.records(
        "organization/wbs.yaml", "wbs", "'1':\n  title: All\n  manager: boss\n'1.2':\n  title: Part\n"
    )
    repo.records(
        "organization/roles.yaml", "role", "boss:\n  title: The boss\n  holders:\n    - person: ada\n"
    )
    repo.records("organization/persons.yaml", "person", "ada:\n  name: Ada\n")
    late = plan.milestone("M-3", predecessors=["M-2"], successors=["X-9"])
    plan.write(
        repo,
        [
            plan.milestone("GONE-1", predecessors=["M-1"]),
            plan.milestone("M-1", due="2020-01-01", wbs='"1.2"'),
            plan.milestone("M-2", due="2020-02-01", predecessors=["M-1"]),
            late,
            plan.milestone("R-1", predecessors=["M-2"], test_spec="LDM-5 §3"),
        ],
        [plan.release("R-1", ["GONE-1", "M-2"])],
    )
    plan.baseline(repo, dmccb, "v1")
    plan.write(
        repo,
        [
            plan.milestone("M-1", due="2020-01-31", wbs='"1.2"'),
            plan.milestone("M-2", due="2020-02-01", predecessors=["M-1"], forecast="2020-02-02"),
            late,
            plan.milestone("R-1", predecessors=["M-2"], test_spec="LDM-5 §3"),
        ],
        [plan.release("R-1", ["M-1", "M-2"])],
    )
    plan.baseline(repo, dmccb, "v2")
    return repo


def test_an_item(two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("impact", "M-1", "--full") == Result(
        0,
        "M-1  Title of M-1  [milestones]\n"
        "  is needed by (4):\n"
        "    M-2  Title of M-2\n"
        "    M-3  Title of M-3  (2 steps)\n"
        "    R-1  Title of R-1  (2 steps)\n"
        "    X-9  (not in these records)  (3 steps)\n"
        "  releases:\n"
        "    R-1  Title of R-1\n"
        "  documents:\n"
        "    LDM-5\n"
        "    PLAN-1\n"
        "  tests:\n"
        "    R-1: LDM-5 §3\n"
        "  responsible:\n"
        "    1.2  Part: The boss (Ada)\n",
        "",
    )


def test_what_is_further_away_is_counted(two: Repo, dmccb: Dmccb) -> None:
    said = dmccb("impact", "M-1").out
    assert "    … and 3 more, further away (--full shows them)\n" in said
    assert "M-3" not in said


def test_a_release_and_its_test_milestone_are_both_told(two: Repo, dmccb: Dmccb) -> None:
    said = dmccb("impact", "R-1").out
    assert "R-1  Title of R-1  [milestones]\n" in said
    assert "R-1  Title of R-1  [releases]\n  refers to (3):\n    M-1  Title of M-1  [milestones]\n" in said
    only = dmccb("impact", "R-1", "--collection", "releases").out
    assert only == said[said.index("R-1  Title of R-1  [releases]") :]


def test_an_element(two: Repo, dmccb: Dmccb) -> None:
    said = dmccb("impact", "1.2").out
    assert "  is referred to by (1):\n    M-1  Title of M-1  [milestones]\n" in said
    assert "    1.2  Part: The boss (Ada)\n" in said


def test_at_an_earlier_baseline(two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("impact", "GONE-1").code == 1
    assert (
        "GONE-1  Title of GONE-1  [milestones]\n  depends on (1):\n    M-1"
        in dmccb("impact", "GONE-1", "--at", "v1").out
    )


def test_what_is_connected_with_nothing_says_so(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    assert (
        dmccb("impact", "M-1").out
        == "M-1  Title of M-1  [milestones]\n  no other record is connected with it\n"
    )


def test_a_change(two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("impact", "v1", "v2")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "3 configuration items changed\n"
        "  releases affected (1):\n"
        "    R-1  Title of R-1\n"
        "  depending on what changed, and not listed as changed (4):\n"
        "    X-9  (not in these records)\n"
        "    M-2  Title of M-2\n"
        "    M-3  Title of M-3\n"
        "    R-1  Title of R-1\n"
        "  documents:\n"
        "    LDM-5\n"
        "    PLAN-1\n"
        "  tests (1):\n"
        "    R-1: LDM-5 §3\n"
        "  WBS elements, and who is responsible:\n"
        "    1.2  Part: The boss (Ada)\n"
    )


def test_what_left_is_looked_up_in_the_old_baseline(two: Repo, dmccb: Dmccb) -> None:
    body = json.loads(dmccb("impact", "v1", "v2", "--json").out)
    (gone,) = (one for one in body["changed"] if one["id"] == "GONE-1")
    assert (gone["title"], [link["id"] for link in gone["references"]]) == ("Title of GONE-1", ["M-1"])


def test_the_scope_is_the_documents_unless_all_is_asked(two: Repo, dmccb: Dmccb) -> None:
    text = two.read("baselines/organization/persons.yaml")
    two.write("baselines/organization/persons.yaml", text.replace("Ada", "Ada Vega"))
    plan.baseline(two, dmccb, "v3")
    assert dmccb("impact", "v2", "v3").out == "no configuration item changed\n"
    body = json.loads(dmccb("impact", "v2", "v3", "--all", "--json").out)
    assert [one["id"] for one in body["changed"]] == ["ada", "v3"]


@pytest.mark.parametrize("names", [["v2", "v2"], ["HEAD", "HEAD"]])
def test_nothing_changed(names: list[str], two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("impact", *names) == Result(0, "no configuration item changed\n", "")
    body = json.loads(dmccb("impact", *names, "--json").out)
    assert set(body) == {"changed", "releases", "depending", "documents", "tests", "responsible"}
    assert not any(body.values())


def test_a_ring_does_not_hang(repo: Repo, dmccb: Dmccb) -> None:
    repo.records(
        "milestones.yaml",
        "milestone",
        plan.milestone("M-1", predecessors=["M-2"]) + plan.milestone("M-2", predecessors=["M-1"]),
    )
    assert "  depends on (1):\n    M-2" in dmccb("impact", "M-1").out


def test_an_unknown_id_offers_the_nearest(two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("impact", "M1")
    assert (result.code, result.out) == (1, "")
    assert "did you mean M-1" in result.err


def test_the_shape_of_the_json(two: Repo, dmccb: Dmccb, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "impact.json", dmccb("impact", "M-1", "--json").out)


def test_the_shape_of_the_json_of_a_change(
    two: Repo, dmccb: Dmccb, golden: Callable[[Path, str], None]
) -> None:
    golden(GOLDEN / "impact-change.json", dmccb("impact", "v1", "v2", "--json").out)
