"""What to check × a repository -> every finding about it, or what a change brought; the rules in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dmccb.checks.rules import RuleInForce, in_force
from dmccb.commands.check_register import changes_of_judge
from dmccb.commands.checker import Checked, Checker
from dmccb.commands.garbage import no_garbage_collection
from dmccb.commands.session import session
from dmccb.errors import RepositoryError
from dmccb.problems import Problem, abridged, by_importance
from dmccb.repository.progress import Progress, silent
from dmccb.repository.refused import BASELINES
from dmccb.repository.settings import read_settings
from dmccb.repository.snapshot import Snapshot


def check(
    folder: Path,
    *,
    since: str | None,
    ref: str | None,
    as_of: date,
    allow_empty: bool = False,
    progress: Progress = silent,
) -> Checked:
    """Check a state of the baselines, or what a change brought; findings come by importance.

    Parameters
    ----------
    folder
        Where the command was started.
    since
        Only what was not already wrong there; everything where None.
    ref
        What to check; the working tree where None.
    as_of
        The day of the question.
    allow_empty
        Whether to answer where there is no record at all.
    progress
        Told how far it is.

    Raises
    ------
    RepositoryError
        If there are no baselines, or no record in them.
    SettingsError
        If ``dmccb.toml`` makes no sense.
    """
    with session(folder, progress) as here, no_garbage_collection():
        judge = here.open_judge(since).snapshot if since is not None else None
        now = here.open(ref).snapshot
        checker = Checker(as_of=as_of, finder=here.finder, progress=progress)
        if judge is None:
            found = checker.check(now)
            told = by_importance(read_settings(here.worktree).apply(found.problems))
        else:
            found = checker.since(now, judge)
            settings = read_settings(judge)
            told = by_importance([*settings.apply(found.problems), *changes_of_judge(judge, now, settings)])
        if not (found.records or allow_empty):
            _refuse_emptiness(now, told)
        return Checked(problems=abridged(told), records=found.records)


def _refuse_emptiness(snapshot: Snapshot, told: list[Problem]) -> None:
    """Refuse to call a state without records good; an error says why there are none."""
    if not any(problem.severity == "error" for problem in told):
        raise RepositoryError(
            f"{snapshot.name}: no record below {BASELINES}/, so there is nothing to check",
            "is this the right folder? --allow-empty accepts a repository that has no records yet",
        )


def list_rules(folder: Path) -> list[RuleInForce]:
    """Return every rule with its severity, as the settings of the working tree have it.

    Raises
    ------
    SettingsError
        If ``dmccb.toml`` makes no sense.
    """
    with session(folder) as here:
        return in_force(read_settings(here.worktree).severity)
