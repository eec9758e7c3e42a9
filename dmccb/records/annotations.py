"""One node of a schema -> nothing, or the error that says which of its annotations is wrong.

Pure.  JSON Schema passes over what it does not know, so a misspelt annotation
would have no effect, and nobody would be told.
"""

from __future__ import annotations

from collections.abc import Mapping

from dmccb.errors import SchemaError
from dmccb.records.nearest import did_you_mean, nearest

CHOICES: Mapping[str, tuple[str, ...]] = {
    "x-compare": ("date", "text", "version", "set", "list"),
    "x-control": ("controlled", "status", "note"),
    "x-merge": ("set", "scalar"),
    "x-order": ("set", "list"),
}
"""Annotation -> its values, where they are few."""

_TEXTS = frozenset({"x-collection", "x-noun", "x-ref", "x-title"})

_BOOLEANS = frozenset({"x-beside", "x-ref-external"})

_OF_THE_SCHEMA = frozenset({"x-beside", "x-collection", "x-noun", "x-title"})

ANNOTATIONS = tuple(sorted({*CHOICES, *_TEXTS, *_BOOLEANS, "x-role"}))
"""Every annotation, sorted."""

_KNOWN = frozenset(ANNOTATIONS)

_STEMS = {name.removeprefix("x-"): name for name in ANNOTATIONS}

_PREFIXES = frozenset({"x-", "x_", "X-", "X_"})

_SHOWN = 60

_ALIKE = 0.75
"""How near an unknown name must be to a known one: ``rolle`` is to ``role``, ``format`` is to nothing."""


def check_annotations(node: Mapping[str, object], where: str, *, top: bool = False) -> None:
    """Refuse a node with a misspelt annotation, or one that has no such value or is out of place.

    Names that resemble none of ``ANNOTATIONS`` are for other programs.

    Parameters
    ----------
    node
        A schema, or a part of one.
    where
        File and property, for the message.
    top
        Whether it is a whole schema.

    Raises
    ------
    SchemaError
        If an annotation is wrong.
    """
    for name, value in node.items():
        if name[:2] not in _PREFIXES:
            continue
        if name in _KNOWN:
            _check_place(name, where, top=top)
            _check_value(name, value, where)
        elif meant := _intended(name):
            raise _misspelt(name, meant, where)


def check_collection(schema: Mapping[str, object], where: str) -> None:
    """Refuse a schema without ``x-collection`` that has something like it.

    Parameters
    ----------
    schema
        A whole schema.
    where
        Its file, for the message.

    Raises
    ------
    SchemaError
        If the annotation is misspelt.
    """
    for name in schema:
        if (meant := _intended(name)) == "x-collection":
            raise _misspelt(name, meant, where)


def _misspelt(name: str, meant: str, where: str) -> SchemaError:
    return SchemaError(f"{where}: unknown annotation {repr(name)[:_SHOWN]}", f"did you mean {meant!r}?")


def _intended(name: str) -> str:
    """Return the annotation that an unknown name is near to; empty where it is near to none."""
    if name[:2] not in _PREFIXES:
        return ""
    found = nearest(name[2:].lower().replace("_", "-"), sorted(_STEMS), alike=_ALIKE)
    return _STEMS[found[0]] if found else ""


def _check_place(name: str, where: str, *, top: bool) -> None:
    if top and name not in _OF_THE_SCHEMA:
        raise SchemaError(
            f"{where}: {name} is for a property, not for the whole schema",
            "give it to each property that it applies to",
        )
    if name in _OF_THE_SCHEMA and not top:
        raise SchemaError(
            f"{where}: {name} is for the whole schema, not for a part of it",
            "move it to the top of the file, beside 'title'",
        )


def _check_value(name: str, value: object, where: str) -> None:
    """Refuse what an annotation cannot be; the values of ``x-role`` are looked at where roles are read."""
    if name in CHOICES:
        if value not in CHOICES[name]:
            near = did_you_mean(value, sorted(CHOICES[name]))
            raise _wrong(name, value, where, ", ".join(CHOICES[name]), near)
    elif name in _TEXTS:
        if not isinstance(value, str) or not value:
            raise _wrong(name, value, where, "text")
    elif name in _BOOLEANS and not isinstance(value, bool):
        raise _wrong(name, value, where, "true or false")


def _wrong(name: str, value: object, where: str, want: str, hint: str = "") -> SchemaError:
    return SchemaError(f"{where}: {name} {repr(value)[:_SHOWN]} (want {want})", hint)
