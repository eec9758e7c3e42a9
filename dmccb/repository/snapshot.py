"""A revision, a folder, or the work tree -> the record files in it.

A snapshot lists files with a name for their content, so that equal files are
never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dmccb.problems import Problem, unreadable
from dmccb.records.guard import too_large
from dmccb.repository.beside import Beside, read_tree
from dmccb.repository.commit_date import commit_date
from dmccb.repository.files import MAX_TEXT_BYTES
from dmccb.repository.git import Repository
from dmccb.repository.objects import FILE, FOLDER, SUBMODULE, SYMLINK, Entry, Object, Objects, absent
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
    wanted,
)

SCHEMAS = "schemas"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """What files a snapshot has.

    Attributes
    ----------
    files
        Path relative to ``baselines`` -> name of the content: git's name of
        the blob.
    problems
        What is there but not read, such as symbolic links.
    """

    files: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Snapshot(Protocol):
    """What the comparison needs to know of one side.

    Attributes
    ----------
    name
        What the user called it.
    commit
        Full object name of the commit; empty for a folder.
    in_repository
        Whether it is a commit or the working tree of the repository in which
        the command runs, so that its register speaks of this repository's
        tags.
    """

    name: str
    commit: str
    in_repository: bool

    @property
    def top(self) -> Path | None:
        """Return the folder that holds ``baselines``; None for a commit."""

    @property
    def date(self) -> str:
        """Return the date of the commit, ISO 8601, in the committer's time zone; empty for a folder."""

    @property
    def objects(self) -> Objects | None:
        """The running reader of git that hands over its files; None for a folder."""

    def tree(self, folder: str = BASELINES) -> str:
        """Return git's name of a folder's tree; empty where git has none."""

    @property
    def has_baselines(self) -> bool:
        """Whether there is something called ``baselines``, readable or not."""

    def listing(self, other: Snapshot | None = None, within: Sequence[str] = ()) -> Listing:
        """Return the record files; those in trees that ``other`` has too may be left out.

        Parameters
        ----------
        other
            The snapshot that this one is compared with.
        within
            Only files that these folders hold (``milestones`` holds
            ``milestones.yaml`` too); all where empty.
        """

    def read(self, paths: Sequence[str], listing: Listing) -> Iterator[bytes]:
        """Yield the content of files, in order."""

    def schemas(self) -> list[tuple[str, str]]:
        """Return name and text of the schemas beside the baselines."""

    def settings(self) -> bytes | None:
        """Return the content of ``dmccb.toml`` beside the baselines; None where there is none."""

    def policy_tests(self) -> Beside:
        """Return the files that test the policy, by name."""

    def beside(self, folder: str) -> Beside:
        """Return the files of a flat folder beside the baselines, such as ``rfcs``."""


SETTINGS = "dmccb.toml"


class Revision:
    """The record files of a commit."""

    in_repository = True
    top = None

    def __init__(self, repository: Repository, objects: Objects, name: str, commit: str) -> None:
        self.repository, self.objects, self.name, self.commit = repository, objects, name, commit
        self._top: dict[str, Entry] | None = None

    def entry(self, name: str) -> Entry | None:
        """Return what the commit has at its top under a name; None where it has nothing.

        Raises
        ------
        RepositoryError
            If git does not have the commit's tree.
        """
        if self._top is None:
            what = f"{self.name}: its files"
            commit = self.objects.need(self.commit, "commit", self.name)
            tree = (commit.data or b"")[len("tree ") :].partition(b"\n")[0].decode("ascii")
            self._top = {entry.name: entry for entry in self.objects.tree(tree, what)}
        return self._top.get(name)

    @property
    def date(self) -> str:
        """The committer's date."""
        return commit_date(self.objects.need(self.commit, "commit", self.name).data or b"")

    @property
    def has_baselines(self) -> bool:
        """Whether there is something called ``baselines``, readable or not."""
        return self.entry(BASELINES) is not None

    def tree(self, folder: str = BASELINES) -> str:
        """Return git's name of a folder's tree; empty where there is no such folder."""
        found = self.entry(folder)
        return found.oid if found and found.mode == FOLDER else ""

    def listing(self, other: Snapshot | None = None, within: Sequence[str] = ()) -> Listing:
        """Return the record files, without those in trees equal to the other revision's."""
        theirs = other.tree() if other is not None else ""
        mine = self.tree()
        if not mine:
            return Listing(problems=_no_folder(self.entry(BASELINES)))
        return Listing() if mine == theirs else self._walk(mine, theirs, within)

    def _walk(self, mine: str, theirs: str, within: Sequence[str]) -> Listing:
        """List what is below a tree, without what is equal below the other side's."""
        out = Listing()
        todo = [("", mine, theirs)]
        while todo:
            prefix, tree, their_tree = todo.pop()
            if prefix.count("/") > MAX_DEPTH:
                out.problems.append(too_deep(f"{BASELINES}/{prefix[:-1]}"))
                continue
            known = self._by_name(their_tree, prefix)
            for entry in self._entries(tree, prefix):
                path, theirs_here = prefix + entry.name, known.get(entry.name)
                if theirs_here == entry or not wanted(path, within):
                    continue
                if entry.mode == FOLDER:
                    todo.append((f"{path}/", entry.oid, _folder_of(theirs_here)))
                elif (problem := _refused(f"{BASELINES}/{path}", entry, path in out.files)) is not None:
                    out.problems.append(problem)
                elif path.endswith(SUFFIXES) and not is_policy_test(path):
                    out.files[path] = entry.oid
        return out

    def _by_name(self, tree: str, prefix: str) -> dict[str, Entry]:
        """Return the entries of a tree, of which there may be none."""
        return {entry.name: entry for entry in self._entries(tree, prefix)} if tree else {}

    def _entries(self, tree: str, prefix: str) -> list[Entry]:
        return self.objects.tree(tree, f"{self.name}:{BASELINES}/{prefix}")

    def read(self, paths: Sequence[str], listing: Listing) -> Iterator[bytes]:
        """Yield the content of files, in order.

        Raises
        ------
        RepositoryError
            If git does not have one of them.
        """
        names = [listing.files[path] for path in paths]
        for path, found in zip(paths, self.objects.each(names), strict=True):
            yield content(path, found)

    def schemas(self) -> list[tuple[str, str]]:
        """Return the schemas of this commit."""
        tree = self.tree(SCHEMAS)
        entries = self.objects.tree(tree, f"{self.name}:{SCHEMAS}") if tree else []
        named = [(f"{SCHEMAS}/{entry.name}", entry) for entry in entries if entry.name.endswith(".json")]
        return [(path, self._text(path, entry).decode("utf-8", "replace")) for path, entry in named]

    def settings(self) -> bytes | None:
        """Return the content of ``dmccb.toml``; None where there is none."""
        entry = self.entry(SETTINGS)
        return self._text(SETTINGS, entry) if entry else None

    def policy_tests(self) -> Beside:
        """Return the files that test the policy, by name."""
        found = self._by_name(self.tree(), "").get(POLICY)
        if found is None or found.mode != FOLDER:
            return Beside()
        below = Entry(found.mode, f"{BASELINES}/{POLICY}", found.oid)
        return read_tree(self.objects, below, self.name, lambda name: is_policy_test(f"{POLICY}/{name}"))

    def beside(self, folder: str) -> Beside:
        """Return the files of a flat folder beside the baselines."""
        return read_tree(self.objects, self.entry(folder), self.name)

    def _text(self, path: str, entry: Entry) -> bytes:
        if not entry.mode.startswith(FILE):
            raise RefusedFileError(path, _NOT_A_FILE.get(entry.mode, "a damaged entry"))
        found = self.objects.need(entry.oid, "blob", f"{self.name}:{path}")
        if found.data is None or found.size > MAX_TEXT_BYTES:
            raise RefusedFileError(path, *large(found.size))
        return found.data


_NOT_A_FILE = {SYMLINK: "a symbolic link", FOLDER: "a folder", SUBMODULE: "a submodule"}


def _folder_of(entry: Entry | None) -> str:
    """Return the tree that an entry names; empty if it is not a folder."""
    return entry.oid if entry is not None and entry.mode == FOLDER else ""


def _no_folder(found: Entry | None) -> list[Problem]:
    """Return the problem of something called ``baselines`` that is not a folder."""
    if found is None:
        return []
    return [link(BASELINES) if found.mode == SYMLINK else not_a_folder(BASELINES)]


def _refused(path: str, entry: Entry, known: bool) -> Problem | None:
    """Return why an entry of a tree is not read; None where it is, or holds no records."""
    if entry.mode == SYMLINK:
        return link(path)
    if entry.mode == SUBMODULE:
        return submodule(path)
    if known:
        return other(path, "a second file of this name", "the commit is damaged: git fsck")
    return misnamed(path)


def content(path: str, found: Object | None) -> bytes:
    """Return the bytes of a record file that git handed over.

    Raises
    ------
    RepositoryError
        If git does not have it: what is missing is not empty.
    RecordFileError
        If it is too large to be read.
    """
    if found is None:
        raise absent(f"{BASELINES}/{path}")
    if found.data is None:
        raise unreadable([too_large(f"{BASELINES}/{path}", found.size)])
    return found.data
