"""Who wants to know how far the reading is: nobody, unless the command line says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_watch: ContextVar[Callable[[Iterable[Any], int, str], Iterable[Any]] | None] = (
    ContextVar(  # Any: of anything
        "watch", default=None
    )
)


def watch_with(watch: Callable[[Iterable[Any], int, str], Iterable[Any]]) -> None:  # Any: as above
    """Let a function see what is read from now on: it yields the items on.

    Parameters
    ----------
    watch
        Called with the items, their number, and what is being done.
    """
    _watch.set(watch)


def watched(items: Iterable[T], total: int, label: str = "reading") -> Iterable[T]:
    """Return the items, seen by whoever watches."""
    watch = _watch.get()
    return items if watch is None else watch(items, total, label)
