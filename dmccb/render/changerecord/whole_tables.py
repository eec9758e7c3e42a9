"""Page -> the same page, with the tables of its first screen whole, and not repeated below.

Pure.  For a format that has room, or that folds where the table stands.
"""

from __future__ import annotations

from dmccb.render.changerecord.page import Page, Section


def with_whole_tables(page: Page) -> Page:
    """Return the page with all rows in the tables of its first screen.

    The sections that repeat these tables in full are left out.
    """
    first = tuple(_whole(section, page) for section in page.first)
    tables = [section.table for section in first]
    others = tuple(
        section for section in page.sections if section.table is None or section.table not in tables
    )
    return page._replace(first=first, sections=others)


def _whole(section: Section, page: Page) -> Section:
    """Return a section of the first screen with the table that repeats it in full."""
    if section.table is None or not section.table.hidden:
        return section
    for other in page.sections:
        if other.table is not None and other.table.columns == section.table.columns:
            return section._replace(table=other.table)
    return section
