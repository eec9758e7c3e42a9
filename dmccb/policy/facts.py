"""All that a decision rests on, as one value: what changes, what was said, who holds which seat, and when.

Pure.  ``decide`` takes nothing else but the rules.  The same value is the
fixture of a test, the input of a what-if, the replay of a decision, and the
evidence that is kept with it; ``facts.schema.json`` describes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from dmccb.errors import DmccbError
from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.parties import Party
from dmccb.records.canonical_json import canonical_json, sha256
from dmccb.rfc.event import Contributor, Event, Head, Instant
from dmccb.rfc.request import Request, Rfc
from dmccb.rfc.roster import Organization

SCHEMA = "dmccb/facts/1"


class FactsError(DmccbError):
    """Facts that are not what their schema says, or contradict themselves."""


class PolicyChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the change makes of the policy."""

    version: Annotated[int | None, Meta(description="Version after the change; null where there is none.")]
    fault: Annotated[
        str, Meta(description="Why the changed policy cannot be loaded; empty where it can.")
    ] = ""


class ChangeFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the request changes, between its merge base and its head."""

    digest: Annotated[str, Meta(description="Digest of the change set.", min_length=1)]
    items: Annotated[tuple[ItemFacts, ...], Meta(description="What changed.")] = ()
    parties: Annotated[tuple[Party, ...], Meta(description="Who is affected.")] = ()
    authors: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description="Handle of a changed document -> IDs of its authors, as far as they are known."),
    ] = {}
    policy: Annotated[
        PolicyChange | None, Meta(description="What it makes of the policy; null where it leaves it alone.")
    ] = None
    textual: Annotated[
        tuple[str, ...],
        Meta(description="Files that changed since the last approval without a change of meaning."),
    ] = ()


class PolicyFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which policy the request is judged by, and where it comes from."""

    branch: Annotated[str, Meta(description="Branch that the policy was read from.")] = "main"
    version: Annotated[int | None, Meta(description="Its version; null where it was not recorded.")] = None
    digest: Annotated[str, Meta(description="Its digest; empty where it was not recorded.")] = ""


class Facts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Everything that a decision rests on, but for the rules."""

    schema: Annotated[Literal["dmccb/facts/1"], Meta(description="Version of this form.")] = "dmccb/facts/1"
    as_of: Annotated[Instant, Meta(description="The moment for which the decision is asked.")]
    request: Annotated[Request, Meta(description="The pull request.")]
    rfc: Annotated[Rfc | None, Meta(description="Its record; null where it has none.")] = None
    change: Annotated[ChangeFacts, Meta(description="What it changes.")]
    heads: Annotated[tuple[Head, ...], Meta(description="Its heads, from when the gate first saw each.")] = ()
    contributors: Annotated[tuple[Contributor, ...], Meta(description="Who has a part in its commits.")] = ()
    events: Annotated[tuple[Event, ...], Meta(description="What happened on it, in any order.")] = ()
    organization: Annotated[
        Organization, Meta(description="Persons, roles and boards, as the base branch has them.")
    ] = Organization()
    policy: Annotated[PolicyFacts, Meta(description="Which policy it is judged by.")] = PolicyFacts()
    unreadable: Annotated[
        tuple[str, ...],
        Meta(
            description="What could not be read of all this, each with the reason; nothing is decided then."
        ),
    ] = ()

    @property
    def opened(self) -> datetime | None:
        """When the request was opened; None where no event says so."""
        return min((event.at for event in self.events if event.kind == "opened"), default=None)

    @property
    def digest(self) -> str:
        """SHA-256 over everything, whatever the order of events and the offsets of times."""
        return sha256([canonical_json(facts_json(self))])


def read_facts(text: str, where: str) -> Facts:
    """Return the facts that a JSON text gives.

    Parameters
    ----------
    text
        The text.
    where
        Its file, for the message.

    Raises
    ------
    FactsError
        If it is not JSON, names something twice, or is not as the schema
        says.
    """
    try:
        values = json.loads(text, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise FactsError(f"{where}: not JSON: {error}") from None
    return facts_of(values, where)


def facts_of(values: object, where: str) -> Facts:
    """Return the facts that some JSON values give.

    Raises
    ------
    FactsError
        As for ``read_facts``.
    """
    try:
        facts = msgspec.convert(values, Facts)
    except msgspec.ValidationError as error:
        raise FactsError(f"{where}: {_plain(str(error))}", "see facts.schema.json") from None
    _refuse_twice([event.id for event in facts.events], f"{where}: two events have the ID")
    try:
        canonical_json(facts_json(facts))
    except OverflowError:
        raise FactsError(f"{where}: a time is none in UTC (years are 0001 to 9999)") from None
    except UnicodeEncodeError:
        raise FactsError(f"{where}: a text has half a character (a lone surrogate)") from None
    return facts


def facts_json(facts: Facts) -> dict[str, Any]:
    """Return facts as JSON values: events in order, times in UTC."""
    sorted_facts = msgspec.structs.replace(
        facts,
        events=tuple(sorted(facts.events, key=lambda one: (one.at, one.id))),
        heads=tuple(sorted(facts.heads, key=lambda one: (one.at, one.commit))),
    )
    values: dict[str, Any] = msgspec.to_builtins(sorted_facts, builtin_types=(datetime,))
    return {"schema": SCHEMA, **in_utc_json(values)}


def stamp(moment: datetime) -> str:
    """Return a moment as it is written: ``2026-03-05T10:00:00Z``."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def spoken(moment: datetime) -> str:
    """Return a moment as a sentence says it: ``2026-03-05 10:00 UTC``; with seconds where there are any."""
    in_utc = moment.astimezone(UTC)
    least = "seconds" if in_utc.second or in_utc.microsecond else "minutes"
    return f"{in_utc.replace(tzinfo=None).isoformat(' ', least)} UTC"


def in_utc_json(value: Any) -> Any:  # noqa: ANN401 - JSON values have no narrower type
    """Return values with each moment in UTC, as it is written."""
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, Mapping):
        return {key: in_utc_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [in_utc_json(inner) for inner in value]
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    out = dict(pairs)
    if len(out) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(
            f"the key {next(name for name in names if names.count(name) > 1)[:60]!r} is used twice"
        )
    return out


def _refuse_twice(names: Sequence[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise FactsError(f"{what} {name!r}", "an event is told once: what became of it is part of it")
        seen.add(name)


def _plain(message: str) -> str:
    """Return msgspec's message in our style: where, then what."""
    said, _, where = message.partition(" - at ")
    said = said[:1].lower() + said[1:]
    return f"{where.strip('`').removeprefix('$.')}: {said}" if where else said
