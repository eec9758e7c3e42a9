"""Record files become a baseline; what cannot be read is said, and the rest is there."""

from __future__ import annotations

import pytest

from dmccb.baseline.baseline import Baseline, assemble, digest, digest_lines, digest_of
from dmccb.records.record import Record
from tests.strategies import KINDS

FILES = [
    ("milestones/b.yaml", b"C:\n  title: c\nB:\n  title: b\n"),
    ("milestones/a.yaml", b"A:\n  title: a\n"),
    ("documents.yaml", b"LDM-1:\n  title: d\n"),
]


def test_records_of_several_files_are_one_sorted_collection() -> None:
    found = assemble(FILES, KINDS)
    assert found.problems == ()
    assert list(found.collections) == ["documents", "milestones"]
    assert list(found.collections["milestones"]) == ["A", "B", "C"]
    assert found.collections["milestones"]["B"] == Record(id="B", fields={"title": "b"})
    assert len(found) == 4


def test_a_record_knows_where_it_was_read() -> None:
    found = assemble(FILES, KINDS, "v1:baselines").collections["milestones"]["B"]
    assert (found.path, found.line) == ("v1:baselines/milestones/b.yaml", 3)
    assert assemble(FILES, KINDS).collections["milestones"]["A"].path == "baselines/milestones/a.yaml"


def test_an_id_in_two_files_is_a_problem_and_the_first_is_kept() -> None:
    again = ("milestones/c.yaml", b"\nA:\n  title: other\nD:\n  title: d\n")
    found = assemble([*FILES, again], KINDS)
    assert found.collections["milestones"]["A"].fields["title"] == "a"
    assert "D" in found.collections["milestones"]
    (problem,) = found.problems
    assert (problem.path, problem.line, problem.rule) == ("baselines/milestones/c.yaml", 2, "duplicate-id")
    assert problem.message == "the ID A is used twice: also at baselines/milestones/a.yaml:1"


def test_problems_are_sorted_by_place_and_the_rest_is_read() -> None:
    bad = [
        ("milestones/z.yaml", b"Z:\n  x: &a b\nYY:\n  title: y\n"),
        ("things/a.yaml", b""),
        ("a.yaml", b""),
    ]
    found = assemble([*bad, *FILES], KINDS)
    assert [(problem.path, problem.line, problem.rule) for problem in found.problems] == [
        ("baselines/a.yaml", 0, "unknown-collection"),
        ("baselines/milestones/z.yaml", 2, "anchor"),
        ("baselines/things/a.yaml", 0, "unknown-collection"),
    ]
    assert list(found.collections["milestones"]) == ["A", "B", "C", "YY"]


A = {"milestones": {"A": Record(id="A", fields={"title": "é", "level": 1})}}
B = {"milestones": {"B": Record(id="B", fields={"title": "x"})}}


def test_a_digest_stays_what_it_was() -> None:
    """Registers hold digests: a change of how they are made would disown every baseline."""
    assert digest({}) == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    both = {"milestones": {**A["milestones"], **B["milestones"]}}
    expected = "sha256:e2ff40527722889bf51a763f4e795d42f645ac1e43855ac71a474539245f4474"
    assert digest(both) == Baseline(collections=both).digest == expected


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"milestones": {"A": Record(id="A", fields={"level": 1, "title": "é"})}}, id="order"),
        pytest.param(
            {"milestones": {"A": Record(id="A", fields={"title": "é", "level": 1}, line=9)}}, id="place"
        ),
        pytest.param({**A, "register": {"v1": Record(id="v1", fields={"digest": "x"})}}, id="register"),
        pytest.param({"documents": {}, **A}, id="empty-collection"),
    ],
)
def test_what_has_no_meaning_leaves_the_digest_alone(other: dict[str, dict[str, Record]]) -> None:
    assert digest(other) == digest(A)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"documents": A["milestones"]}, id="collection"),
        pytest.param({"milestones": {"B": A["milestones"]["A"]}}, id="id"),
        pytest.param({"milestones": {"A": Record(id="A", fields={"title": "é", "level": "1"})}}, id="type"),
        pytest.param({"milestones": {**A["milestones"], **B["milestones"]}}, id="another-record"),
        pytest.param({**A, "zz": B["milestones"]}, id="another-collection"),
    ],
)
def test_what_has_a_meaning_changes_the_digest(other: dict[str, dict[str, Record]]) -> None:
    assert digest(other) != digest(A)


def test_the_order_of_collections_and_ids_has_no_meaning() -> None:
    one = {"documents": B["milestones"], "milestones": {**A["milestones"], **B["milestones"]}}
    other = {"milestones": {**B["milestones"], **A["milestones"]}, "documents": B["milestones"]}
    assert digest(one) == digest(other)
    register = {"register": {"v1": Record(id="v1", fields={})}, **one}
    assert digest(register) == digest(one)


def test_a_digest_can_be_put_together_from_lines() -> None:
    one = {"documents": B["milestones"], "milestones": {**A["milestones"], **B["milestones"]}}
    register = {"register": {"v1": Record(id="v1", fields={})}, **one}
    lines = digest_lines(register)
    assert sorted(lines) == [("documents", "B"), ("milestones", "A"), ("milestones", "B")]
    assert digest_of(dict(reversed(lines.items()))) == digest(one)
