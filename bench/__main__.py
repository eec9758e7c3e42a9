"""``python -m bench``: generate, check, measure, print."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.commands import checked, works
from bench.generate import generate
from bench.measure import Command, in_turn
from bench.peers import PEERS, available
from bench.records import Plan
from bench.report import table, verdict_table, verdicts
from bench.scenarios import (
    DMCCB,
    LARGE,
    MIDDLE,
    SMALL,
    START,
    Goal,
    Scenario,
    commands,
    diff_args,
    scenarios,
)

HERE = Path(__file__).resolve().parent.parent
REAL = (
    Goal(of="dmccb diff", limit=0.2),
    Goal(of="dmccb check", limit=0.3),
)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure dmccb beside git diff and its peers, in repositories generated for it.",
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[SMALL, MIDDLE, LARGE], metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds in turn (default: 5)")
    parser.add_argument("--quick", action="store_true", help=f"{SMALL} and {MIDDLE} records, 3 rounds")
    parser.add_argument("--only", default="", metavar="TEXT", help="scenarios with this in their name")
    parser.add_argument("--no-peers", action="store_true", help="dmccb, git diff and Python's start alone")
    parser.add_argument("--format", choices=("text", "markdown"), default="text")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="generate into DIR, and leave it")
    given = parser.parse_args()
    if given.quick:
        given.sizes, given.rounds = [SMALL, MIDDLE], 3
    return given


@contextlib.contextmanager
def workplace(keep: Path | None) -> Iterator[Path]:
    """Yield the folder to generate in."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="dmccb-bench-") as name:
        yield Path(name)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def one(scenario: Scenario, folder: Path, small: Path, given: argparse.Namespace) -> bool:
    """Measure one scenario, print its tables, and tell whether every goal is met."""
    say(f"{scenario.name}: generating")
    made = generate(scenario.plan, folder)
    chosen = commands(scenario, made, small, say, peers=not given.no_peers)
    say(f"{scenario.name}: the answers are right; measuring")
    found = in_turn(chosen, given.rounds)
    rows = verdicts(scenario.goals, found)
    show(scenario.name, table(found, given.format), verdict_table(rows, given.format), given.format)
    if given.keep is None:
        shutil.rmtree(folder)
    return not any(row[2] == "NOT MET" for row in rows)


def real(given: argparse.Namespace) -> bool:
    """Measure the project's own baselines, where this checkout has them."""
    chosen = [
        Command(name=REAL[0].of, args=diff_args(), folder=HERE, terminal=True),
        Command(name=REAL[1].of, args=(DMCCB, "check"), folder=HERE, codes=(0, 1)),
        Command(name=START, args=(sys.executable, "-c", "pass"), folder=HERE),
    ]
    found = {}
    for command in chosen:
        try:
            in_turn([command], 1)
        except RuntimeError as error:
            say(f"left out: {str(error).splitlines()[-1]}")
        else:
            found[command.name] = command
    if REAL[0].of not in found:
        return True
    measured = in_turn(list(found.values()), given.rounds)
    rows = verdicts(REAL, measured)
    show(
        "the project's own baselines, on a terminal",
        table(measured, given.format),
        verdict_table(rows, given.format),
        given.format,
    )
    return not any(row[2] == "NOT MET" for row in rows)


def others(size: int, folder: Path, given: argparse.Namespace) -> bool:
    """Measure the other commands, print their table, and tell whether every goal is met."""
    name = f"{size} records, the other commands"
    say(f"{name}: generating")
    found = list(works(size, folder))
    chosen = [checked(work, folder / "answer") for work in found]
    say(f"{name}: the answers are right; measuring")
    chosen.append(Command(name=START, args=(sys.executable, "-c", "pass"), folder=folder))
    measured = in_turn(chosen, given.rounds)
    rows = verdicts([work.goal for work in found if work.limit], measured)
    show(name, table(measured, given.format), verdict_table(rows, given.format), given.format)
    return not any(row[2] == "NOT MET" for row in rows)


def show(name: str, measurements: str, goals: str, fmt: str) -> None:
    head = f"### {name}" if fmt == "markdown" else name
    print("\n\n".join(part for part in (head, measurements, goals) if part), end="\n\n", flush=True)


def main() -> int:
    given = options()
    met = True
    if missing := [name for name in PEERS if not given.no_peers and not available(name)]:
        say(f"left out, since not installed: {', '.join(missing)}")
        say("hint: npm ci --prefix bench; pip install '.[bench]'")
    with workplace(given.keep) as folder:
        say("generating")
        small = generate(Plan(size=SMALL, files=10), folder / "small").root
        for number, scenario in enumerate(scenarios(given.sizes)):
            if given.only in scenario.name:
                met &= one(scenario, folder / str(number), small, given)
        if given.only in "the other commands":
            met &= others(max(given.sizes), folder / "commands", given)
    if not given.only:
        met &= real(given)
    print("every goal measured is met" if met else "not every goal is met")
    return 0


sys.exit(main())
