"""The project's own baselines -> what is measured in them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from bench import answers
from bench.generate import git
from bench.goals import Goal
from bench.measure import Command
from bench.scenario import DMCCB, LeftOutError, Scenario, Workplace, checkout, diff_args, start

FAULT = "RSP-1:\n  title: A milestone\n  due: some day\n"
DIFF, CHECK, EXPLAIN = "dmccb diff, on a terminal", "dmccb check", "dmccb check, a fault to explain"


def real() -> Scenario:
    """Return the scenario."""
    return Scenario(
        name="the project's own baselines",
        prepare=_prepare,
        goals=(
            Goal(of=DIFF, limit=0.2, stretch=0.15),
            Goal(of=CHECK, limit=0.3),
            Goal(of=EXPLAIN, limit=0.3),
        ),
    )


def _prepare(workplace: Workplace, folder: Path) -> Sequence[Command]:  # noqa: ARG001 - as all
    root, broken = folder / "clone", folder / "broken"
    _clone(root)
    _clone(broken)
    (broken / "baselines" / "milestones" / "broken.yaml").write_text(FAULT, encoding="utf-8")
    check = (DMCCB, "check", "--json")
    return [
        Command(name=DIFF, args=diff_args(), folder=root, terminal=True, right=answers.says("milestone")),
        Command(name=CHECK, args=check, folder=root, right=answers.errors(0)),
        Command(name=EXPLAIN, args=check, folder=broken, right=answers.finds("schema-format"), codes=(0, 1)),
        start(root),
    ]


def _clone(to: Path) -> None:
    """Clone this checkout, with its history."""
    ask = ["git", "-C", str(checkout()), "rev-parse", "--is-shallow-repository"]
    if subprocess.run(ask, check=False, capture_output=True).stdout.strip() != b"false":
        raise LeftOutError("this is no clone with its whole history")
    git(checkout(), "clone", "--quiet", "--shared", str(checkout()), str(to))
