"""Whom a policy asks, and the seats in which nobody sits."""

from __future__ import annotations

import pytest

from dmccb.policy.asked import Asked, seats, whos
from dmccb.policy.organization import organization_of
from dmccb.policy.rules import NOBODY, Who
from tests.policy.texts import ASKED, PROFILE, ROLES, ROUTE, files, found, policy, rule


def test_a_vacant_seat_is_a_warning_and_told_once() -> None:
    asked = rule(
        "read", "requirement: read\nwhen:\n  routes:\n    - team\nby:\n  roles:\n    - lead\ncount: 1"
    )
    again = rule("tell", "requirement: told\nwhen:\n  routes:\n    - team\nby:\n  roles:\n    - lead")
    vacant = ROLES.replace("  holders:\n    - person: ada\n", "")
    assert found(asked, again, ROUTE, roles=vacant) == [
        "policy-vacant rules.yaml:7:3: by: nobody holds the role 'lead' (Lead)"
    ]
    assert policy(asked, again, ROUTE, roles=vacant).rules


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        pytest.param(NOBODY, None, id="nobody"),
        pytest.param(Who(roles=("lead",)), {"lead"}, id="a-role"),
        pytest.param(Who(groups=("board",)), {"lead", "member"}, id="the-board-with-its-chair"),
        pytest.param(Who(groups=("chair",)), {"lead"}, id="the-chair"),
        pytest.param(Who(roles=("member",), groups=("chair",)), {"lead", "member"}, id="both"),
        pytest.param(Who(roles=("lead",), groups=("managers",)), None, id="the-request-says-who"),
    ],
)
def test_the_roles_that_somebody_can_be(who: Who, expected: set[str] | None) -> None:
    read = {file.kind.collection: file.records for file in files(ROUTE, ASKED)}
    asked = Asked(policy(ROUTE, ASKED), read["rules"], read["profiles"]["p"], organization_of(read))
    assert seats(asked, who) == expected


def test_no_board_has_no_seats() -> None:
    read = {file.kind.collection: file.records for file in files(ROUTE)}
    without = policy(ROUTE, profile=PROFILE.replace("  board: ccb\n", ""))
    asked = Asked(without, read["rules"], read["profiles"]["p"], organization_of(read))
    assert seats(asked, Who(groups=("board",))) is None
    assert seats(asked, Who(roles=("lead",))) == {"lead"}


def test_every_field_that_names_somebody_is_asked() -> None:
    body = "requirement: approval\nwhen:\n  routes:\n    - team\ncount: 1\n"
    for field in ("by", "convened_by", "including", "instead"):
        body += f"{field}:\n  roles:\n    - lead\n"
    assert [field for field, _ in whos(policy(ROUTE, rule("new", body)).rules["new"])] == [
        "by",
        "convened_by",
        "including",
        "instead",
    ]
