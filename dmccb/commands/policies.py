"""A snapshot, a shipped policy or a folder -> Policy, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dmccb.checks.locate import Places
from dmccb.checks.record_file import FileRead, Reader
from dmccb.checks.rules import RULES as SEVERITY_OF
from dmccb.commands.session import session
from dmccb.errors import DmccbError
from dmccb.policy.load import PROFILES, RULES, load_policy
from dmccb.policy.organization import SEATED
from dmccb.policy.rules import Policy
from dmccb.problems import Problem, by_importance, by_place
from dmccb.records.kinds import Kinds, kind_of
from dmccb.records.read import duplicate
from dmccb.records.record import Record
from dmccb.repository.refused import BASELINES
from dmccb.repository.schemas import is_shipped, load_kinds
from dmccb.repository.snapshot import Listing, Snapshot

JUDGING = (PROFILES, RULES, *SEATED)
"""The collections that a policy is made of."""


MAX_POLICY = 1 << 20
"""Bytes of the rules of a policy, at most: LDM-294's have 30,000."""


class PolicyError(DmccbError):
    """A policy that nothing can be judged by."""


class PolicyRead(NamedTuple):
    """A policy as its files have it.

    Attributes
    ----------
    policy
        The policy; None where a problem forbids to judge by it.
    problems
        What is wrong with it, errors first; vacant seats are warnings.
    records
        The records that it was made of, by collection.
    """

    policy: Policy | None
    problems: tuple[Problem, ...]
    records: dict[str, dict[str, Record]]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What forbids to judge by it."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def read_policy(snapshot: Snapshot, as_of: date, kinds: Kinds | None = None) -> PolicyRead:
    """Return the policy of a snapshot, whatever is wrong with it.

    Parameters
    ----------
    snapshot
        Where it is.
    as_of
        The day on which seats are vacant or not.
    kinds
        The kinds of its records; its own where None.
    """
    listing, files = _files(snapshot, kinds or load_kinds(snapshot))
    records, problems = _joined(files)
    places = Places({file.path: (file.kind, file.data) for file in files})
    problems += listing.problems
    problems += places.problems(finding for file in files for finding in file.findings)
    if any(problem.severity == "error" for problem in problems):
        return PolicyRead(None, tuple(by_importance(problems)), records)
    loaded = load_policy(records, as_of)
    problems += places.problems(loaded.findings)
    if loaded.missing:
        problems.append(policy_missing(loaded.missing))
    return PolicyRead(loaded.policy, tuple(by_importance(by_place(problems))), records)


def policy_problems(files: Iterable[FileRead], as_of: date) -> list[Problem]:
    """Return what makes no sense in the policy that some files hold, if they hold one that can be read.

    Parameters
    ----------
    files
        Every record file of a state, each judged by itself before.
    as_of
        The day on which seats are vacant or not.
    """
    judging = [file for file in files if file.kind.collection in JUDGING]
    records, problems = _joined(judging)
    rules = {finding.rule for file in judging for finding in file.findings}
    severities = {SEVERITY_OF[rule].severity for rule in rules} | {problem.severity for problem in problems}
    if "error" in severities or not (records.get(RULES) or records.get(PROFILES)):
        return []
    loaded = load_policy(records, as_of)
    found = Places({file.path: (file.kind, file.data) for file in judging}).problems(loaded.findings)
    return [*found, policy_missing(loaded.missing)] if loaded.missing else found


def policy_too_large(size: int) -> Problem:
    """Return the problem of a policy that nobody could read, nor the gate in a second."""
    return Problem(
        path=f"{BASELINES}/policy",
        rule="policy-too-large",
        message=f"the rules have {size:,} bytes (at most {MAX_POLICY:,})",
        hint="is it what its name says?",
    )


def policy_missing(why: str) -> Problem:
    """Return the problem of a state that has no policy, or half of one."""
    return Problem(
        path=f"{BASELINES}/policy",
        rule="policy-missing",
        message=why,
        hint="dmccb policy --profile minimal shows one to begin with",
    )


def _files(snapshot: Snapshot, kinds: Kinds) -> tuple[Listing, list[FileRead]]:
    """Return the files that hold a policy and its seats, read; none where the rules are too large."""
    listing = snapshot.listing(None, [kinds[name].folder for name in JUDGING])
    known = [(path, kind_of(kinds, path)) for path in listing.files]
    found = [(path, kind) for path, kind in known if kind is not None and kind.collection in JUDGING]
    texts = list(snapshot.read([path for path, _ in found], listing))
    pairs = list(zip(found, texts, strict=True))
    size = sum(len(data) for (_, kind), data in pairs if kind.collection in (RULES, PROFILES))
    if size > MAX_POLICY:
        listing.problems.append(policy_too_large(size))
        return listing, []
    return listing, [
        Reader(kind, shipped=is_shipped(kind)).read(f"{BASELINES}/{path}", data)
        for (path, kind), data in pairs
    ]


def _joined(files: Iterable[FileRead]) -> tuple[dict[str, dict[str, Record]], list[Problem]]:
    records: dict[str, dict[str, Record]] = {}
    problems: list[Problem] = []
    for file in files:
        problems += file.problems
        known = records.setdefault(file.kind.collection, {})
        for key, record in file.records.items():
            if known.setdefault(key, record) is not record:
                problems.append(duplicate(record, known[key]))
    return {name: dict(sorted(found.items())) for name, found in records.items()}, problems


def needs_policy(
    found: PolicyRead, where: str, hint: str = "dmccb policy says what is wrong with it"
) -> Policy:
    """Return the policy.

    Raises
    ------
    PolicyError
        If nothing can be judged by it, with everything that is wrong.
    """
    if found.policy is not None:
        return found.policy
    lines = "\n".join(f"{problem.place}: {problem.message}" for problem in found.errors)
    raise PolicyError(f"{where} has no policy to judge by:\n{lines}", hint)


def load_working_policy(folder: Path) -> Policy:
    """Return the policy of a working tree.

    Raises
    ------
    PolicyError
        If it cannot be loaded.
    """
    with session(folder) as here:
        return needs_policy(read_policy(here.worktree, date.min), "the working tree")
