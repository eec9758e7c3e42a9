"""Register × git -> the standing of every baseline: whether its content is where its name says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dmccb.errors import RefNotFoundError
from dmccb.record import Record
from dmccb.sources.git import Objects, Repository
from dmccb.sources.names import DigestMismatchError, locate, tagged, text

State = Literal["tagged", "untagged", "moved", "lost"]
"""The tag has the content; only some commit has it; the tag has other content; nothing has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A registered baseline, and where its content is.

    Attributes
    ----------
    entry
        The register's entry.
    tag
        Name of its tag, whether it is there or not.
    state
        See ``State``.
    commit
        The commit that has the content; empty where none was found.
    message, hint
        What is wrong, and what to do; empty where nothing is.
    """

    entry: Record
    tag: str
    state: State
    commit: str = ""
    message: str = ""
    hint: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the standing as JSON values."""
        return {
            "name": self.entry.id,
            **dict(self.entry.fields),
            "tag": self.tag,
            "state": self.state,
            "commit": self.commit or None,
            "message": self.message,
        }


def standing(repository: Repository, objects: Objects, entry: Record) -> Standing:
    """Return where the content of a registered baseline is."""
    tag = text(entry, "tag") or entry.id
    try:
        revision = tagged(repository, objects, entry)
        if revision is not None:
            return Standing(entry=entry, tag=tag, state="tagged", commit=revision.commit)
    except DigestMismatchError as error:
        return Standing(entry=entry, tag=tag, state="moved", message=error.message, hint=error.hint)
    try:
        found = locate(repository, objects, entry)
    except RefNotFoundError as error:
        return Standing(entry=entry, tag=tag, state="lost", message=error.message, hint=error.hint)
    return Standing(entry=entry, tag=tag, state="untagged", commit=found.commit)


def restore(repository: Repository, one: Standing) -> None:
    """Make the tag of a baseline whose content was found."""
    fields = [f"{name}: {value}" for name, value in one.entry.fields.items() if name != "tag"]
    repository.tag(one.tag, one.commit, f"Baseline {one.entry.id}\n\n" + "\n".join(fields))
