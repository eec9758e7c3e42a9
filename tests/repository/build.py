"""Repositories made quickly or badly, as values of the kind that ``dmccb.repository`` reads."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from dmccb.repository.digest_cache import DigestCache
from dmccb.repository.git import Repository
from dmccb.repository.objects import Objects
from dmccb.repository.registered import ContentFinder
from dmccb.repository.snapshot import Revision
from tests.cli.conftest import Repo

ONE = "M-1:\n  title: One\n"


@contextlib.contextmanager
def reading(root: Path) -> Iterator[Objects]:
    """Give a running reader of a repository."""
    with Repository(root).objects() as objects:
        yield objects


@contextlib.contextmanager
def finding(root: Path) -> Iterator[ContentFinder]:
    """Give what finds the content of a repository's registered baselines."""
    repository = Repository(root)
    with repository.objects() as objects:
        yield ContentFinder(repository=repository, objects=objects, digests=DigestCache(repository))


@contextlib.contextmanager
def revision(root: Path, name: str = "HEAD") -> Iterator[Revision]:
    """Give a commit of a repository."""
    repository = Repository(root)
    with repository.objects() as objects:
        yield Revision(repository, objects, name, repository.commit(name, objects))


def store(repo: Repo, kind: str, data: bytes) -> str:
    """Put an object into a repository, sound or not, and return its name."""
    done = subprocess.run(
        ["git", "-C", str(repo.root), "hash-object", "-t", kind, "-w", "--literally", "--stdin"],
        input=data,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def tree(repo: Repo, *entries: tuple[str, str, str]) -> str:
    """Put a tree of (mode, name, object) into a repository as it is told, and return its name."""
    rows = (mode.encode() + b" " + name.encode() + b"\0" + bytes.fromhex(oid) for mode, name, oid in entries)
    return store(repo, "tree", b"".join(rows))


def commit_tree(repo: Repo, oid: str) -> str:
    """Put a commit of a tree into a repository, and return its name."""
    return repo.git("commit-tree", "-m", "made by hand", oid)


def drop(repo: Repo, oid: str) -> None:
    """Remove a loose object from a repository."""
    (repo.root / ".git/objects" / oid[:2] / oid[2:]).unlink()


def fast_import(root: Path, stream: bytes) -> None:
    """Fill a repository from a stream of ``git fast-import``."""
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=stream, check=True)
