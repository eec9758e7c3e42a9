"""A long page -> the reader's pager, such as less."""

from __future__ import annotations

import math
import os
import re
import shutil
from collections.abc import Callable, Mapping

ASKED_FOR_NONE = ("", "cat")
"""Values of ``PAGER`` with which nothing is paged."""

DEFAULTS = {"LESS": "FRX", "LV": "-c"}
"""What git sets for its pagers as well: colours pass, and less leaves the page on the screen."""

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def chosen_pager(environ: Mapping[str, str], which: Callable[[str], str | None] = shutil.which) -> str:
    """Return the command line of the reader's pager; empty for none.

    Parameters
    ----------
    environ
        The environment. ``PAGER`` names the pager; if it is not set, that is
        ``less``, if there is one.
    which
        Finds a program; None if there is no such program.
    """
    if environ.get("TERM", "dumb") == "dumb":
        return ""
    if "PAGER" in environ:
        wanted = environ["PAGER"].strip()
        return "" if wanted in ASKED_FOR_NONE else wanted
    return "less" if which("less") else ""


def rows(page: str, columns: int) -> int:
    """Return how many rows a page takes on a terminal, where long lines continue on the next row."""
    lines = _STYLE.sub("", page).splitlines()
    return sum(max(1, math.ceil(len(line) / columns)) for line in lines)


def paged(page: bytes, pager: str) -> bool:
    """Show a page with a pager and wait for its end; return whether the pager worked.

    A reader who quits early, or stops the pager with a signal, has seen what
    there was to see. Any other failure (the shell found no such program, the
    pager refused its options) may have shown nothing.

    Parameters
    ----------
    page
        What to show.
    pager
        A command line, for the shell.
    """
    import signal
    import subprocess

    try:
        process = subprocess.Popen(  # noqa: S602 - PAGER is the reader's own command line, as for git
            pager,
            shell=True,
            stdin=subprocess.PIPE,
            env={**DEFAULTS, **os.environ},
        )
    except OSError:  # there is no shell
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the pager
    try:
        process.communicate(page)
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode <= 0 or process.returncode > 128
