"""Plan -> a git repository with two tags, packed as a clone would be."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.records import Facts, Fields, Files, Plan, after, before, element
from dmccb.records.kinds import Kinds
from dmccb.records.write import write_file
from dmccb.repository.schemas import load_kinds

OLD, NEW = "v1.4", "v1.5"
AGAIN = f"{NEW}-again"
"""A commit after the new baseline, with the same content."""

DOCUMENT = "LDM-564"
"""The only document; the baselines are its own where they are registered."""


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

    def records(self) -> dict[str, Fields]:
        """Return ID -> fields of the new baseline."""
        found: dict[str, Fields] = json.loads(self.exported[1].read_text(encoding="utf-8"))
        return found


def generate(plan: Plan, folder: Path) -> Generated:
    """Write a repository, packed as a clone would be."""
    root = folder / "repository"
    kinds = load_kinds()
    old = before(plan)
    new, facts = after(plan, old)
    changed = {path: new[path] for path in new if new[path] is not old[path]}
    init(root)
    write(root, _organization(plan.files, kinds) | texts(old, kinds))
    commit(root, OLD)
    write(root, texts(changed, kinds))
    commit(root, NEW)
    commit(root, AGAIN)
    git(root, "gc", "--quiet")
    exported = (_export(folder / f"{OLD}.json", old), _export(folder / f"{NEW}.json", new))
    return Generated(root=root, exported=exported, facts=facts)


def texts(files: Files, kinds: Kinds) -> dict[str, str]:
    """Return path -> canonical text of files of milestones."""
    return {path: write_file(kinds["milestones"], path, records) for path, records in files.items()}


def _organization(files: int, kinds: Kinds) -> dict[str, str]:
    """Return what the milestones refer to: path -> canonical text."""
    elements: dict[str, Fields] = {element(file): {"title": f"Element {file}"} for file in range(files)}
    documents: dict[str, Fields] = {DOCUMENT: {"title": "Releases"}}
    wbs, handles = "baselines/organization/wbs.yaml", "baselines/documents.yaml"
    return {
        wbs: write_file(kinds["wbs"], wbs, elements),
        handles: write_file(kinds["documents"], handles, documents),
    }


def init(root: Path) -> None:
    """Make an empty repository."""
    root.mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main")


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files: path -> text."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def _export(path: Path, files: Files) -> Path:
    joined = {key: fields for records in files.values() for key, fields in records.items()}
    path.write_text(json.dumps(joined, ensure_ascii=False), encoding="utf-8")
    return path


def commit(root: Path, tag: str) -> None:
    """Commit everything, and tag it."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", f"Baseline {tag}")
    git(root, "tag", tag)


def git(root: Path, *args: str, send: str = "") -> None:
    """Run git in a repository."""
    command = ["git", "-C", os.fspath(root), *args]
    subprocess.run(command, check=True, env=environment(), input=send.encode(), stdout=subprocess.DEVNULL)


def environment() -> dict[str, str]:
    """Return an environment in which git does the same for everybody."""
    who = {"NAME": "A Planner", "EMAIL": "planner@example.org", "DATE": "2021-06-03T12:00:00Z"}
    people = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return kept | people | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
