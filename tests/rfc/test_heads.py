"""Which digest was the head's at a moment, as the gate saw it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dmccb.rfc.event import Head
from dmccb.rfc.heads import Heads
from tests.policy.build import D1, D2, at

D3 = "sha256:" + "1" * 20 + "3" * 44


def head(hours: float, commit: str, digest: str) -> Head:
    return Head(at=at(hours), commit=commit, digest=digest)


PUSHED = (head(0, "c1", D1), head(10, "c2", D2), head(20, "c3", D1))
"""Away and back."""

REBASED = (head(0, "c1", D1), head(10, "c2", D1))


def seen(heads: Iterable[Head], hours: float = 100) -> Heads:
    return Heads(heads, at(hours))


@pytest.mark.parametrize(
    ("heads", "hours", "digest", "commit"),
    [
        pytest.param(PUSHED, 100, D1, "c3", id="the-last-one"),
        pytest.param(PUSHED, 15, D2, "c2", id="what-comes-later-is-not-known"),
        pytest.param(PUSHED, 10, D2, "c2", id="from-the-second-of-its-coming"),
        pytest.param(PUSHED, 10 - 1 / 3600, D1, "c1", id="not-a-second-before"),
        pytest.param(PUSHED, -1, "", "", id="none-yet"),
        pytest.param((), 100, "", "", id="none"),
        pytest.param(PUSHED[::-1], 100, D1, "c3", id="in-any-order"),
        pytest.param(REBASED, 100, D1, "c2", id="rebased"),
    ],
)
def test_head(heads: tuple[Head, ...], hours: float, digest: str, commit: str) -> None:
    found = seen(heads, hours)
    assert (found.digest, found.commit) == (digest, commit)
    assert (found.last is None) == (not digest)


@pytest.mark.parametrize(
    ("heads", "spells"),
    [
        pytest.param(
            PUSHED, [(0, D1, ("c1",)), (10, D2, ("c2",)), (20, D1, ("c3",))], id="away-and-back-is-new"
        ),
        pytest.param(REBASED, [(0, D1, ("c1", "c2"))], id="a-rebase-is-not"),
        pytest.param((), [], id="none"),
    ],
)
def test_spells(heads: tuple[Head, ...], spells: list[tuple[float, str, tuple[str, ...]]]) -> None:
    assert seen(heads).spells == [(at(hours), digest, commits) for hours, digest, commits in spells]


def test_two_heads_of_one_second_have_one_order() -> None:
    pair = (head(0, "c2", D2), head(0, "c1", D1))
    assert seen(pair).spells == seen(pair[::-1]).spells
    assert seen(pair).commit == "c2"


@pytest.mark.parametrize(
    ("hours", "digest", "commit"),
    [
        pytest.param(-1, "", "", id="before-the-first"),
        pytest.param(0, D1, "c1", id="in-the-second-of-the-first"),
        pytest.param(10 - 1 / 3600, D1, "c1", id="the-second-before"),
        pytest.param(10, D2, "c2", id="in-the-second"),
        pytest.param(25, D1, "c3", id="after-coming-back"),
    ],
)
def test_of_a_moment(hours: float, digest: str, commit: str) -> None:
    found = seen(PUSHED)
    assert (found.digest_at(at(hours)), found.commit_at(at(hours))) == (digest, commit)
    spell = found.spell_at(at(hours))
    assert (spell.digest if spell else "") == digest


@pytest.mark.parametrize(
    ("digest", "hours", "since"),
    [
        pytest.param(D1, 5, 0, id="while-it-is-there"),
        pytest.param(D1, 15, 0, id="while-it-is-gone"),
        pytest.param(D1, 25, 20, id="since-it-came-back"),
        pytest.param(D1, 20, 20, id="in-the-second-of-coming-back"),
        pytest.param(D2, 10, 10, id="in-the-second-of-its-coming"),
        pytest.param(D2, 9, None, id="before-it-came"),
        pytest.param(D3, 25, None, id="never-there"),
    ],
)
def test_visible_since(digest: str, hours: float, since: float | None) -> None:
    assert seen(PUSHED).visible_since(digest, at(hours)) == (None if since is None else at(since))


@pytest.mark.parametrize(
    ("prefix", "hours", "digest"),
    [
        pytest.param("1" * 12, 5, D1, id="first-digits"),
        pytest.param("1" * 64, 5, D1, id="all-digits"),
        pytest.param("2" * 12, 5, "", id="not-there-yet"),
        pytest.param("2" * 12, 10, D2, id="in-the-second-of-its-coming"),
        pytest.param("1" * 12, 15, D1, id="gone-by-then"),
        pytest.param("1" * 12, 25, D1, id="twice-there-and-still-one"),
        pytest.param("1" * 12, 35, "", id="two-begin-so"),
        pytest.param("1" * 21, 35, D1, id="one-digit-more-tells-them-apart"),
        pytest.param("4" * 12, 35, "", id="none"),
    ],
)
def test_named(prefix: str, hours: float, digest: str) -> None:
    assert seen((*PUSHED, head(30, "c4", D3))).named(prefix, at(hours)) == digest
