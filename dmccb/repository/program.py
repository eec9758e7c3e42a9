"""How the git program is called to read: it asks nobody, and runs nothing that a repository names."""

from __future__ import annotations

import os
from pathlib import Path

_INERT = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "protocol.allow=never",
)
"""Settings with which nothing that a repository names is run."""

_EXPLICIT = "safe.bareRepository=explicit"

_DROPPED = frozenset(
    {
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_WORK_TREE",
    }
)
"""Variables that would make git read something else than it is asked for."""

_SET = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


def git_command(root: Path, *args: str) -> list[str]:
    """Return the command line with which git reads a repository and runs nothing that it names.

    Parameters
    ----------
    root
        Top of its work tree, or its git folder.
    *args
        The subcommand and its arguments.

    Notes
    -----
    A repository with a work tree is found by its ``.git``; a bare one that is
    among its files must not take its place (``safe.bareRepository``).
    """
    settings = (*_INERT, _EXPLICIT) if (root / ".git").exists() else _INERT
    options = [part for setting in settings for part in ("-c", setting)]
    return ["git", "-C", os.fspath(root), *options, *args]


def environment() -> dict[str, str]:
    """Return an environment in which git answers in English, asks nobody, and fetches nothing.

    Replaced objects and grafts are left out: an object is what its name says.
    ``GIT_NO_LAZY_FETCH`` came with git 2.44 and was carried back to some
    older ones; where git does not know it, no protocol is allowed either.
    """
    return {key: value for key, value in os.environ.items() if key not in _DROPPED} | _SET
