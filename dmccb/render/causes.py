"""Findings -> Cause …: those of one cause as one, with their number.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dmccb.problems import Problem
from dmccb.render.display import display

NAMED = 3
"""Records of one cause that are named; the others are only counted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """Findings that a reader sees as one.

    Attributes
    ----------
    first
        The first of them: its place, rule and severity are those of all.
    number
        How many there are.
    sentence
        What is wrong.
    hint
        What to do next, where that is the same for all; else empty.
    """

    first: Problem
    number: int
    sentence: str
    hint: str


def sentence(problem: Problem) -> str:
    """Return the message of a finding, with the record that it is about."""
    message = display(problem.message)
    subject = display(problem.id)
    named = not subject or message.startswith((f"{subject} ", f"{subject!r} "))
    return message if named else f"{subject}: {message}"


def each(problems: Sequence[Problem]) -> list[Cause]:
    """Return each finding by itself."""
    return [_cause([problem]) for problem in problems]


def causes(problems: Sequence[Problem], most: int) -> list[Cause]:
    """Return findings with those of one cause as one.

    Parameters
    ----------
    problems
        The findings, by importance.
    most
        How many findings of one rule are shown one by one where each has a
        cause of its own; if there are more, they are one as well.
    """
    out: list[Cause] = []
    for _, of_rule in groupby(problems, key=lambda problem: (problem.severity, problem.rule)):
        out += map(_cause, _together(list(of_rule), most))
    return out


def _together(problems: Sequence[Problem], most: int) -> Iterator[Sequence[Problem]]:
    """Yield the findings of a rule that are shown as one."""
    shared: dict[str, list[Problem]] = {}
    for problem in problems:
        shared.setdefault(problem.cause, []).append(problem)
    alone = shared.pop("", [])
    yield from shared.values()
    if len(alone) > most:
        yield alone
    else:
        yield from ([problem] for problem in alone)


def _cause(problems: Sequence[Problem]) -> Cause:
    """Return findings as one; the first one gives its place."""
    first, number = problems[0], len(problems)
    hints = {problem.hint for problem in problems}
    return Cause(
        first=first,
        number=number,
        sentence=_sentence(problems),
        hint=display(first.hint) if len(hints) == 1 else "",
    )


def _sentence(problems: Sequence[Problem]) -> str:
    first, number = problems[0], len(problems)
    if number == 1:
        return sentence(first)
    if first.cause:
        return f"{number:,} {display(first.cause)}: {_names(problems)}"
    return f"{sentence(first)}; {number - 1:,} more of this rule: {_names(problems[1:])}"


def _names(problems: Sequence[Problem]) -> str:
    """Return the first records that findings are about, or files, and how many more there are."""
    named = list(dict.fromkeys(display(problem.id or problem.path) for problem in problems))
    more = len(named) - NAMED
    if more <= 1:  # a single one takes no more room than its number
        return ", ".join(named)
    return f"{', '.join(named[:NAMED])} and {more:,} more"
