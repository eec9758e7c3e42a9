"""The repositories and the program of the command line's tests, for tests of what is below it."""

from __future__ import annotations

from tests.cli.conftest import dmccb, repo

__all__ = ["dmccb", "repo"]
