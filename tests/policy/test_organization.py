"""Records of persons, roles and boards -> who holds which seat."""

from __future__ import annotations

from datetime import date

from dmccb.policy.organization import organization_of
from dmccb.rfc.event import Account
from dmccb.rfc.roster import Held, Organization
from tests.policy.texts import AS_OF, PERSONS, ROUTE, files


def organization(persons: str = PERSONS, **texts: str) -> Organization:
    return organization_of(
        {file.kind.collection: file.records for file in files(ROUTE, persons=persons, **texts)}
    )


def test_nothing_on_record_is_an_empty_organization() -> None:
    assert organization_of({}) == Organization()


def test_accounts_of_a_person_come_first_the_one_to_write_to() -> None:
    text = (
        "ada:\n  name: Ada\n  github:\n    login: ada\n    id: 1\n"
        "  other_accounts:\n    - login: work\n      id: 2\n"
    )
    assert organization(text).persons["ada"].accounts == (
        Account(login="ada", id=1),
        Account(login="work", id=2),
    )


def test_a_person_without_an_account_has_none() -> None:
    assert organization().persons["ada"].accounts == ()


def test_holders_have_their_days() -> None:
    roles = (
        "lead:\n  title: Lead\n  holders:\n    - person: ada\n"
        "      from: 2026-03-02\n      until: 2026-03-03\n"
    )
    found = organization(roles=roles, boards="")
    assert found.held("lead", AS_OF) == (Held("ada"),)
    assert found.held("lead", date(2026, 3, 1)) == ()
    assert found.held("lead", date(2026, 3, 4)) == ()


def test_a_board_has_its_seats() -> None:
    boards = (
        "ccb:\n  title: CCB\n  chair: lead\n  members:\n    - role: member\n"
        "  optional:\n    - role: guest\n      topics:\n        - data\n"
    )
    board = organization(boards=boards).boards["ccb"]
    assert board.seats(AS_OF) == ("lead", "member")
    assert board.seats(AS_OF, ["data"]) == ("lead", "member", "guest")
