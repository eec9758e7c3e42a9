"""The schemas that come with dmccb, and those of a repository beside them -> Kinds."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dmccb.errors import SchemaError
from dmccb.records.kinds import Kind, Kinds, load, load_beside
from dmccb.repository.snapshot import Snapshot


def folder() -> Path:
    """Return the folder of the shipped schemas: in the wheel, or at the top of a checkout."""
    here = Path(__file__).resolve().parent.parent
    for place in (here / "schemas", here.parent / "schemas"):
        if (place / "milestone.schema.json").is_file():
            return place
    raise SchemaError("the shipped schemas are missing", "install dmccb again")


@lru_cache(maxsize=1)
def schemas() -> tuple[tuple[str, str], ...]:
    """Return name and text of the shipped schemas."""
    return tuple(
        (file.name, file.read_text(encoding="utf-8")) for file in sorted(folder().glob("*.schema.json"))
    )


def is_shipped(kind: Kind) -> bool:
    """Tell whether a kind is as dmccb ships it, so that its schema need not be checked again."""
    return _shipped().get(kind.collection) == kind


@lru_cache(maxsize=1)
def _shipped() -> Kinds:
    return load_every_kind()


def load_kinds(snapshot: Snapshot | None = None) -> Kinds:
    """Return the kinds of a baseline: the shipped ones, and those of a snapshot's own schemas."""
    return load(_texts(snapshot))


def load_kinds_beside(snapshot: Snapshot | None = None) -> Kinds:
    """Return the kinds whose records are in no baseline; a snapshot's own schemas count here, too."""
    return load_beside(_texts(snapshot))


def load_every_kind(snapshot: Snapshot | None = None) -> Kinds:
    """Return the kinds of a baseline, and those beside it."""
    texts = _texts(snapshot)
    return {**load(texts), **load_beside(texts)}


def _texts(snapshot: Snapshot | None) -> tuple[tuple[str, str], ...]:
    return (*schemas(), *(snapshot.schemas() if snapshot else ()))
