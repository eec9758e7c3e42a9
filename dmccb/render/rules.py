"""Rules in force -> text or JSON: what each asks, how bad a finding is, where it is written.

Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from dmccb.checks.rules import RuleInForce
from dmccb.render.json_text import json_text
from dmccb.render.view import View


def text(rules: Sequence[RuleInForce], view: View) -> str:  # noqa: ARG001 - nothing is folded
    """Return a paragraph for each rule."""
    return "\n".join(f"{_head(each)}\n  {each.rule.description}\n  {source(each)}\n" for each in rules)


def _head(each: RuleInForce) -> str:
    note = said_of_severity(each)
    return f"{each.rule.id}: {each.severity}{f' ({note})' if note else ''}"


def said_of_severity(each: RuleInForce) -> str:
    """Return where the severity of a rule comes from, where that is worth saying."""
    if each.severity != each.rule.severity:
        return f"set in dmccb.toml; {each.rule.severity} by default"
    return "cannot be set" if each.fixed else ""


def source(each: RuleInForce) -> str:
    """Return where a rule comes from."""
    return f"Source: {each.rule.citation}"


def rows(rules: Sequence[RuleInForce], view: View) -> int:  # noqa: ARG001 - nothing is folded
    """Return how many rules there are."""
    return len(rules)


def as_json(rules: Sequence[RuleInForce]) -> str:
    """Return the rules as JSON."""
    return json_text({"rules": [each.as_json() for each in rules]})
