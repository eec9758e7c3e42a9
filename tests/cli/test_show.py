"""``dmccb show``: one record, as it is or was."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo, Result

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> Repo:
    plan.two_baselines(repo, dmccb)
    return repo


def test_a_record_stands_where_it_says(two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("show", "M-1", "--as-of", "2020-01-31")
    assert result == Result(
        0,
        "# milestone, baselines/milestones.yaml:3\nM-1:\n  title: Title of M-1\n  due: 2020-01-31\n"
        "  forecast: 2020-02-02\n"
        "# due 2020-01-31, open\n"
        "# in release R-1 (features): due 2020-03-01, open\n",
        "",
    )
    assert two.read("baselines/milestones.yaml").splitlines()[2] == "M-1:"


def test_records_that_share_the_id_are_all_shown(two: Repo, dmccb: Dmccb) -> None:
    said = dmccb("show", "R-1").out
    assert [row for row in said.splitlines() if row.startswith("#") and "baselines/" in row] == [
        "# milestone, baselines/milestones.yaml:16",
        "# release, baselines/releases/PLAN-1.yaml:3",
    ]
    only = dmccb("show", "R-1", "--collection", "releases").out
    assert only == said[said.index("# release") :]


def test_as_it_was(two: Repo, dmccb: Dmccb) -> None:
    now, then = (json.loads(dmccb("show", "M-1", "--json", *at).out) for at in ([], ["--at", "v1.0"]))
    assert (now[0]["fields"]["due"], then[0]["fields"]["due"]) == ("2020-01-31", "2020-01-01")


def test_the_work_tree_counts_before_it_is_committed(two: Repo, dmccb: Dmccb) -> None:
    two.records("milestones.yaml", "milestone", plan.milestone("M-77"))
    assert dmccb("show", "M-77").code == 0
    assert dmccb("show", "M-77", "--at", "HEAD").code == 1


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        pytest.param("m-1", "M-1", id="case"),
        pytest.param("M1", "M-1", id="letter-missing"),
        pytest.param("R-01", "R-1", id="zero"),
    ],
)
def test_an_unknown_id_offers_the_nearest(typed: str, near: str, two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("show", typed)
    assert (result.code, result.out) == (1, "")
    assert f"no record has the ID {typed!r}" in result.err
    assert near in result.err.partition("did you mean ")[2]


@pytest.mark.parametrize(
    ("command", "said", "hint"),
    [
        pytest.param(["show", "ZZZ"], "", "if a record had it once: dmccb history ZZZ", id="show"),
        pytest.param(
            ["show", "ZZZ", "--at", "HEAD"],
            " at HEAD",
            "if a record had it once: dmccb history ZZZ",
            id="show-at",
        ),
        pytest.param(
            ["impact", "ZZZ"],
            "",
            "an ID is wanted, or two baselines to compare, as in: dmccb impact A B",
            id="impact",
        ),
        pytest.param(
            ["history", "ZZZ"],
            " at HEAD",
            "no state before has it either; on another branch: dmccb history ZZZ --at BRANCH",
            id="history-does-not-send-to-itself",
        ),
    ],
)
def test_each_command_says_what_it_cannot_find_and_one_way_on(
    command: list[str], said: str, hint: str, two: Repo, dmccb: Dmccb
) -> None:
    assert dmccb(*command) == Result(1, "", f"dmccb: no record has the ID 'ZZZ'{said}\nhint: {hint}\n")


def test_an_id_of_another_collection_is_not_there(two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("show", "M-1", "--collection", "releases").code == 1


def test_an_unknown_collection_lists_them(two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("show", "M-1", "--collection", "milestone")
    assert (result.code, result.out) == (2, "")
    assert "no collection 'milestone'" in result.err
    assert "milestones" in result.err.partition("hint: ")[2]


def test_where_there_are_no_records(repo: Repo, dmccb: Dmccb) -> None:
    repo.commit()
    result = dmccb("show", "M-1")
    assert (result.code, result.out) == (1, "")
    assert "the folder 'baselines' holds none" in result.err


def test_an_empty_name_is_a_mistake(two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("show", "M-1", "--at", "").code == 2


def test_outside_of_git(tmp_path: Path, dmccb: Dmccb) -> None:
    (tmp_path / "baselines").mkdir()
    (tmp_path / "baselines/milestones.yaml").write_text(plan.milestone("M-1"), encoding="utf-8")
    assert dmccb("show", "M-1", cwd=tmp_path).code == 0
    assert dmccb("show", "M-1", "--at", "HEAD", cwd=tmp_path).code == 3


@pytest.mark.parametrize("title", ["Jurić", "日本", "no", "1.10", "0x1F", "a: b", "- x", "~"])
def test_any_title_can_be_read_back(title: str, repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", f"M-1:\n  title: {json.dumps(title, ensure_ascii=False)}\n")
    assert json.loads(dmccb("show", "M-1", "--json").out)[0]["fields"]["title"] == title
    said = dmccb("show", "M-1").out.split("\n", 1)[1]
    repo.records("milestones.yaml", "milestone", said)
    assert json.loads(dmccb("show", "M-1", "--json").out)[0]["fields"]["title"] == title


def test_the_shape_of_the_json(two: Repo, dmccb: Dmccb, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "show.json", dmccb("show", "R-1", "--json", "--as-of", "2020-02-15").out)


def test_a_release_as_a_board_reads_it(two: Repo, dmccb: Dmccb, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "show.txt", dmccb("show", "R-1", "--as-of", "2020-02-15").out)


@pytest.mark.parametrize(
    ("args", "state"),
    [
        pytest.param(["--as-of", "2020-01-31"], "open", id="on-its-date"),
        pytest.param(["--as-of", "2020-02-01"], "overdue 1 d as of 2020-02-01", id="a-day-later"),
        pytest.param(["--at", "v1.1"], "open", id="as-of-the-baseline"),
        pytest.param(
            ["--at", "v1.0", "--as-of", "2020-01-03"],
            "overdue 2 d as of 2020-01-03",
            id="asked-for-at-one",
        ),
    ],
)
def test_overdue_as_of_a_day(args: list[str], state: str, two: Repo, dmccb: Dmccb) -> None:
    said = dmccb("show", "M-1", *args).out.splitlines()
    assert said[-2].partition(", ")[2] == state


def test_today_is_the_day_of_the_working_tree(
    two: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dmccb.cli.show.today", lambda: date(2020, 2, 10))
    assert "# due 2020-01-31, overdue 10 d as of 2020-02-10\n" in dmccb("show", "M-1").out


@pytest.mark.parametrize(
    ("field", "value", "marked", "standing"),
    [
        pytest.param(
            "due",
            "soon",
            "due: 'soon' is not a date (want YYYY-MM-DD or YYYY-MM)",
            "no valid date, open",
            id="a-word",
        ),
        pytest.param(
            "due",
            "2036-13-01",
            "due: '2036-13-01' is not a day of the calendar (months are 01 to 12)",
            "no valid date, open",
            id="no-day",
        ),
        pytest.param(
            "dew",
            "red",
            "unknown field 'dew' (did you mean 'due'?)",
            "no date, open",
            id="unknown-field",
        ),
    ],
)
def test_what_is_not_valid_is_shown_and_marked(
    field: str, value: str, marked: str, standing: str, repo: Repo, dmccb: Dmccb
) -> None:
    repo.records("milestones.yaml", "milestone", f"M-8:\n  title: Eight\n  {field}: {value}\n")
    result = dmccb("show", "M-8")
    assert result.code == 0
    assert f"  {field}: {value}\n# invalid: {marked}\n# {standing}\n" in result.out
    (found,) = json.loads(dmccb("show", "M-8", "--json").out)
    assert (found["fields"][field], found["computed"]["invalid"]) == (value, [marked])
    assert found["computed"]["due"] is None
