"""Commands -> wall time, processor time and peak memory of whole processes, several rounds in turn."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from bench.generate import environment

TERMINAL = "-"
LAUNCHER = Path(__file__).with_name("launch.py")

ENOUGH = 10.0
"""Seconds that one command is measured for, at least once; a slower one is measured by its first run."""


class WrongAnswerError(Exception):
    """An answer that is not what was generated."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """One thing to measure.

    Attributes
    ----------
    name
        What the table calls it.
    args
        The program and its arguments.
    folder
        Where it runs.
    right
        Tells from standard output whether the answer is right; None for what
        gives no answer of its own.
    terminal
        Whether its standard output is a terminal.
    cold
        Whether the user's cache folder is empty in every run.
    codes
        Exit codes that are an answer.
    """

    name: str
    args: tuple[str, ...]
    folder: Path
    right: Callable[[str], bool] | None = None
    terminal: bool = False
    cold: bool = False
    codes: tuple[int, ...] = (0,)


class Run(NamedTuple):
    """One run: seconds, seconds of all its processes on all processors, and bytes of the largest."""

    wall: float
    cpu: float
    peak: int


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was measured of one command."""

    runs: Sequence[Run]

    @property
    def wall(self) -> float:
        """Median wall time in seconds."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def least(self) -> float:
        """Least wall time in seconds."""
        return min(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Median of the processor time that its processes took together, in seconds."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        """Median peak memory in MiB."""
        return statistics.median(run.peak for run in self.runs) / (1 << 20)


def user_environment() -> dict[str, str]:
    """Return the environment of somebody who set nothing: no PYTHON variable, no configuration of git."""
    kept = {key: value for key, value in environment().items() if not key.startswith("PYTHON")}
    return kept | {"NO_COLOR": "1", "TERM": "xterm"}


def run(command: Command, output: str = os.devnull) -> Run:
    """Run a command once; its standard output goes to a file.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    if not command.cold:
        return _run(command, output, {})
    with tempfile.TemporaryDirectory(prefix="dmccb-bench-cache-") as empty:
        return _run(command, output, {"XDG_CACHE_HOME": empty})


def _run(command: Command, output: str, variables: Mapping[str, str]) -> Run:
    launcher = [sys.executable, "-I", "-S", os.fspath(LAUNCHER), TERMINAL if command.terminal else output]
    done = subprocess.run(
        [*launcher, *command.args],
        cwd=command.folder,
        env={**user_environment(), **variables},
        capture_output=True,
        check=False,
        text=True,
    )
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {"code": done.returncode}
    if answer["code"] not in command.codes:
        said = done.stderr.strip()[-500:]
        raise RuntimeError(f"{command.name}: exit code {answer['code']}: {said}")
    return Run(wall=float(answer["wall"]), cpu=float(answer["cpu"]), peak=int(answer["peak"]))


def checked(command: Command, output: Path) -> Run:
    """Run a command for the first time, and check its answer.

    Raises
    ------
    RuntimeError
        If it fails.
    WrongAnswerError
        If its answer is not right.
    """
    if command.right is None:
        return run(command)
    found = run(replace(command, terminal=False), os.fspath(output))
    if not _right(command.right, output.read_text(encoding="utf-8")):
        raise WrongAnswerError(
            f"{command.name}: the answer is not what was generated (--keep DIR leaves it there)"
        )
    return found


def _right(right: Callable[[str], bool], text: str) -> bool:
    """Tell whether an answer is right; one of another shape is not."""
    try:
        return right(text)
    except (LookupError, TypeError, ValueError):
        return False


def in_turn(commands: Sequence[Command], first: Sequence[Run], rounds: int) -> dict[str, Measured]:
    """Run commands A B C A B C …, and return what was measured of each.

    Parameters
    ----------
    commands, first
        What to run, and the run in which each answer was checked.  It says
        how often the command can be run in a reasonable time; where that is
        not once more, it is the measurement.
    rounds
        At most this many.
    """
    times = [min(rounds, int(ENOUGH / one.wall)) for one in first]
    runs: dict[str, list[Run]] = {command.name: [] for command in commands}
    for number in range(rounds):
        for command, most in zip(commands, times, strict=True):
            if number < most:
                runs[command.name].append(run(command))
    pairs = zip(commands, first, strict=True)
    return {command.name: Measured(runs=runs[command.name] or [one]) for command, one in pairs}
