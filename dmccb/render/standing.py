"""Standing -> lines: dates and state, margin, what it groups, the groups that it is in.

Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dmccb.impact.standing import Part, Standing
from dmccb.impact.timing import Margin, Timing
from dmccb.records.dates import lateness, period
from dmccb.render.difference import range_text
from dmccb.render.display import display, label
from dmccb.render.impact import words
from dmccb.render.plural import agreeing


class Row(NamedTuple):
    """A line of the list of members."""

    id: str
    due: str
    state: str
    title: str


def summary(one: Standing) -> list[str]:
    """Return lines that say when a record is due, how far it has come, its margin, and its groups."""
    lines = [_dates(one)] if one.timing.state else []
    if one.timing.margin is not None:
        lines.append(_margin(one.timing.margin))
    if one.groups:
        lines += map(_group, one.groups)
    elif one.groups is not None and one.timing.state in ("open", "overdue"):
        lines.append(_ungrouped(one))
    return lines


def members_heading(one: Standing) -> str:
    """Return ``12 features: 9 completed, 2 open, 1 overdue as of 2021-06-30``; empty where there are none."""
    if not one.members:
        return ""
    many = agreeing(len(one.members), label(one.members[0].field.name, one.members[0].field))
    return f"{len(one.members)} {many}: {', '.join(_counts(one.members, one.as_of))}"


def _counts(members: Sequence[Part], as_of: date) -> list[str]:
    states = Counter(part.timing.state for part in members)
    counted = [f"{states[state]} {state}" for state in ("completed", "open") if states[state]]
    if overdue := states["overdue"]:
        counted.append(f"{overdue} overdue as of {as_of.isoformat()}")
    if unknown := sum(not part.item[0] for part in members):
        counted.append(f"{unknown} not in these records")
    return counted


def member_rows(one: Standing) -> list[Row]:
    """Return a row for each member, by date."""
    return [
        Row(
            id=display(part.item[1]),
            due=f"due {display(part.timing.due)}" if part.timing.due else "",
            state=_member_state(part),
            title=display(part.title),
        )
        for part in one.members or ()
    ]


def table(rows: Sequence[Row]) -> list[str]:
    """Return rows as lines with columns, each as wide as its longest text."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    lines = []
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row.title]).rstrip())
    return lines


def _member_state(part: Part) -> str:
    if not part.item[0]:
        return "not in these records"
    if not part.timing.due and part.timing.state == "open":
        return f"open, {_undated(part.timing)}"
    return state_text(part.timing)


def _dates(one: Standing) -> str:
    due = f"due {display(one.timing.due)}" if one.timing.due else _undated(one.timing)
    carrier = f" ({display(one.carrier)})" if one.carrier else ""
    as_of = f" as of {one.as_of.isoformat()}" if one.timing.state == "overdue" else ""
    return f"{due}{carrier}, {state_text(one.timing)}{as_of}"


def _undated(one: Timing) -> str:
    return "no valid date" if one.invalid else "no date"


def _ungrouped(one: Standing) -> str:
    nouns = " or ".join(map(display, one.group_nouns))
    return f"listed in no {nouns}; dmccb impact {display(one.item[1])} shows what waits for it"


def _group(part: Part) -> str:
    """Return ``in release LDM-503-09a (features): due 2020-12-01, open``."""
    noun = display(part.noun)
    how = label(part.field.name, part.field)
    due = f"due {display(part.timing.due)}, " if part.timing.due else ""
    state = f": {due}{state_text(part.timing)}" if part.timing.state else ""
    return f"in {noun} {display(part.item[1])} ({how}){state}"


def _margin(one: Margin) -> str:
    """Return ``margin -12 d: waits for DM-AP-9, open and due 2020-12-01``."""
    least, most = one.between.least, one.between.most
    days = range_text(least, most) if least is not None and most is not None else "not known"
    return f"margin {days}: waits for {display(one.waits_for[1])}, open and due {display(one.due)}"


def state_text(one: Timing) -> str:
    """Return how far a record has come: ``open``, ``overdue 12 d``, ``completed 2019-07-15, …``."""
    return ", ".join(part for part in (words.state_text(one), _lateness(one)) if part)


def _lateness(one: Timing) -> str:
    """Return how late it was completed; where a month is known only, in the kinder reading, said so."""
    late = lateness(one.due, one.completed)
    if late is None:
        return ""
    if late == 0:
        return "on its date"
    found = (period(one.due), period(one.completed))
    exact = all(each is not None and each.is_day for each in found)
    if late > 0:
        return f"{'' if exact else 'at least '}{late} d after its date"
    return f"{'' if exact else 'up to '}{-late} d before its date"
