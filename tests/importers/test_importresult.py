from __future__ import annotations

from dmccb.importers.importresult import clipped, in_order, remark, unread
from dmccb.importers.lines import Line


def test_a_line_that_was_not_understood_is_shown_short_and_with_its_cells_apart() -> None:
    (one,) = unread([Line(number=7, text=f" a\tb{'c' * 100}")])
    assert (one.kind, one.line, one.subject) == ("unread", 7, "")
    assert one.text == clipped(f"a\tb{'c' * 100}")
    assert one.text.startswith("a | b")
    assert len(one.text) == 80


def test_remarks_are_in_the_order_of_the_text() -> None:
    ordered = [
        remark("note", 1, "B", "a"),
        remark("note", 2, "A", "a"),
        remark("note", 2, "A", "b"),
        remark("note", 2, "B", "a"),
    ]
    assert list(in_order(reversed(ordered))) == ordered
