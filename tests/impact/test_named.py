"""What a record names, with titles."""

from __future__ import annotations

from dmccb.impact.graph import build_graph
from dmccb.impact.named import Named, ShownWithNames, named
from dmccb.impact.standing import Shown
from dmccb.records.record import Fields, Record
from dmccb.repository.schemas import load_kinds, load_kinds_beside

KINDS = load_kinds()
RFC = load_kinds_beside()["rfcs"]


def records(**fields: Fields) -> dict[str, Record]:
    return {key: Record(id=key, fields=found) for key, found in fields.items()}


GRAPH = build_graph(
    {
        "persons": records(ada={"name": "Ada Lovelace"}),
        "milestones": records(R={"title": "Test"}, M={"title": "Feature"}),
        "releases": records(R={"document": "D", "milestone": "R"}),
    },
    KINDS,
)


def names(fields: Fields) -> list[Named]:
    return named(GRAPH, RFC, Record(id="RFC-1", fields=fields), ["affected"])


def test_in_the_order_of_the_fields() -> None:
    found = names({"release": {"id": "R"}, "affected": ["M"], "assignee": "ada", "requestor": "eve"})
    assert found == [
        Named(field="requestor", item=("", "eve")),
        Named(field="assignee", item=("persons", "ada"), noun="person", title="Ada Lovelace"),
        Named(field="affected", item=("milestones", "M"), noun="milestone", title="Feature"),
        Named(field="release", item=("releases", "R"), noun="release", title="Test"),
    ]


def test_an_id_of_any_kind_is_every_record_that_has_it() -> None:
    found = names({"affected": ["R", "X"]})
    assert [one.item for one in found] == [("milestones", "R"), ("releases", "R"), ("", "X")]


def test_what_is_no_list_of_ids_names_nothing() -> None:
    assert names({"affected": "M"}) == names({"affected": [1, {"id": "M"}]}) == []


def test_a_field_as_a_list_shows_it() -> None:
    record = Record(id="RFC-1", fields={"title": "T", "requestor": "eve", "assignee": "ada", "class": 1})
    one = ShownWithNames(shown=Shown(kind=RFC, record=record), names=tuple(named(GRAPH, RFC, record)))
    fields = ("title", "requestor", "assignee", "class", "lcr")
    assert [one.text(field) for field in fields] == ["T", "eve", "Ada Lovelace", "", ""]


def test_as_json() -> None:
    assert Named(field="release", item=("", "R")).as_json() == {
        "field": "release",
        "collection": None,
        "id": "R",
        "title": None,
    }
