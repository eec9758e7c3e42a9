"""How far a long reading is: what a reader calls with the items that it goes through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Passes items on, and may show how many are done."""

    def __call__(self, items: Iterable[T], total: int, label: str = "reading") -> Iterable[T]:
        """Return the items.

        Parameters
        ----------
        items
            What is worked on.
        total
            How many there are.
        label
            What is being done.
        """


def silent(items: Iterable[T], total: int, label: str = "reading") -> Iterable[T]:  # noqa: ARG001 - the protocol's
    """Pass the items on and show nothing."""
    return items
