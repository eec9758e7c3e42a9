"""The bar on standard error."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dmccb.cli import progress
from dmccb.repository.progress import silent

ROOT = Path(__file__).resolve().parents[2]


class Terminal(io.StringIO):
    """Standard error as a terminal has it."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of standard error; called inside a test, after capturing begins."""
    screen = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", screen)
    return screen


@pytest.mark.parametrize(
    ("patience", "bar"),
    [
        pytest.param(3600.0, False, id="quick-work-shows-nothing"),
        pytest.param(-1.0, True, id="long-work-shows-a-bar"),
    ],
)
def test_every_item_comes_through(monkeypatch: pytest.MonkeyPatch, patience: float, *, bar: bool) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    assert list(progress.show(iter("abc"), 3, "reading")) == ["a", "b", "c"]
    assert ("reading" in screen.getvalue()) is bar


def test_an_error_inside_goes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)

    def items() -> Iterator[int]:
        yield 1
        yield 2
        raise KeyError("three")

    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    with pytest.raises(KeyError):
        list(progress.show(items(), 3, "reading"))
    assert screen.getvalue()


def test_the_bar_disappears_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left on the screen is the answer."""
    screen = terminal(monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    assert list(progress.show(iter("abc"), 3, "reading")) == ["a", "b", "c"]
    assert "3/3" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")


def test_quick_work_imports_no_bar(tmp_path: Path) -> None:
    code = (
        "import sys; from dmccb.cli.progress import show; print(list(show('abc', 3)), 'rich' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.stdout == b"['a', 'b', 'c'] False\n"


def test_the_bar_is_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch)
    monkeypatch.setenv("TERM", "xterm")
    assert progress.on_terminal() is progress.show
    monkeypatch.setenv("TERM", "dumb")
    assert progress.on_terminal() is silent
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert progress.on_terminal() is silent
    items = [1, 2]
    assert silent(items, 2) is items
