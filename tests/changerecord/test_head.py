"""What is compared, and what a document's own change record says of a version."""

from __future__ import annotations

import pytest

from dmccb.changerecord.head import VersionRow, joined, notes_of, row_of, version_of
from dmccb.records.record import Fields, Record, Value
from tests.strategies import KINDS

DOCUMENTS = KINDS["documents"]


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
    assert row_of(DOCUMENTS, Record(id="PLAN-1", fields=rows), version) == row


def test_the_first_row_of_a_version_counts_with_all_that_it_says() -> None:
    first: Value = {"version": "1.5", "rfc": "RFC-1", "description": "Why"}
    rows: Fields = {"change_record": [first, {"version": "1.5", "rfc": "RFC-2"}]}
    expected = VersionRow(rfc="RFC-1", description="Why")
    assert row_of(DOCUMENTS, Record(id="D", fields=rows), "1.5") == expected


def test_nothing_is_said_of_a_document_that_is_not_there() -> None:
    assert row_of(DOCUMENTS, None, "1.5") == VersionRow()
    assert row_of(KINDS["milestones"], Record(id="A", fields={"version": "1.5"}), "1.5") == VersionRow()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], VersionRow(), id="of-none"),
        pytest.param([VersionRow(rfc="RFC-1")], VersionRow(rfc="RFC-1"), id="of-one"),
        pytest.param(
            [VersionRow(rfc="RFC-1"), VersionRow(rfc="RFC-2", owner="Ada")],
            VersionRow(rfc="RFC-1", owner="Ada"),
            id="the-first-that-gives-a-value",
        ),
    ],
)
def test_rows_are_joined_value_by_value(rows: list[VersionRow], expected: VersionRow) -> None:
    assert joined(*rows) == expected


@pytest.mark.parametrize(
    ("name", "version"),
    [
        pytest.param("v1.5", "1.5", id="short"),
        pytest.param("LDM-564/v1.5", "1.5", id="with-its-document"),
        pytest.param("1.5", "1.5", id="without-a-v"),
        pytest.param("vega", "vega", id="a-word-that-begins-with-v"),
        pytest.param("v", "v", id="a-v-alone"),
    ],
)
def test_the_version_that_a_name_stands_for(name: str, version: str) -> None:
    assert version_of(Record(id=name, fields={})) == version


def test_what_is_no_baseline_stands_for_no_version() -> None:
    assert version_of(None) == ""


def test_notes_of_the_baselines_that_have_one() -> None:
    entries = [Record(id="v1", fields={"note": "a draft"}), None, Record(id="v2", fields={})]
    assert notes_of(entries) == (("v1", "a draft"),)
