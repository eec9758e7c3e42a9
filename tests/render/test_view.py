"""How much of a list is shown."""

from __future__ import annotations

import pytest

from dmccb.render.view import View, folded, shown_of


@pytest.mark.parametrize(
    ("number", "fold", "shown"),
    [
        pytest.param(0, 3, 0, id="nothing"),
        pytest.param(3, 3, 3, id="as-many"),
        pytest.param(4, 3, 4, id="one-more-takes-the-line-that-would-count-it"),
        pytest.param(5, 3, 3, id="two-more"),
        pytest.param(5000, None, 5000, id="all"),
    ],
)
def test_folding(number: int, fold: int | None, shown: int) -> None:
    view = View(fold=fold)
    lines = [str(index) for index in range(number)]
    assert shown_of(number, view) == shown
    rest = [f"… and {number - shown} more (--full shows them)"] if shown < number else []
    assert folded(lines, view) == lines[:shown] + rest
