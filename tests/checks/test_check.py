"""A check costs no more than in proportion to what it reads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from dmccb.checks.check import run_checks
from dmccb.problems import Problem
from tests.checks.plan import AS_OF, KINDS, READERS, ROOT

Write = Callable[[int], dict[str, str]]
"""Number -> collection -> text of its file."""


def milestones(number: int, body: str) -> str:
    record = "LDM-503-{each:06d}:\n" + body + "\n"
    return "".join(record.format(each=each, next=each + 1) for each in range(number))


def judge(texts: dict[str, str]) -> list[Problem]:
    files = []
    for collection, text in texts.items():
        kind = KINDS[collection]
        files.append(READERS[kind.name].read(f"baselines/{kind.folder}.yaml", text.encode()))
    return run_checks(files, KINDS, AS_OF)


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called, of Python and of C."""
    number = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return number


def in_one_record(line: str) -> Write:
    return lambda size: {
        "milestones": "A:\n  title: A\n" + "".join(line.format(each=each) for each in range(size))
    }


def each_record(body: str) -> Write:
    return lambda size: {"milestones": milestones(size, body)}


def unknown_references(size: int) -> dict[str, str]:
    release = "R-{each}:\n  document: LDM-564\n  milestone: LDM-503-{each:06d}x\n\n"
    return {
        "documents": "LDM-564:\n  title: A\n",
        "milestones": milestones(size, "  title: A\n"),
        "releases": "".join(release.format(each=each) for each in range(size)),
    }


def unknown_features(size: int) -> dict[str, str]:
    features = "".join(f"    - x{size - each}\n" for each in range(size))
    return {"releases": "R-1:\n  document: A\n  milestone: A\n  features:\n" + features}


COSTLY = [
    pytest.param(each_record("  title: A\n"), id="plain"),
    pytest.param(each_record("  {{}}\n"), id="empty"),
    pytest.param(each_record("  title:\n"), id="empty-values"),
    pytest.param(each_record("  title: A # x\n"), id="comments"),
    pytest.param(each_record("  title: 1.10\n"), id="misread"),
    pytest.param(each_record("  title: A\n  predecessors: [LDM-503-{each:06d}]\n"), id="self-references"),
    pytest.param(each_record("  title: A\n  predecessors:\n    - LDM-503-{next:06d}\n"), id="a-chain"),
    pytest.param(lambda size: {"milestones": milestones(size, "  title: A\n") * 2}, id="used-twice"),
    pytest.param(unknown_references, id="unknown-references-with-near-ids"),
    pytest.param(unknown_features, id="unknown-members-of-a-set"),
    pytest.param(in_one_record("  f{each}: x\n"), id="unknown-fields"),
    pytest.param(
        lambda size: {"milestones": "A:\n  title: A\n  aka:\n" + "    - a\n" * size},
        id="one-member-many-times",
    ),
    pytest.param(
        lambda size: {"milestones": "A:\n  title: A\n  wbs: [" + "[]," * size + "[]]\n"}, id="brackets"
    ),
]


@pytest.mark.parametrize("write", COSTLY)
def test_cost_is_in_proportion(write: Write) -> None:
    judge(write(10))  # what is loaded once is loaded
    small, large = write(700), write(1400)
    assert calls(lambda: judge(large)) <= 2.2 * calls(lambda: judge(small))


@pytest.mark.parametrize("module", ["jsonschema", "regress", "rfc3986_validator"])
def test_what_explains_is_not_loaded_where_nothing_is_wrong(module: str) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from dmccb.commands.check import check; "
        f"check(Path({str(ROOT)!r}), since=None, ref=None, as_of=date(2026, 1, 1)); "
        f"print({module!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"
