"""PolicyTested -> text or JSON: each case that fails, what was expected and why it is not so, and coverage.

Pure.  Text and terminal write one outline.
"""

from __future__ import annotations

from collections.abc import Iterator

from dmccb.policy.tested import CaseResult, Difference, PolicyTested
from dmccb.render.display import display
from dmccb.render.json_text import json_text
from dmccb.render.outline import text as writer
from dmccb.render.outline.outline import Line, Outline, line, part
from dmccb.render.view import View


def text(found: PolicyTested, view: View) -> str:
    """Return what became of the tests as plain text."""
    return writer.outline_text(outline(found), view)


def rows(found: PolicyTested, view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many lines the answer has."""
    return writer.rows(outline(found))


def as_json(found: PolicyTested) -> str:
    """Return what became of the tests as a JSON object."""
    return json_text(
        {
            "schema": "dmccb/policy-tests/1",
            "policy": found.policy.name,
            "version": found.policy.version,
            "cases": [_case_json(result) for result in found.results],
            "uncovered": {one.rule.id: one.missing for one in found.uncovered},
        }
    )


def _case_json(result: CaseResult) -> dict[str, object]:
    case = result.case
    return {
        "name": case.name,
        "path": case.path,
        "line": case.line,
        "verdict": result.decision.verdict,
        "passed": not result.differences,
        "differences": [one._asdict() for one in result.differences],
    }


def outline(found: PolicyTested) -> Outline:
    """Return the outline of what became of the tests."""
    passed = len(found.results) - len(found.failed)
    told = f"{found.policy.name}: {passed} of {len(found.results):,} cases pass"
    covered = len(found.coverage) - len(found.uncovered)
    return Outline(
        head=line(display(told), tone="later" if found.failed else "plain").phrase,
        about=(f"{covered} of {len(found.coverage):,} rules shown both ways",),
        parts=(
            *part("Cases that fail", (one for result in found.failed for one in _failure(result))),
            *part(
                "Rules that no case shows both ways",
                (line(display(f"{one.rule.id}: {one.missing}")) for one in found.uncovered),
            ),
        ),
    )


def _failure(result: CaseResult) -> Iterator[Line]:
    case = result.case
    title = f"  {case.title}" if case.title else ""
    yield line(display(f"{case.path}:{case.line}: {case.name}{title}"))
    for one in result.differences:
        yield from _difference(one)


def _difference(one: Difference) -> Iterator[Line]:
    yield line(display(f"{one.what}: expected {one.expected}, found {one.found}"), 1)
    yield line(display(one.sentence), 2)
