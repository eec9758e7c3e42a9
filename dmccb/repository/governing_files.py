"""Two snapshots -> the files that differ and say what records mean, or how a change is judged.

They are no records, and no change may slip through them: the schemas, the
settings, the workflows that run the judge, and the tests of the policy.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from dmccb.repository.files import MAX_TEXT_BYTES, NotAFileError, TooLargeError, read_bounded
from dmccb.repository.objects import FILE, FOLDER, SYMLINK, Entry, Objects
from dmccb.repository.refused import MAX_DEPTH
from dmccb.repository.snapshot import SCHEMAS, SETTINGS, Snapshot

FileChange = Literal["added", "removed", "changed"]

_GOVERNING: Mapping[str, tuple[str, ...]] = {
    SCHEMAS: (".json",),
    SETTINGS: ("",),
    ".github/workflows": (".yml", ".yaml"),
    "baselines/policy": (".test.yaml",),
}
"""Folder, or file -> how the names of the files end that count, at any depth below it."""

_SHA256 = 64
"""Digits of an object's name in a repository with SHA-256."""


class _Content(NamedTuple):
    """What is under a path: git's mode without the right to run it, and git's name of the content.

    Attributes
    ----------
    name
        Empty where the content cannot be known, so that it equals nothing.
    """

    mode: str
    name: str


def governing_files(old: Snapshot, new: Snapshot) -> tuple[tuple[str, FileChange], ...]:
    """Return the paths of these files, each with what happened to it, sorted.

    What is no file where one may be (a link, a submodule, a folder nested too
    deep) is told like a file, if it differs; what cannot be read never equals
    anything.

    Parameters
    ----------
    old, new
        The two sides.

    Raises
    ------
    RepositoryError
        If git does not have what a tree names.
    """
    before, after = dict(_found(old, new)), dict(_found(new, old))
    told = ((path, _change(before.get(path), after.get(path))) for path in sorted({*before, *after}))
    return tuple((path, change) for path, change in told if change is not None)


def _change(before: _Content | None, after: _Content | None) -> FileChange | None:
    if before is None or after is None:
        return "added" if before is None else "removed"
    return None if before == after and before.name else "changed"


def _found(snapshot: Snapshot, other: Snapshot) -> Iterator[tuple[str, _Content]]:
    """Yield the files of a snapshot; those in trees that the other one has too may be left out."""
    if snapshot.top is not None:
        algorithm = "sha256" if len(other.commit) == _SHA256 else "sha1"
        yield from _in_folder(snapshot.top, algorithm)
    elif snapshot.objects is not None:
        theirs = _root(other.objects, other) if other.objects is not None else ""
        yield from _in_commit(snapshot.objects, snapshot, theirs)


def _root(objects: Objects, snapshot: Snapshot) -> str:
    """Return git's name of the tree of a commit."""
    found = objects.get(f"{snapshot.commit}^{{tree}}")
    return objects.need(found.oid if found else snapshot.commit, "tree", f"{snapshot.name}: its files").oid


def _in_commit(objects: Objects, snapshot: Snapshot, theirs: str) -> Iterator[tuple[str, _Content]]:
    todo = [("", _root(objects, snapshot), theirs)]
    while todo:
        prefix, tree, their_tree = todo.pop()
        if tree == their_tree:
            continue
        known = {entry.name: entry for entry in _entries(objects, their_tree)}
        for mode, name, oid in objects.tree(tree, f"{snapshot.name}:{prefix}"):
            path, their_entry = prefix + name, known.get(name)
            if mode == FOLDER and _leads(path) and path.count("/") < MAX_DEPTH:
                below = their_entry.oid if their_entry and their_entry.mode == FOLDER else ""
                todo.append((f"{path}/", oid, below))
            elif _counts(path, is_file=mode.startswith(FILE)):
                yield path, _Content(FILE if mode.startswith(FILE) else mode, oid)


def _in_folder(top: Path, algorithm: str) -> Iterator[tuple[str, _Content]]:
    todo = [""]
    while todo:
        prefix = todo.pop()
        try:
            with os.scandir(top / prefix) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            yield prefix.rstrip("/") or ".", _Content(FOLDER, "")
            continue
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False) and _leads(path) and path.count("/") < MAX_DEPTH:
                todo.append(f"{path}/")
            elif _counts(path, is_file=entry.is_file(follow_symlinks=False)):
                yield path, _content(top / path, algorithm)


def _entries(objects: Objects, tree: str) -> list[Entry]:
    """Return the entries of a tree of the other side, which its own git may have alone."""
    found = objects.get(tree) if tree else None
    return objects.tree(tree) if found is not None else []


def _leads(path: str) -> bool:
    """Tell whether a folder is one that holds such files, or on the way to it."""
    return any(
        path == place or path.startswith(f"{place}/") or place.startswith(f"{path}/") for place in _GOVERNING
    )


def _counts(path: str, *, is_file: bool) -> bool:
    """Tell whether a path is one of these files, or something else where one may be."""
    if not is_file:
        return _leads(path)
    return any(
        (path == place or path.startswith(f"{place}/")) and path.endswith(ends)
        for place, ends in _GOVERNING.items()
    )


def _content(path: Path, algorithm: str) -> _Content:
    """Return what is in a folder under a path, named as git would."""
    try:
        if path.is_symlink():
            return _Content(SYMLINK, _blob_name(os.fsencode(path.readlink()), algorithm))
        return _Content(FILE, _blob_name(read_bounded(path, MAX_TEXT_BYTES), algorithm))
    except (NotAFileError, TooLargeError, OSError):
        return _Content("", "")


def _blob_name(data: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
