"""Groups × the schedule -> groups whose members are not what their carrier waits for.

Pure.  A release is such a group: its test milestone carries it, its features
are its members.  Of what is done, nothing is said: there is nothing left to
decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dmccb.checks.finding import Finding
from dmccb.checks.index import RecordIndex
from dmccb.checks.plans import whole
from dmccb.checks.schedule import open_record
from dmccb.checks.schema import quoted
from dmccb.checks.waiting import all_waited_for, waiting_fields, waits
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.roles import Role
from dmccb.records.vocabulary import ids

_NAMED = 5
"""Members that one message names."""


def disagreements(index: RecordIndex) -> Iterator[Finding]:
    """Yield groups whose members disagree with what their carrier waits for."""
    for kind in index.kinds.values():
        spec = kind.roles[Role.MEMBERS][0] if Role.MEMBERS in kind.roles else None
        carrying = index.kind(kind.fields[kind.titled_by].ref) if kind.titled_by else None
        if spec is None or carrying is None or spec.ref != carrying.name or not whole(index, kind):
            continue
        plan = _Plan(index=index, kind=kind, spec=spec, carrying=carrying)
        for group in index.of(kind.name).values():
            yield from plan.disagreement(group)


@dataclass(kw_only=True)
class _Plan:
    """All groups of a kind, and the schedule of their carriers and members."""

    index: RecordIndex
    kind: Kind
    spec: Field
    carrying: Kind

    @cached_property
    def _carriers(self) -> frozenset[str]:
        return frozenset(map(self._carrier, self.index.of(self.kind.name).values()))

    @cached_property
    def _carriers_with(self) -> Mapping[str, set[str]]:
        """Member -> the carriers of its groups."""
        out: dict[str, set[str]] = {}
        for group in self.index.of(self.kind.name).values():
            for member in self._members(group):
                out.setdefault(member, set()).add(self._carrier(group))
        return out

    def disagreement(self, group: Record) -> Iterator[Finding]:
        """Yield the finding about a group, if there is one."""
        carrier = open_record(self.index, self.carrying, self._carrier(group))
        direct = {wait.target for wait in waits(waiting_fields(self.carrying), carrier)} if carrier else set()
        if carrier is None or not direct:
            return  # it is done, or the schedule says nothing of it
        first = all_waited_for(self.index, self.carrying, [carrier.id])
        if first is None:
            return
        its = f"which its {self.carrying.noun}"
        listed, said = self._members(group), []
        if names := self._not_waited_for(listed, {carrier.id, *first}):
            said.append(f"lists {_few(names)}, {its} does not wait for")
        if names := self._not_listed(direct, listed, first):
            said.append(f"lacks {_few(names)}, {its} waits for")
        if said:
            yield self._finding(group, carrier, "; ".join(said))

    def _finding(self, group: Record, carrier: Record, said: str) -> Finding:
        kind, label = self.kind, self.spec.label
        place = self.spec.name if self.spec.name in group.fields else kind.titled_by
        return Finding(
            rule="features-disagree",
            record=group,
            at=(place,),
            message=f"{self.spec.name}: {said}",
            hint=f"correct the {label}, or what {carrier.id} waits for",
            cause=f"{kind.plural} list other {label} than their {self.carrying.noun} waits for",
        )

    def _not_waited_for(self, listed: Iterable[str], first: set[str]) -> list[str]:
        """Return the members that the carrier does not wait for, not even because they say so themselves."""
        return sorted(
            key for key in self._open(listed) if key not in first and first.isdisjoint(self._successors(key))
        )

    def _not_listed(self, direct: Iterable[str], listed: set[str], first: set[str]) -> list[str]:
        """Return the predecessors that come neither with this group nor with one before it."""
        behind = all_waited_for(self.index, self.carrying, listed)
        if behind is None:
            return []
        known = listed | behind | self._carriers
        return sorted(
            key
            for key in self._open(direct)
            if key not in known and first.isdisjoint(self._carriers_with.get(key, ()))
        )

    def _open(self, keys: Iterable[str]) -> Iterator[str]:
        return (key for key in keys if open_record(self.index, self.carrying, key))

    def _successors(self, key: str) -> list[str]:
        return ids(self.carrying, self.index.of(self.carrying.name)[key], Role.SUCCESSORS)

    def _carrier(self, group: Record) -> str:
        return str(group.fields.get(self.kind.titled_by, ""))

    def _members(self, group: Record) -> set[str]:
        return set(ids(self.kind, group, Role.MEMBERS))


def _few(names: list[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(map(quoted, names[:_NAMED]))
    return f"{shown} and {more} more" if more > 0 else shown
