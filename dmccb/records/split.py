"""One file's bytes -> chunks, one for each record, without reading YAML.

Pure.  A record file is one mapping ``ID: record`` in block style, so each
record begins at a line that has its ID in the first column, and lasts until
the next such line.  A chunk is an exact stretch of the file: joined, the
chunks give back every byte after the preamble.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ID = rb"""(?:([A-Za-z0-9_][A-Za-z0-9_./+~-]*)|"([^"\\\n]+)"|'([^'\n]+)'):(?=[ \n]|\Z)"""

KEY = re.compile(_ID)
"""A record's first line: a plain or quoted ID, then a colon; to be matched where a line begins."""

# Searching for a line feed first is four times as fast as for `^`.
_NEXT = re.compile(b"\n" + _ID)
_HEAD = re.compile(rb"\n([^ \n#][^\n:]*)")


class Chunk(NamedTuple):
    """The bytes of one record: ``data[start:end]`` of its file."""

    id: str
    start: int
    end: int


def split(data: bytes) -> list[Chunk]:
    """Return the chunks of a file from top to bottom.

    Parameters
    ----------
    data
        The whole file.  What comes before the first record is the
        preamble, and in no chunk.
    """
    return list(chunks(data))


def chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks of a file one by one, for a reader that may stop early."""
    before = KEY.match(data)
    start = 0
    for match in _NEXT.finditer(data):
        if before is not None:
            yield Chunk(key_text(before), start, match.start() + 1)
        before, start = match, match.start() + 1
    if before is not None:
        yield Chunk(key_text(before), start, len(data))


def key_text(match: re.Match[bytes]) -> str:
    """Return the ID of a ``KEY`` match."""
    raw: bytes = match[1] or match[2] or match[3]
    return raw.decode("utf-8", errors="replace")


def heads(data: bytes) -> list[bytes]:
    """Return what begins each line that can begin a record, up to its colon; fast and not exact."""
    first = data[: data.find(b"\n")].partition(b":")[0]
    return [first, *_HEAD.findall(data)]


def head_forms(key: str) -> set[bytes]:
    """Return what ``heads`` has for a record with this ID: plain or in quotes."""
    text = key.encode("utf-8", "surrogateescape")
    return {form.partition(b":")[0] for form in (text, b'"%s"' % text, b"'%s'" % text)}


def line_at(data: bytes, offset: int) -> int:
    """Return the line of an offset, from 1."""
    return data.count(b"\n", 0, offset) + 1


def first_key(data: bytes, start: int = 0) -> int:
    """Return where the next record begins; the end of the data where none does.

    Parameters
    ----------
    data
        The whole file.
    start
        Where to begin looking.
    """
    if start == 0 and KEY.match(data):
        return 0
    match = _NEXT.search(data, max(start - 1, 0))
    return match.start() + 1 if match else len(data)
