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


def slip(dmccb: Dmccb, key: str) -> int:
    days: int = json.loads(dmccb("history", key, "--collection", "milestones", "--json").out)[0]["slip_days"]
    return days


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
        "M-1  Title of M-1  [milestones]: 2 changes, due moved +30 d in total",
        f"  2020-01-04  {last[:10]}  A. Author: two",
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
    assert [one["change"]["change"] for one in events(dmccb, "R-8b")] == ["renumbered", "added"]


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
    assert ("in total" in dmccb("history", "M-1").out) == bool(days)


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
    assert [one["subject"] for one in found] == ["Merge topic", "begin"]
    assert found[0]["commit"] == repo.git("rev-parse", "HEAD")
    assert slip(dmccb, "M-1") == 30
    assert [one["subject"] for one in events(dmccb, "M-1", "--at", "topic")] == ["another", "a try", "begin"]


def test_a_record_that_moved_to_another_file(repo: Repo, dmccb: Dmccb) -> None:
    step(repo, plan.milestone("M-1"))
    (repo.root / "baselines/milestones.yaml").unlink()
    repo.records("milestones/a.yaml", "milestone", plan.milestone("M-1"))
    repo.commit()
    assert [one["change"]["change"] for one in events(dmccb, "M-1")] == ["added"]


def test_the_baselines_are_named(repo: Repo, dmccb: Dmccb) -> None:
    first, second = plan.two_baselines(repo, dmccb)
    assert [(one["commit"], one["baseline"]) for one in events(dmccb, "M-1")] == [
        (second, "v1.1"),
        (first, "v1.0"),
    ]
    assert f"  {second[:10]}  v1.1 (2020-01-02)  A. Author: Baseline v1.1\n" in dmccb("history", "M-1").out


def test_a_baseline_that_is_lost_names_nothing(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    text = repo.read("baselines/register.yaml")
    repo.write("baselines/register.yaml", re.sub(r"sha256:[0-9a-f]{64}", f"sha256:{'0' * 64}", text, count=1))
    repo.commit()
    assert [one["baseline"] for one in events(dmccb, "M-1")] == ["v1.1", None]


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
    assert events(dmccb, "M-1")[0]["subject"] == subject
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
