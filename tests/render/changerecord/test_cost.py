"""No text costs more than in proportion to its length."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dmccb.render.changerecord.csv_table import cell
from dmccb.render.changerecord.latex_text import latex_text
from dmccb.render.changerecord.markdown_text import markdown_text
from dmccb.render.changerecord.rst import rst_text
from dmccb.render.display import display
from dmccb.render.inert import inert

LENGTH = 200_000
"""At this length, what is quadratic does not end within the day of a test run."""


class Watched(str):
    """A text that counts the characters that are copied out of it."""

    __slots__ = ("copied",)

    def __getitem__(self, key: object) -> str:
        part = str.__getitem__(self, key)  # type: ignore[index]  # whatever an index is
        self.copied = getattr(self, "copied", 0) + len(part)
        return part


@pytest.mark.parametrize("char", ["-", ",", "'"])
def test_a_row_of_ligatures_is_not_copied_for_each_of_them(char: str) -> None:
    text = Watched(char * 2000)
    assert latex_text(text) == f"{char}{{}}" * 1999 + char
    assert getattr(text, "copied", 0) <= len(text)


@pytest.mark.parametrize("write", [cell, display, inert, latex_text, markdown_text, rst_text])
@pytest.mark.parametrize(
    "part",
    [
        "-",
        ",",
        "'",
        "&",
        "a&",
        "a-",
        "1-",
        "&-1",
        " ",
        " \t",
        "(",
        "1",
        "i",
        "`",
        ":a",
        "@",
        "e0",
        "\\",
        "\u200d ",
    ],
)
def test_a_long_text_of_one_part(write: Callable[[str], str], part: str) -> None:
    for text in (part * (LENGTH // len(part)) + "x", "\u200d" + part * (LENGTH // len(part))):
        assert len(write(text)) >= len(text.strip()) // 2 or " " in part
