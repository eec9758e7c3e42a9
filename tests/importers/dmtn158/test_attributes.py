from __future__ import annotations

import pytest

from tests.importers.dmtn158.builder import (
    bullets,
    entry,
    milestone,
)


@pytest.mark.parametrize(
    ("one", "fields"),
    [
        pytest.param(
            entry("DM-A-1"),
            {"title": "Alpha", "wbs": "02C.03.01", "due": "2021-07-09", "level": 3},
            id="pending",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(completed="2021-02-03 [DM-7]")),
            {
                "title": "Alpha",
                "wbs": "02C.03",
                "due": "2021-07-09",
                "completed": "2021-02-03",
                "jira": "DM-7",
                "level": 3,
            },
            id="completed-with-ticket",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(level="Undefined", pending=" [DM-8]")),
            {"title": "Alpha", "wbs": "02C.03", "due": "2021-07-09", "jira": "DM-8"},
            id="undefined-level-and-pending-ticket",
        ),
        pytest.param(
            entry(
                "DM-A-1",
                title="Test report: Alpha: beta",
                bullets=bullets(spec="LDM-5 [7] v1.0 (RAS-0) [DM-9]"),
            ),
            {
                "title": "Alpha: beta",
                "deliverable": "Test report",
                "wbs": "02C.03",
                "due": "2021-07-09",
                "level": 3,
                "test_spec": "LDM-5 v1.0 (RAS-0)",
                "jira_testplan": "DM-9",
            },
            id="test-report-with-specification",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(spec="DMTR-3 [DMTR-3] [DM-9]")),
            {
                "title": "Alpha",
                "wbs": "02C.03",
                "due": "2021-07-09",
                "level": 3,
                "test_spec": "DMTR-3",
                "jira_testplan": "DM-9",
            },
            id="citation-that-was-not-resolved",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(spec="Undefined [DM-9]")),
            {"title": "Alpha", "wbs": "02C.03", "due": "2021-07-09", "level": 3, "jira_testplan": "DM-9"},
            id="undefined-specification",
        ),
        pytest.param(
            entry("DM-A-1", bullets=bullets(before="X&Y-1, A1", after="B9")),
            {
                "title": "Alpha",
                "wbs": "02C.03",
                "due": "2021-07-09",
                "level": 3,
                "predecessors": ["A1", "X&Y-1"],
                "successors": ["B9"],
            },
            id="external-links",
        ),
        pytest.param(
            entry("DM-A-1", body="Words (LDM-1 [1]).\n\nIt has:\n\n  • one\n  • two\n\nEnd."),
            {
                "title": "Alpha",
                "wbs": "02C.03.01",
                "due": "2021-07-09",
                "level": 3,
                "description": "Words (LDM-1).\n\nIt has:\n\n- one\n- two\n\nEnd.",
            },
            id="description-with-list",
        ),
    ],
)
def test_milestone(one: str, fields: dict[str, object]) -> None:
    assert milestone("DM-A-1", one) == fields
