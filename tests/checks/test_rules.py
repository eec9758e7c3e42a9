"""Every rule that a finding can name is described."""

from __future__ import annotations

import re

from dmccb.checks.rules import RULES, in_force
from tests.checks.plan import ROOT


def test_every_rule_that_is_named_has_a_description() -> None:
    named = set()
    for path in (ROOT / "dmccb").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'rule="([a-z0-9-]+)"', text))
        named |= set(re.findall(r'_Refused\(\s*[^,]+?(?:\([^()]*\))?,\s*"([a-z0-9-]+)"', text))
    assert named - RULES.keys() == set()
    assert all(rule.description.endswith(".") and rule.citation for rule in RULES.values())


def test_rules_are_in_force_as_they_are_set() -> None:
    found = {each.rule.id: each for each in in_force({"overdue": "error", "unknown-wbs": None})}
    assert (found["overdue"].severity, found["unknown-wbs"].severity) == ("error", "off")
    assert (found["tab"].severity, found["tab"].fixed, found["overdue"].fixed) == ("error", True, False)
    order = [each.severity for each in in_force({"unknown-wbs": None})]
    assert order == sorted(order, key=["error", "warning", "note", "off"].index)
