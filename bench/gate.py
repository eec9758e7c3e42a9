"""A request with 200 comments and 50 commits -> how long the gate takes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench import answers
from bench.goals import Goal
from bench.measure import Command
from bench.scenario import DMCCB, Scenario, Workplace, checkout, start

COMMENTS, COMMITS, TIMES = 200, 50, 100
GATE, ONCE, OFTEN = "dmccb gate --facts", "one decision", f"{TIMES + 1} decisions"

_SAID = (
    "I like this. Have you thought of the schedule of the camera?",
    "> I like this.\n\nSo do I, but the camera is late anyway.",
    "```\ndmccb diff v1.4 v1.5\n```\n\nshows what I mean.",
    "/rfc read",
    "See `baselines/milestones`, and @tcam.",
    "Thanks!",
    "/rfc approve",
    "Could we move it by a week less?",
    "Yes.",
    "<!-- a remark of the editor -->\nDone.",
)


def gate() -> Scenario:
    """Return the scenario."""
    return Scenario(
        name="a request with 200 comments and 50 commits",
        prepare=_prepare,
        goals=(
            Goal(of=GATE, limit=0.3),
            Goal(of=OFTEN, to=ONCE, limit=0.005 * TIMES, extra=True),
        ),
    )


def _prepare(workplace: Workplace, folder: Path) -> Sequence[Command]:  # noqa: ARG001 - as all
    root = checkout()
    facts = folder / "facts.json"
    facts.write_text(json.dumps(_facts(root / "examples" / "facts" / "03-objection-stands.json")))
    decide = (sys.executable, "-m", "bench.decide", str(facts))
    blocked = answers.says("BLOCK")
    return [
        Command(
            name=GATE, args=(DMCCB, "gate", "--facts", str(facts)), folder=root, right=blocked, codes=(1,)
        ),
        Command(name=ONCE, args=(*decide, "1"), folder=root, right=blocked),
        Command(name=OFTEN, args=(*decide, str(TIMES + 1)), folder=root, right=blocked),
        start(root),
    ]


def _facts(example: Path) -> dict[str, Any]:
    """Return the facts of an example, with many comments and commits more."""
    facts: dict[str, Any] = json.loads(example.read_text(encoding="utf-8"))
    facts["events"] += list(_comments(facts["events"], COMMENTS - len(facts["events"])))
    first = facts["contributors"][0]
    facts["contributors"] = [{**first, "commit": f"c{number}"} for number in range(COMMITS)]
    return facts


def _comments(events: Sequence[dict[str, Any]], number: int) -> Iterator[dict[str, Any]]:
    opened = datetime.fromisoformat(events[0]["at"])
    accounts = [event["by"] for event in events if "by" in event]
    for index in range(number):
        yield {
            "id": f"more-{index}",
            "kind": "comment",
            "at": (opened + timedelta(minutes=10 * index)).isoformat(),
            "by": accounts[index % len(accounts)],
            "body": _SAID[index % len(_SAID)],
        }
