"""Which route an item takes by which rule, and the strictest for the whole."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest

from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.route import (
    ROUTES,
    Citation,
    ItemPredicate,
    Route,
    Routing,
    RoutingRule,
    routing,
    strictest,
)


def item(handle: str = "A-1", **more: Any) -> ItemFacts:
    given: dict[str, Any] = {"collection": "milestones", "change": "changed", "control": "controlled"}
    return ItemFacts(id=handle, **{**given, **more})


def rule(name: str, route: Route, when: ItemPredicate | None = None, **more: Any) -> RoutingRule:
    citation = Citation(document="LDM-294")
    return RoutingRule(
        id=name, title=name, citation=citation, when=when or ItemPredicate(), route=route, **more
    )


def taken(found: Routing) -> list[tuple[str, str, str]]:
    return [(one.item.id, one.route, one.rule.id if one.rule else "") for one in found.items]


# -------------------------------------------------------------- predicates


@pytest.mark.parametrize(
    ("asked", "yes", "no"),
    [
        pytest.param({"collections": ("documents", "releases")}, {"collection": "releases"}, {}, id="kind"),
        pytest.param({"series": ("LDM", "LSE")}, {"series": ("LSE",)}, {"series": ("DMTN",)}, id="series"),
        pytest.param(
            {"series": ("LDM",)}, {"series": ("DMTN", "LDM")}, {"series": ()}, id="series-of-either-handle"
        ),
        pytest.param(
            {"planned_by": ("LDM",)},
            {"documents": ("LPM-17", "LDM-564")},
            {"documents": ("LDMX-564",)},
            id="series-of-the-plan",
        ),
        pytest.param(
            {"planned_by": ("DMS-REQ",)},
            {"documents": ("DMS-REQ-0001",)},
            {"documents": ("DMS-0001",)},
            id="series-with-a-hyphen",
        ),
        pytest.param(
            {"planned_by": ("charter",)},
            {"documents": ("charter",)},
            {"documents": ()},
            id="handle-without-a-series",
        ),
        pytest.param({"levels": ("1", "2")}, {"levels": ("2",)}, {"levels": ("3",)}, id="level"),
        pytest.param(
            {"levels": ("2",)}, {"levels": ("2", "4")}, {"levels": ("4",)}, id="level-before-or-after"
        ),
        pytest.param(
            {"levels": ("unknown",)}, {"levels": ("unknown",)}, {"levels": ()}, id="unknown-is-a-level"
        ),
        pytest.param(
            {"levels": ("2",)}, {"levels": ("2",)}, {"levels": ("unknown",)}, id="unknown-is-no-other"
        ),
        pytest.param({}, {"control": "controlled"}, {"control": "status"}, id="controlled-where-not-asked"),
        pytest.param({}, {"control": "controlled"}, {"control": "note"}, id="no-notes-where-not-asked"),
        pytest.param({"control": ("status",)}, {"control": "status"}, {"control": "note"}, id="status"),
        pytest.param(
            {"control": ("status",)}, {"control": "status"}, {"control": "controlled"}, id="status-alone"
        ),
        pytest.param({"changes": ("added", "removed")}, {"change": "removed"}, {}, id="what-happened"),
        pytest.param({"becomes": ("released",)}, {"becomes": "released"}, {"becomes": ""}, id="status-after"),
        pytest.param(
            {"release_classes": ("patch",)},
            {"release_class": "patch"},
            {"release_class": "minor"},
            id="class-of-release",
        ),
        pytest.param({"members": ("gained",)}, {"gained": ("A",)}, {"lost": ("A",)}, id="gained"),
        pytest.param({"members": ("lost",)}, {"lost": ("A",)}, {"gained": ("A",)}, id="lost"),
        pytest.param({"members": ("gained", "lost")}, {"lost": ("A",)}, {}, id="gained-or-lost"),
        pytest.param(
            {"series": ("LDM",), "levels": ("2",)},
            {"series": ("LDM",), "levels": ("2",)},
            {"series": ("LDM",), "levels": ("3",)},
            id="every-question-that-is-asked",
        ),
    ],
)
def test_a_question_is_answered(asked: dict[str, Any], yes: dict[str, Any], no: dict[str, Any]) -> None:
    predicate = ItemPredicate(**asked)
    assert predicate.means(item(**yes))
    assert not predicate.means(item(**no))


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        pytest.param({"days_min": 31, "days_max": 31}, True, id="farther"),
        pytest.param({"days_min": 30, "days_max": 30}, False, id="exactly-so-far"),
        pytest.param({"days_min": -31, "days_max": -31}, True, id="farther-ahead"),
        pytest.param({"days_min": -30, "days_max": -30}, False, id="exactly-so-far-ahead"),
        pytest.param({"days_min": 2, "days_max": 31}, True, id="perhaps-farther"),
        pytest.param({"days_min": -31, "days_max": 2}, True, id="perhaps-farther-ahead"),
        pytest.param({"days_min": 2, "days_max": 30}, False, id="surely-not"),
        pytest.param({}, False, id="no-dates"),
        pytest.param({"due_dropped": True}, True, id="date-dropped"),
        pytest.param(
            {"due_dropped": True, "days_min": 1, "days_max": 1}, True, id="date-dropped-moved-a-little"
        ),
    ],
)
def test_how_far_a_date_moved(moved: dict[str, Any], expected: bool) -> None:
    assert ItemPredicate(moved_more_than=30).means(item(**moved)) is expected
    assert ItemPredicate().means(item(**moved))


def test_no_days_at_all_is_a_question() -> None:
    assert ItemPredicate(moved_more_than=0).means(item(days_min=1, days_max=1))
    assert not ItemPredicate(moved_more_than=0).means(item(days_min=0, days_max=0))


# ------------------------------------------------------------------ routes


def test_the_order_of_the_routes() -> None:
    assert ROUTES == ("project", "board", "team", "wbs", "author", "status", "none")


@pytest.mark.parametrize(
    ("stricter", "weaker"), [pytest.param(*pair, id="-".join(pair)) for pair in pairwise(ROUTES)]
)
def test_the_stricter_of_two_routes(stricter: Route, weaker: Route) -> None:
    assert strictest([weaker, stricter]) == stricter
    assert strictest([stricter, weaker, weaker]) == stricter


def test_nothing_takes_no_route() -> None:
    assert strictest([]) == "none"
    assert routing([], [rule("all", "project")]) == Routing()


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param([rule("a", "team"), rule("b", "board")], ("board", "b"), id="the-stricter"),
        pytest.param([rule("b", "board"), rule("a", "team")], ("board", "b"), id="in-any-order"),
        pytest.param([rule("b", "team"), rule("a", "team")], ("team", "a"), id="the-first-by-name"),
        pytest.param(
            [rule("a", "team", choice=True), rule("b", "team")], ("team", "b"), id="the-text-before-a-choice"
        ),
        pytest.param(
            [rule("a", "board", choice=True), rule("b", "team")], ("board", "a"), id="the-stricter-choice"
        ),
        pytest.param([rule("a", "none")], ("none", "a"), id="none-by-a-rule"),
        pytest.param(
            [rule("a", "board", ItemPredicate(levels=("2",))), rule("b", "team")],
            ("team", "b"),
            id="only-who-means-it",
        ),
        pytest.param([rule("a", "team", otherwise=True)], ("team", "a"), id="otherwise"),
        pytest.param(
            [rule("a", "team", otherwise=True), rule("b", "wbs")], ("wbs", "b"), id="otherwise-gives-way"
        ),
        pytest.param(
            [rule("a", "team", otherwise=True), rule("b", "wbs", ItemPredicate(levels=("4",)))],
            ("team", "a"),
            id="otherwise-gives-way-to-no-stranger",
        ),
        pytest.param(
            [rule("a", "team", otherwise=True), rule("b", "board", otherwise=True)],
            ("board", "b"),
            id="the-stricter-otherwise",
        ),
    ],
)
def test_the_rule_that_gives_the_route(rules: list[RoutingRule], expected: tuple[str, str]) -> None:
    found = routing([item()], rules)
    assert taken(found) == [("A-1", *expected)]
    assert found.route == expected[0]
    assert found.uncovered == ()


@pytest.mark.parametrize(
    ("control", "route", "uncovered"),
    [
        pytest.param("controlled", "project", True, id="controlled"),
        pytest.param("status", "project", True, id="status"),
        pytest.param("note", "none", False, id="note"),
    ],
)
def test_what_no_rule_means(control: str, route: str, uncovered: bool) -> None:
    one = item(control=control)
    found = routing([one], [rule("a", "wbs", ItemPredicate(collections=("releases",)))])
    assert taken(found) == [("A-1", route, "")]
    assert found.route == route
    assert found.uncovered == ((one,) if uncovered else ())


def test_a_note_that_a_rule_means_takes_its_route() -> None:
    found = routing([item(control="note")], [rule("a", "board", ItemPredicate(control=("note",)))])
    assert taken(found) == [("A-1", "board", "a")]


def test_items_stand_by_route_then_collection_then_id() -> None:
    rules = [
        rule("board", "board", ItemPredicate(collections=("releases",))),
        rule("team", "team", otherwise=True),
        rule("note", "none", ItemPredicate(control=("note",))),
    ]
    items = [
        item("M-2"),
        item("N-1", control="note"),
        item("M-1"),
        item("Z-1", collection="documents"),
        item("R-1", collection="releases"),
    ]
    found = routing(items, rules)
    assert [one.item.id for one in found.items] == ["R-1", "Z-1", "M-1", "M-2", "N-1"]
    assert found.route == "board"
    assert routing(reversed(items), list(reversed(rules))) == found


def test_an_item_is_judged_by_both_of_its_levels() -> None:
    rules = [
        rule("board", "board", ItemPredicate(levels=("2",))),
        rule("wbs", "wbs", ItemPredicate(levels=("4",))),
    ]
    assert routing([item(levels=("2", "4"))], rules).route == "board"


# ------------------------------------------------------------------ values


def test_what_a_citation_and_a_rule_need_not_say() -> None:
    assert Citation(document="A") == Citation(document="A", date="", version="", section="", title="")
    assert rule("a", "team") == rule("a", "team", reason="", choice=False, otherwise=False)


def test_what_a_predicate_does_not_ask() -> None:
    assert ItemPredicate() == ItemPredicate(
        collections=(),
        series=(),
        planned_by=(),
        levels=(),
        control=("controlled",),
        changes=(),
        moved_more_than=None,
        members=(),
        becomes=(),
        release_classes=(),
    )


@pytest.mark.parametrize(
    ("values", "form"),
    [
        pytest.param({"levle": ["2"]}, ItemPredicate, id="predicate"),
        pytest.param({"document": "LDM-294", "levle": "2"}, Citation, id="citation"),
    ],
)
def test_what_is_read_has_no_other_fields(values: dict[str, object], form: type) -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field `levle`"):
        msgspec.convert(values, form)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(ItemPredicate(levels=("2",)), {"levels": ("2",)}, id="predicate"),
        pytest.param(Citation(document="LDM-294"), {"document": "LDM-294"}, id="citation"),
    ],
)
def test_what_is_written_is_only_what_is_said(value: object, expected: dict[str, object]) -> None:
    assert msgspec.to_builtins(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(ItemPredicate(), id="predicate"),
        pytest.param(Citation(document="LDM-294"), id="citation"),
        pytest.param(rule("a", "team"), id="rule"),
        pytest.param(routing([item()], [rule("a", "team")]), id="routing"),
        pytest.param(routing([item()], [rule("a", "team")]).items[0], id="route-of-an-item"),
    ],
)
def test_values_do_not_change(value: object) -> None:
    assert len({value, value}) == 1  # what can change has no hash


# --------------------------------------------------------------- citations


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "LDM-294", id="document"),
        pytest.param({"date": "2017-06-28"}, "LDM-294 (2017-06-28)", id="date"),
        pytest.param({"version": "3.2"}, "LDM-294 (3.2)", id="version"),
        pytest.param({"version": "3.2", "date": "2017-06-28"}, "LDM-294 (3.2)", id="version-before-date"),
        pytest.param({"section": "C.2"}, "LDM-294 §C.2", id="section"),
        pytest.param({"title": "RFC Process"}, 'LDM-294 "RFC Process"', id="title"),
        pytest.param(
            {"date": "2017-06-28", "section": "C.2", "title": "RFC Process"},
            'LDM-294 (2017-06-28) §C.2 "RFC Process"',
            id="all-of-it",
        ),
    ],
)
def test_a_citation_as_text(fields: dict[str, str], expected: str) -> None:
    assert str(Citation(document="LDM-294", **fields)) == expected
