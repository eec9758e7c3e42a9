"""Git's object store, through one running ``git cat-file --batch``.

It hands over commits, trees and blobs by name through one pipe.  GitPython
would do the same at five times the cost of starting git.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from dmccb.errors import RepositoryError
from dmccb.records.guard import MAX_BYTES
from dmccb.repository.program import environment, git_command

FILE = "100"
"""How the mode of a file begins; the rest says who may run it."""

FOLDER = "40000"
SUBMODULE = "160000"
SYMLINK = "120000"
_STEP = 1 << 20
_AT_ONCE = 512
_PIPE = 1 << 20
"""Bytes that git may write ahead while we think, where the system lets us choose."""


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
        self._root = root
        self._process = subprocess.Popen(
            git_command(root, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("pipes were asked for")
        self._in: IO[bytes] = self._process.stdin
        self._out: IO[bytes] = self._process.stdout
        _widen(self._out.fileno())
        self._waiting = 0
        self._turn = 0

    def beside(self) -> Objects:
        """Start a second reader of the same repository."""
        return Objects(self._root)

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
        """Ask for objects; each takes one ``answer``.  At most a few hundred at once.

        Answers to an earlier question that nobody took are dropped, so that
        git has read all that was written to it before more is written.
        """
        while self._waiting:
            self.answer()
        self._waiting = len(names)
        self._turn += 1
        try:
            self._in.write("".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape"))
            self._in.flush()
        except BrokenPipeError:
            raise self._stopped() from None

    def answer(self) -> Object | None:
        """Return the next object that was asked for."""
        self._waiting -= 1
        header = self._out.readline()
        if not header:
            raise self._stopped()
        parts = header.decode("utf-8", "surrogateescape").rstrip("\n").rsplit(" ", 2)
        if len(parts) != 3 or not parts[2].isdigit():  # "NAME missing", "NAME ambiguous"
            return None
        oid, kind, size = parts[0], parts[1], int(parts[2])
        data = self._body(size, keep=size <= MAX_BYTES or kind != "blob")
        return Object(oid, kind, size, data)

    def _stopped(self) -> RepositoryError:
        """Return the error for a git that ended; it says why when it is asked alone."""
        asked = git_command(self._root, "rev-parse", "--git-dir")
        said = subprocess.run(asked, capture_output=True, env=environment(), check=False).stderr
        lines = said.decode("utf-8", "replace").strip().removeprefix("fatal: ").splitlines()
        hint = next((line.strip() for line in lines[1:] if line.strip().startswith("git ")), "git fsck")
        return RepositoryError(
            f"git stopped answering: {lines[0]}" if lines else "git stopped answering", hint
        )

    def _body(self, size: int, *, keep: bool) -> bytes | None:
        if keep:
            data = self._out.read(size)
            if len(data) != size or not self._out.read(1):
                raise self._stopped()
            return data
        left = size + 1
        while left > 0:
            left -= len(self._out.read(min(left, _STEP))) or left
        return None

    def each(self, names: Sequence[str]) -> Iterator[Object | None]:
        """Yield many objects, in order."""
        for start in range(0, len(names), _AT_ONCE):
            part = names[start : start + _AT_ONCE]
            self.ask(part)
            turn = self._turn
            for _ in part:
                if self._turn != turn:
                    raise AssertionError("something else was asked before the answers were taken")
                yield self.answer()

    def need(self, oid: str, kind: str, what: str) -> Object:
        """Return an object that another one names.

        Parameters
        ----------
        oid
            Its name.
        kind
            ``tree`` or ``blob``.
        what
            What it is to the user, for the error.

        Raises
        ------
        RepositoryError
            If the repository does not have it: what is missing is not empty.
        """
        found = self.get(oid)
        if found is None or found.type != kind:
            raise absent(what, oid)
        return found

    def tree(self, oid: str, what: str = "a folder") -> list[Entry]:
        """Return the entries of a tree.

        Raises
        ------
        RepositoryError
            If it is missing or damaged.
        """
        found = self.need(oid, "tree", what)
        try:
            return entries(found.data or b"", len(oid) // 2)
        except ValueError:
            raise RepositoryError(f"{what}: the tree {oid} is damaged", "git fsck") from None


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
        mode = data[at:space].decode("ascii").lstrip("0")  # some old programs wrote 040000
        out.append(Entry(mode, name, data[nul + 1 : end].hex()))
        at = end
    return out


def absent(what: str, oid: str = "") -> RepositoryError:
    """Return the error for an object that another one names, and that git does not have.

    Parameters
    ----------
    what
        What it is to the user: a commit, a file.
    oid
        Its name, where it is known.
    """
    named = f" {oid}" if oid else ""
    return RepositoryError(
        f"{what}: git does not have the object{named}",
        "a partial clone: git fetch --refetch --no-filter; any other: git fsck",
    )


def _widen(pipe: int) -> None:
    """Let a pipe hold more than the system's default (Linux)."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # more than this user may have
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
