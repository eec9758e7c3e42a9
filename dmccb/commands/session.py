"""What most commands begin with: the repository, its register, its kinds.

Git starts first; what is only needed then is imported while it does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dmccb.errors import RepositoryError, UsageError
from dmccb.repository.git import Repository, discover
from dmccb.repository.objects import Objects

if TYPE_CHECKING:
    from dmccb.records.kinds import Kinds
    from dmccb.repository.resolve import NameResolver, Resolved
    from dmccb.repository.snapshot import Folder, Snapshot


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
    """

    folder: Path
    repository: Repository | None
    objects: Objects | None

    @cached_property
    def root(self) -> Path:
        """Top of the work tree, or the folder itself outside of git."""
        return self.repository.root if self.repository else self.folder

    @cached_property
    def worktree(self) -> Folder:
        """The record files as they are now."""
        from dmccb.repository.snapshot import Folder

        return Folder(self.root, "working tree")

    @cached_property
    def kinds(self) -> Kinds:
        """The shipped kinds and those of the work tree."""
        from dmccb.repository import schemas as shipped

        return shipped.kinds(self.worktree)

    @cached_property
    def names(self) -> NameResolver:
        """Where names are looked up; the register is the work tree's, or that of HEAD."""
        from dmccb.repository.resolve import NameResolver, read_register

        return NameResolver(
            root=self.folder, repository=self.repository, register=read_register(self._registrar())
        )

    def _registrar(self) -> Snapshot:
        from dmccb.repository.snapshot import BASELINES, Revision

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
        from dmccb.repository.resolve import Resolved

        if name is None:
            if self.repository is not None and self.repository.bare:
                raise UsageError("a bare repository has no working tree", "name a baseline or a revision")
            return Resolved(snapshot=self.worktree)
        if not name:
            raise UsageError("a name is empty", "is a variable of your script not set?")
        return self.names.open(name, self.objects)

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
def session(folder: Path) -> Iterator[Session]:
    """Open a session in a folder, and end what it started."""
    repository = discover(folder)
    reader = repository.objects() if repository else None
    try:
        yield Session(folder, repository, reader)
    finally:
        if reader is not None:
            reader.close()
