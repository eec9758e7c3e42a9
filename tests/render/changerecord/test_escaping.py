"""Any text survives in any target, and does nothing there."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import docutils.core
import docutils.nodes
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.groups import Group
from dmccb.render import RENDERERS
from dmccb.render.changerecord.csv_table import COLUMNS, cell
from dmccb.render.changerecord.latex_text import latex_text
from dmccb.render.changerecord.markdown import markdown_text
from dmccb.render.changerecord.rst import rst_text
from dmccb.render.display import display
from dmccb.render.inert import uncontrolled
from tests.render.changerecord import cases

SNIPPETS = [
    "@user", "#12", "GH-1", "gh-1", ":+1:", ":smile:", "https://a.b", "www.a.b", "a@b.c", "abcdef0",
    "`", "``", "*", "**", "_", "__", "~~", "|", "\\", "\\|", "&amp;", "&#64;", "<b>", "<!--", "-->",
    "</td>", "[x](y)", "![", "]", "$x$", "- ", "+ ", "1. ", "1) ", "# ", "===", "---", "::", "..",
    ".. x::", "|a|", "x_", "`x`_", "[1]_", ":a:`b`", ">>> ", "a. ", "(i) ", "{{", "}}", "{%", "<<",
    ">>", "%", "^", "~", "\"", "'", "''", ",,", "--", "=1", "+1", "-1", "\u05d0", "\u00e9", " ",
    "\\input{x}",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text("ab1 ", max_size=2)), max_size=8).map("".join),
).map(display)
MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")
ACTIVE = re.compile(r"@\w|#\d|\bGH-\d|://|\bwww\.\w|:[\w+-]+:|\b[0-9a-f]{7,40}\b", re.IGNORECASE)
OURS = {"<!-- -->", "<span>", "</span>"}
RST = {
    "report_level": 1,
    "halt_level": 5,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "warning_stream": False,
}


def squeezed(text: str) -> str:
    """Return the text as a page shows it: runs of white space are one space."""
    return " ".join(text.split())


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


def rst_document(source: str) -> docutils.nodes.document:
    return docutils.core.publish_doctree(source, settings_overrides=RST)


@given(TEXTS.filter(bool))
@example("W. O'Mullane")
@example("\\")
@example("ii. x")
@example("...")
@example("-a  x")
@example("/V  x")
@example(cases.LINKS)
@example(cases.SPECIALS)
@pytest.mark.parametrize("before", ["", "- ", ".. rubric:: ", ":field: ", ".. list-table::\n\n   * - "])
def test_rst(before: str, text: str) -> None:
    page = rst_document(f"before\n\n{before}{rst_text(text)}\n")
    assert not list(page.findall(docutils.nodes.system_message))
    assert not list(page.findall(docutils.nodes.reference))
    shown = page.children[1].astext()
    shown = shown.removeprefix("field\n\n") if before == ":field: " else shown
    assert squeezed(shown) == squeezed(text)


@pytest.mark.parametrize("case", [*sorted(cases.CASES), "large"])
def test_rst_pages_are_valid(case: str) -> None:
    record = cases.large() if case == "large" else cases.CASES[case]()
    page = rst_document(RENDERERS["ChangeRecord"]["rst"](record))
    assert not list(page.findall(docutils.nodes.system_message))


class Page(HTMLParser):
    """The text and the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.stack.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.stack:
            self.cells[-1] += data


def parsed(record: ChangeRecord) -> Page:
    page = Page()
    page.feed(RENDERERS["ChangeRecord"]["html"](record))
    page.close()
    assert page.stack == []
    return page


@given(TEXTS)
@example(cases.LINKS)
def test_html_cell(text: str) -> None:
    group = Group(id="R", title=text, changes=(cases.milestone("M", text, cases.done("2020-01-01")),))
    page = parsed(cases.assembled((group,)))
    assert squeezed(page.cells[0]) == squeezed(text)
    assert "script" not in {tag for tag, _ in page.tags}


@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_html_page_stands_alone(case: str) -> None:
    page = parsed(cases.CASES[case]())
    names = [tag for tag, _ in page.tags]
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert not {"script", "link", "img", "iframe", "a"} & set(names)
    assert not {"src", "href", "onclick"} & attributes
    assert {"header", "main", "title", "h1"} <= set(names)
    assert names.count("h1") == 1
    assert ("html", {"lang": "en"}) in page.tags
    assert names.count("table") == names.count("caption")
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
@example("=1+1")
@example(" \t@x")
@example("\r\n-1")
@example("＝1")
def test_csv_cell(text: str) -> None:
    group = Group(
        id="R", title="", changes=(cases.milestone("M", text, cases.due("2020-01-02", "2020-01-01")),)
    )
    page = RENDERERS["ChangeRecord"]["csv"](cases.assembled((group,)))
    header, row = csv.reader(io.StringIO(page, newline=""))
    written = dict(zip(header, row, strict=True))
    assert tuple(header) == COLUMNS
    shown = uncontrolled(text)
    assert written["title"] in (shown, "'" + shown)
    assert written["title"].lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert written["title"][:1] not in tuple("\t\r\n")
    assert written["days"] == "-1"
    assert page.endswith("\r\n")


def test_csv_leaves_ordinary_text_alone() -> None:
    assert cell("2 x 100 Gbps = fast") == "2 x 100 Gbps = fast"


@given(TEXTS)
@example(cases.SPECIALS)
def test_latex_is_ascii_and_balanced(text: str) -> None:
    written = latex_text(text)
    assert written.isascii()
    bare = re.sub(r"\\(?:[a-zA-Z]+|.)", "", written)
    assert not set(bare) & set('#$%&_~\\<>|"`') - {"~"}
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"--|''|,,", written) or any(dash in text for dash in "–—")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Mario Jurić", r"Mario Juri\'{c}", id="accent"),
        pytest.param("naïve", r"na\"{\i}ve", id="dotless"),
        pytest.param("100 % & $5 #1 a_b", r"100 \% \& \$5 \#1 a\_b", id="specials"),
        pytest.param("see LDM-503-13", r"see \mbox{LDM-503-13}", id="codes-do-not-break"),
        pytest.param("a → b", r"a \ensuremath{\rightarrow} b", id="arrow"),
        pytest.param("日", r"{[}U+65E5{]}\allowbreak{}", id="unknown-is-named"),
    ],
)
def test_latex_text(text: str, written: str) -> None:
    assert latex_text(text) == written
