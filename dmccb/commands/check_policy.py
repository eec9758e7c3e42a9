"""Two snapshots -> whether the policy differs, and what is wrong with its version if it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from dmccb.commands.policies import JUDGING
from dmccb.policy.load import PROFILES, RULES
from dmccb.problems import Problem
from dmccb.records.kinds import Kinds
from dmccb.records.record import Collections, Record
from dmccb.repository.read import read_records
from dmccb.repository.refused import BASELINES, POLICY
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import Snapshot

NOTE = "note"
"""Control of a field that decides nothing."""

_HINT = "a policy that changes gets a higher version, so that nobody takes one for another"


def changes_policy(old: Snapshot, new: Snapshot, kinds: Kinds) -> bool:
    """Tell whether the files differ that hold a policy, or the seats that it asks.

    Parameters
    ----------
    old, new
        The two sides.
    kinds
        Their kinds.
    """
    folders = [kinds[name].folder for name in JUDGING if name in kinds]
    before, after = old.listing(None, folders), new.listing(None, folders)
    return before.files != after.files and any(
        path.startswith(f"{POLICY}/") for path in {*before.files, *after.files}
    )


class _Versioned(msgspec.Struct, frozen=True):
    """What is asked of a profile here."""

    version: int


class _Policy(NamedTuple):
    """A policy as far as its version goes: its profile, its version, and all that it says."""

    profile: Record
    version: int
    content: Mapping[tuple[str, str], Mapping[str, Any]]


def policy_version(old: Snapshot, new: Snapshot) -> list[Problem]:
    """Return what is wrong with the version of a policy after a change.

    Parameters
    ----------
    old, new
        The two sides.

    Raises
    ------
    RecordFileError
        If one of them cannot be read.
    """
    before, after = _read(old), _read(new)
    if before is None:
        return []
    if after is None:
        message = f"the policy {before.profile.id} is gone, or is one of several"
        return [Problem(path=f"{BASELINES}/{POLICY}", rule="policy-version", message=message)]
    if after.version < before.version:
        return [
            _problem(after.profile, f"version: {after.version} comes before {before.version}, which it was")
        ]
    if after.version == before.version and after.content != before.content:
        return [
            _problem(after.profile, f"version: the policy changed, and still has version {after.version}")
        ]
    return []


def _problem(profile: Record, message: str) -> Problem:
    return Problem(
        path=profile.path,
        line=profile.line,
        column=1,
        rule="policy-version",
        id=profile.id,
        message=message,
        hint=_HINT,
    )


def _read(snapshot: Snapshot) -> _Policy | None:
    """Return the policy of a snapshot; None where it has none, or two."""
    kinds = load_kinds(snapshot)
    records = read_records(snapshot, kinds, [PROFILES, RULES])
    profiles = list(records.get(PROFILES, {}).values())
    if len(profiles) != 1:
        return None
    try:
        version = msgspec.convert(dict(profiles[0].fields), _Versioned).version
    except msgspec.ValidationError:  # the schema says so
        return None
    return _Policy(profiles[0], version, _content(records, kinds))


def _content(records: Collections, kinds: Kinds) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what decides something in each record."""
    return {
        (name, key): _deciding(record, kinds, name)
        for name, held in records.items()
        for key, record in held.items()
    }


def _deciding(record: Record, kinds: Kinds, name: str) -> dict[str, Any]:
    fields = kinds[name].fields
    return {
        field: value
        for field, value in record.fields.items()
        if field not in fields or fields[field].control != NOTE
    }
