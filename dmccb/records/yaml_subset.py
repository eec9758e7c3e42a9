"""One record's YAML -> nothing, or why it is refused before anything is built from it.

Pure.  What a text can do to its reader by its form alone: anchors, aliases,
tags, nesting without end, another encoding.
"""

from __future__ import annotations

import re

import yaml

Place = tuple[int, int]
"""Line and column, from 1."""

MAX_DEPTH = 20
"""Deepest nesting of mappings and lists in a record file."""

# A collection in block style begins after nothing but these characters on its
# line, so that more than 40 levels need a run of 40 of them.
_SUSPICIOUS = re.compile(rb"[&*!\t\r]|\n[ ?:-]{40}|\A[ ?:-]{40}|\xc2\x85|\xe2\x80[\xa8\xa9]")


class UnsupportedYaml(Exception):
    """Something that is YAML, but not a record."""

    def __init__(self, place: Place, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.place, self.rule, self.message, self.hint = place, rule, message, hint


def place(thing: yaml.Node | yaml.Event) -> Place:
    """Return where a piece of YAML begins, within its chunk."""
    mark = thing.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def harmless(chunk: bytes) -> bytes | str:
    """Return a chunk as the parser may have it: in an encoding that it need not guess.

    Raises
    ------
    UnsupportedYaml
        If the chunk is not UTF-8, or plays a trick.
    YAMLError
        If it is not YAML, as far as it was looked at.
    """
    text: bytes | str = chunk
    if not chunk.isascii():
        try:
            text = chunk.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnsupportedYaml(
                (chunk.count(b"\n", 0, error.start) + 1, 1),
                "not-utf-8",
                f"byte 0x{chunk[error.start]:02x} is not UTF-8",
                "save the file as UTF-8",
            ) from None
    if chunk.count(b"[") + chunk.count(b"{") > MAX_DEPTH or _SUSPICIOUS.search(chunk):
        _refuse_tricks(text)
    return text


def _refuse_tricks(chunk: bytes | str) -> None:
    """Refuse anchors, aliases, tags and deep nesting before anything is built from them."""
    depth = 0
    for event in yaml.parse(chunk, Loader=yaml.CBaseLoader):
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            raise UnsupportedYaml(
                place(event),
                "alias",
                f"an alias (*{short(anchor)}) is not allowed",
                "write the value out; quote text that begins with '*'",
            )
        if anchor:
            raise UnsupportedYaml(
                place(event),
                "anchor",
                f"an anchor (&{short(anchor)}) is not allowed",
                "remove it; quote text that begins with '&'",
            )
        if tag is not None:
            raise UnsupportedYaml(
                place(event),
                "tag",
                f"a tag ({short(tag)}) is not allowed",
                "remove it: the schema gives each value its type; quote text that begins with '!'",
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def too_deep(thing: yaml.Node | yaml.Event) -> UnsupportedYaml:
    """Return the refusal of a collection that stands too deep."""
    return UnsupportedYaml(
        place(thing),
        "too-deep",
        f"nested more than {MAX_DEPTH} levels deep",
        "records are shallow: check the indentation and the brackets",
    )


def short(text: object) -> str:
    """Return as much of a text as a message can hold."""
    text = str(text)
    return text if len(text) <= 60 else f"{text[:60]}…"
