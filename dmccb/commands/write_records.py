"""Extract × the work tree's records -> the files to write.

Nothing is written here: the plan says what every touched file should hold,
and the caller puts it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dmccb.importers.importresult import ImportResult
from dmccb.problems import unreadable
from dmccb.records.coerce import set_order
from dmccb.records.field import Field
from dmccb.records.format import Source, parse_source, write_source
from dmccb.records.kinds import Kind, Kinds
from dmccb.records.record import Fields, Value
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with
from dmccb.repository.folder import Folder
from dmccb.repository.refused import BASELINES

_CODE_PARTS = 2
"""Parts of a code that name a file: 02C.03.01 is kept in 02C.03.yaml."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What an import will do.

    Attributes
    ----------
    files
        Path -> new content, for the files that change.
    emptied
        Files that hold no record any more.
    summary
        Collection -> ``added``, ``changed``, ``removed``, ``same`` -> count.
    """

    files: Mapping[Path, bytes] = field(default_factory=dict)
    emptied: tuple[Path, ...] = ()
    summary: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


Wanted = Mapping[str, Mapping[str, "Fields | None"]]
"""Collection -> ID -> fields; None where the record should go."""


def wanted(result: ImportResult, kinds: Kinds, without: tuple[str, ...] = ()) -> Wanted:
    """Return the records of an import in the form in which they are kept.

    Parameters
    ----------
    result
        What an importer found; collections may be named by their folder.
    kinds
        Kinds by collection.
    without
        Fields to leave out, at any depth.
    """
    out: dict[str, dict[str, Fields | None]] = {}
    for name, records in result.records.items():
        kind = kinds[name.rpartition("/")[2]]
        known = out.setdefault(kind.collection, {})
        for key, fields in records.items():
            known[key] = {
                part: _normal(kind, part, value, without)
                for part, value in fields.items()
                if part not in without
            }
    for name, keys in result.removals.items():
        out.setdefault(name.rpartition("/")[2], {}).update(dict.fromkeys(keys))
    return out


def _normal(kind: Kind, name: str, value: Value, without: tuple[str, ...]) -> Value:
    value = _stripped(value, without)
    spec = kind.fields.get(name)
    if isinstance(value, list) and spec is not None and not spec.ordered:
        return sorted(value, key=set_order)
    return value


def _stripped(value: Value, without: tuple[str, ...]) -> Value:
    if isinstance(value, dict):
        return {name: _stripped(inner, without) for name, inner in value.items() if name not in without}
    if isinstance(value, list):
        return [_stripped(inner, without) for inner in value]
    return value


def plan(root: Path, kinds: Kinds, records: Wanted) -> Plan:
    """Return the files that would hold the wanted records.

    Parameters
    ----------
    root
        Top of the work tree.
    kinds
        Kinds by collection.
    records
        What to write and what to remove; other records stay as they are.

    Raises
    ------
    RecordFileError
        If a file that is there cannot be read: nothing may be lost with it.
    """
    files: dict[Path, bytes] = {}
    emptied: list[Path] = []
    summary: dict[str, dict[str, int]] = {}
    for collection in sorted(records):
        shelf = _Shelf(root, kinds[collection])
        summary[collection] = shelf.put(records[collection])
        for path, data in shelf.contents():
            if data is None:
                emptied.append(path)
            else:
                files[path] = data
    return Plan(files=files, emptied=tuple(sorted(emptied)), summary=summary)


class _Shelf:
    """The files of one collection, and what they should hold."""

    def __init__(self, root: Path, kind: Kind) -> None:
        self.root, self.kind = root, kind
        self.sources: dict[str, Source] = {}
        self.records: dict[str, dict[str, Fields]] = {}
        self.touched: set[str] = set()
        folder = Folder(root, "working tree")
        listing = folder.listing()
        if listing.problems:
            raise unreadable(listing.problems)
        paths = [path for path in sorted(listing.files) if kind.holds(path)]
        for path, data in zip(paths, folder.read(paths, listing), strict=True):
            source = parse_source(kind, f"{BASELINES}/{path}", data)
            if source.problems:
                raise unreadable(source.problems)
            self.sources[path] = source
            self.records[path] = {key: record.fields for key, record in source.records.items()}

    def put(self, records: Mapping[str, Fields | None]) -> dict[str, int]:
        counts = dict.fromkeys(("added", "changed", "removed", "same"), 0)
        where = {key: path for path, held in self.records.items() for key in held}
        for key, fields in records.items():
            path = where.get(key)
            before = self.records[path][key] if path else None
            counts[_verb(before, fields)] += before is not None or fields is not None
            if before == fields:
                continue
            if path is not None:
                del self.records[path][key]
                self.touched.add(path)
            if fields is not None:
                target = path if path and not self._is_unfiled(path) else place(self.kind, key, fields)
                self.records.setdefault(target, {})[key] = fields
                self.touched.add(target)
        return counts

    def _is_unfiled(self, path: str) -> bool:
        spec = field_with(self.kind, Role.FILE)
        return spec is not None and path.endswith(f"/{unfiled(spec)}.yaml")

    def contents(self) -> list[tuple[Path, bytes | None]]:
        out: list[tuple[Path, bytes | None]] = []
        for path in sorted(self.touched):
            file = self.root / BASELINES / path
            if self.records[path]:
                name = f"{BASELINES}/{path}"
                out.append((file, write_source(self.kind, name, self.records[path], self.sources.get(path))))
            elif path in self.sources:
                out.append((file, None))
        return out


def _verb(before: Fields | None, after: Fields | None) -> str:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    return "same" if before == after else "changed"


def place(kind: Kind, key: str, fields: Fields) -> str:
    """Return the file in which a new record is put, relative to the baselines folder.

    The schema says by which field records of a kind are filed (milestones by
    their WBS element, releases by their document), or that the series of the
    ID is the file (documents, requirements); else a collection is one file.
    """
    if kind.filed_by_id:
        return f"{kind.folder}/{key.rpartition('-')[0] or key}.yaml"
    spec = field_with(kind, Role.FILE)
    if spec is None:
        return f"{kind.folder}.yaml"
    parts = str(fields.get(spec.name, "")).split(".")
    return f"{kind.folder}/{'.'.join(parts[:_CODE_PARTS]) or unfiled(spec)}.yaml"


def unfiled(spec: Field) -> str:
    """Return the file of the records that do not have the field yet by which their kind is filed."""
    return f"no-{spec.name}"
