"""What a release lacks of its identification, as its schema asks for it."""

from __future__ import annotations

import pytest

from dmccb.records.identification import dotted, lacking
from dmccb.records.record import Fields, Record
from tests.strategies import KINDS

COMPLETE: Fields = {"class": "minor", "version": "1", "item": "i", "tag": "t"}
PAPERS: Fields = {"release_note": "N", "test_report": "T"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({**COMPLETE, "documentation": PAPERS}, [], id="complete"),
        pytest.param(COMPLETE, ["documentation.release_note", "documentation.test_report"], id="no-object"),
        pytest.param({**COMPLETE, "tag": "", "documentation": PAPERS}, ["tag"], id="empty"),
        pytest.param(
            {**COMPLETE, "class": "major", "documentation": {"test_report": "T"}},
            [
                "documentation.release_note",
                "documentation.user_manual",
                "documentation.requirements",
                "documentation.test_specification",
            ],
            id="of-a-major-release-last",
        ),
        pytest.param(
            {**COMPLETE, "documentation": "a text"},
            ["documentation.release_note", "documentation.test_report"],
            id="no-object-but-a-text",
        ),
    ],
)
def test_what_a_release_lacks(fields: Fields, expected: list[str]) -> None:
    found = lacking(KINDS["releases"], Record(id="R", fields=fields))
    assert list(map(dotted, found)) == expected


def test_a_kind_that_asks_for_nothing_lacks_nothing() -> None:
    assert lacking(KINDS["milestones"], Record(id="M", fields={})) == []
