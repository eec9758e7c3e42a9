"""Two names -> the route of the change between them, and whom it affects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dmccb.changerecord.background import Background
from dmccb.changerecord.groups import with_titles
from dmccb.commands.as_of import AsOf
from dmccb.commands.compared import compared, compared_kinds, opened
from dmccb.commands.impact import records_before
from dmccb.commands.policies import needs_policy, read_policy
from dmccb.commands.session import session
from dmccb.impact.changed_items import changed_files, changed_items
from dmccb.impact.graph import build_graph
from dmccb.impact.parties import affected_parties, holding
from dmccb.impact.route import RoutingRule, routing
from dmccb.impact.routed import HeldParty, RoutedChange
from dmccb.policy.agreement import agreement
from dmccb.policy.organization import organization_of
from dmccb.repository.governing_files import governing_files
from dmccb.repository.progress import Progress, silent
from dmccb.repository.read import read_records
from dmccb.repository.resolve import Resolved
from dmccb.repository.schemas import load_kinds


def route(
    folder: Path, names: Sequence[str], as_of: AsOf, policy: str | None = None, *, progress: Progress = silent
) -> RoutedChange:
    """Return who controls the change between two baselines.

    Parameters
    ----------
    folder
        Where the command was started.
    names
        The old and the new name; without the new one, the working tree;
        without any, the last baseline of the register and the working tree.
    as_of
        The day on which roles are held.
    policy
        Name of the state whose policy judges; that of the old side where
        None.
    progress
        Told how far the reading is.

    Raises
    ------
    PolicyError
        If that state has no policy to judge by.
    """
    with session(folder, progress) as here:
        old, new = opened(here, names)
        judge = old if policy is None else here.open(policy)
        read = read_policy(judge.snapshot, as_of.of(new))
        rules = needs_policy(
            read, judge.snapshot.name, "--policy HEAD judges by the policy of the last commit"
        )
        found = routed((old, new), rules.routing, as_of, progress=progress)
    parties = [one.party for one in found.affected]
    items = [one.item for one in found.routing.items]
    seats = organization_of(read.records)
    rfc_class, agree = agreement(rules, seats, items, parties, found.as_of)
    return replace(found, agree=agree, rfc_class=rfc_class)


def routed(
    sides: tuple[Resolved, Resolved],
    rules: Sequence[RoutingRule],
    as_of: AsOf,
    *,
    progress: Progress = silent,
) -> RoutedChange:
    """Return who controls the change between two snapshots, by some rules.

    What is judged never chooses its judge: where the schemas of the two sides
    differ, the old one's say what a field means, and the old side says who
    holds a role, if it has the role.

    Parameters
    ----------
    sides
        The old and the new one.
    rules
        The routing rules, in any order.
    as_of
        The day on which roles are held.
    progress
        Told how far the reading is.

    Raises
    ------
    RecordFileError
        If a side cannot be read.
    RepositoryError
        If a side holds no records.
    """
    old, new = sides
    own_kinds = load_kinds(old.snapshot), load_kinds(new.snapshot)
    kinds = compared_kinds(*reversed(own_kinds))
    found, differing = compared(sides, own_kinds, kinds, progress=progress)
    now = read_records(new.snapshot, kinds, progress=progress)
    before = records_before(now, *differing)
    changes = with_titles(found, Background(before, now, kinds))
    files = governing_files(old.snapshot, new.snapshot)
    items = (*changed_items(changes, before, now, kinds), *changed_files(files))
    graphs = build_graph(before, kinds), build_graph(now, kinds)
    judged = as_of.of(new)
    return RoutedChange(
        old=changes.old.name,
        new=changes.new.name,
        as_of=judged,
        routing=routing(items, rules),
        affected=tuple(
            HeldParty(one, holding(one, graphs, judged)) for one in affected_parties(items, *graphs)
        ),
        invalid=sum(bool(change.invalid) for change in changes.changes),
    )
