"""Title page and change record of a document -> its own document record.

Pure.  Cites the "Change Record" of LDM-294 (2017-06-28) and of LDM-564
(2018-04-13, 2019-12-09, 2023-04-24): tables with the same four columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dmccb.importers.bibliography import series
from dmccb.importers.lines import is_day
from dmccb.records.record import Value

TABLE_HEAD = "Version\tDate\tDescription\tOwner name"
DRAFT = "Draft Revision NOT YET Approved"
COLUMNS = ("version", "date", "description", "owner")

_PLACEHOLDER = "TBD"
_RFC = re.compile(r"\bRFC-\d+\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of the change record, its cells as printed, in the order of ``COLUMNS``."""

    cells: tuple[str, ...]
    line: int

    def fields(self) -> dict[str, Value]:
        """Return the fields of the row; a placeholder or an empty cell gives none."""
        printed = dict(zip(COLUMNS, self.cells, strict=True))
        fields: dict[str, Value] = {
            name: cell for name, cell in printed.items() if cell and not _is_placeholder(name, cell)
        }
        rfcs = self.rfcs()
        if len(rfcs) == 1:
            fields["rfc"] = rfcs[0]
        return fields

    def rfcs(self) -> list[str]:
        """Return the RFCs that the description names."""
        return sorted(set(_RFC.findall(dict(zip(COLUMNS, self.cells, strict=True))["description"])))

    def gaps(self) -> Iterator[str]:
        """Say which columns give nothing, and whether they print a placeholder."""
        fields = self.fields()
        for name, cell in zip(COLUMNS, self.cells, strict=True):
            if name not in fields:
                instead = f", only {cell!r}" if cell else ""
                yield f"the change record gives no {name}{instead}"
        if len(self.rfcs()) > 1:
            yield "several RFCs in one row of the change record; none is recorded as its approval"


def _is_placeholder(name: str, cell: str) -> bool:
    return (name == "version" and cell == _PLACEHOLDER) or (name == "date" and not is_day(cell))


@dataclass(frozen=True, kw_only=True, slots=True)
class TitlePage:
    """What a document says about itself; empty where it does not."""

    handle: str
    title: str
    authors: tuple[str, ...]
    date: str
    draft: bool = False
    repository: str = ""
    rows: tuple[Row, ...] = ()

    def fields(self, title: str) -> dict[str, Value]:
        """Return the fields of the document's record; ``title`` is taken where the page has none."""
        given: dict[str, Value] = {
            "title": self.title or title,
            "authors": list(self.authors),
            "series": series(self.handle),
            "status": "draft" if self.draft else "",
            "date": self.date,
            "repository": self.repository,
            "change_record": [row.fields() for row in self.rows],
        }
        return {name: value for name, value in given.items() if value}


def names(text: str) -> tuple[str, ...]:
    """Return the authors that a line separates by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())
