"""Any text survives in Markdown, and does nothing there."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dmccb.render.changerecord.markdown_text import markdown_text
from tests.render.changerecord import cases
from tests.render.changerecord.texts import TEXTS, squeezed

MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")
ACTIVE = re.compile(r"@\w|#\d|\bGH-\d|://|\bwww\.\w|:[\w+-]+:|\b[0-9a-f]{7,40}\b", re.IGNORECASE)
OURS = {"<!-- -->", "<span>", "</span>"}


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


def markdown_shows(tokens: list[Token], text: str) -> None:
    children = inline(tokens)
    assert {child.type for child in children} <= {"text", "text_special", "html_inline"}
    assert {child.content for child in children if child.type == "html_inline"} <= OURS
    runs = [child.content for child in children if child.type != "html_inline"]
    assert squeezed("".join(runs)) == squeezed(text)
    split = "\n".join(
        re.split("\x00", "".join("\x00" if c.type == "html_inline" else c.content for c in children))
    )
    assert not ACTIVE.search(split)


@given(TEXTS)
@example("|\\|")
@example(cases.LINKS)
@example(cases.SPECIALS)
def test_markdown_cell(text: str) -> None:
    tokens = MARKDOWN.parse(f"| a | b |\n|---|---|\n| {markdown_text(text)} | z |\n")
    cells = [token for token in tokens if token.type == "inline"][2:]
    assert len(cells) == 2
    assert cells[1].content == "z"
    markdown_shows(cells[:1], text)


@given(TEXTS.filter(bool))
@example("---")
@example("- - -")
@example("1. a")
@example("+")
@pytest.mark.parametrize(("before", "block"), [("- ", "bullet_list_open"), ("### ", "heading_open")])
def test_markdown_block(before: str, block: str, text: str) -> None:
    tokens = MARKDOWN.parse(f"{before}{markdown_text(text)}\n")
    opened = [token.type for token in tokens if token.type.endswith("_open")]
    assert opened[0] == block
    assert set(opened[1:]) <= {"list_item_open", "paragraph_open"}
    assert len(opened) <= 3
    markdown_shows(tokens, text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("LDM-503-10b: the plan of 2020 (v1.5)", None, id="ordinary-text-stays"),
        pytest.param("due 2019-11-01 → 2020-03-27 (+147 d)", None, id="so-do-dates-and-slips"),
        pytest.param("a_b", "a&#95;b", id="underscore"),
        pytest.param("@lsst", "@<!-- -->lsst", id="mention"),
        pytest.param("#12", "#<!-- -->12", id="issue"),
        pytest.param("77647ba", "77647b<!-- -->a", id="commit"),
        pytest.param("1. one", "1&#46; one", id="a-number-that-would-begin-a-list"),
        pytest.param("+147 d", None, id="a-sign-before-a-number-begins-none"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_markdown_text(text: str, written: str | None) -> None:
    assert markdown_text(text) == (text if written is None else written)
