"""Entries of the register: their fields, their order, their short names."""

from __future__ import annotations

from collections.abc import Mapping

from dmccb.errors import AmbiguousNameError, UsageError
from dmccb.records.record import Record

REGISTER = "register"
"""The collection that names baselines, and is therefore no part of one."""

Register = Mapping[str, Record]
"""Name of a baseline -> its entry."""


def text(entry: Record | None, name: str) -> str:
    """Return a field of an entry; empty where there is none."""
    return str(entry.fields.get(name, "")) if entry else ""


def tag_of(entry: Record) -> str:
    """Return the name of a baseline's tag, whether the tag exists or not."""
    return text(entry, "tag") or entry.id


def by_date(register: Register) -> list[Record]:
    """Return the entries, the oldest first."""
    return sorted(register.values(), key=lambda entry: (text(entry, "date"), entry.id))


def entry_named(register: Register, name: str) -> Record | None:
    """Return the entry for a full or an unambiguous short name.

    Raises
    ------
    AmbiguousNameError
        If several baselines have that short name.
    """
    if name in register:
        return register[name]
    found = sorted(key for key in register if key.endswith(f"/{name}"))
    if len(found) > 1:
        raise AmbiguousNameError(
            f"{name!r} is the name of several baselines: {', '.join(found)}",
            f"give the full name, as in: dmccb diff {found[0]}",
        )
    return register[found[0]] if found else None


def refuse_other_content(known: Record, fields: Mapping[str, str]) -> None:
    """Refuse to register a baseline a second time with anything else.

    Raises
    ------
    UsageError
        If a field differs from what is registered; the digest is looked at
        first.
    """
    for part in sorted(fields, key=lambda name: (name != "digest", name)):
        recorded = known.fields.get(part)
        if recorded != fields[part]:
            what = "content" if part == "digest" else part
            raise UsageError(
                f"baseline {known.id} is already registered with a different {what} ({recorded or 'none'})",
                "a baseline does not change: choose another name",
            )
