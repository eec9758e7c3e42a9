"""Commands -> wall time and peak memory of whole processes, several rounds in turn."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.generate import environment

TERMINAL = "-"
LAUNCHER = Path(__file__).with_name("launch.py")


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
    terminal
        Whether its standard output is a terminal.
    rounds
        At most this many rounds, for slow ones; 0 for as many as the others.
    codes
        Exit codes that are an answer.
    """

    name: str
    args: tuple[str, ...]
    folder: Path
    terminal: bool = False
    rounds: int = 0
    codes: tuple[int, ...] = (0,)


@dataclass(kw_only=True)
class Measured:
    """What was measured of one command: seconds, seconds of all processors, and bytes of each round."""

    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """Median wall time in seconds."""
        return statistics.median(self.walls)

    @property
    def cpu(self) -> float:
        """Median of the processor time that its processes took together, in seconds."""
        return statistics.median(self.cpus)

    @property
    def peak(self) -> float:
        """Median peak memory in MiB."""
        return statistics.median(self.peaks) / (1 << 20)


def user_environment() -> dict[str, str]:
    """Return the environment of somebody who set nothing: no PYTHON variable, no configuration of git."""
    kept = {key: value for key, value in environment().items() if not key.startswith("PYTHON")}
    return kept | {"NO_COLOR": "1", "TERM": "xterm"}


def run(command: Command, output: str) -> tuple[float, float, int]:
    """Run a command once and return seconds, seconds of all processors, and bytes.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    launcher = [sys.executable, "-I", "-S", os.fspath(LAUNCHER), TERMINAL if command.terminal else output]
    done = subprocess.run(
        [*launcher, *command.args],
        cwd=command.folder,
        env=user_environment(),
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
    return float(answer["wall"]), float(answer["cpu"]), int(answer["peak"])


def in_turn(commands: Sequence[Command], rounds: int) -> dict[str, Measured]:
    """Run commands A B C A B C …, and return what was measured of each.

    A command that is run only once is not warmed up; the others have run
    once before, when their answers were checked.
    """
    out = {command.name: Measured() for command in commands}
    for number in range(rounds):
        for command in commands:
            if command.rounds and number >= command.rounds:
                continue
            wall, cpu, peak = run(command, os.devnull)
            out[command.name].walls.append(wall)
            out[command.name].cpus.append(cpu)
            out[command.name].peaks.append(peak)
    return out
