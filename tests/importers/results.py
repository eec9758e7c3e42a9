"""What an importer returned: its remarks as text, and the records after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dmccb.importers.importresult import ImportResult


def said(result: ImportResult, kind: str) -> list[str]:
    """Return the remarks of a kind."""
    return [f"{remark.subject}: {remark.text}" for remark in result.remarks if remark.kind == kind]


def about(result: ImportResult, subject: str) -> list[str]:
    """Return the remarks on a subject."""
    return [f"{remark.kind}: {remark.text}" for remark in result.remarks if remark.subject == subject]


def applied(previous: Mapping[str, Mapping[str, Any]], result: ImportResult) -> dict[str, dict[str, Any]]:
    """Return the records after an import."""
    records = {name: dict(collection) for name, collection in previous.items()}
    for name, codes in result.removals.items():
        for code in codes:
            del records[name][code]
    for name, collection in result.records.items():
        records.setdefault(name, {}).update(collection)
    return records
