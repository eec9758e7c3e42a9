"""The package and a seed -> which small faults, put into it on purpose, no test notices.

``make mutants``.  mutmut makes the mutants: each is one module of a room with one
change.  Each of a random sample is imported in the place of its module, in a
process of its own, while the tests of its room run; it is killed when one of them
fails or they take too long, and survives when all pass.  A survivor
of which ``survivors.toml`` says why no test can tell is equivalent, and not counted.

mutmut's own runner is not used: it takes no sample, skips constants and decorated
functions, and its processes inherit what a module computed or cached before.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib.machinery
import importlib.util
import json
import os
import random
import re
import resource
import signal
import sys
import tomllib
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from itertools import islice
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
REASONS = Path(__file__).with_name("survivors.toml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """Modules, and the tests that are to notice what is wrong with them.

    Attributes
    ----------
    modules
        Which, below ``dmccb``.
    tests
        Files and folders, below ``tests``.
    goal
        Percent of the mutants that are not equivalent that are to be killed.
    """

    modules: str
    tests: tuple[str, ...]
    goal: int

    @property
    def paths(self) -> list[Path]:
        return sorted((ROOT / "dmccb").glob(self.modules))


ROOMS = {
    "records": Room(modules="records/*.py", tests=("records", "test_second_reader.py"), goal=95),
    "compare": Room(modules="compare/*.py", tests=("compare", "test_second_reader.py"), goal=95),
    "baseline": Room(modules="baseline/*.py", tests=("baseline", "test_second_reader.py"), goal=95),
    "rfc": Room(modules="rfc/*.py", tests=("rfc", "render/test_policy_reference.py"), goal=90),
    "policy": Room(modules="policy/*.py", tests=("policy", "render/test_policy_reference.py"), goal=90),
    "route": Room(modules="impact/route.py", tests=("impact/test_route.py",), goal=90),
}

CPU_SECONDS = 45
"""After which the tests are ended, and the mutant is killed: it loops."""

MEMORY = 4 << 30
"""Bytes that the tests may take with a mutant."""

OUTSIDE = ("tests/records/test_parse.py::test_the_largest_files_take_bounded_work",)
"""Tests that are not run: they start a process, which imports the module and no mutant."""

ONCE = ("lru_cache", "cache", "property")
"""Decorators below which mutmut would not look, for reasons of its runner only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutant:
    """One module with one change: the lines as they were and as they become."""

    path: Path
    function: str
    was: str
    becomes: str
    code: str

    @property
    def module(self) -> str:
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts)

    @property
    def room(self) -> str:
        return room_of(self.path)

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.module, self.function, self.was, self.becomes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutation:
    """A change that is not made yet: a piece of a module, and what takes its place."""

    path: Path
    module: Any  # these are of libcst, which is loaded only where mutants are made
    old: Any
    new: Any


def room_of(path: Path) -> str:
    """Return the room of a module; empty where it is in none."""
    return next((name for name, room in ROOMS.items() if path in room.paths), "")


# ---------------------------------------------------------------- mutants


def mutations(path: Path) -> list[Mutation]:
    """Return every change that mutmut would make in one module."""
    from mutmut.mutation.file_mutation import create_mutations

    bare = re.sub(rf"(?m)^( *)@(?={'|'.join(ONCE)})", r"\1# @", path.read_text(encoding="utf-8"))
    module, found, _, _ = create_mutations(str(path), bare)
    return [Mutation(path=path, module=module, old=one.original_node, new=one.mutated_node) for one in found]


def mutant(mutation: Mutation) -> Mutant | None:
    """Return a module with one change; None where that is no code, or a change of a type alone."""
    source = mutation.path.read_text(encoding="utf-8")
    code = mutation.module.deep_replace(mutation.old, mutation.new).code.replace("# @", "@")
    was, becomes, line = _difference(source, code)
    if not _is_code(code) or not _is_run(source, line):
        return None
    return Mutant(path=mutation.path, function=_function(source, line), was=was, becomes=becomes, code=code)


def sampled(paths: Sequence[Path], size: int, seed: int) -> list[Mutant]:
    """Return mutants of some modules, chosen at random; all of them where the size is 0."""
    found = [mutation for path in paths for mutation in mutations(path)]
    random.Random(seed).shuffle(found)  # noqa: S311  repeatable on purpose
    made = (mutant(mutation) for mutation in found)
    return list(islice((one for one in made if one is not None), size or None))


def _difference(source: str, code: str) -> tuple[str, str, int]:
    """Return the lines that go, the lines that come, and the first of them."""
    old, new = source.splitlines(), code.splitlines()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    steps = [step for step in steps if step[0] != "equal"]
    first, last = steps[0], steps[-1]
    return _joined(old[first[1] : last[2]]), _joined(new[first[3] : last[4]]), first[1] + 1


def _joined(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _is_code(code: str) -> bool:
    try:
        compile(code, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def _is_run(source: str, line: int) -> bool:
    """Tell whether a line is more than a type: a name in capital letters, or inside a function or class."""
    for node in ast.parse(source).body:
        if node.lineno <= line <= (node.end_lineno or 0):
            if isinstance(node, ast.Assign):
                return all(isinstance(name, ast.Name) and name.id.isupper() for name in node.targets)
            return not isinstance(node, ast.AnnAssign) or "TypeAlias" not in ast.unparse(node.annotation)
    return True


def _function(source: str, line: int) -> str:
    """Return the functions and classes that hold a line, outermost first; empty for none."""
    blocks = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    holding = [node for node in blocks if node.lineno <= line <= (node.end_lineno or 0)]
    return ".".join(node.name for node in sorted(holding, key=lambda node: node.lineno))


# -------------------------------------------------------------- the tests


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads other code under the name of a module."""

    def __init__(self, module: str, path: Path, code: str) -> None:
        super().__init__(module, str(path))
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = compile(self._code, self.path, "exec", dont_inherit=True)
        return code


class _Finder(MetaPathFinder):
    """Finds the code of some modules before the modules are found."""

    def __init__(self, loaders: Mapping[str, _Loader]) -> None:
        self._loaders = loaders

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        loader = self._loaders.get(fullname)
        return importlib.util.spec_from_loader(fullname, loader) if loader else None


def loaders(room: str, mutant: Mutant | None) -> dict[str, _Loader]:
    """Return what loads the mutant; without one, every module of the room as it is.

    So that a fault of the loading itself shows before any mutant is tried.
    """
    if mutant is not None:
        return {mutant.module: _Loader(mutant.module, mutant.path, mutant.code)}
    paths = [path for path in ROOMS[room].paths if not path.stem.startswith("_")]
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths}
    return {name: _Loader(name, path, path.read_text(encoding="utf-8")) for path, name in names.items()}


class Order:
    """A plugin of pytest: quick tests first, so that most mutants are killed at once.

    How long each took without a mutant is kept in a file.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seconds: dict[str, float] = json.loads(file.read_text()) if file.is_file() else {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self._seconds.get(item.nodeid, 0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._seconds[report.nodeid] = self._seconds.get(report.nodeid, 0) + report.duration

    def keep(self) -> None:
        self._file.write_text(json.dumps(self._seconds))


def run_tests(room: str, mutant: Mutant | None, logs: Path, log: str) -> int:
    """Run the tests of a room in this process, which ends with it."""
    with (logs / f"{log}.log").open("wb") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.meta_path.insert(0, _Finder(loaders(room, mutant)))
    options = ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "--tb=line"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis is imported beforehand
    options += [part for name in OUTSIDE for part in ("--deselect", name)]
    options.append(f"--basetemp={logs / 'tmp' / log}")  # pytest's own is shared, and cleaned up by others
    order = Order(logs / f"{room}.json")
    tests = [f"tests/{name}" for name in ROOMS[room].tests]
    code = int(pytest.main([*options, *tests], plugins=[order]))
    if mutant is None:
        order.keep()
    return code


class UndecidedError(Exception):
    """Tests that ended in a way that says nothing of the mutant."""


def _decided(status: int) -> bool:
    """Tell whether tests passed, failed or could not be imported, looped, or crashed the interpreter.

    Anything else, such as a fault of pytest or a process that was ended from
    outside, must not pass for a mutant that was killed.
    """
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGSEGV)
    return os.WEXITSTATUS(status) in (
        pytest.ExitCode.OK,
        pytest.ExitCode.TESTS_FAILED,
        pytest.ExitCode.INTERRUPTED,
    )


def survivors(found: Sequence[Mutant], jobs: int, logs: Path) -> Iterator[Mutant]:
    """Yield the mutants with which every test passes."""
    waiting = list(reversed(list(enumerate(found))))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            number, mutant = waiting.pop()
            running[_forked(mutant.room, mutant, logs, str(number))] = mutant
        pid, status = os.wait()
        mutant = running.pop(pid)
        if not _decided(status):
            raise UndecidedError(f"no answer for this mutant; see {logs}:\n{_said(mutant)}")
        if status == 0:
            done = len(found) - len(waiting) - len(running)
            _show(f"{done} of {len(found)}: {_said(mutant)}\n")
            yield mutant


def _forked(room: str, mutant: Mutant | None, logs: Path, log: str) -> int:
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            code = run_tests(room, mutant, logs, log)
        except BaseException:  # noqa: BLE001  whatever it is, the parent learns that nothing was decided
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    return pid


def broken_rooms(rooms: Sequence[str], logs: Path) -> list[str]:
    """Return the rooms whose tests fail without any mutant, so that they cannot tell."""
    out = []
    for room in rooms:
        (logs / f"{room}.json").unlink(missing_ok=True)
        pid = _forked(room, None, logs, room)
        if os.waitpid(pid, 0)[1] != 0:
            out.append(room)
    return out


# ------------------------------------------------------------- the answer


def equivalents() -> dict[tuple[str, str, str, str], str]:
    """Return why each mutant that is known to survive cannot be told from the module."""
    with REASONS.open("rb") as file:
        rows = tomllib.load(file)["equivalent"]
    return {(row["module"], row["function"], row["was"], row["becomes"]): row["reason"] for row in rows}


def report(sample: Sequence[Mutant], alive: Sequence[Mutant]) -> bool:
    """Show how many were killed in each room, and every survivor; tell whether the goal is met."""
    reasons = equivalents()
    unasked = [mutant for mutant in alive if mutant.key not in reasons]
    for mutant in sorted(alive, key=lambda one: one.key):
        _show(f"{_said(mutant)}\n  {reasons.get(mutant.key, 'NO TEST ASKS THIS')}\n")
    for room in [name for name in ROOMS if _count(name, sample)]:
        _show(f"{room:<9} {_share(room, sample, alive, unasked)}\n")
    goals = sorted({room.goal for room in ROOMS.values()})
    reached = [_reached(goal, sample, alive, unasked) for goal in goals]  # each of them is shown
    return all(reached)


def _reached(goal: int, sample: Sequence[Mutant], alive: Sequence[Mutant], unasked: Sequence[Mutant]) -> bool:
    """Show what share of the mutants was killed in the rooms with a goal; tell whether that is met."""
    rooms = [name for name, room in ROOMS.items() if room.goal == goal]
    made, lived, survived = (sum(_count(room, some) for room in rooms) for some in (sample, alive, unasked))
    counted = made - lived + survived
    if not counted:
        return True
    percent = 100 * (counted - survived) / counted
    _show(f"{percent:.1f} % killed of what is not equivalent in {', '.join(rooms)}; the goal is {goal} %\n")
    return percent >= goal


def _share(room: str, sample: Sequence[Mutant], alive: Sequence[Mutant], unasked: Sequence[Mutant]) -> str:
    made, lived, survived = _count(room, sample), _count(room, alive), _count(room, unasked)
    return f"{made} mutants, {made - lived} killed, {lived - survived} equivalent, {survived} survived"


def _count(room: str, some: Sequence[Mutant]) -> int:
    return sum(mutant.room == room for mutant in some)


def _said(mutant: Mutant) -> str:
    return f"{mutant.module} {mutant.function}\n  - {mutant.was}\n  + {mutant.becomes}"


def _show(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=200, help="how many mutants; 0 for every one")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at a time")
    parser.add_argument(
        "--room", action="append", choices=ROOMS, help="a room to mutate; all where not given"
    )
    parser.add_argument("modules", nargs="*", type=Path, help="files to mutate, instead of rooms")
    options = parser.parse_args()

    os.chdir(ROOT)
    os.environ |= {"CI": "true", "DMCCB_EXAMPLES": "2"}  # the same examples in every run, and few
    logs = ROOT / "build" / "mutants"
    (logs / "tmp").mkdir(parents=True, exist_ok=True)
    for name in ("hypothesis.strategies", "jsonschema_rs", "ruamel.yaml", "yaml"):
        importlib.import_module(name)  # once for all processes

    files = [path.resolve() for path in options.modules]
    if strangers := [str(path) for path in files if not room_of(path)]:
        parser.error(f"no room has tests for {', '.join(strangers)}")
    files = files or sorted(path for room in options.room or ROOMS for path in ROOMS[room].paths)
    if broken := broken_rooms(sorted({room_of(path) for path in files}), logs):
        _show(f"tests fail as the package is: {', '.join(broken)}; see {logs}\n")
        return 3
    sample = sampled(files, options.sample, options.seed)
    _show(f"{len(sample)} mutants, seed {options.seed}\n")
    try:
        alive = list(survivors(sample, options.jobs, logs))
    except UndecidedError as error:
        _show(f"{error}\n")
        return 3
    return 0 if report(sample, alive) else 1


if __name__ == "__main__":
    sys.exit(main())
