"""What a user calls a baseline -> the snapshot that it means.

A name is looked for in the register first, then among git's revisions, then
among folders; ``./v1.4`` is always a folder.  A registered baseline is
verified: its tag, or the commit found for it, has the digest of the register.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dmccb.baseline.register import REGISTER, Register, entry_named, text
from dmccb.errors import RefNotFoundError
from dmccb.records.kinds import Kinds
from dmccb.records.record import Record
from dmccb.repository.folder import Folder
from dmccb.repository.git import Repository
from dmccb.repository.objects import Objects
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.registered import content_of
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import BASELINES, Revision, Snapshot


class Resolved(NamedTuple):
    """A snapshot, and the register's entry where it is a registered baseline."""

    snapshot: Snapshot
    entry: Record | None = None

    @property
    def digest(self) -> str:
        """The digest that the register records, or empty."""
        return text(self.entry, "digest")


class NameResolver(NamedTuple):
    """Where names are looked up.

    Attributes
    ----------
    root
        Folder that relative folder names begin at.
    repository
        None outside of git: then only folders have a meaning.
    register
        Name -> entry.
    progress
        Told how far a search for lost content is.
    """

    root: Path
    repository: Repository | None
    register: Register
    progress: Progress = silent

    def resolve(self, name: str, objects: Objects | None) -> Resolved:
        """Return what a name means.

        Raises
        ------
        RefNotFoundError
            If it means nothing; the nearest names are the hint.
        AmbiguousNameError
            If it means several baselines.
        DigestMismatchError
            If a tag is not what the register says.
        """
        if name.startswith((".", "/")) and (self.root / name).is_dir():
            return Resolved(snapshot=self._folder(name))
        entry = entry_named(self.register, name)
        if self.repository is not None and objects is not None:
            if entry is not None:
                found = content_of(self.repository, objects, entry, self.progress)
                return Resolved(snapshot=found, entry=entry)
            try:
                commit = self.repository.commit(name, objects)
            except RefNotFoundError:
                commit = ""
            if commit:
                return Resolved(snapshot=Revision(self.repository, objects, name, commit))
        if (self.root / name).is_dir():
            return Resolved(snapshot=self._folder(name))
        raise self._unknown(name)

    def _folder(self, name: str) -> Folder:
        """Return a folder that holds ``baselines``, or is one."""
        folder = self.root / name
        inside = {path.name for path in folder.iterdir()}
        tops = {kind.folder.partition("/")[0] for kind in load_kinds().values()}
        if BASELINES not in {folder.name, *inside} and not inside & {*tops, *(f"{top}.yaml" for top in tops)}:
            raise RefNotFoundError(f"{name}: no folder '{BASELINES}' and no records in it")
        return Folder(folder, name, bare=True)

    def _unknown(self, name: str) -> RefNotFoundError:
        if self.repository is None:
            return RefNotFoundError(
                f"no folder {name!r}, and {self.root} is not in a git repository",
                "run it in a clone, or name two folders",
            )
        return RefNotFoundError(
            f"cannot read {name!r}: no baseline, revision or folder of that name",
            "; ".join(self._hints(name, self.repository)).replace("?; ", "? ") or "git fetch --tags",
        )

    def _hints(self, name: str, repository: Repository) -> Iterator[str]:
        import difflib

        known = sorted({*self.register, *repository.names()})
        old, dots, new = name.partition("..")
        if dots and old and new.strip("."):
            yield f"two sides are two words, as in: dmccb diff {old} {new.strip('.')}"
        elif near := difflib.get_close_matches(name, known, n=3, cutoff=0.5):
            yield f"did you mean {' or '.join(near)}?"
        elif self.register:
            yield f"baselines: {', '.join(sorted(self.register))}"
        if repository.shallow:
            yield "this clone is shallow: git fetch --unshallow --tags"
        elif not repository.run("rev-parse", "--verify", "--quiet", "HEAD", check=False):
            yield "this repository has no commit yet"


def read_register(snapshot: Snapshot, kinds: Kinds | None = None) -> Register:
    """Return the register of a snapshot: name -> entry.

    Raises
    ------
    RecordFileError
        If it cannot be read.
    """
    return read_records(snapshot, kinds or load_kinds(), [REGISTER]).get(REGISTER, {})
