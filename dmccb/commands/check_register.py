"""Register × git -> findings about registered baselines that git does not bear out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from dmccb.baseline.register import REGISTER, Register, name_taken, tag_of, text
from dmccb.checks.finding import Finding
from dmccb.commands.check_policy import policy_version
from dmccb.errors import DmccbError, RecordFileError
from dmccb.problems import Problem
from dmccb.records.record import Record
from dmccb.repository.refused import BASELINES
from dmccb.repository.registered import DIGEST, ContentFinder, read_register
from dmccb.repository.registered_status import registered_status
from dmccb.repository.settings import Settings, changed_settings, read_settings
from dmccb.repository.snapshot import Snapshot

_OTHER_NAME = "names are like v1.6 or LDM-564/v1.6"


def name_findings(entries: Iterable[Record], refs: Sequence[str]) -> Iterator[Finding]:
    """Yield the entries of a register whose name cannot be a tag's, or means something else.

    Parameters
    ----------
    entries
        The register.
    refs
        Full names of the repository's branches and tags.
    """
    for entry in entries:
        if fault := name_taken(entry, refs):
            yield Finding(
                rule="register-name",
                record=entry,
                at=("tag",) if text(entry, "tag") and tag_of(entry) in fault else (),
                message=f"a baseline cannot be called {entry.id!r}: {fault}",
                hint=_OTHER_NAME,
            )


def register_findings(
    entries: Iterable[Record], finder: ContentFinder, here: Callable[[], str]
) -> Iterator[Finding]:
    """Yield the entries of a register whose content git does not have.

    Parameters
    ----------
    entries
        The register.
    finder
        Where to look.
    here
        Gives the digest of the records beside the register: an entry that is
        not committed yet belongs to them.
    """
    for entry in entries:
        recorded = text(entry, "digest")
        if not DIGEST.fullmatch(recorded):
            continue  # the schema says so
        try:
            found = registered_status(finder, entry)
            state, message, hint = found.state, found.message, found.hint
        except DmccbError as error:  # a tag whose records cannot be read
            state, message, hint = "lost", error.message.partition("\n")[0], error.hint
        if state in {"moved", "changed", "unclear"} or (state == "lost" and here() != recorded):
            yield Finding(
                rule="register-digest", record=entry, at=("digest",), message=f"digest: {message}", hint=hint
            )


def rewritten(old: Register, new: Register) -> list[Problem]:
    """Return a finding for each entry that was in the old register and is another now, or gone.

    Parameters
    ----------
    old, new
        The register on both sides.
    """
    out = []
    for name in sorted(old):
        now = new.get(name)
        if now == old[name]:
            continue
        parts = _differing(old[name], now) if now else []
        out.append(
            Problem(
                path=now.path if now else f"{BASELINES}/{REGISTER}.yaml",
                line=now.line if now else 0,
                column=1 if now else 0,
                rule="baseline-rewritten",
                id=name,
                message=f"the registered baseline was changed: {', '.join(parts)}"
                if now
                else "the registered baseline was removed",
                hint="a baseline does not change: restore its entry, and register another one",
            )
        )
    return out


def _differing(old: Record, new: Record) -> list[str]:
    names = sorted(old.fields.keys() | new.fields.keys())
    return [name for name in names if old.fields.get(name) != new.fields.get(name)]


def changes_of_judge(old: Snapshot, new: Snapshot, settings: Settings) -> list[Problem]:
    """Return what a change does to what it is judged by: settings, policy, and the registered baselines."""
    problems = changed_settings(settings, read_settings(new))
    registered = read_register(old)
    with contextlib.suppress(RecordFileError):  # could be read before: that it cannot any more is a finding
        problems += rewritten(registered, read_register(new))
        problems += policy_version(old, new)
    return problems
