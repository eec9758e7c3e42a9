from __future__ import annotations

import pytest

from dmccb.importers.importresult import ImportResult
from dmccb.importers.ldm294.read import read
from tests.importers.ldm294.builder import small
from tests.importers.results import about


@pytest.fixture(scope="module")
def result() -> ImportResult:
    return read(small(), {})


def test_title_page_and_change_record(result: ImportResult) -> None:
    assert result.records["documents"]["LDM-294"] == {
        "title": "A Small Plan",
        "authors": ["Ada Small", "Bo Little", "SOME"],
        "series": "LDM",
        "status": "draft",
        "date": "2001-02-03",
        "change_record": [
            {"version": "1", "date": "2000-01-01", "description": "First of all", "owner": "AS"},
            {"version": "2", "description": "RFC-7 second", "rfc": "RFC-7"},
        ],
    }


def test_titles_that_differ_are_said(result: ImportResult) -> None:
    assert about(result, "LSE-1") == [
        "contradiction: title 'How to meet' in Table 2, 'How we meet' in the references"
    ]
