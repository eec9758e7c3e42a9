"""Facts of a test, put together, and accounts for names."""

from __future__ import annotations

from typing import Any

import pytest

from dmccb.policy.case_facts import dotted, merged, with_accounts

ADA = {"login": "ada", "id": "1"}
ORGANIZATION = {"persons": {"ada": {"name": "Ada", "accounts": [ADA]}, "mute": {"name": "Mute"}}}


@pytest.mark.parametrize(
    ("shared", "own", "together"),
    [
        pytest.param({"a": "1"}, {"b": "2"}, {"a": "1", "b": "2"}, id="keys-of-both"),
        pytest.param({"a": "1"}, {"a": "2"}, {"a": "2"}, id="a-text-replaces"),
        pytest.param({"a": ["1"]}, {"a": ["2"]}, {"a": ["2"]}, id="a-list-replaces"),
        pytest.param({"a": {"b": "1"}}, {"a": {"c": "2"}}, {"a": {"b": "1", "c": "2"}}, id="objects-merge"),
        pytest.param({"a": {"b": "1"}}, {"a": "null"}, {"a": "null"}, id="a-text-replaces-an-object"),
    ],
)
def test_merging(shared: Any, own: Any, together: Any) -> None:
    before = repr(shared)
    assert merged(shared, own) == together
    assert repr(shared) == before


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"request": {"author": "ada"}}, {"request": {"author": ADA}}, id="author"),
        pytest.param({"events": [{"by": "ada"}]}, {"events": [{"id": "event-001", "by": ADA}]}, id="by"),
        pytest.param(
            {"events": [{"whom": "ada"}]}, {"events": [{"id": "event-001", "whom": ADA}]}, id="whom"
        ),
        pytest.param(
            {"contributors": [{"account": "ada"}]}, {"contributors": [{"account": ADA}]}, id="contributor"
        ),
        pytest.param({"request": {"author": "null"}}, {"request": {"author": "null"}}, id="nobody"),
        pytest.param({"request": {"author": ADA}}, {"request": {"author": ADA}}, id="an-account-stays"),
        pytest.param({"request": "x"}, {"request": "x"}, id="what-is-no-object-stays"),
    ],
)
def test_names_become_accounts(facts: Any, expected: Any) -> None:
    found, strangers = with_accounts({"organization": ORGANIZATION, **facts})
    assert strangers == []
    assert found == {"organization": ORGANIZATION, "events": [], **expected}


@pytest.mark.parametrize("who", ["bob", "mute"])
def test_a_name_without_an_account_is_told(who: str) -> None:
    _, strangers = with_accounts({"organization": ORGANIZATION, "events": [{}, {"by": who}]})
    assert strangers == [(("events", 1, "by"), who)]


@pytest.mark.parametrize("organization", [{}, {"persons": "x"}, {"persons": {"ada": "x"}}, "x"])
def test_an_organization_that_is_none_names_nobody(organization: Any) -> None:
    _, strangers = with_accounts({"organization": organization, "request": {"author": "ada"}})
    assert strangers == [(("request", "author"), "ada")]


def test_a_path_as_a_message_says_it() -> None:
    assert dotted(("events", 0, "at")) == "events[0].at"
    assert dotted(()) == ""
