"""A branch × the kinds -> the steps that touched each collection, and what each of them changed.

The cost follows the records asked for: only where the bytes of one of them
differ, the two states are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from dmccb.compare.change import Change
from dmccb.compare.compare import compare
from dmccb.errors import RecordFileError
from dmccb.records.kinds import Kind, Kinds, collections_by_kind, kind_of
from dmccb.repository.empty_snapshot import EmptySnapshot
from dmccb.repository.file_versions import Content, FileVersions
from dmccb.repository.git import Repository
from dmccb.repository.log import ChangedFile, Step, first_parents
from dmccb.repository.lookup import chunks_named
from dmccb.repository.objects import Objects
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_changed
from dmccb.repository.refused import BASELINES
from dmccb.repository.snapshot import Revision


class Follower(Protocol):
    """Whoever follows records from step to step."""

    def keys(self, step: int) -> Iterable[str]:
        """Return the IDs whose changes matter at a step."""

    def take(self, step: int, changes: Sequence[Change]) -> None:
        """Take the changes of a step."""


class Steps:
    """The steps of a branch that touched one collection, newest first.

    Parameters
    ----------
    repository, objects
        Where, and the running reader of it.
    kinds
        How records compare.
    kind
        The kind of the collection.
    line
        The steps; only the files of the collection.

    Attributes
    ----------
    known
        How many of them this clone knows both sides of.
    """

    def __init__(
        self, repository: Repository, objects: Objects, kinds: Kinds, kind: Kind, line: Sequence[Step]
    ) -> None:
        self.kind = kind
        self._repository, self._objects, self._kinds, self._line = repository, objects, kinds, line
        cut = cut_off(repository)
        self.known = next((index for index, step in enumerate(line) if step.commit in cut), len(line))

    def __getitem__(self, index: int) -> Step:
        return self._line[index]

    def walk(self, order: Sequence[int], follower: Follower, progress: Progress = silent) -> None:
        """Show the changes of some steps to a follower, in an order; those that do not matter are left out.

        Raises
        ------
        RecordFileError
            If a commit on the way cannot be read.
        """
        with self._repository.objects() as ahead:  # a git of its own hands over the files while we look
            versions = FileVersions(ahead, [self._line[index] for index in order])
            for index in progress(order, len(order)):
                if _may_differ(versions.of(self._line[index]), follower.keys(index)):
                    follower.take(index, self._changes(index))

    def _changes(self, index: int) -> list[Change]:
        """Return all that a step changed in the collection.

        The collections that it refers to are read too: a release gets a new
        ID with its test milestone.
        """
        commit = self._line[index].commit
        older = self._line[index + 1].commit if index + 1 < len(self._line) else ""
        by_kind = collections_by_kind(self._kinds)
        refers = {by_kind.get(field.ref, "") for field in self.kind.fields.values()}
        try:
            old, new = read_changed(
                self._revision(older) if older else EmptySnapshot(),
                self._revision(commit),
                self._kinds,
                only={self.kind.collection, *refers} - {""},
            )
        except RecordFileError as error:
            raise RecordFileError(
                f"{commit[:10]} or the commit before it: {error.message}", error.hint
            ) from None
        found = compare(old, new, self._kinds).changes
        return [change for change in found if change.collection == self.kind.collection]

    def _revision(self, commit: str) -> Revision:
        return Revision(self._repository, self._objects, commit, commit)


def steps_of(
    repository: Repository, objects: Objects, kinds: Kinds, commit: str, collection: str = ""
) -> Iterator[Steps]:
    """Yield the steps of a branch for each collection that it ever touched, by name.

    Parameters
    ----------
    repository, objects
        Where, and the running reader of it.
    kinds
        The kinds, for what belongs to which collection.
    commit
        Where to begin and go back.
    collection
        Only this one; all where empty.
    """
    folder = f"{BASELINES}/{kinds[collection].folder}" if collection else BASELINES
    lines: dict[str, list[Step]] = {}
    for step in first_parents(repository, commit, (folder, f"{folder}.yaml")):
        for place, files in _by_collection(step.files, kinds).items():
            lines.setdefault(place, []).append(replace(step, files=tuple(files)))
    for place in sorted(lines.keys() & {collection or place for place in kinds}):
        yield Steps(repository, objects, kinds, kinds[place], lines[place])


def _by_collection(files: Iterable[ChangedFile], kinds: Kinds) -> dict[str, list[ChangedFile]]:
    out: dict[str, list[ChangedFile]] = {}
    for file in files:
        kind = kind_of(kinds, file.path.removeprefix(f"{BASELINES}/"))
        if kind is not None:
            out.setdefault(kind.collection, []).append(file)
    return out


def cut_off(repository: Repository) -> frozenset[str]:
    """Return the commits whose parents a shallow clone was made without."""
    if not repository.shallow:
        return frozenset()
    return frozenset((repository.git_dir / "shallow").read_text(encoding="ascii").split())


def _may_differ(versions: Sequence[tuple[Content, Content]], keys: Iterable[str]) -> bool:
    """Tell whether a record may differ between versions of its files; False where its bytes are the same."""
    return any(_differs(new, old, key) for key in sorted(keys) for new, old in versions)


def _differs(new: Content, old: Content, key: str) -> bool:
    if new is None or old is None:
        return True  # whoever compares them says why they cannot be read
    return _bodies(old, key) != _bodies(new, key)


def _bodies(data: bytes, key: str) -> list[bytes]:
    return [data[chunk.start : chunk.end] for chunk in chunks_named(data, key)]
