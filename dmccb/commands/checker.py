"""A snapshot, or two -> every finding about it, or those that the change between them introduced."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from dmccb.baseline.baseline import digest
from dmccb.baseline.register import REGISTER
from dmccb.checks.check import run_checks
from dmccb.checks.finding import Finding
from dmccb.checks.locate import Places
from dmccb.checks.record_file import FileRead, Reader
from dmccb.checks.since.changed_schemas import changed_schemas
from dmccb.checks.since.introduced import by_schemas_of, introduced
from dmccb.checks.since.lazy_index import IndexedFile, LazyIndex, NeedsFullCheckError
from dmccb.checks.since.lost_references import lost_references
from dmccb.checks.since.narrow import findings_of_change
from dmccb.commands.check_policy import changes_policy
from dmccb.commands.check_register import name_findings, register_findings
from dmccb.commands.policies import policy_problems
from dmccb.errors import RecordFileError
from dmccb.problems import Problem, UnreadableRecordsError, by_place
from dmccb.records.kinds import RFCS, Kind, Kinds, kind_of, without_collection
from dmccb.records.read import no_kind
from dmccb.records.record import Record
from dmccb.records.schema_text import parse_schema
from dmccb.repository.progress import Progress, silent
from dmccb.repository.refused import BASELINES
from dmccb.repository.registered import ContentFinder
from dmccb.repository.rfcs import rfc_files
from dmccb.repository.schemas import is_shipped, load_every_kind
from dmccb.repository.snapshot import Listing, Snapshot


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What a check found.

    Attributes
    ----------
    problems
        Every finding, sorted by place.
    records
        How many records were read.
    """

    problems: list[Problem]
    records: int


@dataclass(kw_only=True)
class Checker:
    """Checks snapshots of one repository; what two of them share is read once.

    Attributes
    ----------
    as_of
        The day of the question.
    finder
        Where registered baselines are looked up; None outside of git.
    progress
        Told how far it is.
    """

    as_of: date
    finder: ContentFinder | None = None
    progress: Progress = silent
    _known: dict[tuple[str, str], FileRead] = field(default_factory=dict)
    _kinds: Kinds = field(default_factory=dict)
    _readers: dict[str, Reader] = field(default_factory=dict)

    def check(self, snapshot: Snapshot, kinds: Kinds | None = None) -> Checked:
        """Return every finding about a snapshot.

        Parameters
        ----------
        snapshot
            What to check.
        kinds
            What it is judged by; its own kinds where None.

        Raises
        ------
        SchemaError
            If one of the schemas is not valid.
        """
        self._learn(load_every_kind(snapshot) if kinds is None else kinds)
        files, problems = self._read(snapshot)
        rfcs = rfc_files(snapshot)
        files += [self._readers[self._kinds[RFCS].name].read(*file) for file in rfcs.files.items()]
        problems += rfcs.problems
        unread = {kind.name for problem in problems if (kind := _kind(self._kinds, problem.path))}
        problems += run_checks(files, self._kinds, self.as_of, unread)
        problems += policy_problems(files, self.as_of)
        register = [file for file in files if file.kind.collection == REGISTER]
        entries = [entry for file in register for entry in file.records.values()]
        found = list(self._of_register(snapshot, entries, lambda: _digest(files)))
        places = Places({file.path: (file.kind, file.data) for file in register})
        problems += places.problems(found)
        return Checked(problems=by_place(problems), records=sum(len(file.records) for file in files))

    def _of_register(
        self, snapshot: Snapshot, entries: Sequence[Record], here: Callable[[], str]
    ) -> Iterator[Finding]:
        """Yield what is wrong with the entries of a register; only its own repository has their tags."""
        if self.finder is None or not snapshot.in_repository:
            yield from name_findings(entries, ())
        else:
            yield from name_findings(entries, self.finder.repository.refs())
            yield from register_findings(entries, self.finder, here)

    def since(self, snapshot: Snapshot, before: Snapshot) -> Checked:
        """Return the findings that a change introduced.

        Where it alters schemas as well, the records are judged by those from
        before the change, too: nothing chooses what it is judged by.

        Raises
        ------
        SchemaError
            If one of the schemas is not valid.
        """
        was, now = load_every_kind(before), load_every_kind(snapshot)
        altered = changed_schemas(was, now, {**_schema_files(before), **_schema_files(snapshot)})
        by_old = self._introduced(snapshot, before, was)
        if not altered:
            return by_old
        new, old = self.check(snapshot), self.check(before)
        told = introduced(new.problems, old.problems, now, BASELINES)
        told += self._lost(snapshot, before)
        told += by_schemas_of(before.name, introduced(by_old.problems, told, now, BASELINES))
        return Checked(problems=sorted([*altered, *told]), records=new.records)

    def _introduced(self, snapshot: Snapshot, before: Snapshot, kinds: Kinds) -> Checked:
        """Return what a change of the records introduced, by the same kinds on both sides.

        What the change cannot have touched is not looked at, where that can
        be told; else both sides are checked whole.
        """
        self._learn(kinds)
        try:
            return self._partly(snapshot, before)
        except NeedsFullCheckError:
            new, old = self.check(snapshot, kinds), self.check(before, kinds)
            problems = introduced(new.problems, old.problems, kinds, BASELINES)
            return Checked(problems=sorted([*problems, *self._lost(snapshot, before)]), records=new.records)

    def _lost(self, snapshot: Snapshot, before: Snapshot) -> list[Problem]:
        """Return the references that the change left without their record, if that can be told."""
        with contextlib.suppress(NeedsFullCheckError):  # that a file cannot be read is a finding already
            return lost_references(*self._sides(snapshot, before))
        return []

    def _sides(self, snapshot: Snapshot, before: Snapshot) -> tuple[LazyIndex, LazyIndex]:
        """Index both sides, the old one first, by the kinds in force."""
        known: dict[tuple[str, str], IndexedFile] = {}
        old, new = self._index(before, known), self._index(snapshot, known)
        return LazyIndex(old, self._readers), LazyIndex(new, self._readers)

    def _partly(self, snapshot: Snapshot, before: Snapshot) -> Checked:
        if changes_policy(before, snapshot, self._kinds):  # what a rule means depends on all the others
            raise NeedsFullCheckError
        old, new = self._sides(snapshot, before)
        if REGISTER in self._kinds:
            name = self._kinds[REGISTER].name
            entries = [new.record(name, key) for key in new.where[name]]
            if next(self._of_register(snapshot, entries, _doubtful), None):
                raise NeedsFullCheckError
        was, now = findings_of_change(old, new, self._kinds, self._readers, self.as_of)
        problems = [*introduced(now, was, self._kinds, BASELINES), *lost_references(old, new)]
        return Checked(problems=sorted(problems), records=len(new))

    def _learn(self, kinds: Kinds) -> None:
        if kinds != self._kinds:
            self._kinds = kinds
            self._known.clear()
            self._readers = {kind.name: Reader(kind, shipped=is_shipped(kind)) for kind in kinds.values()}

    def _index(self, snapshot: Snapshot, known: dict[tuple[str, str], IndexedFile]) -> list[IndexedFile]:
        listing, rfcs = snapshot.listing(), rfc_files(snapshot)
        if rfcs.problems:
            raise NeedsFullCheckError
        out = [IndexedFile(self._kinds[RFCS], path, data) for path, data in rfcs.files.items()]
        for path, oid in sorted(listing.files.items()):
            kind = kind_of(self._kinds, path)
            if kind is None or listing.problems:
                raise NeedsFullCheckError
            data = known[path, oid].data if (path, oid) in known else _content(snapshot, path, listing)
            out.append(known.setdefault((path, oid), IndexedFile(kind, f"{BASELINES}/{path}", data)))
        return out

    def _read(self, snapshot: Snapshot) -> tuple[list[FileRead], list[Problem]]:
        listing = snapshot.listing()
        problems = list(listing.problems)
        files: list[FileRead] = []
        strangers: list[str] = []
        for path, oid in self.progress(sorted(listing.files.items()), len(listing.files), "checking"):
            name = f"{BASELINES}/{path}"
            kind = kind_of(self._kinds, path)
            if kind is None:
                strangers.append(name)
                continue
            if (path, oid) not in self._known:
                try:
                    data = next(snapshot.read([path], listing))
                except UnreadableRecordsError as error:
                    problems += error.problems
                    continue
                self._known[path, oid] = self._readers[kind.name].read(name, data)
            files.append(self._known[path, oid])
        if strangers:
            passed_over = without_collection(snapshot.schemas())
            problems += [no_kind(name, self._kinds, passed_over) for name in strangers]
        return files, problems


def _doubtful() -> str:
    raise NeedsFullCheckError


def _schema_files(snapshot: Snapshot) -> dict[str, str]:
    """Return collection -> file of its schema, of those that a snapshot has beside its baselines."""
    named = [(name, parse_schema(name, text)) for name, text in snapshot.schemas()]
    return {
        str(schema["x-collection"]).strip("/").rpartition("/")[2]: name
        for name, schema in named
        if "x-collection" in schema
    }


def _kind(kinds: Kinds, path: str) -> Kind | None:
    return kind_of(kinds, path.removeprefix(f"{BASELINES}/"))


def _content(snapshot: Snapshot, path: str, listing: Listing) -> bytes:
    try:
        return next(snapshot.read([path], listing))
    except RecordFileError:
        raise NeedsFullCheckError from None


def _digest(files: list[FileRead]) -> str:
    collections: dict[str, dict[str, Record]] = {}
    for file in files:
        if not file.kind.beside:
            collections.setdefault(file.kind.collection, {}).update(file.records)
    return digest(collections)
