"""What is written means what was read, whoever reads it, and comments stay."""

from __future__ import annotations

import json
import re
from datetime import date
from io import StringIO
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dmccb.baseline.baseline import assemble
from dmccb.records.format import formatted
from dmccb.records.kinds import Kind, load
from dmccb.records.quoting import WIDTH
from dmccb.records.record import Record
from dmccb.records.write import Note, Notes, write_file, write_record
from tests.strategies import EXAMPLES, KINDS, records

MILESTONE = KINDS["milestones"]
PROFILE = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
EVERY_KIND = pytest.mark.parametrize("name", KINDS)


def path_of(kind: Kind) -> str:
    return f"baselines/{kind.folder}.yaml"


def write(kind: Kind, found: dict[str, Record]) -> str:
    return write_file(kind, path_of(kind), {key: one.fields for key, one in found.items()})


def read(kind: Kind, text: str) -> dict[str, Record]:
    baseline = assemble([(f"{kind.folder}.yaml", text.encode("utf-8"))], KINDS)
    assert baseline.problems == ()
    return dict(baseline.collections.get(kind.collection, {}))


def alike(value: object, other: object) -> bool:
    """Tell whether another reader's value is ours; a date may be one to it."""
    if isinstance(other, date):
        return value == other.isoformat()
    if isinstance(value, dict) and isinstance(other, dict):
        return list(value) == list(other) and all(alike(value[key], other[key]) for key in value)
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(alike, value, other))
    return type(value) is type(other) and value == other


def in_order(kind: Kind, found: dict[str, Record]) -> dict[str, Any]:
    return {key: {n: one.fields[n] for n in kind.fields if n in one.fields} for key, one in found.items()}


@EVERY_KIND
@PROFILE
@given(data=st.data())
def test_what_is_written_is_what_is_read(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    found = data.draw(records(kind))
    text = write(kind, found)
    assert read(kind, text) == found
    assert write(kind, read(kind, text)) == text
    assert formatted(kind, path_of(kind), text.encode("utf-8")) == (text.encode("utf-8"), ())


@EVERY_KIND
@PROFILE
@given(data=st.data())
def test_other_readers_of_yaml_agree(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    found = data.draw(records(kind))
    text = write(kind, found)
    expected = in_order(kind, found)
    assert alike(expected, yaml.safe_load(text) or {})
    assert alike(expected, YAML(typ="safe", pure=True).load(StringIO(text)) or {})


@EVERY_KIND
@PROFILE
@given(data=st.data())
def test_a_line_is_long_only_where_it_cannot_be_broken(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    for line in write(kind, data.draw(records(kind))).split("\n"):
        if len(line) > WIDTH:
            body = re.sub(r"^ *(?:- )*(?:[a-z_]+:(?: |$))?", "", line)
            assert body[:1] in "\"'" or not re.search(r"(?<=[^ ]) (?=[^ ])", body)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        pytest.param("2019-11-08", "2019-11-08", id="date"),
        pytest.param("2019-13-45", "2019-13-45", id="no-day-but-a-date-in-form"),
        pytest.param("-", '"-"', id="dash"),
        pytest.param("soon", "soon", id="word"),
        pytest.param("2019-11-08 ", '"2019-11-08 "', id="space-after-it"),
        pytest.param("no", '"no"', id="boolean"),
    ],
)
def test_a_date_is_plain(day: str, written: str) -> None:
    found = {"A": Record(id="A", fields={"title": "x", "due": day})}
    assert write(MILESTONE, found).endswith(f"  due: {written}\n")
    assert read(MILESTONE, write(MILESTONE, found)) == found


@pytest.mark.parametrize(
    ("key", "written"),
    [
        pytest.param("A b", '"A b"', id="space"),
        pytest.param("é", '"é"', id="not-ascii"),
        pytest.param("no", '"no"', id="boolean"),
        pytest.param("1.10", '"1.10"', id="number"),
        pytest.param('a"b', "'a\"b'", id="double-quote"),
        pytest.param("a\\b", "'a\\b'", id="backslash"),
        pytest.param("it's", '"it\'s"', id="apostrophe"),
        pytest.param("A: b", '"A: b"', id="colon"),
        pytest.param("LDM-564/v1.4", "LDM-564/v1.4", id="plain"),
    ],
)
def test_an_id_is_written_so_that_it_begins_a_record(key: str, written: str) -> None:
    found = {key: Record(id=key, fields={"title": "x"})}
    assert write(MILESTONE, found).split("\n")[2] == f"{written}:"
    assert read(MILESTONE, write(MILESTONE, found)) == found


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("a\nb", ["|-", "a", "b"], id="lines"),
        pytest.param("a\n", ["|", "a"], id="line-feed-at-the-end"),
        pytest.param("# a\nB:", ["|-", "# a", "B:"], id="what-looks-like-a-comment-and-a-key"),
        pytest.param("w " * 60 + "w", [">-", ("w " * 53)[:-1], ("w " * 8)[:-1]], id="long-line-is-folded"),
        pytest.param(
            "a\n\n" + "w " * 60 + "w", [">-", "a", "", "", ("w " * 53)[:-1], ("w " * 8)[:-1]], id="both"
        ),
    ],
)
def test_text_of_lines_stands_in_a_block(text: str, lines: list[str]) -> None:
    found = {"A": Record(id="A", fields={"title": "x", "description": text})}
    written = write(MILESTONE, found)
    assert written.split("  description: ")[1].replace("\n    ", "\n").removesuffix("\n").split("\n") == lines
    assert read(MILESTONE, written) == found


# --------------------------------------------------------------- comments


def test_lists_of_each_form() -> None:
    day = {"type": "string", "format": "date"}
    properties = {
        "days": {"type": "array", "items": day},
        "rows": {"type": "array", "items": {"type": "object", "properties": {"day": day, "by": {}}}},
        "any": {"type": "array"},
    }
    record = {"type": "object", "properties": properties}
    schema = {"title": "box", "x-collection": "boxes", "additionalProperties": record}
    (kind,) = load([("box.schema.json", json.dumps(schema))]).values()
    fields: Any = {
        "days": ["2020-01-01"],
        "rows": [{"day": "2020-01-01", "by": "2020-01-01"}],
        "any": ["2020-01-01"],
        "unknown": ["b", "a"],
    }
    assert write_record(kind, "B-1", fields).splitlines() == [
        "B-1:",
        "  days:",
        "    - 2020-01-01",
        "  rows:",
        "    - day: 2020-01-01",
        '      by: "2020-01-01"',
        "  any:",
        '    - "2020-01-01"',
        "  unknown:",
        "    - b",
        "    - a",
    ]


@pytest.mark.parametrize(
    ("notes", "lines"),
    [
        pytest.param(Notes(), "A: {}", id="without-comments"),
        pytest.param(
            Notes(at={(): Note(above=("# a",), beside="# b")}, below=("# c",)),
            "# a\nA: {}  # b\n  # c",
            id="with-comments",
        ),
    ],
)
def test_a_record_without_fields_is_written(notes: Notes, lines: str) -> None:
    assert write_record(MILESTONE, "A", {}, notes) == lines
