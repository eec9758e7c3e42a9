"""Two lists or sets × the new IDs of records -> the members that came and that went.

Pure.
"""

from __future__ import annotations

from collections import Counter

from dmccb.records.canonical_json import canonical_json
from dmccb.records.field import Field
from dmccb.records.record import Value
from dmccb.records.references import NewIds, renumbered_member


def members_changed(
    spec: Field, old: Value | None, new: Value | None, new_ids: NewIds
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Return the members that came and that went; one that has a new ID did neither.

    Parameters
    ----------
    spec
        The field, a set or a list.
    old, new
        Its values; anything but a list has no members.
    new_ids
        The renumbered records, which members may refer to.
    """
    after = new if isinstance(new, list) else []
    before = old if isinstance(old, list) else []
    unmatched = Counter(map(_key, after))
    if new_ids:
        before = _unmatched(before, unmatched, spec, new_ids)
    removed = _unmatched(before, unmatched)
    added = []
    for member in reversed(after):
        if unmatched[_key(member)]:
            unmatched[_key(member)] -= 1
            added.append(member)
    return tuple(reversed(added)), tuple(removed)


def _unmatched(
    members: list[Value],
    others: Counter[str | bytes],
    spec: Field | None = None,
    new_ids: NewIds | None = None,
) -> list[Value]:
    """Return the members without a match among the others, and take the matches from these.

    With new IDs, only what a renumbered record became is a match.
    """
    out = []
    for member in members:
        sought = member
        if spec is not None and new_ids is not None:
            sought = renumbered_member(spec, member, new_ids)
            if sought == member:
                out.append(member)
                continue
        if others[_key(sought)]:
            others[_key(sought)] -= 1
        else:
            out.append(member)
    return out


def _key(member: Value) -> str | bytes:
    return member if isinstance(member, str) else canonical_json(member)
