"""Reference graph × some items -> the documents that plan or test them, and their tests, as recorded.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dmccb.impact.graph import Item, ReferenceGraph
from dmccb.records.roles import Role

_HANDLE = re.compile(r"\b(?:LDM|LSE|LPM|DMTN|DMTR|RTN|SITCOMTN|TSTN|SQR)-[0-9]+\b")


Place = tuple[ReferenceGraph, Item]
"""An item, and the baseline in which to look it up."""


def verified_with(places: Iterable[Place]) -> Iterator[Place]:
    """Yield each item and the groups that it is in, then the test milestones of all of these.

    However many of the items are in a group, it is looked at once.
    """
    seen: set[Place] = set()
    for graph, item in places:
        around = [item, *(group for group, _ in graph.groups_of(item))]
        found = [one for one in around if (graph, one) not in seen]
        for one in found:
            seen.add((graph, one))
            yield graph, one
        for one in found:
            for carrier in graph.carriers(one):
                yield graph, carrier


def documents_of(places: Iterable[Place]) -> Iterator[str]:
    """Yield the handles of the documents that list some items or specify their tests."""
    for graph, item in places:
        for other, _ in graph.references.get(item, ()):
            kind = graph.kind(other)
            if kind is not None and kind.name in graph.document_kinds:
                yield other[1]
        yield from _HANDLE.findall(graph.text(item, Role.TEST_SPEC))


def recorded_tests(places: Iterable[Place]) -> Iterator[str]:
    """Yield the tests of some items, as in ``DMTC-1: LDM-639 §4 [LVV-P1]``."""
    for graph, item in places:
        spec, plan = graph.text(item, Role.TEST_SPEC), graph.text(item, Role.TEST_PLAN)
        if spec or plan:
            yield f"{item[1]}: {spec}{f' [{plan}]' if plan else ''}".replace(":  ", ": ")
