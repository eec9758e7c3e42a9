"""What a user calls a baseline -> the snapshot that it means.

A name is looked for in the register first, then among git's revisions, then
among folders; ``./v1.4`` is always a folder.  A registered baseline is
verified: its tag, or the commit found for it, has the digest of the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dmccb.baseline.baseline import REGISTER
from dmccb.errors import AmbiguousNameError, DmccbError, RefNotFoundError
from dmccb.records.kinds import Kinds
from dmccb.records.record import Record
from dmccb.repository import schemas as shipped
from dmccb.repository.digest_cache import digest_of
from dmccb.repository.git import Repository
from dmccb.repository.objects import Objects
from dmccb.repository.read import read_records
from dmccb.repository.snapshot import BASELINES, Folder, Revision, Snapshot


class DigestMismatchError(DmccbError):
    """A tag whose content is not that of the registered baseline."""

    def __init__(self, name: str, tag: str, recorded: str, found: str) -> None:
        super().__init__(
            f"the tag {tag!r} is not the baseline {name}: the register records {recorded}, "
            f"the tag's content has {found}",
            f"was the tag moved? 'git tag -d {tag}', then 'dmccb baselines restore'",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Resolved:
    """A snapshot, and the register's entry where it is a registered baseline."""

    snapshot: Snapshot
    entry: Record | None = None

    @property
    def digest(self) -> str:
        """The digest that the register records, or empty."""
        return text(self.entry, "digest")


def text(entry: Record | None, name: str) -> str:
    """Return a field of a register entry, or empty."""
    return str(entry.fields.get(name, "")) if entry else ""


@dataclass(frozen=True, kw_only=True)
class NameResolver:
    """Where names are looked up.

    Attributes
    ----------
    root
        Folder that relative folder names begin at.
    repository
        None outside of git: then only folders have a meaning.
    register
        Name -> entry.
    """

    root: Path
    repository: Repository | None
    register: Mapping[str, Record]

    def open(self, name: str, objects: Objects | None) -> Resolved:
        """Return what a name means.

        Raises
        ------
        RefNotFoundError
            If it means nothing; the nearest names are the hint.
        AmbiguousNameError
            If it means several baselines.
        DigestMismatchError
            If a tag is not what the register says.
        """
        if name.startswith((".", "/")) and (self.root / name).is_dir():
            return Resolved(snapshot=self._folder(name))
        entry = self.entry(name)
        if self.repository is not None and objects is not None:
            if entry is not None:
                found = tagged(self.repository, objects, entry) or locate(self.repository, objects, entry)
                return Resolved(snapshot=found, entry=entry)
            try:
                commit = self.repository.commit(name, objects)
            except RefNotFoundError:
                commit = ""
            if commit:
                return Resolved(snapshot=Revision(self.repository, objects, name, commit))
        if (self.root / name).is_dir():
            return Resolved(snapshot=self._folder(name))
        raise self._unknown(name)

    def _folder(self, name: str) -> Folder:
        """Return a folder that holds ``baselines``, or is one."""
        folder = self.root / name
        inside = {path.name for path in folder.iterdir()}
        tops = {kind.folder.partition("/")[0] for kind in shipped.kinds().values()}
        if BASELINES not in {folder.name, *inside} and not inside & {*tops, *(f"{top}.yaml" for top in tops)}:
            raise RefNotFoundError(f"{name}: no folder '{BASELINES}' and no records in it")
        return Folder(folder, name, bare=True)

    def entry(self, name: str) -> Record | None:
        """Return the register's entry for a full or an unambiguous short name."""
        if name in self.register:
            return self.register[name]
        found = sorted(key for key in self.register if key.endswith(f"/{name}"))
        if len(found) > 1:
            raise AmbiguousNameError(
                f"{name!r} is the name of several baselines: {', '.join(found)}",
                f"say which, as in: dmccb diff {found[0]}",
            )
        return self.register[found[0]] if found else None

    def last(self) -> str:
        """Return the name of the newest baseline of the register; empty where it has none."""
        order = self.by_date()
        return order[-1].id if order else ""

    def by_date(self) -> list[Record]:
        """Return the register's entries, the oldest first."""
        return sorted(self.register.values(), key=lambda entry: (text(entry, "date"), entry.id))

    def _unknown(self, name: str) -> RefNotFoundError:
        if self.repository is None:
            return RefNotFoundError(
                f"no folder {name!r}, and {self.root} is not in a git repository",
                "run it in a clone, or name two folders",
            )
        return RefNotFoundError(
            f"cannot read {name!r}: no baseline, revision or folder of that name",
            "; ".join(self._hints(name, self.repository)).replace("?; ", "? ") or "git fetch --tags",
        )

    def _hints(self, name: str, repository: Repository) -> Iterator[str]:
        import difflib

        known = sorted({*self.register, *repository.names()})
        old, dots, new = name.partition("..")
        if dots and old and new.strip("."):
            yield f"two sides are two words, as in: dmccb diff {old} {new.strip('.')}"
        elif near := difflib.get_close_matches(name, known, n=3, cutoff=0.5):
            yield f"did you mean {' or '.join(near)}?"
        elif self.register:
            yield f"baselines: {', '.join(sorted(self.register))}"
        if repository.shallow:
            yield "this clone is shallow: git fetch --unshallow --tags"
        elif not repository.run("rev-parse", "--verify", "--quiet", "HEAD", check=False):
            yield "this repository has no commit yet"


def tagged(repository: Repository, objects: Objects, entry: Record) -> Revision | None:
    """Return the commit that a baseline's tag names; None where there is no such tag.

    Raises
    ------
    DigestMismatchError
        If the tag's content is not that of the baseline.
    """
    tag, recorded = text(entry, "tag") or entry.id, text(entry, "digest")
    found = objects.get(f"refs/tags/{tag}^{{commit}}")
    if found is None:
        return None
    revision = Revision(repository, objects, entry.id, found.oid)
    digest = digest_of(revision)
    if digest != recorded:
        raise DigestMismatchError(entry.id, tag, recorded, digest)
    return revision


def locate(repository: Repository, objects: Objects, entry: Record) -> Revision:
    """Return the commit whose content has the digest that the register records.

    Notes
    -----
    The commit that brought the entry into the register is looked at first:
    content and entry usually share it.  Then every commit that read_changed the
    baselines, the oldest first.
    """
    recorded = text(entry, "digest")
    seen: set[str] = set()
    for path in (f"{BASELINES}/{REGISTER}.yaml", BASELINES):
        for commit in reversed(repository.history("HEAD", path)):
            revision = Revision(repository, objects, entry.id, commit)
            if commit in seen or (path != BASELINES and recorded not in _register_text(revision)):
                continue
            seen.add(commit)
            if _has(revision, recorded):
                return revision
    hint = "is it on a branch that this clone does not have? git fetch --all --tags"
    if repository.shallow:
        hint = "this clone is shallow, and the commit may be cut off: git fetch --unshallow --tags"
    raise RefNotFoundError(f"no commit has the content of baseline {entry.id} ({recorded})", hint)


def _has(revision: Revision, recorded: str) -> bool:
    try:
        return digest_of(revision) == recorded
    except DmccbError:
        return False  # a commit whose records cannot be read is not the one


def _register_text(revision: Revision) -> str:
    found = revision.objects.get(f"{revision.commit}:{BASELINES}/{REGISTER}.yaml")
    return found.data.decode("utf-8", "replace") if found and found.data else ""


def read_register(snapshot: Snapshot, kinds: Kinds | None = None) -> Mapping[str, Record]:
    """Return the register of a snapshot: name -> entry.

    Raises
    ------
    RecordFileError
        If it cannot be read.
    """
    return read_records(snapshot, kinds or shipped.kinds(), [REGISTER]).get(REGISTER, {})
