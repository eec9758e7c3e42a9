"""Git's object store, read through the git program.

Two commands answer everything: ``git cat-file --batch`` hands over commits,
trees and blobs by name through one pipe, and ``git rev-list`` walks history.
GitPython would do the same at five times the cost of starting git.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from dmccb.errors import RefNotFoundError, RepositoryError
from dmccb.split import MAX_BYTES

SYMLINK = "120000"
FOLDER = "40000"
_STEP = 1 << 20
_AT_ONCE = 512


class Object(NamedTuple):
    """One object of the store; ``data`` is None where it is larger than what is read."""

    oid: str
    type: str
    size: int
    data: bytes | None


class Entry(NamedTuple):
    """One entry of a tree: mode in octal, name, object name."""

    mode: str
    name: str
    oid: str


class Objects:
    """A running ``git cat-file --batch``.

    Parameters
    ----------
    root
        Any folder of the repository.
    """

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            ["git", "-C", os.fspath(root), "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("pipes were asked for")
        self._in: IO[bytes] = self._process.stdin
        self._out: IO[bytes] = self._process.stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        with contextlib.suppress(BrokenPipeError):
            self._in.close()
        self._out.close()
        self._process.wait()

    def get(self, name: str) -> Object | None:
        """Return one object by any name that git understands; None where there is none."""
        if "\n" in name or "\0" in name or not name:
            return None
        self.ask([name])
        return self.answer()

    def ask(self, names: Sequence[str]) -> None:
        """Ask for objects; each takes one ``answer``.  At most a few hundred at once."""
        try:
            self._in.write("".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape"))
            self._in.flush()
        except BrokenPipeError:
            raise RepositoryError("git stopped answering", "git fsck") from None

    def answer(self) -> Object | None:
        """Return the next object that was asked for."""
        header = self._out.readline()
        if not header:
            raise RepositoryError("git stopped answering", "git fsck")
        parts = header.decode("utf-8", "surrogateescape").rstrip("\n").rsplit(" ", 2)
        if len(parts) != 3 or not parts[2].isdigit():  # "NAME missing", "NAME ambiguous"
            return None
        oid, kind, size = parts[0], parts[1], int(parts[2])
        data = self._body(size, keep=size <= MAX_BYTES or kind != "blob")
        return Object(oid, kind, size, data)

    def _body(self, size: int, *, keep: bool) -> bytes | None:
        if keep:
            data = self._out.read(size + 1)
            if len(data) != size + 1:
                raise RepositoryError("git stopped answering", "git fsck")
            return data[:-1]
        left = size + 1
        while left > 0:
            left -= len(self._out.read(min(left, _STEP))) or left
        return None

    def each(self, names: Sequence[str]) -> Iterator[Object | None]:
        """Yield many objects, in order."""
        for start in range(0, len(names), _AT_ONCE):
            part = names[start : start + _AT_ONCE]
            self.ask(part)
            for _ in part:
                yield self.answer()

    def tree(self, oid: str) -> list[Entry]:
        """Return the entries of a tree."""
        found = self.get(oid)
        if found is None or found.type != "tree" or found.data is None:
            raise RepositoryError(f"cannot read the tree {oid}", "git fsck")
        return entries(found.data, len(oid) // 2)


def entries(data: bytes, width: int) -> list[Entry]:
    """Return the entries of a raw tree object.

    Parameters
    ----------
    data
        The object's content.
    width
        Bytes of an object name: 20 for SHA-1, 32 for SHA-256.
    """
    out = []
    at = 0
    while at < len(data):
        space, nul = data.index(b" ", at), data.index(b"\0", at)
        end = nul + 1 + width
        name = data[space + 1 : nul].decode("utf-8", "surrogateescape")
        out.append(Entry(data[at:space].decode("ascii"), name, data[nul + 1 : end].hex()))
        at = end
    return out


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
            ["git", "-C", os.fspath(self.root), *args],
            capture_output=True,
            env=_environment(),
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

    def tag(self, name: str, commit: str, message: str) -> None:
        """Make an annotated tag.

        Raises
        ------
        RepositoryError
            If git refuses, for instance since the tag is there.
        """
        self.run("tag", "--annotate", f"--message={message}", "--", name, commit)

    def names(self) -> list[str]:
        """Return the short names of branches and tags."""
        return self.run(
            "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"
        ).split()


def discover(start: Path) -> Repository | None:
    """Return the repository that holds a folder, or None."""
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return Repository(folder)
    return None


def _environment() -> dict[str, str]:
    """Return an environment in which git answers in English and asks nobody."""
    keep = {
        key: value
        for key, value in os.environ.items()
        if key not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
    }
    return keep | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
