"""Filters × the records around a change -> nothing, or the error for a value that names nothing.

A misspelt release, element or institution would let nothing through, and
nothing is what a reader takes for good news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dmccb.changerecord.filters import Filters
from dmccb.changerecord.groups import grouping
from dmccb.commands.around import Told
from dmccb.errors import UsageError
from dmccb.records.kinds import Kinds, collections_by_kind
from dmccb.records.nearest import did_you_mean
from dmccb.records.record import Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import target_kinds, text
from dmccb.repository.read import read_records
from dmccb.repository.resolve import Resolved


def refuse_meaningless(filters: Filters, told: Told, sides: tuple[Resolved, Resolved]) -> None:
    """Refuse a release, an element or an institution that neither side knows.

    Parameters
    ----------
    filters
        What is asked for.
    told
        The records around the change.
    sides
        The old and the new side.

    Raises
    ------
    UsageError
        With the nearest names.
    """
    background = told.background
    if filters.releases:
        both = (background.old, background.new)
        groups = {key for side in both for _, key in grouping(side, background.kinds)}
        _refuse("--release", filters.releases, groups, lambda name: name in groups)
    if not filters.elements and not filters.institutions:
        return
    elements = _elements(sides, background.kinds)
    codes = {record.id for _, record in elements} | _used(told)
    _refuse("--wbs", filters.elements, codes, lambda top: any(_below(code, top) for code in codes))
    known = {text(background.kinds[name], record, Role.INSTITUTION) for name, record in elements} - {""}
    _refuse(
        "--institution",
        filters.institutions,
        known,
        lambda part: any(part.casefold() in name.casefold() for name in known),
    )


def _below(code: str, top: str) -> bool:
    return code == top or code.startswith(f"{top}.")


def _elements(sides: tuple[Resolved, Resolved], kinds: Kinds) -> list[tuple[str, Record]]:
    """Return collection and record of each WBS element, or team, of both sides."""
    by_kind = collections_by_kind(kinds)
    names = sorted(by_kind[kind] for kind in target_kinds(kinds, Role.ELEMENT) if kind in by_kind)
    found = [read_records(side.snapshot, kinds, names) for side in sides] if names else []
    return [(name, one) for records in found for name, held in records.items() for one in held.values()]


def _used(told: Told) -> set[str]:
    """Return the elements that records around the change belong to, whether they are on record or not."""
    background = told.background
    return {
        text(background.kinds[name], record, Role.ELEMENT)
        for side in (background.old, background.new)
        for name, records in side.items()
        for record in records.values()
    } - {""}


def _refuse(option: str, values: Iterable[str], known: set[str], means: Callable[[str], bool]) -> None:
    for value in values:
        if not means(value):
            near = did_you_mean(value, sorted(known))
            listed = ", ".join(sorted(known)[:_MOST])
            raise UsageError(f"{option} {value!r} names nothing on either side", near or f"known: {listed}")


_MOST = 8
"""How many known names a hint lists."""
