"""A release that LDM-564 plans, from whichever document -> its record.

Pure.  LDM-564 lists the features of each release; DMTN-158 tells them by the
predecessors of the release's test milestone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dmccb.importers.previous import codes, merged
from dmccb.records.record import Fields, Value

PLAN = "LDM-564"
"""The document that plans the releases."""

_OWNED = frozenset({"document", "milestone", "features"})


def release(code: str, features: Collection[str], old: Fields) -> Fields:
    """Return the record of a release; what else was recorded stays."""
    fields: dict[str, Value] = {"document": PLAN, "milestone": code}
    if features:
        fields["features"] = [*sorted(features)]
    return merged(old, fields, owned=_OWNED)


def members(fields: Fields) -> set[str]:
    """Return the milestones of a release: its own and its features."""
    return {*codes(fields.get("features")), str(fields.get("milestone", ""))}


def is_planned(fields: Fields) -> bool:
    """Say whether LDM-564 plans a release, rather than another document."""
    return fields.get("document") == PLAN


def ended(releases: Mapping[str, Fields], present: Collection[str]) -> tuple[str, ...]:
    """Return the releases of LDM-564 on record that are no longer present."""
    return tuple(
        code for code, fields in sorted(releases.items()) if is_planned(fields) and code not in present
    )
