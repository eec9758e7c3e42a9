"""A bar on standard error, for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from dmccb.repository.progress import Progress, silent

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds that pass before a bar appears."""


def on_terminal() -> Progress:
    """Return what shows progress: a bar where standard error is a terminal, else nothing."""
    return show if sys.stderr is not None and sys.stderr.isatty() else silent


def show(items: Iterable[T], total: int, label: str = "reading") -> Iterator[T]:
    """Yield the items, and show how many are done once it takes long.

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
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        bar.update(done)
        for item in todo:
            yield item
            bar.update(1)
