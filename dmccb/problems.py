"""What is wrong with a baseline, as values: rule, severity, place, sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from dmccb.errors import RecordFileError

Severity = Literal["error", "warning", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

SCHEMA = "dmccb/problems/2"

MAX_REPORTED = 1000
"""Findings that are reported; the others are only counted."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Problem:
    """One finding; sorts by place.

    Attributes
    ----------
    path
        File, relative to the root of the repository.
    line, column
        From 1, in characters; 0 where the whole file or line is meant.
    rule
        Stable name of the rule (``unknown-reference``).
    severity
        How bad it is.
    id
        ID of the record, or empty.
    message
        One sentence; lower case, no full stop.
    hint
        What to do next, or empty.
    cause
        What findings of one cause have in common, as it follows their number
        (``products lack a manager or an owner``); empty where each finding
        stands for itself.
    """

    path: str
    line: int = 0
    column: int = 0
    rule: str
    severity: Severity = "error"
    id: str = ""
    message: str
    hint: str = ""
    cause: str = ""

    @property
    def place(self) -> str:
        """``path:line:column``, as far as it is known."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)

    def as_json(self) -> dict[str, object]:
        """Return the finding as JSON values (``problems.schema.json``)."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "id": self.id,
            "message": self.message,
            "hint": self.hint,
        }


def counts(problems: Iterable[Problem]) -> dict[Severity, int]:
    """Return how many findings there are of each severity."""
    out: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    for problem in problems:
        out[problem.severity] += 1
    return out


_BY_PLACE = attrgetter("path", "line", "column", "rule", "severity", "id", "message", "hint")


def by_place(problems: Iterable[Problem]) -> list[Problem]:
    """Return findings sorted, as ``sorted`` does, in a third of its time: there may be 100,000."""
    return sorted(problems, key=_BY_PLACE)


def by_importance(problems: Iterable[Problem]) -> list[Problem]:
    """Return findings as they are reported: errors, warnings, notes; then by rule, then by place."""
    rank = {severity: number for number, severity in enumerate(SEVERITIES)}
    return sorted(by_place(problems), key=lambda problem: (rank[problem.severity], problem.rule))


def abridged(problems: Sequence[Problem]) -> list[Problem]:
    """Return the first thousand findings, and one more that counts the others.

    That one is as severe as the worst of them, so that what a command answers
    does not depend on it.

    Parameters
    ----------
    problems
        Every finding, by importance.
    """
    rest = problems[MAX_REPORTED:]
    if not rest:
        return list(problems)
    number = counts(rest)
    worst = next(severity for severity in SEVERITIES if number[severity])
    several = [f"{count} {name}{'' if count == 1 else 's'}" for name, count in number.items() if count]
    last = Problem(
        path=rest[0].path,
        rule="too-many-findings",
        severity=worst,
        message=f"{', '.join(several)} beyond the first {MAX_REPORTED} findings are not listed",
        hint="correct the ones that are listed first",
    )
    return [*problems[:MAX_REPORTED], last]


class UnreadableRecordsError(RecordFileError):
    """Record files that cannot be read.

    Parameters
    ----------
    problems
        Where and why.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        shown = ["".join(map(_visible, f"{one.place}: {one.message}")) for one in sorted(set(problems))]
        super().__init__("\n".join(shown), "dmccb check says more; correct these first")
        self.problems = tuple(problems)


def unreadable(problems: Sequence[Problem]) -> UnreadableRecordsError:
    """Return the error that says why record files cannot be read."""
    return UnreadableRecordsError(problems)


def _visible(char: str) -> str:
    """Return a character, or how Python writes it where a terminal would obey it or cannot show it."""
    return char if char.isprintable() else repr(char)[1:-1]
