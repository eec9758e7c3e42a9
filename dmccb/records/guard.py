"""Bytes -> what forbids to read them as records at all.

Pure.  Characters, markers and stray lines that no record file may have,
whatever its records say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from dmccb.problems import Problem
from dmccb.records.characters import IN_FILE, not_ascii
from dmccb.records.split import KEY, first_key, line_at

MAX_BYTES = 16 * 1024 * 1024
"""Largest record file that is read."""

MAX_RECORDS = 200_000
"""Records of one file that are read: five times as many as fill it with twelve lines each."""

MAX_UNREADABLE = 1000
"""Records of one file that cannot be read, after which the rest of it is not looked at."""

MAX_FINDINGS = 100
"""Most findings in one stretch; the rest would say the same."""

_SHORT_HEAD = 4096
"""Bytes up to which the head of a file is judged at a glance."""

# Text, compiled where it is first used: most runs never need it.
_STRAY = rb"(?m)^[^ \n#]"
_INDENTED = rb"(?m)^ +[^ \n#]"
_MARKER = rb"(?:---|\.\.\.)(?=[ \n]|\Z)|%"
_ODD = rb"[\x00-\x09\x0b-\x1f\x7f]"
_INSIDE = rb"\n[^ \n#]"


def guard(data: bytes, path: str, line: int = 1) -> list[Problem]:
    """Return what forbids to read bytes as records at all.

    Characters that no record file may have come first; while there are any,
    lines are not judged, since they may be cut in the wrong places.

    Parameters
    ----------
    data
        A whole file, or a stretch of one that begins at the start of a line.
    path
        Name of the file, for the findings.
    line
        Line of the file at which the stretch begins.
    """
    return [replace(problem, line=problem.line + line - 1) for problem in _guard(data, path)]


def _guard(data: bytes, path: str) -> list[Problem]:
    if _comments_alone(data):
        return []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [
            _at(
                data,
                error.start,
                path,
                "not-utf-8",
                f"byte 0x{data[error.start]:02x} is not UTF-8",
                "save the file as UTF-8",
            )
        ]
    if problems := list(_characters(data, text, path)):
        return problems
    problems = list(islice(_markers(data, path), MAX_FINDINGS))
    problems.extend(islice(_strays(data, path), MAX_FINDINGS - len(problems)))
    return problems


def _comments_alone(data: bytes) -> bool:
    """Tell whether a stretch is nothing but comments and empty lines, as the head of nearly every file is."""
    if len(data) > _SHORT_HEAD:
        return False
    lines = data.split(b"\n")
    readable = data.isascii() and b"".join(lines).decode("ascii").isprintable()
    return readable and all(line[:1] in (b"#", b"") for line in lines)


def plain(data: bytes) -> bool:
    """Tell whether ``guard`` would find nothing in a chunk; False where it must look closely.

    Plain is ASCII without control characters, and only the first line is more
    than a comment in the first column.
    """
    return data.isascii() and re.search(_ODD, data) is None and re.search(_INSIDE, data) is None


def too_many(path: str, line: int) -> Problem:
    """Return the finding that says from which line on a file was not read."""
    return Problem(
        path=path,
        line=line,
        rule="too-many-findings",
        message=f"{MAX_UNREADABLE} records above cannot be read: the rest of the file was not looked at",
        hint="correct those first; is this a record file?",
    )


def too_many_records(path: str, line: int) -> Problem:
    """Return the finding that says from which line on a file has more records than are read."""
    return Problem(
        path=path,
        line=line,
        rule="file-too-large",
        message=f"the file has more than {MAX_RECORDS} records: the rest of it was not looked at",
        hint="split the collection over several files",
    )


def too_large(path: str, size: int) -> Problem:
    """Return the finding for a file that is not read because of its size in bytes."""
    return Problem(
        path=path,
        rule="file-too-large",
        message=f"the file has {size} bytes; at most {MAX_BYTES} are read",
        hint="split the collection over several files",
    )


_NAMES = {
    "\t": ("tab", "a tab is not allowed", "indent with spaces"),
    "\r": ("carriage-return", "a carriage return is not allowed", "end lines with a line feed alone (LF)"),
    "\0": ("nul", "a NUL byte is not allowed", "is this a text file?"),
    "\ufeff": ("byte-order-mark", "a byte order mark is not allowed", "save the file as UTF-8 without BOM"),
}


def _characters(data: bytes, text: str, path: str) -> Iterator[Problem]:
    """Yield one finding for each kind of forbidden character, where it first occurs."""
    seen = set()
    for match in re.finditer(IN_FILE, text):
        char = match[0]
        default = (
            "control-character",
            f"character U+{ord(char):04X} is not allowed",
            "remove it",
        )
        rule, message, hint = _NAMES.get(char, default)
        if rule in seen:
            continue
        seen.add(rule)
        yield _at(data, len(text[: match.start()].encode("utf-8")), path, rule, message, hint)


def _markers(data: bytes, path: str) -> Iterator[Problem]:
    for match in re.finditer(rb"(?m)^(?:" + _MARKER + b")", data):
        if match[0] == b"%":
            yield _at(
                data, match.start(), path, "directive", "a YAML directive is not allowed", "remove the line"
            )
        else:
            yield _at(
                data,
                match.start(),
                path,
                "document-marker",
                f"a document marker ('{match[0].decode()}') is not allowed: one file is one mapping",
                "remove the line",
            )


def _strays(data: bytes, path: str) -> Iterator[Problem]:
    """Yield a finding for each line that belongs to no record."""
    for match in re.finditer(_INDENTED, data[: first_key(data)]):
        yield _stray(data, match.start(), match.end() - 1, path)
    for match in re.finditer(_STRAY, data):
        start = match.start()
        if not KEY.match(data, start) and not re.match(_MARKER, data[start : start + 4]):
            yield _stray(data, start, start, path)


def _stray(data: bytes, line: int, start: int, path: str) -> Problem:
    end = data.find(b"\n", line)
    text = data[line : min(line + 240, end if end >= 0 else len(data))].decode("utf-8", errors="ignore")
    hint = "want 'ID:' in the first column, and the record's fields indented below it"
    key = re.match(r"[^\s:]+:", text)
    if key and (odd := not_ascii(key[0])):
        hint = f"the ID contains {odd}: type it anew, or put it in quotes if it is meant"
    return _at(data, start, path, "not-a-record", f"{text[:60]!r} does not begin a record", hint)


def _at(data: bytes, offset: int, path: str, rule: str, message: str, hint: str) -> Problem:
    start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[start:offset].decode("utf-8", errors="replace")) + 1
    return Problem(
        path=path, line=line_at(data, offset), column=column, rule=rule, message=message, hint=hint
    )
