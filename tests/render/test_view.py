"""How much of a list is shown."""

from __future__ import annotations

import pytest

from dmccb.render.view import View, folded, more_of_screen, shown_of


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


@pytest.mark.parametrize(
    ("view", "said"),
    [
        pytest.param(View(fold=12), "… and 3 more (--full shows them)", id="folded"),
        pytest.param(View(), "… and 3 more below", id="in-full"),
        pytest.param(
            View(fold=12, summary=True), "… and 3 more (--full instead of --summary shows them)", id="alone"
        ),
        pytest.param(
            View(summary=True), "… and 3 more (--full instead of --summary shows them)", id="alone-unfolded"
        ),
    ],
)
def test_where_the_rows_are_that_the_first_screen_has_no_room_for(view: View, said: str) -> None:
    assert more_of_screen(3, view) == said
