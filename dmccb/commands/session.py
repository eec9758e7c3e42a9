"""What every command begins with: the repository, its register, its kinds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from dmccb.baseline.register import Register, by_date
from dmccb.errors import RepositoryError, UsageError
from dmccb.records.kinds import Kinds
from dmccb.repository.digest_cache import DigestCache
from dmccb.repository.git import Repository, discover
from dmccb.repository.objects import Objects
from dmccb.repository.progress import Progress, silent
from dmccb.repository.refused import BASELINES
from dmccb.repository.registered import ContentFinder, read_register
from dmccb.repository.resolve import NameResolver, Resolved, resolve_judge
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import Revision
from dmccb.repository.working_tree import WorkingTree

NO_BASELINES = (
    f"dmccb -C FOLDER … looks elsewhere; to start here, make {BASELINES}/ and put a record file in it "
    "(README, 'Start a repository of your own')"
)
"""What to do where there are no records."""


class Session:
    """Where a command works.

    Parameters
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

    def __init__(
        self,
        folder: Path,
        repository: Repository | None,
        objects: Objects | None,
        progress: Progress = silent,
    ) -> None:
        self.folder, self.repository, self.objects, self.progress = folder, repository, objects, progress

    @cached_property
    def root(self) -> Path:
        """Top of the work tree, or the folder itself outside of git."""
        return self.repository.root if self.repository else self.folder

    @cached_property
    def worktree(self) -> WorkingTree:
        """The record files as they are now."""
        return WorkingTree(self.root, self.repository)

    @cached_property
    def kinds(self) -> Kinds:
        """The shipped kinds and those of the work tree."""
        return load_kinds(self.worktree)

    @cached_property
    def finder(self) -> ContentFinder | None:
        """Finds the content of registered baselines; None outside of git."""
        if self.repository is None or self.objects is None:
            return None
        return ContentFinder(
            repository=self.repository,
            objects=self.objects,
            digests=DigestCache(self.repository, self.progress),
            progress=self.progress,
        )

    @cached_property
    def register(self) -> Register:
        """The register of the working tree, or of HEAD where there are no record files."""
        head = self._head
        return read_register(head if head is not None and not self.worktree.has_baselines else self.worktree)

    @cached_property
    def names(self) -> NameResolver:
        """Where names are looked up; what HEAD has registered keeps its meaning."""
        committed = read_register(self._head) if self._head is not None else {}
        return NameResolver(root=self.folder, finder=self.finder, register={**self.register, **committed})

    @cached_property
    def _head(self) -> Revision | None:
        found = self.objects.get("HEAD^{commit}") if self.objects is not None else None
        if found is None or self.repository is None or self.objects is None:
            return None
        return Revision(self.repository, self.objects, "HEAD", found.oid)

    def open(self, name: str | None) -> Resolved:
        """Return what a name means; the work tree where there is none.

        Raises
        ------
        UsageError
            If it is empty, as an unset variable of a script is.
        RepositoryError
            If it has no baselines.
        """
        if name is None:
            if self.repository is not None and self.repository.bare:
                raise UsageError("a bare repository has no working tree", "name a baseline or a revision")
            return self._with_baselines(Resolved(snapshot=self.worktree))
        return self._with_baselines(self.names.resolve(_named(name)))

    def open_judge(self, name: str) -> Resolved:
        """Return the state that a change is judged against: nothing in the change has a say in it.

        Raises
        ------
        UsageError, RepositoryError
            As for ``open``.
        """
        return self._with_baselines(resolve_judge(self.folder, self.finder, _named(name)))

    def _with_baselines(self, found: Resolved) -> Resolved:
        snapshot = found.snapshot
        if snapshot.has_baselines:
            return found
        if snapshot is self.worktree:
            raise RepositoryError(f"no folder {BASELINES!r} in {self.root}", NO_BASELINES)
        raise RepositoryError(
            f"{snapshot.name} has no folder {BASELINES!r}", "name a commit, tag or folder that has one"
        )

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

    def needs_finder(self) -> ContentFinder:
        """Return what finds the content of registered baselines.

        Raises
        ------
        RepositoryError
            Outside of git.
        """
        if self.finder is None:
            raise RepositoryError(f"{self.folder} is not in a git repository", "git clone one, or git init")
        return self.finder

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


def _named(name: str) -> str:
    if not name:
        raise UsageError("a name is empty", "is a variable of your script not set?")
    return name


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
