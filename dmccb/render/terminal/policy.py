"""A policy, one of its rules, or what its tests say -> a terminal: the outline of each.

Pure.
"""

from __future__ import annotations

from dmccb.policy.shown import PolicyShown, RuleExplained
from dmccb.policy.tested import PolicyTested
from dmccb.render.policy import outline, rule_outline
from dmccb.render.policy_tests import outline as outline_of_tests
from dmccb.render.terminal.outline import outline_screen
from dmccb.render.view import View


def render(shown: PolicyShown, view: View) -> str:
    """Return a policy as a terminal shows it; nothing where nothing can be judged by it."""
    return outline_screen(outline(shown, shown.policy), view._replace(fold=None)) if shown.policy else ""


def render_rule(found: RuleExplained, view: View) -> str:
    """Return one rule as a terminal shows it."""
    return outline_screen(rule_outline(found), view._replace(fold=None))


def render_tests(found: PolicyTested, view: View) -> str:
    """Return what became of the tests of a policy as a terminal shows it."""
    return outline_screen(outline_of_tests(found), view._replace(fold=None))
