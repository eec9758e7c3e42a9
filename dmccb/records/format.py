"""One file's bytes -> the same records in canonical form, comments kept.

Pure.  What cannot be read is not touched: the findings come back instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dmccb.problems import Problem
from dmccb.records.comments import notes_of
from dmccb.records.kinds import Kind
from dmccb.records.read import read_file
from dmccb.records.record import Fields, Record
from dmccb.records.split import first_key
from dmccb.records.write import Note, Notes, write_file

TOO_LARGE = ("file-too-large", "record-too-large")
"""Findings that block style can bring about, since it takes more room."""

_MODELINE = "# yaml-language-server:"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A record file taken apart: what it says, and what is written beside that.

    Attributes
    ----------
    records
        ID -> record.
    notes
        ID -> comments.
    head, foot
        Comment lines above the first and below the last record.
    problems
        Why it cannot be read.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    notes: Mapping[str, Notes] = field(default_factory=dict)
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def parse_source(kind: Kind, path: str, data: bytes) -> Source:
    """Read a record file with its comments.

    Parameters
    ----------
    kind
        The kind of its records.
    path
        Its name, relative to the root of the repository.
    data
        Its content.
    """
    file = read_file(kind, path, data)
    if file.problems:
        return Source(problems=tuple(sorted(file.problems)))
    head, above = split_preamble(data[: first_key(data)].decode("utf-8"))
    notes: dict[str, Notes] = {}
    for chunk in file.chunks:
        own, following = notes_of(data[chunk.start : chunk.end].decode("utf-8"), kind)
        notes[chunk.id] = _with_above(own, above)
        above = following
    return Source(records=file.records, notes=notes, head=head, foot=above)


def write_source(kind: Kind, path: str, records: Mapping[str, Fields], source: Source | None = None) -> bytes:
    """Return the canonical content of a record file.

    Parameters
    ----------
    kind, path
        As for ``parse_source``.
    records
        ID -> fields, typed.
    source
        Where comments come from; those of records that are gone, go.
    """
    source = source or Source()
    text = write_file(kind, path, records, source.notes, source.head)
    if source.foot:
        text += "\n" + "\n".join(source.foot) + "\n"
    return text.encode("utf-8")


def formatted(kind: Kind, path: str, data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a file in canonical form, or as it is with the reasons why not.

    One of the reasons can be that the canonical form would be too large.

    Raises
    ------
    AssertionError
        If the canonical form would mean anything else: a bug, and nothing
        may be written.
    """
    source = parse_source(kind, path, data)
    if source.problems:
        return data, source.problems
    out = write_source(kind, path, {key: record.fields for key, record in source.records.items()}, source)
    again = parse_source(kind, path, out)
    if any(problem.rule in TOO_LARGE for problem in again.problems):
        return data, again.problems
    if again.problems or dict(again.records) != dict(source.records):
        raise AssertionError(f"{path}: the canonical form would change the meaning")
    return out, ()


def split_preamble(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the comments at the top of a file, and those right above its first record.

    The first modeline is written anew; a second one is a comment like any
    other, since it may have come with a record from elsewhere.

    Parameters
    ----------
    text
        What stands before the first record.
    """
    blocks: list[list[str]] = [[]]
    modeline_seen = False
    for line in text.removesuffix("\n").split("\n"):
        if not line.strip():
            blocks.append([])
        elif line.startswith(_MODELINE) and not modeline_seen and len(blocks) == 1:
            modeline_seen = True
        else:
            blocks[-1].append(line.strip())
    above = tuple(blocks.pop()) if len(blocks) > 1 or not text.startswith(_MODELINE) else ()
    return tuple(line for block in blocks for line in block), above


def _with_above(notes: Notes, above: tuple[str, ...]) -> Notes:
    if not above:
        return notes
    own = notes.at.get((), Note())
    at = {**notes.at, (): Note(above=(*above, *own.above), beside=own.beside)}
    return Notes(at=at, below=notes.below)
