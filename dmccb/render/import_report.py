"""What an import read and wrote -> a report to read, or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dmccb.importers.importresult import ImportResult, Remark
from dmccb.render.display import display
from dmccb.render.json_text import json_text
from dmccb.render.view import View, folded

KINDS = ("contradiction", "missing", "unread", "note")
"""From the most to the least worth looking at."""

_HEADINGS = {
    "contradiction": "places that contradict each other",
    "missing": "what the text lost",
    "unread": "lines that were not understood",
    "note": "notes",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """What there is to report of an import.

    Attributes
    ----------
    result
        What the importer found in the text.
    written
        Collection -> ``added``, ``changed``, ``removed``, ``same`` -> number of records.
    dry_run
        Whether the files were left as they are.
    """

    result: ImportResult
    written: Mapping[str, Mapping[str, int]]
    dry_run: bool


def report_text(report: ImportReport, view: View) -> str:
    """Return the report as plain text."""
    result = report.result
    lines = [display(f"{result.document} ({result.edition})"), "", "read:"]
    lines += [f"  {number:>5}  {name}" for name, number in result.counts.items()]
    lines += ["", "would be written:" if report.dry_run else "written:"]
    lines += [f"  {name}: {_counts(counts)}" for name, counts in report.written.items()]
    for kind in KINDS:
        lines += _remarks(kind, [remark for remark in result.remarks if remark.kind == kind], view)
    return "\n".join(lines) + "\n"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {verb}" for verb, number in counts.items() if number) or "nothing"


def _remarks(kind: str, remarks: list[Remark], view: View) -> Iterator[str]:
    if remarks:
        yield ""
        yield f"{_HEADINGS[kind]}: {len(remarks)}"
        lines = folded([_remark(remark) for remark in remarks], view)
        yield from (f"  {line}" for line in lines)


def _remark(remark: Remark) -> str:
    place = f"line {remark.line}: " if remark.line else ""
    subject = f"{remark.subject}: " if remark.subject else ""
    return display(f"{place}{subject}{remark.text}")


def report_json(report: ImportReport) -> str:
    """Return the report as JSON; all remarks, always."""
    result = report.result
    body = {
        "document": result.document,
        "edition": result.edition,
        "dry_run": report.dry_run,
        "counts": dict(result.counts),
        "written": {name: dict(counts) for name, counts in report.written.items()},
        "remarks": [
            {"kind": remark.kind, "line": remark.line, "subject": remark.subject, "text": remark.text}
            for remark in result.remarks
        ],
    }
    return json_text(body)
