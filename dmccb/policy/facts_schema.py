"""The type Facts -> its JSON Schema, and its reference for readers, field by field.

Pure.  ``schemas/facts.schema.json`` and ``docs/facts.md`` are what this module
writes (``pytest --update-golden``), and tests hold them equal: what the code
reads is what they describe.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from dmccb.policy.facts import Facts

_DRAFT = "http://json-schema.org/draft-07/schema#"


def facts_schema() -> dict[str, Any]:
    """Return the JSON Schema of facts."""
    (top,), parts = msgspec.json.schema_components([Facts], ref_template="#/definitions/{name}")
    definitions = {name: _plain(part) for name, part in sorted(parts.items())}
    name = str(top["$ref"]).rpartition("/")[2]
    return {
        "$schema": _DRAFT,
        "$id": "dmccb/facts/1",
        **definitions.pop(name),
        "title": "facts",
        "definitions": definitions,
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON values have no narrower type
    """Return a schema without what draft-07 passes over beside a reference."""
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    found = {key: _plain(inner) for key, inner in value.items()}
    if "$ref" in found and len(found) > 1:
        found["allOf"] = [{"$ref": found.pop("$ref")}]
    if "description" in found and isinstance(found["description"], str):
        found["description"] = " ".join(found["description"].split())
    return found


def facts_reference() -> str:
    """Return the reference of facts, in Markdown: one table for each part."""
    schema = facts_schema()
    lines = [
        "# Facts",
        "",
        "All that a decision of the gate rests on, as JSON (`schemas/facts.schema.json`). Worked examples",
        "are in `examples/facts/`. An unknown field is an error.",
    ]
    for name, part in (("Facts", schema), *schema["definitions"].items()):
        lines += [
            "",
            f"## {name}",
            "",
            part["description"],
            "",
            "| field | holds | meaning |",
            "|---|---|---|",
        ]
        lines += [_row(field, spec, part.get("required", ())) for field, spec in part["properties"].items()]
    return "\n".join(lines) + "\n"


def _row(field: str, spec: dict[str, Any], required: Sequence[str]) -> str:
    needed = " (required)" if field in required else ""
    return f"| `{field}`{needed} | {_holds(spec)} | {spec.get('description', '')} |"


def _holds(spec: dict[str, Any]) -> str:
    """Return what a field holds, in words."""
    if "$ref" in spec:
        return str(spec["$ref"]).rpartition("/")[2]
    if "allOf" in spec:
        return _holds(spec["allOf"][0])
    if "anyOf" in spec:
        return " or ".join(_holds(one) for one in spec["anyOf"])
    if "enum" in spec:
        return ", ".join(f"`{value}`" for value in spec["enum"])
    if spec.get("type") == "array":
        return f"list of {_holds(spec['items'])}"
    if isinstance(spec.get("additionalProperties"), dict):
        return f"{_holds(spec['additionalProperties'])} by name"
    return str(spec.get("format", spec.get("type", "")))
