"""A number of commits -> repositories with a long history, and what is asked of them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench import answers
from bench.generate import DOCUMENT, NEW, OLD, environment, git, init
from bench.goals import Goal
from bench.measure import Command, run
from bench.records import START as FIRST_DAY
from bench.records import Facts, differences, element, key_of, path_of
from bench.scenario import DMCCB, GIT, LARGE, MIDDLE, WHOLE, Scenario, Workplace, diff_args, plan_of, start

RECORDS, FILES = 200, 10
STEP = 77
"""No common factor with the number of records, so that each one has its turn."""

HISTORY, LOG = "dmccb history ID", "git log -p"
MISSING = "dmccb diff, a tag is missing, again"
FIRST = "dmccb diff, for the first time"


def histories(size: int) -> list[Scenario]:
    """Return the scenarios; goals are given for 10,000 commits, and for 100,000 records."""
    commits = min(size, MIDDLE)
    of_history = Goal(of=HISTORY, to=LOG, limit=3)
    of_missing, of_first = Goal(of=MISSING, limit=2), Goal(of=FIRST, limit=4)
    return [
        Scenario(
            name=f"{commits} commits",
            prepare=partial(_history, commits),
            goals=(of_history,) if commits == MIDDLE else (),
        ),
        Scenario(
            name=f"{commits} commits, a registered baseline whose tag is missing",
            prepare=partial(_missing, commits),
            goals=(of_missing,) if commits == MIDDLE else (),
        ),
        Scenario(
            name=f"{size} records, registered baselines in a fresh clone",
            prepare=partial(_registered, size),
            goals=(of_first,) if size == LARGE else (),
        ),
    ]


@dataclass(frozen=True, kw_only=True)
class Past:
    """A history in which each commit after the first moves one milestone by a week.

    Attributes
    ----------
    root
        Top of the repository.
    turns
        Number of a record -> how often it moved.
    """

    root: Path
    turns: Sequence[int]

    def slips(self, index: int) -> list[tuple[str, str]]:
        """Return old and new due date of every slip of a record, newest first."""
        turns = range(self.turns[index], 0, -1)
        return [(_due(index, turn - 1), _due(index, turn)) for turn in turns]

    def facts(self) -> Facts:
        """Return what changed from the first commit to the last."""
        moved = [(index, turn) for index, turn in enumerate(self.turns) if turn]
        return {key_of(index): _slipped(index, turn) for index, turn in moved}


def _slipped(index: int, turn: int) -> dict[str, object]:
    fields = differences({"due": _due(index, 0)}, {"due": _due(index, turn)})
    return {"change": "changed", "fields": fields}


def _due(index: int, turn: int) -> str:
    return (FIRST_DAY + timedelta(days=index + 7 * turn)).isoformat()


def past(commits: int, root: Path) -> Past:
    """Write a repository with a history."""
    turns = [0] * RECORDS
    init(root)
    git(root, "fast-import", "--quiet", send="".join(_stream(commits, turns)))
    git(root, "reset", "--quiet", "--hard", "main")
    return Past(root=root, turns=turns)


def _stream(commits: int, turns: list[int]) -> Iterator[str]:
    """Yield commits as ``git fast-import`` reads them, and count the turns of each record."""
    documents = f"{DOCUMENT}:\n  title: Releases\n"
    wbs = "\n".join(f"{element(file)}:\n  title: Element {file}\n" for file in range(FILES))
    yield _head(0)
    yield _file("baselines/documents.yaml", documents) + _file("baselines/organization/wbs.yaml", wbs)
    yield from (_milestones(file, turns) for file in range(FILES))
    for number in range(1, commits):
        index = number * STEP % RECORDS
        turns[index] += 1
        yield _head(number) + _milestones(index % FILES, turns)


def _head(number: int) -> str:
    who = f"A Planner <planner@example.org> {1_400_000_000 + number * 60} +0000"
    return f"commit refs/heads/main\ncommitter {who}\ndata 4\nmove\n"


def _file(path: str, text: str) -> str:
    return f"M 644 inline {path}\ndata {len(text)}\n{text}\n"


def _milestones(file: int, turns: Sequence[int]) -> str:
    form = "{}:\n  title: Milestone {}\n  wbs: {}\n  due: {}\n"
    wbs, numbers = element(file), range(file, RECORDS, FILES)
    records = [form.format(key_of(each), each, wbs, _due(each, turns[each])) for each in numbers]
    return _file(path_of(wbs), "\n".join(records))


def _history(commits: int, workplace: Workplace, folder: Path) -> Sequence[Command]:  # noqa: ARG001 - as all
    found = past(commits, folder / "repository")
    index = STEP % RECORDS
    key = key_of(index)
    right = answers.moved(key, found.slips(index))
    return [
        Command(name=HISTORY, args=(DMCCB, "history", key, "--json"), folder=found.root, right=right),
        Command(name=LOG, args=("git", "log", "-p", "--", "baselines"), folder=found.root),
        start(found.root),
    ]


def _missing(commits: int, workplace: Workplace, folder: Path) -> Sequence[Command]:
    """Prepare the worst case: the content is in the first commit, its entry came with the last one."""
    found = past(commits, folder / "repository")
    git(found.root, "tag", NEW, "main")
    _register(found.root, [(OLD, f"main~{commits - 1}"), (NEW, NEW)])
    right = answers.changes(found.facts())
    command = Command(name=MISSING, args=diff_args(*WHOLE), folder=found.root, right=right)
    seconds = run(command).wall  # dmccb remembers the digests from now on
    workplace.say(f"{commits} commits, a tag is missing, for the first time: {seconds:.1f} s")
    return [command, start(found.root)]


def _registered(size: int, workplace: Workplace, folder: Path) -> Sequence[Command]:
    made = workplace.repository(plan_of(size))
    root = shutil.copytree(made.root, folder / "repository")
    _register(root, [(OLD, OLD), (NEW, NEW)])
    first = Command(
        name=FIRST, args=diff_args(*WHOLE), folder=root, right=answers.changes(made.facts), cold=True
    )
    later = Command(name="dmccb diff, later", args=first.args, folder=root, right=first.right)
    run(later)  # dmccb remembers the digests from now on
    return [first, later, Command(name=GIT, args=("git", "diff", OLD, NEW), folder=root), start(root)]


def _register(root: Path, states: Sequence[tuple[str, str]]) -> None:
    """Register the content of commits as baselines, and commit that: name and commit of each."""
    for name, commit in states:
        git(root, "checkout", "--quiet", "--detach", commit)
        args = [DMCCB, "baselines", "record", name, "--document", DOCUMENT, "--date", "2021-06-03"]
        subprocess.run(args, cwd=root, check=True, capture_output=True, env=environment())
    git(root, "checkout", "--quiet", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Register the baselines")
