"""A state, or a policy that comes with dmccb -> what its rules say; one rule; what its tests say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from dmccb.commands.find import RecordNotFoundError
from dmccb.commands.policies import needs_policy, read_policy
from dmccb.commands.session import session
from dmccb.errors import UsageError
from dmccb.policy.organization import organization_of
from dmccb.policy.policy_tests import RULE, PolicyCase, policy_cases
from dmccb.policy.shown import PolicyShown, RuleExplained
from dmccb.policy.tested import PolicyTested, run_policy_tests
from dmccb.problems import Problem
from dmccb.records.guard import MAX_BYTES
from dmccb.records.nearest import nearest, question
from dmccb.repository.files import NotAFileError, TooLargeError, read_bounded
from dmccb.repository.policies import open_profile
from dmccb.repository.refused import BASELINES, POLICY
from dmccb.repository.snapshot import Snapshot
from dmccb.rfc.roster import Organization

Answer = TypeVar("Answer")

_NEAR = 3
"""Rules that an unknown name may have meant, at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a policy is looked for.

    Attributes
    ----------
    at
        Name of the state; the working tree where None.
    profile
        Name of a policy that comes with dmccb, instead.
    """

    at: str | None = None
    profile: str | None = None


class PolicyTestsRun(NamedTuple):
    """What became of the tests of a policy, and what cannot be read of them."""

    tested: PolicyTested
    problems: tuple[Problem, ...]


def show_policy(folder: Path, source: Source, as_of: date) -> PolicyShown:
    """Return a policy as a reader is shown it, whatever is wrong with it.

    Parameters
    ----------
    folder
        Where the command was started.
    source
        Where the policy is.
    as_of
        The day on which seats are held.

    Raises
    ------
    UsageError
        If the source is two, or a profile that there is not.
    """
    return _with_snapshot(folder, source, lambda snapshot: _shown(snapshot, as_of))


def explain_rule(folder: Path, rule: str, source: Source, as_of: date) -> RuleExplained:
    """Return one rule as a reader is shown it.

    Parameters
    ----------
    rule
        Its ID.
    folder, source, as_of
        As for ``show_policy``.

    Raises
    ------
    RecordNotFoundError
        If the policy has no such rule.
    PolicyError
        If nothing can be judged by the policy.
    """

    def explained(snapshot: Snapshot) -> RuleExplained:
        policy = needs_policy(read_policy(snapshot, as_of), snapshot.name)
        if rule not in policy.rules:
            near = question([repr(one) for one in nearest(rule, sorted(policy.rules), most=_NEAR)])
            raise RecordNotFoundError(
                f"{policy.name} has no rule {rule!r}", near or "dmccb policy lists them"
            )
        return RuleExplained(_shown(snapshot, as_of), policy, policy.rules[rule])

    return _with_snapshot(folder, source, explained)


def run_tests(folder: Path, files: Sequence[Path], source: Source) -> PolicyTestsRun:
    """Run the tests of a policy: those beside it, or in some files.

    Parameters
    ----------
    files
        Files of tests; those beside the policy where empty.
    folder, source
        As for ``show_policy``.

    Raises
    ------
    PolicyError
        If nothing can be judged by the policy.
    UsageError
        If there is no test.
    """

    def run(snapshot: Snapshot) -> PolicyTestsRun:
        policy = needs_policy(read_policy(snapshot, date.min), snapshot.name)
        texts, problems = _given(folder, files) if files else _beside(snapshot)
        if not texts and not problems:
            hint = f"put one into {BASELINES}/{POLICY}/, such as routes.test.yaml, or name a file"
            raise UsageError(f"{policy.name} has no tests", hint)
        cases: list[PolicyCase] = []
        for path, data in texts.items():
            found = policy_cases(path, data)
            cases += found.cases
            problems += found.problems
        return PolicyTestsRun(run_policy_tests(policy, cases), tuple(problems))

    return _with_snapshot(folder, source, run)


def _given(folder: Path, files: Sequence[Path]) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the texts of some files, and why others cannot be read."""
    texts: dict[str, bytes] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            texts[str(file)] = read_bounded(folder / file, MAX_BYTES)
        except (NotAFileError, TooLargeError) as error:
            problems.append(Problem(path=str(file), rule=RULE, message=f"{error} is not read as a test"))
    return texts, problems


def _beside(snapshot: Snapshot) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the texts beside a policy."""
    found = snapshot.policy_tests()
    return {f"{BASELINES}/{POLICY}/{name}": data for name, data in found.files.items()}, list(found.problems)


def _shown(snapshot: Snapshot, as_of: date) -> PolicyShown:
    found = read_policy(snapshot, as_of)
    return PolicyShown(
        where=snapshot.name,
        policy=found.policy,
        organization=organization_of(found.records) if not found.errors else Organization(),
        as_of=as_of,
        problems=found.problems,
    )


def _with_snapshot(folder: Path, source: Source, ask: Callable[[Snapshot], Answer]) -> Answer:
    """Return what is answered of the state that holds a policy."""
    if source.profile is not None:
        if source.at is not None:
            raise UsageError("--at and --profile name two policies", "leave out one of them")
        return ask(open_profile(source.profile))
    with session(folder) as here:
        return ask(here.open(source.at).snapshot)
