"""Register × git -> the registered_status of every baseline: whether its content is where its name says."""

from __future__ import annotations

from dmccb.baseline.register import REGISTER, tag_of, text
from dmccb.baseline.status import RegisteredStatus
from dmccb.errors import DmccbError, RefNotFoundError
from dmccb.records.record import Record
from dmccb.repository.digest_cache import digest_of
from dmccb.repository.git import Repository
from dmccb.repository.objects import Objects
from dmccb.repository.progress import Progress, silent
from dmccb.repository.snapshot import BASELINES, Revision


class DigestMismatchError(DmccbError):
    """A tag whose content is not that of the registered baseline."""

    def __init__(self, name: str, tag: str, recorded: str, found: str) -> None:
        super().__init__(
            f"the tag {tag!r} is not the baseline {name}: the register records {recorded}, "
            f"the tag's content has {found}",
            f"was the tag moved? 'git tag -d {tag}', then 'dmccb baselines restore'",
        )


def tagged(
    repository: Repository, objects: Objects, entry: Record, progress: Progress = silent
) -> Revision | None:
    """Return the commit that a baseline's tag names; None where there is no such tag.

    Raises
    ------
    DigestMismatchError
        If the tag's content is not that of the baseline.
    """
    tag, recorded = tag_of(entry), text(entry, "digest")
    found = objects.get(f"refs/tags/{tag}^{{commit}}")
    if found is None:
        return None
    revision = Revision(repository, objects, entry.id, found.oid)
    digest = digest_of(revision, progress)
    if digest != recorded:
        raise DigestMismatchError(entry.id, tag, recorded, digest)
    return revision


def locate(repository: Repository, objects: Objects, entry: Record, progress: Progress = silent) -> Revision:
    """Return the commit whose content has the digest that the register records.

    Notes
    -----
    The commit that brought the entry into the register is looked at first:
    content and entry usually share it.  Then every commit that read_changed the
    baselines, the oldest first.
    """
    recorded = text(entry, "digest")
    seen: set[str] = set()
    for path in (f"{BASELINES}/{REGISTER}.yaml", BASELINES):
        for commit in reversed(repository.history("HEAD", path)):
            revision = Revision(repository, objects, entry.id, commit)
            if commit in seen or (path != BASELINES and recorded not in _register_text(revision)):
                continue
            seen.add(commit)
            if _has(revision, recorded, progress):
                return revision
    hint = "is it on a branch that this clone does not have? git fetch --all --tags"
    if repository.shallow:
        hint = "this clone is shallow, and the commit may be cut off: git fetch --unshallow --tags"
    raise RefNotFoundError(f"no commit has the content of baseline {entry.id} ({recorded})", hint)


def _has(revision: Revision, recorded: str, progress: Progress) -> bool:
    try:
        return digest_of(revision, progress) == recorded
    except DmccbError:
        return False  # a commit whose records cannot be read is not the one


def _register_text(revision: Revision) -> str:
    found = revision.objects.get(f"{revision.commit}:{BASELINES}/{REGISTER}.yaml")
    return found.data.decode("utf-8", "replace") if found and found.data else ""


def content_of(
    repository: Repository, objects: Objects, entry: Record, progress: Progress = silent
) -> Revision:
    """Return the commit that has the content of a registered baseline.

    Raises
    ------
    DigestMismatchError
        If its tag has other content.
    RefNotFoundError
        If no commit has it.
    """
    return tagged(repository, objects, entry, progress) or locate(repository, objects, entry, progress)


def registered_status(repository: Repository, objects: Objects, entry: Record) -> RegisteredStatus:
    """Return where the content of a registered baseline is."""
    tag = tag_of(entry)
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


def make_tag(repository: Repository, one: RegisteredStatus) -> None:
    """Make the tag of a baseline whose content was found."""
    fields = [f"{name}: {value}" for name, value in one.entry.fields.items() if name != "tag"]
    repository.tag(one.tag, one.commit, f"Baseline {one.entry.id}\n\n" + "\n".join(fields))
