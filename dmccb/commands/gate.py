"""A file of facts × the policy -> the verdict, what would have to happen, and whether a stored one holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from dmccb.commands.policies import needs_policy, read_policy
from dmccb.commands.session import session
from dmccb.errors import DmccbError
from dmccb.policy.assume import assume
from dmccb.policy.basis import Basis, basis_of, differing
from dmccb.policy.evaluate import decide
from dmccb.policy.facts import Facts, FactsError, read_facts
from dmccb.policy.judged import Judged, Replayed
from dmccb.policy.rules import Policy
from dmccb.records.canonical_json import canonical_json
from dmccb.repository.files import MAX_TEXT_BYTES, NotAFileError, TooLargeError, read_bounded

if TYPE_CHECKING:
    from dmccb.policy.cheapest import Plan


class Question(NamedTuple):
    """What is asked of some facts.

    Attributes
    ----------
    at
        Name of the baseline or revision whose policy judges; None for the
        working tree.
    profile
        Name of a policy that ships, which judges instead; or empty.
    as_of
        The moment; that of the facts where None.
    assumptions
        What is assumed, in order.
    cheapest
        Whether to say what would have to happen for PASS.
    """

    at: str | None = None
    profile: str = ""
    as_of: datetime | None = None
    assumptions: Sequence[str] = ()
    cheapest: bool = False


def judge(folder: Path, file: Path, question: Question) -> Judged:
    """Return the verdict on a file of facts.

    Raises
    ------
    FactsError
        If the file cannot be read as facts.
    PolicyError
        If there is no policy to judge by.
    """
    facts = read_file(file)
    if question.as_of is not None:
        facts = replace(facts, as_of=question.as_of)
    facts = assume(facts, question.assumptions)
    policy = policy_for(folder, question, facts.as_of.date())
    return Judged(
        decision=decide(policy, facts),
        basis=basis_of(policy, facts),
        assumed=tuple(question.assumptions),
        remarks=tuple(_remarks(policy, facts)),
        plans=_plans(policy, facts) if question.cheapest else None,
    )


def _remarks(policy: Policy, facts: Facts) -> Iterator[str]:
    """Yield what is to be said where the facts name another policy than the one that judges."""
    named = facts.policy
    other_version = named.version is not None and named.version != policy.version
    if other_version or (named.digest and named.digest != policy.digest):
        version = f"version {named.version}, " if named.version is not None else ""
        digest = f"{named.digest[:19]}…" if named.digest else "no digest"
        yield f"the facts name another policy ({version}{digest}) than the one that judges here"


def _plans(policy: Policy, facts: Facts) -> tuple[Plan, ...]:
    from dmccb.policy.cheapest import cheapest

    return cheapest(policy, facts)


def policy_for(folder: Path, question: Question, as_of: date) -> Policy:
    """Return the policy that judges."""
    if question.profile:
        from dmccb.repository.policies import open_profile

        return needs_policy(
            read_policy(open_profile(question.profile), as_of), f"the profile {question.profile}"
        )
    with session(folder) as here:
        snapshot = here.open(question.at).snapshot
        return needs_policy(read_policy(snapshot, as_of), snapshot.name)


def read_file(file: Path) -> Facts:
    """Return the facts of a file.

    Raises
    ------
    FactsError
        If it cannot be read, or is not a file of facts.
    """
    return read_facts(_text(file), str(file))


def _text(file: Path) -> str:
    try:
        return read_bounded(file, MAX_TEXT_BYTES).decode("utf-8")
    except UnicodeDecodeError as error:
        raise FactsError(f"{file}: byte {error.start} is not UTF-8") from None
    except NotAFileError as error:
        raise FactsError(f"{file}: {error} is not read") from None
    except TooLargeError as error:
        raise FactsError(f"{file}: {error.size} bytes (at most {MAX_TEXT_BYTES})") from None


class ReplayError(DmccbError):
    """A stored decision that cannot be read."""


def replay(judged: Judged, file: Path) -> Replayed:
    """Compare a verdict with a stored one: the same bytes, or what differs.

    Raises
    ------
    ReplayError
        If the file is not a stored decision.
    """
    try:
        stored = json.loads(_text(file))
        basis = msgspec.convert(stored["basis"], Basis)
        verdict = str(stored["verdict"])
    except (ValueError, KeyError, TypeError, RecursionError, msgspec.ValidationError) as error:
        raise ReplayError(f"{file}: not a stored decision: {error}", "store one with --json") from None
    now = judged.as_json()
    same = canonical_json(stored) == canonical_json(now)
    return Replayed(judged.decision.verdict, verdict, same, tuple(differing(basis, judged.basis)))
