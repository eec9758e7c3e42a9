"""Register × git -> findings for registered baselines that no tag and no commit bears out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from dmccb.baseline.register import text
from dmccb.checks.finding import Finding
from dmccb.errors import DmccbError
from dmccb.records.record import Record
from dmccb.repository.git import Repository
from dmccb.repository.objects import Objects
from dmccb.repository.registered import registered_status

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def register_findings(
    entries: Iterable[Record], repository: Repository, objects: Objects, here: Callable[[], str]
) -> Iterator[Finding]:
    """Yield the entries of a register whose content git does not have.

    Parameters
    ----------
    entries
        The register.
    repository, objects
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
            found = registered_status(repository, objects, entry)
            state, message, hint = found.state, found.message, found.hint
        except DmccbError as error:  # no commit yet, or one whose records cannot be read
            state, message, hint = "lost", error.message.partition("\n")[0], error.hint
        if state == "moved" or (state == "lost" and here() != recorded):
            yield Finding(
                rule="register-digest", record=entry, at=("digest",), message=f"digest: {message}", hint=hint
            )
