"""A git repository on this machine, read through the git program.

Objects come from one running ``git cat-file``, and ``git rev-list`` walks
history.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dmccb.errors import RefNotFoundError, RepositoryError
from dmccb.repository.objects import Objects
from dmccb.repository.program import environment, git_command


@dataclass(frozen=True)
class Repository:
    """A git repository on this machine.

    Attributes
    ----------
    root
        Top folder of its work tree (or the git folder, for a bare one).
    """

    root: Path

    @cached_property
    def git_dir(self) -> Path:
        """The folder in which git keeps its own things, common to all work trees."""
        return self.root / self.run("rev-parse", "--git-common-dir").strip()

    @property
    def bare(self) -> bool:
        """Whether it has no work tree."""
        return not (self.root / ".git").exists()

    @cached_property
    def shallow(self) -> bool:
        """Whether history was cut off when this clone was made."""
        return (self.git_dir / "shallow").exists()

    def objects(self) -> Objects:
        """Start reading objects."""
        return Objects(self.root)

    def run(self, *args: str, check: bool = True) -> str:
        """Run git and return what it printed.

        Raises
        ------
        RepositoryError
            If git says no; with its own words.
        """
        done = subprocess.run(
            git_command(self.root, *args),
            capture_output=True,
            env=environment(),
            check=False,
        )
        if check and done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
            raise RepositoryError(f"git {args[0]}: {said or 'failed'}")
        return done.stdout.decode("utf-8", "surrogateescape")

    def commit(self, revision: str, objects: Objects) -> str:
        """Return the commit that a revision names.

        Raises
        ------
        RefNotFoundError
            If there is none.
        """
        found = objects.get(f"{revision}^{{commit}}")
        if found is None:
            raise RefNotFoundError(f"cannot read {revision!r}: no such revision in {self.root.name}")
        return found.oid

    def history(self, commit: str, *paths: str) -> list[str]:
        """Return the commits up to ``commit`` that changed the paths, newest first."""
        return self.run("rev-list", "--topo-order", commit, "--", *paths).split()

    def touching(self, commit: str, text: str, *paths: str) -> list[str]:
        """Return the commits up to ``commit`` that added a text to the paths or removed it, newest first."""
        plainly = ("--no-textconv", "--no-ext-diff", "--no-show-signature", "--no-renames")
        said = self.run("log", "--topo-order", "--format=%H", *plainly, f"-S{text}", commit, "--", *paths)
        return said.split()

    def refs(self) -> list[str]:
        """Return the full names of branches, tags, and branches of other clones."""
        return self.run(
            "for-each-ref", "--format=%(refname)", "refs/heads", "refs/tags", "refs/remotes"
        ).splitlines()


def discover(start: Path) -> Repository | None:
    """Return the repository that holds a folder, or None.

    A bare one is known, as git knows it, by what its folder holds.

    Raises
    ------
    RepositoryError
        If it is a bare one among the files of another: it may have come with
        these, and its settings name commands that git would run.
    """
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return Repository(folder)
        if not _holds_git(folder):
            continue
        if folder.name == ".git":
            return Repository(folder.parent)
        around = next((outer for outer in folder.parents if (outer / ".git").exists()), None)
        if around is not None:
            raise RepositoryError(
                f"{folder} is a bare repository inside the repository {around}",
                "clone it somewhere else first",
            )
        return Repository(folder)
    return None


def _holds_git(folder: Path) -> bool:
    return (folder / "HEAD").is_file() and all((folder / name).is_dir() for name in ("objects", "refs"))
