"""How a record file is written -> what ``dmccb fmt`` would write otherwise.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dmccb.checks.finding import Finding
from dmccb.checks.schema import dotted
from dmccb.problems import Problem
from dmccb.records.coerce import Path, misread
from dmccb.records.format import check_form
from dmccb.records.kinds import Kind
from dmccb.records.parse import parse
from dmccb.records.quoting import scalar
from dmccb.records.record import Record
from dmccb.records.scalars import AmbiguousText, Text
from dmccb.records.split import Chunk, line_at
from dmccb.records.write import modeline

_DATE = re.compile(r"[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt ].*)?")
_NOTHING = ("~", "null", "Null", "NULL")


def misreadings(kind: Kind, record: Record, body: bytes) -> Iterator[Finding]:
    """Yield the values of a record that some reader of YAML would take for something else.

    Parameters
    ----------
    kind
        The kind of the record.
    record
        The record as it was read.
    body
        Its chunk.
    """
    values = parse(body, record.id).fields
    for at in _empty(values, ()):
        yield Finding(
            rule="empty-value",
            record=record,
            at=at,
            written=True,
            message=f"{dotted(at)}: empty value",
            hint="remove the field, or give it a value",
        )
    for at, text in misread(kind.fields, values):
        yield Finding(
            rule="ambiguous-value",
            record=record,
            at=at,
            written=True,
            message=f"{dotted(at)}: some readers of YAML take {text} for {_taken_for(text)}",
            hint=f"quote it: {scalar(text)}",
        )


def _empty(value: Text | Mapping[str, Text], path: Path) -> Iterator[Path]:
    if isinstance(value, AmbiguousText) and not value:
        yield path
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _empty(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _empty(inner, (*path, index))


def _taken_for(text: str) -> str:
    if text in _NOTHING:
        return "nothing"
    if _DATE.fullmatch(text):
        return "a date"
    if text[0].isdigit() or text[0] in "+-.":
        return "a number"
    return "true or false" if text[0].isalpha() else "a mark of YAML's own"


def form(
    kind: Kind, path: str, data: bytes, chunks: Sequence[Chunk], odd: Sequence[int]
) -> Iterator[Problem]:
    """Yield the finding for a file that is not in canonical form.

    Parameters
    ----------
    kind, path, data
        The file.
    chunks
        Its records.
    odd
        Which of them are not plainly in canonical form; comments are such.

    Notes
    -----
    Where the IDs are in order, the form of a record depends on its chunk and
    on the comments at the end of the chunk before.  So a file of the odd
    chunks, and those that follow them, is in canonical form when the whole
    file is.
    """
    start = chunks[0].start if chunks else len(data)
    plain_head = data[:start] == f"{modeline(path, kind)}\n\n".encode()
    in_order = all(one.id < two.id for one, two in pairwise(chunks))
    if chunks and plain_head and in_order and not odd:
        return
    if not in_order or not chunks:
        found = check_form(kind, path, data)
        if found:
            yield found
        return
    kept = sorted({0, len(chunks) - 1, *odd, *(index + 1 for index in odd if index + 1 < len(chunks))})
    parts = [data[:start], *(data[chunks[index].start : chunks[index].end] for index in kept)]
    found = check_form(kind, path, b"".join(parts))
    if found:
        starts = [0, *(chunks[index].start for index in kept)]
        yield replace(found, line=_line(data, parts, starts, found.line))


def _line(data: bytes, parts: Sequence[bytes], starts: Sequence[int], line: int) -> int:
    """Return the line of the file that is a line of the joined parts."""
    for part, start in zip(parts, starts, strict=True):
        here = part.count(b"\n")
        if line <= here:
            return line_at(data, start) + line - 1
        line -= here
    return data.count(b"\n") + 1
