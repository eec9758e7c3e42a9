"""All records together -> what is wrong with what they say of each other.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dmccb.checks.finding import Finding
from dmccb.checks.index import Link, RecordIndex
from dmccb.checks.schema import dotted, quoted
from dmccb.checks.strong_components import shortest_cycle, strong_components
from dmccb.records.nearest import did_you_mean
from dmccb.records.roles import Role
from dmccb.records.vocabulary import ids, members

_NEAR = 20
"""Unknown IDs for which a near one is looked for."""

_STEPS = 12
"""Records of a cycle that a message names at most."""


def unresolved(index: RecordIndex) -> Iterator[Finding]:
    """Yield references to the record itself, to IDs that do not exist, and to those that were given up."""
    known: dict[str, Mapping[str, str]] = {}
    hints = _Hints(index)
    for link in index.links:
        if link.ref == link.kind.name and link.target == link.record.id:
            yield _finding("self-reference", link, f"{quoted(link.target)} is the record itself", "remove it")
        elif not link.target or index.exists(link.ref, link.target):
            continue
        elif now := _now(index, link, known):
            message = f"{quoted(link.target)} is an earlier ID of {now}"
            yield _finding("former-id" if link.external else _unknown(link), link, message, f"write {now}")
        elif not link.external:
            yield _of_no_record(index, link, hints.of(link))


def _of_no_record(index: RecordIndex, link: Link, hint: str) -> Finding:
    kind = index.kind(link.ref)
    noun, many = (kind.noun, kind.plural) if kind else (link.ref, f"{link.ref}s")
    rule = _unknown(link)
    found = _finding(rule, link, f"no {noun} has the ID {quoted(link.target)}", hint)
    return replace(found, cause=f"references to {many} without a record") if rule == "unknown-wbs" else found


def _unknown(link: Link) -> str:
    """Return the rule that an ID without a record breaks, where one outside these records is not allowed."""
    return "unknown-wbs" if Role.ELEMENT in link.spec.roles else "unknown-reference"


class _Hints:
    """What to do about unknown IDs: names that are near are looked for a few times only."""

    def __init__(self, index: RecordIndex) -> None:
        self._index = index
        self._sorted: dict[str, list[str]] = {}
        self._left = _NEAR

    def of(self, link: Link) -> str:
        if Role.ELEMENT in link.spec.roles:  # one digit makes another element: what is near means nothing
            return "add the element, or correct the code"
        near = ""
        if self._left:
            self._left -= 1
            if link.ref not in self._sorted:
                self._sorted[link.ref] = sorted(self._index.alive.get(link.ref, ()))
            near = did_you_mean(link.target, self._sorted[link.ref], alike=0.75)
        return f"{near} Else add the record" if near else "add the record, or correct the ID"


def _now(index: RecordIndex, link: Link, known: dict[str, Mapping[str, str]]) -> str:
    """Return the present ID of the record that had an ID earlier; empty where there is none."""
    if link.ref not in known:
        known[link.ref] = former(index, link.ref)
    return known[link.ref].get(link.target, "")


def former(index: RecordIndex, kind: str) -> Mapping[str, str]:
    """Return earlier ID -> ID now, as the records of a kind say it; of several, the first."""
    out: dict[str, str] = {}
    found = index.kind(kind)
    for record in index.of(kind).values() if found else ():
        for code in set(ids(found, record, Role.FORMER_IDS)) if found else ():
            out[code] = min(record.id, out.get(code, record.id))
    return out


def _finding(rule: str, link: Link, message: str, hint: str) -> Finding:
    return Finding(
        rule=rule, record=link.record, at=link.at, message=f"{dotted(link.at)}: {message}", hint=hint
    )


def earlier_ids(index: RecordIndex) -> Iterator[Finding]:
    """Yield earlier IDs that are IDs now, or that two records claim."""
    claimed: dict[str, Mapping[str, str]] = {}
    for kind, spec, record in index.with_role(Role.FORMER_IDS):
        if kind.name not in claimed:
            claimed[kind.name] = former(index, kind.name)
        places = {code: number for number, code in reversed(members(kind, record, Role.FORMER_IDS))}
        for code, number in sorted(places.items()):  # each once, however often it is repeated
            first = claimed[kind.name][code]
            if code in index.alive[kind.name]:
                rule, said = "aka-alive", "is the ID of a record"
                hint = "an ID that was given up is not used again: correct one of the two"
            elif first != record.id:
                rule, said = "aka-twice", f"is an earlier ID of {first} too"
                hint = "one record had this ID: remove it from the other"
            else:
                continue
            message = f"{spec.name}: {quoted(code)} {said}"
            yield Finding(rule=rule, record=record, at=(spec.name, number), message=message, hint=hint)


def cycles(index: RecordIndex) -> Iterator[Finding]:
    """Yield each dependency cycle of records that refer to their own kind by the same field."""
    graphs: dict[tuple[str, str], dict[str, list[str]]] = {}
    for link in index.links:
        if link.spec.ref == link.kind.name and link.target != link.record.id:
            graph = graphs.setdefault((link.kind.name, str(link.at[0])), {})
            graph.setdefault(link.record.id, []).append(link.target)
    for (kind, name), graph in sorted(graphs.items()):
        for component in strong_components(graph):
            cycle = shortest_cycle(graph, component)
            yield Finding(
                rule="dependency-cycle",
                record=index.of(kind)[cycle[0]],
                at=(name,),
                message=f"{name}: dependency cycle: {_arrows(cycle)}{_more(component, cycle)}",
                hint="remove one of these links",
            )


def _arrows(cycle: Sequence[str]) -> str:
    steps = [*cycle, cycle[0]]
    if len(steps) > _STEPS:
        steps = [*steps[: _STEPS - 2], "…", *steps[-2:]]
    return " -> ".join(steps)


def _more(component: set[str], cycle: Sequence[str]) -> str:
    return f"; {len(component)} records depend on each other here" if len(component) > len(cycle) else ""
