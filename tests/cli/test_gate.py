"""``dmccb gate`` on the worked examples."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Dmccb, Repo
from tests.policy.build import ROOT

EXAMPLES = ROOT / "examples" / "facts"
OBJECTION = str(EXAMPLES / "03-objection-stands.json")
BOARD = str(EXAMPLES / "05-board-approves.json")


@pytest.mark.parametrize(
    ("example", "verdict", "code"),
    [
        pytest.param("01-team-request-passes", "PASS", 0, id="pass"),
        pytest.param("02-window-still-open", "WAIT", 1, id="wait"),
        pytest.param("03-objection-stands", "BLOCK", 1, id="block"),
        pytest.param("08-vacant-seats", "ERROR", 3, id="error"),
        pytest.param("10-only-notes", "N/A", 0, id="not-under-control"),
    ],
)
def test_the_exit_code_is_the_verdict(dmccb: Dmccb, example: str, verdict: str, code: int) -> None:
    found = dmccb("gate", "--facts", str(EXAMPLES / f"{example}.json"), cwd=ROOT)
    assert (found.code, found.err) == (code, "")
    assert found.out.startswith(f"{verdict}  ")


def test_the_order_of_the_answer(dmccb: Dmccb) -> None:
    out = dmccb("gate", "--facts", OBJECTION, "--cheapest", cwd=ROOT).out
    parts = ["BLOCK  RFC-17", "\nMissing\n", "\nThe least that", "\nNot counted\n", "\nEvery requirement\n"]
    assert sorted(parts, key=out.index) == parts
    assert max(map(len, out.splitlines())) <= 100


def test_a_summary_leaves_out_what_is_met(dmccb: Dmccb) -> None:
    for fmt in ("text", "markdown"):
        out = dmccb("gate", "--facts", OBJECTION, "--summary", "--format", fmt, cwd=ROOT).out
        assert "Missing" in out
        assert "Every requirement" not in out


def test_assumptions_are_made_in_order(dmccb: Dmccb) -> None:
    said = ("withdraw=interfacer", "approve=chair", "approve=manager", "adopt=asker")
    options = [part for one in said for part in ("--assume", one)]
    found = dmccb("gate", "--facts", OBJECTION, *options, cwd=ROOT)
    assert (found.code, found.out.partition(" ")[0]) == (1, "WAIT")
    later = dmccb("gate", "--facts", OBJECTION, *options, "--assume", "at=+5d", cwd=ROOT)
    assert (later.code, later.out.partition(" ")[0]) == (0, "PASS")
    again = dmccb("gate", "--facts", OBJECTION, *options, "--assume", "object=chair", cwd=ROOT)
    assert (again.code, again.out.partition(" ")[0]) == (1, "BLOCK")


def test_as_of_another_moment(dmccb: Dmccb) -> None:
    late = dmccb("gate", "--facts", BOARD, "--as-of", "2026-03-09T11:00:00+01:00", "--json", cwd=ROOT)
    assert json.loads(late.out)["as_of"] == "2026-03-09T10:00:00Z"
    day = dmccb("gate", "--facts", BOARD, "--as-of", "2026-03-08", "--json", cwd=ROOT)
    assert json.loads(day.out)["as_of"] == "2026-03-08T00:00:00Z"


def test_a_stored_verdict_is_replayed(dmccb: Dmccb, tmp_path: Path) -> None:
    stored = tmp_path / "decision.json"
    assert dmccb("gate", "--facts", BOARD, "-o", stored, cwd=ROOT).code == 0
    same = dmccb("gate", "--facts", BOARD, "--replay", stored, cwd=ROOT)
    assert (same.code, same.out) == (0, "the same, byte for byte: PASS\n")
    other = dmccb("gate", "--facts", OBJECTION, "--replay", stored, cwd=ROOT)
    assert other.code == 1
    assert other.out.startswith("PASS as stored, BLOCK now\n  as_of: differs\n")
    values = dmccb("gate", "--facts", OBJECTION, "--replay", stored, "--json", cwd=ROOT)
    assert json.loads(values.out)["same"] is False


def test_equal_facts_give_equal_bytes(dmccb: Dmccb) -> None:
    once, twice = (dmccb("gate", "--facts", BOARD, "--json", cwd=ROOT).out for _ in range(2))
    assert once == twice


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        pytest.param(("--assume", "aprove=chair"), 2, "did you mean 'approve'?", id="no-such-command"),
        pytest.param(("--assume", "approve=chiar"), 2, "did you mean 'chair'?", id="no-such-login"),
        pytest.param(("--assume", "approve"), 2, "means nothing", id="nobody"),
        pytest.param(("--assume", "at=-1h"), 2, "is no time", id="back-in-time"),
        pytest.param(("--assume", "at=2020-01-01T00:00:00Z"), 2, "time does not go back", id="before"),
        pytest.param(("--as-of", "noon"), 2, "is no moment", id="no-moment"),
        pytest.param(("--at", "HEAD", "--profile", "minimal"), 2, "two policies", id="two-policies"),
        pytest.param(("--replay", OBJECTION), 3, "not a stored decision", id="no-decision"),
    ],
)
def test_what_is_refused(dmccb: Dmccb, options: tuple[str, ...], code: int, message: str) -> None:
    found = dmccb("gate", "--facts", BOARD, *options, cwd=ROOT)
    assert (found.code, found.out) == (code, "")
    assert message in found.err


def test_a_file_that_is_not_there(dmccb: Dmccb) -> None:
    found = dmccb("gate", "--facts", "nowhere.json", cwd=ROOT)
    assert (found.code, found.out, found.err) == (3, "", "dmccb: nowhere.json: No such file or directory\n")


def test_no_policy_is_no_answer(dmccb: Dmccb, tmp_path: Path) -> None:
    (tmp_path / "baselines").mkdir()
    found = dmccb("gate", "--facts", BOARD, cwd=tmp_path)
    assert (found.code, found.out) == (3, "")
    assert "no policy to judge by" in found.err


def test_the_help_has_an_example(dmccb: Dmccb) -> None:
    found = dmccb("gate", "--help", cwd=ROOT)
    assert found.code == 0
    assert "  dmccb gate --facts request.json --cheapest\n" in found.out
    assert "Exit codes: 0 PASS" in found.out


@pytest.mark.parametrize(
    ("name", "start"),
    [
        pytest.param("verdict.md", "### BLOCK", id="markdown"),
        pytest.param("verdict.json", "{", id="json"),
        pytest.param("verdict.txt", "BLOCK  RFC-17", id="text"),
    ],
)
def test_a_file_has_the_format_of_its_suffix(dmccb: Dmccb, tmp_path: Path, name: str, start: str) -> None:
    found = dmccb("gate", "--facts", OBJECTION, "-o", tmp_path / name, cwd=ROOT)
    assert (found.code, found.out, found.err) == (1, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_policy_of_a_revision_judges(repo: Repo, dmccb: Dmccb) -> None:
    for folder in ("policy", "organization"):
        shutil.copytree(ROOT / "baselines" / folder, repo.root / "baselines" / folder)
    repo.commit()
    rules = repo.read("baselines/policy/rules.yaml").replace("period: 72h", "period: 96h", 1)
    repo.write("baselines/policy/rules.yaml", rules)
    working, before = (dmccb("gate", "--facts", BOARD, *at, "--json") for at in ((), ("--at", "HEAD")))
    assert (working.err, before.err) == ("", "")
    stored, now = json.loads(before.out), json.loads(working.out)
    assert stored["policy_digest"] != now["policy_digest"]
    assert [name for name, one in now["basis"]["rules"].items() if stored["basis"]["rules"][name] != one] == [
        "window"
    ]


ODD = [
    pytest.param('"planned_end": "9999-12-31"', id="a-planned-end-on-the-last-day-there-is"),
    pytest.param('"title": "\\ud800"', id="half-a-letter"),
]


@pytest.mark.parametrize("odd", ODD)
def test_no_facts_are_a_bug(dmccb: Dmccb, tmp_path: Path, odd: str) -> None:
    values = json.loads(Path(BOARD).read_text(encoding="utf-8"))
    values["rfc"] |= json.loads(f"{{{odd}}}")
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    assert dmccb("gate", "--facts", file, "--json", cwd=ROOT).code in (0, 1, 3)


def test_a_time_that_never_comes_is_a_wrong_use(dmccb: Dmccb) -> None:
    assert dmccb("gate", "--facts", BOARD, "--assume", "at=+99999999d", cwd=ROOT).code == 2
    assert dmccb("gate", "--facts", BOARD, "--as-of", "0001-01-01T00:00:00+14:00", cwd=ROOT).code == 2
