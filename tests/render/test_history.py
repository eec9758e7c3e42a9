"""The changes of a record, in words."""

from __future__ import annotations

import json
from dataclasses import replace

from dmccb.compare.event import History, RecordHistory
from dmccb.render.history import heading, history_json, history_text, known_as, rows, told_apart
from dmccb.render.view import View
from tests.render.values import event, history


def test_each_change_with_its_commit_and_baseline() -> None:
    lines = history_text(history(), View()).splitlines()
    assert lines[0].startswith("DM-NCSA-11  Verified acquisition of raw")
    assert lines[0].endswith("  [milestones]: 2 changes, in all due 2019-08-30 → 2019-12-27 (+119 d)")
    assert lines[1] == "  2020-01-31  0000000000  +119 d  A. Author: Change 2"
    assert (
        "  2020-01-31  0000000000  v1.0 (2020-01-31), RFC-1, N. Owner  +119 d  A. Author: Change 1" in lines
    )
    assert lines[-1] == "DM-NCSA-11  [releases]: no committed change"
    assert rows(history(), View()) == 2


def test_an_rfc_that_only_the_commit_names_stands_beside_the_baseline() -> None:
    one = history(1)
    made = one.records[0].events[0]
    other = replace(made, subject="RFC-2", baselines=(made.baselines[0]._replace(rfc=""),))
    found = History(key="M-1", records=[replace(one.records[0], events=[other])], shallow=False)
    assert "  v1.0 (2020-01-31), N. Owner  RFC-2  +119 d  A. Author: RFC-2\n" in history_text(found, View())


def unmoved(key: str = "M-1") -> RecordHistory:
    change = event().change._replace(id=key, title="One", change="added", fields=())
    return RecordHistory(collection="milestones", id=key, events=[replace(event(), change=change)])


def test_one_change_is_one_change() -> None:
    assert heading(unmoved()) == "M-1  One  [milestones]: 1 change"


def test_two_records_of_one_id_are_told_apart() -> None:
    found = History(key="M-1", records=[unmoved(), unmoved()], shallow=False)
    assert told_apart(found) == [
        "M-1 has been the ID of 2 records in milestones: each has its own history here"
    ]
    assert known_as(unmoved(), found) == ["IDs: M-1 from 2020-01-31"]


def test_a_record_that_always_had_the_id_asked_for_says_nothing_of_it() -> None:
    found = History(key="M-1", records=[unmoved()], shallow=False)
    assert (told_apart(found), known_as(unmoved(), found)) == ([], [])


def test_earlier_ids_that_no_state_had_are_named() -> None:
    one = replace(unmoved(), former=("M-0", "OLD"))
    found = History(key="OLD", records=[one], shallow=False)
    assert known_as(one, found) == [
        "IDs: M-1 from 2020-01-31",
        "earlier IDs that are in no state of this history: M-0, OLD",
    ]


def test_json_names_the_baseline_of_a_commit() -> None:
    first, second = json.loads(history_json(history()))
    assert first["events"][0]["baselines"] == []
    assert first["events"][1]["baselines"][0]["name"] == "v1.0"
    assert first["total"]["days"] == 119
    assert (second["id"], second["events"], second["total"]) == ("DM-NCSA-11", [], None)


def test_nothing_found_is_an_empty_list() -> None:
    assert json.loads(history_json(History(key="M-1", records=[], shallow=False))) == []
