"""Entries of the register: their fields, their order, their short names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dmccb.errors import AmbiguousNameError, UsageError
from dmccb.records.record import Record

REGISTER = "register"
"""The collection that names baselines, and is therefore no part of one."""

Register = Mapping[str, Record]
"""Name of a baseline -> its entry."""

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(?=/|\Z)")

_GITS_OWN = re.compile(r"@|(?:[A-Z]+_)*HEAD")
"""What git itself writes at the top of its folder: HEAD, FETCH_HEAD, …"""


def tag_fault(name: str) -> str:
    """Return why git allows no tag of this name; empty where it does (``git check-ref-format``)."""
    if not name:
        return "it is empty"
    if name.startswith(("/", ".")) or name.endswith(("/", ".")):
        return f"it begins or ends with {name[0] if name[0] in '/.' else name[-1]!r}"
    if found := _FORBIDDEN.search(name):
        return f"{found[0]!r} is not allowed in the name of a tag"
    return ""


def name_fault(name: str) -> str:
    """Return why no baseline can have this name; empty where one can.

    Its short names count as well: ``LDM-1/HEAD`` can be called ``HEAD``.
    """
    if fault := tag_fault(name):
        return fault
    if name.startswith(("-", "refs/")):
        return f"it begins with {'refs/' if name[0] == 'r' else '-'!r}"
    own = next((short for short in short_names(name) if _GITS_OWN.fullmatch(short)), "")
    return f"{own!r} is a name of git's own" if own else ""


def name_taken(entry: Record, refs: Iterable[str]) -> str:
    """Return why a baseline cannot have its name and its tag, in a repository with some refs; or empty.

    Parameters
    ----------
    entry
        Its entry in the register.
    refs
        Full names of branches and tags.
    """
    tag, known = tag_of(entry), set(refs)
    if fault := name_fault(entry.id):
        return fault
    if fault := name_fault(tag):
        return f"its tag is {tag!r}: {fault}"
    if f"refs/tags/{entry.id}" in known and tag != entry.id:
        return f"the tag {entry.id!r} is not its own, which is {tag!r}"
    for short in short_names(entry.id):
        for place in ("refs/heads", "refs/remotes"):
            if f"{place}/{short}" in known:
                return f"{place}/{short} is a branch, and {short!r} would mean both"
    return ""


def short_names(name: str) -> list[str]:
    """Return what a baseline may be called: ``LDM-564/v1.5``, ``v1.5``."""
    parts = name.split("/")
    return ["/".join(parts[index:]) for index in range(len(parts))]


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
