"""The rules in force: what each asks, how bad it is, and who says so."""

from __future__ import annotations

import json

import pytest

from dmccb.checks.rules import RULES, in_force
from dmccb.problems import Severity
from dmccb.render import RENDERERS
from dmccb.render.view import View

FORMATS = RENDERERS["Rules"]


@pytest.mark.parametrize(
    ("rule", "severity", "head"),
    [
        pytest.param("overdue", "note", "overdue: note\n", id="as-it-is"),
        pytest.param(
            "overdue", "error", "overdue: error (set in dmccb.toml; note by default)\n", id="stricter"
        ),
        pytest.param("overdue", None, "overdue: off (set in dmccb.toml; note by default)\n", id="off"),
    ],
)
def test_a_severity_that_was_set_is_told(rule: str, severity: Severity | None, head: str) -> None:
    page = FORMATS["text"](in_force({rule: severity}))
    assert f"\n{head}" in page


def test_each_rule_is_explained() -> None:
    page = FORMATS["text"](in_force({}))
    assert page.startswith("aka-alive: error\n  An ID that ")
    assert "\ntab: error (cannot be set)\n  Lines are indented with spaces.\n  Source: dmccb's file" in page
    assert page.count("  Source: ") == len(RULES)
    assert page.index("\nopen-feature: warning") < page.index("\noverdue: note")


def test_a_terminal_says_the_same() -> None:
    page = FORMATS["terminal"](in_force({"overdue": None}), View(columns=200))
    assert "overdue  off  set in dmccb.toml; note by default\n" in page
    assert page.count("Source: ") == len(RULES)


def test_json_has_what_is_in_force_and_the_default() -> None:
    found = json.loads(FORMATS["json"](in_force({"overdue": "error"})))["rules"]
    by_id = {one.pop("id"): one for one in found}
    assert list(by_id) == sorted(
        by_id, key=lambda key: (["error", "warning", "note"].index(by_id[key]["severity"]), key)
    )
    assert by_id["overdue"] == {
        "severity": "error",
        "default": "note",
        "fixed": False,
        "description": RULES["overdue"].description,
        "source": RULES["overdue"].citation,
    }
    assert by_id["tab"]["fixed"] is True
