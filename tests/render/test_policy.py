"""A policy, and one of its rules, as text and JSON."""

from __future__ import annotations

import json
from textwrap import fill
from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.organization import organization_of
from dmccb.policy.shown import PolicyShown, RuleExplained
from dmccb.policy.vocabulary import REQUIREMENTS
from dmccb.problems import Problem
from dmccb.render import RENDERERS
from dmccb.render.view import View
from tests.policy.texts import AS_OF, BOARD, PROFILE, ROLES, ROUTE, files, policy, rule

TEXTS = (
    ROUTE,
    BOARD,
    rule("flag", "requirement: route\nroute: board\nby:\n  groups:\n    - board"),
    rule("scope", "requirement: class\nwhen:\n  names:\n    - scope\nclass: major\nchoice: true"),
    rule("board", "requirement: approval\nby:\n  groups:\n    - board\nshare: majority\nchoices:\n  - share"),
    rule("asked", "requirement: any\nwhen:\n  items_on:\n    - board\nany_of:\n  - board\n  - later"),
    rule("later", "requirement: decision\nby:\n  roles:\n    - lead\nperiod: 7d\nstarts:\n  - asked"),
)
VACANT = ROLES.replace("  holders:\n    - person: ada\n", "")


def shown(profile: str = PROFILE) -> PolicyShown:
    read = {file.kind.collection: file.records for file in files(*TEXTS, roles=VACANT, profile=profile)}
    loaded = policy(*TEXTS, roles=VACANT, profile=profile)
    return PolicyShown("working tree", loaded, organization_of(read), AS_OF)


def explained(name: str) -> RuleExplained:
    one = shown()
    assert one.policy is not None
    return RuleExplained(one, one.policy, one.policy.rules[name])


TEXT = """\
A policy (p), version 1
working tree, as of 2026-03-02; in force by somebody
CCB decides; minimum reading 1m; approvals of equal meaning: keep; unknown contributors: wait

Who controls what: the strictest route of any item counts
  board: whatever the board flags
    flag: D
  board: anything of the series LDM under control
    ldm: D
  team: anything under control that no other rule means
    all: D

What makes a request major, or ordinary again
  major: scope
    its record names scope
    scope: D (our choice)

What is asked
  asked
    where an item is on the route board
    one of: board, later
    asked: D

Ways that other rules name
  board
    a majority of the board
    board: D (our choice: share)
  later
    Lead; after 1 week since the board was asked
    later: D

Vacant seats
  Lead
"""


def test_the_rules_of_a_policy_are_listed_in_plain_words() -> None:
    assert RENDERERS["Policy"]["text"](shown()) == TEXT


def test_a_terminal_shows_the_same() -> None:
    page = RENDERERS["Policy"]["terminal"](shown(), View(columns=100, colour=False))
    assert [line.strip() for line in page.splitlines() if line.strip()] == [
        line.strip() for line in TEXT.splitlines() if line.strip()
    ]


def test_without_a_board_nobody_decides() -> None:
    small = policy(ROUTE, profile=PROFILE.replace("  board: ccb\n", ""))
    assert "no board; " in RENDERERS["Policy"]["text"](shown()._replace(policy=small))


@pytest.mark.parametrize("fmt", ["text", "terminal"])
def test_where_nothing_can_be_judged_there_is_no_page(fmt: str) -> None:
    assert RENDERERS["Policy"][fmt](shown()._replace(policy=None), View(columns=80)) == ""


def as_json(value: object, kind: str) -> Any:
    return json.loads(RENDERERS[kind]["json"](value))


def test_the_policy_as_json() -> None:
    found = as_json(shown(), "Policy")
    assert (found["schema"], found["name"], found["version"]) == ("dmccb/policy/1", "p", 1)
    assert found["vacant"] == ["Lead"]
    rules = {one["id"]: one for one in found["rules"]}
    assert rules["later"]["words"] == {
        "when": "",
        "asks": "Lead; after 1 week since the board was asked",
    }
    assert rules["later"]["period"] == "7d"
    assert rules["later"]["source"] == "D"


def test_what_is_wrong_as_json() -> None:
    problem = Problem(path="baselines/policy/rules.yaml", line=3, rule="policy-name", message="no rule 'x'")
    found = as_json(shown()._replace(policy=None, problems=(problem,)), "Policy")
    assert (found["name"], found["rules"]) == (None, [])
    assert found["problems"][0]["message"] == "no rule 'x'"


def test_one_rule_is_explained() -> None:
    assert RENDERERS["PolicyRule"]["text"](explained("board")) == (
        """\
board: board
A policy (p), version 1, as of 2026-03-02

Why
  so
  D
  our choice: share: the text does not say it

What it asks: approval
"""
        + _meaning()
        + """\
  a majority of the board

When it applies
  only where another rule names it, or somebody says it

Who holds the seats
  Lead: vacant
  Member: Ben
  board: the seats of the policy's board, with the optional ones that the request's topics ask for

What it is part of
  one way of asked: asked
"""
    )


def _meaning() -> str:
    meaning = REQUIREMENTS["approval"].meaning
    return fill(meaning, 100, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False) + "\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("all", "gives the route team", id="a-route"),
        pytest.param("scope", "makes it major", id="a-class"),
        pytest.param("asked", "later: later", id="its-ways"),
        pytest.param("asked", "where an item is on the route board", id="when-it-applies"),
        pytest.param("asked", "items_on: Some item takes one of these routes", id="what-a-question-means"),
    ],
)
def test_what_is_said_of_a_rule(name: str, said: str) -> None:
    assert said in RENDERERS["PolicyRule"]["text"](explained(name))


def test_a_terminal_explains_the_same() -> None:
    page = RENDERERS["PolicyRule"]["terminal"](explained("later"), View(columns=100, colour=False))
    assert "Lead; after 1 week since the board was asked" in page
    assert "one way of asked: asked" in page


def test_one_rule_as_json() -> None:
    found = as_json(explained("board"), "PolicyRule")
    assert (found["schema"], found["id"], found["policy"]) == ("dmccb/policy-rule/1", "board", "p")
    assert found["seats"] == {"Lead": [], "Member": ["Ben"]}
    assert found["way_of"] == ["asked"]
    assert found["settles"] == []


@pytest.mark.parametrize("fmt", ["text", "terminal"])
def test_nothing_that_a_terminal_would_obey_gets_out(fmt: str) -> None:
    evil = replace(policy(*TEXTS, roles=VACANT), title="a\x1b[31mb\u202ec")
    page = RENDERERS["Policy"][fmt](shown()._replace(policy=evil), View(columns=100, colour=False))
    assert "\x1b[31m" not in page
    assert "\u202e" not in page
