"""Hypothesis strategies: policies, organizations and requests, and whatever people say on them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.route import ROUTES, Citation, ItemPredicate, RoutingRule
from dmccb.policy.facts import ChangeFacts, Facts, PolicyChange, PolicyFacts
from dmccb.policy.rules import NOBODY, Policy, Rule, When, Who
from dmccb.policy.vocabulary import STARTS
from dmccb.rfc.event import Account, Contributor, Event, EventKind, Head
from dmccb.rfc.request import Release, Request, Rfc
from dmccb.rfc.roster import Holder, Organization
from dmccb.rfc.verbs import SPOKEN
from tests.policy.build import (
    BOARD,
    D1,
    D2,
    LEAD,
    OTHERS,
    PEOPLE,
    TCAM,
    account,
    at,
    item,
    organization,
    owner,
    policy,
    rfc,
    team_item,
)

EXAMPLES = int(os.environ.get("DMCCB_EXAMPLES", "15"))
"""How many examples each law is tried with."""

Value = TypeVar("Value")

EVERYBODY = (*PEOPLE, *OTHERS)
_ELECTORATE = ("chair", "manager", "architect", "operator", "interfacer", "square", "deputy", "asker")
SECOND = 500
"""What is added to the number of an account for that of the second one of the same person."""

ABSENT: date = at().date()


def mostly(usual: Value, *others: Value) -> st.SearchStrategy[Value]:
    """Strategy for a value that is the usual one more often than all others together."""
    return st.sampled_from([usual, usual, usual, *others])


def rarely(usual: Value, *others: Value) -> st.SearchStrategy[Value]:
    """Strategy for a value that is nearly always the usual one."""
    return st.sampled_from([*[usual] * 8 * len(others), *others])


def subset(values: Sequence[Value], *, least: int = 0) -> st.SearchStrategy[tuple[Value, ...]]:
    """Strategy for some of a few values, in their order."""
    chosen = st.sets(st.sampled_from(range(len(values))), min_size=least) if values else st.just(set())
    return chosen.map(lambda found: tuple(values[index] for index in sorted(found)))


# --------------------------------------------------------------- policies

COUNTED = ("approval", "read")
_PERIODS = ("1h", "24h", "72h", "7d")
_ASKED_OF = tuple(ROUTES)


@st.composite
def varied(draw: st.DrawFn, rule: Rule) -> Rule:
    """Draw a rule like another one, that asks for a little more or less."""
    more: dict[str, Any] = {}
    if rule.requirement == "approval":
        more["excluding"] = draw(subset(("contributors", "requestor")))
        more["unanimous"], more["authorship"] = draw(st.booleans()), draw(mostly(rule.authorship, True))
        more["methods"] = draw(mostly((), ("review",), ("command",)))
        more["including"] = draw(st.sampled_from([rule.including, NOBODY]))
        more["instead"] = draw(mostly(rule.instead, Who(roles=("subsystem-scientist",))))
        number = draw(st.integers(0, 3))
        more |= {"count": number, "share": ""} if number else {"count": 0, "share": draw(_SHARES)}
    elif rule.requirement == "read":
        more["count"] = draw(st.integers(1, 2))
        more["excluding"] = draw(subset(("requestor",)))
    elif rule.requirement in ("window", "decision", "assessment") and rule.period:
        more["period"] = draw(st.sampled_from(_PERIODS))
        known = [name for name in STARTS if name != "decided"]
        more["starts"] = draw(subset(known, least=1)) if rule.requirement != "assessment" else rule.starts
    if rule.settled_by:
        more["settled_by"] = draw(subset(rule.settled_by))
    if rule.any_of:
        more["any_of"] = draw(subset(rule.any_of, least=1))
    if rule.when and rule.when.routes:
        more["when"] = replace(rule.when, routes=draw(mostly(rule.when.routes, _ASKED_OF)))
    return replace(rule, **more)


_SHARES = st.sampled_from(["majority", "all"])


def asks(rule: Rule) -> bool:
    """Tell whether a rule is asked of a request by itself."""
    return rule.when is not None and rule.requirement not in ("route", "class")


ASKED = tuple(sorted(name for name, rule in policy().rules.items() if asks(rule)))
CLASSIFYING = tuple(
    sorted(name for name, rule in policy().rules.items() if rule.requirement in ("route", "class"))
)


class Drawn(Policy, frozen=True, kw_only=True, dict=True):
    """A policy that tells only how it differs from LDM-294's."""

    def __repr__(self) -> str:
        usual = policy().rules
        gone = sorted(usual.keys() - self.rules.keys())
        others = [rule for name, rule in self.rules.items() if rule != usual.get(name)]
        settings = (self.minimum_reading, self.carried, self.unknown_contributors)
        return f"<LDM-294 without {gone}, with {others} and {settings}>"


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Draw a policy: LDM-294's, without some of the rules that it asks, and with others changed."""
    rules = dict(policy().rules)
    for name in draw(st.sets(st.sampled_from(ASKED), max_size=4)):
        del rules[name]
    for name in sorted(draw(st.sets(st.sampled_from(sorted(rules)), max_size=6))):
        rules[name] = draw(varied(rules[name]))
    more = {
        "rules": rules,
        "minimum_reading": draw(mostly("1m", "1h")),
        "carried": draw(mostly("keep", "void")),
        "unknown_contributors": draw(st.sampled_from(["wait", "block"])),
    }
    return Drawn(**{**asdict(policy()), **more})


EXTRA = "zz-extra"
"""ID of a rule that a policy has in addition."""


@st.composite
def more_rules(draw: st.DrawFn) -> Rule:
    """Draw a rule that a policy can have in addition: one that is asked, of some routes or of all."""
    rule = draw(varied(policy().rules[draw(st.sampled_from([*ASKED, *_WAYS]))]))
    when = When(routes=draw(st.sampled_from([rule.when.routes if rule.when else (), _ASKED_OF])))
    return replace(rule, id=EXTRA, when=when if when.routes else When(routes=_ASKED_OF))


_WAYS = ("accepted", "author-agrees", "board", "manager-reports", "one-week", "urgent")
"""Ways that can be asked for by themselves."""

# ---------------------------------------------------------- organizations


@st.composite
def _holders(draw: st.DrawFn, role: str, *, dated: bool) -> tuple[Holder, ...]:
    """Draw who holds a role: as always, nobody, somebody else besides, a deputy, or two after another."""
    usual = next((name for name, held in PEOPLE.items() if held == role), "deputy")
    other = draw(st.sampled_from([*_ELECTORATE, *_ELECTORATE, *EVERYBODY]))
    day = ABSENT + timedelta(days=draw(st.integers(0, 4)))
    shapes: list[tuple[Holder, ...]] = [
        (),
        (Holder(person=other),),
        (Holder(person=usual), Holder(person=other)),
        (Holder(person=usual), Holder(person="deputy", deputy=True)),
    ]
    if dated:
        shapes += [
            (Holder(person=usual), Holder(person="deputy", deputy=True, since=ABSENT)),
            (Holder(person=usual), Holder(person="deputy", deputy=True, since=day, until=day)),
            (Holder(person=usual, until=day), Holder(person=other, since=day + timedelta(days=1))),
            (Holder(person=usual, since=day),),
        ]
    return draw(st.sampled_from(shapes))


@st.composite
def organizations(draw: st.DrawFn, *, dated: bool = True) -> Organization:
    """Draw an organization: that of ``build`` with other people in some seats.

    Parameters
    ----------
    dated
        Whether a seat may begin or end.
    """
    roles = sorted(PEOPLE.values())
    changed = draw(st.sets(st.sampled_from(roles), max_size=3))
    found = organization(**{role: draw(_holders(role, dated=dated)) for role in sorted(changed)})
    persons = dict(found.persons)
    for name in sorted(draw(st.sets(st.sampled_from(EVERYBODY), max_size=2)) - {"outsider"}):
        mute = draw(mostly(False, True))
        second = Account(login=f"{name}-2", id=account(name).id + SECOND)
        persons[name] = replace(persons[name], accounts=() if mute else (*persons[name].accounts, second))
    return replace(found, persons=persons)


# ----------------------------------------------------------------- changes

ITEMS = (
    item(),
    team_item(),
    team_item("DM-4", levels=("4",)),
    item("LSST-1", levels=("1",), days_min=31, days_max=45),
    item("DM-2", levels=("unknown",), due_dropped=True, days_min=None, days_max=None),
    team_item("DM-3", control="status"),
    team_item("DM-5", control="note"),
    ItemFacts(id="DMTN-1", collection="documents", change="changed", control="controlled", series=("DMTN",)),
    ItemFacts(id="LSE-61", collection="documents", change="changed", control="controlled", series=("LSE",)),
    ItemFacts(
        id="R-1",
        collection="releases",
        change="changed",
        control="controlled",
        documents=("LDM-564",),
        lost=("LDM-503-13",),
        becomes="approved",
        release_class="patch",
    ),
    ItemFacts(id="ldm-294", collection="profiles", change="changed", control="controlled"),
    ItemFacts(id="X-1", collection="services", change="changed", control="status"),
)
"""Items of every route."""

SIMPLE = (item(), team_item())


def items() -> st.SearchStrategy[tuple[ItemFacts, ...]]:
    """Strategy for what a request changes: mostly one item of the board's or the team's."""
    one = st.sampled_from([*SIMPLE, *ITEMS]).map(lambda found: (found,))
    return st.one_of(one, one, one, subset(ITEMS))


def items_one_by_one() -> st.SearchStrategy[ItemFacts]:
    """Strategy for one changed item, with anything that a routing rule may ask of it."""
    days = st.none() | st.integers(-60, 60)
    return st.builds(
        ItemFacts,
        id=st.sampled_from(["A-1", "A-2"]),
        collection=st.sampled_from(["milestones", "documents", "releases", "files"]),
        change=st.sampled_from(["added", "removed", "changed", "renumbered"]),
        control=st.sampled_from(["controlled", "status", "note"]),
        series=subset(("LDM", "LSE", "DMTN")),
        documents=subset(("LDM-564", "LPM-17")),
        levels=subset(("1", "2", "3", "4", "unknown")),
        days_min=days,
        days_max=days,
        due_dropped=st.booleans(),
        lost=subset(("A",)),
        gained=subset(("B",)),
        becomes=st.sampled_from(["", "approved"]),
        release_class=st.sampled_from(["", "patch"]),
    )


def predicates() -> st.SearchStrategy[ItemPredicate]:
    """Strategy for what a routing rule asks of an item."""
    return st.builds(
        ItemPredicate,
        collections=subset(("milestones", "documents", "releases", "files")),
        series=mostly((), ("LDM",), ("LSE", "DMTN")),
        planned_by=mostly((), ("LDM",), ("LPM",)),
        levels=mostly((), ("1",), ("2", "unknown"), ("3", "4")),
        control=subset(("controlled", "status", "note")),
        changes=mostly((), ("added", "removed")),
        moved_more_than=mostly(None, 30),
        members=mostly((), ("gained", "lost")),
        becomes=mostly((), ("approved",)),
        release_classes=mostly((), ("patch",)),
    )


@st.composite
def routing_rules(draw: st.DrawFn, *, name: str = "", otherwise: bool | None = None) -> RoutingRule:
    """Draw a rule that gives a route."""
    return RoutingRule(
        id=name or draw(st.sampled_from("abcdef")),
        title="A rule",
        citation=Citation(document="LDM-294"),
        choice=draw(st.booleans()),
        when=draw(predicates()),
        otherwise=draw(mostly(False, True)) if otherwise is None else otherwise,
        route=draw(st.sampled_from(ROUTES)),
    )


# ------------------------------------------------------------------ events

HOURS = (0.5, 1, 1, 2, 12, 24, 24, 30, 30.001, 48, 50, 72, 80, 90, 168, 169, 200)
"""When something may happen: often at one moment with something else, or just after a new head."""

HEADS: tuple[tuple[tuple[float, str, str], ...], ...] = (
    ((0, "c1", D1),),
    ((0, "c1", D1), (30, "c2", D2)),
    ((0, "c1", D1), (30, "c2", D1)),
    ((0, "c1", D1), (30, "c2", D2), (50, "c1", D1)),
    ((0, "c1", D1), (12, "c2", D2), (30, "c3", D1), (72, "c4", D2)),
)
"""Heads of a request: one, another meaning, the same meaning, and meanings that come back."""

NO_ACTS = (
    "Looks good to me, @tcam and @lead.",
    "> /rfc approve",
    "`/rfc object no`",
    "I would /rfc object",
    "",
)
"""Texts that say nothing to the process, whatever they tell a reader."""

SAID = {
    "approve": ("", D1, D2, "1111111111111111", "sha256:333333333333"),
    "adopt": (f"{D1} agreed", f"{D2} agreed", f"{D1} RFC-18 agreed", D1, "agreed"),
    "assign": ("@outsider", "@lead", "@asker"),
    "assess": ("endorse it was right", "reverse it was wrong", "endorse"),
    "decide": (
        "accept it must go on",
        "reject it costs too much",
        "accept @outsider heard",
        f"{D1} accept this",
        "accept",
    ),
    "empanel": ("@expert-a @expert-b", "@expert-c", "@nobody", "some experts"),
    "lcr": ("LCR-12", "LCR-13"),
    "read": ("", "all of it"),
    "withdraw": ("",),
}
"""What may follow a command, where it is not just a reason."""


@st.composite
def commands(draw: st.DrawFn, verbs: Sequence[str] = SPOKEN) -> str:
    """Draw a command as somebody writes it."""
    verb = draw(st.sampled_from(verbs))
    words = draw(st.sampled_from(SAID.get(verb, ("a reason", "a reason for @tcam", ""))))
    return f"/rfc {verb} {words}".rstrip()


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Draw a text of a comment: mostly a command, sometimes two, or one that is none."""
    lines = draw(st.lists(commands(), min_size=1, max_size=2))
    return draw(mostly("\n".join(lines), *NO_ACTS, "/rfc aprove", "/rfc"))


@st.composite
def speakers(draw: st.DrawFn) -> Account | None:
    """Draw who does something: mostly a person, by either account; or a stranger, a program, nobody."""
    name = draw(st.sampled_from([*BOARD, *BOARD, "asker", "asker", *EVERYBODY]))
    usual = account(name)
    return draw(
        mostly(
            usual,
            usual,
            usual,
            Account(login=f"{name}-2", id=usual.id + SECOND),
            account("stranger"),
            Account(login=name, id=800),
            Account(login="robot", id=700, type="Bot"),
            None,
        )
    )


def moments(last: float = 400) -> st.SearchStrategy[datetime]:
    """Strategy for when something happens, not later than so many hours after the opening."""
    return st.sampled_from([hour for hour in HOURS if hour <= last]).map(at)


OTHER_KINDS: tuple[EventKind, ...] = ("requested", "ready", "drafted", "closed", "reopened", "merged")


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Draw anything that may happen on a request; its ID is given later."""
    kind = draw(st.sampled_from(["comment"] * 6 + ["review"] * 4 + ["other"]))
    moment, by = draw(moments()), draw(speakers())
    if kind == "other":
        other: EventKind = draw(st.sampled_from(OTHER_KINDS))
        whom = draw(speakers()) if other == "requested" else None
        return Event(id="-", kind=other, at=moment, by=by, whom=whom)
    more: dict[str, Any] = {"body": draw(bodies() if kind == "comment" else mostly("", *NO_ACTS) | bodies())}
    fate = draw(mostly("kept", "kept", "edited", "deleted", "dismissed"))
    if kind == "review":
        more["state"] = draw(
            st.sampled_from(
                ["APPROVED", "APPROVED", "CHANGES_REQUESTED", "COMMENTED", "PENDING", "DISMISSED"]
            )
        )
        more["digest"] = draw(mostly("", D1, D2))
        if fate == "dismissed":
            more["dismissed_at"] = draw(moments().filter(lambda later: later >= moment))
            more["dismissed_by"] = draw(st.sampled_from([by, account("chair"), None]))
    if fate == "edited":
        more |= {"edited": True, "edited_by": draw(st.sampled_from([by, account("outsider"), None]))}
    if fate == "deleted":
        more["deleted"] = True
    return Event(id="-", kind="comment" if kind == "comment" else "review", at=moment, by=by, **more)


DECISIVE = (
    *("approve", "object", "reject", "withdraw", "decide", "urgent", "hold", "resume", "assign"),
    *("empanel", "escalate", "adopt", "flag", "major", "ordinary", "assess", "read"),
)


_DECIDING = (
    *("manager", "manager", "manager", "chair", "chair", "asker", "asker"),
    *("scientist", "architect", "lead", "deputy", "tcam"),
)
_CONTRARY: tuple[tuple[str, ...], ...] = (
    DECISIVE,
    DECISIVE,
    ("hold", "resume"),
    ("decide",),
    ("assign", "adopt"),
    ("escalate", "empanel", "approve"),
    ("object", "withdraw", "approve"),
    ("major", "ordinary"),
    ("urgent", "decide", "assess"),
)
"""Commands of which one may undo what another does."""


@st.composite
def decisive(draw: st.DrawFn, verbs: Sequence[str] = DECISIVE) -> Event:
    """Draw a comment of somebody who has a say about something that decides, often of one moment."""
    name = draw(st.sampled_from(_DECIDING))
    moment = draw(st.sampled_from([48, 48, 48, 72, 80, 169]))
    return Event(id="-", kind="comment", at=at(moment), by=account(name), body=draw(commands(verbs)))


def disputes() -> st.SearchStrategy[list[Event]]:
    """Strategy for comments that may undo each other, or other things that happen and undo each other."""
    kinds: list[tuple[EventKind, ...]] = [("drafted", "ready"), ("closed", "reopened")]
    by = st.sampled_from(_DECIDING).map(account)
    spoken = [st.lists(decisive(verbs), max_size=4) for verbs in _CONTRARY]
    done = [
        st.lists(
            st.builds(Event, id=st.just("-"), kind=st.sampled_from(some), at=moments(), by=by), max_size=3
        )
        for some in kinds
    ]
    return st.one_of(*spoken, *done)


@st.composite
def _approvals(draw: st.DrawFn, since: float) -> list[Event]:
    """Draw approvals by about as many as are needed, some of them of an earlier change."""
    names = draw(st.lists(st.sampled_from(_ELECTORATE), min_size=2, max_size=6, unique=True))
    hours = st.sampled_from([since + 1, since + 1, since + 1, 25])
    return [_approval(name, draw(hours)) for name in names]


def _approval(name: str, hours: float) -> Event:
    return Event(id="-", kind="review", at=at(hours), by=account(name), state="APPROVED")


@st.composite
def _happy(draw: st.DrawFn, digest: str, since: float) -> list[Event]:
    """Draw about what it takes for a request to pass on any route, on a digest and after a time."""

    def one(name: str, body: str, hours: float) -> Event:
        return Event(id="-", kind="comment", at=at(hours), by=account(name), body=body)

    asked = [
        Event(id="-", kind="requested", at=at(), by=account("asker"), whom=account(name))
        for name in ("tcam", "lead", "owner", "manager")
    ]
    enough = [_approval(name, since + 1) for name in BOARD]
    return [
        *asked,
        one("architect", "/rfc read", 1),
        *draw(st.just(enough) | _approvals(since)),
        *(_approval(name, since + 1) for name in ("owner", "author", "tcam", "controller")),
        one("chair", "/rfc lcr LCR-12", since + 1),
        one("asker", f"/rfc adopt {digest} agreed", since + 2),
    ]


def numbered(found: Sequence[Event]) -> tuple[Event, ...]:
    """Return events with IDs of their own."""
    return tuple(replace(event, id=f"event-{number:03}") for number, event in enumerate(found))


# ------------------------------------------------------------------- facts


class DrawnFacts(Facts, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Facts that tell only how they differ from those of ``build``, and what happened."""

    def __repr__(self) -> str:
        usual = organization()
        parts: dict[str, object] = {
            "as_of": hours_of(self.as_of),
            "heads": [(hours_of(head.at), head.commit, head.digest[7:9]) for head in self.heads],
            "items": [one.handle for one in self.change.items],
            "change": [self.change.digest[7:9], [one.name for one in self.change.parties]],
            "request": [self.request.author and self.request.author.login, self.request.draft],
            "rfc": self.rfc and {k: v for k, v in asdict(self.rfc).items() if v != getattr(rfc(), k)},
            "contributors": [one.account and one.account.login for one in self.contributors],
            "roles": {k: v.holders for k, v in self.organization.roles.items() if v != usual.roles[k]},
            "persons": {k: v.accounts for k, v in self.organization.persons.items() if v != usual.persons[k]},
        }
        lines = [f"{name}: {value}" for name, value in parts.items() if value]
        return "\n".join(["facts:", *lines, *(_line(event) for event in self.events)])


def hours_of(moment: datetime) -> float:
    """Return how many hours after the opening something happened."""
    return (moment - at()) / timedelta(hours=1)


def _line(event: Event) -> str:
    rest = {
        name: value
        for name, value in asdict(event).items()
        if name not in ("id", "kind", "at", "by") and value not in ("", None, False)
    }
    return f"  {event.id} {hours_of(event.at)} {event.by and event.by.login} {event.kind} {rest}"


@st.composite
def facts(draw: st.DrawFn, *, dated: bool = True, extra: int = 6, later: bool = True) -> DrawnFacts:
    """Draw a request: most of what it takes to pass, and whatever else people say.

    Parameters
    ----------
    dated
        Whether a seat may begin or end.
    extra
        How many other events there are, at most.
    later
        Whether some events may come after the moment of the question.
    """
    pick: Picker = draw(st.sampled_from([rarely, mostly]))
    changed = draw(items() if pick is mostly else st.sampled_from(SIMPLE).map(lambda one: (one,)))
    hours = draw(st.sampled_from([82, 110, 110, 150, 200, 200, 250, 400, 0.5, 24, 48, 72]))
    heads = [head for head in draw(st.sampled_from(HEADS)) if head[0] <= hours or later]
    known = [head for head in heads if head[0] <= hours]
    digest = known[-1][2]
    happy = draw(_happy(digest, 24 if len(known) == 1 else known[-1][0] + 1))
    missing = draw(st.sets(st.sampled_from(range(len(happy))), max_size=1 if pick is rarely else 3))
    what = [event for number, event in enumerate(happy) if number not in missing]
    what += draw(st.lists(events() | decisive(), max_size=extra))
    as_of = at(hours)
    if not later:
        what = [event for event in what if max(event.at, event.dismissed_at or event.at) <= as_of]
    asker = draw(mostly("asker", "manager", "tcam", "author", "controller", "chair", "architect"))
    body = draw(pick("", *NO_ACTS))
    opening = Event(id="-", kind="opened", at=at(), by=account(asker), body=body)
    return DrawnFacts(
        as_of=as_of,
        request=Request(
            number=17,
            author=draw(pick(account(asker), None)),
            draft=draw(pick(False, True)),
            conflicts=draw(rarely(False, True)),
        ),
        rfc=draw(_rfcs(changed, asker, pick)),
        change=ChangeFacts(
            digest=draw(rarely(digest, D1)),
            items=changed,
            parties=draw(mostly((TCAM, LEAD), (), (TCAM, LEAD, owner("R-1")))),
            authors=draw(mostly({"DMTN-1": ("author",)}, {})),
            policy=draw(mostly(PolicyChange(version=2), PolicyChange(version=1), None)),
        ),
        heads=tuple(Head(at=at(when), commit=commit, digest=of) for when, commit, of in heads),
        contributors=draw(_contributors(asker, pick)),
        events=numbered([opening, *what]),
        organization=draw(organizations(dated=dated)),
        policy=PolicyFacts(version=1),
    )


Picker = Callable[..., st.SearchStrategy[Any]]


@st.composite
def _rfcs(draw: st.DrawFn, changed: Sequence[ItemFacts], asker: str, pick: Picker) -> Rfc | None:
    found = rfc(
        requestor=draw(pick(asker, "scientist", "outsider", "")),
        assignee=draw(pick("asker", "lead", "manager")),
        rfc_class=draw(pick("ordinary", "major")),
        planned_end=draw(pick(at(72).date(), at(168).date(), at(24).date())),
        affected=tuple(sorted({one.id for one in changed if one.control != "note"})),
        names=draw(pick((), ("scope",))),
        lcr=draw(pick("LCR-12", "")),
        justification="It must be.",
        release=Release(id="R-1", date=at(200).date(), contents=("DM-1",), urgent=draw(pick(False, True))),
        fixes=("DM-1", "DM-2"),
    )
    return draw(rarely(found, None))


def _contributors(asker: str, pick: Picker) -> st.SearchStrategy[tuple[Contributor, ...]]:
    own = Contributor(commit="c1", account=account(asker))
    other = Contributor(commit="c1", account=account("architect"), part="co-author")
    another = Contributor(commit="c2", account=account("manager"), part="committer")
    if pick is rarely:
        return st.sampled_from([(own,), (own,), (own, other), (own, other, another)])
    unknown = Contributor(commit="c1", name="Somebody")
    return pick((own,), (own, other), (own, unknown), ())
