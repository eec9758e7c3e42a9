"""Where an answer goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dmccb.errors import UsageError


def write(text: str, output: Path | None) -> None:
    """Print an answer, or write it to a file.

    Parameters
    ----------
    text
        The whole answer.
    output
        The file; None for standard output.

    Raises
    ------
    UsageError
        If the file's folder is not there.
    """
    if output is None:
        click.echo(text, nl=False)
        return
    check(output)
    if output.exists() and not output.is_file():  # a pipe or a device, such as /dev/null
        output.write_bytes(text.encode("utf-8"))
    else:
        replace(output, text.encode("utf-8"))


def check(output: Path | None) -> None:
    """Refuse a file whose folder is not there; a mistyped one is not made.

    Raises
    ------
    UsageError
        If the folder is not there.
    """
    if output is not None and not output.parent.is_dir():
        raise UsageError(f"cannot write {output}: no such folder", f"mkdir -p {output.parent}")


def replace(path: Path, data: bytes) -> None:
    """Write a file whole: whoever reads it sees the old content or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    import tempfile

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
