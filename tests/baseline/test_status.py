"""What is said of a registered baseline."""

from __future__ import annotations

from dmccb.baseline.status import RegisteredStatus
from dmccb.records.record import Record

ENTRY = Record(id="v1", fields={"digest": "sha256:1", "date": "2020-01-01"})


def test_a_status_as_json_has_the_fields_of_its_entry() -> None:
    found = RegisteredStatus(entry=ENTRY, tag="t", state="moved", commit="c", message="m", hint="h")
    assert found.as_json() == {
        "name": "v1",
        "digest": "sha256:1",
        "date": "2020-01-01",
        "tag": "t",
        "state": "moved",
        "commit": "c",
        "message": "m",
    }


def test_a_commit_that_was_not_found_is_null() -> None:
    found = RegisteredStatus(entry=ENTRY, tag="v1", state="lost")
    assert found.as_json()["commit"] is None
    assert found.as_json()["message"] == found.hint == ""
