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

MAX_BRACKETS = 1000
"""Most lists and groups of one record that are written in brackets; each is a few bytes, and costs much."""

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
    depth = brackets = 0
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
            brackets += bool(event.flow_style)
            if depth > MAX_DEPTH:
                raise too_deep(event)
            if brackets > MAX_BRACKETS:
                raise UnsupportedYaml(
                    place(event),
                    "record-too-large",
                    f"the record has more than {MAX_BRACKETS} lists and groups in brackets",
                    "write one member a line, behind a dash",
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def too_deep(thing: yaml.Node | yaml.Event) -> UnsupportedYaml:
    """Return the refusal of a collection that is nested too deep."""
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


def refuse_unclear(node: yaml.Node, text: str) -> None:
    """Refuse what libyaml reads although YAML does not allow it, so that another reader may not.

    Parameters
    ----------
    node
        What libyaml made of the text; not nested deeper than ``MAX_DEPTH``.
    text
        The text.

    Raises
    ------
    UnsupportedYaml
        If a paragraph's mark or first line, or something in brackets, is read
        differently elsewhere.
    """
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            _refuse_unclear_paragraph(node, text)
    elif isinstance(node, yaml.CollectionNode) and node.flow_style:
        _refuse_unclear_brackets(node, text)
    for child in _children(node):
        refuse_unclear(child, text)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _refuse_unclear_paragraph(node: yaml.ScalarNode, text: str) -> None:
    mark = re.compile(r"[|>][-+1-9]{0,2}(?: +#[^\n]*| *)(?:\n|\Z)").match(text, node.start_mark.index)
    if mark is None:
        raise _unclear(
            node,
            f"nothing may follow the mark '{text[node.start_mark.index]}'",
            "begin the text on the next line",
        )
    if re.compile(r" +(?:\n|\Z)").match(text, mark.end()):
        raise _unclear(node, "a paragraph may not begin with a line of blanks", "remove the blanks")


def _refuse_unclear_brackets(node: yaml.CollectionNode, text: str) -> None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    if pairs and text[node.start_mark.index] != "{":
        raise _unclear(node, "a pair in square brackets", "put it in braces: [{name: value}]")
    for key, _ in pairs:
        if not text.startswith(": ", key.end_mark.index):
            raise _unclear(
                key, "in braces, each name is followed by ': ' and its value", "write {name: value}"
            )
    for child in _children(node):
        if isinstance(child, yaml.ScalarNode) and not child.style and re.search(r"[?:]", child.value):
            raise _unclear(child, f"{short(child.value)!r} has '?' or ':' in brackets", "quote it")


def _unclear(node: yaml.Node, message: str, hint: str) -> UnsupportedYaml:
    return UnsupportedYaml(place(node), "unclear-yaml", f"readers of YAML do not agree: {message}", hint)
