"""A folder -> the record files in it as they are now."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from dmccb.problems import Problem, unreadable
from dmccb.records.guard import MAX_BYTES, too_large
from dmccb.repository.beside import Beside, is_hidden, no_file
from dmccb.repository.files import MAX_TEXT_BYTES, NotAFileError, TooLargeError, read_bounded
from dmccb.repository.refused import (
    BASELINES,
    MAX_DEPTH,
    POLICY,
    SUFFIXES,
    RefusedFileError,
    is_policy_test,
    large,
    link,
    misnamed,
    not_a_folder,
    other,
    submodule,
    too_deep,
    unreadable_file,
    wanted,
)
from dmccb.repository.snapshot import SCHEMAS, SETTINGS, Listing, Snapshot


class Folder:
    """The record files of a folder as they are now.

    Parameters
    ----------
    root
        A folder that holds ``baselines``, or is one.
    name
        What to call it.
    bare
        Whether it may be a ``baselines`` folder itself, as one that the user
        names; without, a folder that has none is empty.
    """

    commit = ""
    in_repository = False
    date = ""
    objects = None

    def __init__(self, root: Path, name: str, *, bare: bool = False) -> None:
        self.name = name
        self.root = root
        self.baselines = root / BASELINES if os.path.lexists(root / BASELINES) or not bare else root

    @property
    def top(self) -> Path:
        """The folder that holds ``baselines``."""
        return self.baselines.parent

    def tree(self, folder: str = BASELINES) -> str:  # noqa: ARG002 - the protocol's
        """Return no name: git has not seen the folder as it is now."""
        return ""

    @property
    def has_baselines(self) -> bool:
        """Whether there is something called ``baselines``, readable or not."""
        return os.path.lexists(self.baselines)

    def listing(
        self,
        other: Snapshot | None = None,  # noqa: ARG002 - the protocol's
        within: Sequence[str] = (),
    ) -> Listing:
        """Return the record files, each named as git would name its content."""
        out = Listing()
        todo = [""] if self.has_baselines else []
        while todo:
            prefix = todo.pop()
            try:
                entries = self._entries(prefix)
            except OSError as error:
                out.problems.append(unreadable_file(_shown(prefix), error))
                continue
            if (problem := self._not_entered(prefix, entries)) is not None:
                out.problems.append(problem)
                continue
            for entry in entries:
                path = prefix + entry.name
                if not wanted(path, within):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    todo.append(f"{path}/")
                else:
                    self._add(path, entry, out)
        return out

    def _entries(self, prefix: str) -> list[os.DirEntry[str]]:
        if not prefix and (self.baselines.is_symlink() or not self.baselines.is_dir()):
            return []
        with os.scandir(self.baselines / prefix) as found:
            return sorted(found, key=lambda entry: entry.name)

    def _not_entered(self, prefix: str, entries: Sequence[os.DirEntry[str]]) -> Problem | None:
        """Return why a folder is not looked into; None where it is."""
        if not prefix:
            return self._no_folder()
        if any(entry.name == ".git" for entry in entries):
            return submodule(_shown(prefix))
        return too_deep(_shown(prefix)) if prefix.count("/") > MAX_DEPTH else None

    def _no_folder(self) -> Problem | None:
        if self.baselines.is_symlink():
            return link(BASELINES)
        return None if self.baselines.is_dir() else not_a_folder(BASELINES)

    def _add(self, path: str, entry: os.DirEntry[str], out: Listing) -> None:
        """Add a file to a listing: its name, or why it is not read."""
        shown = f"{BASELINES}/{path}"
        problem = link(shown) if entry.is_symlink() else misnamed(shown)
        if problem is None and path.endswith(SUFFIXES) and not is_policy_test(path):
            data, problem = _bounded(self.baselines / path, shown)
            if problem is None:
                out.files[path] = blob_name(data)
        if problem is not None:
            out.problems.append(problem)

    def read(self, paths: Sequence[str], listing: Listing) -> Iterator[bytes]:  # noqa: ARG002 - the protocol's
        """Yield the content of files, in order.

        Raises
        ------
        RecordFileError
            If one was there when it was listed, and cannot be read any more.
        """
        for path in paths:
            data, problem = _bounded(self.baselines / path, f"{BASELINES}/{path}")
            if problem is not None:
                raise unreadable([problem])
            yield data

    def schemas(self) -> list[tuple[str, str]]:
        """Return the schemas beside the baselines.

        Raises
        ------
        RefusedFileError
            If one is a link, a pipe, or too large.
        """
        folder = self.baselines.parent / SCHEMAS
        if not folder.is_dir():
            return []
        return [
            (f"{SCHEMAS}/{file.name}", _text(file, f"{SCHEMAS}/{file.name}").decode("utf-8", "replace"))
            for file in sorted(folder.glob("*.json"))
        ]

    def settings(self) -> bytes | None:
        """Return the content of ``dmccb.toml``; None where there is none.

        Raises
        ------
        RefusedFileError
            If it is a link, a pipe, or too large.
        """
        file = self.baselines.parent / SETTINGS
        return _text(file, SETTINGS) if os.path.lexists(file) else None

    def policy_tests(self) -> Beside:
        """Return the files that test the policy, by name."""
        place = self.baselines / POLICY
        if place.is_symlink() or not place.is_dir():
            return Beside()
        shown = f"{BASELINES}/{POLICY}"
        try:
            with os.scandir(place) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            return Beside(problems=(unreadable_file(shown, error),))
        return _flat(shown, [entry for entry in entries if is_policy_test(f"{POLICY}/{entry.name}")])

    def beside(self, folder: str) -> Beside:
        """Return the files of a flat folder beside the baselines."""
        place = self.baselines.parent / folder
        if place.is_symlink():
            return Beside(problems=(link(folder),))
        if not place.is_dir():
            return Beside(problems=(not_a_folder(folder),)) if place.exists() else Beside()
        try:
            with os.scandir(place) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            return Beside(problems=(unreadable_file(folder, error),))
        if any(entry.name == ".git" for entry in entries):
            return Beside(problems=(no_file(folder, "a submodule"),))
        return _flat(folder, entries)


def _shown(prefix: str) -> str:
    return f"{BASELINES}/{prefix}".rstrip("/")


def _flat(folder: str, entries: Sequence[os.DirEntry[str]]) -> Beside:
    """Return the files of a folder in which there should be nothing else."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for entry in entries:
        path = f"{folder}/{entry.name}"
        data, problem = b"", None
        if entry.is_symlink():
            problem = link(path)
        elif entry.is_dir(follow_symlinks=False):
            problem = no_file(path, "a folder")
        elif is_hidden(entry.name):
            continue
        else:
            data, problem = _bounded(Path(entry.path), path)
        if problem is None:
            files[entry.name] = data
        else:
            problems.append(problem)
    return Beside(files=files, problems=tuple(problems))


def _bounded(file: Path, shown: str) -> tuple[bytes, Problem | None]:
    """Return the content of a record file, or why it is not read."""
    try:
        return read_bounded(file, MAX_BYTES), None
    except NotAFileError as error:
        return b"", other(shown, str(error))
    except TooLargeError as error:
        return b"", too_large(shown, error.size)
    except OSError as error:
        return b"", unreadable_file(shown, error)


def _text(file: Path, shown: str) -> bytes:
    """Return the content of a schema or of the settings."""
    try:
        return read_bounded(file, MAX_TEXT_BYTES)
    except NotAFileError as error:
        raise RefusedFileError(shown, str(error)) from None
    except TooLargeError as error:
        raise RefusedFileError(shown, *large(error.size)) from None


def blob_name(data: bytes) -> str:
    """Return the name that git gives to content (SHA-1)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
