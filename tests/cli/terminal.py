"""A terminal of our own, with the program at it: what it shows, and what is typed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds without a sign of life after which a test fails instead of waiting for ever."""

_AT_THE_TERMINAL = (
    "import fcntl, termios; fcntl.ioctl(1, termios.TIOCSCTTY, 0); from dmccb.cli.start import main; main()"
)
_KNOWN = {
    "TERM": "xterm-256color",
    "COLUMNS": "",
    "LINES": "",
    "PYTHONPATH": str(ROOT),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


class Terminal:
    """The program at a terminal of its own, so that keys such as Ctrl-C reach it.

    Parameters
    ----------
    process
        The program.
    ours
        Our end of the terminal.
    """

    def __init__(self, process: subprocess.Popen[bytes], ours: int) -> None:
        self.process, self._ours, self._shown = process, ours, b""

    def until(self, mark: bytes) -> None:
        """Wait until something is shown."""
        while mark not in self._shown:
            part = self._read()
            assert part, f"ended without {mark!r}: {self._shown!r}"

    def type(self, keys: bytes) -> None:
        """Type keys."""
        os.write(self._ours, keys)

    def end(self) -> tuple[int, bytes]:
        """Wait for the end; return the exit code and all that was shown."""
        while self._read():
            pass
        return self.process.wait(PATIENCE), self._shown.replace(b"\r\n", b"\n")

    def _read(self) -> bytes:
        ready, _, _ = select.select([self._ours], [], [], PATIENCE)
        assert ready, f"no sign of life after {self._shown!r}"
        try:
            part = os.read(self._ours, 65536)
        except OSError:  # nothing is left to read, as Linux says it
            part = b""
        self._shown += part
        return part


@contextlib.contextmanager
def terminal(
    *args: str, cwd: Path, env: Mapping[str, str], rows: int = 24, errors: bool = False
) -> Iterator[Terminal]:
    """Start the program at a terminal of 80 columns.

    Parameters
    ----------
    args
        Its arguments.
    cwd
        Where it starts.
    env
        Set in its environment.
    rows
        Height of the terminal.
    errors
        Whether the terminal shows standard error as well.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    known = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    with tempfile.TemporaryFile() as elsewhere:
        process = subprocess.Popen(
            [sys.executable, "-c", _AT_THE_TERMINAL, *args],
            cwd=cwd,
            env={**known, **_KNOWN, **env},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs if errors else elsewhere,
            start_new_session=True,
        )
        os.close(theirs)
        try:
            yield Terminal(process, ours)
        finally:
            process.kill()
            process.wait()
            os.close(ours)
