"""Records that all reach each other, and a way through them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.checks.strong_components import shortest_cycle, strong_components

NODES = st.sampled_from("abcdefg")
GRAPHS = st.dictionaries(NODES, st.lists(NODES, max_size=3))


@pytest.mark.parametrize(
    ("graph", "components"),
    [
        pytest.param({"a": ["b"], "b": ["c"]}, [], id="a-chain"),
        pytest.param({"a": ["b"], "b": ["a"]}, [{"a", "b"}], id="two"),
        pytest.param({"x": ["a"], "a": ["b"], "b": ["a", "y"]}, [{"a", "b"}], id="with-a-way-in-and-out"),
        pytest.param(
            {"c": ["d"], "d": ["c"], "a": ["b", "c"], "b": ["a"]}, [{"a", "b"}, {"c", "d"}], id="a-bridge"
        ),
    ],
)
def test_strong_components(graph: dict[str, list[str]], components: list[set[str]]) -> None:
    assert strong_components(graph) == components


def reached(graph: dict[str, list[str]], node: str) -> set[str]:
    seen: set[str] = set()
    todo = list(graph.get(node, ()))
    while todo:
        each = todo.pop()
        if each not in seen:
            seen.add(each)
            todo.extend(graph.get(each, ()))
    return seen


@given(GRAPHS)
def test_members_reach_each_other_and_no_other_does(graph: dict[str, list[str]]) -> None:
    found = strong_components(graph)
    for node in "abcdefg":
        mutual = {other for other in reached(graph, node) if node in reached(graph, other)} - {node}
        mine = [component for component in found if node in component]
        assert mine == ([mutual | {node}] if mutual else [])


@given(GRAPHS)
def test_a_cycle_is_a_way_back(graph: dict[str, list[str]]) -> None:
    for component in strong_components(graph):
        cycle = shortest_cycle(graph, component)
        assert cycle[0] == min(component)
        ends = [*cycle[1:], cycle[0]]
        assert all(target in graph[node] for node, target in zip(cycle, ends, strict=True))
