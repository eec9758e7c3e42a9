"""Two states of the record files -> what the change brought, without judging what it cannot touch.

Pure.  A rule's answer for a record depends on the record, on those that it
names, and on those that name it.  So only these are judged, on both sides.
Whatever makes that reasoning doubtful (a file that cannot be read, an ID that
is used twice, a dependency cycle near the change) gives no answer: the caller then
judges both sides whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from dmccb.checks.check import run_rules
from dmccb.checks.finding import Finding
from dmccb.checks.index import RecordIndex
from dmccb.checks.record_file import Reader
from dmccb.checks.since.affected import Subjects, affected
from dmccb.checks.since.cycle_near import cycle_near
from dmccb.checks.since.lazy_index import LazyIndex, NeedsFullCheckError, RecordSubset
from dmccb.compare.changed_chunks import changed_chunks
from dmccb.problems import Problem
from dmccb.records.kinds import Kinds


def findings_of_change(
    old: LazyIndex, new: LazyIndex, kinds: Kinds, readers: Mapping[str, Reader], as_of: date
) -> tuple[list[Problem], list[Problem]]:
    """Return the findings of both sides, without those that the change cannot have touched.

    Parameters
    ----------
    old, new
        Both states.
    kinds
        By collection; the same on both sides.
    readers
        By name of the kind.
    as_of
        The day of the question.

    Raises
    ------
    NeedsFullCheckError
        If they cannot be told.
    """
    touched: dict[str, set[str]] = {name: set() for name in readers}
    paths = sorted(old.files.keys() | new.files.keys())
    changed = [path for path in paths if _data(old, path) != _data(new, path)]
    for path in changed:
        file = new.files.get(path) or old.files[path]
        before, after = changed_chunks(_data(old, path), _data(new, path))
        touched[file.kind.name].update(chunk.id for chunk in (*before, *after))
    by_name = {kind.name: kind for kind in kinds.values()}
    if cycle_near(old, new, touched, by_name):
        raise NeedsFullCheckError
    subjects = affected(old, new, touched, by_name)
    out = []
    for side in (old, new):
        local = chain.from_iterable(_own(side, path, touched, readers) for path in changed)
        index = _index(side, subjects, kinds, as_of)
        out.append(side.problems(chain(local, run_rules(index))))
    return out[0], out[1]


def _data(side: LazyIndex, path: str) -> bytes:
    return side.files[path].data if path in side.files else b""


def _index(side: LazyIndex, subjects: Subjects, kinds: Kinds, as_of: date) -> RecordIndex:
    return RecordIndex(
        kinds=kinds,
        records={kind: RecordSubset(side, kind, subjects.get(kind, set())) for kind in side.where},
        alive={kind: known.keys() for kind, known in side.where.items()},
        as_of=as_of,
    )


def _own(side: LazyIndex, path: str, touched: Subjects, readers: Mapping[str, Reader]) -> Iterator[Finding]:
    """Yield what the touched records of a file have wrong by themselves.

    A file of the touched records, those that follow them, the first and the
    last one has the form that the whole file has there.
    """
    if (file := side.files.get(path)) is None:
        return
    kind, last = file.kind.name, len(file.chunks) - 1
    hit = [index for index, chunk in enumerate(file.chunks) if chunk.id in touched[kind]]
    kept = sorted({0, last, *hit, *(min(index + 1, last) for index in hit)}) if file.chunks else []
    head = file.data[: file.starts[0]] if file.chunks else file.data
    parts = [head, *(file.data[file.chunks[index].start : file.chunks[index].end] for index in kept)]
    read = readers[kind].read(path, b"".join(parts))
    if read.problems or not file.in_order:
        raise NeedsFullCheckError
    yield from (finding for finding in read.findings if finding.record.id in touched[kind])
