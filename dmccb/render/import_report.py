"""What an import found -> a report to read, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dmccb.importers.importresult import ImportResult, Remark

Summary = Mapping[str, Mapping[str, int]]

KINDS = ("contradiction", "missing", "unread", "note")
"""From the most to the least worth looking at."""

_HEADINGS = {
    "contradiction": "places that contradict each other",
    "missing": "what the text lost",
    "unread": "lines that were not understood",
    "note": "notes",
}

FOLD = 8
"""How many remarks of a kind are listed, unless all are asked for."""


def report_text(result: ImportResult, summary: Summary, *, full: bool, dry_run: bool) -> str:
    """Return the report as plain text.

    Parameters
    ----------
    result
        What the importer found.
    summary
        Collection -> ``added``, ``changed``, ``removed``, ``same`` -> count.
    full
        Whether to list every remark; otherwise the first few of each kind.
    dry_run
        Whether nothing was written.
    """
    lines = [f"{result.document} ({result.edition})", "", "read:"]
    lines += [f"  {number:>5}  {name}" for name, number in result.counts.items()]
    lines += ["", "would be written:" if dry_run else "written:"]
    lines += [f"  {name}: {_counts(counts)}" for name, counts in summary.items()]
    for kind in KINDS:
        remarks = [remark for remark in result.remarks if remark.kind == kind]
        if remarks:
            lines += ["", f"{_HEADINGS[kind]}: {len(remarks)}"]
            lines += _listed(remarks, len(remarks) if full else FOLD)
    return "\n".join(lines) + "\n"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {verb}" for verb, number in counts.items() if number) or "nothing"


def _listed(remarks: list[Remark], most: int) -> Iterator[str]:
    for remark in remarks[:most]:
        place = f"line {remark.line}: " if remark.line else ""
        subject = f"{remark.subject}: " if remark.subject else ""
        yield f"  {place}{subject}{remark.text}"
    if len(remarks) > most:
        yield f"  … and {len(remarks) - most} more (--full shows them)"


def report_json(result: ImportResult, summary: Summary, *, full: bool, dry_run: bool) -> str:
    """Return the report as JSON; all remarks, always."""
    del full
    body = {
        "document": result.document,
        "edition": result.edition,
        "dry_run": dry_run,
        "counts": dict(result.counts),
        "written": {name: dict(counts) for name, counts in summary.items()},
        "remarks": [
            {"kind": remark.kind, "line": remark.line, "subject": remark.subject, "text": remark.text}
            for remark in result.remarks
        ],
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"
