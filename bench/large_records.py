"""Records of nearly the largest size -> what one of them, changed, adds to ``dmccb diff``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import answers
from bench.generate import commit, init, write
from bench.goals import Goal
from bench.measure import Command
from bench.records import Fields, differences, path_of
from bench.scenario import WHOLE, Scenario, Workplace, diff_args, start
from dmccb.records.parse import MAX_RECORD_BYTES
from dmccb.records.record import Value
from dmccb.records.write import write_file
from dmccb.repository.schemas import load_kinds

ROOM = MAX_RECORD_BYTES * 9 // 10
"""Bytes for the one long field of a record; the indentation of its lines comes on top."""

SHORT = "one line"


def large_records() -> Scenario:
    """Return the scenario."""
    large = [name for name, *_ in _records() if name != SHORT]
    return Scenario(
        name=f"one record changed, of {MAX_RECORD_BYTES // 1024} KiB",
        prepare=_prepare,
        goals=tuple(Goal(of=name, to=SHORT, limit=0.1, extra=True) for name in large),
    )


def _records() -> Iterator[tuple[str, str, Value, Value]]:
    """Yield what is in a record, its long field, and the values of that before and after."""
    yield SHORT, "comment", "One line.", "Another line."
    words = [f"word{number}" for number in range(ROOM // 11)]
    yield "words, every second one changed", "comment", " ".join(words), " ".join(_every_second(words))
    turns = ROOM // 6
    yield "two words in turn, the other first", "comment", "to be " * turns + ".", "be to " * turns + "."
    yield "one word", "comment", "x" * ROOM, "y" * ROOM
    lines = [f"Line {number} of many." for number in range(ROOM // 26)]
    yield "lines, every second one changed", "comment", "\n".join(lines), "\n".join(_every_second(lines))
    codes = [f"LDM-503-{number:06d}" for number in range(ROOM // 24)]
    old, new = _members(codes), _members(_every_second(codes))
    yield "predecessors, every second one changed", "predecessors", old, new


def _every_second(words: Sequence[str]) -> list[str]:
    return [f"{word}X" if number % 2 else word for number, word in enumerate(words)]


def _members(codes: Sequence[str]) -> list[Value]:
    return [*codes]


def _prepare(workplace: Workplace, folder: Path) -> Sequence[Command]:  # noqa: ARG001 - as all
    root = folder / "repository"
    init(root)
    found = list(enumerate(_records()))
    _write(root, {number: {field: old} for number, (_, field, old, _) in found})
    commit(root, "state-0")
    out = [start(root)]
    for number, (name, field, old, new) in found:
        _write(root, {number: {field: new}})
        commit(root, f"state-{number + 1}")
        fact: dict[str, object] = {"change": "changed", "fields": differences({field: old}, {field: new})}
        args = diff_args(*WHOLE, old=f"state-{number}", new=f"state-{number + 1}")
        right = answers.changes({f"R{number}": fact})
        out.append(Command(name=name, args=args, folder=root, right=right))
    return out


def _write(root: Path, records: dict[int, Fields]) -> None:
    """Write each record into a file of its own."""
    kind = load_kinds()["milestones"]
    for number, fields in records.items():
        path = path_of(f"W{number}")
        text = write_file(kind, path, {f"R{number}": {"title": "A record", "wbs": f"W{number}", **fields}})
        if len(text.encode()) > MAX_RECORD_BYTES:
            raise AssertionError(f"{path} is too long to be read")
        write(root, {path: text})
