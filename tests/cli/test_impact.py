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
        "organization/wbs.yaml",
        "wbs",
        "'1':\n  title: All\n  institution: Observatory\n  manager: boss\n'1.2':\n  title: Part\n",
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
    assert dmccb("impact", "M-1", "--full", "--as-of", "2020-02-29") == Result(
        0,
        "M-1  Title of M-1  [milestones]\n"
        "  due 2020-01-31, overdue 29 d as of 2020-02-29\n"
        "  releases affected (1):\n"
        "    ID   state\n"
        "    R-1  open   Title of R-1\n"
        "  WBS elements, and who answers:\n"
        "    1.2  Part: The boss (Ada), Observatory\n"
        "  is needed by (4):\n"
        "    ID   due         state         margin  waits for  steps\n"
        "    M-2  2020-02-01  overdue 28 d  +1 d    M-1        1      Title of M-2\n"
        "    M-3              open                             2      Title of M-3\n"
        "    R-1              open                             2      Title of R-1\n"
        "    X-9                                               3      (not in these records)\n"
        "  documents:\n"
        "    LDM-5\n"
        "    PLAN-1\n"
        "  tests:\n"
        "    R-1: LDM-5 §3\n",
        "",
    )


def test_what_is_further_away_is_counted(two: Repo, dmccb: Dmccb) -> None:
    said = dmccb("impact", "M-1").out
    assert "    … and 3 more, further away (--full shows them)\n" in said
    assert "M-3" not in said


def test_a_release_and_its_test_milestone_are_both_told(two: Repo, dmccb: Dmccb) -> None:
    said = dmccb("impact", "R-1").out
    assert "R-1  Title of R-1  [milestones]\n" in said
    assert "R-1  Title of R-1  [releases]\n" in said
    assert "  refers to (3):\n    ID   collection  due         state" in said
    only = dmccb("impact", "R-1", "--collection", "releases").out
    assert only == said[said.index("R-1  Title of R-1  [releases]") :]


def test_an_element(two: Repo, dmccb: Dmccb) -> None:
    said = dmccb("impact", "1.2").out
    assert "  is referred to by (1):\n    ID   collection  due         state" in said
    assert "    M-1  milestones  2020-01-31  overdue " in said
    assert "    1.2  Part: The boss (Ada), Observatory\n" in said
    assert "releases" not in said


def test_at_an_earlier_baseline(two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("impact", "GONE-1").code == 1
    said = dmccb("impact", "GONE-1", "--at", "v1").out
    assert said.startswith("GONE-1  Title of GONE-1  [milestones]\n  no due date, open as of 2020-01-01\n")
    assert "  depends on (1):\n    ID   due         state\n    M-1  2020-01-01" in said


def test_what_is_connected_with_nothing_says_so(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    assert dmccb("impact", "M-1", "--as-of", "2020-01-01").out == (
        "M-1  Title of M-1  [milestones]\n"
        "  no due date, open as of 2020-01-01\n"
        "  no other record is connected with it\n"
    )


def test_a_change(two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("impact", "v1", "v2")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "v1 → v2, as of 2020-01-02\n"
        "  3 records came, left, or changed their dates, links or contents; "
        "1 other changed and moves nothing\n"
        "  releases affected: 1 open\n"
        "  who answers: The boss (Ada)\n"
        "  releases affected (1):\n"
        "    ID   state  why\n"
        "    R-1  open   features  Title of R-1\n"
        "  milestones affected (4):\n"
        "    ID      due         slip   state    margin      waits for  why\n"
        "    M-2     2020-02-01         open     +31 → +1 d  M-1        1 step   Title of M-2\n"
        "    M-1     2020-01-31  +30 d  open                            due      Title of M-1\n"
        "    M-3                        open                            2 steps  Title of M-3\n"
        "    GONE-1                     removed                         removed  Title of GONE-1\n"
        "  IDs that no record has (1):\n"
        "    ID   why\n"
        "    X-9  3 steps  (not in these records)\n"
        "  WBS elements, and who answers:\n"
        "    1.2  Part: The boss (Ada), Observatory\n"
        "  documents:\n"
        "    LDM-5\n"
        "    PLAN-1\n"
        "  tests (1):\n"
        "    R-1: LDM-5 §3\n"
    )


def test_what_left_is_looked_up_in_the_old_baseline(two: Repo, dmccb: Dmccb) -> None:
    body = json.loads(dmccb("impact", "v1", "v2", "--json").out)
    (gone,) = (one for one in body["changed"] if one["id"] == "GONE-1")
    assert (gone["title"], [link["id"] for link in gone["references"]]) == ("Title of GONE-1", ["M-1"])


def test_another_word_moves_nobody(two: Repo, dmccb: Dmccb) -> None:
    text = two.read("baselines/organization/persons.yaml")
    two.write("baselines/organization/persons.yaml", text.replace("Ada", "Ada Vega"))
    plan.baseline(two, dmccb, "v3")
    assert dmccb("impact", "v2", "v3").out == (
        "v2 → v3, as of 2020-01-03\n"
        "  no record came, left, or changed its dates, links or contents; 1 other changed and moves nothing\n"
    )


def test_what_is_outside_the_document_counts(two: Repo, dmccb: Dmccb) -> None:
    text = two.read("baselines/milestones.yaml")
    two.write("baselines/milestones.yaml", text + "\n" + plan.milestone("Z-9", due="2021-01-01"))
    plan.baseline(two, dmccb, "v3")
    body = json.loads(dmccb("impact", "v2", "v3", "--json").out)
    assert ([one["id"] for one in body["changed"]], body["scope"], body["not_shown"]) == (["Z-9"], None, {})


def test_a_change_of_one_document_says_what_it_leaves_out(two: Repo, dmccb: Dmccb) -> None:
    text = two.read("baselines/milestones.yaml")
    two.write("baselines/milestones.yaml", text + "\n" + plan.milestone("Z-9", due="2021-01-01"))
    plan.baseline(two, dmccb, "v3")
    narrowed = ("impact", "v2", "v3", "--document", plan.DOCUMENT)
    body = json.loads(dmccb(*narrowed, "--json").out)
    assert body["changed"] == []
    assert (body["scope"], body["not_shown"]) == ({"document": plan.DOCUMENT}, {"milestones": 1})
    left_out = f"  Only {plan.DOCUMENT}: 1 changed record not shown, outside of it\n"
    assert left_out in dmccb(*narrowed).out


@pytest.mark.parametrize(
    ("asked", "as_of"),
    [
        pytest.param([], "2020-01-02", id="the-date-of-the-baseline"),
        pytest.param(["--as-of", "2020-02-03"], "2020-02-03", id="the-day-that-is-asked-for"),
    ],
)
def test_the_day_as_of_which_it_holds(asked: list[str], as_of: str, two: Repo, dmccb: Dmccb) -> None:
    body = json.loads(dmccb("impact", "v1", "v2", *asked, "--json").out)
    assert body["as_of"] == as_of
    (item,) = json.loads(dmccb("impact", "M-1", "--at", "v2", *asked, "--json").out)
    assert item["as_of"] == as_of


def test_a_role_is_held_as_of_the_day(two: Repo, dmccb: Dmccb) -> None:
    path = "baselines/organization/roles.yaml"
    two.write(path, two.read(path).replace("person: ada\n", "person: ada\n      until: 2020-06-30\n"))
    assert "The boss (Ada), Observatory" in dmccb("impact", "M-1", "--as-of", "2020-06-30").out
    assert "The boss, Observatory" in dmccb("impact", "M-1", "--as-of", "2020-07-01").out


@pytest.mark.parametrize("names", [["v2", "v2"], ["HEAD", "HEAD"]])
def test_nothing_changed(names: list[str], two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("impact", *names, "--as-of", "2020-01-01") == Result(
        0,
        f"{names[0]} → {names[1]}, as of 2020-01-01\n"
        "  no record came, left, or changed its dates, links or contents\n",
        "",
    )
    body = json.loads(dmccb("impact", *names, "--as-of", "2020-01-01", "--json").out)
    assert (body.pop("old"), body.pop("new"), body.pop("as_of")) == (*names, "2020-01-01")
    lists = {"changed", "releases", "depending", "documents", "tests", "responsible"}
    assert set(body) == {*lists, "others", "scope", "filtered", "not_shown", "invalid_dates"}
    assert not any(body.values())


NO_DATE = (
    "M-7:\n  title: Seven\n  predecessors:\n    - M-8\n\n"
    "M-8:\n  title: Eight\n  due: {due}\n  predecessors:\n    - M-9\n\n"
    "M-9:\n  title: Nine\n  due: 2020-01-01\n"
)


def test_what_is_not_a_date_is_told_as_none(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", NO_DATE.format(due="soon"))
    result = dmccb("impact", "M-7", "--as-of", "2019-12-01")
    assert result.code == 0
    assert "  1 record has an invalid date, told as none (dmccb check says why): M-8\n" in result.out
    assert "    M-8  no date     open  " in result.out
    assert "soon" not in result.out
    (body,) = json.loads(dmccb("impact", "M-7", "--json").out)
    assert body["invalid_dates"] == [{"collection": "milestones", "id": "M-8"}]
    assert body["needs"][0]["due"] is None


def test_a_date_that_became_none_is_said(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", NO_DATE.format(due="2020-02-01"))
    repo.commit()
    repo.records("milestones.yaml", "milestone", NO_DATE.format(due="soon"))
    result = dmccb("impact", "HEAD", ".", "--as-of", "2019-12-01")
    assert "  1 record has an invalid date, told as none (dmccb check says why): M-8\n" in result.out
    assert "soon" not in result.out


def test_a_ring_does_not_hang(repo: Repo, dmccb: Dmccb) -> None:
    repo.records(
        "milestones.yaml",
        "milestone",
        plan.milestone("M-1", predecessors=["M-2"]) + plan.milestone("M-2", predecessors=["M-1"]),
    )
    assert "  depends on (1):\n    ID   state\n    M-2" in dmccb("impact", "M-1").out


def test_an_unknown_id_offers_the_nearest(two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("impact", "M1")
    assert (result.code, result.out) == (1, "")
    assert "did you mean M-1" in result.err


def test_the_shape_of_the_json(two: Repo, dmccb: Dmccb, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "impact.json", dmccb("impact", "M-1", "--as-of", "2020-02-29", "--json").out)


def test_the_shape_of_the_json_of_a_change(
    two: Repo, dmccb: Dmccb, golden: Callable[[Path, str], None]
) -> None:
    golden(GOLDEN / "impact-change.json", dmccb("impact", "v1", "v2", "--json").out)


def test_the_effects_of_a_part_of_a_change(two: Repo, dmccb: Dmccb) -> None:
    part = ("impact", "v1", "v2", "--id", "M-1")
    found = json.loads(dmccb(*part, "--json").out)
    assert [one["id"] for one in found["changed"]] == ["M-1"]
    assert (found["filtered"], found["not_shown"]) == ({"id": ["M-1"]}, {"milestones": 2, "releases": 1})
    assert "Filtered by --id M-1: 3 changed records not shown" in dmccb(*part).out


@pytest.mark.parametrize("option", [("--open",), ("--id", "M-*"), ("--collection", "a", "--collection", "b")])
def test_a_filter_of_changes_has_no_meaning_for_an_id(
    option: tuple[str, ...], two: Repo, dmccb: Dmccb
) -> None:
    done = dmccb("impact", "M-1", *option)
    assert (done.code, done.out) == (2, "")
    assert f"{option[0]} is for a change, between two names" in done.err
