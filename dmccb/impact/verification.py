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
    """Yield each of some items and releases, then the test milestones of the releases, each once."""
    places = dict.fromkeys(places)
    carriers = ((graph, carrier) for graph, one in places for carrier in graph.carriers(one))
    yield from dict.fromkeys((*places, *carriers))


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
