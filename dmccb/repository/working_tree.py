"""The working tree of a repository -> the record files in it, and those that git left out of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from dmccb.errors import RepositoryError
from dmccb.records.kinds import RFCS
from dmccb.repository.beside import Beside
from dmccb.repository.folder import Folder
from dmccb.repository.git import Repository
from dmccb.repository.objects import SUBMODULE
from dmccb.repository.refused import BASELINES, POLICY, submodule, wanted
from dmccb.repository.snapshot import SCHEMAS, SETTINGS, Listing, Snapshot

_SKIPPED = "S"
"""How ``git ls-files -t`` marks what is left out."""


class WorkingTree(Folder):
    """The record files of the repository's own working tree.

    Parameters
    ----------
    root
        Its top.
    repository
        The repository; None outside of git.
    """

    date = ""

    def __init__(self, root: Path, repository: Repository | None = None) -> None:
        super().__init__(root, "working tree")
        self.repository = repository
        self.in_repository = repository is not None

    @cached_property
    def _index(self) -> Mapping[str, tuple[str, str]]:
        """Path -> git's mark and mode of what the index has there."""
        if self.repository is None or self.repository.bare:
            return {}
        said = self.repository.run(
            "ls-files", "-t", "--stage", "-z", "--", BASELINES, SCHEMAS, SETTINGS, RFCS
        )
        out = {}
        for row in filter(None, said.split("\0")):
            marked, _, path = row.partition("\t")
            mark, mode, *_ = marked.split(" ")
            out[path] = (mark, mode)
        return out

    def _left_out(self, folder: str, within: Sequence[str] = ()) -> list[str]:
        """Return what git has been told to leave out of the working tree: it is not deleted."""
        return [
            path
            for path, (mark, _) in self._index.items()
            if mark == _SKIPPED
            and path.startswith(folder)
            and wanted(path.removeprefix(f"{BASELINES}/"), within)
            and not os.path.lexists(self.root / path)
        ]

    def _refuse_sparse(self, folder: str, within: Sequence[str] = ()) -> None:
        if missing := self._left_out(folder, within):
            more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
            raise RepositoryError(
                f"{missing[0]}{more} is left out of the working tree: this is a sparse checkout",
                "git sparse-checkout disable",
            )

    @property
    def has_baselines(self) -> bool:
        """Whether there is something called ``baselines``, or should be."""
        return super().has_baselines or bool(self._left_out(f"{BASELINES}/"))

    def listing(self, other: Snapshot | None = None, within: Sequence[str] = ()) -> Listing:
        """Return the record files, each named as git would name its content.

        Raises
        ------
        RepositoryError
            If a sparse checkout leaves some of them out.
        """
        self._refuse_sparse(f"{BASELINES}/", within)
        out = super().listing(other, within)
        told = {problem.path for problem in out.problems}
        for path, (_, mode) in self._index.items():
            below = path.removeprefix(f"{BASELINES}/")
            if mode == SUBMODULE and below != path and wanted(below, within) and path not in told:
                out.problems.append(submodule(path))
        return out

    def schemas(self) -> list[tuple[str, str]]:
        """Return the schemas beside the baselines.

        Raises
        ------
        RepositoryError
            If a sparse checkout leaves some of them out.
        RefusedFileError
            If one is a link, a pipe, or too large.
        """
        self._refuse_sparse(f"{SCHEMAS}/")
        return super().schemas()

    def settings(self) -> bytes | None:
        """Return the content of ``dmccb.toml``; None where there is none.

        Raises
        ------
        RepositoryError
            If a sparse checkout leaves it out.
        RefusedFileError
            If it is a link, a pipe, or too large.
        """
        self._refuse_sparse(SETTINGS)
        return super().settings()

    def policy_tests(self) -> Beside:
        """Return the files that test the policy, by name.

        Raises
        ------
        RepositoryError
            If a sparse checkout leaves some of them out.
        """
        self._refuse_sparse(f"{BASELINES}/{POLICY}/")
        return super().policy_tests()

    def beside(self, folder: str) -> Beside:
        """Return the files of a flat folder beside the baselines.

        Raises
        ------
        RepositoryError
            If a sparse checkout leaves some of them out.
        """
        self._refuse_sparse(f"{folder}/")
        return super().beside(folder)
