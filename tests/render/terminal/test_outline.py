"""An outline on a terminal."""

from __future__ import annotations

import pytest

from dmccb.render.changerecord.phrases import Span
from dmccb.render.outline.outline import Outline, Part, line
from dmccb.render.terminal.outline import outline_screen
from dmccb.render.view import View

LINES = tuple(one for number in range(6) for one in (line(f"top {number}", status="met"), line("below", 1)))
PAGE = Outline(head=(Span(text="WAIT", tone="later"),), about=("small print",), parts=(Part("Part", LINES),))


def shown(page: Outline, **more: object) -> list[str]:
    view = View(columns=60, **more)  # type: ignore[arg-type]  # as a view has them
    return [text.rstrip() for text in outline_screen(page, view).splitlines()]


def test_everything_is_shown_to_who_wants_it() -> None:
    assert shown(PAGE)[:6] == ["WAIT", "small print", "", "Part", "  met  top 0", "    below"]
    assert shown(PAGE)[-1] == "    below"


@pytest.mark.parametrize(
    ("fold", "last"),
    [
        pytest.param(3, "  … and 3 more (--full shows them)", id="folded"),
        pytest.param(5, "    below", id="one-is-never-folded-away"),
    ],
)
def test_a_long_part_is_folded_with_what_belongs_to_its_lines(fold: int, last: str) -> None:
    lines = shown(PAGE, fold=fold)
    assert lines[-1] == last
    assert sum("below" in text for text in lines) == sum("top" in text for text in lines)


def test_no_line_is_wider_than_the_terminal() -> None:
    page = PAGE._replace(parts=(Part("Part", (line("word " * 60), line("word " * 60, 2))),))
    lines = shown(page)
    assert max(map(len, lines)) <= 60
    assert sum("word" in text for text in lines) > 8


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[" in outline_screen(PAGE, View(columns=60, colour=True))
    assert "\x1b[" not in outline_screen(PAGE, View(columns=60)).replace("\x1b[1m", "").replace(
        "\x1b[0m", ""
    ).replace("\x1b[2m", "")
