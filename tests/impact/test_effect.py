"""What a change means for an item."""

from __future__ import annotations

from datetime import date

import pytest

from dmccb.impact.effect import Effect, Sides
from dmccb.impact.graph import Item, ReferenceGraph, build_graph
from dmccb.impact.reach import Step
from dmccb.impact.timing import UNDATED, Timing
from dmccb.records.dates import difference
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds
from tests.render.values import effect, timing

KINDS = load_kinds()


def graph(**milestones: Fields) -> ReferenceGraph:
    records = {key: Record(id=key, fields=fields) for key, fields in milestones.items()}
    return build_graph({"milestones": records}, KINDS)


def between(old: ReferenceGraph, new: ReferenceGraph, key: str, old_ids: dict[Item, Item]) -> Effect:
    sides = Sides(old=old, new=new, old_ids=old_ids, as_of=date(2020, 1, 1))
    return sides.effect(Step(("milestones" if key[0] != "X" else "", key), "predecessors", 2))


def dues(one: Effect) -> tuple[str | None, str | None]:
    return one.before.due if one.before else None, one.after.due if one.after else None


OLD = graph(A={"title": "A", "due": "2020-02-01"}, GONE={"title": "Gone", "due": "2020-03-01"})
NEW = graph(A={"title": "A now", "due": "2020-02-11"}, B={"title": "B", "due": "2020-04-01"})


@pytest.mark.parametrize(
    ("key", "title", "days"),
    [
        pytest.param("A", "A now", ("2020-02-01", "2020-02-11"), id="on-both-sides"),
        pytest.param("GONE", "Gone", ("2020-03-01", None), id="removed"),
        pytest.param("B", "B", (None, "2020-04-01"), id="added"),
        pytest.param("X", "", ("", ""), id="an-id-that-no-record-has"),
    ],
)
def test_it_is_looked_up_on_both_sides(key: str, title: str, days: tuple[str | None, str | None]) -> None:
    found = between(OLD, NEW, key, {})
    assert (found.title, dues(found), found.distance) == (title, days, 2)


def test_it_is_looked_up_under_the_id_that_it_had() -> None:
    found = between(OLD, NEW, "B", {("milestones", "B"): ("milestones", "GONE")})
    assert dues(found) == ("2020-03-01", "2020-04-01")


SLIP = (timing("2020-03-01"), timing("2020-03-11"))


@pytest.mark.parametrize(
    ("sides", "days"),
    [
        pytest.param(SLIP, 10, id="later"),
        pytest.param((SLIP[0], SLIP[0]), None, id="the-same"),
        pytest.param((SLIP[0], timing("")), None, id="dropped"),
        pytest.param((None, SLIP[0]), None, id="new"),
        pytest.param((SLIP[0], None), None, id="removed"),
    ],
)
def test_the_slip(sides: tuple[Timing | None, Timing | None], days: int | None) -> None:
    found = effect("M-1", sides=sides).slip
    assert (found.days if found else None) == days


MARGIN = timing("2020-03-11", "2020-03-01")


def test_what_matters_most_comes_first() -> None:
    lost = (MARGIN, timing("2020-03-11", "2020-03-10"))
    lost_less = (MARGIN, timing("2020-03-11", "2020-03-02"))
    gained = (MARGIN, timing("2020-03-11", "2020-02-28"))
    small, none = (MARGIN, MARGIN), (timing("2020-03-11"), timing("2020-03-11"))
    done = (MARGIN, timing("2020-03-11", completed="2020-03-11"))
    cases = {"LOST": lost, "LESS": lost_less, "SLIP": SLIP, "SMALL": small, "NONE": none, "GAINED": gained}
    found = [effect("DONE", sides=done), effect("NONE-2", sides=none)]
    found += [effect(key, sides=sides) for key, sides in reversed(cases.items())]
    in_order = [one.item[1] for one in sorted(found, key=lambda one: one.order)]
    assert in_order == ["LOST", "LESS", "SLIP", "SMALL", "NONE", "NONE-2", "GAINED", "DONE"]


def test_the_json_has_both_sides_and_what_was_lost() -> None:
    body = effect("M-1", sides=(MARGIN, timing("2020-03-11", "2020-03"))).as_json()
    assert body["lost_margin"] == {"days": None, "days_min": 0, "days_max": 30}
    assert (body["field"], body["distance"]) == (None, 1)
    apart = difference("2020-03-01", "2020-03-11")
    assert apart is not None
    assert isinstance(body["before"], dict)
    assert body["before"]["margin"]["days"] == apart.days
    assert effect("M-1", sides=(None, MARGIN)).as_json()["before"] is None


def test_an_id_that_no_record_has() -> None:
    found = effect("X", "")
    assert (found.before, found.after, found.is_open) == (UNDATED, UNDATED, True)
    assert found.as_json()["collection"] is None
