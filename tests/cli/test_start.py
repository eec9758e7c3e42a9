"""How the program begins and ends; what it prints is tested command by command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.test_main import ROOT, program


def test_nothing_is_imported_before_collecting_is_off() -> None:
    code = "import sys, dmccb.cli.start; print({'click', 'dmccb.cli.main'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"set()\n"


def test_the_program_ends_with_the_exit_code_of_the_run(tmp_path: Path) -> None:
    assert program("--version", cwd=tmp_path).returncode == 0
    assert program("no-such-command", cwd=tmp_path).returncode == 2
    assert program("diff", "a", "b", cwd=tmp_path).returncode == 3
