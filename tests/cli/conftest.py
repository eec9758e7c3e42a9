"""A real repository in a folder of its own, and the program called inside this process."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from dmccb.cli.main import run

MODELINE = "# yaml-language-server: $schema={up}schemas/{kind}.schema.json\n\n"

NEW_YEAR = 1577880000  # 2020-01-01T12:00:00Z
DAY = 86400


class Result(NamedTuple):
    """What one run of the program answered."""

    code: int
    out: str
    err: str


class Dmccb(Protocol):
    """The program: ``dmccb("check", cwd=repo.root)``."""

    def __call__(self, *args: str | Path, cwd: Path | None = None) -> Result: ...


@dataclass
class Repo:
    """A git repository with a ``baselines`` folder; each commit is a day later than the one before."""

    root: Path
    commits: int = field(default=0)

    def git(self, *args: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.root), *args], env=self._environment(), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file; ``path`` is relative to the root."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def records(self, path: str, kind: str, text: str) -> Path:
        """Write a record file below ``baselines``, with its modeline before the text."""
        return self.write(
            f"baselines/{path}", MODELINE.format(up="../" * (path.count("/") + 1), kind=kind) + text
        )

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def commit(self, message: str = "change", tag: str = "") -> str:
        """Commit everything and return the commit's name."""
        self.commits += 1
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        if tag:
            self.git("tag", tag)
        return self.git("rev-parse", "HEAD")

    def _environment(self) -> dict[str, str]:
        when = f"{NEW_YEAR + DAY * self.commits} +0000"
        known = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        return known | {
            "GIT_AUTHOR_NAME": "A. Author",
            "GIT_AUTHOR_EMAIL": "author@example.org",
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_NAME": "C. Committer",
            "GIT_COMMITTER_EMAIL": "committer@example.org",
            "GIT_COMMITTER_DATE": when,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Make an empty repository with a ``baselines`` folder."""
    made = Repo(tmp_path / "repo")
    (made.root / "baselines").mkdir(parents=True)
    made.git("init", "--quiet", "--initial-branch=main")
    return made


@pytest.fixture
def dmccb(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Dmccb:
    """Call the program in this process; without ``cwd`` in the repository that ``repo`` makes."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def call(*args: str | Path, cwd: Path | None = None) -> Result:
        capsys.readouterr()
        code = run(["-C", str(cwd or tmp_path / "repo"), *map(str, args)])
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return call
