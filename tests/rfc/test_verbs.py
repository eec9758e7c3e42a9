"""The commands that the process understands."""

from __future__ import annotations

import pytest

from dmccb.rfc.verbs import BINDING, OBJECTIONS, SPOKEN, STANCES, VERBS, near


def test_what_can_be_said() -> None:
    documented = "read flag major approve reject object withdraw assign adopt decide urgent empanel escalate"
    assert set(SPOKEN) == {*documented.split(), "hold", "resume", "lcr", "assess", "ordinary"}


def test_what_the_forge_says_is_no_command() -> None:
    assert set(VERBS) - set(SPOKEN) == {"dismissed"}


@pytest.mark.parametrize("name", SPOKEN)
def test_a_command_that_needs_something_says_what(name: str) -> None:
    verb = VERBS[name]
    assert verb.usage or not verb.needs_text
    assert "DIGEST" in verb.usage or not verb.needs_digest
    assert verb.meaning
    assert verb.past


def test_the_groups_name_commands() -> None:
    assert set(VERBS) >= OBJECTIONS | STANCES | BINDING
    assert OBJECTIONS < STANCES


def test_an_objection_is_about_the_request_and_not_about_one_digest() -> None:
    assert not OBJECTIONS & BINDING


@pytest.mark.parametrize(
    ("verb", "meant"),
    [
        pytest.param("aprove", "approve", id="a-letter-missing"),
        pytest.param("approved", "approve", id="another-form"),
        pytest.param("esclate", "escalate", id="in-the-middle"),
    ],
)
def test_a_near_name(verb: str, meant: str) -> None:
    assert near(verb).startswith("; ")
    assert repr(meant) in near(verb)


@pytest.mark.parametrize(
    "verb",
    [
        pytest.param("xyzzy", id="like-none"),
        pytest.param("", id="empty"),
        pytest.param("dismised", id="no-command"),
    ],
)
def test_no_near_name(verb: str) -> None:
    assert near(verb) == ""
