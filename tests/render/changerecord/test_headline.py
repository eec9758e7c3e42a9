"""A change summed up in counts."""

from __future__ import annotations

import pytest

from dmccb.changerecord.groups import Group
from dmccb.compare.change import Change, ChangeKind
from dmccb.compare.changeset import Side
from dmccb.render.changerecord.headline import headline, history_text, noun
from tests.render.changerecord import cases
from tests.strategies import KINDS


def test_headline() -> None:
    assert str(headline(cases.realistic())) == (
        "LDM-564 v1.4 → v1.5: 1 release added, 1 renumbered, 2 changed; "
        "1 milestone added, 1 removed, 4 slipped (median +134 d, worst +730 d LDM-503-13), "
        "1 came forward, 3 completed, 1 otherwise changed; "
        "1 document changed; 1 feature moved to another release"
    )


def test_headline_of_no_change() -> None:
    assert str(headline(cases.empty())) == "LDM-564 v1.4 → v1.5: no change"
    assert history_text(cases.empty()) == "No change."


def test_forecasts_and_issue_dates_are_no_slips() -> None:
    forecast = cases.milestone("M", "", cases.slip("forecast", "2020-01-01", "2020-02-01", "status"))
    issued = Change(
        collection="documents",
        id="LDM-1",
        title="",
        change="changed",
        control="controlled",
        fields=(cases.slip("date", "2020-01-01", "2020-02-01"),),
    )
    group = Group(id="R", title="", changes=(forecast, issued))
    assert headline(cases.assembled((group,))).clauses == ("1 milestone changed", "1 document changed")


def test_baselines_are_registered() -> None:
    told: tuple[tuple[str, ChangeKind], ...] = (("v1", "changed"), ("v2", "removed"), ("v3", "added"))
    entries = tuple(
        Change(collection="register", id=key, title="", change=what, control="controlled")
        for key, what in told
    )
    record = cases.assembled((Group(id="R", title="", changes=entries),))
    assert headline(record).clauses == ("1 baseline registered, 1 removed, 1 changed",)


def test_history_ends_with_the_approval() -> None:
    assert history_text(cases.realistic()).endswith(" to another release. Approved in RFC-781.")


def test_old_side_keeps_a_name_of_its_own() -> None:
    record = cases.assembled((), old="main", new="work", document="LDM-564")
    assert record.changeset.old == Side(name="main", commit="0" * 39 + "1")
    assert headline(record).subject == "LDM-564 main → work"


def test_a_folder_keeps_the_slash_that_it_begins_with() -> None:
    record = cases.assembled((), old="/plans/old", new="/plans/new", document="")
    assert headline(record).subject == "/plans/old → /plans/new"


@pytest.mark.parametrize(
    ("collection", "one", "many"),
    [
        ("releases", "release", "releases"),
        ("wbs", "WBS element", "WBS elements"),
        pytest.param("policies", "policy", "policies", id="collection-without-a-schema"),
    ],
)
def test_noun(collection: str, one: str, many: str) -> None:
    assert (noun(collection, 1, KINDS), noun(collection, 2, KINDS)) == (one, many)
