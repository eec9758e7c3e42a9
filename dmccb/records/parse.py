"""One chunk -> the record's fields as text, or the reasons why not.

Pure.  YAML is read strictly: every scalar is text, and whatever one reader of
YAML could take differently from another (anchors, tags, duplicate keys, a
plain ``1.10`` or ``no``) is either marked or refused.  The schema gives the
text its type, in ``kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

from dmccb.problems import Problem
from dmccb.records.characters import IN_VALUE
from dmccb.records.scalars import MAX_KEY, AmbiguousText, Text, ambiguous
from dmccb.records.yaml_subset import (
    MAX_DEPTH,
    Place,
    UnsupportedYaml,
    harmless,
    place,
    refuse_unclear,
    short,
    too_deep,
)

MAX_RECORD_BYTES = 256 * 1024
"""Largest record; a bound on what the parser makes of a text full of brackets."""

_HUGE = r"[-+]?[0-9]{19,}"

_ambiguous_key = lru_cache(maxsize=4096)(ambiguous)


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """One record as its chunk has it.

    Attributes
    ----------
    id
        The key of the chunk.
    fields
        Text throughout; ambiguous values without quotes are ``AmbiguousText``.
    problems
        Why it cannot be read; then ``fields`` is empty.
    places
        Path of a value (``("predecessors", 2)``) -> where it is in the
        file; filled on request only.
    keys
        The same -> where its name stands, or itself in a list.
    """

    id: str
    fields: dict[str, Text] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    places: dict[tuple[str | int, ...], Place] = field(default_factory=dict)
    keys: dict[tuple[str | int, ...], Place] = field(default_factory=dict)


class _Loader(yaml.CBaseLoader):
    """libyaml's parser; nothing is resolved to a tag, since scalars become text: a third of its time."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


def parse(chunk: bytes, expected: str, path: str = "", line: int = 1, *, places: bool = False) -> Parsed:
    """Read one chunk.

    Parameters
    ----------
    chunk
        The bytes of one record, from its key to the next record's key.
    expected
        The ID that ``split`` saw.
    path, line
        Where the chunk is, for the problems.
    places
        Whether to note where each value is.
    """
    try:
        node = _node(chunk)
        value = _mapping(node)
        if list(value) != [expected]:
            raise UnsupportedYaml(
                place(node), "not-a-record", f"not one record with the ID {expected!r}", _SHAPE
            )
        refuse_unclear(node, chunk.decode("utf-8"))
        fields = value[expected]
        if not isinstance(fields, dict):
            raise UnsupportedYaml(
                place(node.value[0][1]),
                "not-a-record",
                f"{expected!r} must hold fields, not a single value or a list",
                _SHAPE,
            )
    except UnsupportedYaml as error:
        return Parsed(id=expected, problems=(_problem(error, expected, path, line),))
    except yaml.YAMLError as error:
        return Parsed(id=expected, problems=(_syntax(error, chunk, expected, path, line),))
    if not places:
        return Parsed(id=expected, fields=fields)
    found = list(_places(node.value[0][1], (), line))
    return Parsed(
        id=expected,
        fields=fields,
        places={(): (line, 1)} | {path: value for path, _, value in found},
        keys={path: key for path, key, _ in found},
    )


_SHAPE = "want 'ID:' in the first column, and the record's fields indented below it"


def _node(chunk: bytes) -> yaml.MappingNode:
    if len(chunk) > MAX_RECORD_BYTES:
        raise UnsupportedYaml(
            (1, 1),
            "record-too-large",
            f"the record has {len(chunk)} bytes; at most {MAX_RECORD_BYTES} are read",
            "is a quote or a bracket missing? long texts belong into documents",
        )
    loader = _Loader(harmless(chunk))
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode):
        raise UnsupportedYaml((1, 1), "not-a-record", "no record here", _SHAPE)
    return node


def to_text(node: yaml.Node, depth: int = 1) -> Text:
    """Return a node as text, lists and dicts; ``depth`` is its nesting in the record."""
    if isinstance(node, yaml.ScalarNode):
        value: str = node.value
        if not _plain(node) or not ambiguous(value):
            return _printable(node, value)
        if re.fullmatch(_HUGE, value):
            raise UnsupportedYaml(
                place(node),
                "number-too-large",
                f"the number {short(value)} has more than 18 digits",
                "quote it if it is text",
            )
        return AmbiguousText(value)
    if depth > MAX_DEPTH:
        raise too_deep(node)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, depth)
    return [to_text(child, depth + 1) for child in node.value]


def _printable(node: yaml.Node, value: str) -> str:
    if not value.isprintable() and (match := re.search(IN_VALUE, value)):
        raise UnsupportedYaml(
            place(node),
            "control-character",
            f"character U+{ord(match[0]):04X} is not allowed in a value",
            "remove it",
        )
    return value


def _mapping(node: yaml.MappingNode, depth: int = 1) -> dict[str, Text]:
    out: dict[str, Text] = {}
    for key, value in node.value:
        name = _key(key)
        if name in out:
            raise UnsupportedYaml(
                place(key),
                "duplicate-key",
                f"{short(name)!r} is used twice in one record",
                "keep one of the two",
            )
        out[name] = to_text(value, depth + 1)
    return out


def _key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or "\n" in node.value or len(node.value) > MAX_KEY:
        raise UnsupportedYaml(place(node), "not-a-key", "a key must be a single word", "write 'name: value'")
    name = str(node.value)
    if _plain(node) and _ambiguous_key(name):
        raise UnsupportedYaml(
            place(node),
            "ambiguous-key",
            f"some readers of YAML do not take the key {name or '(nothing)'} for text",
            f'quote it: "{name}":',
        )
    return _printable(node, name)


def _plain(node: yaml.ScalarNode) -> bool:
    return not node.style


def _places(
    node: yaml.Node, path: tuple[str | int, ...], line: int
) -> Iterator[tuple[tuple[str | int, ...], Place, Place]]:
    """Yield path, place of the key, and place of the value; that of a list or group is its key's."""
    if isinstance(node, yaml.MappingNode):
        children = [(key.value, key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        children = [(index, value, value) for index, value in enumerate(node.value)]
    else:
        children = []
    for name, at, value in children:
        inner = (*path, name)
        key, mark = at.start_mark, value.start_mark if isinstance(value, yaml.ScalarNode) else at.start_mark
        yield inner, (line + key.line, key.column + 1), (line + mark.line, mark.column + 1)
        yield from _places(value, inner, line)


def _problem(error: UnsupportedYaml, record: str, path: str, line: int) -> Problem:
    return Problem(
        path=path,
        line=line + error.place[0] - 1,
        column=error.place[1],
        rule=error.rule,
        id=record,
        message=error.message,
        hint=error.hint,
    )


_UNFINISHED = (
    "while scanning a quoted scalar",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
)


def _syntax(error: yaml.YAMLError, chunk: bytes, record: str, path: str, line: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "this is not YAML"
    if isinstance(error, yaml.MarkedYAMLError) and error.context in _UNFINISHED:
        mark, what = error.context_mark, f"{what}, {error.context} that begins here"
    at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if mark and mark.index >= len(chunk.decode("utf-8").rstrip()) and (opened := _open(chunk)):
        at, what = opened, "the bracket that opens here is not closed"
    return Problem(
        path=path,
        line=line + at[0] - 1,
        column=at[1],
        rule="syntax",
        id=record,
        message=f"not YAML that can be read: {what}",
        hint="check the quotes and the indentation; text with ': ' or ' #' in it needs quotes",
    )


def _open(chunk: bytes) -> Place | None:
    """Return where the innermost bracket is that a chunk leaves open; None without one."""
    opened: list[Place | None] = []
    with suppress(yaml.YAMLError):
        for event in yaml.parse(harmless(chunk), Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append(place(event) if event.flow_style else None)
            elif isinstance(event, yaml.CollectionEndEvent):
                opened.pop()
    return opened[-1] if opened else None
