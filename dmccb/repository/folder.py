"""A folder -> the record files in it as they are now."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from dmccb.problems import symlink
from dmccb.records.guard import MAX_BYTES, too_large
from dmccb.repository.snapshot import BASELINES, SCHEMAS, SUFFIXES, Listing, Snapshot, wanted


class Folder:
    """The record files of a folder as they are now.

    Parameters
    ----------
    root
        A folder that holds ``baselines``, or is one.
    name
        What to call it.
    bare
        Whether it may be a ``baselines`` folder itself, as one that the user
        names; without, a folder that has none is empty.
    """

    commit = ""

    def __init__(self, root: Path, name: str, *, bare: bool = False) -> None:
        self.name = name
        self.root = root
        self.baselines = root / BASELINES if (root / BASELINES).exists() or not bare else root

    def listing(
        self,
        other: Snapshot | None = None,  # noqa: ARG002 - the protocol's
        within: Sequence[str] = (),
    ) -> Listing:
        """Return the record files, each named as git would name its content."""
        out = Listing()
        if self.baselines.is_symlink():
            out.problems.append(symlink(BASELINES))
            return out
        for path in sorted(path for path in self._paths() if wanted(path, within)):
            file = self.baselines / path
            if file.is_symlink():
                out.problems.append(symlink(f"{BASELINES}/{path}"))
            elif not path.endswith(SUFFIXES):
                continue
            elif not file.is_file():  # a pipe would never end
                out.problems.append(symlink(f"{BASELINES}/{path}", "a pipe or a device"))
            elif (size := file.stat().st_size) > MAX_BYTES:
                out.problems.append(too_large(f"{BASELINES}/{path}", size))
            else:
                out.files[path] = blob_name(file.read_bytes())
        return out

    def _paths(self) -> Iterator[str]:
        if not self.baselines.exists():
            return
        for folder, folders, names in os.walk(self.baselines, onerror=_refuse):
            if ".git" in (*folders, *names) and Path(folder) != self.baselines:
                folders.clear()  # a submodule: no commit of this repository has its files
                continue
            links = [name for name in folders if (Path(folder) / name).is_symlink()]
            for name in (*names, *links):
                yield (Path(folder) / name).relative_to(self.baselines).as_posix()

    def read(self, paths: Sequence[str], listing: Listing) -> Iterator[bytes]:  # noqa: ARG002 - the protocol's
        """Yield the content of files, in order."""
        for path in paths:
            yield (self.baselines / path).read_bytes()

    def schemas(self) -> list[tuple[str, str]]:
        """Return the schemas beside the baselines."""
        folder = self.baselines.parent / SCHEMAS
        if not folder.is_dir():
            return []
        return [
            (f"{SCHEMAS}/{file.name}", file.read_text(encoding="utf-8", errors="replace"))
            for file in sorted(folder.glob("*.json"))
        ]


def _refuse(error: OSError) -> None:
    """Leave no folder out in silence."""
    raise error


def blob_name(data: bytes) -> str:
    """Return the name that git gives to content (SHA-1)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
