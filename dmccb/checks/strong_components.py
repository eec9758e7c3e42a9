"""What refers to what -> the records that all reach each other, and a cycle through them.

Pure.  Nodes are IDs; whatever order they come in, the answer is the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

Graph = Mapping[str, Sequence[str]]


def strong_components(graph: Graph) -> list[set[str]]:
    """Return the sets of two and more nodes that all reach each other, by their first member."""
    graph = _between_cycles(graph)
    back: dict[str, list[str]] = {}
    for node, targets in graph.items():
        for target in targets:
            back.setdefault(target, []).append(node)
    seen: set[str] = set()
    order = [node for root in graph for node in _finished(graph, root, seen)]
    seen.clear()  # Kosaraju: against the arrows, from what finished last, one reaches its own component
    components = [set(_finished(back, root, seen)) for root in reversed(order)]
    return sorted((component for component in components if len(component) > 1), key=min)


def shortest_cycle(graph: Graph, component: set[str]) -> list[str]:
    """Return the shortest cycle through the first member of a component, which begins it."""
    first = min(component)
    came: dict[str, str] = {}
    queue = deque([first])
    while queue:
        node = queue.popleft()
        for target in sorted(graph.get(node, ())):
            if target == first:
                return _way(came, first, node)
            if target in component and target not in came:
                came[target] = node
                queue.append(target)
    raise AssertionError(first)  # each member of a component can be reached from itself


def _way(came: Mapping[str, str], first: str, last: str) -> list[str]:
    way = [last]
    while way[-1] != first:
        way.append(came[way[-1]])
    return way[::-1]


def _between_cycles(graph: Graph) -> Graph:
    """Return a graph without the nodes that nobody names, then those that only these named, and so on.

    Most baselines have no cycle: nothing is left of them, at a small cost.
    """
    named: dict[str, int] = {}
    for targets in graph.values():
        for target in targets:
            named[target] = named.get(target, 0) + 1
    unnamed = [node for node in graph if node not in named]
    peeled = set(unnamed)
    while unnamed:
        for target in graph.get(unnamed.pop(), ()):
            named[target] -= 1
            if not named[target]:
                peeled.add(target)
                unnamed.append(target)
    return {node: targets for node, targets in graph.items() if node not in peeled}


def _finished(graph: Graph, root: str, seen: set[str]) -> list[str]:
    """Return what a walk from the root sees first, in the order in which it is done with it."""
    if root in seen:
        return []
    seen.add(root)
    done: list[str] = []
    work = [(root, iter(graph.get(root, ())))]
    while work:
        node, targets = work[-1]
        ahead = next((target for target in targets if target not in seen), None)
        if ahead is None:
            work.pop()
            done.append(node)
        else:
            seen.add(ahead)
            work.append((ahead, iter(graph.get(ahead, ()))))
    return done
