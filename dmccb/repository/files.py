"""A file's content, read and written with care: bounded, never through a link, whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MAX_TEXT_BYTES = 1 << 20
"""Largest schema, or file of settings, that is read."""


class NotAFileError(Exception):
    """Something other than a regular file: a link, a pipe, a device."""


class TooLargeError(Exception):
    """A file that is larger than the limit; ``size`` in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the content of a regular file.

    Parameters
    ----------
    path
        The file; its last part must not be a symbolic link.
    limit
        The most bytes that are read.

    Raises
    ------
    NotAFileError
        If it is a link, a pipe, a folder or a device: reading might never end.
    TooLargeError
        If it is larger than the limit.
    OSError
        If the system refuses.
    """
    mode = path.lstat().st_mode  # some devices do something when they are opened
    if stat.S_ISLNK(mode):
        raise NotAFileError("a symbolic link")
    if not stat.S_ISREG(mode):
        raise NotAFileError("a folder" if stat.S_ISDIR(mode) else "a pipe or a device")
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise NotAFileError("a pipe or a device")
        if status.st_size > limit:
            raise TooLargeError(status.st_size)
        data = file.read(limit + 1)
    if len(data) > limit:  # it grew while it was read, or its size is a lie, as in /proc
        raise TooLargeError(len(data))
    return data


def replace(path: Path, data: bytes) -> None:
    """Write a file whole: whoever reads it sees the old content or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    import tempfile  # takes 4 ms to load, and only who writes needs it

    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:  # the user knows the file, not the one beside it
        raise OSError(error.errno, error.strerror, str(path)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
