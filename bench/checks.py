"""Number of records -> the scenarios of ``check``, ``show`` and ``impact``."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from bench import answers
from bench.generate import NEW, OLD, texts, write
from bench.goals import Goal
from bench.hostile import hostile
from bench.measure import Command
from bench.records import Fields, key_of, path_of
from bench.scenario import DMCCB, LARGE, Scenario, Workplace, plan_of, start
from dmccb.records.guard import MAX_BYTES
from dmccb.records.write import write_file
from dmccb.repository.schemas import load_kinds

DANGLING = 1_000
CHECK = (DMCCB, "check", "--json")

SINCE_SLIP, SINCE_LINK = "dmccb check --since, one slip", "dmccb check --since, one predecessor"
SINCE_CYCLE = "dmccb check --since, one predecessor that closes a cycle"
SINCE_OLD = "dmccb check --since, 1 % of the records"
SHOW, IMPACT = "dmccb show ID", "dmccb impact A B"


def checks(size: int) -> list[Scenario]:
    """Return the scenarios; goals are given for 100,000 records."""
    found = [
        Scenario(
            name=f"{size} records, checked",
            prepare=partial(_checked, size),
            goals=(Goal(of="dmccb check", limit=6, stretch=3),),
        ),
        Scenario(
            name=f"{size} records, a change checked",
            prepare=partial(_since, size),
            goals=(
                Goal(of=SINCE_SLIP, limit=1),
                Goal(of=SINCE_LINK, limit=1),
                Goal(of=SINCE_OLD, limit=5),
            ),
        ),
        Scenario(
            name=f"{size} records, {DANGLING} dangling references",
            prepare=partial(_dangling, size),
            goals=(Goal(of="dmccb check", limit=10),),
        ),
        Scenario(
            name=f"{size} records, show and impact",
            prepare=partial(_asked, size),
            goals=(
                Goal(of=SHOW, limit=0.5),
                Goal(of=IMPACT, limit=10),
                Goal(of=IMPACT, limit=512, quantity="peak"),
            ),
        ),
        _hostile(MAX_BYTES if size >= LARGE else 320 << 10),
    ]
    if size == LARGE:
        return found
    return [Scenario(name=each.name, prepare=each.prepare) for each in found]


def _check(name: str, folder: Path, right: answers.Right, *options: str) -> Command:
    return Command(name=name, args=(*CHECK, *options), folder=folder, right=right, codes=(0, 1))


def _checked(size: int, workplace: Workplace, folder: Path) -> Sequence[Command]:  # noqa: ARG001 - as all
    root = workplace.repository(plan_of(size)).root
    return [_check("dmccb check", root, answers.findings({})), start(root)]


def _since(size: int, workplace: Workplace, folder: Path) -> Sequence[Command]:
    made = workplace.repository(plan_of(size))
    records = made.records()
    last = max(key for key, fields in records.items() if fields.get("predecessors"))
    first = _ancestor(last, records)
    slip: Fields = {"due": "2031-01-01"}
    link: Fields = {"predecessors": [*_members(records[last]), key_of(1)]}
    cycle: Fields = {"predecessors": [*_members(records[first]), last]}
    fault: Fields = {"completed": "2999-01-01"}
    edits = ({last: slip}, {last: link}, {first: cycle}, {last: fault})
    copies = [_edited(made.root, folder / str(number), records, each) for number, each in enumerate(edits)]
    none, one = answers.findings({}), answers.findings({"dependency-cycle": 1})
    future = answers.findings({"future-completion": 1})
    return [
        _check(SINCE_SLIP, copies[0], none, "--since", "HEAD"),
        _check(SINCE_LINK, copies[1], none, "--since", "HEAD"),
        _check(SINCE_CYCLE, copies[2], one, "--since", "HEAD"),
        _check(SINCE_OLD, copies[3], future, "--since", OLD),
        start(made.root),
    ]


def _members(fields: Fields) -> list[str]:
    found = fields.get("predecessors", [])
    return [str(code) for code in found] if isinstance(found, list) else []


def _ancestor(key: str, records: Mapping[str, Fields]) -> str:
    """Return the first of a chain that ends with a record."""
    while members := _members(records[key]):
        key = members[0]
    return key


def _edited(root: Path, to: Path, records: Mapping[str, Fields], edits: Mapping[str, Fields]) -> Path:
    """Return a copy of a repository with other values in some fields: ID -> field -> value."""
    shutil.copytree(root, to)
    paths = {path_of(records[key]["wbs"]) for key in edits}
    for path in paths:
        inside = {key: fields for key, fields in records.items() if path_of(fields["wbs"]) == path}
        changed = {key: {**fields, **edits.get(key, {})} for key, fields in inside.items()}
        write(to, texts({path: changed}, load_kinds()))
    return to


def _dangling(size: int, workplace: Workplace, folder: Path) -> Sequence[Command]:
    """Prepare releases of milestones that do not exist, but have names like those of others."""
    root = shutil.copytree(workplace.repository(plan_of(size)).root, folder / "repository")
    lost = [f"{key_of(number * size // DANGLING)}x{number}" for number in range(DANGLING)]
    releases: dict[str, Fields] = {code: {"document": "LDM-564", "milestone": code} for code in lost}
    path = "baselines/releases.yaml"
    write(root, {path: write_file(load_kinds()["releases"], path, releases)})
    return [_check("dmccb check", root, answers.errors(DANGLING)), start(root)]


def _asked(size: int, workplace: Workplace, folder: Path) -> Sequence[Command]:  # noqa: ARG001 - as all
    made = workplace.repository(plan_of(size))
    records = made.records()
    key = max(records)
    shown = answers.shows(key, path_of(records[key]["wbs"]), records[key])
    impact = (DMCCB, "impact", OLD, NEW, "--json")
    return [
        Command(name=SHOW, args=(DMCCB, "show", key, "--json"), folder=made.root, right=shown),
        Command(name=IMPACT, args=impact, folder=made.root, right=answers.affects(made.facts, records)),
        start(made.root),
    ]


def _hostile(room: int) -> Scenario:
    size = f"{room >> 20} MiB" if room >= 1 << 20 else f"{room >> 10} KiB"
    names = [each.name for each in hostile(4096)]
    times = [Goal(of=name, limit=10) for name in names]
    peaks = [Goal(of=name, limit=512, quantity="peak") for name in names]
    goals = [goal for pair in zip(times, peaks, strict=True) for goal in pair]
    return Scenario(
        name=f"dmccb check, one hostile file of {size}",
        prepare=partial(_files, room),
        goals=tuple(goals),
    )


def _files(room: int, workplace: Workplace, folder: Path) -> Sequence[Command]:  # noqa: ARG001 - as all
    out = []
    for number, each in enumerate(hostile(room)):
        root = folder / str(number)
        write(root, {"baselines/milestones.yaml": each.text})
        right = answers.finds(each.rule) if each.rule else answers.findings({})
        out.append(_check(each.name, root, right))
    return [*out, start(folder)]
