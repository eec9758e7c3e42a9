"""The tables of the first screen, whole where a format has room for them."""

from __future__ import annotations

from dmccb.render.changerecord.page import Column, Page, Section, Table
from dmccb.render.changerecord.phrases import Span
from dmccb.render.changerecord.whole_tables import with_whole_tables

RELEASES, ELEMENTS = (Column("Release", "id"),), (Column("WBS", "id"),)


def table(columns: tuple[Column, ...], shown: int, hidden: int = 0) -> Table:
    return Table(columns, tuple((((Span(text=str(number)),),),) for number in range(shown)), hidden)


def page(first: tuple[Section, ...], *sections: Section) -> Page:
    return Page("subject", "", (), (), (), first, sections)


def test_a_table_that_was_cut_short_is_whole_and_comes_once() -> None:
    cut = Section("Releases", table=table(RELEASES, 2, hidden=1), records=3)
    whole = Section("All releases", table=table(RELEASES, 3), is_open=False, records=3)
    other = Section("Moved")
    found = with_whole_tables(page((cut,), whole, other))
    assert found.first == (cut._replace(table=whole.table),)
    assert found.sections == (other,)


def test_one_that_was_whole_comes_once_as_well() -> None:
    first = Section("Releases", table=table(RELEASES, 3), records=3)
    found = with_whole_tables(page((first,), first._replace(title="All releases")))
    assert (found.first, found.sections) == ((first,), ())


def test_other_tables_stay() -> None:
    first = Section("Releases", table=table(RELEASES, 2, hidden=1))
    other = Section("By WBS", table=table(ELEMENTS, 3))
    found = with_whole_tables(page((first,), other))
    assert (found.first, found.sections) == ((first,), (other,))
