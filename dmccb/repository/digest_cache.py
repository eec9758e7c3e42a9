"""Commit -> digest of its baseline, computed once.

Computing a digest reads every record; git's name of the tree stands for the
same content for ever, so the answer is kept in the repository's git folder,
where losing it costs nothing but time.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from dmccb.baseline.baseline import digest
from dmccb.repository import schemas as shipped
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import SCHEMAS, Revision

VERSION = "1"
_DIGEST = re.compile("sha256:[0-9a-f]{64}")


def digest_of(revision: Revision, progress: Progress = silent) -> str:
    """Return the digest of a commit's baseline.

    Raises
    ------
    RecordFileError
        If the commit's records cannot be read.
    """
    key = _key(revision)
    file = revision.repository.git_dir / "dmccb" / "digests"
    known = _load(file)
    if key not in known:
        known[key] = digest(read_records(revision, load_kinds(revision), progress=progress))
        _append(file, f"{key} {known[key]}\n")
    return known[key]


def _key(revision: Revision) -> str:
    """Name all that the digest depends on: the records, and the schemas that type them."""
    shipped_part = hashlib.sha256("".join(text for _, text in shipped.schemas()).encode("utf-8")).hexdigest()
    return f"{VERSION}:{revision.tree()}:{revision.tree(SCHEMAS)}:{shipped_part[:16]}"


def _load(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = (line.split() for line in lines)
    return {parts[0]: parts[1] for parts in found if len(parts) == 2 and _DIGEST.fullmatch(parts[1])}


def _append(file: Path, line: str) -> None:
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="ascii") as out:
            out.write(line)
    except OSError:
        return  # a read-only repository is computed anew each time
