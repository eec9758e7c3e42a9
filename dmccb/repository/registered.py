"""Register × git -> whether the content of a baseline is where its name says."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from dmccb.baseline.register import REGISTER, Register, tag_fault, tag_of, text
from dmccb.errors import DmccbError, RefNotFoundError
from dmccb.records.kinds import Kinds
from dmccb.records.record import Record
from dmccb.repository.digest_cache import DigestCache
from dmccb.repository.git import Repository
from dmccb.repository.objects import Objects
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.refused import BASELINES
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import SCHEMAS, Revision, Snapshot

REGISTER_FILE = f"{BASELINES}/{REGISTER}.yaml"

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class DigestMismatchError(DmccbError):
    """A tag whose content is not what the register records: one of the two is wrong.

    Attributes
    ----------
    found
        Digest of the tag's content.
    """

    def __init__(self, name: str, tag: str, recorded: str, found: str) -> None:
        super().__init__(
            f"the tag {tag!r} is not the baseline {name}: the register records {recorded}, "
            f"the tag's content has {found}",
            "'dmccb baselines' says which of the two was changed, where that can be told",
        )
        self.found = found


class ContentFinder(NamedTuple):
    """Finds the commits that have the content of registered baselines.

    Attributes
    ----------
    repository, objects
        Where, and the running reader of it.
    digests
        The digests of its commits.
    progress
        Told how far a search is.
    """

    repository: Repository
    objects: Objects
    digests: DigestCache
    progress: Progress = silent

    def tagged(self, entry: Record) -> Revision | None:
        """Return the commit that a baseline's tag names; None where there is no such tag.

        Raises
        ------
        DigestMismatchError
            If the tag's content is not that of the baseline.
        """
        tag, recorded = tag_of(entry), text(entry, "digest")
        if tag_fault(tag):  # git would take 'v1.5~3' for another commit
            return None
        found = self.objects.get(f"refs/tags/{tag}^{{commit}}")
        if found is None:
            return None
        revision = Revision(self.repository, self.objects, entry.id, found.oid)
        digest = self.digests.digest_of(revision)
        if digest != recorded:
            raise DigestMismatchError(entry.id, tag, recorded, digest)
        return revision

    def locate(self, entry: Record) -> Revision:
        """Return the commit whose content has the digest that the register records.

        Raises
        ------
        RefNotFoundError
            If no commit has it.

        Notes
        -----
        Content and entry usually share a commit, so the search begins where
        the entry came into the register and goes outwards from there.
        """
        recorded = text(entry, "digest")
        if (remembered := self._remembered(entry, recorded)) is not None:
            return remembered
        unread = 0
        order = self._candidates(recorded)
        for commit in self.progress(order, len(order), "searching"):
            revision = Revision(self.repository, self.objects, entry.id, commit)
            try:
                if self.digests.digest_of(revision) == recorded:
                    self.digests.remember(recorded, commit)
                    return revision
            except DmccbError:
                unread += 1
        hint = "is it on a branch that this clone does not have? git fetch --all --tags"
        if self.repository.shallow:
            hint = "this clone is shallow, and the commit may be cut off: git fetch --unshallow --tags"
        elif unread:
            hint = f"{unread} of {len(order)} commits cannot be read, and may be the one: git fsck"
        raise RefNotFoundError(f"no commit has the content of baseline {entry.id} ({recorded})", hint)

    def _remembered(self, entry: Record, recorded: str) -> Revision | None:
        """Return the commit that was found before, if it still has the content and is in HEAD's history."""
        commit = self.digests.commit_with(recorded)
        found = self.objects.get(f"{commit}^{{commit}}") if commit else None
        if found is None:
            return None
        revision = Revision(self.repository, self.objects, entry.id, found.oid)
        with contextlib.suppress(DmccbError):  # the search says better what is wrong
            beside = self.repository.run("rev-list", "--max-count=1", found.oid, "^HEAD")
            if not beside and self.digests.digest_of(revision) == recorded:
                return revision
        return None

    def _candidates(self, recorded: str) -> list[str]:
        """Return the commits that changed the content, those near the entry first."""
        if not DIGEST.fullmatch(recorded) or self.objects.get("HEAD^{commit}") is None:
            return []
        line = self.repository.history("HEAD", BASELINES, SCHEMAS)
        entered = self.registering(recorded)
        known = {commit: index for index, commit in enumerate(line)}
        return outwards(line, known.get(entered[-1], len(line)) if entered else len(line))

    def registering(self, digest: str) -> list[str]:
        """Return the commits that added a digest to the register or removed it, newest first."""
        return self.repository.touching("HEAD", digest, REGISTER_FILE, f"{BASELINES}/{REGISTER}")

    def content_of(self, entry: Record) -> Revision:
        """Return the commit that has the content of a registered baseline.

        Raises
        ------
        DigestMismatchError
            If its tag has other content.
        RefNotFoundError
            If no commit has it.
        """
        return self.tagged(entry) or self.locate(entry)


def outwards(line: Sequence[str], start: int) -> list[str]:
    """Return the members of a line, the nearest to a place first; of two as near, the later in the line.

    The line is newest first, and content is older than its entry if it is not
    in the same commit.
    """
    places = sorted(range(len(line)), key=lambda index: (abs(index - start), -index))
    return [line[index] for index in places]


def read_register(snapshot: Snapshot, kinds: Kinds | None = None) -> Register:
    """Return the register of a snapshot: name -> entry.

    Its kind is the one that comes with dmccb, whatever schemas the snapshot
    has.

    Raises
    ------
    RecordFileError
        If it cannot be read.
    """
    return read_records(snapshot, kinds or load_kinds(), [REGISTER]).get(REGISTER, {})
