"""``dmccb history``: every change of one record, newest first."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

GOLDEN = Path(__file__).parent / "golden"


def step(repo: Repo, *milestones: str, message: str = "change") -> str:
    """Commit a state of the milestones."""
    repo.records("milestones.yaml", "milestone", "\n".join(milestones))
    return repo.commit(message)


def events(dmccb: Dmccb, *args: str, collection: str = "milestones") -> list[dict[str, Any]]:
    """Return the events of one record as JSON, newest first."""
    result = dmccb("history", *args, "--json")
    assert result.code == 0, result.err
    return next(one["events"] for one in json.loads(result.out) if one["collection"] == collection)


def total(dmccb: Dmccb, key: str) -> dict[str, Any] | None:
    """Return by how much a milestone moved in all, as JSON."""
    found: dict[str, Any] | None = records(dmccb, key)[0]["total"]
    return found


def slip(dmccb: Dmccb, key: str) -> int:
    found = total(dmccb, key)
    days: int = found["days"] if found else 0
    return days


def records(dmccb: Dmccb, key: str) -> list[dict[str, Any]]:
    """Return the histories of the milestones that have an ID, or ever had it, as JSON."""
    result = dmccb("history", key, "--collection", "milestones", "--json")
    assert result.code == 0, result.err
    found: list[dict[str, Any]] = json.loads(result.out)
    return found


def test_every_change_with_its_commit_and_date(repo: Repo, dmccb: Dmccb) -> None:
    first = step(repo, plan.milestone("M-1", due="2020-01-01"), message="one")
    step(repo, plan.milestone("M-1", due="2020-01-01"), plan.milestone("M-2"), message="not ours")
    last = step(repo, plan.milestone("M-1", due="2020-01-31"), plan.milestone("M-2"), message="two")
    found = events(dmccb, "M-1")
    assert [(one["commit"], one["date"], one["author"], one["subject"]) for one in found] == [
        (last, "2020-01-04", "A. Author", "two"),
        (first, "2020-01-02", "A. Author", "one"),
    ]
    assert [one["change"]["change"] for one in found] == ["changed", "added"]
    assert dmccb("history", "M-1").out.splitlines() == [
        "M-1  Title of M-1  [milestones]: 2 changes, in all due 2020-01-01 → 2020-01-31 (+30 d)",
        f"  2020-01-04  {last[:10]}  +30 d  A. Author: two",
        "      due 2020-01-01 → 2020-01-31 (+30 d)",
        f"  2020-01-02  {first[:10]}  A. Author: one",
        "      added",
        "      due 2020-01-01",
    ]


def test_a_comment_is_no_change(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1"))
    step(repo, "# Why.\n" + plan.milestone("M-1"))
    assert len(events(dmccb, "M-1")) == 1


def test_only_what_is_committed_counts(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1", due="2020-01-01"))
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1", due="2020-01-31"))
    assert len(events(dmccb, "M-1")) == 1


def test_from_an_earlier_state(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1", due="2020-01-01"))
    step(repo, plan.milestone("M-1", due="2020-01-31"))
    assert len(events(dmccb, "M-1", "--at", "HEAD~1")) == 1
    assert dmccb("history", "M-1", "--at", "HEAD~2").code == 3


def test_a_milestone_is_followed_through_leading_zeros_and_aka(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("R-8b", "One", due="2020-01-01"))
    step(repo, plan.milestone("R-08b", "One", due="2020-01-11"))
    step(repo, plan.milestone("REL-8", "Other words", due="2020-01-21", aka=["R-08b"]))
    step(repo, plan.milestone("REL-8", "Other words", due="2020-01-31", aka=["R-08b"]))
    found = events(dmccb, "REL-8")
    assert [(one["change"]["id"], one["change"].get("old_id")) for one in found] == [
        ("REL-8", None),
        ("REL-8", "R-08b"),
        ("R-08b", "R-8b"),
        ("R-8b", None),
    ]
    assert slip(dmccb, "REL-8") == 30
    for earlier in ("R-8b", "R-08b"):
        assert events(dmccb, earlier) == found
        assert slip(dmccb, earlier) == 30


def test_a_record_that_is_gone_is_found_in_the_past(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("R-1"), plan.milestone("R-2"))
    step(repo, plan.milestone("R-1"))
    assert [one["change"]["change"] for one in events(dmccb, "R-2")] == ["removed", "added"]
    assert dmccb("history", "R-3").code == 1
    assert "dmccb history R-2" in dmccb("show", "R-2").err


def test_an_id_that_changed_hands_is_followed_for_the_record_that_has_it(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("R-1", "One"), plan.milestone("R-2", "Two"))
    step(repo, plan.milestone("R-0", "One"), plan.milestone("R-1", "Two"))
    found = [(one["change"]["change"], one["change"]["title"]) for one in events(dmccb, "R-1")]
    assert found[0] == ("changed", "Two")


def test_an_earlier_id_leads_to_the_id_now(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("R-2", aka=["R-1"]))
    result = dmccb("show", "R-1")
    assert (result.code, result.out) == (1, "")
    assert "it is an earlier ID of R-2 (aka, in milestones)" in result.err


def test_a_release_is_followed_with_its_test_milestone(repo: Repo, dmccb: Dmccb) -> None:
    for number, key in enumerate(("R-8b", "R-08b", "R-08b")):
        features = [] if number < 2 else ["M-1"]
        plan.write(repo, [plan.milestone("M-1"), plan.milestone(key, "One")], [plan.release(key, features)])
        repo.commit()
    found = events(dmccb, "R-08b", collection="releases")
    assert [one["change"]["change"] for one in found] == ["changed", "renumbered", "added"]
    assert found[1]["change"]["old_id"] == found[2]["change"]["id"] == "R-8b"


@pytest.mark.parametrize(
    ("dues", "days"),
    [
        pytest.param(["2020-01-01", "2020-01-31"], 30, id="later"),
        pytest.param(["2020-01-31", "2020-01-01"], -30, id="earlier"),
        pytest.param(["2020-01-01", "2020-03-01", "2020-01-11"], 10, id="there-and-back"),
        pytest.param(["2020-01-01", "", "2020-01-31"], 30, id="undated-for-a-while"),
        pytest.param(["2020-01-01", "2020-01-11", "", "", "2020-01-31"], 30, id="undated-for-two-changes"),
        pytest.param(["2020-01-01", "2020-01-11", ""], 10, id="undated-at-last"),
        pytest.param(["", "2020-01-11", "2020-01-12"], 1, id="undated-at-first"),
        pytest.param(["2020-01-11"], 0, id="never-moved"),
        pytest.param([""], 0, id="never-dated"),
        pytest.param(["2020-02-28", "2020-03-01"], 2, id="leap-day-counts"),
    ],
)
def test_the_slip_in_all(dues: list[str], days: int, repo: Repo, dmccb: Dmccb) -> None:
    for number, due in enumerate(dues):
        more: dict[str, str] = {"due": due} if due else {}
        step(repo, plan.milestone("M-1", comment=f"State {number}", **more))
    assert slip(dmccb, "M-1") == days
    assert ("in all" in dmccb("history", "M-1").out) == bool(days)


def test_there_and_back_is_told_as_no_slip_in_all(repo: Repo, dmccb: Dmccb) -> None:
    for day in ("2020-01-01", "2020-02-01", "2020-01-01"):
        step(repo, plan.milestone("M-1", due=day))
    assert total(dmccb, "M-1") == {
        "field": "due",
        "old": "2020-01-01",
        "new": "2020-01-01",
        "days": 0,
        "days_min": 0,
        "days_max": 0,
        "direction": "unclear",
    }


@pytest.mark.parametrize(
    ("dues", "said"),
    [
        pytest.param(
            ["2019-02-28", "2020-11"], "2019-02-28 → 2020-11 (+612 to +641 d, later)", id="to-a-month"
        ),
        pytest.param(
            ["2019-02-28", "2020-11", "2020-11-30"],
            "2019-02-28 → 2020-11-30 (+641 d)",
            id="by-way-of-a-month",
        ),
        pytest.param(["2020-11", "2020-12"], "2020-11 → 2020-12 (+1 to +60 d, later)", id="month-to-month"),
        pytest.param(
            ["2020-11", "2020-11-30"], "2020-11 → 2020-11-30 (+0 to +29 d, unclear)", id="in-the-month"
        ),
    ],
)
def test_the_slip_in_all_of_imprecise_dates(dues: list[str], said: str, repo: Repo, dmccb: Dmccb) -> None:
    for due in dues:
        step(repo, plan.milestone("M-1", due=due))
    assert f", in all due {said}\n" in dmccb("history", "M-1").out


@pytest.mark.parametrize(
    ("message", "rfcs"),
    [
        pytest.param("Move M-1 (RFC-12)", ["RFC-12"], id="in-the-subject"),
        pytest.param("Move M-1\n\nApproved by RFC-12.", ["RFC-12"], id="in-the-body"),
        pytest.param("RFC-12: move M-1\n\nReplaces RFC-3.", ["RFC-12"], id="the-subject-before-the-body"),
        pytest.param("RFC-12, RFC-13 and RFC-12 again", ["RFC-12", "RFC-13"], id="several-each-once"),
        pytest.param("As RFC 2119 says, and XRFC-1", [], id="not-the-project's"),
        pytest.param("Move M-1", [], id="none"),
    ],
)
def test_the_rfc_that_a_commit_names(message: str, rfcs: list[str], repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1"), message=message)
    assert events(dmccb, "M-1")[0]["rfc"] == rfcs
    (line,) = [row for row in dmccb("history", "M-1").out.splitlines() if row.startswith("  2020")]
    assert line.split("  A. Author: ")[0].split("  ")[3:] == rfcs


CHANGE_RECORD = """\
PLAN-1:
  title: Plan
  series: PLAN
  change_record:
    - version: "1.0"
      rfc: RFC-7
      owner: N. Owner
      description: First plan.
"""


@pytest.mark.parametrize(
    ("registered", "recorded", "rfcs", "marks"),
    [
        pytest.param(
            "RFC-5", True, ["RFC-5"], "v1.0 (2020-01-01), RFC-5, N. Owner: First plan.", id="by-the-register"
        ),
        pytest.param(
            "", True, ["RFC-7"], "v1.0 (2020-01-01), RFC-7, N. Owner: First plan.", id="by-the-change-record"
        ),
        pytest.param("", False, ["RFC-9"], "v1.0 (2020-01-01)  RFC-9", id="by-the-commit-alone"),
    ],
)
def test_the_rfc_of_a_baseline(
    registered: str, recorded: bool, rfcs: list[str], marks: str, repo: Repo, dmccb: Dmccb
) -> None:
    plan.write(repo, [plan.milestone("M-1")], [])
    if recorded:
        repo.records("documents/PLAN-1.yaml", "document", CHANGE_RECORD)
    done = dmccb("baselines", "record", "v1.0", "--document", "PLAN-1", "--date", "2020-01-01")
    assert done.code == 0, done.err
    if registered:
        entry = repo.read("baselines/register.yaml")
        repo.write("baselines/register.yaml", entry.replace("  digest:", f"  rfc: {registered}\n  digest:"))
    commit = repo.commit("Baseline v1.0 (RFC-9)")
    (event,) = events(dmccb, "M-1")
    assert event["rfc"] == rfcs
    assert event["reason"] == ("First plan." if recorded else event["subject"])
    assert [one["name"] for one in event["baselines"]] == ["v1.0"]
    assert f"  {commit[:10]}  {marks}  A. Author: Baseline v1.0 (RFC-9)\n" in dmccb("history", "M-1").out


def test_an_id_that_aka_names_and_no_state_ever_had(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-2", due="2020-01-01", aka=["OLD-2"]))
    step(repo, plan.milestone("M-2", due="2020-01-31", aka=["OLD-2"]))
    assert records(dmccb, "OLD-2") == [{**records(dmccb, "M-2")[0], "asked": "OLD-2"}]
    assert dmccb("history", "OLD-2").out.splitlines()[1:3] == [
        "  IDs: M-2 from 2020-01-02",
        "  earlier IDs that are in no state of this history: OLD-2",
    ]


def test_an_aka_that_is_recorded_later_joins_what_was_one_removed_and_one_added(
    repo: Repo, dmccb: Dmccb
) -> None:
    step(repo, plan.milestone("M-1", "Before", due="2020-01-01"))
    step(repo, plan.milestone("M-2", "After", due="2020-01-11"))
    step(repo, plan.milestone("M-2", "After", due="2020-01-31", aka=["M-1"]))
    assert [one["change"]["change"] for one in events(dmccb, "M-1")] == [
        "changed",
        "added",
        "removed",
        "added",
    ]
    assert events(dmccb, "M-1") == events(dmccb, "M-2")
    assert slip(dmccb, "M-1") == slip(dmccb, "M-2") == 30


def test_an_id_that_two_records_had_is_answered_for_both(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("R-1", "One", due="2020-01-01"))
    step(repo, plan.milestone("R-2", "One", due="2020-01-11", aka=["R-1"]))
    step(repo, plan.milestone("R-1", "Two"), plan.milestone("R-2", "One", due="2020-01-21", aka=["R-1"]))
    step(repo, plan.milestone("R-1", "Two"), plan.milestone("R-3", "One", due="2020-01-31", aka=["R-2"]))
    now, then = records(dmccb, "R-1")
    assert (now["id"], [one["change"]["change"] for one in now["events"]]) == ("R-1", ["added"])
    assert [one["id"] for one in then["ids"]] == ["R-1", "R-2", "R-3"]
    assert (then["present"], then["total"]["days"]) == (True, 30)
    assert {**records(dmccb, "R-3")[0], "asked": "R-1"} == then
    assert {**records(dmccb, "R-2")[0], "asked": "R-1"} == then
    said = dmccb("history", "R-1").out.splitlines()
    once = "from 2020-01-02 until 2020-01-03"
    assert said[0] == "R-1 has been the ID of 2 records in milestones: each has its own history here"
    assert [line for line in said if "IDs: " in line] == [
        "  IDs: R-1 from 2020-01-04",
        f"  IDs: R-1 {once}, R-2 from 2020-01-03 until 2020-01-05, R-3 from 2020-01-05",
    ]


def test_an_id_in_another_collection_long_ago_is_found_as_well(repo: Repo, dmccb: Dmccb) -> None:
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", []), plan.release("R-2", [])])
    repo.commit()
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-2", [])])
    repo.commit()
    found = json.loads(dmccb("history", "R-1", "--json").out)
    assert [(one["collection"], one["present"]) for one in found] == [
        ("milestones", True),
        ("releases", False),
    ]


def test_a_record_that_left_and_came_back(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1", due="2020-01-01"), plan.milestone("M-2"))
    step(repo, plan.milestone("M-2"))
    step(repo, plan.milestone("M-1", due="2020-01-31"), plan.milestone("M-2"))
    assert [one["change"]["change"] for one in events(dmccb, "M-1")] == ["added", "removed", "added"]


def test_a_merge_dates_what_it_brought(repo: Repo, dmccb: Dmccb) -> None:
    """What happened on the branch before is its own; the first parents are the history of main."""
    step(repo, plan.milestone("M-1", due="2020-01-01"), message="begin")
    repo.git("checkout", "--quiet", "-b", "topic")
    step(repo, plan.milestone("M-1", due="2020-06-01"), message="a try")
    step(repo, plan.milestone("M-1", due="2020-01-31"), message="another")
    repo.git("checkout", "--quiet", "main")
    repo.write("notes", "meanwhile")
    repo.commit("meanwhile")
    repo.git("merge", "--quiet", "--no-ff", "--message=Merge topic", "topic")
    found = events(dmccb, "M-1")
    assert [one["reason"] for one in found] == ["Merge topic", "begin"]
    assert found[0]["commit"] == repo.git("rev-parse", "HEAD")
    assert slip(dmccb, "M-1") == 30
    assert [one["reason"] for one in events(dmccb, "M-1", "--at", "topic")] == ["another", "a try", "begin"]


def test_a_record_that_moved_to_another_file(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1"))
    (repo.root / "baselines/milestones.yaml").unlink()
    repo.records("milestones/a.yaml", "milestone", plan.milestone("M-1"))
    repo.commit()
    assert [one["change"]["change"] for one in events(dmccb, "M-1")] == ["added"]


def test_the_baselines_are_named(repo: Repo, dmccb: Dmccb) -> None:
    first, second = plan.two_baselines(repo, dmccb)
    assert [(one["commit"], one["baselines"][0]["name"]) for one in events(dmccb, "M-1")] == [
        (second, "v1.1"),
        (first, "v1.0"),
    ]
    said = f"  {second[:10]}  v1.1 (2020-01-02)  +30 d  A. Author: Baseline v1.1\n"
    assert said in dmccb("history", "M-1").out


def test_a_baseline_that_is_lost_names_nothing(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/register.yaml")
    repo.write("baselines/register.yaml", re.sub(r"sha256:[0-9a-f]{64}", f"sha256:{'0' * 64}", text, count=1))
    repo.commit()
    last, first = events(dmccb, "M-1")
    assert last["baselines"][0]["name"] == "v1.1"
    assert first["baselines"] == []


def test_a_shallow_clone_does_not_say_that_the_record_came_then(
    repo: Repo, dmccb: Dmccb, tmp_path: Path
) -> None:
    for day in ("01", "11", "21"):
        step(repo, plan.milestone("M-1", due=f"2020-01-{day}"))
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=2", f"file://{repo.root}", str(shallow)],
        check=True,
        capture_output=True,
    )
    result = dmccb("history", "M-1", cwd=shallow)
    assert "added" not in result.out
    assert "due 2020-01-11 → 2020-01-21" in result.out
    assert "this clone is shallow" in result.err


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("a\u2028b", id="line-separator"),
        pytest.param("a\x0cb", id="form-feed"),
        pytest.param("a\x1b[31mb", id="escape"),
        pytest.param("a\u202eb", id="right-to-left"),
        pytest.param("Jurić", id="letters"),
    ],
)
def test_odd_subjects(subject: str, repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1"), message=subject)
    assert events(dmccb, "M-1")[0]["reason"] == subject
    said = dmccb("history", "M-1").out
    assert len(said.splitlines()) == 3
    assert all(char.isprintable() or char == "\n" for char in said)


def test_what_the_user_has_configured_changes_nothing(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1", due="2020-01-01"), message="Jurić")
    expected = dmccb("history", "M-1")
    for name, value in (
        ("log.showSignature", "true"),
        ("i18n.logOutputEncoding", "ISO-8859-1"),
        ("color.ui", "always"),
        ("log.decorate", "full"),
        ("core.quotePath", "false"),
        ("log.follow", "true"),
    ):
        repo.git("config", name, value)
    assert dmccb("history", "M-1") == expected


def test_a_commit_that_cannot_be_read_is_named(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1"))
    broken = step(repo, "M-1: [\n")
    step(repo, plan.milestone("M-1", "Two"))
    result = dmccb("history", "M-1")
    assert (result.code, result.out) == (3, "")
    assert "baselines/milestones.yaml:3:6: " in result.err
    assert broken[:10] in result.err or repo.git("rev-parse", "HEAD")[:10] in result.err


def test_before_the_first_commit(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    result = dmccb("history", "M-1")
    assert (result.code, result.out) == (3, "")
    assert "no commit yet" in result.err


def test_the_shape_of_the_json(repo: Repo, dmccb: Dmccb, golden: Callable[[Path, str], None]) -> None:
    plan.two_baselines(repo, dmccb)
    said = dmccb("history", "R-1", "--json").out
    golden(GOLDEN / "history.json", re.sub(r'"commit": "[0-9a-f]{40}"', '"commit": "…"', said))
