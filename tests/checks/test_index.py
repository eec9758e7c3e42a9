"""What is known of all records together."""

from __future__ import annotations

import json

import pytest

from dmccb.checks.check import run_checks
from dmccb.checks.record_file import Reader
from dmccb.errors import SchemaError
from dmccb.records.kinds import load
from dmccb.records.write import write_file
from tests.checks.plan import AS_OF, KINDS, milestone, release

NAMES = [kind.name for kind in KINDS.values()]


def test_an_id_in_two_files_is_named_with_the_other_place() -> None:
    reader = Reader(KINDS["milestones"])
    files = [
        reader.read(path, write_file(KINDS["milestones"], path, {"A": milestone()}).encode())
        for path in ("baselines/milestones/a.yaml", "baselines/milestones/b.yaml")
    ]
    (found,) = run_checks(files, KINDS, AS_OF)
    assert (found.place, found.rule) == ("baselines/milestones/b.yaml:3:1", "duplicate-id")
    assert found.message.endswith("also at baselines/milestones/a.yaml:3")


def test_a_broken_record_is_still_known_by_its_id() -> None:
    path = "baselines/milestones.yaml"
    text = write_file(KINDS["milestones"], path, {"A": milestone(aka=["B"]), "B": milestone()})
    read = Reader(KINDS["milestones"]).read(path, text.replace("\nB:\n", "\nB:\n  x: &a 1\n").encode())
    assert sorted(problem.rule for problem in run_checks([read], KINDS, AS_OF)) == ["aka-alive", "anchor"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("milestones", "did you mean 'milestone'?", id="the-collection"),
        pytest.param("antenna", f"known kinds: {', '.join(sorted([*NAMES, 'thing']))}", id="near-to-none"),
    ],
)
def test_a_reference_to_no_kind_is_named_with_its_property(name: str, hint: str) -> None:
    record = {"properties": {"of": {"items": {"properties": {"it": {"x-ref": name}}}}}}
    schema = {"title": "thing", "x-collection": "things", "additionalProperties": record}
    kinds = {**KINDS, **load([("thing.schema.json", json.dumps(schema))])}
    with pytest.raises(SchemaError) as caught:
        run_checks([], kinds, AS_OF)
    assert caught.value.message == f"schemas/thing.schema.json: of: x-ref {name!r} is not the name of a kind"
    assert caught.value.hint == hint


def test_a_reference_into_an_unread_file_is_not_judged() -> None:
    kind = KINDS["releases"]
    path = "baselines/releases.yaml"
    read = Reader(kind).read(path, write_file(kind, path, {"R-1": release()}).encode())
    found = run_checks([read], KINDS, AS_OF, unread=["milestone"])
    assert [problem.message for problem in found] == ["document: no document has the ID 'LDM-564'"]
