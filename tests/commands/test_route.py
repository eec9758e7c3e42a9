"""Who controls a change, in a real repository."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dmccb.commands.as_of import AsOf
from dmccb.commands.policies import PolicyError
from dmccb.commands.route import route, routed
from dmccb.commands.session import session
from dmccb.impact.item_facts import FILES
from dmccb.impact.route import Citation, ItemPredicate, RoutingRule
from dmccb.impact.routed import RoutedChange
from dmccb.repository.schemas import folder
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo
from tests.commands.test_policies import write
from tests.policy.texts import ASKED, ROUTE

AS_OF = AsOf(today=date(2020, 6, 1))
CITED = Citation(document="LDM-294")
RULES = (
    RoutingRule(
        id="plan", title="Plan", citation=CITED, when=ItemPredicate(planned_by=("PLAN",)), route="board"
    ),
    RoutingRule(
        id="level", title="Level 1", citation=CITED, when=ItemPredicate(levels=("1",)), route="project"
    ),
    RoutingRule(id="rest", title="Rest", citation=CITED, when=ItemPredicate(), otherwise=True, route="team"),
)


def between(repo: Repo, old: str, new: str) -> RoutedChange:
    with session(repo.root) as here:
        return routed((here.open(old), here.open(new)), RULES, AS_OF)


def routes(found: RoutedChange) -> dict[str, str]:
    return {f"{one.item.collection} {one.item.id}": one.route for one in found.routing.items}


def test_everything_under_control_is_routed(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    found = between(repo, "v1.0", "v1.1")
    assert routes(found) == {
        "milestones M-1": "board",
        "releases R-1": "board",
        "milestones M-9": "team",
        "register v1.1": "team",
        "milestones R-1": "none",
    }
    assert (found.routing.route, found.invalid, found.as_of) == ("board", 0, date(2020, 1, 2))
    release = next(one.item for one in found.routing.items if one.item.collection == "releases")
    assert (release.title, release.gained) == ("Title of R-1", ("M-2",))


def test_files_that_say_how_a_change_is_judged_are_items(repo: Repo) -> None:
    plan.write(repo, [plan.milestone("M-1")], [])
    repo.commit(tag="one")
    repo.write("dmccb.toml", "")
    repo.commit(tag="two")
    found = between(repo, "one", "two")
    assert routes(found) == {f"{FILES} dmccb.toml": "team"}


def test_no_change_of_the_schemas_hides_what_a_field_means(repo: Repo) -> None:
    """The level of a milestone is still its level, although the change says that it is nothing."""
    plan.write(repo, [plan.milestone("M-1", level=1)], [])
    repo.commit(tag="one")
    schema = json.loads((folder() / "milestone.schema.json").read_text(encoding="utf-8"))
    del schema["definitions"]["milestone"]["properties"]["level"]["x-role"]
    repo.write("schemas/milestone.schema.json", json.dumps(schema))
    plan.write(repo, [plan.milestone("M-1", title="Another", level=1)], [])
    repo.commit(tag="two")
    assert routes(between(repo, "one", "two")) == {
        "milestones M-1": "project",
        f"{FILES} schemas/milestone.schema.json": "team",
        "schemas milestone": "team",
    }


def test_who_is_affected_by_name(repo: Repo) -> None:
    def state(title: str, holder: str) -> None:
        plan.write(repo, [plan.milestone("M-1", title=title, wbs='"1.2"')], [])
        repo.records("organization/wbs.yaml", "wbs", "'1':\n  title: All\n  manager: boss\n")
        repo.records(
            "organization/roles.yaml", "role", f"boss:\n  title: Boss\n  holders:\n    - person: {holder}\n"
        )
        repo.records("organization/persons.yaml", "person", "ada:\n  name: Ada\n\neve:\n  name: Eve\n")
        repo.commit(tag=holder)

    state("One", "ada")
    state("Two", "eve")
    (one,) = between(repo, "ada", "eve").affected
    assert (one.party.name, one.party.items, one.holders) == ("Boss", ("M-1",), ("Ada",))


def test_invalid_records_are_counted(repo: Repo) -> None:
    plan.write(repo, [plan.milestone("M-1")], [])
    repo.commit(tag="one")
    plan.write(repo, [plan.milestone("M-1", level=9)], [])
    repo.commit(tag="two")
    assert between(repo, "one", "two").invalid == 1


def test_the_rules_are_those_of_the_old_side(repo: Repo, dmccb: Dmccb) -> None:
    write(repo, ROUTE, ASKED)
    plan.two_baselines(repo, dmccb)
    write(repo, ROUTE.replace("route: team", "route: board"), ASKED.replace("team", "board"))
    found = route(repo.root, ["v1.1"], AS_OF)
    assert {one.route for one in found.routing.items} == {"team"}
    assert [one.title for one in found.agree] == []
    assert {one.route for one in route(repo.root, ["v1.1"], AS_OF, ".").routing.items} == {"board"}


def test_a_side_without_a_policy_judges_nothing(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    with pytest.raises(PolicyError, match="has no policy to judge by"):
        route(repo.root, ["v1.0", "v1.1"], AS_OF)
