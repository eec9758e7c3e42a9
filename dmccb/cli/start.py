"""The program's entry: sets Python up for a short run, and hands over to the command line."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit.

    Notes
    -----
    A run is short and leaves no reference cycles behind: collecting them would
    take half of the time in which many records are read, and a twentieth of
    the time in which the commands are imported.  Taking the interpreter apart
    at the end would take 10 ms.
    """
    gc.disable()
    from dmccb.cli.main import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # else closed by the caller
            stream.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:])
    with contextlib.suppress(
        AttributeError, OSError, ValueError
    ):  # nobody is listening, and the exit code is known
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
