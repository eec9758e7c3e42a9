"""One repository or a few, what is run in them, and what is to be reached."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.generate import NEW, OLD, Generated, generate
from bench.goals import Goal
from bench.measure import Command
from bench.records import Plan

SMALL, MIDDLE, LARGE = 400, 10_000, 100_000
FILES = {SMALL: 10, MIDDLE: 50, LARGE: 100}

DIFF, GIT, START = "dmccb diff", "git diff", "python -c pass"
DMCCB = str(Path(sys.executable).with_name("dmccb"))

_PLACE = Path(__file__).resolve().parent.parent


class LeftOutError(Exception):
    """Why something cannot be measured here."""


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """Where repositories are generated; equal ones once.

    Attributes
    ----------
    folder
        A folder of its own.
    peers
        Whether other programs are measured as well.
    keep
        Whether the folders of the scenarios are left behind.
    say
        Told what takes long.
    """

    folder: Path
    peers: bool = True
    keep: bool = False
    say: Callable[[str], None] = lambda _: None
    _known: dict[Plan, Generated] = field(default_factory=dict)

    def repository(self, plan: Plan) -> Generated:
        """Return the repository of a plan; nobody changes it."""
        if plan not in self._known:
            self._known[plan] = generate(plan, self.folder / f"plan-{len(self._known)}")
        return self._known[plan]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What is measured in one go.

    Attributes
    ----------
    name
        What the table calls it.
    prepare
        Generates what is needed, in a workplace and a new folder for this
        scenario alone; returns the commands.
    goals
        What is to be reached.
    """

    name: str
    prepare: Callable[[Workplace, Path], Sequence[Command]]
    goals: tuple[Goal, ...] = ()


def plan_of(size: int, *, share: float = 0.01, together: bool = False) -> Plan:
    """Return the plan of an ordinary repository."""
    return Plan(size=size, files=FILES.get(size, max(2, size // 1000)), share=share, together=together)


def diff_args(*options: str, old: str = OLD, new: str = NEW) -> tuple[str, ...]:
    """Return the command line of ``dmccb diff`` between two tags."""
    return (DMCCB, "diff", old, new, *options)


WHOLE = ("--all", "--format", "json")
"""Options of the diff whose answer can be checked."""


def start(folder: Path) -> Command:
    """Return the command that takes as long as Python's start."""
    return Command(name=START, args=(sys.executable, "-c", "pass"), folder=folder)


def checkout() -> Path:
    """Return the top of the checkout that this bench is part of."""
    return _PLACE
