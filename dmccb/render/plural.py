"""A number and a noun -> both, in agreement.

Pure.
"""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun (``1 milestone``, ``1,023 milestones``).

    Parameters
    ----------
    number
        How many there are.
    one
        The noun for one of them.
    many
        The noun for several; with an ``s`` where empty.
    """
    return f"{number:,} {plural(number, one, many)}"


def plural(number: int, one: str, many: str = "") -> str:
    """Return the noun alone, as the number wants it."""
    return one if number == 1 else many or f"{one}s"


def agreeing(number: int, many: str) -> str:
    """Return a plural noun as the number wants it (``features``, and ``feature`` for one)."""
    if number != 1 or many.endswith("ss"):
        return many
    return f"{many[:-3]}y" if many.endswith("ies") else many.removesuffix("s")
