"""What a decision rests on, piece by piece, and what of it differs."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.basis import Basis, basis_of, differing
from dmccb.policy.facts import facts_json
from dmccb.records.canonical_json import canonical_json, sha256
from dmccb.rfc.roster import Person
from tests.policy.build import READ, comment, facts, opened, organization, policy, policy_with, rfc, rule

GIVEN = facts(READ)
BASIS = basis_of(policy(), GIVEN)


def digest(value: Any) -> str:
    return sha256([canonical_json(value)])


def test_each_piece_has_its_digest() -> None:
    values = facts_json(GIVEN)
    assert list(BASIS.rules) == ["settings", *policy().rules]
    assert BASIS.rules["board"] == policy().rules["board"].digest
    assert BASIS.seats["roles systems-engineer"] == digest(
        values["organization"]["roles"]["systems-engineer"]
    )
    assert {name.split()[0] for name in BASIS.seats} == {"persons", "roles", "boards"}
    assert list(BASIS.seats) == sorted(BASIS.seats)
    assert BASIS.facts["as_of"] == digest("2026-03-05T19:00:00Z")
    events = [name for name in BASIS.facts if name.startswith("event ")]
    assert events == sorted(f"event {event.id}" for event in GIVEN.events)
    assert BASIS.facts["event opened"] == digest(values["events"][0])
    others = [name for name in BASIS.facts if not name.startswith("event ")]
    assert others == sorted(values.keys() - {"events", "organization"})


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param(
            {"under": policy_with(rule("window", period="1h"))}, ["rule window: differs"], id="a-rule"
        ),
        pytest.param({"under": policy_with(rule("window", id="more"))}, ["rule more: new"], id="a-new-rule"),
        pytest.param({"under": policy_with(version=9)}, ["settings of the policy: differs"], id="a-setting"),
        pytest.param(
            {"under": replace(policy(), rules={k: v for k, v in policy().rules.items() if k != "flag"})},
            ["rule flag: gone"],
            id="a-rule-that-went",
        ),
        pytest.param(
            {"organization": organization(tcam_square=None)},
            ["roles tcam-square: differs"],
            id="a-seat",
        ),
        pytest.param(
            {
                "organization": replace(
                    organization(), persons={**organization().persons, "zoe": Person(name="Zoe")}
                )
            },
            ["persons zoe: new"],
            id="a-new-person",
        ),
        pytest.param(
            {"organization": replace(organization(), boards={})}, ["boards dmccb: gone"], id="a-board"
        ),
        pytest.param({"rfc": rfc(title="x")}, ["rfc: differs"], id="the-record"),
        pytest.param({"rfc": None}, ["rfc: gone"], id="no-record"),
        pytest.param({"hours": 82}, ["as_of: differs"], id="the-moment"),
        pytest.param({"before": (opened("x"), *GIVEN.events[1:5])}, ["event opened: differs"], id="an-event"),
        pytest.param(
            {"before": GIVEN.events[:4]}, ["event requested-manager: gone"], id="an-event-that-went"
        ),
        pytest.param(
            {"before": (*GIVEN.events[:5], comment("a", "x", 1, id="c-1"))},
            ["event c-1: new"],
            id="a-new-event",
        ),
        pytest.param(
            {"hours": 82, "organization": organization(tcam_square=None), "under": policy_with(version=9)},
            [
                "settings of the policy: differs",
                "roles tcam-square: differs",
                "as_of: differs",
            ],
            id="rules-then-seats-then-facts",
        ),
    ],
)
def test_what_differs(more: dict[str, Any], expected: list[str]) -> None:
    under = more.pop("under", policy())
    assert differing(BASIS, basis_of(under, facts(READ, **more))) == expected
    assert basis_of(policy(), facts(READ)) == BASIS


def test_a_basis_is_a_value() -> None:
    with pytest.raises(AttributeError):
        BASIS.rules = {}  # type: ignore[misc]  # it is frozen
    with pytest.raises(TypeError):
        Basis({}, {}, {})  # type: ignore[call-arg]  # its fields are named
