"""A page as a value: what a change record says, before any format writes it.

Pure.  Every format writes the same page; what is folded, and how a table
looks, is the format's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from dmccb.render.changerecord.phrases import Phrase

Cell = tuple[Phrase, ...]
"""What stands in one cell of a table, a phrase for each line."""


class Column(NamedTuple):
    """One column of a table.

    Attributes
    ----------
    title
        Its heading.
    kind
        ``id`` and ``number`` are never broken into lines, and numbers are set
        flush right; ``text`` takes what room there is.
    room
        The fewest characters that it needs in a line of text; where there is
        less, the column is left out.  0 is for a column that always stays.
    """

    title: str
    kind: Literal["id", "number", "text"] = "text"
    room: int = 0


class Table(NamedTuple):
    """Rows of cells.

    Attributes
    ----------
    hidden
        How many further rows there are that are not shown here.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    hidden: int = 0


class Section(NamedTuple):
    """What stands under one heading.

    Attributes
    ----------
    title
        The heading.
    lead
        A line below it; empty where there is none.
    items
        A list.
    table
        A table; None where there is none.
    is_open
        Whether it is shown where a format folds, by its importance.
    records
        How many records it tells of, its parts included.
    parts
        Sections below it.
    is_detail
        Whether it tells record by record what changed, which a short document
        leaves to an appendix.
    """

    title: str
    lead: Phrase = ()
    items: tuple[Phrase, ...] = ()
    table: Table | None = None
    is_open: bool = True
    records: int = 0
    parts: tuple[Section, ...] = ()
    is_detail: bool = False


class Page(NamedTuple):
    """A change record.

    Attributes
    ----------
    subject
        What was compared (``LDM-564 v1.4 → v1.5``).
    states
        Date and commit of both sides, and the digest of the change.
    about
        What is said of the version, and of what is not shown.
    sources
        What the register notes of the sources of either side.
    counts
        The change summed up.
    first
        The tables of the first screen.
    sections
        All else, in the order of importance.
    links
        Names of documents and tickets -> their addresses.
    """

    subject: str
    states: str
    about: tuple[str, ...]
    sources: tuple[str, ...]
    counts: tuple[Phrase, ...]
    first: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()
    links: Mapping[str, str] = MappingProxyType({})
