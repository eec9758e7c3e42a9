"""A verdict on a terminal."""

from __future__ import annotations

from dmccb.render.terminal.decision import render
from dmccb.render.view import View
from tests.render.decisions import judged


def test_the_verdict_comes_first_and_nothing_is_too_wide() -> None:
    lines = render(judged(), View(columns=100)).splitlines()
    assert "WAIT  RFC-17: one of two requirements is met" in lines[0]
    assert max(len(line.rstrip()) for line in lines) <= 110  # with the codes of bold type


def test_what_keeps_it_back_is_in_colour() -> None:
    assert "\x1b[1;31mor blocked" in render(judged(), View(columns=100, colour=True))


def test_a_summary() -> None:
    assert "Every requirement" not in render(judged(), View(columns=100, summary=True))
