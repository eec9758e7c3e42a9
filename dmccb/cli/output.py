"""Where an answer goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click


def write(text: str, output: Path | None) -> None:
    """Print an answer, or write it to a file.

    Parameters
    ----------
    text
        The whole answer.
    output
        The file; None for standard output.
    """
    if output is None:
        click.echo(text, nl=False)
    else:
        replace(output, text.encode("utf-8"))


def replace(path: Path, data: bytes) -> None:
    """Write a file whole: whoever reads it sees the old content or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
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
