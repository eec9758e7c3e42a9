"""Laws of comparison, on generated baselines and on the real ones."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dmccb.baseline.baseline import Baseline, assemble, digest
from dmccb.baseline.register import REGISTER
from dmccb.compare.apply import apply
from dmccb.compare.change import CHANGE_KINDS, JUDGES, Change, FieldChange
from dmccb.compare.changeset import Side, counted
from dmccb.compare.compare import compare
from dmccb.compare.scope import marked, narrowed, scope
from dmccb.records.kinds import load
from dmccb.records.record import Collections, Record, Value
from dmccb.records.write import write_file
from dmccb.repository.refused import is_policy_test
from tests.strategies import EXAMPLES, KINDS, baselines, edits, without_nothing

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = jsonschema_rs.validator_for(
    json.loads((ROOT / "schemas" / "changeset.schema.json").read_text(encoding="utf-8"))
)
CONTROLLED = {name: KINDS[name] for name in ("boards", "documents", "milestones", "persons", "releases")}
PROFILE = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Collections, Collections]:
    """Draw two baselines: most often one and what became of it, else two strangers."""
    old = draw(baselines(CONTROLLED, 3))
    return old, draw(edits(old) if draw(st.integers(0, 4)) else baselines(CONTROLLED, 3))


@PROFILE
@given(pairs())
def test_a_baseline_differs_in_nothing_from_itself(pair: tuple[Collections, Collections]) -> None:
    for side in pair:
        found = compare(side, side, KINDS)
        assert (found.changes, found.moves, found.summary) == ((), (), {})


@PROFILE
@given(pairs())
def test_applying_what_changed_gives_the_new_baseline(pair: tuple[Collections, Collections]) -> None:
    old, new = pair
    assert apply(compare(old, new, KINDS), old) == new


@PROFILE
@given(pairs())
def test_the_other_way_round_everything_is_turned_round(pair: tuple[Collections, Collections]) -> None:
    there, back = compare(*pair, KINDS), compare(pair[1], pair[0], KINDS)
    assert Counter(map(essence, there.changes)) == Counter(map(essence, map(turned, back.changes)))
    assert there.moves == tuple(
        move._replace(sources=move.targets, targets=move.sources) for move in back.moves
    )


def essence(change: Change) -> str:
    """Say what a change is about, without the title, which is that of the later record."""
    fields = sorted(json.dumps(field.as_json(), sort_keys=True) for field in change.fields)
    return repr((change.collection, change.id, change.old_id, change.change, change.control, fields))


def turned(change: Change) -> Change:
    turned_kind = {"added": "removed", "removed": "added"}.get(change.change, change.change)
    return change._replace(
        id=change.old_id or change.id,
        old_id=change.id if change.old_id else "",
        change=next(kind for kind in CHANGE_KINDS if kind == turned_kind),
        fields=tuple(map(turned_field, change.fields)),
    )


def turned_field(field: FieldChange) -> FieldChange:
    return field._replace(old=field.new, new=field.old, added=field.removed, removed=field.added)


@PROFILE
@given(pairs())
def test_a_change_set_fits_its_schema(pair: tuple[Collections, Collections]) -> None:
    sides = (Side(name="v1", commit="0" * 40, digest=digest(pair[0])), Side(name="v2"))
    found = compare(*pair, KINDS, sides).as_json()
    assert [error.message for error in SCHEMA.iter_errors(json.loads(json.dumps(found)))] == []


@PROFILE
@given(pairs())
def test_the_counts_add_up(pair: tuple[Collections, Collections]) -> None:
    old, new = pair
    found = compare(old, new, KINDS)
    assert sum(sum(counts.values()) for counts in found.summary.values()) == len(found.changes)
    for name in old.keys() | new.keys():
        counts = found.summary.get(name, {"added": 0, "removed": 0})
        assert len(new.get(name, {})) - len(old.get(name, {})) == counts["added"] - counts["removed"]


@PROFILE
@given(pairs(), st.randoms(use_true_random=False))
def test_equal_meaning_has_an_equal_digest(pair: tuple[Collections, Collections], rnd: random.Random) -> None:
    """Whatever the order, the form of the files, and the names of the sides."""
    first = compare(*pair, KINDS)
    before, after = (reread(side, rnd) for side in pair)
    again = compare(before, after, KINDS, (Side(name="x"), Side(name="y", commit="1" * 40)))
    assert again.digest == first.digest
    assert again._replace(old=first.old, new=first.new) == first
    assert [digest(side) for side in pair] == [digest(reread(side, rnd)) for side in pair]


def reread(side: Collections, rnd: random.Random) -> Collections:
    """Return a baseline after it was written to other files, in another order and form."""
    files: dict[str, bytes] = {}
    for name, found in side.items():
        kind, keys = KINDS[name], list(found)
        rnd.shuffle(keys)
        cut = rnd.randint(0, len(keys))
        for part, chosen in enumerate((keys[:cut], keys[cut:])):
            body = {key: shuffled(found[key].fields, rnd) for key in chosen}
            text = json_lines(body) if rnd.random() < 0.5 else write_file(kind, "", body)
            files[f"{kind.folder}/{part}.yaml"] = text.encode("utf-8")
    baseline = assemble(files.items(), KINDS)
    assert baseline.problems == ()
    return baseline.collections


def shuffled(value: object, rnd: random.Random) -> dict[str, Value]:
    """Return the fields, and those of objects inside them, in another order."""

    def again(part: object) -> object:
        if isinstance(part, dict):
            return {key: again(part[key]) for key in rnd.sample(sorted(part), len(part))}
        return [again(member) for member in part] if isinstance(part, list) else part

    out = again(value)
    assert isinstance(out, dict)
    return out


def json_lines(records: dict[str, dict[str, Value]]) -> str:
    """Write records as YAML in flow style, which JSON is."""
    dumped = ((json.dumps(key), json.dumps(body, ensure_ascii=False)) for key, body in records.items())
    return "".join(f"{key}: {body}\n" for key, body in dumped)


@PROFILE
@given(baselines({"milestones": KINDS["milestones"]}, 4), st.data())
def test_status_accounting_leaves_the_digest_alone(old: Collections, data: st.DataObject) -> None:
    assume(old)
    new = {name: dict(found) for name, found in old.items()}
    for key, one in new["milestones"].items():
        day = data.draw(st.sampled_from(["2020-01-01", "2021-01-01", ""]))
        values = {**one.fields, "completed": day, "comment": day} if day else one.fields
        new["milestones"][key] = Record(id=key, fields=values)
    found = compare(old, new, KINDS)
    assert found.digest == compare(old, old, KINDS).digest
    assert all(change.control in ("status", "note") for change in found.changes)


@PROFILE
@given(pairs())
def test_controlled_edits_do_not(pair: tuple[Collections, Collections]) -> None:
    found = compare(*pair, KINDS)
    controlled = any(change.control == "controlled" for change in found.changes)
    assert (found.digest != compare({}, {}, KINDS).digest) == controlled


@PROFILE
@given(pairs())
def test_a_scope_is_a_part(pair: tuple[Collections, Collections]) -> None:
    found = compare(*pair, KINDS)
    everything = {name: frozenset(key for side in pair for key in side.get(name, {})) for name in KINDS}
    inside = narrowed(marked(found, "D", everything))
    new = [one for one in found.changes if one.collection == "register" and one.change == "added"]
    assert inside.changes == tuple(one for one in found.changes if one not in new)
    assert (inside.moves, inside.not_shown) == (found.moves, counted(new))
    nothing = narrowed(marked(found, "D", {}))
    assert {one.collection for one in nothing.changes} <= JUDGES
    assert (nothing.moves, len(nothing.changes) + sum(nothing.not_shown.values())) == ((), len(found.changes))
    documents = {str(one.fields["document"]) for side in pair for one in side.get("releases", {}).values()}
    for document in documents:
        inside = narrowed(marked(found, document, scope(document, pair, KINDS)))
        assert set(map(essence, inside.changes)) <= set(map(essence, found.changes))
        again = narrowed(marked(inside, document, scope(document, pair, KINDS)))
        assert (again.changes, again.moves) == (inside.changes, inside.moves)


# ------------------------------------------------------ the real baselines


def real() -> Baseline:
    folder = ROOT / "baselines"
    kinds = load(
        (path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "schemas").glob("*.json"))
    )
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.yaml"))]
    files = ((path, (folder / path).read_bytes()) for path in paths if not is_policy_test(path))
    return assemble(files, kinds)


@pytest.fixture(scope="module")
def baseline() -> Baseline:
    found = real()
    if not found.collections:
        pytest.skip("there are no baselines yet")
    assert found.problems == ()
    return found


def test_the_laws_hold_for_the_real_baseline(baseline: Baseline) -> None:
    old = baseline.collections
    assert compare(old, old, KINDS).changes == ()
    for name in old:
        some = {**old, name: dict(list(old[name].items())[1::2])}
        new = without_nothing(some)
        there, back = compare(old, new, KINDS), compare(new, old, KINDS)
        assert apply(there, old) == new
        assert apply(back, new) == old
        assert Counter(map(essence, there.changes)) == Counter(map(essence, map(turned, back.changes)))
    assert baseline.digest == digest({name: old[name] for name in old if name != REGISTER})


# ---------------------------------------------------------- one table each


def milestone(key: str, title: str = "", **fields: Value) -> Record:
    return Record(id=key, fields={"title": title or f"title of {key}", **fields})


def release(key: str, *features: str, **fields: Value) -> Record:
    values: dict[str, Value] = {"document": "LDM-564", "milestone": key, **fields}
    return Record(id=key, fields={**values, "features": list(features)} if features else values)


def of(*records: Record) -> dict[str, Record]:
    return {one.id: one for one in records}


def test_a_release_follows_the_milestone_that_it_is_named_for() -> None:
    old = {"milestones": of(milestone("A-1", "t")), "releases": of(release("A-1", "F"))}
    new = {"milestones": of(milestone("A-01", "t")), "releases": of(release("A-01", "F", "G"))}
    found = compare(old, new, KINDS)
    assert [(change.id, change.old_id, change.change) for change in found.changes] == [
        ("A-01", "A-1", "renumbered"),
        ("A-01", "A-1", "renumbered"),
    ]
    assert found.changes[1].evidence == "named for the milestone A-1, which is now A-01"
    assert apply(found, old) == new


def test_releases_follow_milestones_whose_ids_are_given_on() -> None:
    old = {
        "milestones": of(milestone("A"), milestone("B")),
        "releases": of(release("A", "F"), release("B", "G")),
    }
    new = {
        "milestones": of(milestone("B", "title of A", aka=["A"]), milestone("C", "title of B", aka=["B"])),
        "releases": of(release("B", "F"), release("C", "G")),
    }
    found = compare(old, new, KINDS)
    assert [(change.collection, change.old_id, change.id) for change in found.changes] == [
        ("milestones", "A", "B"),
        ("milestones", "B", "C"),
        ("releases", "A", "B"),
        ("releases", "B", "C"),
    ]
    assert {change.change for change in found.changes} == {"renumbered"}
    assert apply(found, old) == new


def test_a_namesake_alone_does_not_follow() -> None:
    """A release whose ID is a milestone's that it does not refer to is not that milestone's release."""
    old = {
        "milestones": of(milestone("A-1", "t"), milestone("M")),
        "releases": of(release("A-1", milestone="M")),
    }
    new = {
        "milestones": of(milestone("A-01", "t"), milestone("M")),
        "releases": of(release("A-01", milestone="M")),
    }
    found = compare(old, new, KINDS)
    assert [(change.collection, change.change) for change in found.changes] == [
        ("milestones", "renumbered"),
        ("releases", "added"),
        ("releases", "removed"),
    ]


RENUMBERED = (milestone("F-1", "t"), milestone("F-01", "t"))


def test_a_feature_renumbered_in_place_changes_no_release() -> None:
    old = {
        "milestones": of(RENUMBERED[0], milestone("G", predecessors=["F-1"])),
        "releases": of(release("R", "F-1")),
    }
    new = {
        "milestones": of(RENUMBERED[1], milestone("G", predecessors=["F-01"])),
        "releases": of(release("R", "F-01")),
    }
    found = compare(old, new, KINDS)
    assert [(change.id, change.change) for change in found.changes] == [("F-01", "renumbered")]
    assert found.moves == ()
    assert apply(found, old) == new
    assert (
        found.digest
        == compare({"milestones": of(RENUMBERED[0])}, {"milestones": of(RENUMBERED[1])}, KINDS).digest
    )


def test_what_else_changes_beside_a_renumbered_feature_is_told() -> None:
    old = {"milestones": of(RENUMBERED[0]), "releases": of(release("R", "F-1", "G"), release("S", "F-1"))}
    new = {
        "milestones": of(RENUMBERED[1]),
        "releases": of(release("R", "F-01", "H"), release("S", "F-01", comment="x")),
    }
    found = compare(old, new, KINDS)
    _, first, second = found.changes
    assert [(field.field, field.added, field.removed) for field in first.fields] == [
        ("features", ("H",), ("G",))
    ]
    assert ([field.field for field in second.fields], second.control) == (["comment"], "note")
    assert apply(found, old) == new


def test_a_relation_follows_a_renumbered_record() -> None:
    links: list[list[Value]] = [[{"milestone": name, "type": "SS"}] for name in ("F-1", "F-01")]
    old = {"milestones": of(RENUMBERED[0], milestone("G", predecessors=links[0]))}
    new = {"milestones": of(RENUMBERED[1], milestone("G", predecessors=links[1]))}
    found = compare(old, new, KINDS)
    assert [change.id for change in found.changes] == ["F-01"]
    assert apply(found, old) == new


def test_a_feature_that_is_renumbered_and_moves_has_moved() -> None:
    old = {"milestones": of(RENUMBERED[0]), "releases": of(release("R", "F-1"), release("S"))}
    new = {"milestones": of(RENUMBERED[1]), "releases": of(release("R"), release("S", "F-01"))}
    found = compare(old, new, KINDS)
    assert [(move.feature, move.sources, move.targets) for move in found.moves] == [("F-01", ("R",), ("S",))]
    assert apply(found, old) == new


def test_the_document_itself_is_in_its_scope() -> None:
    sides: Collections = {"releases": of(release("R", "F"), release("X", "Y", document="LDM-1"))}
    assert scope("LDM-564", [sides], KINDS) == {
        "documents": {"LDM-564"},
        "milestones": {"R", "F"},
        "releases": {"R"},
    }


def test_unknown_fields_have_one_order() -> None:
    names = [f"unknown_{letter}" for letter in "hgfedcba"]
    new = {"milestones": of(milestone("A", **dict.fromkeys(names, "x")))}
    (change,) = compare({"milestones": of(milestone("A"))}, new, KINDS).changes
    assert [field.field for field in change.fields] == sorted(names)


class Counted(str):
    """Text that counts how often it is compared with another."""

    __slots__ = ()
    comparisons = 0

    def __eq__(self, other: object) -> bool:
        Counted.comparisons += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_large_sets_are_compared_in_linear_time() -> None:
    size = 2000
    before: list[Value] = [Counted(f"A-{number}") for number in range(size)]
    after: list[Value] = [Counted(f"B-{number}") for number in range(size)]
    old = {"milestones": of(milestone("M", predecessors=before))}
    new = {"milestones": of(milestone("M", predecessors=after))}
    Counted.comparisons = 0
    (change,) = compare(old, new, KINDS).changes
    assert (len(change.fields[0].added), len(change.fields[0].removed)) == (size, size)
    assert Counted.comparisons < 10 * size


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            [release("R", "F"), release("S")],
            [release("R"), release("S", "F")],
            [("F", "R", "S")],
            id="moves",
        ),
        pytest.param([release("R", "F")], [release("R")], [], id="only-leaves"),
        pytest.param([release("R")], [release("R", "F")], [], id="only-comes"),
        pytest.param(
            [release("R", "F"), release("S", "F")], [release("R", "F"), release("S")], [], id="stays-in-one"
        ),
        pytest.param(
            [release("R", "F")], [release("S", "F", tag="x")], [("F", "R", "S")], id="release-replaced"
        ),
        pytest.param([release("R", "F")], [release("R", "F", tag="x")], [], id="release-edited"),
    ],
)
def test_a_feature_moves_where_one_release_lost_it_and_another_gained_it(
    old: list[Record], new: list[Record], expected: list[tuple[str, str, str]]
) -> None:
    found = compare({"releases": of(*old)}, {"releases": of(*new)}, KINDS)
    assert [(move.feature, *move.sources, *move.targets) for move in found.moves] == expected


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        pytest.param(
            {}, {"documentation": {"test_report": "x"}}, ["documentation.test_report"], id="object-comes"
        ),
        pytest.param(
            {"documentation": {"test_report": "x"}}, {}, ["documentation.test_report"], id="object-leaves"
        ),
        pytest.param({}, {"documentation": {}}, ["documentation"], id="empty-object-comes"),
        pytest.param({"documentation": {}}, {}, ["documentation"], id="empty-object-leaves"),
        pytest.param(
            {"documentation": {"test_report": "x"}}, {"documentation": {}}, ["documentation"], id="emptied"
        ),
        pytest.param(
            {"documentation": "x"},
            {"documentation": {"test_report": "x"}},
            ["documentation"],
            id="text-before",
        ),
    ],
)
def test_an_object_is_compared_by_its_fields(
    old: dict[str, Value], new: dict[str, Value], fields: list[str]
) -> None:
    sides = {"releases": of(release("R", **old))}, {"releases": of(release("R", **new))}
    found = compare(*sides, KINDS)
    assert [field.field for change in found.changes for field in change.fields] == fields
    assert apply(found, sides[0]) == sides[1]


def test_references_inside_an_object_follow_a_renumbered_record() -> None:
    text = {"type": "string"}
    links = {"type": "array", "x-order": "set", "x-compare": "set", "items": {**text, "x-ref": "thing"}}
    properties = {
        "title": {**text, "x-role": "title"},
        "old": {"type": "array", "items": text, "x-role": "former-ids"},
        "in": {"type": "object", "properties": {"links": links}},
    }
    schema = {"title": "thing", "x-collection": "things", "additionalProperties": {"properties": properties}}
    kinds = load([("thing.schema.json", json.dumps(schema))])

    def side(key: str, *linked: str, **fields: Value) -> Collections:
        other: dict[str, Value] = {"title": "o", "in": {"links": [key, *linked]}}
        return {"things": of(Record(id=key, fields={"title": key, **fields}), Record(id="O", fields=other))}

    old, new = side("F-1", "G"), side("F-2", "H", old=["F-1"])
    found = compare(old, new, kinds)
    (field,) = next(change for change in found.changes if change.id == "O").fields
    assert (field.field, field.added, field.removed) == ("in.links", ("H",), ("G",))


def test_a_text_is_compared_by_its_words() -> None:
    old = {"milestones": of(milestone("A", description="one two three"))}
    new = {"milestones": of(milestone("A", description="one four three"))}
    (change,) = compare(old, new, KINDS).changes
    assert [(field.added, field.removed) for field in change.fields] == [(("four",), ("two",))]
