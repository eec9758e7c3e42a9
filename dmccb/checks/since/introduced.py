"""Findings of two states -> those that the change introduced.

Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from dmccb.problems import Problem
from dmccb.records.kinds import Kinds, kind_of

_POSITION = re.compile(r"(?<=[^\s:]):\d+(?=$|[\s,;:])")


def introduced(new: Iterable[Problem], old: Iterable[Problem], kinds: Kinds, root: str) -> list[Problem]:
    """Return the findings that were not there before.

    Parameters
    ----------
    new, old
        The findings of both states.
    kinds
        By collection.
    root
        Name of the baselines folder.

    Notes
    -----
    Two findings are the same when rule, record and sentence are, wherever
    they are; of two equal ones where there was one, one is new.  That a file
    has too many findings to look at the rest of it is always reported: the
    rest may have new ones.
    """
    before = Counter(_name(problem, kinds, root) for problem in old)
    out = []
    for problem in sorted(new):
        name = _name(problem, kinds, root)
        before[name] -= 1
        if before[name] < 0 or problem.rule == "too-many-findings":
            out.append(problem)
    return out


_OF_NEW_KINDS = frozenset({"not-canonical", "unknown-collection"})
"""Rules by which old schemas do not judge: fields in a new order, and files of a kind that is new."""


def by_schemas_of(name: str, found: Iterable[Problem]) -> list[Problem]:
    """Return what the schemas from before a change object to, saying so.

    Parameters
    ----------
    name
        What the user called the old side.
    found
        What the change introduced, by the schemas of that side.
    """
    return [
        replace(
            problem,
            message=f"{problem.message} (by the schema of {name})",
            hint=f"{problem.hint}; {_FIRST}" if problem.hint else _FIRST,
            cause="",
        )
        for problem in found
        if problem.rule not in _OF_NEW_KINDS
    ]


_FIRST = "if the new schema is right, merge it first, by itself"


def _name(problem: Problem, kinds: Kinds, root: str) -> tuple[str, str, str, str]:
    kind = kind_of(kinds, problem.path.removeprefix(f"{root}/"))
    where = kind.name if kind and problem.id else problem.path
    return problem.rule, where, problem.id, _POSITION.sub("", problem.message)
