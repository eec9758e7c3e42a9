"""The day as of which a state is judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dmccb.commands.as_of import AsOf
from dmccb.records.record import Record
from dmccb.repository.folder import Folder
from dmccb.repository.resolve import Resolved

TODAY, ASKED, REGISTERED = date(2020, 3, 1), date(2020, 2, 1), date(2020, 1, 1)
ENTRY = Record(id="v1.0", fields={"date": REGISTERED.isoformat()})


@pytest.mark.parametrize(
    ("entry", "asked", "expected"),
    [
        pytest.param(None, None, TODAY, id="today"),
        pytest.param(ENTRY, None, REGISTERED, id="of-the-baseline"),
        pytest.param(ENTRY, ASKED, ASKED, id="asked-for"),
        pytest.param(Record(id="v1.0", fields={}), None, TODAY, id="a-baseline-without-a-date"),
    ],
)
def test_the_day(entry: Record | None, asked: date | None, expected: date, tmp_path: Path) -> None:
    side = Resolved(snapshot=Folder(tmp_path, "x"), entry=entry)
    assert AsOf(today=TODAY, asked=asked).of(side) == expected
