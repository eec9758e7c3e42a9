"""What records say of each other: references that resolve, no cycles, no earlier ID that is in use.

Pure.
"""

from __future__ import annotations

import difflib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from dmccb.checks.finding import Finding
from dmccb.checks.index import Link, RecordIndex
from dmccb.checks.schema import dotted, quoted
from dmccb.records.roles import Role
from dmccb.records.vocabulary import ids, members

_NEAR = 2000
"""How many IDs are compared, at most, to find the one that was meant."""

Graph = Mapping[str, Sequence[str]]


def unresolved(index: RecordIndex) -> Iterator[Finding]:
    """Yield references to the record itself, to IDs that do not exist, and to those that were given up."""
    known: dict[str, Mapping[str, str]] = {}
    for link in index.links:
        if link.ref == link.kind.name and link.target == link.record.id:
            yield _finding("self-reference", link, "is the record itself", "remove it")
        elif not link.external and link.target and not index.exists(link.ref, link.target):
            kind = index.kind(link.ref)
            noun = kind.noun if kind else link.ref
            rule = "unknown-wbs" if Role.ELEMENT in link.spec.roles else "unknown-reference"
            yield _finding(rule, link, f"is not a {noun} of the baseline", _near(index, link))
        elif link.external and (now := _now(index, link, known)):
            yield _finding("former-id", link, f"is an earlier ID of {now}", f"write {now}")


def _now(index: RecordIndex, link: Link, known: dict[str, Mapping[str, str]]) -> str:
    """Return the ID now of a record that had an ID earlier; empty where there is none."""
    if index.exists(link.ref, link.target):
        return ""
    if link.ref not in known:
        known[link.ref] = former(index, link.ref)
    return known[link.ref].get(link.target, "")


def former(index: RecordIndex, kind: str) -> Mapping[str, str]:
    """Return earlier ID -> ID now, as the records of a kind say it; of several, the first."""
    out: dict[str, str] = {}
    found = index.kind(kind)
    for record in index.of(kind).values() if found else ():
        for code in ids(found, record, Role.FORMER_IDS) if found else ():
            out[code] = min(record.id, out.get(code, record.id))
    return out


def _finding(rule: str, link: Link, message: str, hint: str) -> Finding:
    message = f"{dotted(link.at)}: {quoted(link.target)} {message}"
    return Finding(rule=rule, record=link.record, at=link.at, message=message, hint=hint)


def _near(index: RecordIndex, link: Link) -> str:
    if Role.ELEMENT in link.spec.roles:  # one digit makes another element: what is near means nothing
        return "add the element, or correct the code"
    begin = link.target[:3]
    known = sorted(key for key in index.alive.get(link.ref, ()) if key.startswith(begin))[:_NEAR]
    near = difflib.get_close_matches(link.target, known, n=1, cutoff=0.75)
    return f"did you mean {near[0]!r}? Else add the record" if near else "add the record, or correct the ID"


def earlier_ids(index: RecordIndex) -> Iterator[Finding]:
    """Yield earlier IDs that are IDs now, or that two records claim."""
    claimed: dict[str, Mapping[str, str]] = {}
    for kind, spec, record in index.with_role(Role.FORMER_IDS):
        if kind.name not in claimed:
            claimed[kind.name] = former(index, kind.name)
        for number, code in members(kind, record, Role.FORMER_IDS):
            first = claimed[kind.name][code]
            if code in index.alive[kind.name]:
                rule, said = "aka-alive", "is an ID that is in use"
                hint = "an ID that was given up is not used again: correct one of the two"
            elif first != record.id:
                rule, said = "aka-twice", f"is an earlier ID of {first} too"
                hint = "one record had this ID: remove it from the other"
            else:
                continue
            message = f"{spec.name}: {quoted(code)} {said}"
            yield Finding(rule=rule, record=record, at=(spec.name, number), message=message, hint=hint)


def cycles(index: RecordIndex) -> Iterator[Finding]:
    """Yield each cycle of records that refer to their own kind by the same field."""
    graphs: dict[tuple[str, str], dict[str, list[str]]] = {}
    for link in index.links:
        if link.ref == link.kind.name and link.target != link.record.id:
            graph = graphs.setdefault((link.kind.name, str(link.at[0])), {})
            graph.setdefault(link.record.id, []).append(link.target)
    for (kind, name), graph in sorted(graphs.items()):
        for part in _strong_components(graph):
            cycle = _cycle(graph, part)
            yield Finding(
                rule="dependency-cycle",
                record=index.of(kind)[cycle[0]],
                at=(name,),
                message=f"{name}: {' -> '.join([*cycle, cycle[0]])} is a cycle{_more(part, cycle)}",
                hint="remove one of these links",
            )


def _more(part: set[str], cycle: Sequence[str]) -> str:
    return f"; {len(part)} records depend on each other here" if len(part) > len(cycle) else ""


def _cycle(graph: Graph, part: set[str]) -> list[str]:
    """Return the shortest cycle through the first member, which begins it."""
    first = min(part)
    came: dict[str, str] = {}
    queue = deque([first])
    while queue:
        node = queue.popleft()
        for target in sorted(graph.get(node, ())):
            if target == first:
                cycle = [node]
                while cycle[-1] != first:
                    cycle.append(came[cycle[-1]])
                return cycle[::-1]
            if target in part and target not in came:
                came[target] = node
                queue.append(target)
    raise AssertionError(first)  # each member of a component can be reached from itself


def _strong_components(graph: Graph) -> list[set[str]]:
    """Return the sets of two and more nodes that all reach each other, by their first member."""
    back: dict[str, list[str]] = {}
    for node, targets in graph.items():
        for target in targets:
            back.setdefault(target, []).append(node)
    seen: set[str] = set()
    order = [node for root in graph for node in _finished(graph, root, seen)]
    seen.clear()  # Kosaraju: against the arrows, from what finished last, one reaches its own component
    components = [set(_finished(back, root, seen)) for root in reversed(order)]
    return sorted((component for component in components if len(component) > 1), key=min)


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
