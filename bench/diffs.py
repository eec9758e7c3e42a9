"""Number of records -> the scenarios of ``dmccb diff``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench import answers
from bench.generate import AGAIN, NEW, OLD, Generated
from bench.goals import Goal
from bench.large_records import large_records
from bench.measure import Command
from bench.peers import PEERS, available
from bench.peers import command as peer
from bench.records import Plan
from bench.scenario import (
    DIFF,
    DMCCB,
    GIT,
    LARGE,
    MIDDLE,
    SMALL,
    START,
    WHOLE,
    Scenario,
    Workplace,
    diff_args,
    plan_of,
    start,
)

ONE_FILE = 40_000
"""Records of about twelve lines that fit into the largest file that dmccb reads (16 MiB)."""

AT_SMALL = f"{DIFF}, {SMALL} records"

GOALS = {
    SMALL: (
        Goal(of=DIFF, to=START, limit=6, stretch=5),
        Goal(of="dmccb --version", to=START, limit=4.5),
        Goal(of="dmccb --help", to=START, limit=4.5),
    ),
    MIDDLE: (Goal(of=DIFF, to=GIT, limit=2.0, stretch=1.6),),
    LARGE: (
        Goal(of=DIFF, to=GIT, limit=0.65, stretch=0.55),
        Goal(of=DIFF, to=GIT, limit=0.95, quantity="cpu"),
        Goal(of=DIFF, limit=40, quantity="peak"),
        Goal(of=DIFF, to="jsondiffpatch", limit=1 / 6, stretch=1 / 8),
        Goal(of=DIFF, to="deepdiff", limit=1 / 90, stretch=1 / 100),
    ),
}


def of_size(size: int) -> list[Scenario]:
    """Return what is measured at every size."""
    plan = plan_of(size)
    return [
        Scenario(
            name=f"{size} records, 1 % changed over {plan.files} files",
            prepare=partial(_beside_peers, plan),
            goals=GOALS.get(size, ()),
        ),
        Scenario(
            name=f"{size} records, nothing changed",
            prepare=partial(_nothing_changed, plan),
            goals=(Goal(of=DIFF, to=AT_SMALL, limit=1.2),),
        ),
    ]


def variants(size: int) -> list[Scenario]:
    """Return what is measured at the largest size; the goals are those of 100,000 records."""
    found = [
        _variant(
            f"{size} records, as many changes, all in one file of {plan_of(size).files}",
            plan_of(size, together=True),
            Goal(of=DIFF, to=START, limit=12, stretch=9),
        ),
        _variant(
            f"{size} records, 10 % changed",
            plan_of(size, share=0.1),
            Goal(of=DIFF, to=GIT, limit=2.2, stretch=1.6),
        ),
        _variant(
            f"{min(size, ONE_FILE)} records in one file, 1 % changed",
            Plan(size=min(size, ONE_FILE), files=1),
            Goal(of=DIFF, to=GIT, limit=0.70, stretch=0.60),
            Goal(of=DIFF, to=GIT, limit=0.40, quantity="peak"),
        ),
    ]
    if size != LARGE:
        found = [Scenario(name=each.name, prepare=each.prepare) for each in found]
    return [*found, large_records()]


def _variant(name: str, plan: Plan, *goals: Goal) -> Scenario:
    return Scenario(name=name, prepare=partial(_beside_git, plan), goals=goals)


def _beside_git(plan: Plan, workplace: Workplace, folder: Path) -> Sequence[Command]:  # noqa: ARG001 - as all
    made = workplace.repository(plan)
    return [_diff(made), _git_diff(made), start(made.root)]


def _beside_peers(plan: Plan, workplace: Workplace, folder: Path) -> Sequence[Command]:
    made = workplace.repository(plan)
    out = [*_beside_git(plan, workplace, folder)]
    if plan.size == SMALL:
        out += [_asked(made, "--version", "dmccb "), _asked(made, "--help", "Usage: ")]
    if workplace.peers:
        out += [_peer(name, made) for name in PEERS if available(name)]
    return out


def _nothing_changed(plan: Plan, workplace: Workplace, folder: Path) -> Sequence[Command]:  # noqa: ARG001 - as all
    made, small = workplace.repository(plan), workplace.repository(plan_of(SMALL))
    same = Command(
        name=DIFF,
        args=diff_args(*WHOLE, old=NEW, new=AGAIN),
        folder=made.root,
        right=answers.changes({}),
    )
    ordinary = _diff(small)
    return [
        same,
        Command(name=AT_SMALL, args=ordinary.args, folder=small.root, right=ordinary.right),
        start(made.root),
    ]


def _diff(made: Generated) -> Command:
    return Command(name=DIFF, args=diff_args(*WHOLE), folder=made.root, right=answers.changes(made.facts))


def _git_diff(made: Generated) -> Command:
    return Command(name=GIT, args=("git", "diff", OLD, NEW), folder=made.root)


def _asked(made: Generated, option: str, word: str) -> Command:
    return Command(name=f"dmccb {option}", args=(DMCCB, option), folder=made.root, right=answers.says(word))


def _peer(name: str, made: Generated) -> Command:
    args = peer(name, made.exported, (OLD, NEW))
    return Command(name=name, args=args, folder=made.root, right=answers.counted(made.facts))
