"""Commit -> digest of its baseline, computed once.

Computing a digest reads every record, or those that differ from the commit
whose digest was computed before; git's name of the tree stands for the
same content for ever, so the answer is kept.  It is kept in the user's own
cache folder (``XDG_CACHE_HOME``, else ``~/.cache``), not in the repository:
what comes with a repository, as in an archive, a restored build folder or a
shared disk, must not say what its own baselines hold.  Each repository has a
file of its own, named for its place on this machine, so that a repository
whose objects lie answers for itself alone.  Who can write there can already
run programs as this user.  Losing it costs nothing but time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from dmccb.baseline.baseline import Lines, digest_lines, digest_of
from dmccb.errors import DmccbError
from dmccb.repository import schemas as shipped
from dmccb.repository.git import Repository
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_changed, read_records
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import SCHEMAS, Revision

VERSION = "2"
_DIGEST = re.compile("sha256:[0-9a-f]{64}")
_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")


class _Read(NamedTuple):
    """A commit of which every record was read, and the schemas that typed them."""

    commit: str
    schemas: str
    lines: Lines


class _Known(NamedTuple):
    """What the file of a repository says.

    Attributes
    ----------
    digests
        Name of a commit's content -> its digest.
    commits
        Digest -> the commit that was found for it last.
    """

    digests: dict[str, str]
    commits: dict[str, str]


class DigestCache:
    """The digests of one repository's commits; the file of known ones is read once.

    Parameters
    ----------
    repository
        Whose commits.
    progress
        Told how far the reading of records is.
    """

    def __init__(self, repository: Repository, progress: Progress = silent) -> None:
        self._repository = repository
        self._progress = progress
        self._last: _Read | None = None

    def digest_of(self, revision: Revision) -> str:
        """Return the digest of a commit's baseline.

        Raises
        ------
        RecordFileError
            If the commit's records cannot be read.
        """
        key = _key(revision)
        known = self._known.digests
        if key not in known:
            self._last = _Read(revision.commit, revision.tree(SCHEMAS), self._lines(revision))
            known[key] = digest_of(self._last.lines)
            _append(self._file, f"{key} {known[key]}\n")
        return known[key]

    def commit_with(self, digest: str) -> str:
        """Return the commit that was found for a digest before, to be verified; empty where none was."""
        return self._known.commits.get(digest, "")

    def remember(self, digest: str, commit: str) -> None:
        """Keep which commit was found for a digest: looking for it walks through the history."""
        self._known.commits[digest] = commit
        _append(self._file, f"{digest} {commit}\n")

    def _lines(self, revision: Revision) -> Lines:
        """Read a commit: where it can be, as what differs from the last one that was read."""
        kinds, last = load_kinds(revision), self._last
        if last is not None and last.schemas == revision.tree(SCHEMAS):
            before = Revision(revision.repository, revision.objects, last.commit, last.commit)
            with contextlib.suppress(DmccbError):  # reading all of it says better what is wrong
                old, new = read_changed(before, revision, kinds, progress=self._progress)
                gone = digest_lines(old)
                kept = {place: line for place, line in last.lines.items() if place not in gone}
                return kept | digest_lines(new)
        return digest_lines(read_records(revision, kinds, progress=self._progress))

    @cached_property
    def _file(self) -> Path | None:
        return cache_file(self._repository)

    @cached_property
    def _known(self) -> _Known:
        return _load(self._file)


def cache_file(repository: Repository) -> Path | None:
    """Return where the digests of a repository are kept; None for a user without a home."""
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    place = os.fsencode(repository.git_dir.resolve())
    return base / "dmccb" / f"digests-{hashlib.sha256(place).hexdigest()[:16]}"


def _key(revision: Revision) -> str:
    """Name all that the digest depends on: the records, and the schemas that type them."""
    return f"{VERSION}:{revision.tree()}:{revision.tree(SCHEMAS)}:{_shipped()}"


@lru_cache(maxsize=1)
def _shipped() -> str:
    text = "".join(text for _, text in shipped.schemas())
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _load(file: Path | None) -> _Known:
    try:
        lines = file.read_text(encoding="ascii").splitlines() if file else []
    except (OSError, UnicodeDecodeError):
        lines = []
    known = _Known(digests={}, commits={})
    for line in lines:
        name, _, value = line.partition(" ")
        if _DIGEST.fullmatch(value):
            known.digests[name] = value
        elif _DIGEST.fullmatch(name) and _COMMIT.fullmatch(value):
            known.commits[name] = value
    return known


def _append(file: Path | None, line: str) -> None:
    if file is None:
        return
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.open("a", encoding="ascii") as out:
            out.write(line)
    except OSError:
        return  # where nothing can be kept, it is computed anew each time
