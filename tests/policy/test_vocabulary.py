"""The words of a policy are those of its schema, of its values and of its evaluators: no more, no fewer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import fields

from dmccb.policy.clock import _STARTS
from dmccb.policy.evaluate import EVALUATORS
from dmccb.policy.rules import Policy, Rule, When
from dmccb.policy.vocabulary import (
    CLASSIFYING,
    DECIDING,
    DESCRIBING,
    GROUPS,
    OF_ITEMS,
    PREDICATES,
    REQUIREMENTS,
    SETTINGS,
    STARTS,
    WAYS,
)
from tests.policy.build import ROOT


def schema(name: str) -> dict[str, Any]:
    text = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["definitions"][name]["properties"]
    return found


RULE = schema("rule")


def enums(value: object, name: str) -> Iterator[list[str]]:
    """Yield the values that each property of a name allows, at any depth."""
    if isinstance(value, dict):
        if name in value and isinstance(value[name], dict) and "items" in value[name]:
            yield value[name]["items"].get("enum", [])
        for inner in value.values():
            yield from enums(inner, name)


def test_requirements_are_those_of_the_schema() -> None:
    assert sorted(REQUIREMENTS) == sorted(RULE["requirement"]["enum"])


def test_each_requirement_that_is_asked_is_evaluated() -> None:
    assert sorted(EVALUATORS) == sorted(set(REQUIREMENTS) - CLASSIFYING)


def test_predicates_are_those_of_the_schema_and_of_the_value() -> None:
    assert list(PREDICATES) == list(RULE["when"]["properties"])
    assert list(PREDICATES) == [one.encode_name for one in fields(When)]


def test_groups_are_those_of_the_schema() -> None:
    found = list(enums(RULE, "groups"))
    assert len(found) == 4
    assert {tuple(sorted(one)) for one in found} == {tuple(sorted(GROUPS))}


def test_starts_are_those_of_the_schema_and_of_the_clock() -> None:
    assert sorted(STARTS) == sorted(RULE["starts"]["items"]["enum"])
    assert sorted(STARTS) == sorted(_STARTS)


def test_the_fields_of_a_rule_are_those_of_the_schema() -> None:
    assert {one.encode_name for one in fields(Rule)} - {"id"} == set(RULE)


def test_the_settings_are_those_of_a_profile() -> None:
    described = {"title", "version", "approved", "choices", "comment"}
    assert set(SETTINGS) == set(schema("profile")) - described
    assert set(SETTINGS) <= {one.encode_name for one in fields(Policy)}


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_what_a_requirement_needs_and_takes_are_fields(name: str) -> None:
    kind = REQUIREMENTS[name]
    needed = {one for names in kind.needs for one in names.split("|")}
    assert needed | {*kind.takes} <= set(RULE)
    assert not needed & {*kind.takes}


def test_every_field_is_of_some_requirement_or_of_all() -> None:
    taken = {one for kind in REQUIREMENTS.values() for one in kind.takes}
    needed = {one for kind in REQUIREMENTS.values() for names in kind.needs for one in names.split("|")}
    assert taken | needed | DESCRIBING >= set(RULE)


def test_the_groups_of_words_are_words() -> None:
    assert set(REQUIREMENTS) >= CLASSIFYING | DECIDING | WAYS
    assert set(PREDICATES) > OF_ITEMS
    assert "collections" in OF_ITEMS
    assert "names" not in OF_ITEMS
