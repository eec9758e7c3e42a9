"""What a document's own change record says of a version."""

from __future__ import annotations

import pytest

from dmccb.changerecord.changerecord import ChangeRecord, VersionRow, row_of
from dmccb.compare.compare import compare
from dmccb.records.record import Fields, Record
from tests.strategies import KINDS


@pytest.mark.parametrize(
    ("version", "row"),
    [
        pytest.param("1.5", VersionRow(date="2021-06-03", owner="W. O'Mullane"), id="its-row"),
        pytest.param("1.6", VersionRow(), id="no-row"),
        pytest.param("", VersionRow(), id="no-version-is-not-that-of-a-row-without-one"),
    ],
)
def test_the_row_of_a_version(version: str, row: VersionRow) -> None:
    rows: Fields = {
        "change_record": [
            {"date": "2019-01-01"},
            {"version": "1.5", "date": "2021-06-03", "owner": "W. O'Mullane"},
        ]
    }
    assert row_of(KINDS["documents"], Record(id="PLAN-1", fields=rows), version) == row


def test_a_row_has_its_request_for_comments() -> None:
    rows: Fields = {"change_record": [{"version": "1.5", "rfc": "RFC-1"}, {"version": "1.5", "rfc": "RFC-2"}]}
    assert row_of(KINDS["documents"], Record(id="D", fields=rows), "1.5") == VersionRow(rfc="RFC-1")


def test_nothing_is_said_of_a_document_that_is_not_there() -> None:
    assert row_of(KINDS["documents"], None, "1.5") == VersionRow()
    assert row_of(KINDS["milestones"], Record(id="A", fields={"version": "1.5"}), "1.5") == VersionRow()


def test_a_change_record_of_no_document_says_so() -> None:
    found = ChangeRecord(changeset=compare({}, {}, KINDS), groups=())
    assert (found.document, found.document_title, found.version, found.date, found.rfc, found.owner) == (
        "",
    ) * 6
    assert (found.outside, dict(found.kinds)) == (0, {})
