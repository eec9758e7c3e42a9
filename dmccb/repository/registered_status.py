"""An entry of the register × git -> where its content is, and whether its tag or the entry was changed.

Whoever is told that a tag was moved deletes it.  So a tag is blamed only where
the entry is as HEAD has it, was never another one, and its content is in a
commit on which the tag can be made again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from dmccb.baseline.register import Register, tag_of, text
from dmccb.baseline.status import RegisteredStatus
from dmccb.errors import DmccbError, RefNotFoundError
from dmccb.records.record import Record
from dmccb.repository.registered import REGISTER_FILE, ContentFinder, DigestMismatchError, read_register
from dmccb.repository.snapshot import Revision


def registered_status(finder: ContentFinder, entry: Record) -> RegisteredStatus:
    """Return where the content of a registered baseline is.

    Parameters
    ----------
    finder
        Of the repository.
    entry
        An entry of the register, of any state.

    Raises
    ------
    RecordFileError
        If the records that the tag names cannot be read.
    """
    tag = tag_of(entry)
    try:
        revision = finder.tagged(entry)
    except DigestMismatchError as error:
        return _disagreement(finder, entry, error)
    if revision is not None:
        return RegisteredStatus(entry=entry, tag=tag, state="tagged", commit=revision.commit)
    try:
        found = finder.locate(entry)
    except RefNotFoundError as error:
        message, hint = _changed(entry, _register(finder, "HEAD"), "") or (error.message, error.hint)
        return RegisteredStatus(entry=entry, tag=tag, state="lost", message=message, hint=hint)
    return RegisteredStatus(entry=entry, tag=tag, state="untagged", commit=found.commit)


def _disagreement(finder: ContentFinder, entry: Record, error: DigestMismatchError) -> RegisteredStatus:
    """Return which of tag and entry was changed, where that can be told."""
    tag, head = tag_of(entry), _register(finder, "HEAD")
    said = _changed(entry, head, error.found) or _rewritten(finder, entry, error.found)
    if said:
        message, hint = said
        return RegisteredStatus(entry=entry, tag=tag, state="changed", message=message, hint=hint)
    if commit := _commit_to_tag(finder, entry, head):
        return RegisteredStatus(
            entry=entry,
            tag=tag,
            state="moved",
            message=error.message,
            hint=f"'git tag -d {tag}', then 'dmccb baselines restore' puts the tag on {commit[:10]}, "
            "which has the registered content",
        )
    return RegisteredStatus(entry=entry, tag=tag, state="unclear", message=error.message, hint=_UNCLEAR)


_UNCLEAR = (
    "either may be wrong, so keep both: "
    f"'git log -p -- {REGISTER_FILE}' shows where the entry comes from, 'git fetch --all' what others have"
)


def _changed(entry: Record, head: Register, found: str) -> tuple[str, str] | None:
    """Return message and hint where an entry is not that of HEAD; None where it is, or HEAD has none.

    Parameters
    ----------
    entry
        The entry.
    head
        The register of HEAD.
    found
        Digest of what its tag has; empty where there is no such tag.
    """
    committed = head.get(entry.id)
    if committed is None:
        return None
    message = _difference(entry, committed, found)
    path = entry.path or REGISTER_FILE
    hint = (
        f"'git diff HEAD -- {path}' shows the change; "
        f"'git checkout HEAD -- {path}' undoes all that is not committed in that file"
    )
    return (f"the register's entry of {entry.id} was changed: {message}", hint) if message else None


def _difference(entry: Record, committed: Record, found: str) -> str:
    """Return what an entry says of its content that HEAD's does not; empty where both say the same."""
    digest, tag = text(entry, "digest"), tag_of(entry)
    before, tag_before = text(committed, "digest"), tag_of(committed)
    if digest != before:
        agreeing = f", and so has the tag {tag!r}" if found == before else ""
        return f"it records {digest}, and HEAD has {before} there{agreeing}"
    if found and tag != tag_before:
        return f"it names the tag {tag!r}, which has other content, and HEAD names {tag_before!r}"
    return ""


def _rewritten(finder: ContentFinder, entry: Record, found: str) -> tuple[str, str] | None:
    """Return message and hint where a commit gave an entry another digest than the one its tag has."""
    if not any(text(register.get(entry.id), "digest") == found for register in _registers(finder, found)):
        return None
    message = (
        f"the register's entry of {entry.id} was changed: it once recorded {found}, "
        f"as the tag {tag_of(entry)!r} has, and records {text(entry, 'digest')} now"
    )
    hint = f"'git log -p -- {REGISTER_FILE}' shows the commit; a baseline does not change: restore its entry"
    return message, hint


def _registers(finder: ContentFinder, digest: str) -> Iterator[Register]:
    """Yield the registers of the commits that added a digest to the register, or removed it."""
    if finder.objects.get("HEAD^{commit}") is not None:
        for commit in finder.registering(digest):
            yield _register(finder, commit)


def _register(finder: ContentFinder, commit: str) -> Register:
    """Return the register of a commit; empty where it cannot be read, for then it bears nothing out."""
    found = finder.objects.get(f"{commit}^{{commit}}")
    if found is not None:
        with contextlib.suppress(DmccbError):
            return read_register(Revision(finder.repository, finder.objects, commit, found.oid))
    return {}


def _commit_to_tag(finder: ContentFinder, entry: Record, head: Register) -> str:
    """Return the commit that a tag should be on; empty where there is none, or the tag may be another's."""
    others = {tag_of(other) for name, other in head.items() if name != entry.id}
    if entry.id not in head or tag_of(entry) in others:
        return ""
    with contextlib.suppress(RefNotFoundError):
        return finder.locate(entry).commit
    return ""
