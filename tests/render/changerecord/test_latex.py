r"""The LaTeX fragment: its row for ``\addtohist``, and what it leaves to an appendix."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.head import Head, VersionRow
from dmccb.render import RENDERERS
from dmccb.render.changerecord.latex_text import latex_text
from dmccb.render.display import display
from dmccb.render.view import View
from tests import strategies
from tests.render.changerecord import small
from tests.render.changerecord.compiled import ARTICLE, LIKE_LSSTDOC, pages

GOLDEN = Path(__file__).parent / "golden" / "full.tex"
FULL = View(full=True)
ROW = VersionRow(date="2021-06-03", rfc="RFC-781", owner="W. O'Mullane", description="Update for 2021")


def written(record: ChangeRecord, view: View | None = None) -> str:
    return RENDERERS["ChangeRecord"]["latex"](record, view or View())


def row(head: Head) -> str:
    """Return the line for the document's own change record."""
    page = written(small.record_of(small.EMPTY, small.EMPTY, head))
    (found,) = re.findall(r"^\\addtohist.*$", page, re.MULTILINE)
    return str(found)


def test_the_whole_fragment(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, written(small.replanned(releases=4), FULL))


def test_the_row_of_the_documents_change_record() -> None:
    assert row(Head(document="PLAN-1", version="1.5", row=ROW)) == (
        r"\addtohist{1.5}{\mbox{2021-06-03}}{Update for 2021. Approved in \mbox{RFC-781}.}{W. O'Mullane}"
    )


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        pytest.param(Head(version="1.5", row=ROW), set(), id="all-is-known"),
        pytest.param(Head(row=ROW), {"version"}, id="no-version"),
        pytest.param(Head(version="1.5"), {"date", "owner"}, id="no-row"),
        pytest.param(Head(), {"version", "date", "owner"}, id="nothing"),
    ],
)
def test_what_is_not_known_is_empty_and_said(known: Head, missing: set[str]) -> None:
    page = written(small.record_of(small.EMPTY, small.EMPTY, known))
    assert set(re.findall(r"^% The (\w+) is not known; its group is empty\.$", page, re.MULTILINE)) == missing
    assert row(known).count("{}") == len(missing)


def test_without_a_description_the_counts_are_told() -> None:
    assert row(Head(version="1.5")) == r"\addtohist{1.5}{}{No change.}{}"


def test_details_are_an_appendix_on_request() -> None:
    short, full = (written(small.replanned(), view) for view in (View(), FULL))
    assert not re.search(r"Details|\\textbf\{First recorded|\\textbf\{Change\}|F-1: |\+59", short)
    body, told, _ = short.partition("\\par\\smallskip\\noindent Record by record, the change is in the full")
    assert told
    assert full.startswith(body)
    assert all(one in full for one in (r"\textbf{Details}", r"\textbf{First recorded}", "+59~d"))


def test_where_there_are_no_details_none_are_promised() -> None:
    assert "full change record" not in written(small.record_of(small.EMPTY, small.EMPTY))


@pytest.mark.parametrize("title", ["New release", "Dropped milestone", "Moved", "Now in no release"])
def test_news_is_always_told(title: str) -> None:
    assert rf"\textbf{{{title}" in written(small.replanned())


def test_the_tables_of_the_first_screen_are_whole() -> None:
    short = written(small.replanned(releases=28))
    assert all(rf"\mbox{{2021-03-{day:02}}}" in short for day in range(1, 29))
    assert "more" not in short


@given(st.data())
def test_every_record_is_in_the_whole_fragment(data: st.DataObject) -> None:
    old = data.draw(strategies.baselines())
    record = small.record_of(old, data.draw(strategies.edits(old)))
    page = written(record, FULL)
    assert page.isascii()
    assert all(
        latex_text(display(change.id)) in page
        for change in record.changeset.changes
        if not change.is_first_recorded
    )


@pytest.mark.parametrize("preamble", [ARTICLE, LIKE_LSSTDOC], ids=["article", "like-lsstdoc"])
@pytest.mark.parametrize("view", [View(), FULL], ids=["short", "full"])
def test_compiles(view: View, preamble: str, tmp_path: Path) -> None:
    assert pages(written(small.replanned(), view), preamble, tmp_path) >= 2


PLAIN = written(small.hostile("x"), FULL)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_text_stays_text(text: str) -> None:
    page = written(small.hostile(text), FULL)
    assert page.isascii()
    assert page.count(r"\begin{") == page.count(r"\end{") == PLAIN.count(r"\begin{")
