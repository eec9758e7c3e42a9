"""The roles that a schema can give to a field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dmccb.errors import SchemaError
from dmccb.records.roles import MEANINGS, REPEATED, Role, read_roles, refuse_repeated


def test_every_role_has_a_meaning(golden: Callable[[Path, str], None]) -> None:
    assert set(MEANINGS) == set(Role)
    text = "".join(f"{role.value}: {MEANINGS[role]}\n" for role in Role)
    golden(Path(__file__).parent / "golden" / "roles.txt", text)


@pytest.mark.parametrize(
    ("value", "roles"),
    [
        pytest.param(None, (), id="none"),
        pytest.param("due", (Role.DUE,), id="one"),
        pytest.param(["lag", "due"], (Role.LAG, Role.DUE), id="a-list-in-its-order"),
        pytest.param([], (), id="an-empty-list"),
    ],
)
def test_roles_are_read(value: object, roles: tuple[Role, ...]) -> None:
    assert read_roles(value, "s.json") == roles


@pytest.mark.parametrize("value", ["colour", ["due", "colour"], 1, [None], {"due": 1}, ""])
def test_an_unknown_role_is_refused_and_the_known_ones_are_told(value: object) -> None:
    with pytest.raises(SchemaError) as caught:
        read_roles(value, "s.json: a")
    assert caught.value.message.startswith("s.json: a: unknown x-role ")
    assert caught.value.hint == f"known roles: {', '.join(sorted(role.value for role in Role))}"


@pytest.mark.parametrize(
    ("value", "near"),
    [
        pytest.param("deu", "due", id="swapped-letters"),
        pytest.param(["due", "Title"], "title", id="a-capital-in-a-list"),
    ],
)
def test_a_role_that_is_nearly_one_is_asked_about(value: object, near: str) -> None:
    with pytest.raises(SchemaError) as caught:
        read_roles(value, "s.json: a")
    assert caught.value.hint == f"did you mean '{near}'?"


@pytest.mark.parametrize("role", sorted(set(Role) - REPEATED))
def test_a_role_is_given_once(role: Role) -> None:
    refuse_repeated([("a", (role,)), ("b", ())], "s.json")
    with pytest.raises(SchemaError) as caught:
        refuse_repeated([("a", (role,)), ("b", (Role.PLANNED, role))], "s.json")
    assert caught.value.message == f"s.json: 'a' and 'b' both have the x-role '{role}'"
    assert caught.value.hint == f"only one field can be {MEANINGS[role]!r}"


@pytest.mark.parametrize("role", sorted(REPEATED))
def test_some_roles_are_given_to_several_fields(role: Role) -> None:
    refuse_repeated([("a", (role,)), ("b", (role,))], "s.json")
