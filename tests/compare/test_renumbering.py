"""Which records got a new ID, and by what evidence."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dmccb.compare.renumbering import all_renumbered
from dmccb.records.record import Record, Value
from tests.strategies import KINDS


def milestone(key: str, title: str = "", **fields: Value) -> Record:
    return Record(id=key, fields={"title": title or f"title of {key}", **fields})


def of(*records: Record) -> dict[str, Record]:
    return {one.id: one for one in records}


SAME = "equal title and content"
ZEROS = "equal title, IDs equal but for leading zeros"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            [milestone("A", "t")], [milestone("B", "u", aka=["A"])], {"B": ("A", "aka")}, id="new-names-old"
        ),
        pytest.param(
            [milestone("B", "u", aka=["A"])], [milestone("A", "t")], {"A": ("B", "aka")}, id="old-names-new"
        ),
        pytest.param([milestone("A", "t")], [milestone("B", "t")], {"B": ("A", SAME)}, id="equal-content"),
        pytest.param(
            [milestone("A", "t", level=1, aka=["Z"])],
            [milestone("B", "t", level=1)],
            {"B": ("A", SAME)},
            id="equal-content-but-for-earlier-ids",
        ),
        pytest.param(
            [milestone("LDM-503-8b", "t", level=1)],
            [milestone("LDM-503-08b", "t", level=2)],
            {"LDM-503-08b": ("LDM-503-8b", ZEROS)},
            id="leading-zeros",
        ),
        pytest.param(
            [milestone("A-1", "t", level=1)], [milestone("A-10", "t", level=2)], {}, id="trailing-zeros"
        ),
        pytest.param([milestone("A-1", "t")], [milestone("A-01", "u")], {}, id="leading-zeros-another-title"),
        pytest.param([milestone("A", "t", level=1)], [milestone("B", "t", level=2)], {}, id="title-alone"),
        pytest.param(
            [milestone("A", "t"), milestone("B", "t")],
            [milestone("C", "t")],
            {},
            id="two-that-left-with-one-title",
        ),
        pytest.param(
            [milestone("A", "t")],
            [milestone("B", "t"), milestone("C", "t")],
            {},
            id="two-that-came-with-one-title",
        ),
        pytest.param(
            [milestone("A", "t")],
            [milestone("B", "u", aka=["A"]), milestone("C", "v", aka=["A"])],
            {},
            id="two-that-name-one",
        ),
        pytest.param(
            [milestone("A", "t"), milestone("B", "u")],
            [milestone("C", "v", aka=["A", "B"])],
            {},
            id="one-that-names-two",
        ),
        pytest.param(
            [milestone("A", "t"), milestone("B", "u")],
            [milestone("B", "t", aka=["A"]), milestone("C", "u", aka=["B"])],
            {"B": ("A", "aka"), "C": ("B", "aka")},
            id="an-id-is-given-on-in-the-same-change",
        ),
        pytest.param(
            [milestone("A", "t"), milestone("B", "u")],
            [milestone("A", "u", aka=["B"]), milestone("B", "t", aka=["A"])],
            {"A": ("B", "aka"), "B": ("A", "aka")},
            id="ids-that-are-swapped-and-say-so",
        ),
        pytest.param(
            [milestone("A", "t"), milestone("B", "u")],
            [milestone("A", "t", level=1), milestone("B", "v", aka=["A"]), milestone("C", "u", aka=["B"])],
            {},
            id="an-id-whose-record-stays-is-not-given-on",
        ),
        pytest.param(
            [milestone("A", "t"), milestone("B", "u", aka=["A"])],
            [milestone("B", "u", aka=["A"], level=1), milestone("C", "w", aka=["B"])],
            {},
            id="an-earlier-id-that-both-sides-list-is-no-news",
        ),
        pytest.param(
            [milestone("A-1.5", "t", level=1)],
            [milestone("A-1.05", "t", level=2)],
            {},
            id="zeros-behind-a-decimal-point-are-not-leading",
        ),
        pytest.param(
            [milestone("A", "TBD")], [milestone("B", "TBD")], {}, id="a-placeholder-for-a-title-is-no-title"
        ),
        pytest.param(
            [milestone("A", "To be defined.", level=1)],
            [milestone("B", "To be defined.", level=1)],
            {},
            id="a-placeholder-in-words",
        ),
        pytest.param(
            [milestone("A", "t")],
            [milestone("B", "t"), milestone("C", "u", aka=["A"])],
            {"C": ("A", "aka")},
            id="one-old-record-is-not-the-earlier-form-of-two",
        ),
        pytest.param(
            [milestone("A", "t")],
            [milestone("C", "u", aka=["A", "B"])],
            {"C": ("A", "aka")},
            id="chain-of-two-renames",
        ),
        pytest.param(
            [milestone("A", "t"), milestone("B", "u")],
            [milestone("A", "u"), milestone("B", "t")],
            {},
            id="ids-that-are-swapped-stay",
        ),
        pytest.param(
            [milestone("A", "t"), milestone("D", "x")],
            [milestone("B", "t"), milestone("C", "y", aka=["A"])],
            {"C": ("A", "aka")},
            id="being-named-goes-before-equal-content",
        ),
    ],
)
def test_renumbering_has_evidence_or_is_none(
    old: list[Record], new: list[Record], expected: dict[str, tuple[str, str]]
) -> None:
    found = all_renumbered({"milestones": of(*old)}, {"milestones": of(*new)}, KINDS)
    assert found["milestones"] == expected


def test_a_chain_of_claims_falls_with_the_last_that_cannot_be_true() -> None:
    """F keeps its ID, so E did not become F, nor D become E, and so on."""
    old = of(*(milestone(name, name) for name in "ABCDEF"))
    new = of(*(milestone(now, now, aka=[was]) for was, now in pairwise("ABCDEF")))
    assert all_renumbered({"milestones": old}, {"milestones": new}, KINDS)["milestones"] == {}


def test_a_chain_of_claims_falls_with_the_first_that_cannot_be_true() -> None:
    """A keeps its ID, so A did not become B, nor B become C, and so on."""
    old = of(*(milestone(name, name) for name in "ABCDE"))
    new = of(milestone("A", "A"), *(milestone(now, now, aka=[was]) for was, now in pairwise("ABCDEF")))
    assert all_renumbered({"milestones": old}, {"milestones": new}, KINDS)["milestones"] == {}


@pytest.mark.parametrize(
    "title",
    ["", "-", "TBD", "tba", "tbc.", "TBS", "To be announced", "to be added", "To Be Confirmed",
     "to be decided", "to be determined", "to be specified", "n/a", "NA", "None", "todo", "(unknown)",
     "Untitled", "..."],
)  # fmt: skip
def test_a_placeholder_is_no_evidence(title: str) -> None:
    old = {"documents": of(Record(id="A", fields={"title": title, "note": "n"}))}
    new = {"documents": of(Record(id="B", fields={"title": title, "note": "n"}))}
    assert all_renumbered(old, new, KINDS)["documents"] == {}


@pytest.mark.parametrize("title", ["TBD 2", "unknown source", "Not to be decided", "None of these", "tb"])
def test_a_title_that_begins_as_a_placeholder_is_a_title(title: str) -> None:
    old = {"documents": of(Record(id="A", fields={"title": title}))}
    new = {"documents": of(Record(id="B", fields={"title": title}))}
    assert all_renumbered(old, new, KINDS)["documents"] == {"B": ("A", SAME)}


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        pytest.param("A-1", "A-01", True, id="one-zero"),
        pytest.param("A-001", "A-1", True, id="two-zeros-less"),
        pytest.param("A-1-2", "A-01-002", True, id="in-several-numbers"),
        pytest.param("A-0", "A-00", True, id="of-zero-itself"),
        pytest.param("A-10", "A-1", False, id="zeros-that-end-a-number"),
        pytest.param("A-101", "A-11", False, id="zeros-inside-a-number"),
        pytest.param("A-1.5", "A-1.05", False, id="behind-a-decimal-point"),
        pytest.param("A.5", "A.05", True, id="behind-a-point-that-is-none"),
    ],
)
def test_leading_zeros_are_those_that_begin_a_number(was: str, now: str, found: bool) -> None:
    old = {"milestones": of(milestone(was, "t", level=1))}
    new = {"milestones": of(milestone(now, "t", level=2))}
    assert all_renumbered(old, new, KINDS)["milestones"] == ({now: (was, ZEROS)} if found else {})
