from __future__ import annotations

import pytest

from dmccb.importers.ldm564.read import read
from tests.importers.ldm564.builder import text
from tests.importers.results import said


def test_the_document() -> None:
    documents = read(text(), {}).records["documents"]
    assert documents["LDM-564"] == {
        "title": "Plan of Releases",
        "authors": ["Ada Vega", "Bob Lyra", "Cy Crux"],
        "series": "LDM",
        "status": "draft",
        "date": "2018-04-13",
        "repository": "https://example.org/LDM-564",
        "change_record": [
            {
                "version": "1.0",
                "date": "2017-08-18",
                "description": "First. Approved in RFC-1.",
                "rfc": "RFC-1",
                "owner": "A. Vega",
            },
        ],
    }
    assert documents["LDM-1"]["title"] == "Design"


def test_no_status_without_the_word_draft() -> None:
    assert "status" not in read(text(draft=False), {}).records["documents"]["LDM-564"]


def test_a_repeated_head_of_the_change_record_is_no_row() -> None:
    head = "Version\tDate\tDescription\tOwner name"
    rows = f"1.0\t2017-08-18\tFirst.\tA. Vega\n{head}\n1.1\t2018-03-16\tSecond.\tA. Vega"
    assert read(text(rows=rows), {}).counts["change-record rows"] == 2


@pytest.mark.parametrize(
    ("row", "fields", "told"),
    [
        pytest.param(
            "\t2018-03-16\tWords.\tA. Vega", {"date": "2018-03-16"}, ["gives no version"], id="no-version"
        ),
        pytest.param(
            "TBD\tXXXX-XX-XX\tWords.\tA. Vega",
            {},
            ["gives no date, only 'XXXX-XX-XX'", "gives no version, only 'TBD'"],
            id="placeholders",
        ),
        pytest.param(
            "2.0\t2018-03-16\tWords.\t",
            {"version": "2.0", "date": "2018-03-16"},
            ["gives no owner"],
            id="owner",
        ),
    ],
)
def test_change_record_row(row: str, fields: dict[str, str], told: list[str]) -> None:
    result = read(text(rows=row), {})
    document = result.records["documents"]["LDM-564"]
    (written,) = document["change_record"] if isinstance(document["change_record"], list) else []
    assert isinstance(written, dict)
    assert {name: written[name] for name in ("version", "date") if name in written} == fields
    assert [remark.partition(": the change record ")[2] for remark in said(result, "note")] == told
