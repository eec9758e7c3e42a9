"""Text of DMTN-158 -> milestones, LDM-564's releases, WBS elements, documents.

Pure.  Cites DMTN-158 (2021-05-10): the summary of all milestones of the
Data Management subsystem, made from the project's schedule.  The text in hand
lost about a hundred attribute lists and some month lists; what the rest still
says is taken as it says it, and what is missing is reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dmccb.importers.bibliography import documents
from dmccb.importers.dmtn158.contradictions import contradictions
from dmccb.importers.dmtn158.links import Links, links
from dmccb.importers.dmtn158.provenance import provenance
from dmccb.importers.dmtn158.reconcile import Milestone, reconcile
from dmccb.importers.dmtn158.records import records
from dmccb.importers.dmtn158.text import HANDLE, Report, report
from dmccb.importers.importresult import ImportResult, Records, Remark, in_order, remark, unread
from dmccb.importers.previous import codes, existing, merged
from dmccb.importers.release import ended, release
from dmccb.records.dates import day
from dmccb.records.record import Fields

_TEST_MILESTONES = "02C.00"
_TEST_LEVEL = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """The text, the milestones found in it, and the existing records."""

    report: Report
    milestones: Mapping[str, Milestone]
    links: Links
    previous: Records

    def old(self, collection: str) -> Mapping[str, Fields]:
        return self.previous.get(collection, {})


def read(text: str, previous: Records) -> ImportResult:
    """Read DMTN-158.

    Parameters
    ----------
    text
        The published text.
    previous
        The existing records: collection -> ID -> fields.

    Raises
    ------
    SourceError
        If the text is not DMTN-158.
    """
    told = report(text)
    milestones = reconcile(told)
    joined = links(milestones, previous.get("milestones", {}))
    reading = _Reading(report=told, milestones=milestones, links=joined, previous=previous)
    written, lacks = records(told, milestones, joined, reading.old("milestones"))
    releases, dropped = _releases(reading)
    cited, cited_remarks = documents(told.bibliography.references, reading.old("documents"))
    elements, untitled = _elements(reading, written)
    removals, removed = _removals(reading, releases)
    remarks = [
        *unread(told.unread),
        *provenance(told.provenance, HANDLE),
        *contradictions(told, milestones, written),
        *(*joined.remarks, *lacks, *dropped, *cited_remarks, *untitled, *removed, *_uncited(told)),
    ]
    own = merged(existing(previous, "documents", HANDLE), told.page.fields(HANDLE))
    documented = {**cited, HANDLE: own}
    return ImportResult(
        document=HANDLE,
        edition=told.page.date,
        records={"milestones": written, "releases": releases, "wbs": elements, "documents": documented},
        removals=removals,
        remarks=in_order(remarks),
        counts=_counts(reading, written, releases),
    )


def _is_release(milestone: Milestone) -> bool:
    """Say whether LDM-564 plans a release for this test milestone."""
    if not milestone.entry or milestone.entry.section != _TEST_MILESTONES:
        return False
    if not milestone.code.startswith("LDM-"):
        return False
    return milestone.attributes is None or milestone.attributes.level == _TEST_LEVEL


def _releases(reading: _Reading) -> tuple[dict[str, Fields], list[Remark]]:
    """Make the releases; their features are the ``DM-`` predecessors of the test milestone."""
    written: dict[str, Fields] = {}
    remarks: list[Remark] = []
    for code, milestone in reading.milestones.items():
        if not _is_release(milestone):
            continue
        old = existing(reading.previous, "releases", code)
        features = {link for link in reading.links.predecessors[code] if link.startswith("DM-")}
        for feature in sorted(set(codes(old.get("features"))) - features):
            reason = _why_dropped(feature, milestone, reading.milestones)
            if reason:
                remarks.append(remark("note", milestone.line, code, f"feature {feature} dropped: {reason}"))
            else:
                features.add(feature)
        written[code] = release(code, features, old)
    return written, remarks


def _why_dropped(feature: str, milestone: Milestone, milestones: Mapping[str, Milestone]) -> str:
    """Say why a feature on record does not stay with a release; empty if it does.

    It stays only where neither end can speak: both attribute lists are lost.
    """
    if feature not in milestones:
        return f"not in {HANDLE}"
    if milestone.attributes:
        return "the release's attribute list does not name it"
    if milestones[feature].attributes:
        return f"its attribute list does not name {milestone.code}"
    return ""


def _removals(
    reading: _Reading, releases: Mapping[str, Fields]
) -> tuple[dict[str, tuple[str, ...]], list[Remark]]:
    """Return what to remove: only what a text that is whole by its own count does not have."""
    is_whole = reading.report.counts.get("milestones") == len(reading.milestones)
    absent = tuple(sorted(reading.old("milestones").keys() - reading.milestones.keys()))
    what = "removed" if is_whole else "kept, since the text has fewer milestones than it counts"
    remarks = [remark("note", 0, code, f"not in {HANDLE}: {what}") for code in absent]
    if not is_whole:
        return {"milestones": (), "releases": ()}, remarks
    return {"milestones": absent, "releases": ended(reading.old("releases"), releases)}, remarks


def _elements(reading: _Reading, written: Mapping[str, Fields]) -> tuple[dict[str, Fields], list[Remark]]:
    """Make the WBS elements that are not on record yet; report those without a title."""
    old = reading.old("wbs")
    new: dict[str, Fields] = {
        section.code: {"title": section.title}
        for section in reading.report.sections
        if section.code not in old
    }
    users: dict[str, list[str]] = defaultdict(list)
    for code, fields in written.items():
        if "wbs" in fields:
            users[str(fields["wbs"])].append(code)
    remarks = [
        remark("missing", 0, wbs, f"WBS element without a title, used by {len(by)}, first by {by[0]}")
        for wbs, by in sorted(users.items())
        if wbs not in old and wbs not in new
    ]
    return dict(sorted(new.items())), remarks


def _uncited(told: Report) -> Iterator[Remark]:
    """Report the documents that the text names and its bibliography lacks."""
    cited = {HANDLE, *told.bibliography.by_handle()}
    for handle, line in told.handles.items():
        if handle not in cited:
            yield remark("note", line, handle, "named in the text, but not in the bibliography")


def _counts(
    reading: _Reading, written: Mapping[str, Fields], releases: Mapping[str, Fields]
) -> dict[str, int]:
    lists = [one.attributes for one in reading.milestones.values() if one.attributes]
    levels = [fields.get("level") for fields in written.values()]
    without_level = sum(own.level is None for own in lists)
    due = [fields["due"] for fields in written.values() if "due" in fields]
    done = [fields["completed"] for fields in written.values() if "completed" in fields]
    due_day = sum(day(value) is not None for value in due)
    done_day = sum(day(value) is not None for value in done)
    return {
        "milestones": len(written),
        "attribute lists": len(lists),
        "attribute lists lost": len(written) - len(lists),
        **{f"level {level}": levels.count(level) for level in range(1, 5)},
        "without level": without_level,
        "level lost": levels.count(None) - without_level,
        "due day known": due_day,
        "due by month only": len(due) - due_day,
        "due date lost": len(written) - len(due),
        "completed on a known day": done_day,
        "completed on an unknown day": len(done) - done_day,
        "overdue": len(reading.report.overdue),
        "external codes": len(reading.links.external),
        "releases": len(releases),
        "references": len(reading.report.bibliography.references),
    }
