"""Lines that belong to no record are quoted, with what is odd about them."""

from __future__ import annotations

import pytest

from dmccb.records.guard import guard


@pytest.mark.parametrize(
    ("text", "line", "quoted", "hint"),
    [
        pytest.param("A:\n  b: c\nstray\nB:\n", 3, "'stray'", "want 'ID:'", id="the-line-itself"),
        pytest.param("  indented\nA:\n  b: c\n", 1, "'  indented'", "want 'ID:'", id="above-the-first"),
        pytest.param(
            "LD\N{CYRILLIC CAPITAL LETTER EM}-1:\n  a: b\n",
            1,
            "'LD\N{CYRILLIC CAPITAL LETTER EM}-1:'",
            "cyrillic capital letter em",
            id="a-look-alike",
        ),
    ],
)
def test_a_stray_line_is_quoted(text: str, line: int, quoted: str, hint: str) -> None:
    found = min(guard(text.encode(), "a.yaml"))
    assert (found.rule, found.line) == ("not-a-record", line)
    assert found.message == f"{quoted} does not begin a record"
    assert hint in found.hint
