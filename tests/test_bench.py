"""The bench itself: what it generates is known, and dmccb's answer is that."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import peers
from bench.generate import generate
from bench.measure import Command, Measured, run
from bench.records import Plan, after, before
from bench.report import table, verdicts
from bench.scenarios import DIFF, GIT, Goal, counts, diff_args, facts_of
from dmccb.cli.main import commands
from dmccb.records.format import formatted
from dmccb.repository.schemas import load_kinds

SMALL = Plan(size=300, files=3, share=0.5)


def test_equal_seeds_give_equal_records() -> None:
    assert after(SMALL, before(SMALL)) == after(SMALL, before(SMALL))


def test_another_seed_gives_other_records() -> None:
    assert before(Plan(size=300, files=3, seed=2)) != before(SMALL)


def test_every_kind_of_change_is_generated() -> None:
    _, facts = after(SMALL, before(SMALL))
    assert {fact["change"] for fact in facts.values()} == {"added", "removed", "changed", "renumbered"}


def test_all_changes_together_are_in_one_file() -> None:
    plan = Plan(size=300, files=3, together=True)
    old = before(plan)
    new, _ = after(plan, old)
    assert [path for path in old if new[path] != old[path]] == list(old)[:1]


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(SMALL, id="changes-over-all-files"),
        pytest.param(Plan(size=300, files=3, share=0.1, together=True), id="changes-in-one-file"),
        pytest.param(Plan(size=300, files=1, share=0.1), id="all-records-in-one-file"),
        pytest.param(Plan(size=40, files=2, share=0.0), id="nothing-changed"),
    ],
)
def test_dmccb_answers_what_was_generated(
    plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = generate(plan, tmp_path)
    args = ["-C", str(made.root), *diff_args("--all", "--format", "json")[1:]]
    commands.main(args=args, standalone_mode=False)
    assert facts_of(json.loads(capsys.readouterr().out)) == made.facts
    old, new = (json.loads(path.read_text(encoding="utf-8")) for path in made.exported)
    assert peers.counts(old, new) == counts(made.facts)


def test_a_peer_answers_what_was_generated(tmp_path: Path) -> None:
    made = generate(SMALL, tmp_path)
    command = peers.command("pyyaml", made.exported, ("v1.4", "v1.5"))
    done = subprocess.run(command, cwd=made.root, capture_output=True, check=True)
    assert json.loads(done.stdout) == counts(made.facts)


def test_generated_files_are_canonical(tmp_path: Path) -> None:
    made = generate(SMALL, tmp_path)
    kind = load_kinds()["milestones"]
    for file in sorted((made.root / "baselines" / "milestones").iterdir()):
        data = file.read_bytes()
        path = file.relative_to(made.root).as_posix()
        assert formatted(kind, path, data) == (data, ())


def test_a_process_is_measured(tmp_path: Path) -> None:
    command = Command(name="nothing", args=(sys.executable, "-c", "print('said')"), folder=tmp_path)
    wall, cpu, peak = run(command, str(tmp_path / "out"))
    assert wall > 0
    assert cpu > 0
    assert peak > 1 << 20
    assert (tmp_path / "out").read_text() == "said\n"


def test_a_failure_is_not_measured(tmp_path: Path) -> None:
    command = Command(name="worse", args=(sys.executable, "-c", "raise SystemExit(3)"), folder=tmp_path)
    with pytest.raises(RuntimeError, match="worse: exit code 3"):
        run(command, str(tmp_path / "out"))


@pytest.mark.parametrize(
    ("limit", "stretch", "verdict"),
    [
        pytest.param(2.0, 0.5, "met; the stretch goal is not", id="between"),
        pytest.param(2.0, 1.5, "met, and the stretch goal", id="both"),
        pytest.param(0.9, 0.0, "NOT MET", id="missed"),
    ],
)
def test_a_goal_is_judged_by_medians(limit: float, stretch: float, verdict: str) -> None:
    found = {
        DIFF: Measured(walls=[0.9, 1.0, 9.0], cpus=[2.0], peaks=[1 << 20]),
        GIT: Measured(walls=[1.0], cpus=[1.0], peaks=[1 << 20]),
    }
    goal = Goal(of=DIFF, to=GIT, limit=limit, stretch=stretch)
    assert [row[2] for row in verdicts([goal], found)] == [verdict]
    assert (
        table(found, "markdown").splitlines()[2]
        == f"| {DIFF} | 1.000 s | 1.00 |  | 2.000 s | 2.00 | 1 MiB | 3 |"
    )
