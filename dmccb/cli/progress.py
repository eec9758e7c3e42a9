"""A progress bar on standard error, for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from dmccb.cli.output import is_terminal
from dmccb.repository.progress import Progress, silent

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds that pass before a bar appears."""


def on_terminal() -> Progress:
    """Return what shows progress: a bar if standard error is a terminal, else nothing."""
    return show if is_terminal(sys.stderr) else silent


def show(items: Iterable[T], total: int, label: str = "reading") -> Iterator[T]:
    """Yield the items, and after a while show how many are done.

    Parameters
    ----------
    items
        What is worked on.
    total
        How many there are.
    label
        What is being done (``reading``).
    """
    begun = time.monotonic()
    todo = iter(items)
    done = 0
    for item in todo:
        yield item
        done += 1
        if time.monotonic() - begun > PATIENCE:
            break
    else:
        return
    yield from _with_bar(todo, done, total, label)


def _with_bar(todo: Iterator[T], done: int, total: int, label: str) -> Iterator[T]:
    """Yield the remaining items, with a bar that disappears at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    with Bar(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task(label, total=total, completed=done)
        for item in todo:
            yield item
            bar.advance(task)
