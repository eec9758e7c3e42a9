"""What is measured, and what is to be reached."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.generate import NEW, OLD, Generated
from bench.measure import Command, run
from bench.peers import LIMITS, PEERS, SLOW, available
from bench.peers import command as peer
from bench.records import Facts, Plan

SMALL, MIDDLE, LARGE = 400, 10_000, 100_000
FILES = {SMALL: 10, MIDDLE: 50, LARGE: 100}
ONE_FILE = 40_000
"""Records of about twelve lines that fit into the largest file that dmccb reads (16 MiB)."""

DIFF, GIT, START = "dmccb diff", "git diff", "python -c pass"
AT_SMALL = f"dmccb diff, {SMALL} records"
DMCCB = str(Path(sys.executable).with_name("dmccb"))


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A limit of one command.

    Attributes
    ----------
    of
        Name of the command.
    to
        Name of the command that its wall time is divided by; empty for
        seconds.
    limit, stretch
        At most this much; 0 for no stretch goal.
    memory
        Whether peak memory is meant: MiB, or a ratio.
    """

    of: str
    to: str = ""
    limit: float
    stretch: float = 0.0
    memory: bool = False


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One repository and what is measured in it."""

    name: str
    plan: Plan
    goals: tuple[Goal, ...] = ()
    peers: bool = False
    starts: bool = False
    check: bool = False
    beside_small: bool = False


def scenarios(sizes: list[int]) -> list[Scenario]:
    """Return what is measured at the given sizes; the variants belong to the largest one of the goals."""
    out = [_size(size) for size in sizes]
    out += [
        Scenario(
            name=f"{size} records, nothing changed",
            plan=_plan(size, share=0.0),
            goals=(Goal(of=DIFF, to=AT_SMALL, limit=1.2),),
            beside_small=True,
        )
        for size in sizes
    ]
    return [*out, *_variants()] if LARGE in sizes else out


def _plan(size: int, *, share: float = 0.01, together: bool = False) -> Plan:
    return Plan(size=size, files=FILES.get(size, max(1, size // 1000)), share=share, together=together)


def _size(size: int) -> Scenario:
    goals = {
        SMALL: (
            Goal(of=DIFF, to=START, limit=6, stretch=4),
            Goal(of="dmccb --version", limit=0.06),
            Goal(of="dmccb --help", limit=0.06),
        ),
        MIDDLE: (Goal(of=DIFF, to=GIT, limit=2.0, stretch=1.35),),
        LARGE: (
            Goal(of=DIFF, to=GIT, limit=0.65, stretch=0.5),
            Goal(of=DIFF, limit=64, memory=True),
            Goal(of=DIFF, to="jsondiffpatch", limit=1 / 6),
            Goal(of=DIFF, to="deepdiff", limit=1 / 90),
            Goal(of="dmccb check", limit=10, stretch=3),
        ),
    }
    return Scenario(
        name=f"{size} records, 1 % changed over {_plan(size).files} files",
        plan=_plan(size),
        goals=goals.get(size, ()),
        peers=True,
        starts=size == SMALL,
        check=True,
    )


def _variants() -> list[Scenario]:
    one_file = Plan(size=ONE_FILE, files=1)
    return [
        Scenario(
            name=f"{LARGE} records, as many changes, all in one file of {FILES[LARGE]}",
            plan=_plan(LARGE, together=True),
            goals=(Goal(of=DIFF, to=START, limit=12, stretch=7.5),),
        ),
        Scenario(
            name=f"{LARGE} records, one file of {FILES[LARGE]} changed by 1 %",
            plan=_plan(LARGE, together=True, share=0.0001),
        ),
        Scenario(
            name=f"{LARGE} records, 10 % changed",
            plan=_plan(LARGE, share=0.1),
            goals=(Goal(of=DIFF, to=GIT, limit=1.6, stretch=1.0),),
        ),
        Scenario(
            name=f"{ONE_FILE} records in one file, 1 % changed",
            plan=one_file,
            goals=(
                Goal(of=DIFF, to=GIT, limit=0.5, stretch=0.35),
                Goal(of=DIFF, to=GIT, limit=1 / 3, memory=True),
            ),
        ),
    ]


class Wrong(Exception):
    """An answer that is not what was generated."""


def commands(
    scenario: Scenario, made: Generated, small: Path, say: Callable[[str], None], *, peers: bool = True
) -> list[Command]:
    """Return the commands of a scenario, each run once and its answer checked.

    Raises
    ------
    Wrong
        If an answer is wrong.
    """
    root = made.root
    diff = Command(name=DIFF, args=diff_args("--all", "--format", "json"), folder=root)
    out = [diff, Command(name=GIT, args=("git", "diff", OLD, NEW), folder=root)]
    out.append(Command(name=START, args=(sys.executable, "-c", "pass"), folder=root))
    if scenario.beside_small:
        out.append(Command(name=AT_SMALL, args=diff.args, folder=small))
    if scenario.starts:
        out += [
            Command(name=f"dmccb {flag}", args=(DMCCB, flag), folder=root) for flag in ("--version", "--help")
        ]
    if scenario.check:
        rounds = 1 if scenario.plan.size > MIDDLE else 0
        out.append(
            Command(name="dmccb check", args=(DMCCB, "check"), folder=root, codes=(0, 1), rounds=rounds)
        )
    if scenario.peers and peers:
        out += _peers(scenario.plan.size, made)
    return [command for command in out if _right(command, made, say)]


def diff_args(*options: str) -> tuple[str, ...]:
    """Return the command line of ``dmccb diff`` between the two tags."""
    return (DMCCB, "diff", OLD, NEW, *options)


def _peers(size: int, made: Generated) -> list[Command]:
    out = []
    for name in PEERS:
        if size <= LIMITS.get(name, size) and available(name):
            rounds = 1 if name in SLOW and size > SMALL else 0
            args = peer(name, made.exported, (OLD, NEW))
            out.append(Command(name=name, args=args, folder=made.root, rounds=rounds))
    return out


def _right(command: Command, made: Generated, say: Callable[[str], None]) -> bool:
    """Run a command once; tell whether it exists, and complain where its answer is wrong."""
    output = made.exported[0].with_name("answer")
    try:
        run(command, str(output))
    except RuntimeError as error:
        if command.name != "dmccb check":
            raise
        say(f"left out: {str(error).splitlines()[-1]}")
        return False
    text = output.read_text(encoding="utf-8")
    if command.name == DIFF and facts_of(json.loads(text)) != made.facts:
        raise Wrong(f"{command.name}: the answer is not what was generated")
    if command.name in PEERS and command.name != "graphtage":
        found, wanted = json.loads(text.splitlines()[-1]), counts(made.facts)
        if found != wanted:
            raise Wrong(f"{command.name}: found {found}, generated {wanted}")
    return True


def facts_of(changeset: dict[str, list[dict[str, list[dict[str, object]]]]]) -> Facts:
    """Return what a change set (``--format json``) says, in the shape of the generator's facts."""
    out: Facts = {}
    for change in changeset["changes"]:
        fact: dict[str, object] = {name: change[name] for name in ("change", "old_id") if name in change}
        if str(change["change"]) in ("changed", "renumbered"):
            fact["fields"] = {
                str(field["field"]): [field["old"], field["new"], field.get("days"), *_members(field)]
                for field in change["fields"]
            }
        out[str(change["id"])] = fact
    return out


def _members(field: dict[str, object]) -> list[object]:
    """Return the members that came and went; what a text gained and lost is another matter."""
    if isinstance(field["old"], list) or isinstance(field["new"], list):
        return [field.get("added", []), field.get("removed", [])]
    return [[], []]


def counts(facts: Facts) -> dict[str, int]:
    """Return what a program that knows nothing of renumbering finds."""
    kinds = [fact["change"] for fact in facts.values()]
    renumbered = kinds.count("renumbered")
    return {
        "added": kinds.count("added") + renumbered,
        "removed": kinds.count("removed") + renumbered,
        "changed": kinds.count("changed"),
    }
