"""Facts × policy -> Case: what the rules ask about, worked out once.

Pure.  Who is who, what was said, which route and class the request has, and
since when the things are so that a period may start with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.route import ItemPredicate, Routing
from dmccb.policy.classification import class_acts, class_of, routing_of
from dmccb.policy.facts import Facts
from dmccb.policy.knowing import first_told
from dmccb.policy.rules import Policy, Rule, Who, duration
from dmccb.policy.seats import Seat
from dmccb.rfc.event import Account, Event
from dmccb.rfc.heads import Heads
from dmccb.rfc.request import RfcClass
from dmccb.rfc.roster import Held, accounts, logins, person_of, utc_day
from dmccb.rfc.votes import Act, Listener, Votes, votes


@dataclass(frozen=True)
class Case:
    """One request at one moment, under one policy.

    Attributes
    ----------
    policy
        The policy.
    facts
        The facts.
    """

    policy: Policy
    facts: Facts

    # ------------------------------------------------------------- people

    @cached_property
    def day(self) -> date:
        """The day of the question, in UTC."""
        return utc_day(self.facts.as_of)

    @cached_property
    def persons(self) -> dict[int, str]:
        """Numeric id of an account -> ID of the person."""
        return accounts(self.facts.organization)

    @cached_property
    def logins(self) -> dict[str, str]:
        """Login in small letters -> ID of the person, for the names that people write."""
        return logins(self.facts.organization)

    def person(self, account: Account | None) -> str:
        """Return who an account is."""
        return person_of(self.persons, account)

    @cached_property
    def requestors(self) -> frozenset[str]:
        """Who asks: the author of the request, and whom its record names."""
        author = {self.person(self.facts.request.author)} - {"@ghost"}
        named = {self.facts.rfc.requestor} if self.facts.rfc and self.facts.rfc.requestor else set()
        return frozenset(author | named)

    @cached_property
    def contributors(self) -> frozenset[str]:
        """Who has a part in a commit of the request, as far as it is known."""
        return frozenset(self.person(one.account) for one in self.facts.contributors if one.account)

    @cached_property
    def unknown_commits(self) -> tuple[str, ...]:
        """The commits in which somebody has a part whose account nobody knows."""
        return tuple(dict.fromkeys(one.commit for one in self.facts.contributors if one.account is None))

    def held(self, role: str, day: date | None = None) -> tuple[Held, ...]:
        """Return who holds a role on a day; on that of the question where none is given."""
        at = (role, day or self.day)
        if at not in self._held:
            self._held[at] = self.facts.organization.held(*at)
        return self._held[at]

    @cached_property
    def _held(self) -> dict[tuple[str, date], tuple[Held, ...]]:
        return {}

    def mute(self, person: str) -> bool:
        """Tell whether a person on record has no account, so that nobody can hear them."""
        found = self.facts.organization.persons.get(person)
        return found is None or not any(one.type == "User" for one in found.accounts)

    # -------------------------------------------------------- what was said

    @cached_property
    def heads(self) -> Heads:
        """The heads that are known at the moment of the question."""
        return Heads(self.facts.heads, self.facts.as_of)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events that are known by now, the oldest first; of one moment, the stricter ones last."""
        known = (event for event in self.facts.events if event.at <= self.facts.as_of)
        return tuple(sorted(known, key=lambda one: (one.at, one.kind in ("drafted", "closed"), one.id)))

    def _last(self, *kinds: str) -> Event | None:
        return next((event for event in reversed(self.events) if event.kind in kinds), None)

    @cached_property
    def closed(self) -> Event | None:
        """The event that closed the request, if it is closed now."""
        found = self._last("closed", "merged", "reopened")
        return found if found is not None and found.kind != "reopened" else None

    @cached_property
    def merged(self) -> bool:
        """Whether it was merged."""
        return self._last("merged") is not None

    @cached_property
    def said(self) -> Votes:
        """Every act, and whether it can count."""
        listener = Listener(
            rfc=self.facts.rfc.id if self.facts.rfc else "",
            persons=self.persons,
            heads=self.heads,
            reading=duration(self.policy.minimum_reading),
            as_of=self.facts.as_of,
            closed=self.closed.at if self.closed else None,
        )
        return votes(self.facts.events, listener)

    @cached_property
    def stances(self) -> dict[str, Act]:
        """Person -> the last thing they said of whether they agree."""
        return self.said.stances()

    @cached_property
    def objections(self) -> list[Act]:
        """The objections that stand, the oldest first."""
        return sorted(self.said.objections(), key=lambda act: (act.at, act.event))

    @cached_property
    def withdrawn(self) -> Act | None:
        """The act that withdrew the request: of its requestor or assignee, with nothing else to take back."""
        objecting: dict[str, Act] = {}
        for act in self.said.acts:
            mine = act.person in self.requestors or act.person == self.assignee(act.at)
            if act.verb == "withdraw" and mine and act.person not in objecting:
                return act
            if act.verb in ("object", "reject"):
                objecting[act.person] = act
            elif act.verb in ("withdraw", "approve", "dismissed"):
                objecting.pop(act.person, None)
        return None

    @cached_property
    def first_told(self) -> dict[str, datetime]:
        """Person -> when they first knew of the request."""
        return first_told(self)

    def assignee(self, moment: datetime) -> str:
        """Return the assignee at a moment: whom the record names, or whoever was assigned since."""
        found = self.facts.rfc.assignee if self.facts.rfc else ""
        for act in self.assignments:
            if act.at <= moment:
                found = next(self.logins[name] for name in act.command.mentions if name in self.logins)
        return found

    @cached_property
    def assignments(self) -> list[Act]:
        """The acts that change the assignee: of the requestor, or of the assignee of then."""
        current = self.facts.rfc.assignee if self.facts.rfc else ""
        found: list[Act] = []
        for act in self.said.of("assign"):
            names = [name for name in act.command.mentions if name in self.logins]
            if names and (act.person in self.requestors or act.person == current):
                found.append(act)
                current = self.logins[names[0]]
        return found

    def holds(self, act: Act, role: str) -> bool:
        """Tell whether who acted held a role when they did."""
        return any(one.person == act.person for one in self.held(role, utc_day(act.at)))

    def allowed(self, act: Act, who: Who) -> bool:
        """Tell whether who acted is among some, at the time of the act."""
        return "anybody" in who.groups or any(seat.sat(self, act) for seat in self.seats(who))

    # ---------------------------------------------------------------- seats

    def seats(self, who: Who, experts: Iterable[str] = ()) -> tuple[Seat, ...]:
        """Return the seats of some roles and groups, each once."""
        found = [self.role_seat(role) for role in who.roles]
        for group in who.groups:
            found += self._group(group, experts)
        return tuple({seat.key: seat for seat in found}.values())

    def role_seat(self, role: str) -> Seat:
        """Return the seat of a role."""
        return Seat(key=f"role:{role}", role=role, title=self.facts.organization.title(role))

    def _group(self, group: str, experts: Iterable[str]) -> Iterator[Seat]:
        if group in ("board", "chair"):
            yield from (self.role_seat(role) for role in self.board_roles[: None if group == "board" else 1])
        elif group == "requestor":
            yield from (self._own_seat(person) for person in sorted(self.requestors))
        elif group == "assignee":
            assignee = self.assignee(self.facts.as_of)
            yield from (self._own_seat(assignee),) if assignee else ()
        elif group == "experts":
            yield from (self._own_seat(person) for person in experts)
        elif group == "authors":
            for handle, persons in sorted(self.facts.change.authors.items()):
                yield Seat(key=f"authors:{handle}", title=f"author of {handle}", persons=persons, party=True)
        else:
            yield from self._parties(group)

    @cached_property
    def board_roles(self) -> tuple[str, ...]:
        """The roles with a seat on the policy's board today, the chair first."""
        board = self.facts.organization.boards.get(self.policy.board)
        topics = self.facts.rfc.topics if self.facts.rfc else ()
        return board.seats(self.day, topics) if board else ()

    def _own_seat(self, person: str) -> Seat:
        return Seat(key=f"person:{person}", title=self.facts.organization.name(person), persons=(person,))

    def _parties(self, group: str) -> Iterator[Seat]:
        """Yield the seats of those affected: managers, owners, or all."""
        kinds = {"managers": ("manager",), "owners": ("owner",), "parties": ("manager", "lead", "owner")}[
            group
        ]
        for party in self.facts.change.parties:
            if party.kind not in kinds or (group == "owners" and not party.releases):
                continue
            key = f"{party.kind}:{party.role or '+'.join(party.persons) or party.name}"
            yield Seat(key=key, role=party.role, title=party.name, persons=party.persons, party=True)

    # ----------------------------------------------------- route and class

    @cached_property
    def routing(self) -> Routing:
        """The routes of the items, and of the request as somebody raised it."""
        return routing_of(self)

    @cached_property
    def rfc_class(self) -> RfcClass:
        """The class of the request."""
        return class_of(self)

    @cached_property
    def class_acts(self) -> list[Act]:
        """The acts that give the request its class, of those who may."""
        return class_acts(self)

    # ------------------------------------------------------------ predicates

    @cached_property
    def in_play(self) -> frozenset[str]:
        """IDs of the rules that are asked of the request, and of their ways and of what settles them."""
        todo = [rule.id for rule in self.policy.asked if self.applies(rule)]
        found: set[str] = set()
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += [*self.policy.rules[name].any_of, *self.policy.rules[name].settled_by]
        return frozenset(found)

    def playing(self, *requirements: str) -> list[Rule]:
        """Return the rules of some kinds that are in play."""
        return [
            rule
            for rule in self.policy.rules.values()
            if rule.id in self.in_play and rule.requirement in requirements
        ]

    def applies(self, rule: Rule) -> bool:
        """Tell whether a rule is asked of the request."""
        when = rule.when
        if when is None:
            return False
        names = self.facts.rfc.names if self.facts.rfc else ()
        asked: tuple[tuple[Collection[str], Collection[str]], ...] = (
            (when.routes, {self.routing.route}),
            (when.items_on, {one.route for one in self.routing.items}),
            (when.names, names),
            (when.classes, {self.rfc_class} if when.classes else ()),
        )
        if any(wanted and not set(wanted).intersection(found) for wanted, found in asked):
            return False
        if when.urgent is not None and when.urgent != self.urgent:
            return False
        return when.of_items is None or bool(self.meant(when.of_items))

    def meant(self, predicate: ItemPredicate) -> tuple[ItemFacts, ...]:
        """Return the items that a predicate means."""
        return tuple(item for item in self.facts.change.items if predicate.means(item))

    @property
    def urgent(self) -> bool:
        """Whether an urgent release is requested."""
        rfc = self.facts.rfc
        return rfc is not None and rfc.release is not None and rfc.release.urgent
