"""The list of baselines."""

from __future__ import annotations

import json

from dmccb.render.baselines import as_json, rows, text
from dmccb.render.view import View
from tests.render.values import status


def test_each_baseline_with_its_state_and_source() -> None:
    lines = text([status(number, note="x") for number in range(6)], View()).splitlines()
    assert lines[:3] == [
        "v1.0  PLAN-1  2020-01-31  no RFC  0000000000  sha256:0123456789ab",
        "      Draft of 2020-01-31, in hand and not the released PDF, with its change record",
        "      x",
    ]
    assert [line.rpartition("  ")[2] for line in lines[3::3]] == [
        "no tag (dmccb baselines restore)",
        "TAG MOVED",
        "ENTRY CHANGED",
        "TAG AND REGISTER DISAGREE",
        "NOT FOUND",
    ]
    assert "  ----------  sha256:" in lines[15]


def test_names_of_different_length_are_aligned() -> None:
    lines = text([status(1), status(10)], View()).splitlines()
    assert lines[0].index("PLAN-1") == lines[3].index("PLAN-1")


def test_an_approval_is_named_and_so_is_its_absence() -> None:
    lines = text([status(rfc="RFC-781"), status()], View()).splitlines()
    assert "  RFC-781  0000000000  " in lines[0]
    assert "  no RFC   0000000000  " in lines[3]


def test_none() -> None:
    assert text([], View()) == "no baseline is registered\n"
    assert json.loads(as_json([])) == []
    assert rows([status()], View()) == 1
