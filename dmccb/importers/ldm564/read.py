"""Text of LDM-564 -> releases, their milestones and features, its change record.

Pure.  Cites LDM-564 (2018-04-13, 2019-12-09, 2023-04-24) section 3,
"Functionality in DM releases": each section is a release, named for its test
milestone, with the milestones whose functionality it needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dmccb.importers.bibliography import documents, series
from dmccb.importers.dmtn158.records import is_lost_day
from dmccb.importers.importresult import ImportResult, Records, Remark
from dmccb.importers.ldm564.contradictions import differences, named_first, row_fields
from dmccb.importers.ldm564.text import HANDLE, Listing, Plan, plan
from dmccb.importers.lines import CODE
from dmccb.records.record import Fields, Value

_GIVEN = frozenset({"title", "due", "completed"})
_OWN_FIELDS = (
    "title",
    "authors",
    "series",
    "status",
    "version",
    "date",
    "year",
    "repository",
    "change_record",
)


def read(text: str, previous: Records) -> ImportResult:
    """Read LDM-564.

    Parameters
    ----------
    text
        The published text.
    previous
        The records as they stand: collection -> ID -> fields.

    Raises
    ------
    SourceError
        If the text is not LDM-564.
    """
    read_plan = plan(text)
    named = named_first(read_plan)
    milestones = {
        code: _milestone(listing, _old(previous, "milestones", code))
        for code, listing in sorted(named.items())
    }
    releases = _releases(read_plan, previous)
    unclear = _unclear(read_plan, set(releases), previous)
    gone, kept = _gone_milestones(previous, {*named, *unclear})
    cited, cited_remarks = documents(read_plan.bibliography.references, previous.get("documents", {}))
    own = _document(read_plan, _old(previous, "documents", HANDLE))
    remarks = [*differences(read_plan, _old(previous, "documents", HANDLE)), *cited_remarks, *kept]
    return ImportResult(
        document=HANDLE,
        edition=read_plan.date,
        records={"milestones": milestones, "releases": releases, "documents": {**cited, HANDLE: own}},
        removals={"milestones": gone, "releases": _gone_releases(previous, {*releases, *unclear})},
        remarks=tuple(sorted(remarks, key=lambda remark: (remark.line, remark.subject, remark.text))),
        counts=_counts(read_plan, milestones),
    )


def _old(previous: Records, collection: str, code: str) -> Fields:
    return previous.get(collection, {}).get(code, {})


def _milestone(listing: Listing, old: Fields) -> Fields:
    fields: dict[str, Value] = {"title": listing.title}
    if listing.due:
        fields["due"] = listing.due
    if listing.completed:
        fields["completed"] = listing.completed
    given = _GIVEN if listing.due else {"title"}
    keep = {name: value for name, value in old.items() if name not in given}
    if listing.due and is_lost_day(keep.get("comment")):
        del keep["comment"]
    return {**fields, **keep}


def _releases(read_plan: Plan, previous: Records) -> dict[str, Fields]:
    releases: dict[str, Fields] = {}
    for section in sorted(read_plan.sections, key=lambda section: section.head.code):
        code = section.head.code
        if code in releases:
            continue
        fields: dict[str, Value] = {"document": HANDLE, "milestone": code}
        features = sorted({feature.code for feature in section.features})
        if features:
            fields["features"] = list(features)
        old = _old(previous, "releases", code)
        keep = {
            name: value for name, value in old.items() if name not in {"document", "milestone", "features"}
        }
        releases[code] = {**fields, **keep}
    return releases


def _unclear(read_plan: Plan, releases: set[str], previous: Records) -> set[str]:
    """Return the codes that the text names in places that could not be read whole.

    These are in the table of contents or in an unread line only.  They, and
    what the record says of such a release, must not count as gone.
    """
    codes = {entry.code for entry in read_plan.contents} - releases
    for _, line in read_plan.unread:
        codes.update(re.findall(CODE, line))
    for code in sorted(codes - releases):
        codes |= _members(_old(previous, "releases", code))
    return codes


def _gone_releases(previous: Records, present: set[str]) -> tuple[str, ...]:
    return tuple(
        code
        for code, fields in sorted(previous.get("releases", {}).items())
        if fields.get("document") == HANDLE and code not in present
    )


def _gone_milestones(previous: Records, named: set[str]) -> tuple[tuple[str, ...], list[Remark]]:
    """Part the milestones that LDM-564 no longer names: known only from it, or not."""
    old_milestones = previous.get("milestones", {})
    once = {
        code
        for fields in previous.get("releases", {}).values()
        if fields.get("document") == HANDLE
        for code in _members(fields)
    }
    needed = _needed_elsewhere(previous)
    gone: list[str] = []
    remarks: list[Remark] = []
    for code in sorted((once & set(old_milestones)) - named):
        others = sorted(set(old_milestones[code]) - _GIVEN)
        if not others and code not in needed:
            gone.append(code)
            continue
        reason = f"it has {', '.join(others)}" if others else f"{needed[code]} names it"
        text = f"no longer named by {HANDLE}, kept because {reason}"
        remarks.append(Remark(kind="note", line=0, subject=code, text=text))
    return tuple(gone), remarks


def _members(release: Fields) -> set[str]:
    features = release.get("features", [])
    members = {str(code) for code in features} if isinstance(features, list) else set()
    return members | {str(release.get("milestone", ""))}


def _needed_elsewhere(previous: Records) -> dict[str, str]:
    """Map each code that other records name to one that names it."""
    needed: dict[str, str] = {}
    for code, fields in sorted(previous.get("releases", {}).items()):
        if fields.get("document") != HANDLE:
            needed.update(dict.fromkeys(_members(fields), code))
    for code, fields in sorted(previous.get("milestones", {}).items()):
        links = fields.get("predecessors", [])
        for link in links if isinstance(links, list) else []:
            needed[str(link.get("milestone") if isinstance(link, dict) else link)] = code
    return needed


def _document(read_plan: Plan, old: Fields) -> Fields:
    fields: dict[str, Value] = {"title": read_plan.title or old.get("title", HANDLE)}
    if read_plan.authors:
        fields["authors"] = list(read_plan.authors)
    fields["series"] = series(HANDLE)
    if read_plan.draft:
        fields["status"] = "draft"
    fields["date"] = read_plan.date
    if read_plan.repository:
        fields["repository"] = read_plan.repository
    rows: list[Value] = [dict(row) for row in map(row_fields, read_plan.rows) if row]
    if rows:
        fields["change_record"] = rows
    return {**fields, **{name: value for name, value in old.items() if name not in _OWN_FIELDS}}


def _counts(read_plan: Plan, milestones: Mapping[str, Fields]) -> dict[str, int]:
    listings = [feature for section in read_plan.sections for feature in section.features]
    return {
        "releases": len({section.head.code for section in read_plan.sections}),
        "features": len({feature.code for feature in listings}),
        "feature listings": len(listings),
        "with due": sum("due" in fields for fields in milestones.values()),
        "completed": sum("completed" in fields for fields in milestones.values()),
        "change-record rows": len(read_plan.rows),
        "references": len(read_plan.bibliography.references),
    }
