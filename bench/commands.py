"""Generated repository -> the other commands beside ``diff``, each with the answer it must give."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.generate import NEW, OLD, environment, generate
from bench.measure import Command, run
from bench.records import ANCHOR, Plan
from bench.scenarios import DMCCB, Goal, Wrong
from dmccb.records.record import Fields
from dmccb.records.write import write_file
from dmccb.repository.schemas import load_kinds

COMMITS = 10_000
DANGLING = 1_000
_FIRST, _TARGET = "LDM-503-000009", "LDM-503-000010"


@dataclass(frozen=True, kw_only=True)
class Work:
    """One command in a folder of its own, and how its answer is judged.

    Attributes
    ----------
    name
        What the table calls it.
    args
        Arguments of ``dmccb``.
    limit
        Seconds that it may take; 0 for no goal.
    right
        Tells from standard output whether the answer is right.
    folder
        Where it runs.
    """

    name: str
    args: tuple[str, ...]
    limit: float = 0.0
    right: Callable[[str], bool]
    folder: Path

    @property
    def command(self) -> Command:
        """What is measured."""
        return Command(name=self.name, args=(DMCCB, *self.args), folder=self.folder, codes=(0, 1), rounds=3)

    @property
    def goal(self) -> Goal:
        """The limit, as a goal."""
        return Goal(of=self.name, limit=self.limit)


def works(size: int, folder: Path) -> Iterator[Work]:
    """Generate the folders one by one and yield what is measured in them."""
    root = generate(Plan(size=size, files=max(1, size // 1000)), folder / "clean").root
    check = ("check", "--json")
    yield Work(name="check", args=check, limit=6, right=_errors(0), folder=root)
    yield Work(
        name=f"check --since {OLD}", args=(*check, "--since", OLD), limit=5, right=_errors(0), folder=root
    )
    yield Work(name="show ID", args=("show", _TARGET, "--json"), limit=0.5, right=_says(_TARGET), folder=root)
    impact = ("impact", OLD, NEW, "--all", "--json")
    yield Work(name="impact A B --all", args=impact, limit=10, right=_says("LDM-503-"), folder=root)
    since = (*check, "--since", "HEAD")
    slipped = _edited(root, folder / "slip", "  due: ", "  due: 2031-01-01")
    yield Work(name="check --since, one slip", args=since, limit=1, right=_errors(0), folder=slipped)
    moved = _edited(root, folder / "predecessor", "    - LDM-503-", "    - LDM-503-000000")
    yield Work(name="check --since, one predecessor", args=since, limit=1, right=_errors(0), folder=moved)
    dangling = _dangling(root, folder / "dangling")
    yield Work(
        name="check, dangling references", args=check, limit=10, right=_errors(DANGLING), folder=dangling
    )
    for name, text in _hostile():
        yield Work(
            name=f"check, {name}", args=check, limit=10, right=_some, folder=_one_file(folder / name, text)
        )
    history = _history(folder / "history")
    yield Work(
        name=f"history ID, {COMMITS} commits",
        args=("history", _FIRST, "--json"),
        right=_says("2015-01-01"),
        folder=history,
    )


def checked(work: Work, output: Path) -> Command:
    """Run a command once, and return it.

    Raises
    ------
    Wrong
        If its answer is not right.
    """
    run(work.command, str(output))
    if not work.right(output.read_text(encoding="utf-8")):
        raise Wrong(f"{work.name}: the answer is not what was generated")
    return work.command


def _errors(number: int) -> Callable[[str], bool]:
    return lambda text: json.loads(text)["counts"]["error"] == number


def _some(text: str) -> bool:
    return bool(json.loads(text)["counts"]["error"])


def _says(word: str) -> Callable[[str], bool]:
    return lambda text: bool(json.loads(text)) and word in text


def _copy(root: Path, to: Path) -> Path:
    shutil.copytree(root, to)
    return to


def _edited(root: Path, to: Path, begin: str, line: str) -> Path:
    """Return a copy with one line of its last file changed: the last one that begins like that."""
    file = max((_copy(root, to) / "baselines" / "milestones").iterdir())
    lines = file.read_text(encoding="utf-8").split("\n")
    last = max(number for number, each in enumerate(lines) if each.startswith(begin))
    lines[last] = line
    file.write_text("\n".join(lines), encoding="utf-8")
    return to


def _dangling(root: Path, to: Path) -> Path:
    """Return a copy with releases of milestones that do not exist."""
    kinds = load_kinds()
    folder = _copy(root, to) / "baselines"
    lost = [f"LDM-503-{number * ANCHOR:06d}x" for number in range(DANGLING)]
    releases: dict[str, Fields] = {code: {"document": "LDM-564", "milestone": code} for code in lost}
    documents: dict[str, Fields] = {"LDM-564": {"title": "Releases"}}
    for name, records in (("documents", documents), ("releases", releases)):
        text = write_file(kinds[name], f"baselines/{name}.yaml", records)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return to


def _hostile() -> Iterator[tuple[str, str]]:
    """Yield files of nearly the largest size that is read, full of what costs most."""
    brackets = "  title: A\n  comment: [" + "[]," * 80_000 + "[]]\n"
    yield "brackets", "".join(f"A{number}:\n{brackets}" for number in range(60))
    yield "empty records", "".join(f"A{number:06d}: {{}}\n" for number in range(800_000))
    fields = "".join(f"  f{number}: x\n" for number in range(20_000))
    yield "unknown fields", "".join(f"A{number}:\n  title: A\n{fields}" for number in range(60))
    members = "    - a\n" * 30_000
    yield "repeated members", "".join(f"A{number}:\n  title: A\n  aka:\n{members}" for number in range(60))


def _one_file(root: Path, text: str) -> Path:
    (root / "baselines").mkdir(parents=True)
    (root / "baselines" / "milestones.yaml").write_text(text, encoding="utf-8")
    return root


def _history(root: Path) -> Path:
    """Return a repository in which each commit changes one of ten records."""
    root.mkdir(parents=True)
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True, env=environment())
    stream = "".join(map(_commit, range(COMMITS)))
    subprocess.run(
        [*git, "fast-import", "--quiet"],
        input=stream.encode(),
        check=True,
        env=environment(),
        capture_output=True,
    )
    subprocess.run([*git, "reset", "--quiet", "--hard", "main"], check=True, env=environment())
    return root


def _commit(number: int) -> str:
    """Return one commit as ``git fast-import`` reads it; the last record never changes after the first."""
    form = "LDM-503-{:06d}:\n  title: T\n  due: {}-01-01\n"
    records = [form.format(each, 2015 + _turn(number, each)) for each in range(10)]
    text = "\n".join(records)
    who = f"A Planner <planner@example.org> {1_400_000_000 + number * 60} +0000"
    head = f"commit refs/heads/main\ncommitter {who}\ndata 4\nmove\n"
    return f"{head}M 644 inline baselines/milestones.yaml\ndata {len(text)}\n{text}\n"


def _turn(number: int, each: int) -> int:
    return 0 if each == 9 else (number + 9 - each) // 9 % 80
