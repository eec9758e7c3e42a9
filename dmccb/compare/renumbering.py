"""Records that left × records that came -> the pairs that are one record under a new ID.

Pure.  Four kinds of evidence count, and the answer names which: one of the two
records lists the other's ID among its earlier ones; everything but the ID is
equal; the title is equal and the IDs differ only in leading zeros
(``LDM-503-8b``, ``LDM-503-08b``); or the record bears the ID of a record that
it refers to and that got a new ID, as a release does with its test milestone.
A title that is not unique among those that left or came is no evidence, and
neither is an earlier ID that two records claim.  Evidence holds in both
directions: back from the new baseline to the old one the pairs are the same,
turned round.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from dmccb.records.canonical_json import canonical_json
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.record import Collections, Record
from dmccb.records.references import references
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, ids, title

Pairs = dict[str, tuple[str, str]]
"""New ID -> (old ID, evidence)."""

Records = Mapping[str, Record]
"""ID -> record."""

Trait = Callable[[Kind, Record], str | bytes]
"""What two forms of one record share, and no other record has."""

# Text, compiled where it is first used: most runs never need it.
_LEADING_ZEROS = r"(?<![0-9])(?<![0-9]\.)0+(?=[0-9])"
"""Zeros that begin a number; those behind a decimal point do not: 1.05 is not 1.5."""

_PLACEHOLDER = (
    r"(?i)\W*(?:tb[acds]|to be (?:added|announced|confirmed|decided|defined|determined|specified)|"
    r"n/?a|none|todo|unknown|untitled)?\W*"
)
"""A title that says that there is none yet, so that equal ones mean nothing."""


def all_renumbered(old: Collections, new: Collections, kinds: Kinds) -> dict[str, Pairs]:
    """Return the renumbered records of every collection.

    Parameters
    ----------
    old, new
        The records of both baselines, or only those that differ.
    """
    differing = {
        name: (
            _differing(old.get(name, {}), new.get(name, {})),
            _differing(new.get(name, {}), old.get(name, {})),
        )
        for name in kinds
    }
    pairs = {name: _renumbered(kind, *differing[name]) for name, kind in kinds.items()}
    by_kind = {kind.name: pairs[name] for name, kind in kinds.items()}
    return {
        name: _with_namesakes(pairs[name], kind, differing[name], by_kind) for name, kind in kinds.items()
    }


def _differing(some: Records, other: Records) -> dict[str, Record]:
    """Return the records that the other side does not have as they are; what is equal was not renumbered."""
    return {key: record for key, record in some.items() if other.get(key) != record}


def _renumbered(kind: Kind, old: Records, new: Records) -> Pairs:
    pairs: Pairs = {}
    spec = field_with(kind, Role.FORMER_IDS)
    if spec is not None:
        stated = _settled(_stated(kind, old, new), old, new)
        pairs.update({now: (was, spec.name) for now, was in sorted(stated)})
    _match(pairs, kind, (old, new), _content, "equal title and content")
    _match(pairs, kind, (old, new), _title_and_number, "equal title, IDs equal but for leading zeros")
    return {key: pairs[key] for key in sorted(pairs)}


def _stated(kind: Kind, old: Records, new: Records) -> set[tuple[str, str]]:
    """Return new and old ID wherever one side says, and the other did not, that one became the other."""
    claims: set[tuple[str, str]] = set()
    for key in old.keys() | new.keys():
        before = set(ids(kind, old.get(key), Role.FORMER_IDS))
        after = set(ids(kind, new.get(key), Role.FORMER_IDS))
        claims.update((key, name) for name in after - before if name in old)
        claims.update((name, key) for name in before - after if name in new)
    return claims


def _settled(claims: set[tuple[str, str]], old: Records, new: Records) -> set[tuple[str, str]]:
    """Return the claims that can be true, where neither record has a second one."""
    claims = _possible(claims, old, new)
    news, olds = Counter(now for now, _ in claims), Counter(was for _, was in claims)
    return _possible({claim for claim in claims if news[claim[0]] == olds[claim[1]] == 1}, old, new)


def _possible(claims: set[tuple[str, str]], old: Records, new: Records) -> set[tuple[str, str]]:
    """Return the claims that leave no ID to two records, and no record without an ID.

    An ID that both sides have can be given to another record only where the
    record that had it got another one: A to B and B to C at once.
    """
    kept = set(claims)
    by_new: dict[str, set[tuple[str, str]]] = {}
    by_old: dict[str, set[tuple[str, str]]] = {}
    for claim in claims:
        by_new.setdefault(claim[0], set()).add(claim)
        by_old.setdefault(claim[1], set()).add(claim)
    unseen = list(claims)
    while unseen:
        claim = unseen.pop()
        now, was = claim
        free = now not in old or by_old.get(now)
        succeeded = was not in new or by_new.get(was)
        if claim not in kept or (free and succeeded):
            continue
        kept.discard(claim)
        by_new[now].discard(claim)
        by_old[was].discard(claim)
        if not by_new[now]:
            unseen.extend(by_old.get(now, ()))
        if not by_old[was]:
            unseen.extend(by_new.get(was, ()))
    return kept


def _match(pairs: Pairs, kind: Kind, sides: tuple[Records, Records], trait: Trait, evidence: str) -> None:
    """Add the pairs that share a trait which nothing else that left or came has."""
    old, new = sides
    used = {was for was, _ in pairs.values()}
    gone = [record for key, record in old.items() if key not in new and key not in used]
    come = [record for key, record in new.items() if key not in old and key not in pairs]
    if not gone or not come:
        return
    before, after = _unique(kind, trait, gone), _unique(kind, trait, come)
    for value in before.keys() & after.keys():
        pairs[after[value]] = (before[value], evidence)


def _unique(kind: Kind, trait: Trait, records: Iterable[Record]) -> dict[str | bytes, str]:
    """Return trait -> ID for the traits that exactly one record has."""
    found: dict[str | bytes, list[str]] = {}
    for record in records:
        if value := trait(kind, record):
            found.setdefault(value, []).append(record.id)
    return {value: keys[0] for value, keys in found.items() if len(keys) == 1}


def _content(kind: Kind, record: Record) -> bytes:
    """Return all that a record says but its earlier IDs; empty where its title says nothing."""
    if re.fullmatch(_PLACEHOLDER, title(kind, record)):
        return b""
    spec = field_with(kind, Role.FORMER_IDS)
    former = spec.name if spec else ""
    return canonical_json({name: value for name, value in record.fields.items() if name != former})


def _title_and_number(kind: Kind, record: Record) -> bytes:
    name = title(kind, record)
    return canonical_json([name, re.sub(_LEADING_ZEROS, "", record.id)]) if name else b""


def _with_namesakes(
    pairs: Pairs, kind: Kind, sides: tuple[Records, Records], by_kind: Mapping[str, Pairs]
) -> Pairs:
    """Add the records that bear the ID of a record they refer to, and follow it to its new ID."""
    old, new = sides
    used = {was for was, _ in pairs.values()}
    evidence: dict[tuple[str, str], str] = {}
    given = {key for found in by_kind.values() for key in found}
    for key in sorted(new.keys() & given - pairs.keys()):
        for ref in _namesakes(kind, new[key]):
            was, _ = by_kind.get(ref, {}).get(key, ("", ""))
            if was in old and was not in used and ref in _namesakes(kind, old[was]):
                evidence.setdefault((key, was), f"named for the {ref} {was}, which is now {key}")
    known = {(key, was) for key, (was, _) in pairs.items()}
    settled = _settled(known | evidence.keys(), old, new)
    return {**pairs, **{now: (was, evidence[now, was]) for now, was in sorted(settled - known)}}


def _namesakes(kind: Kind, record: Record) -> list[str]:
    """Return the kinds of the records whose ID this record shares and refers to."""
    return [spec.ref for _, spec, target in references(kind.fields, record.fields) if target == record.id]
