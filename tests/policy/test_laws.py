"""Laws of the gate: what holds for every policy, every organization and every request."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.route import ROUTES, ItemRoute, RoutingRule, routing
from dmccb.policy.assume import said
from dmccb.policy.case import Case
from dmccb.policy.cheapest import PlannedAct, cheapest
from dmccb.policy.decision import Decision, Evidence, Outcome, decision_json
from dmccb.policy.evaluate import decide
from dmccb.policy.facts import Facts, facts_json, read_facts
from dmccb.policy.rules import NOBODY, Policy, Rule, When, duration
from dmccb.rfc.event import Account, Event, EventKind, Head
from dmccb.rfc.roster import Holder, Organization, utc_day
from tests.policy.build import (
    ADOPTED,
    BOARD,
    D1,
    D2,
    READ,
    account,
    approvals,
    at,
    comment,
    decided,
    item,
    organization,
    policy,
    replaced,
    review,
    rfc,
    team_item,
)
from tests.policy.build import facts as given_facts
from tests.policy.strategies import (
    EVERYBODY,
    EXAMPLES,
    EXTRA,
    disputes,
    facts,
    items_one_by_one,
    moments,
    more_rules,
    numbered,
    policies,
    routing_rules,
)

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
law = settings(max_examples=6 * EXAMPLES, suppress_health_check=SLOW)

STRICTNESS = ("N/A", "PASS", "WAIT", "BLOCK", "ERROR")


def strictness(decision: Decision) -> int:
    return STRICTNESS.index(decision.verdict)


def every(decision: Decision) -> Iterator[Outcome]:
    """Yield how every rule stands, wherever it is in the tree."""
    for top in (*decision.requirements, *decision.owed):
        yield from top.all()


def standing(decision: Decision) -> dict[str, tuple[object, ...]]:
    """Return what of each requirement does not depend on what people are called."""
    return {one.rule: (one.status, one.code, one.due, one.overdue) for one in every(decision)}


def told_again(request: Facts, event: Event) -> Facts:
    """Return a request on which something else happened."""
    return replace(request, events=(*request.events, event))


# ------------------------------------------------------------- strictness


@law
@given(policies(), more_rules(), facts())
def test_one_more_rule_never_loosens(policy: Policy, rule: Rule, request: Facts) -> None:
    before = decide(policy, request)
    more = replace(policy, rules={**policy.rules, EXTRA: rule})
    after = decide(more, request)
    if not Case(more, request).applies(rule):
        assert after.verdict == before.verdict
        return
    # A request of which nothing at all is asked is blocked for that; with a first rule it can pass.
    assume(not any(one.code == "no-rule" and "asks anything" in one.sentence for one in before.requirements))
    assert strictness(after) >= strictness(before)


@law
@given(policies(), facts(), st.sampled_from(EVERYBODY), moments(), st.booleans())
def test_one_more_objection_never_loosens(
    policy: Policy, request: Facts, name: str, moment: datetime, as_review: bool
) -> None:
    """An objection counts for no less than ``/rfc read`` of the same person at the same time.

    With nothing in its place, the law would be false for a good reason: who objects
    knows of the request, and has read it.
    """
    case = Case(policy, request)
    mine = [event for event in request.events if case.person(event.by) == case.person(account(name))]
    moment = max([moment, *(event.dismissed_at or event.at for event in mine)])
    assume(moment <= request.as_of and (case.closed is None or moment <= case.closed.at))
    reading = Event(id="event-more", kind="comment", at=moment, by=account(name), body="/rfc read")
    objecting = (
        replace(reading, kind="review", state="CHANGES_REQUESTED", body="")
        if as_review
        else replace(reading, body="/rfc object it costs too much")
    )
    before = decide(policy, told_again(request, reading))
    after = decide(policy, told_again(request, objecting))
    for one in after.requirements:
        if one.requirement == "no-objection" and one.status != "not applicable":
            assert one.status == "blocked" or one.code == "settled"
    assert strictness(after) >= strictness(before)


# --------------------------------------------------------- what has no say


def in_a_quote(event: Event) -> Event:
    """Return a comment or review that says the same and means nothing.

    Who spoke or was mentioned has been told of the request, whether their words count or not:
    so the event stays, and only what it says to the process goes.
    """
    body = "\n".join(f"> {line}" for line in event.body.split("\n"))
    return replace(event, body=body, state="COMMENTED" if event.kind == "review" else None)


@law
@given(policies(), facts(extra=4), disputes())
def test_what_is_uncounted_changes_nothing(policy: Policy, request: Facts, acts: Sequence[Event]) -> None:
    request = replace(request, events=numbered([*request.events, *acts]))
    decision = decide(policy, request)
    known = Case(policy, request).said
    everything = [act.event for act in (*known.acts, *(one.act for one in known.uncounted))]
    silent = [one.act.event for one in decision.uncounted]
    for event in request.events:
        if event.id not in silent or silent.count(event.id) < everything.count(event.id):
            continue
        if has_a_say_after_all(decision, event):
            continue
        without = [one for one in request.events if one is not event]
        if event.state != "PENDING":  # nobody sees it, so that nobody is told by it
            without.append(in_a_quote(event))
        after = decide(policy, replace(request, events=tuple(without)))
        assert after.verdict == decision.verdict
        assert standing(after) == standing(decision)


def has_a_say_after_all(decision: Decision, event: Event) -> bool:
    """Tell whether an event that is listed as not counting is one of those that do.

    An approval of an earlier change does not count, and yet replaces the one that its
    person gave before.
    """
    replaced_of = {one.act.person for one in decision.uncounted if one.code == "replaced"}
    mine = [one for one in decision.uncounted if one.act.event == event.id]
    return any(one.code == "other-digest" and one.act.person in replaced_of for one in mine)


# -------------------------------------------------------------------- time


def waits_for_time(policy: Policy, rule: Rule) -> bool:
    """Tell whether a rule is a window, or may be met by one that has a period."""
    if rule.requirement == "window" or (rule.requirement == "decision" and rule.period):
        return True
    return any(waits_for_time(policy, policy.rules[name]) for name in (*rule.any_of, *rule.settled_by))


@law
@given(policies(), facts(dated=False, later=False), st.sampled_from([1, 24, 72, 400]))
def test_time_alone_satisfies_windows_and_nothing_else(policy: Policy, request: Facts, hours: int) -> None:
    before = decide(policy, request)
    after = decide(policy, replace(request, as_of=request.as_of + timedelta(hours=hours)))
    was = {one.rule: one.status for one in every(before)}
    for one in every(after):
        if one.status != was[one.rule]:
            assert one.status == "met"
            assert waits_for_time(policy, policy.rules[one.rule])
    assert strictness(after) <= strictness(before)


@law
@given(policies(), facts())
def test_what_happens_later_is_not_known_yet(policy: Policy, request: Facts) -> None:
    now = request.as_of
    kept = tuple(
        replace(event, dismissed_at=None, dismissed_by=None)
        if event.dismissed_at is not None and event.dismissed_at > now
        else event
        for event in request.events
        if event.at <= now
    )
    heads = tuple(head for head in request.heads if head.at <= now)
    assert as_bytes(policy, replace(request, events=kept, heads=heads)) == as_bytes(policy, request)


# ------------------------------------------------------------------- seats


def ended(organization: Organization, person: str, last: datetime) -> Organization:
    """Return an organization in which somebody leaves every seat at the end of a day."""

    def until(holder: Holder) -> Holder:
        if holder.person != person or (holder.until is not None and holder.until <= utc_day(last)):
            return holder
        return replace(holder, until=utc_day(last))

    roles = {
        name: replace(role, holders=tuple(until(holder) for holder in role.holders))
        for name, role in organization.roles.items()
    }
    return replace(organization, roles=roles)


def without_stand_ins(rule: Rule) -> Rule:
    return replace(rule, instead=NOBODY)


@law
@given(policies(), facts(), st.sampled_from(EVERYBODY))
def test_who_leaves_a_seat_never_turns_a_no_into_a_yes(policy: Policy, request: Facts, person: str) -> None:
    """Seats that end after the last act of who had them; not seats that never were.

    An act is judged by the seats of its day, so that a seat that never was takes what
    was said in it with it: an objection of its holder would be an outsider's.

    For a vacant seat others are told, and one who asks for the change has no seat that
    is asked: where a rule names who stands in then, a seat that ends may open the way.
    """
    policy = replace(policy, rules={name: without_stand_ins(rule) for name, rule in policy.rules.items()})
    case = Case(policy, request)
    mine = [
        event
        for event in request.events
        if person in (case.person(event.by), case.person(event.dismissed_by))
    ]
    last = max((event.dismissed_at or event.at for event in mine), default=request.as_of)
    before = decide(policy, request)
    after = decide(policy, replace(request, organization=ended(request.organization, person, last)))
    if after.verdict == "PASS":
        assert before.verdict == "PASS"


# ------------------------------------------------------------ order, names


def at_once(request: Facts, acts: Sequence[Event], moment: datetime) -> Facts:
    """Return a request on which some more things happened at one moment."""
    more = [replace(event, at=moment) for event in acts]
    return replace(request, events=numbered([*request.events, *more]))


@law
@given(policies(), facts(extra=2), moments(), disputes(), st.data())
def test_the_order_in_which_events_arrive_does_not_matter(
    policy: Policy, request: Facts, moment: datetime, acts: Sequence[Event], data: st.DataObject
) -> None:
    request = at_once(request, acts, moment)
    arrived = tuple(data.draw(st.permutations(request.events)))
    heads = tuple(data.draw(st.permutations(request.heads)))
    assert as_bytes(policy, replace(request, events=arrived, heads=heads)) == as_bytes(policy, request)


@law
@given(policies(), facts(extra=2), moments(), disputes(), st.permutations(EVERYBODY))
def test_who_is_first_of_one_moment_does_not_matter(
    policy: Policy, request: Facts, moment: datetime, acts: Sequence[Event], order: Sequence[str]
) -> None:
    """Events of one moment, of different persons, under each other's IDs; of one person they keep theirs."""
    request = at_once(request, acts, moment)
    case = Case(policy, request)

    def place(event: Event) -> tuple[object, ...]:
        person = case.person(event.by)
        return (event.at, order.index(person) if person in order else len(order), person, event.id)

    moved = sorted(request.events, key=place)
    ids = [event.id for event in sorted(request.events, key=lambda one: (one.at, one.id))]
    other = tuple(replace(event, id=name) for event, name in zip(moved, ids, strict=True))
    before, after = decide(policy, request), decide(policy, replace(request, events=other))
    assert after.verdict == before.verdict
    assert standing(after) == standing(before)


def renamed(request: Facts, new: Mapping[str, str]) -> Facts:
    """Return a request in which everybody has another ID, name, login and number."""

    def person(name: str) -> str:
        return new.get(name, name)

    def login(name: str) -> str:
        first, _, second = name.rpartition("-")
        return f"{person(first)}-2" if second == "2" else person(name)

    def who(one: Account | None) -> Account | None:
        return None if one is None else replace(one, login=login(one.login), id=10_000 - one.id)

    def words(body: str) -> str:
        return re.sub(r"@([a-z]+(?:-[a-z])?)", lambda found: f"@{login(found[1])}", body)

    organization = request.organization
    return replace(
        request,
        request=replace(request.request, author=who(request.request.author)),
        rfc=request.rfc
        and replace(
            request.rfc, requestor=person(request.rfc.requestor), assignee=person(request.rfc.assignee)
        ),
        change=replace(
            request.change,
            parties=tuple(
                replace(one, persons=tuple(person(name) for name in one.persons))
                for one in request.change.parties
            ),
            authors={
                handle: tuple(person(name) for name in names)
                for handle, names in request.change.authors.items()
            },
        ),
        contributors=tuple(replace(one, account=who(one.account)) for one in request.contributors),
        events=tuple(
            replace(
                event,
                body=words(event.body),
                by=who(event.by),
                whom=who(event.whom),
                edited_by=who(event.edited_by),
                dismissed_by=who(event.dismissed_by),
            )
            for event in request.events
        ),
        organization=replace(
            organization,
            persons={
                person(name): replace(
                    one,
                    name=f"the new {person(name)}",
                    accounts=tuple(other for each in one.accounts if (other := who(each)) is not None),
                )
                for name, one in organization.persons.items()
            },
            roles={
                name: replace(
                    role, holders=tuple(replace(one, person=person(one.person)) for one in role.holders)
                )
                for name, role in organization.roles.items()
            },
        ),
    )


@law
@given(policies(), facts(), st.permutations(EVERYBODY))
def test_what_people_are_called_does_not_matter(policy: Policy, request: Facts, names: Sequence[str]) -> None:
    before = decide(policy, request)
    after = decide(policy, renamed(request, dict(zip(EVERYBODY, names, strict=True))))
    assert (after.verdict, after.code, after.state) == (before.verdict, before.code, before.state)
    assert standing(after) == standing(before)


# ------------------------------------------------------------------- bytes


def as_bytes(policy: Policy, request: Facts) -> bytes:
    return json.dumps(decision_json(decide(policy, request))).encode()


def elsewhere(request: Facts, zone: tzinfo) -> Facts:
    """Return a request with the same moments, told with another offset from UTC."""
    return replace(
        request,
        as_of=request.as_of.astimezone(zone),
        heads=tuple(replace(head, at=head.at.astimezone(zone)) for head in request.heads),
        events=tuple(
            replace(
                event,
                at=event.at.astimezone(zone),
                dismissed_at=event.dismissed_at and event.dismissed_at.astimezone(zone),
            )
            for event in request.events
        ),
    )


ZONES = (UTC, timezone(timedelta(hours=-7)), timezone(timedelta(hours=13, minutes=45)))


@law
@given(policies(), facts(), st.sampled_from(ZONES))
def test_the_same_facts_give_the_same_bytes(policy: Policy, request: Facts, zone: tzinfo) -> None:
    first = as_bytes(policy, request)
    assert as_bytes(policy, request) == first
    assert as_bytes(policy, read_facts(json.dumps(facts_json(request)), "facts.json")) == first
    assert as_bytes(policy, elsewhere(request, zone)) == first
    assert elsewhere(request, zone).digest == request.digest


@law
@given(facts())
def test_facts_are_read_as_they_were_written(request: Facts) -> None:
    found = read_facts(json.dumps(facts_json(request)), "facts.json")
    assert found == replace(
        Facts(**asdict(request)),
        events=tuple(sorted(request.events, key=lambda one: (one.at, one.id))),
        heads=tuple(sorted(request.heads, key=lambda one: (one.at, one.commit))),
    )


# --------------------------------------------------------------- witnesses


@settings(law, max_examples=16 * EXAMPLES)
@given(policies(), facts())
def test_what_passes_has_its_witnesses(policy: Policy, request: Facts) -> None:
    decision = decide(policy, request)
    witnesses = Witnesses(policy, request)
    for one in decision.requirements:
        if decision.verdict == "PASS" and one.status != "not applicable":
            witnesses.check(one)


class Witnesses:
    """Looks for what requirements rest on, in the facts themselves.

    Parameters
    ----------
    policy, request
        What was decided, and by which rules.
    """

    def __init__(self, policy: Policy, request: Facts) -> None:
        self.policy, self.request = policy, request
        self.events = {event.id: event for event in request.events}
        self.persons = {
            one.id: name for name, person in request.organization.persons.items() for one in person.accounts
        }

    def person(self, one: Account | None) -> str:
        if one is None:
            return "@ghost"
        return self.persons.get(one.id, f"@{one.login}#{one.id}")

    @property
    def requestors(self) -> set[str]:
        named = {self.request.rfc.requestor} if self.request.rfc else set()
        return {self.person(self.request.request.author), *named} - {"", "@ghost"}

    @property
    def contributors(self) -> set[str]:
        return {self.person(one.account) for one in self.request.contributors if one.account}

    def check(self, one: Outcome) -> None:
        """Check a requirement that is met."""
        assert one.status == "met"
        for witness in one.evidence:
            self.is_real(witness)
        rule, shown = self.policy.rules[one.rule], one.evidence
        if one.code == "settled":
            assert shown
        elif rule.requirement == "any":
            self.check(next(part for part in one.parts if part.status == "met"))
        elif rule.requirement in self.QUESTIONS:
            self.QUESTIONS[rule.requirement](self, rule, shown)

    def is_over(self, rule: Rule, evidence: Sequence[Evidence]) -> None:
        began, over = (witness.at for witness in evidence)
        assert began is not None
        assert over is not None
        assert began + duration(rule.period) <= over <= self.request.as_of

    def is_recorded(self, rule: Rule, evidence: Sequence[Evidence]) -> None:
        assert "adopt" in [witness.verb for witness in evidence]
        assert {witness.digest for witness in evidence} == {self.request.change.digest}

    def is_external(self, rule: Rule, evidence: Sequence[Evidence]) -> None:
        assert evidence
        assert all(witness.verb == "lcr" and self.sat(rule.by.roles, witness) for witness in evidence)

    def is_told(self, rule: Rule, evidence: Sequence[Evidence]) -> None:
        told = {witness.role for witness in evidence}
        assert {party.name for party in self.request.change.parties} <= told | self.vacant

    @property
    def vacant(self) -> set[str]:
        """Names of the parties in whose role nobody is today, or nobody who can be heard."""
        persons, parties = self.request.organization.persons, self.request.change.parties
        seated = {
            party.name: self.held(party.role, self.request.as_of) if party.role else party.persons
            for party in parties
        }
        return {
            name
            for name, held in seated.items()
            if not any(one in persons and persons[one].accounts for one in held)
        }

    def held(self, role: str, moment: datetime) -> set[str]:
        holders = self.request.organization.roles[role].holders
        return {holder.person for holder in holders if holder.holds(utc_day(moment))}

    def sat(self, roles: Collection[str], witness: Evidence) -> bool:
        """Tell whether somebody had one of some roles when they acted."""
        assert witness.at is not None
        return any(witness.person in self.held(role, witness.at) for role in roles)

    def is_real(self, witness: Evidence) -> None:
        if witness.at is not None:
            assert witness.at <= self.request.as_of
        if not witness.event:
            return
        event = self.events[witness.event]
        assert witness.at in (event.at, event.dismissed_at)
        assert witness.person == self.person(event.by)

    def is_approved(self, rule: Rule, evidence: Sequence[Evidence]) -> None:
        given_ = [witness for witness in evidence if witness.verb == "approve"]
        for witness in given_:
            event = self.events[witness.event]
            assert witness.digest == self.request.change.digest
            assert event.by is not None
            assert event.by.type == "User"
            assert event.state == "APPROVED" or "/rfc approve" in event.body
        excluded = {"requestor": self.requestors, "contributors": self.contributors}
        for name in rule.excluding:
            assert excluded[name].isdisjoint(witness.person for witness in given_)
        if len(given_) < len(evidence):  # whoever asks for it agrees
            assert rule.authorship
            asking = {witness.person for witness in evidence if witness not in given_}
            assert asking == {self.person(self.request.request.author)}
        if {"managers", "owners", "authors"}.isdisjoint(rule.by.groups):
            assert len({witness.person for witness in evidence}) >= self.needed(rule)

    def needed(self, rule: Rule) -> int:
        """Return how many persons must at least approve: of a share, of all seats but the requestor's."""
        if rule.count or rule.by.groups != ("board",):
            return rule.count or 1
        board = self.request.organization.boards[self.policy.board]
        roles = board.seats(utc_day(self.request.as_of))
        own = [role for role in roles if self.held(role, self.request.as_of) & self.requestors]
        left = len(roles) - (len(own) if "requestor" in rule.excluding else 0)
        return left if rule.share == "all" else left // 2 + 1

    def is_read(self, rule: Rule, evidence: Sequence[Evidence]) -> None:
        readers = {witness.person for witness in evidence}
        assert len(readers) >= rule.count
        if "requestor" in rule.excluding:
            assert readers.isdisjoint(self.requestors)

    def is_decided(self, rule: Rule, evidence: Sequence[Evidence]) -> None:
        made = [witness for witness in evidence if witness.verb == "decide"]
        assert made
        for witness in made:
            assert witness.digest == self.request.change.digest
            assert self.sat((*rule.by.roles, *rule.instead.roles), witness)
            assert witness.person not in self.requestors | self.contributors
        if rule.requirement == "urgent-decision":
            assert {witness.person for witness in made} <= {
                witness.person for witness in evidence if witness.verb == "urgent"
            }

    QUESTIONS: ClassVar[dict[str, Callable[[Witnesses, Rule, Sequence[Evidence]], None]]] = {
        "approval": is_approved,
        "consensus": is_recorded,
        "decision": is_decided,
        "external": is_external,
        "read": is_read,
        "told": is_told,
        "urgent-decision": is_decided,
        "window": is_over,
    }
    """Kind of requirement -> what is to be asked of its evidence."""


# ------------------------------------------------------------------- plans


def carried_out(policy: Policy, request: Facts, acts: Sequence[PlannedAct], at: datetime) -> Decision:
    """Return the verdict after some acts, each as soon as it is not too early, at a moment."""
    now, waiting = request, list(acts)
    while waiting and now.as_of <= at:
        decision = decide(policy, now)
        early = {one.rule: one.due for one in every(decision) if one.code == "too-early"}
        ready = [act for act in waiting if act.rule not in early]
        for act in ready:
            now = said(now, act.verb, act.login, act.words)
        waiting = [act for act in waiting if act not in ready]
        if not ready:
            dues = [due for act in waiting if (due := early[act.rule]) is not None]
            now = replace(now, as_of=max(now.as_of, min(dues)))
    return decide(policy, replace(now, as_of=max(at, now.as_of)) if not waiting else now)


@settings(law, max_examples=EXAMPLES)
@given(policies(), facts(dated=False, later=False))
def test_a_plan_passes_and_needs_each_of_its_acts(policy: Policy, request: Facts) -> None:
    for plan in cheapest(policy, request):
        assert carried_out(policy, request, plan.acts, plan.at).verdict == "PASS"
        for act in plan.acts:
            fewer = [one for one in plan.acts if one is not act]
            assert carried_out(policy, request, fewer, plan.at).verdict != "PASS"


# ----------------------------------------------------------------- routing


def route_of(item: ItemFacts, rules: Sequence[RoutingRule]) -> ItemRoute:
    (found,) = routing([item], rules).items
    return found


def no_weaker(route: str, than: str) -> bool:
    order: tuple[str, ...] = ROUTES
    return order.index(route) <= order.index(than)


@law
@given(items_one_by_one(), st.lists(routing_rules(), max_size=4), routing_rules(name="z", otherwise=False))
def test_one_more_routing_rule_never_weakens(
    item: ItemFacts, rules: Sequence[RoutingRule], rule: RoutingRule
) -> None:
    before = route_of(item, rules)
    # An item that no rule means, or only one for all else, takes the route of the first that means it.
    if before.rule is not None and not before.rule.otherwise:
        assert no_weaker(route_of(item, [*rules, rule]).route, before.route)


@law
@given(st.lists(items_one_by_one(), max_size=4), st.lists(routing_rules(), max_size=4))
def test_the_strictest_item_gives_the_route(items: Sequence[ItemFacts], rules: Sequence[RoutingRule]) -> None:
    found = routing(items, rules)
    assert all(no_weaker(found.route, one.route) for one in found.items)
    assert not items or found.route in {one.route for one in found.items}
    assert sorted(one.route for one in found.items) == sorted(route_of(one, rules).route for one in items)


@law
@given(items_one_by_one(), items_one_by_one(), st.lists(routing_rules(), max_size=4))
def test_what_is_renamed_takes_the_stricter_route(
    old: ItemFacts, new: ItemFacts, rules: Sequence[RoutingRule]
) -> None:
    both = replace(
        new,
        series=tuple(sorted({*old.series, *new.series})),
        documents=tuple(sorted({*old.documents, *new.documents})),
        levels=tuple(sorted({*old.levels, *new.levels})),
    )
    for one in (new, replace(new, series=old.series, documents=old.documents, levels=old.levels)):
        side = route_of(one, rules)
        # What no rule means under one handle is meant by the rule of the other: somebody decides on it.
        # What has a series, a level or a plan under one handle only is not all else under the other.
        alike = (
            all(
                bool(one) == bool(other)
                for one, other in ((old.series, new.series), (old.levels, new.levels))
            )
            and old.documents == new.documents
        )
        if side.rule is not None and (alike or not side.rule.otherwise):
            assert no_weaker(route_of(both, rules).route, side.route)


# ------------------------------------- the smallest requests that once broke a law

AGREED = (READ, *approvals(*BOARD), ADOPTED)
"""Enough to pass, on the board's route."""


def said_at_once(kind: EventKind, other: EventKind) -> tuple[Event, Event]:
    return (
        Event(id="b", kind=kind, at=at(50), by=account("asker")),
        Event(id="b", kind=other, at=at(50), by=account("manager")),
    )


@pytest.mark.parametrize(
    "events",
    [
        pytest.param(
            (comment("chair", "/rfc hold wait", 50), comment("architect", "/rfc resume go on", 50)),
            id="hold-and-resume",
        ),
        pytest.param(
            (comment("asker", "/rfc assign @lead", 50), comment("manager", "/rfc assign @asker", 50)),
            id="two-assignees",
        ),
        pytest.param(
            said_at_once("drafted", "ready"),
            id="drafted-and-ready",
        ),
        pytest.param(
            said_at_once("closed", "reopened"),
            id="closed-and-reopened",
        ),
    ],
)
def test_at_once(events: tuple[Event, Event]) -> None:
    one, other = events
    found = [
        decided(*AGREED, replace(one, id=first), replace(other, id=second), hours=200).verdict
        for first, second in (("x", "y"), ("y", "x"))
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("events", "verb"),
    [
        pytest.param(
            (
                comment("asker", "/rfc escalate no resolution", 30),
                comment("manager", "/rfc empanel @expert-a", 31),
                review("expert-a", "APPROVED", 32),
            ),
            "escalate",
            id="escalate",
        ),
        pytest.param(
            (
                comment("asker", "/rfc escalate no resolution", 30),
                comment("manager", "/rfc empanel @expert-a", 31),
                review("expert-a", "APPROVED", 32),
            ),
            "empanel",
            id="empanel",
        ),
        pytest.param(
            (comment("manager", "/rfc urgent now", 30),),
            "urgent",
            id="urgent",
        ),
        pytest.param(
            (*approvals(*BOARD), comment("manager", "/rfc withdraw", 48)),
            "withdraw",
            id="withdraw-of-an-approval",
        ),
    ],
)
def test_uncounted(events: tuple[Event, ...], verb: str) -> None:
    assert verb not in {one.act.verb for one in decided(READ, *events, ADOPTED).uncounted}


def test_uncounted_rejection_of_an_earlier_change() -> None:
    heads = (Head(at=at(), commit="c1", digest=D1), Head(at=at(40), commit="c2", digest=D2))
    found = decided(comment("manager", "/rfc decide reject too dear", 30), heads=heads, digest=D2)
    assert (found.code == "rejected") == (found.uncounted == ())


def test_uncounted_acceptance_after_a_rejection() -> None:
    rejection = comment("manager", "/rfc decide reject too dear", 48)
    assert decided(*AGREED, rejection).code == "rejected"
    found = decided(*AGREED, rejection, comment("manager", "/rfc decide accept after all", 49))
    assert found.verdict == "PASS"
    assert [one.act.text for one in found.uncounted] == ["reject too dear"]


def test_uncounted_approvals_behind_a_ruling() -> None:
    ruled = (
        comment("outsider", "/rfc object no", 10),
        comment("chair", "/rfc lcr LCR-12", 30),
        comment("chair", "/rfc decide accept @outsider heard", 31),
    )
    request = {"items": (item(levels=("1",)),), "rfc": rfc(lcr="LCR-12")}
    found = decided(*ruled, *AGREED, **request)
    assert found.verdict == "PASS"
    assert decided(*ruled, READ, ADOPTED, **request).verdict == "BLOCK"
    assert found.uncounted == ()


def test_uncounted_approval_by_which_it_was_read() -> None:
    team = {"items": (team_item(),), "rfc": rfc(affected=("DM-1",))}
    assert decided(ADOPTED, **team).verdict == "WAIT"
    found = decided(review("architect", "APPROVED", 24), ADOPTED, **team)
    assert found.verdict == "PASS"
    assert found.uncounted == ()


def test_vacant_and_opposed() -> None:
    vacant = organization(
        software_architect=None, operations_architect=None, interface_scientist=None, tcam_square=None
    )
    asked = replace(policy().rules["board"], when=When(routes=("board",)))
    strict = replaced(policy(), rules={**policy().rules, "board": asked})
    assert decide(strict, given_facts(READ, organization=vacant)).verdict == "ERROR"
    objection = comment("manager", "/rfc object no", 50)
    assert decide(strict, given_facts(READ, objection, organization=vacant)).verdict == "ERROR"


def test_assigning() -> None:
    rules = {name: rule for name, rule in policy().rules.items() if rule.requirement != "not-rejected"}
    events = (
        READ,
        *approvals(*BOARD),
        comment("scientist", "/rfc assign @lead", 50),
        comment("lead", f"/rfc adopt {D1} agreed", 80),
    )
    before = decide(replaced(policy(), rules=rules), given_facts(*events))
    assert before.verdict == decided(*events).verdict == "WAIT"


def test_left_and_stood_in_for() -> None:
    """The Subsystem Scientist decides while one Project Manager can; that one leaves, the other asks."""

    def found(until: date | None) -> Decision:
        managers = (Holder(person="manager", until=until), Holder(person="asker"))
        return decided(
            READ,
            comment("scientist", "/rfc decide accept it must be", 170),
            organization=organization(project_manager=managers),
            hours=400,
        )

    assert found(None).verdict == "WAIT"
    assert found(at(200).date()).verdict == "WAIT"


def test_left_by_the_requestor() -> None:
    """A deputy of the requestor approves; once the requestor leaves the seat, it counts."""
    four = replace(policy().rules["board"], share="", count=4, including=NOBODY)
    by_count = replaced(policy(), rules={**policy().rules, "board": four})

    def found(until: date | None) -> Decision:
        held = (
            Holder(person="asker", until=until),
            Holder(person="deputy", deputy=True, since=at().date()),
        )
        agreed = approvals("chair", "operator", "manager", "deputy")
        request = given_facts(
            comment("chair", "/rfc read", 1),
            *agreed,
            ADOPTED,
            organization=organization(software_architect=held),
        )
        return decide(by_count, request)

    assert found(None).verdict == "WAIT"
    assert found(at(24).date()).verdict == "WAIT"


def test_from_the_team_to_one_element() -> None:
    assert decided(items=(team_item(levels=("3",)),)).route == "team"
    assert decided(items=(team_item(levels=("4",)),)).route == "wbs"
    assert decided(items=(team_item(levels=("3", "4")),)).route == "team"


def test_uncounted_start_of_an_assessment() -> None:
    urgent = (
        READ,
        comment("manager", "/rfc urgent now", 30),
        comment("manager", "/rfc decide accept it must be", 31),
        ADOPTED,
    )
    stranger = comment("outsider", "/rfc decide accept I like it", 1)
    assert decided(*urgent, stranger).owed == decided(*urgent).owed
