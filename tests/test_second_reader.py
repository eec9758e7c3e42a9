"""Whatever the reader reads, another reader of YAML reads as the same; every failure shrinks."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dmccb.compare.changed_records import FilePair, all_records, changed_records
from dmccb.records.format import formatted
from dmccb.records.read import RecordFile, read_file
from dmccb.records.record import Collections
from dmccb.records.write import write_file
from tests.second_reader import RefusedError, Trees, difference, plainly, read
from tests.strategies import EXAMPLES, KINDS, SCHEMAS, baselines, edits, records

KIND = KINDS["milestones"]
SCHEMA = json.loads((SCHEMAS / "milestone.schema.json").read_text(encoding="utf-8"))
PATH = "baselines/milestones/a.yaml"

SLOW = settings(max_examples=8 * EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

SEEDS = [
    b"A:\n  title: x\n  due: 2019-01-01\n  predecessors:\n    - B\n    - milestone: C\n      lag: 3  # why\n",
    b'A:\n  title: "x # y"  # z\n  description: >-\n    folded\n    text\n\n    # more\n  aka: [a, b]\n',
    "A:\n  title: 'é: ü'\n  comment: |+\n    kept\n\n# foot\n".encode(),
    b"A:\n  title: |\n    x\n  aka: ['c', \"d\", e f]\n  x: {a: b, 'c': d, \"e\": f}\n",
    b"A:\n  ? a\n  : b\n  c: [d: e]\n",
    b"A:\n  title: a\n    continued\n  comment: 'quoted\n    on'\n  x: {a, b: , c: [x, {y: z}]}\n",
]
PIECES = [
    *b"?:,-[]{}#&*!|>'\"%@` \n\t\r\0a0~=<\\",
    *(b"- ", b" #", b": ", b"|-", b">+", b"|2", b"|1-", b"!!str", b"\n  ", b"\n    ", b"\\x41", b"''", b"<<"),
    *(
        b",,",
        b"[]",
        b"{}",
        b"--- ",
        b"...",
        b"\n\n",
        b"\xc3\xa9",
        b"\xc2\xa0",
        b"\xff",
        b"due",
        b"A",
        b"true",
    ),
]
CUTS = st.tuples(st.integers(0, 400), st.sampled_from([0, 0, 0, 1, 2, 6]), st.sampled_from(PIECES))


@st.composite
def damaged(draw: st.DrawFn, data: bytes, most: int = 4) -> bytes:
    """Draw a file with a few of its bytes replaced, or a stretch of it repeated elsewhere."""
    for at, length, put in draw(st.lists(CUTS, max_size=most)):
        start = at % (len(data) + 1)
        piece = bytes([put]) if isinstance(put, int) else put
        if draw(st.booleans()):
            piece = data[length * 7 : length * 7 + 12]
        data = data[:start] + piece + data[start + length :]
    return data


def same(ours: RecordFile, theirs: Trees) -> bool:
    """Tell whether two readings mean the same."""
    found = {key: dict(record.fields) for key, record in ours.records.items()}
    return difference(_sorted_sets(found), theirs) == {}


def _sorted_sets(trees: Trees) -> Trees:
    unordered = {name for name, field in KIND.fields.items() if not field.ordered}
    return {
        key: {name: sorted(value, key=plainly) if name in unordered and isinstance(value, list) else value
              for name, value in fields.items()}
        for key, fields in trees.items()
    }  # fmt: skip


@SLOW
@given(st.sampled_from(SEEDS).flatmap(lambda data: damaged(data, 5)))
def test_what_is_read_is_what_another_reader_reads(data: bytes) -> None:
    ours = read_file(KIND, PATH, data)
    assume(not ours.problems)
    assert same(ours, read(data, SCHEMA))


@SLOW
@given(records(KIND), st.data())
def test_damaged_records_too(found: dict[str, Any], data: st.DataObject) -> None:
    text = write_file(KIND, PATH, {key: record.fields for key, record in found.items()}).encode()
    whole = read_file(KIND, PATH, text)
    assert not whole.problems
    assert same(whole, read(text, SCHEMA))
    hurt = data.draw(damaged(text))
    ours = read_file(KIND, PATH, hurt)
    if not ours.problems:
        assert same(ours, read(hurt, SCHEMA))
        out, problems = formatted(KIND, PATH, hurt)
        assert problems or same(ours, read(out, SCHEMA))


@SLOW
@given(baselines({"milestones": KIND}, 6), st.data())
def test_pairs_differ_in_what_another_reader_finds(old: Collections, data: st.DataObject) -> None:
    """Both versions of a file, damaged: the same fields differ, or the fault is in what both share."""
    new = data.draw(edits(old, KINDS))
    before, after = (data.draw(damaged(_file(side), 2)) for side in (old, new))
    pair = FilePair(path=PATH, old=before, new=after)
    found = changed_records(KIND, [pair]) or all_records(KIND, pair)
    if found.problems:
        return
    was, now = _read(before), _read(after)
    assert (was is None) == (now is None), "a fault of one side was not reported"
    if was is not None and now is not None:
        sides = ({key: dict(one.fields) for key, one in side.items()} for side in (found.old, found.new))
        assert difference(*map(_sorted_sets, sides)) == difference(was, now)


def _file(collections: Collections) -> bytes:
    held = collections.get("milestones", {})
    return write_file(KIND, PATH, {key: record.fields for key, record in held.items()}).encode()


def _read(data: bytes) -> Trees | None:
    try:
        return read(data, SCHEMA)
    except RefusedError:
        return None
