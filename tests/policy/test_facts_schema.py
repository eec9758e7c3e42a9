"""The JSON Schema of facts, and its reference for readers, are what the code reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from dmccb.policy.facts import facts_json, read_facts
from dmccb.policy.facts_schema import facts_reference, facts_schema
from tests.policy.build import ROOT, facts


def test_the_schema_is_the_one_of_the_code(golden: Callable[[Path, str], None]) -> None:
    written = json.dumps(facts_schema(), indent=2, ensure_ascii=False) + "\n"
    golden(ROOT / "schemas" / "facts.schema.json", written)


def test_the_reference_is_the_one_of_the_code(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "facts.md", facts_reference())


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(facts_schema())


def test_every_part_and_every_field_is_described() -> None:
    schema = facts_schema()
    parts = {"Facts": schema, **schema["definitions"]}
    bare = [name for name, part in parts.items() if not part.get("description")]
    fields = [(name, field) for name, part in parts.items() for field in part["properties"]]
    bare += [
        f"{name}.{field}" for name, field in fields if not parts[name]["properties"][field].get("description")
    ]
    assert bare == []
    assert len(fields) > 100


def test_unknown_fields_are_refused_everywhere() -> None:
    schema = facts_schema()
    parts = [schema, *schema["definitions"].values()]
    assert {part["additionalProperties"] for part in parts} == {False}


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        pytest.param({}, True, id="as-it-is"),
        pytest.param({"rfc": None}, True, id="no-record"),
        pytest.param({"as_of": 3}, False, id="no-moment"),
        pytest.param({"surprise": 1}, False, id="unknown"),
        pytest.param({"request": {"number": 0, "author": None}}, False, id="no-number"),
        pytest.param({"schema": "dmccb/facts/2"}, False, id="another-form"),
    ],
)
def test_the_schema_allows_what_is_read(change: dict[str, Any], *, allowed: bool) -> None:
    values = {**facts_json(facts()), **change}
    valid = Draft7Validator(facts_schema()).is_valid(values)
    try:
        read_facts(json.dumps(values), "facts.json")
        read = True
    except Exception:  # noqa: BLE001 - whatever refuses it
        read = False
    assert (valid, read) == (allowed, allowed)


def test_the_reference_tells_what_a_field_holds() -> None:
    told = facts_reference()
    assert "| `as_of` (required) | date-time | The moment for which the decision is asked. |" in told
    assert "| `events` | list of Event |" in told
    assert "| `persons` | Person by name |" in told
    assert "| `rfc` | Rfc or null |" in told
