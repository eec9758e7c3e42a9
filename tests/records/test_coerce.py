"""Text becomes what the schema says it is, or stays text."""

from __future__ import annotations

import pytest

from dmccb.records.coerce import Path, misread, set_order, sorted_set, typed
from dmccb.records.field import Field
from dmccb.records.record import Value
from dmccb.records.scalars import AmbiguousText, Text

INNER = {"b": Field(name="b"), "a": Field(name="a", type="integer")}
FIELDS = {
    "title": Field(name="title", type="string"),
    "level": Field(name="level", type="integer"),
    "done": Field(name="done", type="boolean"),
    "due": Field(name="due", type="string", date=True),
    "names": Field(name="names", type="array", items=Field(name=""), ordered=False),
    "steps": Field(name="steps", type="array", items=Field(name="", type="integer")),
    "rows": Field(name="rows", type="array", items=Field(name="", fields=INNER), ordered=False),
    "one": Field(name="one", type="object", fields=INNER),
}


def plain(text: str) -> Text:
    return AmbiguousText(text)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("level", plain("7"), 7, id="number"),
        pytest.param("level", plain("-7"), -7, id="number-below-zero"),
        pytest.param("level", plain("0"), 0, id="zero"),
        pytest.param("level", plain("9" * 18), 10**18 - 1, id="eighteen-digits"),
        pytest.param("level", plain("9" * 19), "9" * 19, id="more-digits-are-text"),
        pytest.param("level", plain("07"), "07", id="a-leading-zero-is-no-number"),
        pytest.param("level", plain("7.0"), "7.0", id="a-point-is-no-number"),
        pytest.param("level", "7", "7", id="a-number-in-quotes-is-text"),
        pytest.param("done", plain("true"), True, id="true"),
        pytest.param("done", plain("false"), False, id="false"),
        pytest.param("done", plain("yes"), "yes", id="yes-is-text"),
        pytest.param("done", "true", "true", id="true-in-quotes-is-text"),
        pytest.param("title", plain("true"), "true", id="unquoted-true-in-a-text-field-is-text"),
        pytest.param("title", plain("7"), "7", id="unquoted-number-in-a-text-field-is-text"),
        pytest.param("due", plain("2020-01-01"), "2020-01-01", id="a-date-is-text"),
        pytest.param("unknown", plain("7"), "7", id="a-field-that-the-schema-has-not"),
        pytest.param("names", ["b", plain("1"), "a"], ["1", "a", "b"], id="a-set-is-sorted"),
        pytest.param("steps", [plain("2"), plain("1"), "x"], [2, 1, "x"], id="a-list-stays-in-order"),
        pytest.param("unknown", ["b", plain("1")], ["b", "1"], id="a-list-that-the-schema-has-not"),
        pytest.param(
            "one", {"a": plain("1"), "z": "y", "x": plain("2"), "b": "c"},
            {"b": "c", "a": 1, "x": "2", "z": "y"}, id="an-object-in-the-order-of-the-schema",
        ),
        pytest.param(
            "unknown", {"z": plain("1"), "a": "x"}, {"a": "x", "z": "1"}, id="an-object-that-it-has-not"
        ),
        pytest.param(
            "rows", [{"a": plain("1"), "b": "y"}, {"a": plain("2"), "b": "x"}],
            [{"b": "x", "a": 2}, {"b": "y", "a": 1}], id="objects-are-sorted-by-their-first-field",
        ),
    ],
)  # fmt: skip
def test_a_value_gets_the_type_of_its_field(name: str, value: Text, expected: Value) -> None:
    found = typed(FIELDS, {name: value})[name]
    assert found == expected
    assert repr(found) == repr(expected), "not only equal: of the same type and order"
    assert not isinstance(found, AmbiguousText)


def test_fields_have_the_order_of_the_schema_and_unknown_ones_follow_by_name() -> None:
    values: dict[str, Text] = {"z": "1", "level": plain("1"), "a": "2", "title": "t"}
    assert list(typed(FIELDS, values)) == ["title", "level", "a", "z"]
    assert list(typed(FIELDS, {"title": "t", "level": plain("1")})) == ["title", "level"]


def test_a_set_has_one_order_whatever_its_members_are() -> None:
    members: list[Value] = [{"n": "b", "x": 1}, "b", {"n": "b"}, 10, {"n": "a", "x": 2}, {}, 9, "é"]
    assert sorted_set(members) == sorted_set(reversed(members))
    assert sorted_set(members) == [{}, 10, 9, {"n": "a", "x": 2}, "b", {"n": "b", "x": 1}, {"n": "b"}, "é"]
    assert sorted_set(iter(["b", "a"])) == ["a", "b"]


def test_equal_first_fields_are_told_apart_by_the_rest() -> None:
    assert set_order({"n": "é", "a": 1}) == ("é", '{"a": 1, "n": "é"}')
    assert set_order("x") == ("x", "")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("title", plain("no"), [(("title",), "no")], id="text"),
        pytest.param("title", "no", [], id="text-in-quotes"),
        pytest.param("title", plain(""), [], id="nothing"),
        pytest.param("level", plain("7"), [], id="a-number-that-is-meant"),
        pytest.param("level", plain("7.0"), [(("level",), "7.0")], id="a-number-of-another-form"),
        pytest.param("done", plain("false"), [], id="a-boolean-that-is-meant"),
        pytest.param("due", plain("2020-01-01"), [], id="a-date"),
        pytest.param("unknown", plain("7"), [(("unknown",), "7")], id="a-field-that-the-schema-has-not"),
        pytest.param("names", ["a", plain("no")], [(("names", 1), "no")], id="a-member"),
        pytest.param("steps", [plain("1")], [], id="a-member-that-is-meant"),
        pytest.param("unknown", [plain("1")], [(("unknown", 0), "1")], id="a-member-of-what-it-has-not"),
        pytest.param("one", {"a": plain("1"), "b": plain("1")}, [(("one", "b"), "1")], id="in-an-object"),
        pytest.param("unknown", {"a": plain("1")}, [(("unknown", "a"), "1")], id="in-an-object-it-has-not"),
        pytest.param("rows", [{"b": plain("1")}], [(("rows", 0, "b"), "1")], id="in-an-object-of-a-list"),
    ],
)
def test_unquoted_text_that_can_be_misread_is_found(
    name: str, value: Text, expected: list[tuple[Path, str]]
) -> None:
    assert list(misread(FIELDS, {name: value})) == expected
