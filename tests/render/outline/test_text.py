"""An outline as plain text and as Markdown."""

from __future__ import annotations

from dmccb.render.changerecord.phrases import Span
from dmccb.render.outline.outline import Outline, Part, line
from dmccb.render.outline.text import LIMIT, WIDTH, outline_markdown, outline_text, rows
from dmccb.render.view import WHOLE

PAGE = Outline(
    head=(Span(text="WAIT"), Span(text="  RFC-17: not yet")),
    about=("FLAGGED", "assumed: at=+1h"),
    parts=(
        Part("Missing", (line("The board", status="waiting"), line("from Ada", 1))),
        Part("Not counted", (line("bob: *no* seat"),)),
    ),
)


def test_text() -> None:
    assert outline_text(PAGE, WHOLE).splitlines() == [
        "WAIT  RFC-17: not yet",
        "FLAGGED",
        "assumed: at=+1h",
        "",
        "Missing",
        "  waiting  The board",
        "    from Ada",
        "",
        "Not counted",
        "  bob: *no* seat",
    ]


def test_markdown() -> None:
    assert outline_markdown(PAGE).splitlines() == [
        "### WAIT  RFC-17: not yet",
        "",
        "FLAGGED<br>",
        "assumed: at=+1h",
        "",
        "#### Missing",
        "",
        "- **waiting** The board",
        "  - from Ada",
        "",
        "#### Not counted",
        "",
        "- bob: &#42;no&#42; seat",
    ]


def test_long_lines_are_broken_and_go_on_further_in() -> None:
    page = PAGE._replace(parts=(Part("Long", (line("word " * 40), line("word " * 40, 1))),))
    lines = outline_text(page, WHOLE).splitlines()[5:]
    assert all(len(one) <= WIDTH for one in lines)
    assert [len(one) - len(one.lstrip()) for one in lines] == [2, 4, 4, 4, 6, 6][: len(lines)] or [
        len(one) - len(one.lstrip()) for one in lines
    ] == [2, 4, 4, 6, 6]


def test_a_word_is_never_broken() -> None:
    word = "x" * 120
    page = PAGE._replace(parts=(Part("Long", (line(f"a {word} b"),)),))
    assert any(word in one for one in outline_text(page, WHOLE).splitlines())


def test_what_does_not_fit_into_a_comment_is_counted() -> None:
    page = PAGE._replace(parts=(Part("Many", tuple(line("x" * 100) for _ in range(1000))),))
    found = outline_markdown(page)
    assert len(found) <= LIMIT + 100
    shown = found.count("- " + "x" * 100)
    assert found.endswith(f"\n… and {1000 - shown} more lines\n")


def test_rows() -> None:
    assert rows(PAGE) == 3
