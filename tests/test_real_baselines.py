"""The baselines that this repository carries in its own history: the numbers, and the laws.

They need the whole history.  In CI a checkout without it is a mistake, and
fails; elsewhere (an unpacked release, say) the tests are skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from collections.abc import Callable
from itertools import combinations, permutations
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from dmccb.baseline.baseline import digest
from dmccb.baseline.register import entry_named
from dmccb.cli.main import run
from dmccb.commands.session import session
from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet
from dmccb.compare.compare import compare
from dmccb.records.dates import Difference, day, difference
from dmccb.records.kinds import Kinds
from dmccb.records.record import Collections
from dmccb.repository.read import read_changed, read_records
from dmccb.repository.schemas import load_kinds as shipped
from tests.render.changerecord.compiled import ARTICLE, pages

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("v1.1", "v1.4", "v1.5", "tip")


def git(*args: str) -> str:
    known = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(["git", "-C", str(ROOT), *args], env=known, capture_output=True, check=False)
    return done.stdout.decode().strip() if done.returncode == 0 else ""


def missing() -> str:
    """Return what this checkout lacks; empty where nothing is."""
    if not (ROOT / ".git").exists() or not git("rev-parse", "HEAD"):
        return "this checkout is no git repository, and the real baselines are in its history"
    if git("rev-parse", "--is-shallow-repository") != "false":
        return "this clone is shallow, and the real baselines are in its history: git fetch --unshallow"
    return ""


@pytest.fixture(scope="module", autouse=True)
def history() -> None:
    if lack := missing():
        if "CI" in os.environ:
            pytest.fail(lack)
        pytest.skip(lack)


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    return shipped()


@pytest.fixture(scope="module")
def baselines(history: None, kinds: Kinds) -> dict[str, Collections]:
    """Read every registered baseline, and HEAD as the tip."""
    with session(ROOT) as here:
        return {
            name: read_records(here.open("HEAD" if name == "tip" else name).snapshot, kinds) for name in NAMES
        }


PAIRS = [pytest.param(old, new, id=f"{old}-{new}") for old, new in permutations(NAMES, 2)]


# ------------------------------------------------------------------- numbers


@pytest.mark.parametrize(("name", "count"), [("v1.1", 21), ("v1.4", 28), ("v1.5", 33), ("tip", 40)])
def test_releases(name: str, count: int, baselines: dict[str, Collections]) -> None:
    """LDM-564 has 21, 28 and 40 at its three dates; those of v1.5 are DMTN-158's test milestones."""
    releases = baselines[name]["releases"]
    assert len(releases) == count
    assert {record.fields["document"] for record in releases.values()} == {"LDM-564"}
    assert set(releases) == {record.fields["milestone"] for record in releases.values()}


def test_milestones(baselines: dict[str, Collections]) -> None:
    assert len(baselines["v1.5"]["milestones"]) == 379


def test_levels_as_far_as_the_text_goes(baselines: dict[str, Collections]) -> None:
    """DMTN-158 tells of 7, 79, 280 and 8 at levels 1 to 4, and 5 without; its text lost some of the lists."""
    told = {1: 7, 2: 79, 3: 280, 4: 8}
    found = Counter(record.fields.get("level") for record in baselines["v1.5"]["milestones"].values())
    assert {level for level in found if level is not None} <= set(told)
    assert all(found[level] <= most for level, most in told.items())
    assert sum(found.values()) == sum(told.values()) + 5
    assert found == {1: 6, 2: 29, 3: 230, 4: 8, None: 106}


def dates(records: Collections, name: str) -> list[str]:
    """Return the dates of a field of all milestones, empty where there is none."""
    return [str(record.fields.get(name, "")) for record in records["milestones"].values()]


def test_completed(baselines: dict[str, Collections]) -> None:
    """DMTN-158 counts 307 of 379; of 75 its text lost the day, and says only that they are completed."""
    completed = dates(baselines["v1.5"], "completed")
    assert len(completed) - completed.count("") == 307
    assert completed.count("[..2021-05-10]") == 75
    assert sum(day(date) is not None for date in completed) == 232


def test_due_dates(baselines: dict[str, Collections]) -> None:
    """Of four milestones, DMTN-158's text lost the month as well."""
    due = dates(baselines["v1.5"], "due")
    assert sum(day(date) is not None for date in due) == 324
    assert sum(len(date) == len("YYYY-MM") for date in due) == 51
    assert due.count("") == 4


@pytest.mark.parametrize("name", NAMES[:2])
def test_the_days_of_the_first_two(name: str, baselines: dict[str, Collections]) -> None:
    found = {*dates(baselines[name], "due"), *dates(baselines[name], "completed")} - {""}
    assert all(day(date) for date in found)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_plan_is_in_a_comment(name: str, baselines: dict[str, Collections]) -> None:
    for records in baselines[name].values():
        assert not [record.id for record in records.values() if "comment" in record.fields]


def scope(records: Collections) -> set[str]:
    """Return the milestones that the releases name."""
    named = [record.fields for record in records["releases"].values()]
    features: list[Any] = [fields.get("features", []) for fields in named]
    return {str(fields["milestone"]) for fields in named}.union(*features)


@pytest.fixture(scope="module")
def moves(baselines: dict[str, Collections]) -> dict[str, Difference]:
    """Give the difference of the due date of each milestone of LDM-564 that moved from v1.4 to v1.5."""
    old, new = (baselines[name]["milestones"] for name in ("v1.4", "v1.5"))
    ours = old.keys() & new.keys() & (scope(baselines["v1.4"]) | scope(baselines["v1.5"]))
    found = {code: difference(old[code].fields.get("due"), new[code].fields.get("due")) for code in ours}
    return {code: one for code, one in found.items() if one and one != Difference(0, 0)}


def test_what_moved_from_1_4_to_1_5(moves: dict[str, Difference]) -> None:
    """55 later and 8 earlier; 26 of them had no date at all while months had to be days."""
    assert Counter(one.direction for one in moves.values()) == {"later": 55, "earlier": 8}
    by_month = Counter(one.direction for one in moves.values() if one.days is None)
    assert by_month == {"later": 19, "earlier": 2}


def test_the_open_ones_that_are_later(
    moves: dict[str, Difference], baselines: dict[str, Collections]
) -> None:
    new = baselines["v1.5"]["milestones"]
    days = {
        code: one.days
        for code, one in moves.items()
        if one.direction == "later" and one.days and "completed" not in new[code].fields
    }
    assert len(days) == 20
    assert sorted(code for code, slip in days.items() if slip == max(days.values())) == [
        "DM-DAX-9",
        "DM-DRP-13",
    ]
    assert (days["DM-DRP-13"], median(days.values())) == (731, 429)


def test_completed_from_1_4_to_1_5(baselines: dict[str, Collections]) -> None:
    old, new = (baselines[name] for name in ("v1.4", "v1.5"))
    ours = old["milestones"].keys() & new["milestones"].keys() & (scope(old) | scope(new))
    open_before = {code for code in ours if "completed" not in old["milestones"][code].fields}
    assert sum("completed" in new["milestones"][code].fields for code in open_before) == 28


@pytest.mark.parametrize("name", NAMES[:3])
def test_the_register_records_the_content(name: str, baselines: dict[str, Collections]) -> None:
    with session(ROOT) as here:
        entry = entry_named(here.names.register, name)
    assert entry is not None
    assert entry.fields["digest"] == digest(baselines[name])


def test_references_between_releases_and_milestones_hold(baselines: dict[str, Collections]) -> None:
    for records in baselines.values():
        for record in records["releases"].values():
            assert record.fields["milestone"] in records["milestones"]
            features: Any = record.fields.get("features", [])
            assert set(features) <= set(records["milestones"])


# ------------------------------------------------------------------- meaning


def test_a_renumbered_release(baselines: dict[str, Collections], kinds: Kinds) -> None:
    found = compare(baselines["v1.1"], baselines["v1.4"], kinds)
    again = {
        change.collection: (change.old_id, change.evidence)
        for change in found.changes
        if change.id == "LDM-503-08b"
    }
    assert again == {
        "milestones": ("LDM-503-8b", "equal title, IDs equal but for leading zeros"),
        "releases": ("LDM-503-8b", "named for the milestone LDM-503-8b, which is now LDM-503-08b"),
    }


def test_what_moved_since_the_last_baseline(baselines: dict[str, Collections], kinds: Kinds) -> None:
    moves = compare(baselines["v1.5"], baselines["tip"], kinds).moves
    assert [(move.feature, move.sources, move.targets) for move in moves] == [
        ("DM-AP-12", ("LDM-503-13a",), ("LDM-503-15a",)),
        ("DM-DAX-9", ("LDM-503-09",), ("LDM-503-17a",)),
        ("DM-DRP-27", ("LDM-503-13a",), ("LDM-503-15a",)),
    ]


# ---------------------------------------------------------------------- laws


@pytest.mark.parametrize("name", NAMES)
def test_a_baseline_equals_itself(name: str, baselines: dict[str, Collections], kinds: Kinds) -> None:
    found = compare(baselines[name], baselines[name], kinds)
    assert (found.changes, found.moves) == ((), ())


def turned(change: Change) -> Change:
    """Return a change as it is seen from the other side, without what only one side knows."""
    kind = {"added": "removed", "removed": "added"}.get(change.change, change.change)
    fields = tuple(
        field._replace(
            old=field.new,
            new=field.old,
            added=field.removed,
            removed=field.added,
        )
        for field in change.fields
    )
    return change._replace(
        id=change.old_id or change.id,
        old_id=change.id if change.old_id else "",
        change=kind,  # type: ignore[arg-type]  # one of the four, as before
        fields=fields,
        title="",
        evidence="",
    )


def as_set(found: ChangeSet, *, turn: bool = False) -> set[str]:
    return {repr(turned(one) if turn else one._replace(title="", evidence="")) for one in found.changes}


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_other_way_round_is_the_opposite(
    old: str, new: str, baselines: dict[str, Collections], kinds: Kinds
) -> None:
    forth, back = (
        compare(baselines[old], baselines[new], kinds),
        compare(baselines[new], baselines[old], kinds),
    )
    assert forth.changes
    assert as_set(forth, turn=True) == as_set(back)
    assert {(one.feature, one.targets, one.sources) for one in forth.moves} == {
        (one.feature, one.sources, one.targets) for one in back.moves
    }


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_way_that_reads_only_what_differs_agrees(
    old: str, new: str, baselines: dict[str, Collections], kinds: Kinds
) -> None:
    with session(ROOT) as here:
        before, after = (here.open("HEAD" if name == "tip" else name).snapshot for name in (old, new))
        short = compare(*read_changed(before, after, kinds), kinds)
    long = compare(baselines[old], baselines[new], kinds)
    assert (short.changes, short.moves, short.digest) == (long.changes, long.moves, long.digest)


# ------------------------------------------------------------------ commands


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def call(*args: str) -> str:
        capsys.readouterr()
        assert run(["-C", str(ROOT), *args]) == 0
        return capsys.readouterr().out

    return call


def test_check_finds_no_error(said: Callable[..., str]) -> None:
    said("check")


def test_the_files_are_canonical(said: Callable[..., str]) -> None:
    said("fmt", "--check")


def test_every_baseline_is_found(said: Callable[..., str]) -> None:
    rows = [row.split() for row in said("baselines").splitlines() if row.startswith("v")]
    assert [row[0] for row in rows] == list(NAMES[:3])
    assert all(len(row[5].strip("-")) == 10 for row in rows)


def test_status_accounting_counts_what_was_renumbered(said: Callable[..., str]) -> None:
    page = said("diff", "v1.1", "v1.4", "--control", "status", "--format", "text")
    assert "28 milestones completed" in page
    assert "8 milestones new · 1 milestone renumbered" in page
    assert "28 completed" in said("diff", "v1.1", "v1.4", "--format", "text")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("- 55 milestones later (28 open: median +358.5 d, worst DM-DAX-9 +731 d", id="later"),
        pytest.param("8 earlier, 28 completed", id="earlier-and-completed"),
        pytest.param("14 features now in no release, 10 of them open", id="in-no-release"),
        pytest.param("4 releases done with 5 open features", id="done-with-open-features"),
        pytest.param("5 releases and 5 milestones new · 5 milestones dropped", id="new-and-dropped"),
        pytest.param("outside LDM-564: 272 records, 0 slips", id="outside"),
    ],
)
def test_the_first_screen_of_the_demo(line: str, said: Callable[..., str]) -> None:
    screen = said("diff", "v1.4", "v1.5", "--summary", "--format", "text")
    assert line in " ".join(screen.split())
    assert len(screen.splitlines()) <= 25


STATES = ["v1.1", "v1.4", "v1.5", "HEAD"]


@pytest.mark.parametrize("states", list(combinations(STATES, 3)), ids="-".join)
def test_consecutive_records_find_every_date_that_moved_over_the_whole_span(
    states: tuple[str, str, str], said: Callable[..., str]
) -> None:
    first, second, whole = (
        _date_moves(said("diff", *pair, "--json"))
        for pair in ((states[0], states[1]), (states[1], states[2]), (states[0], states[2]))
    )
    for key, (old, new) in whole.items():
        between = [first[key][1]] if key in first else []
        between += [second[key][0]] if key in second else []
        assert between, f"{key}: no step tells of {old} → {new}"
        assert first.get(key, (old, between[0]))[0] == old
        assert second.get(key, (between[-1], new))[1] == new
        _contains(difference(old, between[0]), difference(between[-1], new), difference(old, new))


def test_the_latex_record_is_at_most_three_pages(said: Callable[..., str], tmp_path: Path) -> None:
    assert pages(said("diff", "v1.4", "v1.5", "--format", "latex"), ARTICLE, tmp_path) <= 3


def _date_moves(text: str) -> dict[tuple[str, str, str], tuple[Any, Any]]:
    """Return collection, ID and field -> old and new date, of each date that is another one now."""
    return {
        (change["collection"], change["id"], field["field"]): (field["old"], field["new"])
        for change in json.loads(text)["changes"]
        for field in change["fields"]
        if "direction" in field or field["field"] in ("due", "completed")
    }


def _contains(first: Difference | None, second: Difference | None, whole: Difference | None) -> None:
    """Assert that the ranges of two consecutive differences add up to contain the whole one."""
    if first is None or second is None or whole is None:
        return
    if first.least is not None and second.least is not None:
        assert whole.least is not None
        assert first.least + second.least <= whole.least
    if first.most is not None and second.most is not None:
        assert whole.most is not None
        assert whole.most <= first.most + second.most


@pytest.mark.parametrize("fmt", ["text", "markdown", "latex", "rst", "html", "json", "csv"])
def test_the_change_record_of_the_demo(fmt: str, said: Callable[..., str]) -> None:
    page = said("diff", "v1.4", "v1.5", "--format", fmt)
    assert "LDM-503-11a" in page
    assert "2021-05-10" in page
