"""The steps of a branch × git -> the content of each changed file before and after, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from dmccb.repository.log import Step
from dmccb.repository.objects import Object, Objects

Content = bytes | None
"""What a file holds; empty where it does not exist, None for a submodule or a file that is too large."""


class FileVersions:
    """Both versions of the files that steps changed, each version read once.

    Git is asked for them ahead, so that it works while we look at them; the
    steps are to be taken one after the other, from the first.

    Parameters
    ----------
    objects
        A reader of git that nothing else asks in the meantime.
    line
        The steps of a branch, newest first.
    """

    def __init__(self, objects: Objects, line: Sequence[Step]) -> None:
        self._found = objects.each(list(_needed(line)))
        self._last: dict[str, tuple[str, Content]] = {}

    def of(self, step: Step) -> list[tuple[Content, Content]]:
        """Return the content of each changed file after the step, and before it."""
        return [
            (self._content(file.path, file.new), self._content(file.path, file.old)) for file in step.files
        ]

    def _content(self, path: str, oid: str) -> Content:
        """Return one version: what a step had before is mostly what the next one has after."""
        last, content = self._last.get(path, ("", None))
        if last != oid:
            content = _blob(next(self._found)) if _exists(oid) else b""
            self._last[path] = (oid, content)
        return content


def _needed(line: Sequence[Step]) -> Iterator[str]:
    """Yield the versions that are not those looked at last, in the order in which they are looked at."""
    last: dict[str, str] = {}
    for file in chain.from_iterable(step.files for step in line):
        for oid in (file.new, file.old):
            if last.get(file.path) != oid and _exists(oid):
                yield oid
            last[file.path] = oid


def _exists(oid: str) -> bool:
    """Tell whether an object name stands for anything: it is all zeros where there is no file."""
    return bool(oid.strip("0"))


def _blob(found: Object | None) -> Content:
    return found.data if found is not None and found.type == "blob" else None
