"""What a user calls a baseline -> the snapshot that it means.

Which register speaks for which name:

* What is judged never chooses its judge.  The old side of ``check --since``
  is named by git alone: a revision, a branch, a tag (a baseline by its tag,
  in full or by its short name), or a folder that begins with a dot or a
  slash.  Then the register of that old side is asked as well, and must agree.
* Anywhere else the register of HEAD is asked, and the working tree's for the
  names that HEAD's does not have; so a baseline that is registered keeps its
  meaning whatever the working tree says of it.
* Git's names and the register's must agree.  ``LDM-1/main`` can be called
  ``main``; so can a branch.  Where they mean different commits, nobody is
  preferred: the name is ambiguous, and each can be said in full.
* ``./v1.4`` is always a folder; ``v1.4`` is one only where it is nothing else.

A registered baseline is verified: its tag, or the commit found for it, has
the digest of the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dmccb.baseline.register import Register, entry_named, short_names, tag_fault, tag_of, text
from dmccb.errors import AmbiguousNameError, DmccbError, RefNotFoundError
from dmccb.records.nearest import nearest, question
from dmccb.records.record import Record
from dmccb.repository.folder import Folder
from dmccb.repository.git import Repository
from dmccb.repository.refused import BASELINES
from dmccb.repository.registered import ContentFinder, read_register
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import Revision, Snapshot

_PLACES = ("refs/heads/", "refs/tags/", "refs/remotes/")


class Resolved(NamedTuple):
    """A snapshot, and the register's entry where it is a registered baseline."""

    snapshot: Snapshot
    entry: Record | None = None

    @property
    def digest(self) -> str:
        """The digest that the register records, or empty."""
        return text(self.entry, "digest")


class NameResolver(NamedTuple):
    """Where names are looked up.

    Attributes
    ----------
    root
        Folder that relative folder names begin at.
    finder
        Finds the content of registered baselines; None outside of git: then
        only folders have a meaning.
    register
        Name -> entry.
    """

    root: Path
    finder: ContentFinder | None
    register: Register

    def resolve(self, name: str) -> Resolved:
        """Return what a name means.

        Raises
        ------
        RefNotFoundError
            If it means nothing; the nearest names are the hint.
        AmbiguousNameError
            If it means several commits.
        DigestMismatchError
            If a tag is not what the register says.
        """
        if (folder := _explicit_folder(self.root, name)) is not None:
            return Resolved(snapshot=folder)
        if self.finder is not None:
            known = git_names(self.finder, name)
            entry = entry_named(self.register, name)
            if entry is not None:
                found = self.finder.content_of(entry)
                _agree(name, known, entry, found.commit)
                return Resolved(snapshot=found, entry=entry)
            if known:
                return Resolved(snapshot=_revision(self.finder, name, known))
        if (self.root / name).is_dir():
            return Resolved(snapshot=_folder(self.root, name))
        raise _unknown(self.root, self.finder, name, self.register)


def resolve_judge(root: Path, finder: ContentFinder | None, name: str) -> Resolved:
    """Return what the old side of ``check --since`` is, whatever the side under review says.

    Parameters
    ----------
    root, finder
        As for ``NameResolver``.
    name
        What the user calls it.

    Raises
    ------
    RefNotFoundError
        If git knows no such name.
    AmbiguousNameError
        If it means several commits, or its own register means another one.
    DigestMismatchError
        If it is the tag of a baseline of its own register, and has other
        content.
    """
    if (folder := _explicit_folder(root, name)) is not None:
        return Resolved(snapshot=folder)
    if finder is None:
        raise _unknown(root, finder, name, {})
    known = git_names(finder, name) or _tags_named(finder, name)
    if not known:
        near = "; ".join(_hints(finder.repository, name, {}))
        raise RefNotFoundError(
            f"cannot read {name!r}: git has no revision, branch or tag of that name",
            near or "a baseline is found by its tag: git fetch --tags, or dmccb baselines restore",
        )
    found = _revision(finder, name, known)
    try:
        entry = entry_named(read_register(found), name)
    except AmbiguousNameError:
        entry = None
    except DmccbError:
        return Resolved(snapshot=found)  # no register to ask: the check says why
    if entry is not None:
        _agree(name, known, entry, finder.content_of(entry).commit)
    return Resolved(snapshot=found, entry=entry)


def git_names(finder: ContentFinder, name: str) -> Mapping[str, str]:
    """Return the full names under which git knows a name -> their commits.

    Parameters
    ----------
    finder
        Of the repository.
    name
        A branch, a tag, or any revision that git understands.

    Raises
    ------
    AmbiguousNameError
        If they are different commits.
    """
    refs = [] if tag_fault(name) else [f"{place}{name}" for place in _PLACES]
    found = {ref: commit for ref in refs if (commit := _commit(finder, ref))}
    if (commit := _commit(finder, name)) and commit not in found.values():
        found[commit] = commit  # HEAD~1, a short hash
    if len(set(found.values())) > 1:
        raise _ambiguous(name, found)
    return found


def _commit(finder: ContentFinder, revision: str) -> str:
    found = finder.objects.get(f"{revision}^{{commit}}")
    return found.oid if found else ""


def _tags_named(finder: ContentFinder, short: str) -> Mapping[str, str]:
    """Return the tags that have a short name, as the tag ``LDM-564/v1.5`` has ``v1.5`` -> their commits."""
    prefix = "refs/tags/"
    tags = [ref for ref in finder.repository.refs() if ref.startswith(prefix)]
    named = [tag for tag in tags if short in short_names(tag.removeprefix(prefix))]
    found = {tag: commit for tag in named if (commit := _commit(finder, tag))}
    if len(set(found.values())) > 1:
        raise _ambiguous(short, found)
    return found


def _revision(finder: ContentFinder, name: str, known: Mapping[str, str]) -> Revision:
    commit = next(iter(known.values()))
    return Revision(finder.repository, finder.objects, name, commit)


def _agree(name: str, known: Mapping[str, str], entry: Record, commit: str) -> None:
    """Refuse a name that git takes for another commit than the register does."""
    if known and commit not in known.values():
        raise _ambiguous(name, {**known, f"baseline {entry.id}": commit}, entry)


def _ambiguous(name: str, meanings: Mapping[str, str], entry: Record | None = None) -> AmbiguousNameError:
    told = [f"{full} ({commit[:10]})" for full, commit in sorted(meanings.items())]
    ways = [full for full in sorted(meanings) if not full.startswith("baseline ")]
    if entry is not None:
        ways.append(f"refs/tags/{tag_of(entry)}")
    return AmbiguousNameError(
        f"{name!r} is the name of different commits: {', '.join(told)}",
        f"say which: {' or '.join(dict.fromkeys(ways))}",
    )


def _explicit_folder(root: Path, name: str) -> Folder | None:
    if name.startswith((".", "/")) and (root / name).is_dir():
        return _folder(root, name)
    return None


def _folder(root: Path, name: str) -> Folder:
    """Return a folder that holds ``baselines``, or is one."""
    folder = root / name
    inside = {path.name for path in folder.iterdir()}
    tops = {kind.folder.partition("/")[0] for kind in load_kinds().values()}
    records = inside & {*tops, *(f"{top}.yaml" for top in tops)}
    if BASELINES not in {folder.name, *inside} and not records:
        raise RefNotFoundError(f"{name}: no folder '{BASELINES}' and no records in it")
    return Folder(folder, name, bare=True)


def _unknown(root: Path, finder: ContentFinder | None, name: str, register: Register) -> RefNotFoundError:
    if finder is None:
        return RefNotFoundError(
            f"no folder {name!r}, and {root} is not in a git repository",
            "run it in a clone, or name two folders",
        )
    return RefNotFoundError(
        f"cannot read {name!r}: no baseline, revision or folder of that name",
        "; ".join(_hints(finder.repository, name, register)).replace("?; ", "? ") or "git fetch --tags",
    )


def _hints(repository: Repository, name: str, register: Register) -> Iterator[str]:
    names = {ref.split("/", 2)[2] for ref in repository.refs()}
    known = sorted({*register, *names})
    old, dots, new = name.partition("..")
    if dots and old and new.strip("."):
        yield f"to compare the two: dmccb diff {old}..{new.strip('.')}"
    elif near := nearest(name, known, most=3, alike=0.5):
        yield question(near)
    elif register:
        yield f"baselines: {', '.join(sorted(register))}"
    if repository.shallow:
        yield "this clone is shallow: git fetch --unshallow --tags"
    elif not repository.run("rev-parse", "--verify", "--quiet", "HEAD", check=False):
        yield "this repository has no commit yet"
