"""A policy as values: periods, digests, and the rules in groups."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dmccb.impact.item_facts import ItemFacts
from dmccb.policy.rules import duration, spelled
from tests.policy.texts import ASKED, BOARD, PROFILE, ROUTE, policy, rule


@pytest.mark.parametrize(
    ("period", "length", "words"),
    [
        pytest.param("72h", timedelta(hours=72), "72 hours", id="hours"),
        pytest.param("1h", timedelta(hours=1), "1 hour", id="one"),
        pytest.param("7d", timedelta(days=7), "1 week", id="a-week"),
        pytest.param("14d", timedelta(days=14), "2 weeks", id="weeks"),
        pytest.param("30d", timedelta(days=30), "30 days", id="days"),
        pytest.param("1m", timedelta(minutes=1), "1 minute", id="a-minute"),
        pytest.param("45s", timedelta(seconds=45), "45 seconds", id="seconds"),
        pytest.param("", timedelta(), "", id="none"),
    ],
)
def test_a_period(period: str, length: timedelta, words: str) -> None:
    assert duration(period) == length
    assert spelled(period) == words


@pytest.mark.parametrize(
    ("choosing", "said"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("choice: true", "our choice", id="all-of-it"),
        pytest.param("choices:\n  - starts", "our choice: starts", id="a-field"),
    ],
)
def test_what_is_the_projects_own_choice_is_said(choosing: str, said: str) -> None:
    body = "requirement: open\nwhen:\n  routes:\n    - team\n" + choosing
    assert policy(ROUTE, rule("new", body)).rules["new"].choosing == said


def test_rules_are_sorted_and_told_apart() -> None:
    way = rule("way", "requirement: decision\nby:\n  roles:\n    - lead")
    asked = rule("asked", "requirement: any\nwhen:\n  routes:\n    - team\nany_of:\n  - way")
    loaded = policy(ROUTE, BOARD, asked, way)
    assert list(loaded.rules) == ["all", "asked", "ldm", "way"]
    assert [one.id for one in loaded.asked] == ["asked"]
    assert [one.id for one in loaded.routing] == ["all", "ldm"]
    assert [one.id for one in loaded.of("decision")] == ["way"]


def test_a_routing_rule_means_items() -> None:
    otherwise, ldm = policy(ROUTE, BOARD).routing
    document = ItemFacts(
        collection="documents", id="LDM-1", change="changed", control="controlled", series=("LDM",)
    )
    assert (otherwise.otherwise, ldm.otherwise) == (True, False)
    assert ldm.when.means(document)
    assert not ldm.when.means(
        ItemFacts(collection="documents", id="X", change="changed", control="controlled")
    )


def test_a_rule_that_asks_nothing_of_items_has_no_such_question() -> None:
    when = policy(ROUTE, ASKED).rules["open"].when
    assert when is not None
    assert when.of_items is None


@pytest.mark.parametrize(
    ("rules", "profile", "same"),
    [
        pytest.param((ASKED, ROUTE), PROFILE, True, id="in-any-order"),
        pytest.param((ROUTE,), PROFILE, False, id="a-rule-less"),
        pytest.param(
            (ROUTE, ASKED), PROFILE.replace("version: 1", "version: 2"), False, id="another-version"
        ),
        pytest.param((ROUTE, ASKED), PROFILE + "  carried: void\n", False, id="another-setting"),
        pytest.param(
            (ROUTE, ASKED.replace("reason: so", "reason: other")), PROFILE, False, id="another-reason"
        ),
    ],
)
def test_the_digest_is_of_all_that_the_policy_says(
    rules: tuple[str, ...], profile: str, *, same: bool
) -> None:
    assert (policy(*rules, profile=profile).digest == policy(ROUTE, ASKED).digest) is same
