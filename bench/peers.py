"""What dmccb is measured beside, each as a command that prints how many records differ.

Run as a program, it is one of the peers that are libraries of Python:
``python peers.py deepdiff OLD.json NEW.json``, ``python peers.py pyyaml OLD NEW``.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NODE_MODULES = HERE / "node_modules"

PEERS = ("jsondiffpatch", "json-diff", "deepdiff", "pyyaml")


def available(name: str) -> bool:
    """Tell whether a peer is installed."""
    if name in ("jsondiffpatch", "json-diff"):
        return shutil.which("node") is not None and (NODE_MODULES / name).is_dir()
    return importlib.util.find_spec("yaml" if name == "pyyaml" else name) is not None


def command(name: str, exported: tuple[Path, Path], tags: tuple[str, str]) -> tuple[str, ...]:
    """Return the command that compares with a peer."""
    files = tuple(str(path) for path in exported)
    if name in ("jsondiffpatch", "json-diff"):
        return ("node", str(HERE / f"{name}.mjs"), *files)
    return (sys.executable, str(HERE / "peers.py"), name, *(tags if name in PARSERS else files))


def counts(old: dict[str, Any], new: dict[str, Any]) -> dict[str, int]:
    """Return how many keys differ, by plain comparison."""
    return {
        "added": len(new.keys() - old.keys()),
        "removed": len(old.keys() - new.keys()),
        "changed": sum(1 for key in old.keys() & new.keys() if old[key] != new[key]),
    }


def _deepdiff(old: dict[str, Any], new: dict[str, Any]) -> dict[str, int]:
    found = importlib.import_module("deepdiff").DeepDiff(old, new, view="tree")
    touched: dict[str, set[str]] = {"added": set(), "removed": set(), "changed": set()}
    whole = {"dictionary_item_added": "added", "dictionary_item_removed": "removed"}
    for kind, levels in found.items():
        for level in levels:
            path = level.path(output_format="list")
            touched[whole.get(kind, "changed") if len(path) == 1 else "changed"].add(path[0])
    return {kind: len(keys) for kind, keys in touched.items()}


def _pyyaml(data: bytes) -> dict[str, Any]:
    yaml = importlib.import_module("yaml")
    loaded: dict[str, Any] = yaml.load(data, Loader=yaml.CBaseLoader)
    return loaded


PARSERS: dict[str, Callable[[bytes], dict[str, Any]]] = {"pyyaml": _pyyaml}
LIBRARIES = {"deepdiff": _deepdiff}


def _blobs(tag: str) -> Iterator[bytes]:
    """Yield the milestone files of a tag."""
    listed = subprocess.run(
        ["git", "ls-tree", "-r", tag, "baselines/milestones"], check=True, capture_output=True
    )
    names = [line.split()[2] for line in listed.stdout.splitlines()]
    done = subprocess.run(
        ["git", "cat-file", "--batch"], check=True, capture_output=True, input=b"\n".join(names) + b"\n"
    )
    at = 0
    for _ in names:
        end = done.stdout.index(b"\n", at)
        size = int(done.stdout[at:end].rsplit(b" ", 1)[1])
        yield done.stdout[end + 1 : end + 1 + size]
        at = end + 2 + size


def main(name: str, old: str, new: str) -> None:
    """Compare with one peer and print the counts."""
    if name in PARSERS:
        gc.disable()
        sides = []
        for tag in (old, new):
            records: dict[str, Any] = {}
            for data in _blobs(tag):
                records.update(PARSERS[name](data))
            sides.append(records)
        answer = counts(*sides)
    else:
        before, after = (json.loads(Path(path).read_text(encoding="utf-8")) for path in (old, new))
        answer = LIBRARIES[name](before, after)
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
