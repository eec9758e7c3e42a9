"""A commit × folders -> the commits of its first-parent line that changed them, each with the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dmccb.repository.git import Repository

_FORMAT = "%H%x00%cs%x00%an%x00%s%x00%b"
_PARTS = _FORMAT.count("%x00") + 1
_PLAINLY = ("--encoding=UTF-8", "--no-show-signature", "--no-color")
"""Whatever the user has configured."""

_FILES = ("-m", "--first-parent", "--root", "--raw", "-z", "--no-renames", "--no-abbrev")


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedFile:
    """A file that a commit changed; an object name is all zeros on the side that does not have it."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A commit that changed one of the folders; ``body`` is its message without the first line."""

    commit: str
    date: str
    author: str
    subject: str
    body: str
    files: tuple[ChangedFile, ...]


def first_parents(repository: Repository, commit: str, paths: Sequence[str]) -> list[Step]:
    """Return the steps of a branch that touched some paths, newest first.

    Parameters
    ----------
    repository
        Where.
    commit
        Where to begin and go back.
    paths
        Folders and files, relative to the root of the repository.
    """
    said = repository.run("log", *_FILES, *_PLAINLY, f"--format={_FORMAT}", commit, "--", *paths)
    return list(_steps(said.split("\0")))


def _steps(parts: Sequence[str]) -> Iterator[Step]:
    at = 0
    while at + _PARTS <= len(parts):
        commit, date, author, subject, body = parts[at : at + _PARTS]
        at += _PARTS
        files = []
        while at + 1 < len(parts) and parts[at].lstrip("\n").startswith(":"):
            _, _, old, new, _ = parts[at].split(" ")
            files.append(ChangedFile(path=parts[at + 1], old=old, new=new))
            at += 2
        told = {"date": date, "author": author, "subject": subject, "body": body}
        yield Step(commit=commit, files=tuple(files), **told)
