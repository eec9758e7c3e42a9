"""Events × heads × persons -> Votes: each act, and whether it can count at all.

Pure.  Whether an act is asked for, and from whom, the policy says; what is
here holds for every policy: who speaks, whether the words are still the ones
that were posted, and which digest they are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from dmccb.rfc.commands import Command, commands
from dmccb.rfc.event import Account, Event
from dmccb.rfc.heads import Heads
from dmccb.rfc.roster import person_of
from dmccb.rfc.verbs import BINDING, OBJECTIONS, SPOKEN, STANCES, VERBS, near

Method = Literal["review", "command"]


class Act(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a person did or said, by review or command.

    Attributes
    ----------
    event
        ID of the event.
    at
        When.
    person
        ID of the person; ``@login#id`` of an account that is nobody's.
    login
        Login of the account, as readers know it.
    verb
        What they did: ``approve``.
    text
        The rest of the command, or the text of the review.
    method
        How.
    about
        The digest that it is about; empty where it is about none.
    """

    event: str
    at: datetime
    person: str
    login: str
    verb: str
    text: str = ""
    method: Method = "command"
    about: str = ""

    @property
    def command(self) -> Command:
        """The act as a command, for what its text names."""
        return Command(self.verb, self.text)


class Uncounted(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An act that does not count, and why.

    Attributes
    ----------
    act
        The act.
    code
        Why, for programs: ``edited``.
    sentence
        Why, for people.
    """

    act: Act
    code: str
    sentence: str


class Votes(NamedTuple):
    """What was said on a request.

    Attributes
    ----------
    acts
        Those that can count, the oldest first; of one moment, objections last.
    uncounted
        Those that cannot, and why.
    """

    acts: tuple[Act, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()

    def of(self, *verbs: str) -> list[Act]:
        """Return the acts of some verbs, the oldest first."""
        return [act for act in self.acts if act.verb in verbs]

    def stances(self) -> dict[str, Act]:
        """Return person -> the last act that says whether they agree; a later one replaces an earlier.

        A review that somebody else dismissed says nothing any more, and takes
        back no objection.
        """
        found: dict[str, Act] = {}
        for act in self.acts:
            objects = act.person in found and found[act.person].verb in OBJECTIONS
            if act.verb in STANCES and not (objects and act.verb == "dismissed"):
                found[act.person] = act
        return found

    def objections(self) -> list[Act]:
        """Return the objections that stand: nobody but the objector takes one back."""
        return [act for act in self.stances().values() if act.verb in OBJECTIONS]


class Listener(NamedTuple):
    """What is known when events are turned into acts.

    Attributes
    ----------
    rfc
        ID of the request for comments; empty where it has no record.
    persons
        Numeric id of an account -> ID of the person.
    heads
        Which digest was the head's, and when.
    reading
        For how long a digest must have been visible before an act that does
        not name it can be about it.
    as_of
        What happens later is not known yet.
    closed
        When the request was closed for good; None while it is open.
    """

    rfc: str
    persons: Mapping[int, str]
    heads: Heads
    reading: timedelta
    as_of: datetime
    closed: datetime | None = None


def votes(events: Iterable[Event], listener: Listener) -> Votes:
    """Return every act of some events, and whether it can count.

    Parameters
    ----------
    events
        In any order.
    listener
        What is known besides.
    """
    known = sorted((event for event in events if event.at <= listener.as_of), key=lambda one: one.id)
    said = [act for event in known for act in _acts(event, listener)]
    said.sort(key=_order)
    acts = [one.act for one in said if not one.code]
    replaced = list(_replaced(acts))
    refused = [Uncounted(act=one.act, code=one.code, sentence=one.sentence) for one in said if one.code]
    gone = {id(one.act) for one in replaced}
    return Votes(
        acts=tuple(act for act in acts if id(act) not in gone),
        uncounted=tuple(sorted((*refused, *replaced), key=lambda one: (one.act.at, one.act.event))),
    )


def _order(said: _Said) -> tuple[datetime, int, str, str, str]:
    """Return what sorts acts by time; of one moment, the stricter comes last, so that it rules."""
    act = said.act
    return (act.at, _strictness(act), act.verb, act.text, act.person)


def _strictness(act: Act) -> int:
    if act.verb in OBJECTIONS:
        return 2
    strict = act.verb in ("hold", "withdraw", "dismissed", "major", "flag")
    return int(strict or act.command.first_word.lower() in ("reject", "reverse"))


def _replaced(acts: Sequence[Act]) -> Iterator[Uncounted]:
    """Yield the approvals that a later act of their person replaced, but those that ended an objection."""
    last = Votes(acts=tuple(acts)).stances()
    for act in _replaced_approvals(acts):
        if not _took_back(act, acts):
            sentence = f"{act.login} said something else later ({VERBS[last[act.person].verb].past})"
            yield Uncounted(act=act, code="replaced", sentence=sentence)


def _replaced_approvals(acts: Sequence[Act]) -> Iterator[Act]:
    """Yield the approvals after which their person said something else, or approved another digest."""
    later: dict[str, Act] = {}
    for act in reversed(acts):
        if act.verb not in STANCES:
            continue
        stance = later.setdefault(act.person, act)
        if act.verb != "approve":
            later[act.person] = act
        elif stance.verb != "approve" or stance.about != act.about:
            yield act


def _took_back(act: Act, acts: Sequence[Act]) -> bool:
    """Tell whether an approval ended an objection of the same person, which nothing revives."""
    before = [one for one in acts[: acts.index(act)] if one.person == act.person and one.verb in STANCES]
    return bool(before) and before[-1].verb in OBJECTIONS


class _Said(NamedTuple):
    """An act, and why it cannot count; both texts are empty where it can."""

    act: Act
    code: str = ""
    sentence: str = ""


def _acts(event: Event, listener: Listener) -> Iterator[_Said]:
    if event.kind not in ("comment", "review", "opened"):
        return
    person = person_of(listener.persons, event.by)
    login = event.by.login if event.by else "ghost"
    blank = Act(event=event.id, at=event.at, person=person, login=login, verb="")
    if event.kind == "review":
        yield from _of_review(event, replace(blank, method="review"), listener)
    if event.state == "PENDING":
        return
    for command in commands(event.body):
        act = replace(blank, verb=command.verb, text=command.text)
        yield _judged(event, act, listener)


def _of_review(event: Event, blank: Act, listener: Listener) -> Iterator[_Said]:
    """Yield what the state of a review says, and what became of it since."""
    if event.state == "PENDING":
        yield _Said(replace(blank, verb="approve"), "pending", f"{blank.login} has not submitted the review")
    elif event.state == "CHANGES_REQUESTED":
        yield _judged(event, replace(blank, verb="object", text=event.body), listener)
        if (dismissed := _dismissed(event, listener)) and _same(event.by, event.dismissed_by):
            yield _Said(replace(blank, verb="withdraw", at=dismissed))
    elif event.state == "APPROVED":
        yield _judged(event, replace(blank, verb="approve"), listener)
        if dismissed := _dismissed(event, listener):
            yield _Said(replace(blank, verb="dismissed", at=dismissed))
    elif event.state == "DISMISSED":
        yield _Said(replace(blank, verb="dismissed"))


def _dismissed(event: Event, listener: Listener) -> datetime | None:
    """Return when a review was dismissed, if that is known by now."""
    moment = event.dismissed_at
    return moment if moment is not None and moment <= listener.as_of else None


def _same(one: Account | None, other: Account | None) -> bool:
    return one is not None and other is not None and one.id == other.id


def _judged(event: Event, act: Act, listener: Listener) -> _Said:
    """Say whether an act can count."""
    for question in (_whose, _when, _which_verb, _which_words, _which_request):
        if found := question(event, act, listener):
            return _Said(act, *found)
    if act.verb not in BINDING:
        return _Said(act)
    return _bound(event, act, listener)


_Fault = tuple[str, str] | None


def _whose(event: Event, act: Act, _: Listener) -> _Fault:
    if event.by is None:
        if act.verb in OBJECTIONS:
            return None  # nobody is left to take it back, and nobody else can
        return "ghost", "the account that said so is deleted"
    if event.by.type != "User":
        return "bot", f"{act.login} is a program ({event.by.type}), and programs have no say"
    return None


def _when(_: Event, act: Act, listener: Listener) -> _Fault:
    if listener.closed is not None and act.at > listener.closed and act.verb != "assess":
        return "after-close", "it came after the request was closed"
    return None


def _which_verb(_: Event, act: Act, __: Listener) -> _Fault:
    if act.verb not in SPOKEN:
        return "unknown-command", f"there is no command {act.verb[:40]!r}{near(act.verb)}"
    if VERBS[act.verb].needs_text and not act.text:
        return "incomplete", f"/rfc {act.verb} {VERBS[act.verb].usage}: what follows the command is missing"
    return None


def _which_words(event: Event, act: Act, _: Listener) -> _Fault:
    """Refuse words that may not be the ones that were posted; an objection stands whatever became of it."""
    if act.verb in OBJECTIONS or act.method == "review":
        return None
    if event.deleted:
        return "deleted", f"{act.login}'s comment was deleted"
    if event.edited and event.edited_by is not None and not _same(event.by, event.edited_by):
        return "edited-by-other", f"{act.login}'s comment was edited by {event.edited_by.login}"
    if event.edited:
        return "edited", f"{act.login}'s comment was edited after it was posted; say it again in a new one"
    return None


def _which_request(_: Event, act: Act, listener: Listener) -> _Fault:
    """Refuse a record of consensus that is about another request."""
    if act.verb != "adopt" or not listener.rfc:
        return None
    named = set(_rfcs(act.text))
    if named and listener.rfc not in named:
        others = ", ".join(sorted(named))
        return "other-rfc", f"it records the consensus on {others}, and this is {listener.rfc}"
    return None


def _rfcs(text: str) -> Iterator[str]:
    for word in text.replace(",", " ").split():
        found = word.strip("().:;'\"`").upper()
        if found.startswith("RFC-") and found[4:].isdigit():
            yield found


def _bound(event: Event, act: Act, listener: Listener) -> _Said:
    """Return an act with the digest that it is about, or why it is about none."""
    named = act.command.digest
    if VERBS[act.verb].needs_digest and not named:
        return _Said(act, "no-digest", f"/rfc {act.verb} {VERBS[act.verb].usage}: it names no digest")
    if act.command.means_a_digest and not named:
        sentence = "a digest is named by 12 to 64 of its hexadecimal digits"
        return _Said(act, "unknown-digest", sentence)
    if named:
        found = listener.heads.named(named, act.at)
        if not found:
            sentence = f"no head of this request had the digest {named[:12]} by then"
            return _Said(act, "unknown-digest", sentence)
        return _Said(replace(act, about=found))
    digest = event.digest or listener.heads.digest_at(act.at)
    if not digest:
        return _Said(act, "no-head", "the gate had seen no head of the request by then")
    since = listener.heads.visible_since(digest, act.at)
    if since is None or act.at - since < listener.reading:
        seconds = int(listener.reading.total_seconds())
        sentence = f"the change had been visible for less than {seconds} s: name its digest, or say it again"
        return _Said(act, "too-soon", sentence)
    return _Said(replace(act, about=digest))
