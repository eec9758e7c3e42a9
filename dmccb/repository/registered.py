"""Register × git -> the registered_status of every baseline: whether its content is where its name says."""

from __future__ import annotations

from dmccb.baseline.status import RegisteredStatus
from dmccb.errors import RefNotFoundError
from dmccb.records.record import Record
from dmccb.repository.git import Repository
from dmccb.repository.objects import Objects
from dmccb.repository.resolve import DigestMismatchError, locate, tagged, text


def registered_status(repository: Repository, objects: Objects, entry: Record) -> RegisteredStatus:
    """Return where the content of a registered baseline is."""
    tag = text(entry, "tag") or entry.id
    try:
        revision = tagged(repository, objects, entry)
        if revision is not None:
            return RegisteredStatus(entry=entry, tag=tag, state="tagged", commit=revision.commit)
    except DigestMismatchError as error:
        return RegisteredStatus(entry=entry, tag=tag, state="moved", message=error.message, hint=error.hint)
    try:
        found = locate(repository, objects, entry)
    except RefNotFoundError as error:
        return RegisteredStatus(entry=entry, tag=tag, state="lost", message=error.message, hint=error.hint)
    return RegisteredStatus(entry=entry, tag=tag, state="untagged", commit=found.commit)


def restore(repository: Repository, one: RegisteredStatus) -> None:
    """Make the tag of a baseline whose content was found."""
    fields = [f"{name}: {value}" for name, value in one.entry.fields.items() if name != "tag"]
    repository.tag(one.tag, one.commit, f"Baseline {one.entry.id}\n\n" + "\n".join(fields))
