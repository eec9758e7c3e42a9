"""Two snapshots -> the records that differ; one snapshot -> its records.

Only files whose content differs are read, and of a file only the records that
differ.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dmccb.baseline.baseline import Baseline, assemble
from dmccb.compare.changed_records import ChangedRecords, FilePair, changed_records
from dmccb.problems import Problem, unreadable
from dmccb.records.kinds import Kind, Kinds, kind_of
from dmccb.records.read import no_kind
from dmccb.records.record import Collections
from dmccb.repository.objects import Objects
from dmccb.repository.progress import Progress, silent
from dmccb.repository.refused import BASELINES
from dmccb.repository.snapshot import Listing, Snapshot, content

MANY = 8
"""Files from which on a second git is worth its start."""


def read_baseline(
    snapshot: Snapshot, kinds: Kinds, collections: Iterable[str] = (), progress: Progress = silent
) -> Baseline:
    """Read every record of a snapshot.

    Parameters
    ----------
    snapshot
        Where from.
    kinds
        The kinds that it may hold.
    collections
        Read only these; all where empty.
    progress
        Told how far the reading is.
    """
    wanted = set(collections)
    listing = snapshot.listing(within=[kinds[name].folder for name in sorted(wanted & kinds.keys())])
    paths = [path for path in sorted(listing.files) if not wanted or _collection(kinds, path) in wanted]
    files = progress(zip(paths, snapshot.read(paths, listing), strict=True), len(paths))
    baseline = assemble(files, kinds, BASELINES)
    problems = tuple(sorted((*baseline.problems, *listing.problems)))
    return Baseline(collections=baseline.collections, problems=problems)


def read_records(
    snapshot: Snapshot, kinds: Kinds, collections: Iterable[str] = (), progress: Progress = silent
) -> Collections:
    """Read every record, and refuse a snapshot that cannot be read.

    Raises
    ------
    RecordFileError
        If a file cannot be read, with every finding.
    """
    baseline = read_baseline(snapshot, kinds, collections, progress)
    if baseline.problems:
        raise unreadable(baseline.problems)
    return baseline.collections


def read_changed(
    old: Snapshot, new: Snapshot, kinds: Kinds, only: Iterable[str] = (), progress: Progress = silent
) -> tuple[Collections, Collections]:
    """Return the records of both sides that differ.

    Parameters
    ----------
    old, new
        The two sides.
    kinds
        The kinds that they may hold.
    only
        Look at these collections only; at all where empty.
    progress
        Told how far the reading is.

    Raises
    ------
    RecordFileError
        If what differs cannot be read, with every finding.
    """
    before, after = old.listing(new), new.listing(old)
    paths = [
        path
        for path in sorted(before.files.keys() | after.files.keys())
        if before.files.get(path) != after.files.get(path)
    ]
    by_kind: dict[str, list[str]] = {}
    problems: list[Problem] = [*before.problems, *after.problems]
    wanted = set(only)
    for path in paths:
        if wanted and _collection(kinds, path) not in wanted:
            continue
        if (kind := kind_of(kinds, path)) is None:
            problems.append(no_kind(f"{BASELINES}/{path}", kinds))
        else:
            by_kind.setdefault(kind.collection, []).append(path)
    found = {
        name: changed_records(
            kinds[name],
            _pairs(group, (old, before), (new, after), progress),
            _unchanged(new, kinds[name], group),
        )
        or _read_both(old, new, kinds, name)
        for name, group in by_kind.items()
    }
    problems.extend(problem for part in found.values() for problem in part.problems)
    if problems:
        raise unreadable(problems)
    return _side(found, "old"), _side(found, "new")


def has_records(snapshot: Snapshot, kinds: Kinds, other: Snapshot) -> bool:
    """Tell whether a snapshot has a file that a kind holds; its difference to another mostly tells."""
    return any(
        kind_of(kinds, path) is not None
        for listing in (snapshot.listing(other), snapshot.listing())
        for path in listing.files
    )


def _unchanged(snapshot: Snapshot, kind: Kind, changed: Sequence[str]) -> Iterator[bytes]:
    """Yield the other files of a collection; nothing is read before the first is asked for."""
    listing = snapshot.listing(within=[kind.folder])
    known = set(changed)
    others = [path for path in sorted(listing.files) if kind.holds(path) and path not in known]
    if snapshot.objects is None:
        yield from snapshot.read(others, listing)
        return
    for data, _ in _both_from_git(snapshot.objects, others, listing, Listing()):
        if data is not None:
            yield data


def _read_both(old: Snapshot, new: Snapshot, kinds: Kinds, collection: str) -> ChangedRecords:
    """Read a collection whole on both sides."""
    before, after = (read_baseline(side, kinds, [collection]) for side in (old, new))
    return ChangedRecords(
        old=before.collections.get(collection, {}),
        new=after.collections.get(collection, {}),
        problems=(*_named(old, before.problems), *_named(new, after.problems)),
    )


def _named(snapshot: Snapshot, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems with the commit in their paths."""
    for problem in problems:
        yield replace(problem, path=f"{_at(snapshot)}{problem.path}")


def _collection(kinds: Kinds, path: str) -> str:
    kind = kind_of(kinds, path)
    return kind.collection if kind else ""


def _side(found: dict[str, ChangedRecords], side: str) -> Collections:
    return {name: getattr(part, side) for name, part in found.items()}


def _pairs(
    paths: Sequence[str], old: tuple[Snapshot, Listing], new: tuple[Snapshot, Listing], progress: Progress
) -> Iterator[FilePair]:
    both = progress(zip(paths, _both(paths, old, new), strict=True), len(paths), "comparing")
    for path, (before, after) in both:
        yield FilePair(
            path=f"{BASELINES}/{path}", old=before, new=after, old_at=_at(old[0]), new_at=_at(new[0])
        )


def _at(snapshot: Snapshot) -> str:
    """Return what names a commit's file, as git writes it; nothing for a file that is there now."""
    return f"{snapshot.name}:" if snapshot.commit else ""


def _both(
    paths: Sequence[str], old: tuple[Snapshot, Listing], new: tuple[Snapshot, Listing]
) -> Iterator[tuple[bytes | None, bytes | None]]:
    """Yield the content of each file on both sides; None where it does not exist."""
    objects = old[0].objects
    if objects is not None and objects is new[0].objects:
        yield from _both_from_git(objects, paths, old[1], new[1])
        return
    before, after = _each(paths, *old), _each(paths, *new)
    yield from zip(before, after, strict=True)


def _each(paths: Sequence[str], snapshot: Snapshot, listing: Listing) -> Iterator[bytes | None]:
    """Yield the content of each file; None where it does not exist."""
    found = snapshot.read([path for path in paths if path in listing.files], listing)
    for path in paths:
        yield next(found) if path in listing.files else None


def _both_from_git(
    objects: Objects, paths: Sequence[str], old: Listing, new: Listing
) -> Iterator[tuple[bytes | None, bytes | None]]:
    """Yield both versions of each file from one repository.

    Notes
    -----
    One git hands over both versions of a file one after the other: it stores
    one as its difference to the other, and would else rebuild both twice.
    With many files, two of them take turns.
    """
    with contextlib.ExitStack() as ends:
        gits = [objects]
        if len(paths) >= MANY:
            gits.append(ends.enter_context(objects.beside()))
        turns = [_versions(git, paths[turn :: len(gits)], old, new) for turn, git in enumerate(gits)]
        for index in range(len(paths)):
            yield next(turns[index % len(turns)])


def _versions(
    git: Objects, paths: Sequence[str], old: Listing, new: Listing
) -> Iterator[tuple[bytes | None, bytes | None]]:
    """Yield both versions of files from one git."""
    asked: list[tuple[str, str]] = []
    for path in paths:
        asked += [(path, side.files[path]) for side in (old, new) if path in side.files]
    found = git.each([name for _, name in asked])
    data = (content(path, each) for (path, _), each in zip(asked, found, strict=True))
    for path in paths:
        before = next(data) if path in old.files else None
        yield before, next(data) if path in new.files else None
