"""Plan -> a git repository with two tags, packed as a clone would be."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.records import Facts, Fields, Files, Plan, after, before, element
from dmccb.records.kinds import Kinds
from dmccb.records.write import write_file
from dmccb.repository.schemas import load_kinds

OLD, NEW = "v1.4", "v1.5"


def texts(files: Files, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """Yield path and canonical text of record files."""
    for path, records in files.items():
        yield path, write_file(kinds["milestones"], path, records)


@dataclass(frozen=True, kw_only=True)
class Generated:
    """A repository, the records of both tags as JSON, and what changed.

    Attributes
    ----------
    root
        Top of the repository.
    exported
        The two JSON files, for programs that know no git.
    facts
        What changed.
    """

    root: Path
    exported: tuple[Path, Path]
    facts: Facts


def generate(plan: Plan, folder: Path) -> Generated:
    """Write a repository, packed as a clone would be."""
    root = folder / "repository"
    root.mkdir(parents=True)
    kinds = load_kinds()
    old = before(plan)
    new, facts = after(plan, old)
    elements: dict[str, Fields] = {element(file): {"title": f"Element {file}"} for file in range(plan.files)}
    wbs = "baselines/organization/wbs.yaml"
    _git(root, "init", "--quiet", "--initial-branch=main")
    _write(root, {wbs: write_file(kinds["wbs"], wbs, elements)} | dict(texts(old, kinds)))
    _commit(root, OLD)
    _write(root, dict(texts({path: new[path] for path in new if new[path] is not old[path]}, kinds)))
    _commit(root, NEW)
    _git(root, "gc", "--quiet")
    exported = tuple(_export(folder / f"{tag}.json", files) for tag, files in ((OLD, old), (NEW, new)))
    return Generated(root=root, exported=(exported[0], exported[1]), facts=facts)


def _write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def _export(path: Path, files: Files) -> Path:
    joined = {key: fields for records in files.values() for key, fields in records.items()}
    path.write_text(json.dumps(joined, ensure_ascii=False), encoding="utf-8")
    return path


def _commit(root: Path, tag: str) -> None:
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--allow-empty", "--message", f"Baseline {tag}")
    _git(root, "tag", tag)


def _git(root: Path, *args: str) -> None:
    subprocess.run(["git", "-C", os.fspath(root), *args], check=True, env=environment())


def environment() -> dict[str, str]:
    """Return an environment in which git does the same for everybody."""
    who = {"NAME": "A Planner", "EMAIL": "planner@example.org", "DATE": "2021-06-03T12:00:00Z"}
    people = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return kept | people | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
