"""What the rules of change control may ask of a change, from real schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dmccb.compare.change import Change
from dmccb.compare.changeset import ChangeSet, Side
from dmccb.compare.compare import compare
from dmccb.compare.schema_changes import schema_changes
from dmccb.impact.changed_items import asked_collections, changed_files, changed_items
from dmccb.impact.item_facts import FILES, UNKNOWN, ItemFacts
from dmccb.records.record import Collections, Fields, Record
from dmccb.repository.schemas import load_kinds

KINDS = load_kinds()


def state(**collections: Mapping[str, Fields]) -> Collections:
    return {
        name: {key: Record(id=key, fields=fields) for key, fields in records.items()}
        for name, records in collections.items()
    }


def facts(old: Collections, new: Collections) -> tuple[ItemFacts, ...]:
    return changed_items(compare(old, new, KINDS), old, new, KINDS)


def of(
    collection: str, before: Fields | None, after: Fields | None, **around: Mapping[str, Fields]
) -> ItemFacts:
    """Return the facts of one record that changed; ``around`` is the same on both sides."""
    sides = [
        state(**around, **({collection: {"X-1": fields}} if fields is not None else {}))
        for fields in (before, after)
    ]
    (one,) = facts(*sides)
    return one


MILESTONE: Fields = {"title": "M", "level": 2, "due": "2020-01-01", "wbs": "1.2"}
RELATED: Fields = {"document": "LDM-564", "milestone": "X-1", "features": [{"milestone": "A", "lag": 1}]}
RELEASE: Fields = {"document": "LDM-564", "milestone": "X-1", "features": ["A", "B"]}


@pytest.mark.parametrize(
    ("collection", "before", "after", "expected"),
    [
        pytest.param(
            "milestones", MILESTONE, {**MILESTONE, "level": 3}, {"levels": ("2", "3")}, id="both-levels"
        ),
        pytest.param(
            "milestones", MILESTONE, None, {"levels": ("2",), "change": "removed"}, id="level-of-what-left"
        ),
        pytest.param(
            "milestones",
            {"title": "M"},
            {"title": "N"},
            {"levels": (UNKNOWN,)},
            id="a-level-that-nobody-says",
        ),
        pytest.param(
            "milestones",
            {"title": "M"},
            {"title": "M", "level": 4},
            {"levels": ("4",)},
            id="a-level-first-recorded",
        ),
        pytest.param("documents", {"title": "D"}, {"title": "E"}, {"levels": ()}, id="a-kind-without-levels"),
        pytest.param(
            "milestones",
            MILESTONE,
            {**MILESTONE, "due": "2020-03-01"},
            {"days_min": 60, "days_max": 60, "due_dropped": False},
            id="days-later",
        ),
        pytest.param(
            "milestones",
            MILESTONE,
            {**MILESTONE, "due": "2020-02"},
            {"days_min": 31, "days_max": 59, "due_dropped": False},
            id="days-to-a-month",
        ),
        pytest.param(
            "milestones",
            MILESTONE,
            {**MILESTONE, "due": ""},
            {"days_min": None, "days_max": None, "due_dropped": True},
            id="what-is-no-date-counts-as-dropped",
        ),
        pytest.param(
            "milestones",
            {**MILESTONE, "due": "[..2020-01-01]"},
            MILESTONE,
            {"days_min": 0, "days_max": None, "due_dropped": True},
            id="from-a-date-without-limit",
        ),
        pytest.param(
            "milestones",
            {"title": "M"},
            {"title": "M", "due": "2020-01-01"},
            {"due_dropped": False},
            id="a-first-date",
        ),
        pytest.param(
            "milestones", MILESTONE, None, {"due_dropped": False}, id="a-removed-record-dropped-no-date"
        ),
        pytest.param(
            "milestones",
            MILESTONE,
            {**MILESTONE, "wbs": "1.3"},
            {"elements": ("1.2", "1.3")},
            id="both-elements",
        ),
        pytest.param(
            "milestones",
            MILESTONE,
            {**MILESTONE, "forecast": "2020-02-01"},
            {"control": "status"},
            id="control",
        ),
        pytest.param(
            "wbs", {"title": "A"}, {"title": "B"}, {"elements": ("X-1",)}, id="an-element-is-its-own"
        ),
        pytest.param(
            "documents", {"title": "D"}, {"title": "E"}, {"series": ("X",)}, id="series-of-the-handle"
        ),
        pytest.param(
            "documents",
            {"title": "D", "series": "LDM"},
            {"title": "D", "series": "X"},
            {"series": ("LDM", "X")},
            id="series-that-either-side-says",
        ),
        pytest.param("milestones", MILESTONE, None, {"series": ()}, id="no-series-of-a-milestone"),
        pytest.param(
            "releases",
            RELEASE,
            {**RELEASE, "features": ["B", "C"]},
            {"gained": ("C",), "lost": ("A",)},
            id="members",
        ),
        pytest.param(
            "releases",
            RELATED,
            RELEASE,
            {"gained": ("A", "B"), "lost": ()},
            id="members-that-are-no-ids",
        ),
        pytest.param(
            "releases", None, RELEASE, {"gained": ("A", "B"), "lost": ()}, id="a-new-release-gains-all"
        ),
        pytest.param(
            "releases", RELEASE, None, {"gained": (), "lost": ("A", "B")}, id="a-removed-one-loses-all"
        ),
        pytest.param(
            "releases",
            RELEASE,
            {**RELEASE, "features": "A"},
            {"gained": (), "lost": ("A", "B")},
            id="what-is-no-list-has-no-members",
        ),
        pytest.param("releases", RELEASE, None, {"documents": ("LDM-564",)}, id="its-own-document"),
        pytest.param(
            "releases",
            RELEASE,
            {**RELEASE, "document": "LDM-1"},
            {"documents": ("LDM-1", "LDM-564")},
            id="the-documents-of-both-sides",
        ),
        pytest.param(
            "releases",
            {**RELEASE, "status": "planned"},
            {**RELEASE, "status": "approved"},
            {
                "becomes": "approved",
                "missing": ("class", "version", "item", "tag", "release note", "test report"),
            },
            id="an-approved-release-is-identified",
        ),
        pytest.param(
            "releases",
            RELEASE,
            {**RELEASE, "class": "major", "documentation": {"release_note": "N"}, "status": "released"},
            {
                "release_class": "major",
                "missing": (
                    *("version", "item", "tag", "test report"),
                    *("user manual", "requirements", "test specification"),
                ),
            },
            id="a-major-release-needs-more",
        ),
        pytest.param(
            "releases",
            RELEASE,
            {**RELEASE, "status": "planned"},
            {"becomes": "planned", "missing": ()},
            id="planned",
        ),
        pytest.param(
            "releases",
            None,
            {**RELEASE, "status": "approved"},
            {"becomes": "approved"},
            id="a-new-one-becomes",
        ),
        pytest.param(
            "releases",
            {**RELEASE, "status": "released", "class": "minor"},
            None,
            {"becomes": "", "missing": (), "release_class": "minor"},
            id="what-left-lacks-nothing",
        ),
    ],
)
def test_facts(
    collection: str, before: Fields | None, after: Fields | None, expected: Mapping[str, Any]
) -> None:
    one = of(collection, before, after)
    assert {name: getattr(one, name) for name in expected} == expected


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"features": ["X-1"], "milestone": "R"}, id="as-a-member"),
        pytest.param({"features": ["Y"], "milestone": "X-1"}, id="as-what-carries-the-title"),
    ],
)
def test_a_document_plans_what_its_releases_name(fields: Fields) -> None:
    one = of(
        "milestones", MILESTONE, {**MILESTONE, "level": 3}, releases={"R": {"document": "LDM-1", **fields}}
    )
    assert one.documents == ("LDM-1",)


def test_a_renumbered_item_is_judged_under_both_ids() -> None:
    old = state(milestones={"A-1": MILESTONE}, releases={"R": {**RELEASE, "features": ["A-1"]}})
    new = state(
        milestones={"B-1": {**MILESTONE, "aka": ["A-1"]}}, releases={"R": {**RELEASE, "features": []}}
    )
    milestone, release = facts(old, new)
    assert (milestone.handle, milestone.change) == ("A-1 → B-1", "renumbered")
    assert milestone.documents == ("LDM-564",)
    assert release.lost == ("A-1",)


def test_what_only_follows_a_new_id_is_no_item() -> None:
    old = state(milestones={"A-1": MILESTONE}, releases={"R": {**RELEASE, "features": ["A-1"]}})
    new = state(
        milestones={"B-1": {**MILESTONE, "aka": ["A-1"]}}, releases={"R": {**RELEASE, "features": ["B-1"]}}
    )
    assert [one.collection for one in facts(old, new)] == ["milestones"]


def test_a_schema_and_the_order() -> None:
    kind = KINDS["milestones"]
    changed = {
        **KINDS,
        "milestones": kind._replace(fields={**kind.fields, "due": replace_control(kind.fields["due"])}),
    }
    (schema,) = schema_changes(KINDS, changed)
    document = Change(collection="documents", id="D-1", title="D", change="added", control="controlled")
    changes = ChangeSet(old=Side(name="a"), new=Side(name="b"), changes=(schema, document))
    found = changed_items(changes, {}, {}, KINDS)
    assert [(one.collection, one.id) for one in found] == [("documents", "D-1"), ("schemas", "milestone")]
    assert found[1].levels == ()


def replace_control(spec: Any) -> Any:
    return spec._replace(control="note")


def test_members_count_where_the_schemas_disagree_on_the_list() -> None:
    old, new = state(releases={"R": RELEASE}), state(releases={"R": {**RELEASE, "features": ["B"]}})
    kind = KINDS["releases"]
    fields = {**kind.fields, "features": kind.fields["features"]._replace(compare="")}
    roles = {role: tuple(fields[spec.name] for spec in specs) for role, specs in kind.roles.items()}
    kinds = {**KINDS, "releases": kind._replace(fields=fields, roles=roles)}
    (one,) = changed_items(compare(old, new, kinds), old, new, kinds)
    assert (one.gained, one.lost) == ((), ("A",))


def test_what_must_be_whole() -> None:
    assert asked_collections(KINDS) == ["releases"]


def test_files() -> None:
    assert changed_files([("schemas/b.json", "removed"), ("dmccb.toml", "changed")]) == (
        ItemFacts(collection=FILES, id="dmccb.toml", change="changed", control="controlled"),
        ItemFacts(collection=FILES, id="schemas/b.json", change="removed", control="controlled"),
    )
