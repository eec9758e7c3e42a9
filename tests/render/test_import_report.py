"""What is told of an import."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dmccb.importers.importresult import ImportResult, Remark, remark
from dmccb.render.import_report import ImportReport, report_json, report_text
from dmccb.render.view import View

WRITTEN = {
    "milestones": {"added": 2, "changed": 0, "removed": 1, "same": 0},
    "releases": {"added": 0, "changed": 0, "removed": 0, "same": 0},
}


def report(*remarks: Remark) -> ImportReport:
    result = ImportResult(
        document="LDM-1",
        edition="2018-01-02",
        records={},
        removals={},
        remarks=remarks,
        counts={"releases": 28, "features": 131},
    )
    return ImportReport(result=result, written=WRITTEN, dry_run=False)


def test_text() -> None:
    remarks = (remark("note", 0, "A-1", "kept"), remark("contradiction", 3, "", "two titles"))
    assert report_text(report(*remarks), View()) == (
        "LDM-1 (2018-01-02)\n\nread:\n     28  releases\n    131  features\n\n"
        "written:\n  milestones: 2 added, 1 removed\n  releases: nothing\n\n"
        "places that contradict each other: 1\n  line 3: two titles\n\n"
        "notes: 1\n  A-1: kept\n"
    )


def test_a_dry_run_says_that_nothing_was_written() -> None:
    assert "\nwould be written:\n" in report_text(replace(report(), dry_run=True), View())


@pytest.mark.parametrize(
    ("fold", "listed", "more"),
    [pytest.param(5, 5, True, id="folded"), pytest.param(None, 7, False, id="full")],
)
def test_many_remarks_are_folded(*, fold: int | None, listed: int, more: bool) -> None:
    remarks = [remark("missing", line, "", "lost") for line in range(1, 8)]
    text = report_text(report(*remarks), View(fold=fold))
    assert text.count(": lost\n") == listed
    assert ("  … and 2 more (--full shows them)\n" in text) is more


def test_json_has_every_remark() -> None:
    remarks = [remark("missing", line, "", "lost") for line in range(1, 20)]
    body = json.loads(report_json(replace(report(*remarks), dry_run=True)))
    assert (body["document"], body["edition"], body["dry_run"]) == ("LDM-1", "2018-01-02", True)
    assert body["written"] == WRITTEN
    assert body["counts"] == {"releases": 28, "features": 131}
    assert len(body["remarks"]) == 19
    assert body["remarks"][0] == {"kind": "missing", "line": 1, "subject": "", "text": "lost"}
