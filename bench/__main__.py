"""``python -m bench``: generate, check, measure, print."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import load
from bench.checks import checks
from bench.diffs import of_size, variants
from bench.gate import gate
from bench.goals import MISSED, UNKNOWN, WRONG, Verdict, judge
from bench.histories import histories
from bench.measure import Measured, WrongAnswerError, checked, in_turn
from bench.peers import PEERS, available
from bench.real import real
from bench.report import table, verdict_table
from bench.scenario import LARGE, MIDDLE, SMALL, LeftOutError, Scenario, Workplace

FAULT = 1
"""Exit code if an answer is wrong, or if there is none."""

NEEDS = "npm ci --prefix bench; pip install '.[bench]'"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure dmccb beside git and its peers, in repositories generated for it. Every answer"
        " is checked before it is measured. Medians count. Goals are for the default sizes.",
        epilog=f"Needs git. Its peers (jsondiffpatch and json-diff of npm, deepdiff) are left out where they"
        f" are not installed: {NEEDS}. Exits with {FAULT} if an answer is wrong; a goal that is missed is"
        " only reported.",
    )
    sizes = f"numbers of records (default: {SMALL} {MIDDLE} {LARGE}); most is measured at the largest alone"
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[SMALL, MIDDLE, LARGE], metavar="N", help=sizes
    )
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="most rounds in turn (default: 5)")
    parser.add_argument("--quick", action="store_true", help=f"{SMALL} and {MIDDLE} records, 3 rounds")
    parser.add_argument("--only", default="", metavar="TEXT", help="scenarios with this in their name")
    parser.add_argument("--list", action="store_true", help="print the names of the scenarios")
    parser.add_argument("--no-peers", action="store_true", help="leave out its peers, but for git")
    parser.add_argument("--format", choices=("text", "markdown"), default="text")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="generate into DIR, a new folder, and leave it"
    )
    given = parser.parse_args()
    if given.quick:
        given.sizes, given.rounds = [SMALL, MIDDLE], 3
    return given


def scenarios(sizes: list[int]) -> list[Scenario]:
    """Return everything that is measured; most of it at the largest size alone."""
    most = max(sizes)
    found = [scenario for size in sizes for scenario in of_size(size)]
    return [*found, *variants(most), *checks(most), *histories(most), real(), gate()]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one scenario.

    Attributes
    ----------
    measured
        What was measured of each command.
    fault
        Why nothing was; empty where it was.
    wrong
        Whether the fault is dmccb's.
    others
        How many processors others used; None where that is not known.
    """

    measured: Mapping[str, Measured] = field(default_factory=dict)
    fault: str = ""
    wrong: bool = False
    others: float | None = None


def measure(scenario: Scenario, workplace: Workplace, rounds: int) -> Outcome:
    """Prepare one scenario, check its answers, and measure it."""
    folder = Path(tempfile.mkdtemp(prefix="scenario-", dir=workplace.folder))
    try:
        workplace.say(f"{scenario.name}: generating")
        commands = scenario.prepare(workplace, folder)
        workplace.say(f"{scenario.name}: checking the answers")
        first = [checked(command, folder / "answer") for command in commands]
        workplace.say(f"{scenario.name}: measuring")
        start = load.now()
        found = in_turn(commands, first, rounds)
        return Outcome(measured=found, others=load.others(start, load.now()))
    except LeftOutError as error:
        return Outcome(fault=f"left out: {error}")
    except (RuntimeError, WrongAnswerError, subprocess.CalledProcessError) as error:
        return Outcome(fault=str(error), wrong=True)
    finally:
        if not workplace.keep:
            shutil.rmtree(folder)


def show(scenario: Scenario, outcome: Outcome, fmt: str) -> None:
    head = f"### {scenario.name}" if fmt == "markdown" else scenario.name
    body = outcome.fault or table(outcome.measured, fmt)
    noise = "" if outcome.fault else load.remark(outcome.others)
    print("\n\n".join(part for part in (head, body, noise) if part), end="\n\n", flush=True)


def verdicts(scenario: Scenario, outcome: Outcome) -> Iterator[Verdict]:
    """Yield whether the goals of a scenario are met; a wrong answer meets none."""
    for goal in scenario.goals:
        found = judge(goal, outcome.measured)
        verdict = WRONG if outcome.wrong else found.verdict
        yield found._replace(work=f"{scenario.name}: {found.work}", verdict=verdict)


@contextlib.contextmanager
def workplace_of(given: argparse.Namespace) -> Iterator[Workplace]:
    """Yield where to work; what dmccb remembers is kept there as well."""
    with tempfile.TemporaryDirectory(prefix="dmccb-bench-") as name:
        folder = Path(name) if given.keep is None else given.keep.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        yield Workplace(folder=folder, peers=not given.no_peers, keep=given.keep is not None, say=say)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    given = options()
    chosen = [scenario for scenario in scenarios(given.sizes) if given.only in scenario.name]
    if given.list:
        print("\n".join(scenario.name for scenario in chosen))
        return 0
    if missing := [name for name in PEERS if not given.no_peers and not available(name)]:
        say(f"left out, since not installed: {', '.join(missing)}")
        say(f"hint: {NEEDS}")
    rows: list[Verdict] = []
    outcomes: list[Outcome] = []
    with workplace_of(given) as workplace:
        for scenario in chosen:
            outcome = measure(scenario, workplace, given.rounds)
            show(scenario, outcome, given.format)
            rows += verdicts(scenario, outcome)
            outcomes.append(outcome)
    print(verdict_table(rows, given.format), end="\n\n")
    print(summary(rows, outcomes))
    return FAULT if any(outcome.wrong for outcome in outcomes) else 0


def summary(rows: list[Verdict], outcomes: list[Outcome]) -> str:
    """Return the goals in numbers, and what is to be known of the run as a whole."""
    missed = sum(1 for row in rows if row.verdict in (MISSED, WRONG))
    unknown = sum(1 for row in rows if row.verdict == UNKNOWN)
    lines = [
        f"{len(rows)} goals: {len(rows) - missed - unknown} met, {missed} not met, {unknown} not measured"
    ]
    wrong = sum(1 for outcome in outcomes if outcome.wrong)
    if wrong:
        lines.append(f"{wrong} scenarios with a wrong answer, or none")
    noisy = sum(1 for outcome in outcomes if outcome.measured and load.remark(outcome.others))
    if noisy:
        lines.append(f"not quiet in {noisy} of {len(outcomes)} scenarios: ratios of wall time are worse then")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
