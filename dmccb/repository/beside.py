"""A folder beside ``baselines``, in a commit -> the files in it, and what is there but not read.

Such a folder is flat, and nothing in it is passed over in silence: what is
missing is not empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from dmccb.problems import Problem
from dmccb.records.guard import MAX_BYTES, too_large
from dmccb.repository.objects import FILE, FOLDER, SUBMODULE, SYMLINK, Entry, Objects
from dmccb.repository.refused import link, not_a_folder, other

_DATA = (".yaml", ".yml", ".json")


class Beside(NamedTuple):
    """What a folder beside ``baselines`` holds.

    Attributes
    ----------
    files
        Name -> content, sorted by name.
    problems
        What is there and is not read.
    """

    files: Mapping[str, bytes] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()


def _every(name: str) -> bool:  # noqa: ARG001 - whatever it is
    return True


def read_tree(
    objects: Objects, found: Entry | None, what: str, only: Callable[[str], bool] = _every
) -> Beside:
    """Return the files of a folder of a commit.

    Parameters
    ----------
    objects
        The running reader of git.
    found
        What the commit has in the place of the folder; None where it has
        nothing.
    what
        The commit, for the errors.
    only
        Tells by its name whether an entry is looked at.

    Raises
    ------
    RepositoryError
        If git does not have one of the files.
    """
    if found is None:
        return Beside()
    if found.mode != FOLDER:
        return Beside(problems=(link(found.name) if found.mode == SYMLINK else not_a_folder(found.name),))
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for entry in filter(lambda one: only(one.name), objects.tree(found.oid, f"{what}:{found.name}")):
        path = f"{found.name}/{entry.name}"
        problem = _refused(path, entry, known=entry.name in seen)
        seen.add(entry.name)
        if problem is None and not is_hidden(entry.name):
            blob = objects.need(entry.oid, "blob", f"{what}:{path}")
            if blob.data is not None and blob.size <= MAX_BYTES:
                files[entry.name] = blob.data
                continue
            problem = too_large(path, blob.size)
        problems += [problem] if problem is not None else []
    return Beside(files=dict(sorted(files.items())), problems=tuple(sorted(problems)))


def is_hidden(name: str) -> bool:
    """Tell whether a file is one that only programs see, such as ``.gitkeep``, and holds no data."""
    return name.startswith(".") and not name.lower().endswith(_DATA)


def no_file(path: str, what: str) -> Problem:
    """Return the problem of a folder, or a submodule, where files should be."""
    return other(path, what, f"put its files into {path.partition('/')[0]}/ itself")


def _refused(path: str, entry: Entry, *, known: bool) -> Problem | None:
    """Return why an entry is not read; None where it is."""
    if entry.mode == SYMLINK:
        return link(path)
    if known:
        return other(path, "a second file of this name", "the commit is damaged: git fsck")
    if entry.mode in (FOLDER, SUBMODULE):
        return no_file(path, "a folder" if entry.mode == FOLDER else "a submodule")
    return None if entry.mode.startswith(FILE) else other(path, "a damaged entry", "git fsck")
