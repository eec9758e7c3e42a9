"""Any text survives in any target, and does nothing there."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render import RENDERERS
from dmccb.render.changerecord.csv_table import COLUMNS, cell
from dmccb.render.changerecord.latex_text import latex_text
from dmccb.render.inert import uncontrolled
from tests.render.changerecord import cases
from tests.render.changerecord.texts import TEXTS, squeezed


class Page(HTMLParser):
    """The text and the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "col"):
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


@given(TEXTS.filter(bool))
@example(cases.LINKS)
def test_html_cell(text: str) -> None:
    page = parsed(cases.titled(text))
    assert squeezed(text) in [squeezed(shown) for shown in page.cells]
    assert "script" not in {tag for tag, _ in page.tags}


@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_html_page_stands_alone(case: str) -> None:
    page = parsed(cases.CASES[case]())
    names = [tag for tag, _ in page.tags]
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert not {"script", "link", "img", "iframe"} & set(names)
    assert not {"src", "onclick"} & attributes
    assert all(str(attrs["href"]).startswith("#") for tag, attrs in page.tags if tag == "a")
    assert {tag for tag, attrs in page.tags if "href" in attrs} <= {"a"}
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
    page = RENDERERS["ChangeRecord"]["csv"](cases.titled(text))
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
