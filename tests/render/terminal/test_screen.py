"""What rich sets, and what it must not let through."""

from __future__ import annotations

import pytest
from rich.text import Text

from dmccb.render.changerecord.phrases import Span
from dmccb.render.terminal.screen import phrase_text, screen
from dmccb.render.view import View

ENVIRONMENTS = [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}, {"COLUMNS": "1"}]


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        pytest.param(True, "\x1b[1;31ma\x1b[0m\n", id="colour"),
        pytest.param(False, "a\n", id="none-where-none-is-wanted"),
    ],
)
@pytest.mark.parametrize("env", ENVIRONMENTS)
def test_only_the_view_decides(
    env: dict[str, str], colour: bool, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert screen([Text("a", style="bold red")], View(colour=colour)) == expected


@pytest.mark.parametrize("env", ENVIRONMENTS)
def test_lines_are_as_wide_as_the_view(env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert screen([Text("one two three")], View(columns=7)) == "one two\nthree\n"


def test_what_would_be_obeyed_is_spelled_out() -> None:
    page = screen([Text("a\x1b]0;x\x07\u202e\rb ##[group]", style="red")], View(colour=True, columns=200))
    assert page == "\x1b[31ma<U+001B>]0;x<U+202E>b ##<U+005B>group]\x1b[0m\n"


def test_words_are_no_markup() -> None:
    assert screen([Text("[red]a[/red] :smile: 12")], View(colour=True)) == "[red]a[/red] :smile: 12\n"


def test_a_slip_is_red_and_what_came_forward_green() -> None:
    spans = (Span(text="due "), Span(text="+3 d", tone="later"), Span(text="-3 d", tone="earlier"))
    page = screen([phrase_text(spans)], View(colour=True))
    assert page == "due \x1b[1;31m+3 d\x1b[0m\x1b[1;32m-3 d\x1b[0m\n"
