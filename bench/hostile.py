"""Number of bytes -> files of that size, full of what costs a reader most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dmccb.records.guard import MAX_RECORDS
from dmccb.records.parse import MAX_RECORD_BYTES

TITLE = "  title: A\n"


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """A file, and what must be found in it.

    Attributes
    ----------
    name
        What the table calls it.
    rule
        A rule that it breaks; empty where it breaks none that is an error.
    text
        What it holds.
    """

    name: str
    rule: str
    text: str


def hostile(room: int) -> Iterator[Hostile]:
    """Yield files of milestones of at most so many bytes, one after the other."""
    large = min(room, MAX_RECORD_BYTES) - 1024  # for the one long field of a record
    yield Hostile(name="records without a fault", rule="", text=_canonical(room))
    yield Hostile(name="records without a field", rule="missing-field", text=_records("  {}\n", room))
    single = _record(0, f"  title: {'x' * (room - 20)}\n")
    yield Hostile(name="one record", rule="record-too-large", text=single)
    brackets = f"  title: A\n  comment: [{'[],' * (large // 3)}[]]\n"
    yield Hostile(name="brackets", rule="record-too-large", text=_records(brackets, room))
    nested = f"  comment: {'[' * large}\n"
    yield Hostile(name="nested lists", rule="too-deep", text=_records(nested, room))
    fields = "".join(f"  f{number}: x\n" for number in range(large // 13))
    yield Hostile(name="unknown fields", rule="unknown-field", text=_records(f"  title: A\n{fields}", room))
    members = "    - a\n" * (large // 8)
    repeated = _records(f"  title: A\n  aka:\n{members}", room)
    yield Hostile(name="repeated members", rule="duplicate-member", text=repeated)
    again = "A:\n  title: A\n"
    yield Hostile(name="one ID again and again", rule="duplicate-id", text=again * (room // len(again)))
    yield Hostile(name="a cycle of all records", rule="dependency-cycle", text=_cycle(room))
    many = [_record(number, TITLE) for number in range(room // len(_record(0, TITLE)))]
    rule = "file-too-large" if len(many) > MAX_RECORDS else "not-canonical"
    yield Hostile(name="as many records as it has room for", rule=rule, text="".join(many))
    yield Hostile(name="records in reverse", rule="not-canonical", text=_reverse(room))
    yield Hostile(name="open quotes", rule="syntax", text=_records('  title: "x\n', room))
    yield Hostile(name="lines that are no records", rule="not-a-record", text="?\n" * (room // 2))


def _number(body: str, room: int) -> int:
    """Return how many records with a body there is room for, if they are not more than are read."""
    return min(room // (len(body) + len(_record(0, ""))), MAX_RECORDS)


def _record(number: int, body: str) -> str:
    return f"A{number:07d}:\n{body}"


def _records(body: str, room: int) -> str:
    return "".join(_record(number, body) for number in range(_number(body, room)))


def _canonical(room: int) -> str:
    """Return the shortest records that have no fault, as dmccb itself would write them."""
    head = "# yaml-language-server: $schema=../schemas/milestone.schema.json\n\n"
    return head + _records("  title: A\n\n", room - len(head)).removesuffix("\n")


def _reverse(room: int) -> str:
    return "".join(_record(number, TITLE) for number in reversed(range(_number(TITLE, room))))


def _cycle(room: int) -> str:
    """Return records each of which waits for the next, and the last one for the first."""
    body = "  title: A\n  predecessors:\n    - A{:07d}\n"
    total = _number(body.format(0), room)
    return "".join(_record(number, body.format((number + 1) % total)) for number in range(total))
