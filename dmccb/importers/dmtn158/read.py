"""Text of DMTN-158 -> milestones, LDM-564's releases, WBS elements, documents.

Pure.  Cites DMTN-158 (2021-05-10): the summary of all milestones of the
Data Management subsystem, made from the project's schedule.  The text in hand
lost about a hundred attribute lists and some month lists; what is missing is
told, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dmccb.importers.bibliography import documents, series
from dmccb.importers.dmtn158.contradictions import contradictions
from dmccb.importers.dmtn158.links import Links, links
from dmccb.importers.dmtn158.reconcile import Found, found
from dmccb.importers.dmtn158.records import records
from dmccb.importers.dmtn158.text import HANDLE, Survey, survey
from dmccb.importers.importresult import ImportResult, Records, Remark, RemarkKind
from dmccb.records.record import Fields, Value

RELEASES = "LDM-564"

_TEST_MILESTONES = "02C.00"
_TEST_LEVEL = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """The text, what was found in it, and the records as they stand."""

    text: Survey
    milestones: Mapping[str, Found]
    joined: Links
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
        The records as they stand: collection -> ID -> fields.

    Raises
    ------
    SourceError
        If the text is not DMTN-158.
    """
    told = survey(text)
    milestones = found(told)
    joined = links(milestones, previous.get("milestones", {}))
    reading = _Reading(text=told, milestones=milestones, joined=joined, previous=previous)
    written, lacks = records(told, milestones, joined, reading.old("milestones"))
    releases, dropped = _releases(reading)
    cited, cited_remarks = documents(told.bibliography.references, reading.old("documents"))
    elements, unknown = _elements(reading, written)
    removals, removed = _removals(reading, releases)
    remarks = [
        *(_remark("unread", line, "", unread) for line, unread in told.unread),
        *contradictions(told, milestones, written),
        *joined.remarks,
        *(*lacks, *dropped, *cited_remarks, *unknown, *removed),
        *_uncited(told),
    ]
    return ImportResult(
        document=HANDLE,
        edition=told.date,
        records={
            "milestones": written,
            "releases": releases,
            "wbs": elements,
            "documents": {**cited, HANDLE: _document(told, reading.old("documents").get(HANDLE, {}))},
        },
        removals=removals,
        remarks=tuple(sorted(remarks, key=lambda remark: (remark.line, remark.subject, remark.text))),
        counts=_counts(reading, written, releases),
    )


def _remark(kind: RemarkKind, line: int, subject: str, text: str) -> Remark:
    return Remark(kind=kind, line=line, subject=subject, text=text)


def _is_release(one: Found) -> bool:
    """Tell whether LDM-564 plans a release for this test milestone."""
    if not one.entry or one.entry.section != _TEST_MILESTONES or not one.code.startswith("LDM-"):
        return False
    return one.attributes is None or one.attributes.level == _TEST_LEVEL


def _releases(reading: _Reading) -> tuple[dict[str, Fields], list[Remark]]:
    """Make the releases; their features are the ``DM-`` predecessors of the test milestone."""
    result: dict[str, Fields] = {}
    remarks: list[Remark] = []
    for code, one in reading.milestones.items():
        if not _is_release(one):
            continue
        old = reading.old("releases").get(code, {})
        features = {link for link in reading.joined.predecessors[code] if link.startswith("DM-")}
        before = old.get("features", [])
        for feature in sorted(map(str, before if isinstance(before, list) else [])):
            reason = _why_not(feature, one, reading.milestones)
            if not reason:
                features.add(feature)
            elif feature not in features:
                remarks.append(_remark("note", one.line, code, f"feature {feature} dropped: {reason}"))
        fields: dict[str, Value] = {"document": RELEASES, "milestone": code}
        if features:
            fields["features"] = [*sorted(features)]
        keep = {
            name: value for name, value in old.items() if name not in {"document", "milestone", "features"}
        }
        result[code] = {**fields, **keep}
    return result, remarks


def _why_not(feature: str, release: Found, milestones: Mapping[str, Found]) -> str:
    """Say why a feature on record does not stay with a release; empty if it does.

    It stays only where neither end can speak: both attribute lists are lost.
    """
    if feature not in milestones:
        return f"not in {HANDLE}"
    if release.attributes:
        return "the release's own list does not name it"
    if milestones[feature].attributes:
        return f"its own list does not name {release.code}"
    return ""


def _removals(
    reading: _Reading,
    releases: Mapping[str, Fields],
) -> tuple[dict[str, tuple[str, ...]], list[Remark]]:
    """Say what goes: only what a text that is whole by its own count does not have."""
    whole = reading.text.counts.get("milestones") == len(reading.milestones)
    absent = tuple(sorted(set(reading.old("milestones")) - set(reading.milestones)))
    what = "removed" if whole else "kept, since the text has not all the milestones that it counts"
    remarks = [_remark("note", 0, code, f"not in {HANDLE}: {what}") for code in absent]
    ended = tuple(
        code
        for code, fields in sorted(reading.old("releases").items())
        if fields.get("document") == RELEASES and code not in releases
    )
    return {"milestones": absent if whole else (), "releases": ended if whole else ()}, remarks


def _elements(reading: _Reading, written: Mapping[str, Fields]) -> tuple[dict[str, Fields], list[Remark]]:
    """Make the WBS elements that the records do not have yet; tell those without a title."""
    old = reading.old("wbs")
    new: dict[str, Fields] = {
        section.code: {"title": section.title} for section in reading.text.sections if section.code not in old
    }
    used: dict[str, list[str]] = {}
    for code, fields in written.items():
        wbs = fields.get("wbs")
        if isinstance(wbs, str) and wbs not in old and wbs not in new:
            used.setdefault(wbs, []).append(code)
    remarks = [
        _remark("missing", 0, wbs, f"WBS element without a title, used by {len(codes)}, first by {codes[0]}")
        for wbs, codes in sorted(used.items())
    ]
    return dict(sorted(new.items())), remarks


def _document(told: Survey, old: Fields) -> Fields:
    fields: dict[str, Value] = {"title": told.title}
    if told.authors:
        fields["authors"] = list(told.authors)
    fields |= {"series": series(HANDLE), "date": told.date}
    return {**fields, **{name: value for name, value in old.items() if name not in fields}}


def _uncited(told: Survey) -> Iterator[Remark]:
    """Tell the documents that the text names and its bibliography lacks."""
    cited = {HANDLE, *told.bibliography.by_handle()}
    for handle, line in told.handles.items():
        if handle not in cited:
            yield _remark("note", line, handle, "named in the text, but not in the bibliography")


def _counts(
    reading: _Reading,
    written: Mapping[str, Fields],
    releases: Mapping[str, Fields],
) -> dict[str, int]:
    lists = [one.attributes for one in reading.milestones.values() if one.attributes]
    levels = [fields.get("level") for fields in written.values()]
    undated = [
        code for code, one in reading.milestones.items() if one.done and "completed" not in written[code]
    ]
    return {
        "milestones": len(written),
        "attribute lists": len(lists),
        "attribute lists lost": len(written) - len(lists),
        **{f"level {level}": levels.count(level) for level in range(1, 5)},
        "without level": sum(own.level is None for own in lists),
        "level lost": levels.count(None) - sum(own.level is None for own in lists),
        "completed with date": sum("completed" in fields for fields in written.values()),
        "completed without date": len(undated),
        "overdue": len(reading.text.overdue),
        "external codes": len(reading.joined.external),
        "releases": len(releases),
        "references": len(reading.text.bibliography.references),
    }
