"""Who would have to agree to a change that nobody has proposed yet."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.routed import Agreement
from dmccb.policy.agreement import agreement
from tests.policy.build import LEAD, OPENED, TCAM, item, organization, owner, policy, team_item


def asked(
    *items: ItemFacts, parties: Sequence[object] = (TCAM, LEAD), **seats: None
) -> tuple[str, list[Agreement]]:
    found = agreement(policy(), organization(**seats), items, parties, OPENED.date())  # type: ignore[arg-type]  # parties
    return found[0], list(found[1])


@pytest.mark.parametrize(
    ("items", "rfc_class", "titles"),
    [
        pytest.param(
            (item(),),
            "ordinary",
            ["Notice", "Reading", "Approval", "Record", "Window"],
            id="the-board",
        ),
        pytest.param((team_item(),), "ordinary", ["Notice", "Reading", "Record", "Window"], id="the-team"),
        pytest.param(
            (item(days_min=31, days_max=31),),
            "major",
            ["Notice", "Reading", "Approval", "Record", "Window", "Longer window"],
            id="a-major-one",
        ),
        pytest.param((item(control="note"),), "", [], id="nothing-under-control"),
        pytest.param((), "", [], id="no-change"),
    ],
)
def test_what_is_asked(items: tuple[ItemFacts, ...], rfc_class: str, titles: list[str]) -> None:
    found, rows = asked(*items)
    assert found == rfc_class
    assert len(rows) == len(titles)
    assert all(word in row.title for word, row in zip(titles, rows, strict=True))


def test_who_could_say_so_today() -> None:
    _, rows = asked(item(), systems_engineer=None)
    board = next(row for row in rows if "Approval by the board" in row.title)
    assert "Manager (Project Manager)" in board.able
    assert board.vacant == ("Systems Engineer (vacant)",)
    assert board.asks.startswith("one of")


def test_an_owner_is_asked_where_a_release_loses_a_feature() -> None:
    _, rows = asked(item("R-1", collection="releases", lost=("DM-1",)), parties=(owner("R-1"),))
    signing = next(row for row in rows if "owner" in row.title)
    assert signing.able == ("Owner (owner of the pipeline)",)


def test_a_window_waits_for_nobody() -> None:
    _, rows = asked(item())
    assert rows[-1] == Agreement(title="Window for objections", asks="")
