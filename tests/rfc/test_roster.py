"""Who holds which seat on which day, and whose account it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from dmccb.rfc.event import Account
from dmccb.rfc.roster import (
    Board,
    Held,
    Holder,
    Organization,
    Person,
    Role,
    Seat,
    accounts,
    logins,
    person_of,
    utc_day,
)

DAY = date(2026, 3, 2)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def holder(person: str, since: date | None = None, until: date | None = None, **more: Any) -> Holder:
    return Holder(person=person, since=since, until=until, **more)


def organization(*holders: Holder) -> Organization:
    return Organization(
        persons={
            "ada": Person(
                name="Ada Lovelace", accounts=(Account(login="Ada", id=1), Account(login="ada-2", id=2))
            ),
            "bob": Person(name="Bob"),
            "ci": Person(name="Build", accounts=(Account(login="ci[bot]", id=3, type="Bot"),)),
        },
        roles={"chair": Role(title="Chair", holders=holders)},
    )


@pytest.mark.parametrize(
    ("holders", "held"),
    [
        pytest.param((), (), id="vacant"),
        pytest.param((holder("ada"),), ("ada",), id="without-dates"),
        pytest.param((holder("ada", since=DAY),), ("ada",), id="from-the-first-day"),
        pytest.param((holder("ada", since=AFTER),), (), id="not-the-day-before"),
        pytest.param((holder("ada", until=DAY),), ("ada",), id="to-the-last-day"),
        pytest.param((holder("ada", until=BEFORE),), (), id="not-the-day-after"),
        pytest.param((holder("ada", until=BEFORE), holder("bob", since=DAY)), ("bob",), id="handed-over"),
        pytest.param((holder("bob"), holder("ada")), ("ada", "bob"), id="two-by-name"),
        pytest.param((holder("ada"), holder("ada", since=BEFORE)), ("ada",), id="one-person-twice"),
        pytest.param((holder("nobody"),), (), id="a-person-who-is-not-on-record"),
    ],
)
def test_who_holds_a_role(holders: tuple[Holder, ...], held: tuple[str, ...]) -> None:
    assert organization(*holders).held("chair", DAY) == tuple(Held(person) for person in held)


@pytest.mark.parametrize(
    ("deputy", "held"),
    [
        pytest.param(holder("bob", deputy=True), [Held("ada")], id="no-recorded-absence"),
        pytest.param(
            holder("bob", until=AFTER, deputy=True), [Held("ada")], id="an-absence-without-a-first-day"
        ),
        pytest.param(
            holder("bob", DAY, DAY, deputy=True), [Held("ada"), Held("bob", deputy=True)], id="on-the-day"
        ),
        pytest.param(
            holder("bob", DAY, deputy=True),
            [Held("ada"), Held("bob", deputy=True)],
            id="an-absence-that-lasts",
        ),
        pytest.param(holder("bob", AFTER, deputy=True), [Held("ada")], id="the-day-before-the-absence"),
        pytest.param(
            holder("bob", until=BEFORE, since=BEFORE, deputy=True), [Held("ada")], id="the-day-after"
        ),
    ],
)
def test_a_deputy_holds_a_role_in_a_recorded_absence(deputy: Holder, held: list[Held]) -> None:
    assert list(organization(holder("ada"), deputy).held("chair", DAY)) == held


def test_an_unknown_role_is_vacant() -> None:
    assert organization().held("scribe", DAY) == ()


@pytest.mark.parametrize(
    ("account", "person"),
    [
        pytest.param(Account(login="Ada", id=1), "ada", id="first-account"),
        pytest.param(Account(login="ada-2", id=2), "ada", id="second-account"),
        pytest.param(Account(login="lovelace", id=1), "ada", id="renamed"),
        pytest.param(Account(login="Ada", id=7), "@ada#7", id="look-alike"),
        pytest.param(Account(login="ada", id=8), "@ada#8", id="another-look-alike"),
        pytest.param(Account(login="ci[bot]", id=3, type="Bot"), "@ci[bot]#3", id="a-program-is-nobody"),
        pytest.param(None, "@ghost", id="deleted"),
        pytest.param(Account(login="ghost", id=9), "@ghost#9", id="called-as-if-deleted"),
    ],
)
def test_whose_an_account_is(account: Account | None, person: str) -> None:
    assert person_of(accounts(organization()), account) == person


def test_the_names_that_people_write_are_known_in_any_letter_case() -> None:
    found = logins(organization())
    assert found["ada"] == found["ada-2"] == "ada"
    assert "Ada" not in found


BOARD = Board(
    title="Board",
    chair="chair",
    members=(Seat(role="b"), Seat(role="chair"), Seat(role="new", since=DAY), Seat(role="old", until=DAY)),
    optional=(Seat(role="law", topics=("contracts",)), Seat(role="late", since=AFTER, topics=("contracts",))),
)


@pytest.mark.parametrize(
    ("day", "topics", "seats"),
    [
        pytest.param(DAY, (), ("chair", "b", "new", "old"), id="the-chair-first-and-once"),
        pytest.param(BEFORE, (), ("chair", "b", "old"), id="a-seat-that-comes"),
        pytest.param(AFTER, (), ("chair", "b", "new"), id="a-seat-that-went"),
        pytest.param(
            DAY, ("contracts",), ("chair", "b", "new", "old", "law"), id="an-optional-seat-for-its-topic"
        ),
        pytest.param(AFTER, ("contracts",), ("chair", "b", "new", "law", "late"), id="two-optional-seats"),
        pytest.param(DAY, ("weather",), ("chair", "b", "new", "old"), id="not-for-another-topic"),
    ],
)
def test_the_seats_of_a_board(day: date, topics: tuple[str, ...], seats: tuple[str, ...]) -> None:
    assert BOARD.seats(day, topics) == seats


@pytest.mark.parametrize(
    ("name", "expected"),
    [pytest.param("ada", "Ada Lovelace", id="on-record"), pytest.param("@eve#9", "@eve#9", id="a-stranger")],
)
def test_what_a_person_is_called(name: str, expected: str) -> None:
    assert organization().name(name) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [pytest.param("chair", "Chair", id="on-record"), pytest.param("scribe", "scribe", id="not-on-record")],
)
def test_what_a_role_is_called(role: str, expected: str) -> None:
    assert organization().title(role) == expected


@pytest.mark.parametrize(
    ("hour", "offset", "day"),
    [
        pytest.param(23, 0, DAY, id="utc"),
        pytest.param(1, 2, BEFORE, id="the-day-before-in-utc"),
        pytest.param(23, -2, AFTER, id="the-day-after-in-utc"),
    ],
)
def test_days_are_those_of_utc(hour: int, offset: int, day: date) -> None:
    zone = timezone(timedelta(hours=offset)) if offset else UTC
    assert utc_day(datetime(2026, 3, 2, hour, tzinfo=zone)) == day
