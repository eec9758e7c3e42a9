"""Before the first commit there was nothing: neither records, nor schemas, nor settings."""

from __future__ import annotations

from dmccb.repository.beside import Beside
from dmccb.repository.empty_snapshot import EmptySnapshot
from dmccb.repository.read import read_changed, read_records
from dmccb.repository.schemas import load_kinds
from dmccb.repository.settings import read_settings
from dmccb.repository.snapshot import Listing
from tests.cli.conftest import Repo
from tests.repository.build import ONE, revision


def test_it_has_nothing() -> None:
    nothing = EmptySnapshot()
    assert (nothing.listing(), nothing.schemas(), nothing.settings()) == (Listing(), [], None)
    assert list(nothing.read([], Listing())) == []
    assert nothing.beside("rfcs") == Beside()
    assert nothing.policy_tests() == Beside()
    assert not nothing.has_baselines


def test_it_is_read_as_any_snapshot() -> None:
    assert read_records(EmptySnapshot(), load_kinds()) == {}
    assert load_kinds(EmptySnapshot()) == load_kinds()
    assert read_settings(EmptySnapshot()).apply([]) == []


def test_against_it_every_record_is_new(repo: Repo) -> None:
    repo.records("milestones.yaml", "milestone", ONE)
    repo.commit()
    with revision(repo.root) as first:
        old, new = read_changed(EmptySnapshot(), first, load_kinds())
    assert not any(old.values())
    assert list(new["milestones"]) == ["M-1"]
