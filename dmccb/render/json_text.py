"""ChangeRecord -> JSON: the change set as ``changeset.schema.json`` has it.

Pure.
"""

from __future__ import annotations

import json

from dmccb.changerecord import ChangeRecord


def render(record: ChangeRecord) -> str:
    """Return the change set as indented JSON; dates stay text, text stays as it is."""
    return json.dumps(record.changeset.as_json(), indent=2, ensure_ascii=False) + "\n"
