"""Who sits somewhere: then, for what was done; today, for what is still to be done."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from dmccb.policy.case import Case
from dmccb.policy.seats import Seat
from dmccb.rfc.roster import Held, Holder, Person
from dmccb.rfc.votes import Act
from tests.policy.build import account, at, case, organization

ROLE = Seat(key="role:systems-engineer", role="systems-engineer", title="Systems Engineer")
OWN = Seat(key="person:owner", persons=("owner", ""), title="Owner")


def seated() -> Case:
    people = organization(
        systems_engineer=(
            Holder(person="chair", until=date(2026, 3, 3)),
            Holder(person="expert-a", since=date(2026, 3, 4)),
        )
    )
    mute = {
        "expert-b": Person(name="Expert-B"),
        "expert-c": Person(name="Expert-C", accounts=(account("expert-c", type="Bot"),)),
    }
    return case(organization=replace(people, persons={**people.persons, **mute}))


@pytest.mark.parametrize(
    ("seat", "day", "persons"),
    [
        pytest.param(ROLE, None, ["expert-a"], id="today"),
        pytest.param(ROLE, date(2026, 3, 3), ["chair"], id="then"),
        pytest.param(OWN, None, ["owner"], id="persons-as-themselves"),
        pytest.param(OWN, date(1999, 1, 1), ["owner"], id="on-any-day"),
        pytest.param(Seat(key="x", title="X"), None, [], id="nobody"),
    ],
)
def test_held(seat: Seat, day: date | None, persons: list[str]) -> None:
    assert seat.held(seated(), day) == tuple(map(Held, persons))


@pytest.mark.parametrize(
    ("person", "hours", "expected"),
    [
        pytest.param("chair", 24, True, id="the-holder-of-then"),
        pytest.param("chair", 48, False, id="the-holder-of-before"),
        pytest.param("expert-a", 24, False, id="the-holder-of-after"),
        pytest.param("expert-a", 48, True, id="the-holder-of-now"),
        pytest.param("owner", 48, False, id="somebody-else"),
    ],
)
def test_sat(person: str, hours: float, expected: bool) -> None:
    act = Act(event="e", at=at(hours), person=person, login=person, verb="approve")
    assert ROLE.sat(seated(), act) is expected


@pytest.mark.parametrize(
    ("persons", "able", "vacancy"),
    [
        pytest.param(("owner",), ["owner"], "", id="can-be-heard"),
        pytest.param(("owner", "expert-b"), ["owner"], "", id="one-can"),
        pytest.param(
            ("expert-b", "expert-c"),
            [],
            "A seat (Expert-B, Expert-C: no account on record)",
            id="a-program-cannot",
        ),
        pytest.param(("zoe",), [], "A seat (zoe: no account on record)", id="nobody-knows-them"),
        pytest.param((), [], "A seat (vacant)", id="nobody-sits-there"),
    ],
)
def test_who_can_be_heard(persons: tuple[str, ...], able: list[str], vacancy: str) -> None:
    seat = Seat(key="x", title="A seat", persons=persons)
    assert [one.person for one in seat.able(seated())] == able
    assert seat.vacancy(seated()) == vacancy


def test_a_seat_is_a_value() -> None:
    bare = Seat(key="k", title="T")
    assert bare == Seat(key="k", title="T", role="", persons=(), party=False)
    with pytest.raises(AttributeError):
        bare.title = "x"  # type: ignore[misc]  # it is frozen
    with pytest.raises(TypeError):
        Seat("k", "T")  # type: ignore[call-arg]  # its fields are named


def test_a_role_in_which_nobody_can_be_heard() -> None:
    people = organization(systems_engineer=(Holder(person="chair"),))
    silent = replace(people, persons={"chair": Person(name="Chair")})
    assert ROLE.able(case(organization=silent)) == ()
    assert ROLE.vacancy(case(organization=silent)) == "Systems Engineer (Chair: no account on record)"
    assert ROLE.vacancy(case(organization=organization(systems_engineer=None))) == "Systems Engineer (vacant)"
    assert ROLE.vacancy(case()) == ""
