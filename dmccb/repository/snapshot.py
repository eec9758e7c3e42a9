"""A revision, a folder, or the work tree -> the record files in it.

A snapshot lists files with a name for their content, so that equal files are
never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dmccb.problems import Problem, symlink, unreadable
from dmccb.records.guard import too_large
from dmccb.repository.git import Repository
from dmccb.repository.objects import FOLDER, SYMLINK, Object, Objects

BASELINES = "baselines"
SCHEMAS = "schemas"
SUFFIXES = (".yaml", ".yml")


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
    """What the comparison needs to know of one side."""

    name: str
    commit: str

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
        """Return name and text of the schemas that stand beside the baselines."""


class Revision:
    """The record files of a commit."""

    def __init__(self, repository: Repository, objects: Objects, name: str, commit: str) -> None:
        self.repository, self.objects, self.name, self.commit = repository, objects, name, commit

    def tree(self, folder: str = BASELINES) -> str:
        """Return git's name of a folder's tree; empty where there is no such folder."""
        found = self.objects.get(f"{self.commit}:{folder}")
        return found.oid if found and found.type == "tree" else ""

    def listing(self, other: Snapshot | None = None, within: Sequence[str] = ()) -> Listing:
        """Return the record files, without those in trees equal to the other revision's."""
        out = Listing()
        theirs = other.tree() if isinstance(other, Revision) else ""
        mine = self.tree()
        if not mine and self.objects.get(f"{self.commit}:{BASELINES}") is not None:
            out.problems.append(symlink(BASELINES, "what is no folder"))
        if mine and mine != theirs:
            self._walk(mine, theirs, "", out, within)
        return out

    def _walk(self, mine: str, theirs: str, prefix: str, out: Listing, within: Sequence[str]) -> None:
        known = {entry.name: entry for entry in self.objects.tree(theirs)} if theirs else {}
        for entry in self.objects.tree(mine):
            path = prefix + entry.name
            other = known.get(entry.name)
            if other == entry or not wanted(path, within):
                continue
            if entry.mode == FOLDER:
                below = other.oid if other and other.mode == FOLDER else ""
                self._walk(entry.oid, below, f"{path}/", out, within)
            elif entry.mode == SYMLINK:
                out.problems.append(symlink(f"{BASELINES}/{path}"))
            elif entry.mode.startswith("100") and path.endswith(SUFFIXES):
                out.files[path] = entry.oid

    def read(self, paths: Sequence[str], listing: Listing) -> Iterator[bytes]:
        """Yield the content of files, in order."""
        names = [listing.files[path] for path in paths]
        for path, found in zip(paths, self.objects.each(names), strict=True):
            yield content(path, found)

    def schemas(self) -> list[tuple[str, str]]:
        """Return the schemas of this commit."""
        tree = self.tree(SCHEMAS)
        wanted = [entry for entry in self.objects.tree(tree) if entry.name.endswith(".json")] if tree else []
        found = self.objects.each([entry.oid for entry in wanted])
        return [
            (f"{SCHEMAS}/{entry.name}", blob.data.decode("utf-8", "replace"))
            for entry, blob in zip(wanted, found, strict=True)
            if blob is not None and blob.data is not None
        ]


class EmptySnapshot:
    """What was there before the first commit."""

    name = "nothing"
    commit = ""

    def listing(
        self,
        other: Snapshot | None = None,  # noqa: ARG002 - the protocol's
        within: Sequence[str] = (),  # noqa: ARG002 - the protocol's
    ) -> Listing:
        """Return no files."""
        return Listing()

    def read(self, paths: Sequence[str], listing: Listing) -> Iterator[bytes]:  # noqa: ARG002 - the protocol's
        """Yield nothing."""
        return iter(())

    def schemas(self) -> list[tuple[str, str]]:
        """Return no schemas."""
        return []


def content(path: str, found: Object | None) -> bytes:
    """Return the bytes of a record file that git handed over.

    Raises
    ------
    RecordFileError
        If it is too large to be read.
    """
    if found is None or found.data is None:
        raise unreadable([too_large(f"{BASELINES}/{path}", found.size if found else 0)])
    return found.data


def wanted(path: str, within: Sequence[str]) -> bool:
    """Tell whether a path is in one of the folders or leads there; every path does, where none is named."""
    return not within or any(
        path.startswith((f"{folder}/", f"{folder}.")) or f"{folder}/".startswith(f"{path}/")
        for folder in within
    )
