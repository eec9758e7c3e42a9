"""What most commands begin with: the repository, its register, its kinds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dmccb.errors import RepositoryError, UsageError
from dmccb.kinds import Kinds
from dmccb.sources import shipped
from dmccb.sources.git import Objects, Repository, discover
from dmccb.sources.names import Names, Opened, read_register
from dmccb.sources.snapshot import BASELINES, Folder, Revision, Snapshot


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
        One running reader of git for each side of a comparison.
    """

    folder: Path
    repository: Repository | None
    objects: tuple[Objects | None, Objects | None]

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
        return shipped.kinds(self.worktree)

    @cached_property
    def names(self) -> Names:
        """Where names are looked up; the register is the work tree's, or that of HEAD."""
        return Names(root=self.folder, repository=self.repository, register=read_register(self._registrar()))

    def _registrar(self) -> Snapshot:
        objects = self.objects[0]
        bare = not (self.root / BASELINES).is_dir()
        if bare and self.repository is not None and objects is not None:
            head = objects.get("HEAD^{commit}")
            if head is not None:
                return Revision(self.repository, objects, "HEAD", head.oid)
        return self.worktree

    def open(self, name: str, side: int = 0) -> Opened:
        """Return what a name means; the work tree where it is empty."""
        if not name:
            return Opened(snapshot=self.worktree)
        return self.names.open(name, self.objects[side])

    def last_baseline(self) -> str:
        """Return the name of the newest baseline.

        Raises
        ------
        UsageError
            If there is none.
        """
        if last := self.names.last():
            return last
        raise UsageError(
            "the register names no baseline to compare with",
            "say what to compare, as in: dmccb diff HEAD~1 HEAD",
        )

    def both_objects(self) -> tuple[Objects, Objects]:
        """Return the two readers of git.

        Raises
        ------
        RepositoryError
            Outside of git.
        """
        first, second = self.objects
        if first is None or second is None:
            raise RepositoryError(f"{self.folder} is not in a git repository", "git clone one, or git init")
        return first, second

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
def session(folder: Path) -> Iterator[Session]:
    """Open a session in a folder, and end what it started."""
    repository = discover(folder)
    objects = (repository.objects(), repository.objects()) if repository else (None, None)
    try:
        yield Session(folder, repository, objects)
    finally:
        for process in objects:
            if process is not None:
                process.close()
