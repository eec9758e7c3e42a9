"""What a reader is told of a policy: routes, ways, seats and who holds them."""

from __future__ import annotations

from dmccb.policy.organization import organization_of
from dmccb.policy.rules import Who
from dmccb.policy.shown import (
    PolicyShown,
    RuleExplained,
    board_seats,
    holders,
    roles_of,
    routes,
    vacant,
    ways,
)
from dmccb.problems import Problem
from tests.policy.texts import AS_OF, BOARD, ROLES, ROUTE, files, policy, rule

WAY = rule("way", "requirement: decision\nby:\n  groups:\n    - board")
ASKED = rule("asked", "requirement: any\nwhen:\n  routes:\n    - team\nany_of:\n  - way")
OBJECTION = rule("objection", "requirement: no-objection\nwhen:\n  routes:\n    - team\nsettled_by:\n  - way")
DEPUTY = (
    ROLES
    + "\nother:\n  title: Other\n  holders:\n    - person: ben\n      from: 2026-03-01\n      deputy: true\n"
)


def shown(roles: str = ROLES) -> PolicyShown:
    texts = (ROUTE, BOARD, WAY, ASKED, OBJECTION)
    read = {file.kind.collection: file.records for file in files(*texts, roles=roles)}
    return PolicyShown("here", policy(*texts, roles=roles), organization_of(read), AS_OF)


def test_routes_come_the_strictest_first() -> None:
    found = shown().policy
    assert found is not None
    assert [one.id for one in routes(found)] == ["ldm", "all"]
    assert [one.id for one in ways(found)] == ["way"]


def test_the_seats_of_the_board_have_the_chair_first() -> None:
    assert board_seats(shown()) == ("lead", "member")
    assert roles_of(shown(), Who(groups=("board",))) == ("lead", "member")
    assert roles_of(shown(), Who(groups=("chair",))) == ("lead",)
    assert roles_of(shown(), Who(roles=("member",), groups=("managers",))) == ("member",)


def test_who_holds_a_role() -> None:
    assert holders(shown(), "lead") == ("Ada",)
    assert holders(shown(DEPUTY), "other") == ("Ben (deputy)",)
    assert holders(shown(), "nobody") == ()


def test_the_vacant_seats_are_those_that_are_asked() -> None:
    assert vacant(shown()) == ()
    assert vacant(shown(ROLES.replace("  holders:\n    - person: ada\n", ""))) == ("Lead",)


def test_what_a_rule_is_part_of() -> None:
    one = shown()
    assert one.policy is not None
    found = RuleExplained(one, one.policy, one.policy.rules["way"])
    assert [rule.id for rule in found.way_of] == ["asked"]
    assert [rule.id for rule in found.settles] == ["objection"]


def test_without_a_policy_nothing_is_vacant() -> None:
    broken = shown()._replace(policy=None, problems=(Problem(path="p", rule="policy-name", message="m"),))
    assert vacant(broken) == ()
    assert board_seats(broken) == ()
    assert [problem.rule for problem in broken.errors] == ["policy-name"]
