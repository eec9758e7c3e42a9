"""Records of a policy and of an organization -> Policy, and what is wrong with it.

Pure.  Loading is strict: a rule that means nothing, that nobody uses or that
nobody can ever satisfy is an error, not a rule that is quietly left out.  The
schema has been obeyed before (``checks``); this asks what no schema can say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from dmccb.checks.finding import Finding
from dmccb.policy.asked import Asked, vacant_seats
from dmccb.policy.findings import policy_findings
from dmccb.policy.organization import organization_of
from dmccb.policy.roster_findings import roster_findings
from dmccb.policy.rules import Policy, Rule
from dmccb.records.record import Collections, Record

RULES = "rules"
PROFILES = "profiles"


class Loaded(NamedTuple):
    """A policy, or why there is none.

    Attributes
    ----------
    policy
        The policy; None where a finding forbids to judge by it.
    findings
        What is wrong with it; vacant seats are warnings.
    missing
        Why there is nothing to find anything in; empty where there is.
    """

    policy: Policy | None
    findings: tuple[Finding, ...] = ()
    missing: str = ""


def load_policy(collections: Collections, as_of: date) -> Loaded:
    """Make a policy of records that obey their schemas.

    Parameters
    ----------
    collections
        Rules and profiles, and the roles, persons and boards that they name.
    as_of
        The day on which seats are vacant or not.
    """
    rules, profiles = collections.get(RULES, {}), collections.get(PROFILES, {})
    if not rules:
        return Loaded(None, missing="there are no rules in baselines/policy")
    if not profiles:
        return Loaded(
            None, missing="there is no profile in baselines/policy (its version, and what approved it)"
        )
    profile, *others = profiles.values()
    found = [_second(record, profile) for record in others]
    read: dict[str, Rule] = {}
    for key, record in rules.items():
        try:
            read[key] = _rule(record)
        except msgspec.ValidationError as error:
            found.append(_unreadable(record, error))
    if len(read) < len(rules):
        return Loaded(None, tuple(found))
    policy = _policy(profile, read)
    asked = Asked(policy, rules, profile, organization_of(collections))
    found += policy_findings(asked)
    found += roster_findings(collections)
    return Loaded(None if found else policy, (*found, *vacant_seats(asked, as_of)))


def _rule(record: Record) -> Rule:
    return msgspec.convert({**record.fields, "id": record.id}, Rule)


def _unreadable(record: Record, error: Exception) -> Finding:
    """Return the finding of a rule that a schema of the repository's own allows, and no policy can have."""
    said, _, where = str(error).partition(" - at ")
    name = where.strip("`$.").partition(".")[0].partition("[")[0]
    return Finding(
        rule="policy-option",
        record=record,
        at=(name,) if name in record.fields else (),
        message=f"{name}: {said[:1].lower()}{said[1:]}" if name else said[:1].lower() + said[1:],
        hint="the engine knows the words of the shipped schema: dmccb policy reference",
    )


def _policy(profile: Record, rules: Mapping[str, Rule]) -> Policy:
    fields = {name: value for name, value in profile.fields.items() if name != "comment"}
    return msgspec.convert({**fields, "name": profile.id, "rules": dict(sorted(rules.items()))}, Policy)


def _second(record: Record, first: Record) -> Finding:
    return Finding(
        rule="policy-twice",
        record=record,
        message=f"{record.id} is a second profile, beside {first.id}: a repository has one policy",
        hint="remove one of the two",
    )
