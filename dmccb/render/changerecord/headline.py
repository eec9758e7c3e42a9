"""ChangeRecord -> headline: what was compared, and the change summed up in counts.

Pure.  Counts go by what changed and what was dropped.  That a source says
more than the one before it is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from dmccb.changerecord.changerecord import ChangeRecord, Part
from dmccb.compare.changeset import Side
from dmccb.records.kinds import Kinds
from dmccb.render.changerecord.counts import part_counts
from dmccb.render.changerecord.phrases import Phrase, Span, plain
from dmccb.render.display import display
from dmccb.render.left_out import left_out_text
from dmccb.render.plural import counted

_COMMIT = 7
_DIGEST = len("sha256:") + 12


def subject(record: ChangeRecord) -> str:
    """Return what was compared (``LDM-564 v1.4 → v1.5``)."""
    document = record.head.document
    old, new = (_side_name(side, document) for side in (record.changeset.old, record.changeset.new))
    return f"{display(document)} {old} → {new}".strip() if old != new else new


def states(record: ChangeRecord) -> str:
    """Return dates and commits of both sides, and the digest of the change as far as a reader compares it."""
    sides = record.changeset.old, record.changeset.new
    if sides[0].name == sides[1].name:  # two versions of one file
        return ""
    old, new = map(_state, sides)
    both = f"{old or 'no date'} → {new or 'no date'}" if old or new else ""
    digest = record.changeset.digest
    return " · ".join(filter(None, (both, f"{digest[:_DIGEST]}…" if digest else "")))


def about(record: ChangeRecord) -> tuple[str, ...]:
    """Return what is said of the version, and of what is not shown."""
    return tuple(filter(None, (_version(record), *left_out(record))))


def sources(record: ChangeRecord) -> tuple[str, ...]:
    """Return what the register notes of the sources of either side."""
    return tuple(f"{display(name)}: {display(note)}" for name, note in record.head.notes)


def left_out(record: ChangeRecord) -> list[str]:
    """Return a sentence on what the reader does not see; none where everything is shown."""
    changes = record.changeset
    text = left_out_text(changes.filtered, changes.not_shown, changes.document)
    return [text] if text else []


def _version(record: ChangeRecord) -> str:
    """Return ``1.5 (2021-06-03), RFC-781, W. O'Mullane: why``, as far as it is known."""
    head, row = record.head, record.head.row
    if not head.document or not any((row.rfc, row.owner, row.description)):
        return ""
    dated = f"{head.version} ({row.date})" if head.version and row.date else head.version
    named = ", ".join(display(text) for text in (dated, row.rfc, row.owner) if text)
    said = f"{named}: {display(row.description)}" if row.description else named
    return f"{display(head.document)}'s change record: {said}"


def counts(record: ChangeRecord) -> tuple[Phrase, ...]:
    """Return the change in counts: what belongs to the document, and in one line what does not."""
    invalid = sum(bool(change.invalid) for change in record.changeset.changes)
    lines: list[Phrase] = []
    if invalid:
        verb = "is" if invalid == 1 else "are"
        lines.append((Span(text=f"{counted(invalid, 'changed record')} {verb} invalid", tone="later"),))
    lines += part_counts(record.inside, record.kinds)
    if not record.outside.is_empty:
        lines.append((Span(text=outside_title(record)),))
    if not lines:
        nothing = "no change" if record.changeset.is_whole else "no change in what is shown"
        lines.append((Span(text=nothing),))
    return tuple(lines)


def outside_title(record: ChangeRecord) -> str:
    """Return ``outside LDM-564: 271 records, 5 slips``."""
    part, document = record.outside, display(record.head.document)
    return f"outside {document}: {counted(len(part.changes), 'record')}, {counted(_slips(part), 'slip')}"


def history_text(record: ChangeRecord) -> str:
    """Return what the document's own change record says of the version, or the counts as a sentence."""
    row = record.head.row
    text = display(row.description) or "; ".join(map(plain, _told(record.inside, record.kinds)))
    text = f"{text[:1].upper()}{text[1:]}".rstrip(".")
    approval = f" Approved in {display(row.rfc)}." if row.rfc else ""
    return f"{text}.{approval}"


def _told(part: Part, kinds: Kinds) -> Iterable[Phrase]:
    return part_counts(part, kinds) or [(Span(text="no change"),)]


def _slips(part: Part) -> int:
    return sum(slip.moved.direction == "later" for slip in part.slips)


def _side_name(side: Side, document: str) -> str:
    return display(side.name.removeprefix(f"{document}/") if document else side.name)


def _state(side: Side) -> str:
    """Return the date of a baseline, or that of the commit, which says so: it dates no plan."""
    if not side.commit:
        return side.date
    dated = side.date or "no date"
    return f"{dated if side.digest else f'commit of {dated}'} ({side.commit[:_COMMIT]})"
