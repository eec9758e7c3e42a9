"""Run one command, and print its wall time, processor time, peak memory and exit code as JSON.

A program of its own, and a small one: a process inherits the peak memory of
the one that started it.  The peak is that of the largest process among the
command and what it waited for (for dmccb: Python or one of its gits).

Arguments: the file for standard output, or ``-`` for a terminal; then the command.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter


def main() -> None:
    target, command = sys.argv[1], sys.argv[2:]
    master = -1
    if target == "-":
        master, output = os.openpty()
    else:
        output = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    actions = [(os.POSIX_SPAWN_DUP2, output, 1)]
    began = perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    os.close(output)
    if master >= 0:
        drain(master)
    _, status, usage = os.wait4(process, 0)
    wall = perf_counter() - began
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    code = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    sys.stdout.write(f'{{"wall": {wall}, "cpu": {cpu}, "peak": {peak}, "code": {code}}}')


def drain(master: int) -> None:
    """Read what a terminal is sent, until nobody holds it any more."""
    try:
        while os.read(master, 1 << 16):
            pass
    except OSError:
        return


main()
