from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dmccb.importers.dmtn158.read import read

WARNING = "Warning\n\nNo description available"


LIST = """  • WBS: 02C.03.01
  • Level: 3
  • Due: 2021-07-09
  • Completion pending"""


def entry(code: str, title: str = "Alpha", bullets: str = LIST, body: str = WARNING) -> str:
    """Write one entry of "Milestones by WBS"; without bullets its list is lost."""
    return "\n\n".join(part for part in (f"{code}: {title}", bullets, body) if part)


def bullets(**values: str) -> str:
    """Write an attribute list; ``pending`` and ``completed`` exclude each other."""
    names = {"wbs": "02C.03", "level": "3", "due": "2021-07-09", **values}
    order = {
        "wbs": "WBS",
        "level": "Level",
        "spec": "Test specification",
        "before": "Predecessors",
        "after": "Successors",
        "due": "Due",
        "completed": "Completed",
    }
    lines = [f"  • {order[name]}: {names[name]}" for name in order if name in names]
    return "\n".join(
        lines if "completed" in names else [*lines, f"  • Completion pending{names.get('pending', '')}"]
    )


def text(*entries: str, months: str = "", overdue: str = "", claims: str = "", levels: str = "") -> str:
    """Write a small DMTN-158 in the shape of the published one."""
    body = "\n\n".join(entries)
    if not body.startswith("02C."):
        body = f"02C.03: Alert Work\n\n_images/graph.png\n\nFigure 3 Words.\n\n{body}"
    return f"""DMTN-158: Milestone Words

  • Ada Vega, Bob Lyra

Latest Revision: 2021-05-10

Provenance

Words.

Notation

Words.

Summary

{claims or f"We are tracking {len(entries)} milestones{levels}."} {overdue.count("[Due")} are late.

Currently overdue milestones

{overdue}

Milestones by due date

{months}

Milestones by WBS

{body}

Bibliography

[1] [LDM-1]. Ada Vega. Design. 2017. URL, https://example.org/LDM-1.
"""


def milestone(
    code: str, *entries: str, previous: Mapping[str, Any] | None = None, **kinds: str
) -> Mapping[str, Any]:
    records = {"milestones": dict(previous or {})}
    return read(text(*entries, **kinds), records).records["milestones"][code]


JULY = "Due in July 2021\n\n  • DM-A-1: Alpha"


LOST = entry("DM-A-1", bullets="")


def planned(release: str, *features: str) -> str:
    test = entry("LDM-503-01", title="Test report: One", bullets=release)
    return text(
        f"02C.00: Level 2\n\n{test}\n\n02C.03: Work\n\n",
        *features,
        claims="no count.",
    )
