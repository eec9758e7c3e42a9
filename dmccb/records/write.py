"""Records -> the one way in which they are written.

Pure.  UTF-8, LF, a modeline first, records by ID, fields in the order of the
schema, block style, 110 columns; text that some reader of YAML would take for
something else is quoted.  ``comments`` says which comments go where.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dmccb.records.coerce import Path, set_order
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.quoting import WIDTH, block, double_quoted, quoted_id, scalar
from dmccb.records.record import Fields, Value

_DATE = re.compile(r"[0-9][0-9-]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """The comments of one place: whole lines above it, and one at the end of its line."""

    above: tuple[str, ...] = ()
    beside: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Notes:
    """The comments of one record.

    Attributes
    ----------
    at
        Path of a value -> its comments; ``()`` is the record itself.  A
        member of a set has its ``member_names`` as the last step, a member of
        a list its index.
    below
        Comment lines after the last field.
    """

    at: Mapping[Path, Note] = field(default_factory=dict)
    below: tuple[str, ...] = ()


NO_NOTES = Notes()
_NO_NOTE = Note()


def modeline(path: str, kind: Kind) -> str:
    """Return the line that tells an editor which schema a file has.

    Parameters
    ----------
    path
        The file, relative to the root of the repository.
    kind
        Its kind; the schema is ``schemas/<kind>.schema.json`` at the root.
    """
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}schemas/{kind.name}.schema.json"


def write_file(
    kind: Kind,
    path: str,
    records: Mapping[str, Fields],
    notes: Mapping[str, Notes] | None = None,
    head: Iterable[str] = (),
) -> str:
    """Return the canonical text of a record file.

    Parameters
    ----------
    kind
        The kind of its records.
    path
        The file, relative to the root of the repository.
    records
        ID -> fields, typed.
    notes
        ID -> comments.
    head
        Comment lines for the top of the file.
    """
    notes = notes or {}
    blocks = ["\n".join([modeline(path, kind), *head])]
    blocks += [write_record(kind, key, records[key], notes.get(key, NO_NOTES)) for key in sorted(records)]
    return "\n\n".join(blocks) + "\n"


def write_record(kind: Kind, key: str, fields: Fields, notes: Notes = NO_NOTES) -> str:
    """Return the canonical text of one record, without a line feed at its end."""
    if notes is NO_NOTES and fields:
        return "\n".join([f"{quoted_id(key)}:", *_bare(kind.fields, fields)])
    own = notes.at.get((), _NO_NOTE)
    lines = [*own.above, f"{quoted_id(key)}:{'' if fields else ' {}'}{_beside(own)}"]
    lines += _mapping(kind.fields, fields, (), 2, notes)
    lines += [f"  {line}" for line in notes.below]
    return "\n".join(lines)


def _bare(specs: Mapping[str, Field], fields: Fields) -> Iterator[str]:
    """Yield the lines of a record without comments: most are short text, which is cheap to write."""
    for name in (*specs, *(name for name in fields if name not in specs)):
        value = fields.get(name)
        if value is None:
            continue
        spec = specs.get(name)
        if type(value) is str and (line := _short(f"  {scalar(name)}:", spec, value)):
            yield line
        elif type(value) is list and (lines := _short_members(spec, value)):
            yield f"  {scalar(name)}:"
            yield from lines
        else:
            yield from _entry(f"  {scalar(name)}:", spec, value, (name,), NO_NOTES)


def _short(start: str, spec: Field | None, value: str) -> str:
    """Return text on the line of its key; empty where it does not fit there."""
    line = f"{start} {value if spec is not None and spec.date and _DATE.fullmatch(value) else scalar(value)}"
    return line if len(line) <= WIDTH and "\n" not in value else ""


def _short_members(spec: Field | None, members: list[Value]) -> list[str]:
    """Return the lines of a list of short text; none where it is anything else."""
    if spec is None or spec.items is None or spec.items.date:
        return []
    texts = [member for member in members if type(member) is str]
    ordered = texts if spec.ordered else sorted(texts)
    lines = [f"    - {scalar(text)}" for text in ordered]
    fits = max(map(len, lines), default=0) <= WIDTH and "\n" not in "".join(texts)
    return lines if fits and len(texts) == len(members) else []


def _mapping(
    specs: Mapping[str, Field], fields: Fields, path: Path, indent: int, notes: Notes
) -> Iterator[str]:
    known = [name for name in specs if name in fields]
    for name in (*known, *(name for name in fields if name not in specs)):
        here = (*path, name)
        yield from _entry(f"{' ' * indent}{scalar(name)}:", specs.get(name), fields[name], here, notes)


def _entry(start: str, spec: Field | None, value: Value, path: Path, notes: Notes) -> Iterator[str]:
    """Yield the lines of ``start`` (a key with its colon, or a dash) and what it holds."""
    note = notes.at.get(path, _NO_NOTE)
    indent = len(start) - len(start.lstrip(" "))
    yield from (f"{' ' * indent}{line}" for line in note.above)
    if isinstance(value, dict):
        yield from _nested(
            start, _mapping(spec.fields if spec else {}, value, path, indent + 2, notes), note, "{}"
        )
    elif isinstance(value, list):
        yield from _nested(start, _sequence(spec, value, path, indent + 2, notes), note, "[]")
    else:
        yield from _scalar_lines(start, spec, value, indent, note)


def _nested(start: str, inner: Iterator[str], note: Note, empty: str) -> Iterator[str]:
    lines = list(inner)
    if not lines:
        yield f"{start} {empty}{_beside(note)}"
    elif start.endswith("-"):
        # A list's member begins beside its dash, so its comments go above that.
        indent = start[:-1]
        first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from (indent + line.lstrip() for line in (*lines[:first], note.beside) if line)
        yield f"{start} {lines[first].lstrip()}"
        yield from lines[first + 1 :]
    else:
        yield f"{start}{_beside(note)}"
        yield from lines


def _sequence(
    spec: Field | None, members: list[Value], path: Path, indent: int, notes: Notes
) -> Iterator[str]:
    unordered = spec is not None and not spec.ordered
    ordered = sorted(members, key=set_order) if unordered else members
    steps: Sequence[str | int] = member_names(ordered) if unordered else range(len(ordered))
    for step, member in zip(steps, ordered, strict=True):
        yield from _entry(f"{' ' * indent}-", spec.items if spec else None, member, (*path, step), notes)


def member_names(members: Iterable[Value]) -> list[str]:
    """Return the steps of a path that name the members of a set, in whatever order they are."""
    seen: dict[str, int] = {}
    out = []
    for member in members:
        name = member if isinstance(member, str) else json.dumps(member, sort_keys=True, ensure_ascii=False)
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name}\0{seen[name]}")
    return out


def _scalar_lines(start: str, spec: Field | None, value: Value, indent: int, note: Note) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{start} {str(value).lower()}{_beside(note)}"
        return
    text = value if spec is not None and spec.date and _DATE.fullmatch(value) else scalar(value)
    one_line = f"{start} {text}{_beside(note)}"
    if "\n" not in value and (len(one_line) <= WIDTH or " " not in value):
        yield one_line
    elif (paragraph := block(value, indent + 2)) is not None:
        mark, lines = paragraph
        yield f"{start} {mark}{_beside(note)}"
        yield from lines
    elif "\n" in value:
        yield f"{start} {double_quoted(value)}{_beside(note)}"
    else:
        yield one_line


def _beside(note: Note) -> str:
    return f"  {note.beside}" if note.beside else ""
