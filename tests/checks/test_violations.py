"""The validator that decides and the one that explains say the same of every record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import regress
from hypothesis import given, settings
from hypothesis import strategies as st

from dmccb.checks.validator import Validator
from dmccb.checks.violations import explainer, violation_of_schema
from dmccb.records.kinds import Kind
from dmccb.records.record import Record, Value
from tests.strategies import KINDS, fields

VALIDATORS = {name: Validator(kind, shipped=True) for name, kind in KINDS.items()}
EXPLAIN = {name: explainer(kind.record_schema()) for name, kind in KINDS.items()}


def patterns_of(schema: object) -> Iterator[str]:
    """Yield every pattern of a schema."""
    for inner in schema.values() if isinstance(schema, dict) else ():
        yield from patterns_of(inner)
    if isinstance(schema, dict) and isinstance(schema.get("pattern"), str):
        yield schema["pattern"]


URIS = st.sampled_from(
    [
        "https://a.example/x", "urn:a:b", "mailto:a@b", "http:", "a:", "//a", "a", "http://a b", "http://é",
        "http://a/%zz", "http://a/%C3%A9", "http://[::1]/", "http://[::1", "http://[v1.a]/", "http://a:b",
        "http://a/?[x]", "http://a#b#c", "http://u@h@x", "http://a/{x}", "1:b",
    ]
)  # fmt: skip
DATES = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(
        [
            "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2019-02-29", "2020-02-29", "1900-02-29",
            "2020-1-1", "20200101", "2020-W01-1", "٢٠٢٠-01-01", " 2020-01-01", "2020-01-01 ", "+2020-01-01",
            "2020-01-01T00:00:00Z", "2020-13-01", "2020-00-10",
        ]
    ),
)  # fmt: skip
CODES = st.from_regex(r"[A-ZÄa-zéДª0-9٣._ -]{0,8}-?[0-9²٣]{0,4}\n?", fullmatch=True)
HOSTILE = st.one_of(st.text(max_size=12), URIS, DATES, CODES)
SCALARS = st.one_of(HOSTILE, st.integers(-5, 10**18), st.booleans())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def spoiled(draw: st.DrawFn, kind: Kind) -> dict[str, Value]:
    """Draw a record of a kind, most often with something wrong in it."""
    record = draw(fields(kind))
    for name in draw(st.lists(st.sampled_from(sorted(kind.fields)), max_size=2)):
        spec = kind.fields[name]
        if draw(st.booleans()):
            record.pop(name, None)
        elif spec.date:
            record[name] = draw(DATES)
        elif spec.type == "string":
            record[name] = draw(HOSTILE)
        else:
            record[name] = draw(VALUES)
    if draw(st.integers(0, 9)) == 0:
        record[draw(st.text(max_size=5))] = draw(VALUES)
    return record


@pytest.mark.parametrize("name", sorted(KINDS))
@given(data=st.data())
@settings(max_examples=150)
def test_both_validators_agree_on_records(name: str, data: st.DataObject) -> None:
    kind, validator = KINDS[name], VALIDATORS[name]
    record = data.draw(spoiled(kind))
    decided = validator.allows(Record(id="A", fields=record))
    assert decided == (not list(EXPLAIN[name](record)))


@pytest.mark.parametrize("name", sorted(KINDS))
@given(key=CODES | st.text(max_size=10))
def test_both_validators_agree_on_ids(name: str, key: str) -> None:
    names = KINDS[name].schema.get("propertyNames", True)
    assert VALIDATORS[name].allows_id(key) == (not list(explainer(names)(key)))


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        pytest.param(r"^\d+$", "٣", False, id="digits-are-ascii"),
        pytest.param(r"^\w+$", "é", False, id="letters-are-ascii"),
        pytest.param(r"^a$", "a\n", False, id="the-end-is-the-end"),
        pytest.param(r"^[^\p{L}]$", "é", False, id="not-a-unicode-property"),
        pytest.param(r"^\p{L}+$", "é", True, id="unicode-property"),
        pytest.param(r"^\u{1F52D}$", "\U0001f52d", True, id="beyond-the-basic-plane"),
        pytest.param(r"^\-$", "-", True, id="an-escape-that-unicode-mode-refuses"),
        pytest.param(r"^[^\n]*$", "a\u2028b", True, id="a-line-separator-is-no-line-feed"),
    ],
)
def test_patterns_are_read_as_editors_do(pattern: str, text: str, *, found: bool) -> None:
    assert (not list(explainer({"pattern": pattern})(text))) == found
    assert (read_by_an_editor(pattern).find(text) is not None) == found


def read_by_an_editor(pattern: str) -> regress.Regex:
    try:
        return regress.Regex(pattern, "u")
    except regress.RegressError:
        return regress.Regex(pattern)


PATTERNS = sorted({pattern for kind in KINDS.values() for pattern in patterns_of(kind.schema)})


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=HOSTILE)
def test_shipped_patterns_are_read_as_editors_do(pattern: str, text: str) -> None:
    explained = list(explainer({"pattern": pattern})(text))
    assert (not explained) == (read_by_an_editor(pattern).find(text) is not None)


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("^(a+)+$", id="a-repetition-of-repetitions"),
        pytest.param("^(a|aa)+$", id="many-ways-to-read-it"),
        pytest.param("^(.*,){20}!$", id="many-places-to-split"),
    ],
)
def test_no_pattern_takes_for_ever(pattern: str) -> None:
    """An engine that tries one way after the other would not end within the age of the universe."""
    text = "a" * 5000 + "," * 5000
    (error,) = explainer({"pattern": pattern})(text)
    assert error.validator == "pattern"
    (error,) = explainer({"patternProperties": {pattern: {}}, "additionalProperties": False})({text: 1})
    assert error.validator == "additionalProperties"


def test_a_valid_schema_violates_nothing() -> None:
    assert violation_of_schema({"type": "object"}) is None


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        pytest.param(
            {"properties": {"a": {"type": "strin"}}}, ["properties", "a", "type"], id="no-such-type"
        ),
        pytest.param({"pattern": "("}, ["pattern"], id="no-pattern"),
        pytest.param({"required": "title"}, ["required"], id="not-a-list"),
    ],
)
def test_a_schema_is_checked(schema: dict[str, object], place: list[str]) -> None:
    found = violation_of_schema(schema)
    assert found is not None
    assert list(found.absolute_path) == place


@pytest.mark.parametrize(
    ("schema", "value", "messages"),
    [
        pytest.param(
            {"patternProperties": {r"^\p{L}$": {"type": "string"}}, "additionalProperties": False},
            {"é": 1, "ab": "x"},
            ["1 is not of type 'string'", "unexpected: 'ab'"],
            id="names-by-pattern",
        ),
        pytest.param(
            {"properties": {"a": {}}, "additionalProperties": {"type": "string"}},
            {"a": 1, "b": 1},
            ["1 is not of type 'string'"],
            id="other-names-have-a-schema",
        ),
        pytest.param({"required": ["a", "b", "c"]}, {"b": 1}, ["a", "c"], id="each-missing-name"),
        pytest.param(
            {"uniqueItems": True}, [True, {"a": 1}, {"a": 1}], ["two members are equal"], id="equal"
        ),
        pytest.param(
            {"items": [{"type": "string"}]}, [1, 2], ["1 is not of type 'string'"], id="first-members"
        ),
        pytest.param(
            {"items": {"$ref": "#/definitions/text"}, "definitions": {"text": {"type": "string"}}},
            ["a", 1, "b"],
            ["1 is not of type 'string'"],
            id="one-member-of-many",
        ),
        pytest.param({"uniqueItems": True}, [1, True, "1"], [], id="alike-but-not-equal"),
        pytest.param({"uniqueItems": False}, [1, 1], [], id="need-not-be-unique"),
    ],
)
def test_violations(schema: dict[str, object], value: object, messages: list[str]) -> None:
    assert sorted(error.message for error in explainer(schema)(value)) == sorted(messages)
