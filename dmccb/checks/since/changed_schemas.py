"""The kinds of two states -> a finding for each schema that the change alters.

Pure.  A schema judges records, so a change of it is told even where every
record obeys both versions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from dmccb.checks.rules import RULES
from dmccb.checks.schema import shortened
from dmccb.problems import Problem
from dmccb.records.kinds import Kind, Kinds

SHOWN = 5
"""Parts of one schema that are named; of the others, how many there are."""


def changed_schemas(old: Kinds, new: Kinds, files: Mapping[str, str]) -> list[Problem]:
    """Return a finding for each kind whose schema differs, sorted.

    Parameters
    ----------
    old, new
        The kinds of each state, by collection.
    files
        Collection -> file of its schema, of those that dmccb does not ship.
    """
    out = []
    for collection in sorted(old.keys() | new.keys()):
        was, now = old.get(collection), new.get(collection)
        if what := _change(was, now):
            out.append(
                Problem(
                    path=files.get(collection, collection),
                    rule="schema-changed",
                    severity=RULES["schema-changed"].severity,
                    message=f"the change {what}",
                    hint="records are judged by the schema from before the change as well",
                )
            )
    return sorted(out)


def _change(old: Kind | None, new: Kind | None) -> str:
    """Return what happened to the schema of a kind; nothing where it says the same."""
    if old is None or new is None:
        kind = old or new
        verb = "adds" if old is None else "removes"
        return f"{verb} the schema of {kind.collection}" if kind else ""
    parts = list(differing_parts(old.schema, new.schema))
    if not parts and old == new:
        return ""
    shown = ", ".join(shortened(part) for part in parts[:SHOWN])
    rest = f" and {len(parts) - SHOWN} more" if len(parts) > SHOWN else ""
    return f"alters the schema of {new.collection}{': ' if parts else ''}{shown}{rest}"


def differing_parts(old: object, new: object, pointer: str = "") -> Iterator[str]:
    """Yield JSON pointers to the parts that differ; a list is one part.

    Parameters
    ----------
    old, new
        JSON values, of which 1 and true are two.
    pointer
        Where they are.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in sorted(old.keys() | new.keys()):
            inner = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            if name in old and name in new:
                yield from differing_parts(old[name], new[name], inner)
            else:
                yield inner
    elif json.dumps(old, sort_keys=True) != json.dumps(new, sort_keys=True):
        yield pointer
