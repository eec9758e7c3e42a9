"""The values that a baseline is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Value: TypeAlias = "str | int | bool | list[Value] | dict[str, Value]"
Fields: TypeAlias = "Mapping[str, Value]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One configuration item, as one baseline has it.

    Two records are equal when their IDs and fields are, wherever they were read.

    Attributes
    ----------
    id
        Unique in its collection.
    fields
        Typed by the schema; sets are sorted, so that order means nothing.
    path, line
        Where it was read; empty and 0 for a record made in memory.
    """

    id: str
    fields: Fields
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


Collections: TypeAlias = "Mapping[str, Mapping[str, Record]]"
"""Collection -> ID -> record."""
