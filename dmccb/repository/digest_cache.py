"""Commit -> digest of its baseline, computed once.

Computing a digest reads every record; git's name of the tree stands for the
same content for ever, so the answer is kept.  It is kept in the user's own
cache folder (``XDG_CACHE_HOME``, else ``~/.cache``), not in the repository:
what comes with a repository, as in an archive, a restored build folder or a
shared disk, must not say what its own baselines hold.  Each repository has a
file of its own, named for its place on this machine, so that a repository
whose objects lie answers for itself alone.  Who can write there can already
run programs as this user.  Losing it costs nothing but time.
"""

from __future__ import annotations

import hashlib
import os
import re
from functools import cached_property, lru_cache
from pathlib import Path

from dmccb.baseline.baseline import digest
from dmccb.repository import schemas as shipped
from dmccb.repository.git import Repository
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import SCHEMAS, Revision

VERSION = "2"
_DIGEST = re.compile("sha256:[0-9a-f]{64}")


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

    def digest_of(self, revision: Revision) -> str:
        """Return the digest of a commit's baseline.

        Raises
        ------
        RecordFileError
            If the commit's records cannot be read.
        """
        key = _key(revision)
        if key not in self._known:
            records = read_records(revision, load_kinds(revision), progress=self._progress)
            self._known[key] = digest(records)
            _append(self._file, f"{key} {self._known[key]}\n")
        return self._known[key]

    @cached_property
    def _file(self) -> Path | None:
        return cache_file(self._repository)

    @cached_property
    def _known(self) -> dict[str, str]:
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


def _load(file: Path | None) -> dict[str, str]:
    try:
        lines = file.read_text(encoding="ascii").splitlines() if file else []
    except (OSError, UnicodeDecodeError):
        return {}
    found = (line.split() for line in lines)
    return {parts[0]: parts[1] for parts in found if len(parts) == 2 and _DIGEST.fullmatch(parts[1])}


def _append(file: Path | None, line: str) -> None:
    if file is None:
        return
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.open("a", encoding="ascii") as out:
            out.write(line)
    except OSError:
        return  # where nothing can be kept, it is computed anew each time
