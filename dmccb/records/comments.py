"""One chunk -> the comments in it, each tied to the value that it is about.

Pure.  A comment at the end of a line belongs to what is on that line; a
comment line belongs to the next field or member below it, or to the value
that it interrupts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from dmccb.records.coerce import Path, typed_value
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.parse import to_text
from dmccb.records.write import Note, Notes, member_names


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A field or member: its path, its first line, and its last where the value itself says so."""

    path: Path
    line: int
    end: int


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment: its text, its line, and what comes before it on that line."""

    text: str
    line: int
    before: str


@dataclass(slots=True)
class _Ties:
    """The comments of one record as they are found."""

    above: dict[Path, list[str]] = field(default_factory=dict)
    beside: dict[Path, str] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)
    following: list[str] = field(default_factory=list)

    def tie(self, comment: _Comment, anchors: _Anchors) -> None:
        """Note where one comment goes."""
        text = comment.text
        if comment.before.strip(" -?"):
            path = anchors.on(comment.line)
            if path not in self.beside:
                self.beside[path] = text
            else:  # one line holds one comment only
                self.above.setdefault(path, []).append(text)
        elif (path_below := anchors.after(comment.line)) is not None:
            self.above.setdefault(path_below, []).append(text)
        elif not comment.before or self.following:
            self.following.append(text)
        else:
            self.below.append(text)


class _Anchors:
    """Where the fields and members of one record are, from top to bottom."""

    def __init__(self, anchors: list[_Anchor]) -> None:
        self._all = anchors
        self._lines = [anchor.line for anchor in anchors]
        self._enclosing = _outermost(anchors)
        self._starts = [anchor.line for anchor in self._enclosing]

    def on(self, line: int) -> Path:
        """Return the path of what is on a line, or began before it."""
        return self._all[max(bisect_right(self._lines, line) - 1, 0)].path

    def after(self, line: int) -> Path | None:
        """Return the path of what a comment line is about; None where nothing more comes."""
        index = bisect_right(self._lines, line)
        found = self._all[index].path if index < len(self._all) else None
        at = bisect_left(self._starts, line) - 1
        if at >= 0 and line <= self._enclosing[at].end:
            inside = self._enclosing[at].path
            if found is None or found[: len(inside)] != inside:
                return self.on(line)
        return found


def _outermost(anchors: list[_Anchor]) -> list[_Anchor]:
    out: list[_Anchor] = []
    for anchor in anchors:
        if anchor.end > anchor.line and (not out or anchor.line > out[-1].end):
            out.append(anchor)
    return out


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
        they belong above the next record.
    """
    if "#" not in chunk:
        return Notes(), ()
    node = yaml.compose(chunk, Loader=yaml.CBaseLoader)
    if not isinstance(node, yaml.MappingNode):
        return Notes(), ()
    body = node.value[0][1]
    anchors = _Anchors([_Anchor((), 0, 0), *_anchors(body, Field(name="", fields=kind.fields), ())])
    ties = _Ties()
    for comment in _comments(chunk, sorted(_scalar_spans(node, chunk))):
        ties.tie(comment, anchors)
    at = {
        path: Note(above=tuple(ties.above.get(path, ())), beside=ties.beside.get(path, ""))
        for path in (*ties.above, *ties.beside)
    }
    return Notes(at=at, below=tuple(ties.below)), tuple(ties.following)


def _comments(chunk: str, spans: list[tuple[int, int]]) -> Iterator[_Comment]:
    """Yield the comments of a chunk: every ``#`` outside its scalars begins one."""
    at, line, counted, span = chunk.find("#"), 0, 0, 0
    while at >= 0:
        while span < len(spans) and spans[span][1] <= at:
            span += 1
        if span < len(spans) and spans[span][0] <= at:
            at = chunk.find("#", spans[span][1])
            continue
        line, counted = line + chunk.count("\n", counted, at), at
        end = chunk.find("\n", at)
        end = end if end >= 0 else len(chunk)
        yield _Comment(chunk[at:end].rstrip(), line, chunk[chunk.rfind("\n", 0, at) + 1 : at])
        at = chunk.find("#", end)


def _anchors(node: yaml.Node, spec: Field | None, path: Path) -> Iterator[_Anchor]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            yield _Anchor(here, key.start_mark.line, _end(value, key.start_mark.line))
            yield from _anchors(value, spec.fields.get(key.value) if spec else None, here)
    elif isinstance(node, yaml.SequenceNode):
        items = spec.items if spec else None
        unordered = spec is not None and not spec.ordered
        steps: Sequence[str | int] = range(len(node.value))
        if unordered:
            steps = member_names(typed_value(items, to_text(member)) for member in node.value)
        for step, member in zip(steps, node.value, strict=True):
            line = member.start_mark.line
            yield _Anchor((*path, step), line, _end(member, line))
            yield from _anchors(member, items, (*path, step))


def _end(node: yaml.Node, line: int) -> int:
    """Return the line on which a value ends that says so itself; a block ends where the next thing begins."""
    block = isinstance(node, yaml.CollectionNode) and not node.flow_style
    if node.end_mark is None or block:
        return line
    return max(line, node.end_mark.line - (node.end_mark.column == 0))


def _scalar_spans(node: yaml.Node, chunk: str) -> Iterator[tuple[int, int]]:
    """Yield where each scalar begins and ends, in characters; of a block scalar, its lines only."""
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
