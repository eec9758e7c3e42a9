"""Text of LDM-564 -> releases, their milestones and features, its change record.

Pure.  Cites LDM-564 (2018-04-13, 2019-12-09, 2023-04-24) section 3,
"Functionality in DM releases": each section is a release, named for its test
milestone, with the milestones whose functionality it needs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from dmccb.importers.bibliography import documents
from dmccb.importers.importresult import ImportResult, Records, Remark, in_order, remark, unread
from dmccb.importers.ldm564.contradictions import contradictions, named_first
from dmccb.importers.ldm564.page import HANDLE
from dmccb.importers.ldm564.text import Listing, Plan, plan
from dmccb.importers.lines import CODE
from dmccb.importers.previous import codes, existing, merged
from dmccb.importers.release import ended, is_planned, members, release
from dmccb.records.record import Fields, Value

_GIVEN = frozenset({"title", "due", "completed"})
_OWNED = frozenset({"authors", "status", "version", "year", "repository", "change_record"})


def read(text: str, previous: Records) -> ImportResult:
    """Read LDM-564.

    Parameters
    ----------
    text
        The published text.
    previous
        The existing records: collection -> ID -> fields.

    Raises
    ------
    SourceError
        If the text is not LDM-564.
    """
    told = plan(text)
    named = named_first(told)
    milestones = {
        code: _milestone(listing, existing(previous, "milestones", code))
        for code, listing in sorted(named.items())
    }
    releases = _releases(told, previous)
    unclear = _unclear(told, releases, previous)
    gone, kept = _gone_milestones(previous, named.keys() | unclear)
    cited, cited_remarks = documents(told.bibliography.references, previous.get("documents", {}))
    old = existing(previous, "documents", HANDLE)
    documented = {**cited, HANDLE: _document(told, old)}
    remarks = [*unread(told.unread), *contradictions(told, old), *cited_remarks, *kept]
    return ImportResult(
        document=HANDLE,
        edition=told.page.date,
        records={"milestones": milestones, "releases": releases, "documents": documented},
        removals={
            "milestones": gone,
            "releases": ended(previous.get("releases", {}), releases.keys() | unclear),
        },
        remarks=in_order(remarks),
        counts=_counts(told, milestones),
    )


def _milestone(listing: Listing, old: Fields) -> Fields:
    """Return the record; where the text gives no due date, both dates on record stay."""
    fields: dict[str, Value] = {"title": listing.title}
    if not listing.due:
        return merged(old, fields)
    fields["due"] = listing.due
    if listing.completed:
        fields["completed"] = listing.completed
    return merged(old, fields, owned=_GIVEN)


def _releases(told: Plan, previous: Records) -> dict[str, Fields]:
    """Return the release of each section; of two for the same one, the first."""
    releases: dict[str, Fields] = {}
    for section in sorted(told.sections, key=lambda section: section.head.code):
        code = section.head.code
        if code not in releases:
            features = {feature.code for feature in section.features}
            releases[code] = release(code, features, existing(previous, "releases", code))
    return releases


def _unclear(told: Plan, releases: Collection[str], previous: Records) -> set[str]:
    """Return the codes that the text names in places that could not be read whole.

    These are in the table of contents or in an unread line only.  They, and
    what is on record of such a release, must not count as gone.
    """
    named = {entry.code for entry in told.contents}
    for line in told.unread:
        named.update(re.findall(CODE, line.text))
    unclear = named.difference(releases)
    for code in sorted(unclear):
        unclear |= members(existing(previous, "releases", code))
    return unclear


def _gone_milestones(previous: Records, named: Collection[str]) -> tuple[tuple[str, ...], list[Remark]]:
    """Return the milestones that only LDM-564 named, and remarks on those that are kept."""
    old_milestones = previous.get("milestones", {})
    once = _once_named(previous.get("releases", {}))
    needed = _needed_elsewhere(previous)
    gone: list[str] = []
    remarks: list[Remark] = []
    for code in sorted((once & old_milestones.keys()).difference(named)):
        others = sorted(old_milestones[code].keys() - _GIVEN)
        if not others and code not in needed:
            gone.append(code)
            continue
        reason = f"it has {', '.join(others)}" if others else f"{needed[code]} refers to it"
        remarks.append(remark("note", 0, code, f"no longer named by {HANDLE}, but kept: {reason}"))
    return tuple(gone), remarks


def _once_named(releases: Mapping[str, Fields]) -> set[str]:
    planned = [members(fields) for fields in releases.values() if is_planned(fields)]
    return set().union(*planned)


def _needed_elsewhere(previous: Records) -> dict[str, str]:
    """Map each code that other records refer to to one that does."""
    needed: dict[str, str] = {}
    for code, fields in sorted(previous.get("releases", {}).items()):
        if not is_planned(fields):
            needed.update(dict.fromkeys(members(fields), code))
    for code, fields in sorted(previous.get("milestones", {}).items()):
        needed.update(dict.fromkeys(codes(fields.get("predecessors")), code))
    return needed


def _document(told: Plan, old: Fields) -> Fields:
    return merged(old, told.page.fields(str(old.get("title", HANDLE))), owned=_OWNED)


def _counts(told: Plan, milestones: Mapping[str, Fields]) -> dict[str, int]:
    features = [feature.code for section in told.sections for feature in section.features]
    return {
        "releases": len({section.head.code for section in told.sections}),
        "features": len(set(features)),
        "feature listings": len(features),
        "with due": sum("due" in fields for fields in milestones.values()),
        "completed": sum("completed" in fields for fields in milestones.values()),
        "change-record rows": len(told.page.rows),
        "references": len(told.bibliography.references),
    }
