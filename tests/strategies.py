"""Hypothesis strategies: valid records of any kind, baselines of them, and edits."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from dmccb.records.coerce import sorted_set
from dmccb.records.kinds import Kind, Kinds, load
from dmccb.records.record import Collections, Record, Value

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
KINDS: Kinds = load((path.name, path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.json")))

EXAMPLES = int(os.environ.get("DMCCB_EXAMPLES", "15"))
"""How many examples each law is tried with."""

Schema = Mapping[str, Any]
"""A part of a JSON Schema."""

# ------------------------------------------------------------------- text

CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc"],
    exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff",
)
NASTY = st.sampled_from(
    [
        "1.10", "1_000", "1:30", "190:20:30", "0o17", "017", "0x1f", "02E1", "1e3", "_", "+_",
        ".5", "-.inf", ".NaN",
        "+1", "-1",
        "2019-11-08", "2019-1-8", "2019-11-08T10:00:00Z", "yes", "no", "on", "Off", "y", "N", "true",
        "False", "null", "~",
        "=", "<<", "", " ", "  ", "-", "--", "---", "...", "- x", "-x", "?", "? x", ":", ": ", "a: b", "a:",
        "a:b", ":a",
        "#", "# x", "x #y", "x#y", "&a", "*a", "!a", "!!str x", "|", ">", ">-", "%x", "@x", "`x`", "'", '"',
        "''", '""',
        "it's", '"x"', "'x'", 'a"b\'c', "\\", "\\n", 'a\\"b', "{}", "[]", "{a: b}", "[a, b]", ",", "]", " x",
        "x ", "x  y",
        "é", "e\u0301", "\U0001f52d", "\u200d", "\u00a0", "\u00a0x\u00a0", "µm", "a\tb", "\t", "w" * 120,
        "A:", "B:\n  x: y",
        "\u3000", "$HOME", "{{ x }}", "<b>", "a|b",
    ]
)  # fmt: skip
WORDS = (
    NASTY | st.text(CHARACTERS, min_size=1, max_size=8) | st.text("abcdeXYZ0123-.", min_size=1, max_size=12)
)
LINES = st.one_of(
    NASTY,
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.lists(st.text("abcdefgh#:-", min_size=1, max_size=20), min_size=10, max_size=20).map(" ".join),
    st.text(CHARACTERS, min_size=1, max_size=20),
    st.text("0123456789.-+_:eExobT ", min_size=1, max_size=10),
).map(lambda text: text.replace("\n", " "))
TEXTS = (
    LINES
    | st.lists(LINES, min_size=1, max_size=5).map("\n".join)
    | st.sampled_from(["\n", "x\n", "x\n\n", "\nx", "a\n\nb\n"])
)
DATES = st.dates(date(1970, 1, 1), date(2069, 12, 31)).map(date.isoformat)

# --------------------------------------------------------------- one value

_ONE_LINE = "^[^\\n]*$"


def _resolved(root: Schema, node: Schema) -> Schema:
    while "$ref" in node:
        target: Any = root  # Any: a JSON Schema has no narrower type
        for part in str(node["$ref"]).removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def _strings(node: Schema) -> st.SearchStrategy[str]:
    pattern = node.get("pattern", "")
    if node.get("format") == "date":
        return DATES
    if node.get("format") == "uri":
        return st.sampled_from(["https://a.example/x", "https://a.example/x?y=1&z=2#w", "urn:a:b"])
    if pattern == _ONE_LINE:
        return LINES.filter(lambda text: len(text) >= node.get("minLength", 0))
    if pattern:
        return st.from_regex(re.compile(pattern, re.ASCII)).filter(lambda text: "\n" not in text)
    return TEXTS.filter(lambda text: len(text) >= node.get("minLength", 0))


def _shared(node: Schema) -> Schema:
    """Return what all the forms of a value have in common."""
    return {"type": node["type"]} if "type" in node else {}


def _values(root: Schema, node: Schema) -> st.SearchStrategy[Any]:
    node = _resolved(root, node)
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "anyOf" in node:
        forms = [_resolved(root, shape) for shape in node["anyOf"]]
        return st.one_of([_values(root, {**_shared(node), **form}) for form in forms])
    match node.get("type"):
        case "integer":
            return st.integers(node.get("minimum", -1000), node.get("maximum", 10**9))
        case "boolean":
            return st.booleans()
        case "array":
            members = st.lists(
                _values(root, node["items"]), min_size=node.get("minItems", 0), max_size=4, unique_by=_as_json
            )
            return members.map(sorted_set) if node.get("x-order") == "set" else members
        case "object":
            return _objects(root, node)
        case _:
            return _strings(node)


def _as_json(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _objects(root: Schema, node: Schema) -> st.SearchStrategy[dict[str, Any]]:
    required = set(node.get("required", ()))
    missing = st.just(None)
    parts = {
        name: _values(root, value) if name in required else missing | _values(root, value)
        for name, value in node["properties"].items()
    }
    return st.fixed_dictionaries(parts).map(
        lambda found: {name: found[name] for name in parts if found[name] is not None}
    )


# ------------------------------------------------------- records, baselines

_POOL = [
    "A", "A1", "A-1", "A.1", "a", "a1", "B", "no", "on", "y", "1.10", "1e3", "0x1", "2019-01-01",
    "LDM-503-8b", "LDM-503-08b",
    "DM-AP-1", "dm-pm", "dm", "pm", "LDM-1", "LDM-564", "LSE-61", "RFC-1", "02C.01", "1", "v1.4",
    "LDM-564/v1.4", "X_y", "Z-9",
    "DMS-REQ-0001", "OSS-REQ-0002", "DMS-REQ-1",
]  # fmt: skip


def ids(kind: Kind) -> tuple[str, ...]:
    """Return IDs that the schema of a kind allows."""
    pattern = kind.schema.get("propertyNames", {}).get("pattern", "")
    return tuple(key for key in _POOL if re.search(pattern, key))


def fields(kind: Kind) -> st.SearchStrategy[dict[str, Value]]:
    """Strategy for the fields of a valid record, typed as if they had been read."""
    return _objects(kind.schema, _resolved(kind.schema, kind.schema["additionalProperties"]))


def record(key: str, values: Mapping[str, Value]) -> Record:
    return Record(id=key, fields=dict(values))


def records(kind: Kind, max_size: int = 5) -> st.SearchStrategy[dict[str, Record]]:
    """Strategy for the records of one collection, by ID."""
    found = st.dictionaries(st.sampled_from(ids(kind)), fields(kind), max_size=max_size)
    return found.map(lambda made: {key: record(key, made[key]) for key in sorted(made)})


def baselines(kinds: Kinds = KINDS, max_size: int = 4) -> st.SearchStrategy[Collections]:
    """Strategy for the records of a few collections."""
    names = st.lists(st.sampled_from(sorted(kinds)), min_size=1, max_size=3, unique=True)

    def made(chosen: list[str]) -> st.SearchStrategy[dict[str, dict[str, Record]]]:
        return st.fixed_dictionaries({name: records(kinds[name], max_size) for name in sorted(chosen)})

    return names.flatmap(made).map(without_nothing)


def without_nothing(collections: Collections) -> dict[str, dict[str, Record]]:
    """Return collections as reading gives them: sorted, none of them empty."""
    return {name: dict(sorted(found.items())) for name, found in sorted(collections.items()) if found}


@st.composite
def edits(draw: st.DrawFn, baseline: Collections, kinds: Kinds = KINDS) -> Collections:
    """Draw what a baseline becomes when a few of its records are edited."""
    out = {name: dict(found) for name, found in baseline.items()}
    for name in sorted(out):
        kind, found = kinds[name], out[name]
        for key in sorted(found):
            action = draw(
                st.sampled_from(["keep", "keep", "field", "field", "drop", "rename", "content", "swap"])
            )
            if action == "field":
                found[key] = draw(_field_edit(kind, found[key]))
            elif action == "content":
                found[key] = record(key, draw(fields(kind)))
            elif action == "drop":
                del found[key]
            elif action == "rename":
                other = draw(st.sampled_from(ids(kind)))
                if other not in found:
                    found[other] = _renamed(kind, found.pop(key), other, said=draw(st.booleans()))
            elif action == "swap":
                other = draw(st.sampled_from(sorted(found)))
                found[key], found[other] = record(key, found[other].fields), record(other, found[key].fields)
        if draw(st.booleans()):
            key = draw(st.sampled_from(ids(kind)))
            found.setdefault(key, record(key, draw(fields(kind))))
    return without_nothing(out)


@st.composite
def _field_edit(draw: st.DrawFn, kind: Kind, old: Record) -> Record:
    fresh = draw(fields(kind))
    name = draw(st.sampled_from(sorted(kind.fields)))
    values = {**old.fields}
    required = _resolved(kind.schema, kind.schema["additionalProperties"]).get("required", ())
    if name in fresh:
        values[name] = fresh[name]
    elif name not in required:
        values.pop(name, None)
    return record(old.id, values)


def _renamed(kind: Kind, old: Record, key: str, *, said: bool) -> Record:
    values = dict(old.fields)
    if said and "aka" in kind.fields:
        values["aka"] = [old.id]
    return record(key, values)


# ------------------------------------------------------------------ bytes

_PIECES = st.sampled_from(
    [
        b"A:\n",
        b"A1: x\n",
        b'"B":\n',
        b"  x: y\n",
        b"\n",
        b"# c\n",
        b"stray\n",
        b"\xff",
        b"\r\n",
        b"\x00",
        b"---\n",
        b":",
    ]
)
RECORD_FILES = st.lists(_PIECES | st.binary(max_size=4), max_size=12).map(b"".join)
"""Bytes of record files, readable and not."""
