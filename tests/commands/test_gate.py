"""A file of facts, judged by a policy; and a stored verdict, replayed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dmccb.commands.gate import Question, ReplayError, judge, read_file, replay
from dmccb.errors import UsageError
from dmccb.policy.facts import FactsError, facts_json
from tests.policy.build import ADOPTED, BOARD, READ, ROOT, approvals, at, facts, organization


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of facts of a request that passes."""
    return written(tmp_path / "facts.json", facts_json(facts(READ, *approvals(*BOARD), ADOPTED)))


def written(file: Path, values: Any) -> Path:
    file.write_text(json.dumps(values), encoding="utf-8")
    return file


def test_the_policy_of_the_working_tree_judges(file: Path) -> None:
    found = judge(ROOT, file, Question())
    assert (found.decision.verdict, found.decision.policy) == ("PASS", "ldm-294")
    assert (found.assumed, found.plans) == ((), None)


def test_a_policy_that_ships_judges(file: Path, tmp_path: Path) -> None:
    found = judge(tmp_path, file, Question(profile="minimal"))
    assert found.decision.policy == "minimal"


def test_another_moment(file: Path) -> None:
    found = judge(ROOT, file, Question(as_of=at(30)))
    assert (found.decision.verdict, found.decision.as_of) == ("WAIT", at(30))


def test_what_is_assumed_comes_after_the_moment(file: Path) -> None:
    found = judge(ROOT, file, Question(as_of=at(30), assumptions=("object=outsider", "at=+3h")))
    assert (found.decision.verdict, found.assumed) == ("BLOCK", ("object=outsider", "at=+3h"))
    assert (found.decision.as_of - at(33)).total_seconds() == 1


def test_the_least_that_would_have_to_happen(file: Path) -> None:
    plans = judge(ROOT, file, Question(as_of=at(30), cheapest=True)).plans
    assert plans is not None
    assert [act.login for act in plans[0].acts] == ["asker"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"{", "not JSON: Expecting property name", id="no-json"),
        pytest.param(b'"a"\xff', "byte 3 is not UTF-8", id="no-text"),
        pytest.param(b'{"as_of": 1, "as_of": 2}', "not JSON: the key 'as_of' is used twice", id="twice"),
        pytest.param(b"{}", "missing required field `as_of`", id="nothing"),
        pytest.param(b"[" * 100_000, "not JSON", id="without-end"),
        pytest.param(b" " * ((1 << 20) + 1), "1048577 bytes (at most 1048576)", id="too-large"),
    ],
)
def test_what_is_no_file_of_facts(tmp_path: Path, content: bytes, message: str) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    with pytest.raises(FactsError) as error:
        read_file(bad)
    assert str(bad) in error.value.message
    assert message in error.value.message


def test_a_link_is_not_read(tmp_path: Path, file: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(file)
    with pytest.raises(FactsError, match="a symbolic link is not read"):
        read_file(link)


def test_a_profile_that_does_not_ship(file: Path) -> None:
    with pytest.raises(UsageError, match="maximal"):
        judge(ROOT, file, Question(profile="maximal"))


def test_a_verdict_is_replayed(file: Path, tmp_path: Path) -> None:
    judged = judge(ROOT, file, Question())
    stored = written(tmp_path / "decision.json", judged.as_json())
    found = replay(judge(ROOT, file, Question()), stored)
    assert (found.same, found.differs, found.verdict, found.stored) == (True, (), "PASS", "PASS")


def test_a_replay_says_what_differs(file: Path, tmp_path: Path) -> None:
    stored = written(tmp_path / "decision.json", judge(ROOT, file, Question()).as_json())
    others = organization(software_architect=None)
    changed = facts(READ, *approvals("chair"), ADOPTED, organization=others)
    found = replay(judge(ROOT, written(file, facts_json(changed)), Question()), stored)
    assert (found.same, found.stored, found.verdict) == (False, "PASS", "WAIT")
    assert "roles software-architect: differs" in found.differs
    assert "event review-manager-24: gone" in found.differs
    by_another = replay(judge(ROOT, file, Question(profile="minimal")), stored)
    assert "rule board: gone" in by_another.differs


def test_a_verdict_that_was_changed_is_not_the_same(file: Path, tmp_path: Path) -> None:
    judged = judge(ROOT, file, Question())
    values = judged.as_json()
    values["sentence"] = "nothing to see here"
    found = replay(judged, written(tmp_path / "decision.json", values))
    assert (found.same, found.differs) == (False, ())


@pytest.mark.parametrize(
    "values", [pytest.param([], id="a-list"), pytest.param({"verdict": "PASS"}, id="without-its-basis")]
)
def test_what_is_no_stored_verdict(file: Path, tmp_path: Path, values: Any) -> None:
    with pytest.raises(ReplayError, match="not a stored decision"):
        replay(judge(ROOT, file, Question()), written(tmp_path / "decision.json", values))
