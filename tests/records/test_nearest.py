"""Near names are found, among however many there are, at a bounded cost."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import pytest

from dmccb.records.nearest import did_you_mean, nearest

MANY = [f"LDM-503-{number:06d}" for number in range(50_000)]


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        pytest.param("titel", ["due", "title"], "did you mean 'title'?", id="swapped-letters"),
        pytest.param("x", ["due", "title"], "", id="nothing-near"),
        pytest.param("x", [], "", id="no-names"),
        pytest.param("LDM-503-025000A", MANY, "did you mean 'LDM-503-025000'?", id="among-many"),
        pytest.param("TITEL", ["due", "title"], "did you mean 'title'?", id="in-capitals"),
        pytest.param("LDM-503-08B", ["LDM-503-08", "LDM-503-08b"], "did you mean 'LDM-503-08b'?", id="case"),
        pytest.param("ldm-503-025000", MANY, "did you mean 'LDM-503-025000'?", id="case-among-many"),
        pytest.param("title" * 100, ["title" * 101], "", id="too-long-to-compare"),
        pytest.param("title", ["title" * 101], "", id="a-name-too-long-to-compare"),
    ],
)
def test_did_you_mean(name: str, known: Sequence[str], said: str) -> None:
    assert did_you_mean(name, known) == said


def test_several_are_asked_about_together() -> None:
    assert did_you_mean("v1.3", ["v1.2", "v1.4"], most=2) == "did you mean 'v1.4' or 'v1.2'?"


def test_the_number_of_comparisons_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counting(name: str, known: Sequence[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(known))
        return []

    monkeypatch.setattr(difflib, "get_close_matches", counting)
    nearest("LDM-503-02500", MANY)
    nearest("LDM-503-02500", MANY[:100])
    assert compared == [2000, 100]
