"""Two states of the record files -> what the change brought, without judging what it cannot touch.

Pure.  A rule's answer for a record depends on the record, on those that it
names, and on those that name it.  So only these are judged, on both sides.
Whatever makes that reasoning doubtful (a file that cannot be read, an ID that
is used twice, a dependency cycle near the change) gives no answer: the caller then
judges both sides whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from dmccb.checks.check import run_rules
from dmccb.checks.finding import Finding
from dmccb.checks.index import RecordIndex
from dmccb.checks.record_file import Reader
from dmccb.checks.since.cycle_near import cycle_near
from dmccb.checks.since.lazy_index import IndexedFile, LazyIndex, NeedsFullCheckError, RecordSubset, tokens
from dmccb.compare.changed_chunks import changed_chunks
from dmccb.problems import Problem
from dmccb.records.field import Field
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.references import references
from dmccb.records.roles import Role
from dmccb.records.vocabulary import groups_others, ids

Subjects = Mapping[str, set[str]]
"""Name of a kind -> IDs."""


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


def affected(old: LazyIndex, new: LazyIndex, touched: Subjects, kinds: Mapping[str, Kind]) -> Subjects:
    """Return the records whose findings may differ between the two sides."""
    out = {kind: set(keys) for kind, keys in touched.items()}
    for kind, also in _judged_together(kinds.values()):
        if touched.get(kind) and also in out:
            out[also] |= old.where[also].keys() | new.where[also].keys()
    if wanted := tokens(_named_elsewhere(old, new, touched, kinds)):
        for file in _different(old, new):
            out[file.kind.name].update(file.naming(wanted))
    return out


def _judged_together(kinds: Iterable[Kind]) -> Iterator[tuple[str, str]]:
    """Yield kind that changed, and kind all of whose records are judged then.

    A group is judged by its members' dates, and managers and owners are
    inherited over any number of steps.
    """
    for kind in kinds:
        if Role.PARENT in kind.roles:
            yield kind.name, kind.name
        if groups_others(kind):
            specs = [spec for spec in kind.fields.values() if spec.ref]
            yield from ((spec.ref, kind.name) for spec in specs if _dates_count(kind, spec))


def _dates_count(kind: Kind, spec: Field) -> bool:
    return spec.name == kind.titled_by or Role.MEMBERS in spec.roles


def _named_elsewhere(
    old: LazyIndex, new: LazyIndex, touched: Subjects, kinds: Mapping[str, Kind]
) -> set[str]:
    """Return the IDs of the change that records which did not change may name."""
    out: set[str] = set()
    for kind, keys in touched.items():
        for key in keys:
            if (key in old.where[kind]) != (key in new.where[kind]):
                out.add(key)
            for side in (old, new):
                out.update(_outside(side, kinds[kind], key))
    return out


def _outside(side: LazyIndex, kind: Kind, key: str) -> Iterator[str]:
    """Yield the IDs that a record names and that no record has: one side's earlier ID may be the other's."""
    if key not in side.where[kind.name]:
        return
    record = side.record(kind.name, key)
    yield from ids(kind, record, Role.FORMER_IDS)
    for _, spec, target in references(kind.fields, record.fields):
        if target not in side.where.get(spec.ref, {}):
            yield target


def _different(old: LazyIndex, new: LazyIndex) -> Iterator[IndexedFile]:
    """Yield the files of both sides; one that both have, once."""
    yield from new.files.values()
    yield from (file for path, file in old.files.items() if file.data != _data(new, path))
