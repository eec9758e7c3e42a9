"""Where an answer goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

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
        from dmccb.repository.files import replace

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
