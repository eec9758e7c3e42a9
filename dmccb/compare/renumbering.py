"""Records that left × records that came -> the pairs that are one record under a new ID.

Pure.  Four kinds of evidence count, and the answer names which: one of the two
records says so (``aka``); everything but the ID is equal; the title is equal
and the IDs differ only in leading zeros (``LDM-503-8b``, ``LDM-503-08b``); or
the record is named for another one that got a new ID, as a release is for its
test milestone.  A title that is not unique among those that left or came is no
evidence, and neither is an ID in the ``aka`` of two records.  Evidence holds
in both directions: back from the new baseline to the old one the pairs are the
same, turned round.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from dmccb.records.coerce import references
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.record import Collections, Record

Pairs = dict[str, tuple[str, str]]
"""New ID -> (old ID, evidence)."""

_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def all_renumbered(old: Collections, new: Collections, kinds: Kinds) -> dict[str, Pairs]:
    """Return the renumbered records of every collection.

    Parameters
    ----------
    old, new
        The records of both baselines, or only those that differ.
    """
    gone = {name: _only(records, new.get(name, {})) for name, records in old.items()}
    come = {name: _only(records, old.get(name, {})) for name, records in new.items()}
    pairs = {name: renumbered(gone.get(name, {}), come.get(name, {})) for name in kinds}
    by_kind = {kind.name: pairs[name] for name, kind in kinds.items()}
    for name, kind in kinds.items():
        _namesakes(pairs[name], kind, gone.get(name, {}), come.get(name, {}), by_kind)
    return pairs


def _only(some: Mapping[str, Record], other: Mapping[str, Record]) -> dict[str, Record]:
    return {key: record for key, record in some.items() if key not in other}


def _namesakes(
    pairs: Pairs,
    kind: Kind,
    gone: Mapping[str, Record],
    come: Mapping[str, Record],
    by_kind: Mapping[str, Pairs],
) -> None:
    """Add the records that bear the ID of a record they refer to, and follow it to its new ID."""
    used = {was for was, _ in pairs.values()}
    for key in sorted(come.keys() - pairs.keys()):
        for ref in _own_names(kind, come[key]):
            was, _ = by_kind.get(ref, {}).get(key, ("", ""))
            if was in gone and was not in used and ref in _own_names(kind, gone[was]):
                pairs[key] = (was, f"named for the {ref} {was}, which is now {key}")
                used.add(was)
                break


def _own_names(kind: Kind, record: Record) -> list[str]:
    """Return the kinds of the records whose ID this record shares and refers to."""
    return [spec.ref for _, spec, target in references(kind.fields, record.fields) if target == record.id]


def renumbered(gone: Mapping[str, Record], come: Mapping[str, Record]) -> Pairs:
    """Return which of the new records are old ones.

    Parameters
    ----------
    gone, come
        Records of one collection that are only in the old, and only in the
        new baseline, by ID.
    """
    pairs: Pairs = {}
    if not gone or not come:
        return pairs
    pairs.update({now: (was, "aka") for now, was in _said(gone, come)})
    _match(pairs, gone, come, _content, "equal title and content")
    _match(pairs, gone, come, _title_and_number, "equal title, IDs equal but for leading zeros")
    return {key: pairs[key] for key in sorted(pairs)}


def _said(gone: Mapping[str, Record], come: Mapping[str, Record]) -> list[tuple[str, str]]:
    """Return new and old ID where one names the other, and neither has a second claim."""
    claims = {(key, name) for key, record in come.items() for name in _aka(record) if name in gone}
    claims |= {(name, key) for key, record in gone.items() for name in _aka(record) if name in come}
    news, olds = Counter(now for now, _ in claims), Counter(was for _, was in claims)
    return sorted((now, was) for now, was in claims if news[now] == olds[was] == 1)


def _aka(record: Record) -> list[str]:
    aka = record.fields.get("aka", [])
    return [str(name) for name in aka] if isinstance(aka, list) else []


def _match(
    pairs: Pairs,
    gone: Mapping[str, Record],
    come: Mapping[str, Record],
    trait: Callable[[Record], str],
    evidence: str,
) -> None:
    """Add the pairs that share a trait which nothing else on either side has."""
    used = {was for was, _ in pairs.values()}
    old = _unique(trait, (record for key, record in gone.items() if key not in used))
    new = _unique(trait, (record for key, record in come.items() if key not in pairs))
    for value in old.keys() & new.keys():
        pairs[new[value]] = (old[value], evidence)


def _unique(trait: Callable[[Record], str], records: Iterable[Record]) -> dict[str, str]:
    """Return trait -> ID for the traits that exactly one record has."""
    found: dict[str, list[str]] = {}
    for record in records:
        if record.title:
            found.setdefault(trait(record), []).append(record.id)
    return {value: keys[0] for value, keys in found.items() if len(keys) == 1}


def _content(record: Record) -> str:
    fields = {name: value for name, value in record.fields.items() if name != "aka"}
    return json.dumps(fields, sort_keys=True, ensure_ascii=False)


def _title_and_number(record: Record) -> str:
    return json.dumps([record.title, _ZEROS.sub("", record.id)])
