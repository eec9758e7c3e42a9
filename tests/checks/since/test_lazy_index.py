"""Records are found by what they have in them, without being read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.checks.since.lazy_index import IndexedFile
from tests.checks.plan import KINDS

IDS = st.from_regex(r"[AB]-[0-9]{1,2}", fullmatch=True)


def file(text: str) -> IndexedFile:
    return IndexedFile(KINDS["milestones"], "baselines/milestones.yaml", text.encode())


TEXT = "A-1:\n  predecessors:\n    - A-2\n\nA-2:\n  title: A-10\n\nA-3:\n  title: A-3\n"


@pytest.mark.parametrize(
    ("wanted", "naming", "named"),
    [
        pytest.param({b"A-2"}, {"A-1", "A-2"}, {"A-2"}, id="another-names-it"),
        pytest.param({b"A-9"}, set(), set(), id="nobody-names-it"),
        pytest.param({b"A-3"}, {"A-3"}, set(), id="it-names-itself"),
    ],
)
def test_who_names_whom(wanted: set[bytes], naming: set[str], named: set[str]) -> None:
    assert set(file(TEXT).naming(wanted)) == naming
    assert set(file(TEXT).named(wanted)) == named


def test_where_there_is_an_escape_anything_may_be_named() -> None:
    text = 'A-1:\n  title: "\\x41-2"\n'
    assert set(file(text).naming({b"A-9"})) == {"A-1"}
    assert set(file(text).named({b"A-9"})) == {"A-9"}


@given(st.lists(IDS, min_size=1, max_size=12), st.sets(IDS, min_size=21, max_size=40))
def test_many_ids_are_found_as_one_by_one(members: list[str], wanted: set[str]) -> None:
    text = "A-0:\n  aka:\n" + "".join(f"    - {member}\n" for member in members)
    places = file(text)._places({each.encode() for each in wanted})
    assert {name.decode() for _, name in places} == ({*members, "A-0"} & wanted)
