"""An outline: lines by depth."""

from __future__ import annotations

from dmccb.render.changerecord.phrases import Span
from dmccb.render.outline.outline import Line, Part, line, part


def test_a_line() -> None:
    assert line("said", 1) == Line((Span(text="said"),), 1)
    assert line("said", tone="later") == Line((Span(text="said", tone="later"),), 0)


def test_a_status_stands_before_its_line_in_its_tone() -> None:
    assert line("said", status="met", tone="earlier") == Line(
        (Span(text="met  ", tone="earlier"), Span(text="said")), 0
    )


def test_a_part_without_lines_is_none() -> None:
    assert part("Missing", ()) == ()
    assert part("Missing", (line("a"),)) == (Part("Missing", (line("a"),)),)
