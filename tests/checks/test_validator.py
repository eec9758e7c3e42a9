"""A record is refused with a reason, and a schema that is not one with a message."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from dmccb.checks import violations
from dmccb.checks.record_file import Reader
from dmccb.checks.validator import Validator
from dmccb.errors import SchemaError
from dmccb.records.kinds import Kind, load
from dmccb.records.record import Record

EM = "\N{CYRILLIC CAPITAL LETTER EM}"
THING: dict[str, Any] = {"type": "object", "properties": {"title": {"type": "string"}}}


def schema(**changes: object) -> dict[str, Any]:
    return {
        "title": "thing",
        "x-collection": "things",
        "type": "object",
        "additionalProperties": {"$ref": "#/definitions/thing"},
        "definitions": {"thing": THING},
        **changes,
    }


def described(properties: object, **definitions: object) -> dict[str, Any]:
    return schema(definitions={"thing": {"type": "object", "properties": properties}, **definitions})


def kind(whole: dict[str, Any]) -> Kind:
    return load([("thing.schema.json", json.dumps(whole))])["things"]


def nested(levels: int) -> dict[str, Any]:
    return {"properties": {"a": nested(levels - 1)}} if levels else {"type": "string"}


def twice(name: str) -> dict[str, Any]:
    ref = {"$ref": f"#/definitions/{name}"}
    return {"properties": {"x": ref, "y": ref}}


DOUBLING = {f"a{number}": twice(f"a{number + 1}") for number in range(18)}

GOOD = [
    pytest.param(schema(propertyNames=True), id="any-id"),
    pytest.param(
        schema(propertyNames={"$ref": "#/definitions/name"}, definitions={"thing": THING, "name": {}}),
        id="ref",
    ),
    pytest.param(described({"a": True, "b": False}), id="boolean-schemas"),
    pytest.param(described({"a": {"items": [{"type": "string"}]}}), id="tuple"),
    pytest.param(described({"a": {"type": ["string", "null"]}}), id="several-types"),
    pytest.param(described({"a": {"not": {"pattern": "^x"}}}), id="not-a-pattern"),
]

BAD = [
    pytest.param(described({"child": {"$ref": "#/definitions/thing"}}), "levels", id="contains-itself"),
    pytest.param(
        described({"a": {"$ref": "#/definitions/a"}}, a={"$ref": "#/definitions/a"}),
        "levels",
        id="is-itself",
    ),
    pytest.param(described({"a": {"$ref": "#/definitions/a0"}}, a18={}, **DOUBLING), "levels", id="doubling"),
    pytest.param(described({"a": nested(300)}), "levels", id="nested"),
    pytest.param(described([]), "'properties' is not an object", id="properties-are-a-list"),
    pytest.param(
        described({"a": {"items": {"anyOf": 5}}}), "'anyOf' is not a list", id="shapes-are-a-number"
    ),
    pytest.param(
        described({"a": {"type": "strin"}}),
        "^schemas/thing.schema.json: definitions/thing: a: type 'strin' ",
        id="no-such-type",
    ),
    pytest.param(
        described({"a": {"pattern": "("}}),
        r"^schemas/thing.schema.json: definitions/thing: a: pattern '\(' ",
        id="no-pattern",
    ),
    pytest.param(
        schema(propertyNames=5), "^schemas/thing.schema.json: propertyNames 5 ", id="ids-are-a-number"
    ),
    pytest.param(
        described({"a": {"pattern": "(a{999}){999}"}}),
        "^schemas/thing.schema.json: definitions/thing: a: pattern: not a valid schema: ",
        id="a-pattern-that-one-validator-refuses",
    ),
    pytest.param(
        schema(propertyNames={"$ref": "https://example.org/x"}),
        "^schemas/thing.schema.json: not a valid schema: .*refers to https://example.org/x",
        id="ids-are-elsewhere",
    ),
    *(
        pytest.param(described({"a": {"pattern": pattern}}), 'is not a "regex"', id=why)
        for pattern, why in [
            ("^(?!x)(a+)+$", "lookahead"),
            ("^(?<!x)a$", "lookbehind"),
            (r"^(a+)\1$", "back-reference"),
            ("^((a{1,100}){1,100}){1,100}$", "too-large-a-repetition"),
        ]
    ),
]


@pytest.mark.parametrize("whole", GOOD)
def test_a_schema_of_ones_own(whole: dict[str, Any]) -> None:
    read = Reader(kind(whole)).read("baselines/things.yaml", b"A:\n  title: T\n")
    assert not read.findings


@pytest.mark.parametrize(("whole", "said"), BAD)
def test_a_schema_that_is_refused(whole: dict[str, Any], said: str) -> None:
    with pytest.raises(SchemaError, match=said):
        Reader(kind(whole))


def test_a_pattern_that_may_take_for_ever_is_refused_with_a_hint() -> None:
    with pytest.raises(SchemaError) as caught:
        Reader(kind(described({"a": {"pattern": "^(?!x)(a+)+$"}})))
    assert "look-around" in caught.value.hint


def test_a_pattern_that_other_engines_try_for_ever() -> None:
    whole = described({"title": {"type": "string", "pattern": "^(a+)+$"}})
    read = Reader(kind(whole)).read("baselines/things.yaml", b"A:\n  title: %b!\n" % (b"a" * 5000))
    assert [one.rule for one in read.findings] == ["schema-pattern"]


def test_a_disagreement_of_the_validators_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_: object) -> Iterator[object]:
        return iter(())

    monkeypatch.setattr(violations, "explainer", lambda _: silent)
    (found,) = Validator(kind(schema())).findings(Record(id="A", fields={"title": 5}))
    assert found.rule == "schema-disagreement"


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        pytest.param(
            f"LD{EM}-1",
            f"it contains {EM!r} (U+041C, cyrillic capital letter em): type the ID anew",
            id="a-look-alike",
        ),
        pytest.param("ldm", "", id="lower-case"),
    ],
)
def test_an_id_that_only_looks_right(key: str, hint: str) -> None:
    names = schema(propertyNames={"pattern": "^[A-Z]+-[0-9]+$"})
    record = Record(id=key, fields={"title": "T"})
    (found,) = Validator(kind(names)).findings(record)
    assert (found.rule, found.hint) == ("invalid-id", hint)
