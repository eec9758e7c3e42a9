"""What to check × a repository -> every finding about it, or what a change brought."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dmccb.commands.check_register import changes_of_judge
from dmccb.commands.checker import Checked, Checker
from dmccb.commands.garbage import no_garbage_collection
from dmccb.commands.session import session
from dmccb.problems import abridged
from dmccb.repository.progress import Progress, silent
from dmccb.repository.settings import read_settings


def check(
    folder: Path, *, since: str | None, ref: str | None, as_of: date, progress: Progress = silent
) -> Checked:
    """Check a state of the baselines, or what a change brought.

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
    progress
        Told how far it is.

    Raises
    ------
    RepositoryError
        If there are no baselines.
    SettingsError
        If ``dmccb.toml`` makes no sense.
    """
    with session(folder, progress) as here, no_garbage_collection():
        judge = here.open_judge(since).snapshot if since is not None else None
        now = here.open(ref).snapshot
        checker = Checker(as_of=as_of, finder=here.finder, progress=progress)
        if judge is None:
            found = checker.check(now)
            told = read_settings(here.worktree).apply(found.problems)
        else:
            found = checker.since(now, judge)
            settings = read_settings(judge)
            told = sorted([*settings.apply(found.problems), *changes_of_judge(judge, now, settings)])
        return Checked(problems=abridged(told), records=found.records)
