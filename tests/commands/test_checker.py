"""``check --since`` where the change alters schemas: it does not choose what it is judged by."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dmccb.repository.schemas import folder
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo, Result

OWN = "schemas/milestone.schema.json"
Schema = dict[str, Any]  # a JSON Schema has no narrower type


def shipped() -> Schema:
    schema: Schema = json.loads((folder() / "milestone.schema.json").read_text(encoding="utf-8"))
    return schema


def record_of(schema: Schema) -> Schema:
    record: Schema = schema["definitions"]["milestone"]
    return record


def found(result: Result) -> list[tuple[str, str]]:
    return [(one["rule"], one["id"]) for one in json.loads(result.out)["problems"]]


def milestones(repo: Repo, *records: str) -> None:
    repo.records("milestones.yaml", "milestone", "\n".join(records))


def _no_required(schema: Schema) -> None:
    del record_of(schema)["required"]


def _any_field(schema: Schema) -> None:
    del record_of(schema)["additionalProperties"]


def _any_ticket(schema: Schema) -> None:
    record_of(schema)["properties"]["jira"]["pattern"] = ""


def _any_level(schema: Schema) -> None:
    del record_of(schema)["properties"]["level"]["maximum"]


def _any_text(schema: Schema) -> None:
    record_of(schema)["properties"]["due"] = {"type": "string", "x-control": "controlled"}


def _any_target(schema: Schema) -> None:
    del record_of(schema)["properties"]["predecessors"]["x-ref"]


def _any_id(schema: Schema) -> None:
    del schema["propertyNames"]


LOOSENED = [
    pytest.param(_no_required, "M-2:\n  level: 2\n", "missing-field", id="no-longer-required"),
    pytest.param(_any_field, plan.milestone("M-2", frob="a"), "unknown-field", id="any-field"),
    pytest.param(_any_ticket, plan.milestone("M-2", jira="x"), "schema-pattern", id="any-pattern"),
    pytest.param(_any_level, plan.milestone("M-2", level=9), "schema-range", id="any-number"),
    pytest.param(_any_text, plan.milestone("M-2", due="soon"), "schema-format", id="any-text-for-a-date"),
    pytest.param(_any_target, plan.milestone("M-2", predecessors=["M-2"]), "self-reference", id="any-target"),
    pytest.param(_any_id, plan.milestone('"é"', "T"), "invalid-id", id="any-id"),
]


@pytest.mark.parametrize("own", [True, False], ids=["of-the-repository", "instead-of-the-shipped-one"])
@pytest.mark.parametrize(("loosen", "record", "rule"), LOOSENED)
def test_a_change_that_loosens_a_schema_is_judged_by_the_old_one(
    loosen: Callable[[Schema], None], record: str, rule: str, own: bool, repo: Repo, dmccb: Dmccb
) -> None:
    if own:
        repo.write(OWN, json.dumps(shipped()))
    milestones(repo, plan.milestone("M-1"))
    repo.commit()
    schema = shipped()
    loosen(schema)
    repo.write(OWN, json.dumps(schema))
    milestones(repo, plan.milestone("M-1"), record)
    result = dmccb("check", "--since", "main", "--json")
    assert [each for each, _ in found(result)] == [rule, "schema-changed"]
    judged, changed = json.loads(result.out)["problems"]
    assert result.code == 1
    assert judged["message"].endswith(" (by the schema of main)")
    assert (changed["path"], changed["severity"]) == (OWN, "warning")


def test_an_altered_schema_is_told_where_every_record_obeys_both(repo: Repo, dmccb: Dmccb) -> None:
    milestones(repo, plan.milestone("M-1"))
    repo.commit()
    schema = shipped()
    _no_required(schema)
    repo.write(OWN, json.dumps(schema))
    result = dmccb("check", "--since", "HEAD", "--json")
    assert (result.code, found(result)) == (0, [("schema-changed", "")])
    assert "/definitions/milestone/required" in json.loads(result.out)["problems"][0]["message"]


def test_a_copy_of_a_shipped_schema_alters_nothing(repo: Repo, dmccb: Dmccb) -> None:
    milestones(repo, plan.milestone("M-1"))
    repo.commit()
    repo.write(OWN, json.dumps(shipped(), indent=8))
    assert found(dmccb("check", "--since", "HEAD", "--json")) == []


def test_a_stricter_schema_judges_all_records_the_old_one_those_that_changed(
    repo: Repo, dmccb: Dmccb
) -> None:
    milestones(repo, plan.milestone("M-1", level=9), plan.milestone("M-2", level=4))
    repo.commit()
    schema = shipped()
    record_of(schema)["properties"]["level"]["maximum"] = 3
    repo.write(OWN, json.dumps(schema))
    result = dmccb("check", "--since", "HEAD", "--json")
    assert [(rule, key) for rule, key in found(result) if rule == "schema-range"] == [
        ("schema-range", "M-1"),  # of which the sentence is another
        ("schema-range", "M-2"),
    ]
    assert "by the schema of" not in result.out


def test_a_finding_of_both_schemas_is_told_once(repo: Repo, dmccb: Dmccb) -> None:
    milestones(repo, plan.milestone("M-1"))
    repo.commit()
    schema = shipped()
    _no_required(schema)
    repo.write(OWN, json.dumps(schema))
    milestones(repo, plan.milestone("M-1", level=9))
    assert found(dmccb("check", "--since", "HEAD", "--json")) == [
        ("schema-range", "M-1"),
        ("schema-changed", ""),
    ]


def test_a_new_kind_comes_with_its_records(repo: Repo, dmccb: Dmccb) -> None:
    milestones(repo, plan.milestone("M-1"))
    repo.commit()
    record = {"type": "object", "properties": {"size": {"type": "string"}}}
    kind = {"title": "box", "x-collection": "boxes", "additionalProperties": record}
    repo.write("schemas/box.schema.json", json.dumps(kind))
    repo.records("boxes.yaml", "box", "B-1:\n  size: large\n")
    result = dmccb("check", "--since", "HEAD", "--json")
    assert (result.code, found(result)) == (0, [("schema-changed", "")])


def test_a_new_kind_does_not_take_records_from_their_judge(repo: Repo, dmccb: Dmccb) -> None:
    """A schema for a folder below ``milestones`` has the milestones that are in it."""
    milestones(repo, plan.milestone("M-1"))
    repo.commit()
    kind = {
        "title": "box",
        "x-collection": "milestones/boxes",
        "additionalProperties": {"properties": {"a": {}}},
    }
    repo.write("schemas/box.schema.json", json.dumps(kind))
    repo.records("milestones/boxes.yaml", "box", "M-2:\n  a: b\n")
    rules = [rule for rule, _ in found(dmccb("check", "--since", "HEAD", "--json"))]
    assert set(rules) == {"schema-changed", "missing-field", "unknown-field"}
