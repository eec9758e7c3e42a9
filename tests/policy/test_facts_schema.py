"""The schema of facts is what the code reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dmccb.policy.facts import facts_json
from dmccb.policy.facts_schema import facts_reference, facts_schema
from tests.policy.build import (
    ADOPTED,
    BOARD,
    LEAD,
    READ,
    ROOT,
    TCAM,
    account,
    approvals,
    at,
    facts,
    item,
    organization,
    owner,
    review,
    rfc,
)

SCHEMA = facts_schema()


def checked(values: Any) -> list[str]:
    """Return what the schema says against some values."""
    checker = jsonschema.Draft7Validator(SCHEMA)
    return [error.message for error in checker.iter_errors(values)]


def test_the_file_is_what_the_code_reads(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "schemas" / "facts.schema.json", json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n")


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert list(SCHEMA)[:2] == ["$schema", "$id"]
    assert (SCHEMA["$schema"], SCHEMA["$id"], SCHEMA["title"]) == (
        "http://json-schema.org/draft-07/schema#",
        "dmccb/facts/1",
        "facts",
    )
    assert list(SCHEMA["definitions"]) == sorted(SCHEMA["definitions"])
    assert {"Event", "Head", "Rfc", "Organization", "ItemFacts"} <= SCHEMA["definitions"].keys()
    assert "Facts" not in SCHEMA["definitions"]


def parts() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, part in (("facts", SCHEMA), *SCHEMA["definitions"].items()):
        for field, spec in part["properties"].items():
            yield name, field, spec


def test_every_field_is_described() -> None:
    assert [(name, field) for name, field, spec in parts() if not spec.get("description", "").strip()] == []
    assert [name for name, part in SCHEMA["definitions"].items() if not part.get("description")] == []
    assert [
        field for _, field, spec in parts() if "\n" in spec["description"] or "  " in spec["description"]
    ] == []


def test_no_reference_has_company() -> None:
    """What stands beside a reference is passed over in draft 7."""

    def lonely(value: Any) -> bool:
        if isinstance(value, list):
            return all(map(lonely, value))
        if not isinstance(value, dict):
            return True
        return ("$ref" not in value or len(value) == 1) and all(map(lonely, value.values()))

    assert lonely(SCHEMA)
    assert SCHEMA["properties"]["request"]["allOf"] == [{"$ref": "#/definitions/Request"}]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(facts(), id="a-request"),
        pytest.param(facts(READ, *approvals(*BOARD), ADOPTED), id="approved"),
        pytest.param(facts(rfc=None, heads=(), contributors=()), id="little-is-known"),
        pytest.param(
            facts(
                review("chair", "APPROVED", 3, edited=True, edited_by=account("a"), dismissed_at=at(4)),
                parties=(TCAM, LEAD, owner("v1")),
                items=(item(days_min=None, days_max=None, lost=("DM-1",)),),
                rfc=rfc(strictest_class="major", affected=None),
                organization=organization(tcam_square=None),
                change={"authors": {"LDM-1": ("author",)}, "textual": ("README.md",)},
                unreadable=("x",),
            ),
            id="much-is-known",
        ),
    ],
)
def test_it_accepts_what_is_written(given: Any) -> None:
    assert checked(facts_json(given)) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"colour": 1}, id="unknown-key"),
        pytest.param({"as_of": 5}, id="a-number-for-a-time"),
        pytest.param({"request": {"number": 0, "author": None}}, id="no-number"),
        pytest.param({"rfc": {"id": "RFC-01"}}, id="no-rfc"),
        pytest.param({"events": [{"id": "e", "kind": "tweet", "at": "2026-03-05T10:00:00Z"}]}, id="no-kind"),
        pytest.param({"change": {}}, id="no-digest"),
    ],
)
def test_it_refuses_what_is_not_read(change: dict[str, Any]) -> None:
    assert checked({**facts_json(facts()), **change})


def test_the_reference_names_every_field() -> None:
    page = facts_reference()
    assert page.startswith("# Facts\n\nAll that a decision of the gate rests on, as JSON")
    assert page.endswith("|\n")
    missing = [(name, field) for name, field, spec in parts() if f"| `{field}`" not in page]
    assert missing == []
    assert "| `digest` (required) | string | Digest of the change set. |" in page
    assert "| `events` | list of Event | What happened on it, in any order. |" in page
    assert "| `by` | Account or null | Whose account did it; null where the account is deleted. |" in page
    assert "| `control` (required) | `controlled`, `note`, `status` | " in page
    assert "| `roles` | Role by name | By ID. |" in page
    assert "| `at` (required) | date-time | When, by the server's clock. |" in page
    assert "\n## ItemFacts\n" in page


def test_the_reference_is_in_the_documentation(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "facts.md", facts_reference())
