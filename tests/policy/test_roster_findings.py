"""Names in boards and roles that no record has."""

from __future__ import annotations

import pytest

from dmccb.policy.roster_findings import roster_findings
from dmccb.records.record import Fields, Record


def found(board: Fields, role: Fields) -> list[tuple[str, object, str, str]]:
    records = {
        "boards": {"b": Record(id="b", fields={"title": "B", "chair": "lead", **board}, path="boards.yaml")},
        "roles": {"lead": Record(id="lead", fields={"title": "Lead", **role}, path="roles.yaml")},
        "persons": {"ada": Record(id="ada", fields={"name": "Ada"}, path="persons.yaml")},
    }
    return [(one.record.id, one.at, one.message, one.hint) for one in roster_findings(records)]


@pytest.mark.parametrize(
    ("board", "role", "expected"),
    [
        pytest.param({}, {}, [], id="all-on-record"),
        pytest.param(
            {"chair": "laed"},
            {},
            [("b", ("chair",), "chair: no role 'laed' on record", "did you mean 'lead'?")],
            id="chair",
        ),
        pytest.param(
            {"members": [{"role": "lead"}, {"role": "nobody"}]},
            {},
            [
                (
                    "b",
                    ("members", 1, "role"),
                    "members: no role 'nobody' on record",
                    "write its record, or name another role",
                )
            ],
            id="member",
        ),
        pytest.param(
            {"optional": [{"role": "lad", "topics": ["x"]}]},
            {},
            [("b", ("optional", 0, "role"), "optional: no role 'lad' on record", "did you mean 'lead'?")],
            id="optional-seat",
        ),
        pytest.param(
            {},
            {"holders": [{"person": "ada"}, {"person": "bob"}]},
            [
                (
                    "lead",
                    ("holders", 1, "person"),
                    "holders: no person 'bob' on record",
                    "write its record, or name another person",
                )
            ],
            id="holder",
        ),
    ],
)
def test_what_is_not_on_record(
    board: Fields, role: Fields, expected: list[tuple[str, object, str, str]]
) -> None:
    assert found(board, role) == expected
