"""The byte-wise path gives the answer of the full parse, whatever was done to the bytes."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dmccb.baseline.baseline import Baseline, assemble
from dmccb.compare.changed_chunks import changed_chunks
from dmccb.compare.changed_records import FilePair, all_records, changed_records
from dmccb.compare.compare import compare
from dmccb.problems import Problem
from dmccb.records import read as reading
from dmccb.records.record import Collections
from dmccb.records.split import Chunk, first_key, split
from dmccb.records.write import write_file
from tests.strategies import EXAMPLES, KINDS, baselines, edits

MILESTONE = KINDS["milestones"]
PAIRS = int(os.environ.get("DMCCB_HOSTILE_PAIRS", "2000"))

Files = dict[str, bytes]

# ------------------------------------------------------------- hostile files

IDS = [
    "A",
    "A1",
    "A-1",
    "A.1",
    "A10",
    "A2",
    "AB",
    "B",
    "a",
    "LDM-503-8b",
    "LDM-503-08b",
    "__a",
    "9a",
    "Z/1",
    "0x",
]
ODD_IDS = [
    '"A 1"',
    "'A'",
    '"A"',
    '"é"',
    "'A1'",
    '"no"',
    "no",
    "1.10",
    "é",
    "A b",
    '"A\\x31"',
    "''",
    "~a",
    "-A",
]
TEXTS = [
    "x", "y", "one two", '"quoted"', "'single'", '"with # hash"', "text # comment", "1.10", "no", "~", "é ü",
    "2019-01-01", "2019-01-02", '"2019-01-01"', "|\n    B:\n      title: no", "|+\n    keep\n\n\n",
    "|-\n    # text\n    A: x",
    ">\n    folded\n    more\n\n    end", '"two\n    lines"', "plain\n    continued", "{}", "[]", "[A, B]",
    "{milestone: A}",
    '"unterminated', "[open", "*alias", "&anchor x", "!!str x", "a: b", "- x", '"B:\n    x"', "'B:\nC: x'",
    "", '"\\u0041"',
    '"\\x00"', "|\n  B: x", "'a''b'", "x" * 3000, '"' + "word " * 2000 + '"', "\\", '"\\\\"', "? x", "%x",
    "---", "...", "=", "<<",
]  # fmt: skip
NAMES = [
    "title",
    "due",
    "level",
    "aka",
    "wbs",
    "predecessors",
    "comment",
    "completed",
    "zzz",
    "yes",
    "'title'",
    '"due"',
    "<<",
]
LISTS = [
    "\n    - A\n    - B",
    "\n    - B\n    - A",
    "\n    - A",
    " [A, B]",
    "\n  - A\n  - B",
    "\n    - milestone: A\n      lag: 3",
    "\n- A",
]
STRAYS = [
    "stray\n", "# comment\n", "\n", "   \n", "  # indented\n", "---\n", "...\n", "--- # x\n", "%YAML 1.2\n",
    "\tx\n", "é:\n",
    "A\n", "A :\n", "A:x\n", "- A\n", "}\n", '"\n', "\r\n", "\x00\n", "? A\n", "  title: x\n", "!x\n",
    "A: {}\n", "A: x\n", "\ufeff\n",
]  # fmt: skip
LINES = [f"{key}:\n" for key in IDS[:6]] + [f"{key}: {{}}\n" for key in IDS[:4]]


@dataclass
class Generator:
    """Makes pairs of files that are like each other, and like nothing one would write."""

    random: random.Random
    tame: bool = False

    def record(self, key: str = "") -> str:
        rnd, tame = self.random, self.tame
        key = key or (rnd.choice(ODD_IDS) if not tame and rnd.random() < 0.05 else rnd.choice(IDS))
        names = rnd.sample(NAMES[: 8 if tame or rnd.random() < 0.9 else None], rnd.randint(1, 3))
        lines = [f"{key}:{rnd.choice(['', '', '', '  # note', ' ']) if not tame else ''}\n"]
        for name in names:
            lines.append(f"  {name}:{self.value(name)}\n")
            if not tame and rnd.random() < 0.05:
                lines.append(rnd.choice(["\n", "  # c\n", "# c\n", "    \n"]))
        return "".join(lines)

    def value(self, name: str) -> str:
        rnd, tame = self.random, self.tame
        if name in ("aka", "predecessors") and rnd.random() < 0.9:
            return rnd.choice(LISTS[: 4 if tame else None])
        return " " + rnd.choice(TEXTS[: 20 if tame or rnd.random() < 0.8 else None])

    def file(self) -> list[str]:
        rnd = self.random
        keys = sorted(rnd.sample(IDS, rnd.randint(0, 8)))
        if rnd.random() < 0.1:
            keys = rnd.sample(IDS, 5) if self.tame else rnd.choices(IDS, k=5)
        blank = rnd.choice(["\n", "\n", ""])
        return [self.record(key) + blank for key in keys]

    def edit(self, records: list[str]) -> list[str]:
        """Do a few things to a file: to its records, and then to its bytes."""
        rnd = self.random
        out = list(records)
        for _ in range(rnd.choice([0, 1, 1, 1, 2, 3, 5])):
            action = rnd.choice(self.TAME if self.tame and rnd.random() < 0.95 else self.ACTIONS)
            at = rnd.randrange(len(out) + 1)
            action(self, out, min(at, max(len(out) - 1, 0)))
        return out

    def change(self, out: list[str], at: int) -> None:
        if out:
            key = out[at].partition(":")[0]
            out[at] = self.record(key or "A") + self.random.choice(["", "\n"])

    def add(self, out: list[str], at: int) -> None:
        out.insert(at, self.record() + self.random.choice(["", "\n"]))

    def drop(self, out: list[str], at: int) -> None:
        del out[at : at + self.random.choice([1, 1, 2, 9])]

    def rename(self, out: list[str], at: int) -> None:
        if out:
            _, colon, rest = out[at].partition(":")
            out[at] = self.random.choice(IDS if self.tame else IDS + ODD_IDS) + colon + rest

    def requote(self, out: list[str], at: int) -> None:
        if out:
            key, colon, rest = out[at].partition(":")
            out[at] = self.random.choice([f'"{key}"', f"'{key}'"]) + colon + rest

    def swap(self, out: list[str], at: int) -> None:
        if out:
            other = self.random.randrange(len(out))
            out[at], out[other] = out[other], out[at]

    def repeat(self, out: list[str], at: int) -> None:
        if out:
            out.insert(self.random.randrange(len(out) + 1), out[at])

    def shuffle(self, out: list[str], _at: int) -> None:
        self.random.shuffle(out)

    def order(self, out: list[str], _at: int) -> None:
        out.sort()

    def stray(self, out: list[str], at: int) -> None:
        out.insert(at, self.random.choice(STRAYS))

    def line(self, out: list[str], at: int) -> None:
        if out:
            lines = out[at].splitlines(keepends=True)
            where = self.random.randrange(len(lines) + 1)
            lines[where:where] = [self.random.choice(STRAYS + LINES)]
            out[at] = "".join(lines)

    def cut(self, out: list[str], at: int) -> None:
        if out:
            out[at] = out[at][: self.random.randrange(len(out[at]) + 1)]

    def byte(self, out: list[str], at: int) -> None:
        if out and out[at]:
            where = self.random.randrange(len(out[at]))
            char = self.random.choice(
                ["", " ", "\n", ":", "#", '"', "'", "A", "1", "-", "\r\n", "\t", "|", "["]
            )
            out[at] = out[at][:where] + char + out[at][where + self.random.randint(0, 1) :]

    def comment(self, out: list[str], at: int) -> None:
        if out:
            out[at] = out[at].replace(
                "\n", self.random.choice(["  # said\n", "\n# said\n", "\n\n", " \n"]), 1
            )

    def split_key(self, out: list[str], at: int) -> None:
        if out:
            out[at] = out[at].replace(":", self.random.choice([" :", ":\n ", ": ", ":  # k", "", "1:"]), 1)

    ACTIONS: Sequence[Callable[[Generator, list[str], int], None]] = (
        change, change, change, add, add, drop, drop, rename, requote, swap, repeat, shuffle, order,
        stray, line, cut, byte, comment, split_key,
    )  # fmt: skip
    TAME: Sequence[Callable[[Generator, list[str], int], None]] = (
        change, add, drop, rename, requote, swap, shuffle, order, comment,
    )  # fmt: skip

    def encode(self, records: list[str]) -> bytes:
        rnd = self.random
        data = "".join(records).encode("utf-8")
        chance = rnd.random()
        if chance < 0.02:
            data = b"\xef\xbb\xbf" + data
        elif chance < 0.03:
            data = data.replace(b"\n", b"\r\n")
        elif chance < 0.06:
            data = data.rstrip(b"\n")
        elif chance < 0.08:
            data = data[: rnd.randrange(len(data) + 1)]
        elif chance < 0.09:
            data += b"\xff"
        elif chance < 0.12:
            data = data.replace(b"\n", b"\n\n")
        elif chance < 0.14:
            data = data.replace(b"\n", b"  \n", rnd.randint(1, 3))
        return data

    def pair(self) -> tuple[Files, Files]:
        """Return the record files of one collection on both sides."""
        rnd = self.random
        self.tame = rnd.random() < 0.7
        old: Files = {}
        new: Files = {}
        seen = self.file()
        for name in rnd.choice([["a"], ["a"], ["a", "b"]]):
            head = rnd.choice(["", "# yaml-language-server: x\n\n", "# head\n", "\n", "  \n"])
            before = [head, *(seen if name == "a" else self.file())]
            after = self.edit(before)
            data = (
                self.encode(before)
                if rnd.random() < (0.02 if self.tame else 0.1)
                else "".join(before).encode()
            )
            path = f"milestones/{name}.yaml"
            if rnd.random() < 0.97:
                old[path] = data
            if rnd.random() < 0.97:
                new[path] = (
                    self.encode(after)
                    if rnd.random() < (0.05 if self.tame else 0.3)
                    else "".join(after).encode()
                )
        if len(old) == 2 and rnd.random() < 0.3:  # a record goes from one file to the other
            self.carry(new)
        return (new, old) if rnd.random() < 0.5 else (old, new)

    def carry(self, files: Files) -> None:
        source, target = self.random.sample(sorted(files), 2) if len(files) == 2 else (None, None)
        chunks = split(files[source]) if source else []
        if source and target and chunks:
            chunk = self.random.choice(chunks)
            data = files[source]
            files[target] += data[chunk.start : chunk.end]
            files[source] = data[: chunk.start] + data[chunk.end :]


# ------------------------------------------------------------------ the law


def full(files: Files) -> Baseline:
    return assemble(sorted(files.items()), KINDS)


def fast_pairs(old: Files, new: Files) -> list[FilePair]:
    paths = [path for path in sorted(old.keys() | new.keys()) if old.get(path) != new.get(path)]
    return [FilePair(path=f"baselines/{path}", old=old.get(path), new=new.get(path)) for path in paths]


def bodies(files: Files) -> Counter[bytes]:
    return Counter(data[chunk.start : chunk.end] for data in files.values() for chunk in split(data))


def preambles(files: Files) -> Counter[bytes]:
    return Counter(data[: first_key(data)] for data in files.values())


def chunk_of(data: bytes, problem: Problem) -> tuple[str, bytes] | None:
    """Return ID and bytes of the record that a finding is about; None in the head of a file."""
    found = None
    for chunk in split(data):
        if data.count(b"\n", 0, chunk.start) < problem.line:
            found = (chunk.id, data[chunk.start : chunk.end])
    return found


def shared(problem: Problem, files: Files, other: Files) -> bool:
    """Tell whether a fault stands, byte for byte, in what both sides have and nothing touched."""
    path = problem.path.removeprefix("baselines/")
    data = files[path]
    if data == other.get(path):
        return True
    found = chunk_of(data, problem)
    if found is None:
        return False  # the head of a file is always looked at
    key, body = found
    if problem.rule == "duplicate-id":
        twice = [
            Counter(chunk.id for data in side.values() for chunk in split(data))[key] > 1
            for side in (files, other)
        ]
        return all(twice)
    return bodies(other)[body] > 0


def difference(old: Files, new: Files) -> str:
    """Return how the byte-wise path differs from the full parse; empty where it does not."""
    before, after = full(old), full(new)
    unchanged = [data for path, data in sorted(new.items()) if old.get(path) == data]
    found = changed_records(MILESTONE, fast_pairs(old, new), unchanged)
    if found is None:
        return ""  # read whole
    if found.problems:
        return "" if before.problems or after.problems else f"problems only here: {found.problems}"
    hidden = [p for p in before.problems if not shared(p, old, new)]
    hidden += [p for p in after.problems if not shared(p, new, old)]
    if hidden:
        return f"problems not seen: {hidden}"
    if any(p.rule == "duplicate-id" for p in (*before.problems, *after.problems)):
        return ""  # both sides are at fault, and which of the two records counts is nobody's to say
    for files, side in ((old, before), (new, after)):
        if not side.problems and sorted(side.collections.get("milestones", {})) != whole_keys(files):
            return "read in one piece, a file has other records"
    slow = compare(before.collections, after.collections, KINDS)
    fast = compare({"milestones": found.old}, {"milestones": found.new}, KINDS)
    return "" if fast.as_json() == slow.as_json() else f"fast: {fast.changes}\nslow: {slow.changes}"


def whole_keys(files: Files) -> list[str]:
    """Return the IDs that a reader of whole YAML files sees."""
    out: list[str] = []
    for data in files.values():
        out.extend(yaml.load(data, Loader=yaml.CBaseLoader) or {})  # noqa: S506 - makes text alone
    return sorted(out)


def hostile(count: int, seed: int = 0) -> list[tuple[Files, Files, str]]:
    """Return the pairs, of so many, on which the two paths differ."""
    out = []
    for number in range(count):
        old, new = Generator(random.Random(seed + number)).pair()  # noqa: S311 - seeded, to be repeated
        try:
            why = difference(old, new)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding with its pair
            why = f"{type(error).__name__}: {error}"
        if why:
            out.append((old, new, why))
    return out


def test_hostile_pairs_of_files_get_the_answer_of_the_full_parse() -> None:
    assert hostile(PAIRS) == []


# -------------------------------------------------------- generated edits


def written(side: Collections, draw: st.DataObject) -> Files:
    """Write the milestones of a baseline to two files, each record to either."""
    found = side.get("milestones", {})
    where = {key: draw.draw(st.sampled_from("ab")) for key in sorted(found)}
    return {
        f"milestones/{name}.yaml": write_file(
            MILESTONE,
            f"baselines/milestones/{name}.yaml",
            {key: one.fields for key, one in found.items() if where[key] == name},
        ).encode("utf-8")
        for name in "ab"
    }


@settings(max_examples=2 * EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(baselines({"milestones": MILESTONE}, 6), st.data())
def test_generated_edits_get_the_answer_of_the_full_parse(old: Collections, data: st.DataObject) -> None:
    new = data.draw(edits(old))
    before, after = written(old, data), written(new, data)
    found = changed_records(MILESTONE, fast_pairs(before, after))
    assert found is not None, "the short cut was not taken"
    assert found.problems == ()
    assert difference(before, after) == ""
    assert compare({"milestones": found.old}, {"milestones": found.new}, KINDS) == compare(old, new, KINDS)


# ------------------------------------------------------------ what is changed_records


def rec(key: str, title: str = "x") -> bytes:
    return f"{key}:\n  title: {title}\n".encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(rec("A"), rec("A") + rec("A"), id="same-record-again"),
        pytest.param(rec("A") + rec("B"), rec("A") + rec("B") + rec("A", "z"), id="same-id-further-down"),
        pytest.param(rec("A") + rec("B"), rec("A", "z") + rec("A") + rec("B"), id="same-id-before"),
        pytest.param(rec("A") + rec("B"), rec("A") + rec('"A"', "z") + rec("B"), id="same-id-in-quotes"),
        pytest.param(rec("A"), b"\xef\xbb\xbf" + rec("A"), id="byte-order-mark"),
        pytest.param(rec("A"), rec("A").replace(b"\n", b"\r\n"), id="crlf"),
        pytest.param(rec("A"), b"---\n" + rec("A"), id="marker-first"),
        pytest.param(rec("A"), rec("A") + b"...\n", id="marker-last"),
        pytest.param(rec("A"), b"  title: x\n" + rec("A"), id="fields-of-no-record"),
        pytest.param(rec("A"), rec("A") + b"stray\n", id="stray-line"),
        pytest.param(rec("A"), rec("A") + b"B:x\n", id="stray-key"),
        pytest.param(rec("A"), rec("A") + b"# \xff\n", id="not-utf-8"),
        pytest.param(rec("A") + rec("B"), rec("A", '"x') + rec("B"), id="quote-without-end"),
    ],
)
def test_a_fault_of_one_side_is_said(old: bytes, new: bytes) -> None:
    for pair in ((old, new), (new, old)):
        files = FilePair(path="baselines/milestones/a.yaml", old=pair[0], new=pair[1])
        assert (changed_records(MILESTONE, [files]) or all_records(MILESTONE, files)).problems


@settings(max_examples=4 * EXAMPLES)
@given(st.randoms(use_true_random=False))
def test_what_is_touched_is_a_part_of_what_is_there(rnd: random.Random) -> None:
    for path, data in (sides := Generator(rnd).pair())[0].items():
        other = sides[1].get(path, b"")
        for found, side in zip(changed_chunks(data, other), (data, other), strict=True):
            assert set(found) <= set(split(side))
            assert untouched(data, changed_chunks(data, other)[0]) == untouched(
                other, changed_chunks(data, other)[1]
            )


def untouched(data: bytes, found: Sequence[Chunk]) -> Counter[tuple[str, bytes]]:
    rest = set(split(data)) - set(found)
    return Counter((chunk.id, data[chunk.start : chunk.end]) for chunk in rest)


# ------------------------------------------------------------- the short cut


@pytest.fixture
def read_ids(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the IDs of the records that are read from now on."""
    seen: list[str] = []
    real = reading.read_chunk

    def counted(*args: Any) -> Any:
        seen.append(args[2])
        return real(*args)

    monkeypatch.setattr(reading, "read_chunk", counted)
    return seen


def test_unchanged_records_are_not_read(read_ids: list[str]) -> None:
    old = b"".join(rec(f"K{n:03d}") for n in range(200))
    new = old.replace(rec("K100"), rec("K100", "other")).replace(rec("K150"), b"")
    found = changed_records(MILESTONE, [FilePair(path="a.yaml", old=old, new=new)])
    assert found is not None
    assert (sorted(found.old), sorted(found.new)) == (["K100", "K150"], ["K100"])
    assert sorted(read_ids) == ["K100", "K100", "K150"]


def test_unchanged_files_are_asked_for_only_where_a_record_came_or_went() -> None:
    asked: list[bytes] = []

    def unchanged() -> Iterator[bytes]:
        asked.append(rec("B"))
        yield from asked

    changed = [FilePair(path="a.yaml", old=rec("A"), new=rec("A", "other"))]
    assert changed_records(MILESTONE, changed, unchanged()) is not None
    assert asked == []
    came = [FilePair(path="a.yaml", old=None, new=rec("A"))]
    assert changed_records(MILESTONE, came, [rec("B")]) is not None
    assert changed_records(MILESTONE, came, [rec("B"), rec("A")]) is None, "the ID is used again"


def test_a_record_that_went_to_another_file_has_not_changed() -> None:
    pairs = [FilePair(path="a.yaml", old=rec("A"), new=None), FilePair(path="b.yaml", old=b"", new=rec("A"))]
    found = changed_records(MILESTONE, pairs)
    assert found is not None
    assert (dict(found.old), dict(found.new), tuple(found.problems)) == ({}, {}, ())


def test_a_problem_names_the_side_and_the_file() -> None:
    pair = FilePair(path="b/a.yaml", old=rec("A", "&x"), new=rec("A", "*y"), old_at="v1:", new_at="v2:")
    for found in (changed_records(MILESTONE, [pair]), all_records(MILESTONE, pair)):
        assert found is not None
        assert [(one.path, one.line) for one in found.problems] == [("v1:b/a.yaml", 2), ("v2:b/a.yaml", 2)]


def test_an_id_that_two_changed_files_use_is_a_problem() -> None:
    pairs = [FilePair(path=name, old=None, new=rec("A", name)) for name in ("a.yaml", "b.yaml")]
    found = changed_records(MILESTONE, pairs)
    assert found is not None
    assert [(one.rule, one.path) for one in found.problems] == [("duplicate-id", "b.yaml")]
    assert found.new["A"].fields["title"] == "a.yaml"


def test_whole_files_are_read_on_both_sides() -> None:
    found = all_records(MILESTONE, FilePair(path="a.yaml", old=rec("A") + rec("B"), new=rec("A")))
    assert (sorted(found.old), sorted(found.new)) == (["A", "B"], ["A"])
    nothing = all_records(MILESTONE, FilePair(path="a.yaml", old=None, new=None))
    assert (dict(nothing.old), dict(nothing.new), nothing.problems) == ({}, {}, ())
