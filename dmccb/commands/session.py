"""What every command begins with: the repository, its register, its kinds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dmccb.baseline.register import by_date
from dmccb.errors import RepositoryError, UsageError
from dmccb.records.kinds import Kinds
from dmccb.repository.folder import Folder
from dmccb.repository.git import Repository, discover
from dmccb.repository.objects import Objects
from dmccb.repository.progress import Progress, silent
from dmccb.repository.resolve import NameResolver, Resolved, read_register
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import BASELINES, Revision, Snapshot


@dataclass(frozen=True)
class Session:
    """Where a command works.

    Attributes
    ----------
    folder
        The folder in which it was started.
    repository
        The repository around it; None outside of git.
    objects
        The running reader of git; None outside of git.
    progress
        Told how far a long reading is.
    """

    folder: Path
    repository: Repository | None
    objects: Objects | None
    progress: Progress = silent

    @cached_property
    def root(self) -> Path:
        """Top of the work tree, or the folder itself outside of git."""
        return self.repository.root if self.repository else self.folder

    @cached_property
    def worktree(self) -> Folder:
        """The record files as they are now."""
        return Folder(self.root, "working tree")

    @cached_property
    def kinds(self) -> Kinds:
        """The shipped kinds and those of the work tree."""
        return load_kinds(self.worktree)

    @cached_property
    def names(self) -> NameResolver:
        """Where names are looked up; the register is the work tree's, or that of HEAD."""
        return NameResolver(
            root=self.folder, repository=self.repository, register=read_register(self._registrar())
        )

    def _registrar(self) -> Snapshot:
        objects = self.objects
        bare = not (self.root / BASELINES).is_dir()
        if bare and self.repository is not None and objects is not None:
            head = objects.get("HEAD^{commit}")
            if head is not None:
                return Revision(self.repository, objects, "HEAD", head.oid)
        return self.worktree

    def open(self, name: str | None) -> Resolved:
        """Return what a name means; the work tree where there is none.

        Raises
        ------
        UsageError
            If it is empty, as an unset variable of a script is.
        """
        if name is None:
            if self.repository is not None and self.repository.bare:
                raise UsageError("a bare repository has no working tree", "name a baseline or a revision")
            return Resolved(snapshot=self.worktree)
        if not name:
            raise UsageError("a name is empty", "is a variable of your script not set?")
        return self.names.resolve(name, self.objects)

    def last_baseline(self) -> str:
        """Return the name of the newest baseline.

        Raises
        ------
        UsageError
            If there is none.
        """
        if order := by_date(self.names.register):
            return order[-1].id
        raise UsageError(
            "the register names no baseline to compare with",
            "say what to compare, as in: dmccb diff HEAD~1 HEAD",
        )

    def needs_objects(self) -> Objects:
        """Return the reader of git.

        Raises
        ------
        RepositoryError
            Outside of git.
        """
        if self.objects is None:
            raise RepositoryError(f"{self.folder} is not in a git repository", "git clone one, or git init")
        return self.objects

    def needs_repository(self) -> Repository:
        """Return the repository.

        Raises
        ------
        RepositoryError
            Outside of git.
        """
        if self.repository is None:
            raise RepositoryError(f"{self.folder} is not in a git repository", "git clone one, or git init")
        return self.repository


@contextlib.contextmanager
def session(folder: Path, progress: Progress = silent) -> Iterator[Session]:
    """Open a session in a folder, and end what it started."""
    repository = discover(folder)
    reader = repository.objects() if repository else None
    try:
        yield Session(folder, repository, reader, progress)
    finally:
        if reader is not None:
            reader.close()
