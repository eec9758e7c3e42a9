"""One chunk -> the comments in it, each tied to the value that it is about.

Pure.  A comment at the end of a line belongs to what stands on that line; a
comment line belongs to the next field or member below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from dmccb.canonical import Note, Notes, member_name
from dmccb.kinds import Field, Kind
from dmccb.parse import to_text
from dmccb.typed import Path, typed_value

_HASH = re.compile(r"(?:^|(?<=[ \n]))#[^\n]*")


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A field or member: its path, and the line on which it begins."""

    path: Path
    line: int


def notes_of(chunk: str, kind: Kind) -> tuple[Notes, tuple[str, ...]]:
    """Return the comments of a record, and those that belong to what follows it.

    Parameters
    ----------
    chunk
        The text of one record, which ``parse`` could read.
    kind
        Its kind.

    Returns
    -------
    notes
        The record's own comments.
    following
        Comment lines at the end of the chunk that begin in the first column:
        they stand above the next record.
    """
    node = yaml.compose(chunk, Loader=yaml.CBaseLoader)
    if not isinstance(node, yaml.MappingNode):
        return Notes(), ()
    body = node.value[0][1]
    anchors = [_Anchor((), 0), *_anchors(body, Field(name="", fields=kind.fields), ())]
    inside = list(_scalar_spans(node, chunk))
    above: dict[Path, list[str]] = {}
    beside: dict[Path, str] = {}
    below: list[str] = []
    following: list[str] = []
    for match in _HASH.finditer(chunk):
        if any(start <= match.start() < end for start, end in inside):
            continue
        line = chunk.count("\n", 0, match.start())
        begin = chunk.rfind("\n", 0, match.start()) + 1
        text = match[0].rstrip()
        if chunk[begin : match.start()].strip():
            beside[_on(anchors, line)] = text
        elif (after := _after(anchors, line)) is not None:
            above.setdefault(after, []).append(text)
        elif match.start() == begin or following:
            following.append(text)
        else:
            below.append(text)
    paths = [anchor.path for anchor in anchors]
    at = {
        path: Note(above=tuple(above.get(path, ())), beside=beside.get(path, ""))
        for path in paths
        if path in above or path in beside
    }
    return Notes(at=at, below=tuple(below)), tuple(following)


def _anchors(node: yaml.Node, spec: Field | None, path: Path) -> Iterator[_Anchor]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            yield _Anchor(here, key.start_mark.line)
            yield from _anchors(value, spec.fields.get(key.value) if spec else None, here)
    elif isinstance(node, yaml.SequenceNode):
        items = spec.items if spec else None
        unordered = spec is not None and not spec.ordered
        for index, member in enumerate(node.value):
            name = member_name(typed_value(items, to_text(member))) if unordered else index
            here = (*path, name)
            yield _Anchor(here, member.start_mark.line)
            yield from _anchors(member, items, here)


def _scalar_spans(node: yaml.Node, chunk: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each scalar stands, in characters; of a block scalar, its lines only."""
    if isinstance(node, yaml.ScalarNode) and node.start_mark and node.end_mark:
        start = node.start_mark.index
        yield (chunk.find("\n", start) if node.style in ("|", ">") else start, node.end_mark.index)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalar_spans(key, chunk)
            yield from _scalar_spans(value, chunk)
    elif isinstance(node, yaml.SequenceNode):
        for member in node.value:
            yield from _scalar_spans(member, chunk)


def _on(anchors: list[_Anchor], line: int) -> Path:
    """Return the path of what stands on a line, or began before it."""
    best = anchors[0]
    for anchor in anchors:
        if anchor.line <= line:
            best = anchor
    return best.path


def _after(anchors: list[_Anchor], line: int) -> Path | None:
    return next((anchor.path for anchor in anchors if anchor.line > line), None)
