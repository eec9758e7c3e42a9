"""The one reader: what a file holds, what forbids to read the rest, and how much is looked at."""

from __future__ import annotations

import pytest

from dmccb.records import read as module
from dmccb.records.parse import parse
from dmccb.records.read import duplicate, no_kind, read_chunk, read_chunks, read_file
from dmccb.records.record import Record
from dmccb.records.split import Chunk, split
from tests.strategies import KINDS

MILESTONE = KINDS["milestones"]
DATA = b"# head\nA:\n  title: a\n\nB:\n  title: &x b\nC:\n  title: c\n  level: 3\nA:\n  title: again\n"


def test_a_file_holds_the_first_record_of_each_id() -> None:
    found = read_file(MILESTONE, "a.yaml", DATA)
    assert {key: (one.fields, one.path, one.line) for key, one in found.records.items()} == {
        "A": ({"title": "a"}, "a.yaml", 2),
        "C": ({"title": "c", "level": 3}, "a.yaml", 7),
    }
    assert found.chunks == tuple(split(DATA))
    assert [(one.rule, one.line, one.column, one.id) for one in found.problems] == [
        ("anchor", 6, 10, "B"),
        ("duplicate-id", 10, 1, "A"),
    ]
    assert found.problems[1].message == "the ID A is used twice: also at a.yaml:2"


def test_some_chunks_are_read_without_counting_lines() -> None:
    some = [chunk for chunk in split(DATA) if chunk.id in "AC"][:2]
    found = read_chunks(MILESTONE, "a.yaml", DATA, some)
    assert {key: one.line for key, one in found.records.items()} == {"A": 0, "C": 0}
    assert found.chunks == tuple(some)
    assert found.problems == ()


def test_a_problem_in_some_chunks_has_a_line() -> None:
    found = read_chunks(MILESTONE, "a.yaml", DATA, split(DATA))
    assert [(one.rule, one.line) for one in found.problems] == [("anchor", 6), ("duplicate-id", 10)]
    assert found.problems[1].message == "the ID A is used twice: also at a.yaml"


def test_what_is_wrong_before_the_first_record_is_said_too() -> None:
    found = read_file(MILESTONE, "a.yaml", b"%YAML 1.2\nA:\n  title: a\n")
    assert [(one.rule, one.line) for one in found.problems] == [("directive", 1)]
    assert list(found.records) == ["A"]


def test_a_record_that_cannot_be_read_leaves_its_id_to_the_next() -> None:
    found = read_file(MILESTONE, "a.yaml", b"A:\n  title: &x a\nA:\n  title: b\n")
    assert found.records["A"].fields == {"title": "b"}
    assert [one.rule for one in found.problems] == ["anchor"]


def test_a_record_in_the_simplest_form_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dmccb.records.parse.parse", lambda *_: pytest.fail("YAML was parsed"))
    record, problems = read_chunk(MILESTONE, b"A:\n  title: a\n  level: 3\n", "A", "a.yaml", 7)
    assert (record.fields, record.path, record.line, problems) == (
        {"title": "a", "level": 3},
        "a.yaml",
        7,
        (),
    )


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        pytest.param(b"A:\n  title: 'a'  # c\n", [], id="readable"),
        pytest.param("A:\n  title: é # c\n".encode(), [], id="more-than-ascii"),
        pytest.param(b"A:\n  title: a\tb\n", [("tab", 8, 11)], id="characters"),
        pytest.param(b"A:\n  title: a\nstray\n", [("not-a-record", 9, 1)], id="lines"),
        pytest.param(b"A:\n  title: *a\n", [("alias", 8, 10)], id="yaml"),
    ],
)
def test_any_other_form_is_parsed(body: bytes, problems: list[tuple[str, int, int]]) -> None:
    record, found = read_chunk(MILESTONE, body, "A", "a.yaml", 7)
    assert [(one.rule, one.line, one.column) for one in found] == problems
    assert {(one.path, one.id) for one in found} <= {("a.yaml", "A"), ("a.yaml", "")}
    assert (record.id, record.path, record.line) == ("A", "a.yaml", 7)
    assert record.fields == ({} if problems else parse(body, "A").fields)


def test_of_a_file_with_too_many_records_the_rest_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_RECORDS", 3)
    text = "".join(f"A-{number}: {{}}\n" for number in range(4)) + "A-9: [\n"
    found = read_file(MILESTONE, "a.yaml", text.encode())
    assert sorted(found.records) == ["A-0", "A-1", "A-2"]
    assert [(one.path, one.rule, one.line) for one in found.problems] == [("a.yaml", "file-too-large", 4)]
    assert not read_file(MILESTONE, "a.yaml", text.partition("A-3")[0].encode()).problems


def test_lines_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile file may have a problem in each record: the whole is counted once, not up to each."""
    lines = module._Lines(b"a\nb\nc\nd\n")
    assert [lines.at(offset) for offset in (0, 2, 4, 4, 8)] == [1, 2, 3, 3, 5]
    counted: list[tuple[int, int]] = []

    class Counting(bytes):
        def count(self, sub: bytes, start: int, end: int) -> int:  # type: ignore[override]
            counted.append((start, end))
            return bytes(self).count(sub, start, end)

    lines = module._Lines(Counting(b"a\nb\nc\n"))
    for offset in (2, 4, 6):
        lines.at(offset)
    assert counted == [(0, 2), (2, 4), (4, 6)]


@pytest.mark.parametrize(
    ("other", "place"),
    [
        pytest.param(Record(id="A", fields={}, path="b.yaml", line=3), "b.yaml:3", id="with-a-line"),
        pytest.param(Record(id="A", fields={}, path="b.yaml"), "b.yaml", id="without-a-line"),
    ],
)
def test_a_duplicate_names_the_other(other: Record, place: str) -> None:
    found = duplicate(Record(id="A", fields={}, path="a.yaml", line=7), other)
    assert (found.path, found.line, found.column, found.id) == ("a.yaml", 7, 1, "A")
    assert found.message == f"the ID A is used twice: also at {place}"


def test_a_file_of_no_kind_is_told_which_folders_there_are() -> None:
    found = no_kind("x/a.yaml", {name: KINDS[name] for name in ("roles", "milestones")})
    assert found.path == "x/a.yaml"
    assert found.hint.startswith("known folders: milestones, organization/roles; ")


@pytest.mark.parametrize(
    ("path", "passed_over", "hint"),
    [
        pytest.param(
            "baselines/interfaces.yaml",
            ["schemas/interface.json"],
            "schemas/interface.json has no x-collection: "
            'add "x-collection": "interfaces" to the schema of these records',
            id="one-file",
        ),
        pytest.param(
            "baselines/interfaces/a/b.yaml",
            ["schemas/a.json", "schemas/b.json", "schemas/c.json", "schemas/d.json"],
            "schemas/a.json, schemas/b.json, schemas/c.json have no x-collection: "
            'add "x-collection": "interfaces" to the schema of these records',
            id="a-folder-and-many-schemas",
        ),
    ],
)
def test_a_file_of_no_kind_names_the_schemas_without_a_collection(
    path: str, passed_over: list[str], hint: str
) -> None:
    found = no_kind(path, {"milestones": MILESTONE}, passed_over)
    assert found.hint == f"known folders: milestones; {hint}"


def test_chunks_are_read_no_further_than_asked() -> None:
    body = b"A:\n  title: a\nB:\n  title: &x b\n"
    assert read_chunks(MILESTONE, "a.yaml", body, [Chunk("A", 0, 14)]).problems == ()
