"""An answer -> standard output or a file; remarks and errors -> standard error.

Nothing that a terminal would obey gets there, wherever it comes from: a
record, a file name, git, the operating system, or the command line itself.
The pages of ``RENDERERS`` are free of it; other text passes through ``inert``
here.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TextIO

import click

from dmccb.cli.colour import coloured
from dmccb.cli.screen_options import wanted_colour, wants_pager
from dmccb.errors import UsageError
from dmccb.render import FOR_PEOPLE, RENDERERS
from dmccb.render.inert import inert
from dmccb.render.view import FOLD, View

COLUMNS = 100
"""Width of an answer in colour that goes elsewhere than to a terminal."""


def answer(
    kind: str,
    value: object,
    fmt: str = "terminal",
    *,
    full: bool = False,
    summary: bool = False,
    output: Path | None = None,
) -> None:
    """Print a value, or write it to a file.

    On a terminal, what is longer than the screen goes through the reader's
    pager.

    Parameters
    ----------
    kind
        A key of ``RENDERERS``.
    value
        What to print.
    fmt
        A format of that kind; ``terminal`` is plain text where there is
        neither a terminal nor a wish for colour.
    full
        Whether to show all of a long list; a file and any other format have
        all of it.
    summary
        Whether to show the first screen alone.
    output
        The file; None for standard output.

    Raises
    ------
    UsageError
        If the file's folder does not exist.
    """
    everything = full or fmt != "terminal" or output is not None
    view = View(fold=None if everything else FOLD, full=full, summary=summary)
    colour = coloured(wanted_colour(), os.environ, terminal=is_terminal(sys.stdout))
    if fmt == "terminal" and output is None and (colour or is_terminal(sys.stdout)):
        _show(RENDERERS[kind][fmt](value, view._replace(columns=_columns(), colour=colour)))
        return
    fmt = "text" if fmt == "terminal" else fmt
    page = RENDERERS[kind][fmt](value, view)
    if output is not None:
        _write(page, output)
    elif fmt in FOR_PEOPLE:
        _show(page)
    else:
        _show(_encoded(page))


def tell(text: str) -> None:
    """Print an answer that has no other format, a part of it, or what another program will page."""
    _print(inert(text))


def tell_all(text: str) -> None:
    """Print the whole of an answer that has no other format, with a pager where it is long."""
    _show(inert(text))


def remark(text: str) -> None:
    """Print a remark about the answer on standard error."""
    with contextlib.suppress(OSError):  # nobody is listening, but the exit code still counts
        _put(f"{inert(text)}\n", sys.stderr)


def columns_of_remarks() -> int:
    """Return the width of the terminal that shows remarks; 0 where they go elsewhere, to be read by line."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns if is_terminal(sys.stderr) else 0


def complain(message: str, hint: str = "") -> None:
    """Print on standard error what is wrong, and what to do about it."""
    remark(f"dmccb: {message}")
    if hint:
        remark(f"hint: {hint}")


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal that can do more than print lines."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def refuse_missing_folder(output: Path | None) -> None:
    """Refuse a file in a folder that does not exist, which may be mistyped.

    Raises
    ------
    UsageError
        If the folder does not exist.
    """
    if output is not None and not output.parent.is_dir():
        raise UsageError(f"cannot write {output}: no such folder", f"mkdir -p {output.parent}")


def _columns() -> int:
    """Return the width of the terminal, or of a page in colour that goes elsewhere."""
    import shutil

    otherwise = (80, 24) if is_terminal(sys.stdout) else (COLUMNS, 24)
    return shutil.get_terminal_size(otherwise).columns


def _show(page: str | bytes) -> None:
    """Print a page: with the reader's pager where it is longer than the screen."""
    if wants_pager() and is_terminal(sys.stdout) and _paged(page):
        return
    _print(page)


def _paged(page: str | bytes) -> bool:
    """Show a page that is longer than the screen with the reader's pager; return whether that was done."""
    import shutil

    from dmccb.cli.pager import chosen_pager, paged, rows

    size = shutil.get_terminal_size()
    text = page if isinstance(page, str) else page.decode("utf-8")
    if rows(text, size.columns) < size.lines:  # one row is for the prompt of the shell
        return False
    pager = chosen_pager(os.environ)
    if not pager:
        return False
    sys.stdout.flush()
    data = page if isinstance(page, bytes) else page.encode(sys.stdout.encoding, "backslashreplace")
    if paged(data, pager):
        return True
    remark(f"dmccb: the pager {pager!r} failed; this is the answer without it")
    return False


def _print(page: str | bytes) -> None:
    """Print to standard output; a reader who closes the pipe early does not change the exit code."""
    try:
        _put(page, sys.stdout)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _put(page: str | bytes, stream: TextIO | None) -> None:
    """Write to a stream, unless the caller closed it: click would then choose another.

    Whether there is colour was decided when the page was written: click is
    not to take it away.
    """
    if stream is not None:
        click.echo(page, nl=False, file=stream, color=True)


def _encoded(page: str) -> bytes:
    return page.encode("utf-8", "backslashreplace")


def _write(page: str, output: Path) -> None:
    """Write a file whole, or not at all."""
    from dmccb.repository.files import replace

    refuse_missing_folder(output)
    try:
        if output.exists() and not output.is_file():  # a pipe or a device, such as /dev/null
            output.write_bytes(_encoded(page))
        else:
            replace(output, _encoded(page))
    except OSError as error:  # an error of a full disk does not name the file
        raise OSError(error.errno, error.strerror, str(output)) from error
