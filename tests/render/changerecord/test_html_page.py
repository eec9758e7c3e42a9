"""The HTML page: one file, folded without a script, in which every record can be linked to."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.head import Head, VersionRow
from dmccb.render import RENDERERS
from dmccb.render.display import display
from tests import strategies
from tests.changerecord.plans import PLAN, state
from tests.render.changerecord import small

VOID = {"meta", "col"}


class Page(HTMLParser):
    """Tags and texts of a page, and the text below each anchor."""

    def __init__(self, record: ChangeRecord) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[tuple[str, str]] = []
        self.below: dict[str, str] = {}
        self.text = ""
        self.feed(RENDERERS["ChangeRecord"]["html"](record))
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append((tag, dict(attrs).get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][0] != "style":
            self.text += data
        for _, anchor in self.stack:
            self.below[anchor] = self.below.get(anchor, "") + data

    def all(self, name: str) -> list[str]:
        """Return the values of an attribute, in the order of the page."""
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]

    def after(self, name: str) -> list[str]:
        """Return the tag that follows each tag of a name."""
        names = [tag for tag, _ in self.tags]
        return [follows for tag, follows in pairwise(names) if tag == name]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(small.replanned())


def told(record: ChangeRecord) -> set[str]:
    """Return the IDs of what changed; what was only first recorded is counted, and not listed."""
    return {change.id for change in record.changeset.changes if not change.is_first_recorded}


def test_stands_alone(page: Page) -> None:
    names = [tag for tag, _ in page.tags]
    assert not {"script", "link", "img", "iframe"} & set(names)
    assert not {"src", "onclick", "style"} & {name for _, attrs in page.tags for name in attrs}
    assert all(link.startswith("#") for link in page.all("href"))
    assert {"header", "main", "title"} <= set(names)
    assert names.count("h1") == 1
    assert ("html", {"lang": "en"}) in page.tags
    assert names.count("table") == names.count("caption")
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")


@given(st.data())
def test_every_changed_record_is_told_and_every_link_leads_to_one_place(data: st.DataObject) -> None:
    old = data.draw(strategies.baselines())
    record = small.record_of(old, data.draw(strategies.edits(old)))
    page = Page(record)
    anchors = Counter(page.all("id"))
    assert [anchor for anchor, number in anchors.items() if number > 1] == []
    assert {unquote(link[1:]) for link in page.all("href")} <= anchors.keys()
    for key in told(record):
        assert display(key) in page.below[re.sub(r"\s", "-", display(key))]


def test_what_is_folded_has_a_summary(page: Page) -> None:
    assert set(page.after("details")) == {"summary"}
    assert "open" not in {name for tag, attrs in page.tags if tag == "details" for name in attrs}


def test_rows_that_the_first_screen_has_no_room_for_are_folded_there(page: Page) -> None:
    assert re.findall(r"\d+ more\b(?! change)", page.text) == ["20 more"]
    assert "All releases" not in page.text
    assert page.text.count("2021-03-28") == 2  # once in the table, once among the details


@pytest.mark.parametrize(
    ("record", "tag"),
    [
        pytest.param("R-1", "section", id="the-section-that-is-named-for-it"),
        pytest.param("F-1", "tr", id="the-row"),
        pytest.param("FAR-1", "tr", id="the-row-outside-of-the-document"),
        pytest.param("NEW-1", "tr", id="the-row-of-what-is-new"),
    ],
)
def test_a_link_to_a_record_leads_to_what_happened_to_it(page: Page, record: str, tag: str) -> None:
    assert [name for name, attrs in page.tags if attrs.get("id") == record] == [tag]


def test_sections_are_named_without_counts(page: Page) -> None:
    assert {"releases", "by-wbs", "moved", "now-in-no-release", "first-recorded", "outside-plan-1"} <= set(
        page.all("id")
    )


def test_one_section_needs_no_contents() -> None:
    old, new = (state({"M-1": {"due": f"2020-0{month}-01"}}, {}) for month in (1, 2))
    page = Page(small.record_of(old, new))
    assert "nav" not in {tag for tag, _ in page.tags}
    assert "M-1" in page.all("id")


def test_documents_and_tickets_are_linked_where_it_is_known_where_they_are() -> None:
    row = VersionRow(date="2021-06-03", rfc="RFC-781", owner="A, see R-1")
    record = small.record_of(small.EMPTY, state({"R-1": {}}, {}), Head(PLAN, version="1.5", row=row))
    known = {"RFC-781": "https://tickets.example/RFC-781", "R-1": "https://tickets.example/R-1"}
    assert Page(record._replace(links=known)).all("href") == [known["RFC-781"], *["#R-1"] * 3]


def test_columns_are_named_where_a_row_stands_below_the_other(page: Page) -> None:
    named = set(page.all("data-column"))
    assert {"Old", "New", "Slip", "State", "Margin"} <= named
    assert "Release" not in named  # the row begins with it


PLAIN = {tag for tag, _ in Page(small.hostile("x")).tags}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_text_stays_text(text: str) -> None:
    page = Page(small.hostile(text))
    shown = " ".join(display(text).split())
    assert shown in " ".join(page.text.split())
    assert {tag for tag, _ in page.tags} <= PLAIN
