"""Standings of the registered baselines -> text or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dmccb.render.display import display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dmccb.baseline.status import RegisteredStatus

_STATES = {
    "tagged": "",
    "untagged": "no tag (dmccb baselines restore)",
    "moved": "TAG MOVED",
    "lost": "NOT FOUND",
}
_DIGEST = len("sha256:") + 12


def standings_json(found: Sequence[RegisteredStatus]) -> str:
    """Return the standings as a JSON list."""
    return json.dumps([one.as_json() for one in found], indent=2, ensure_ascii=False) + "\n"


def standings_text(found: Sequence[RegisteredStatus]) -> str:
    """Return one line for each baseline, and its note below."""
    if not found:
        return "no baseline is registered\n"
    wide = max(len(one.entry.id) for one in found)
    lines = []
    for one in found:
        fields = one.entry.fields
        row = [
            f"{one.entry.id:<{wide}}",
            str(fields.get("document", "")),
            str(fields.get("date", "")),
            str(fields.get("rfc", "-")),
            one.commit[:10] or "-" * 10,
            str(fields.get("digest", ""))[:_DIGEST],
            _STATES[one.state],
        ]
        lines.append("  ".join(row).rstrip())
        lines += [
            f"{'':<{wide}}  {display(str(fields[name]))}" for name in ("source", "note") if name in fields
        ]
    return "\n".join(lines) + "\n"
