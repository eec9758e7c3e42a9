"""Who may approve, who has, and who still can: a person once, a seat once, whatever the order."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.ballot import Ballot, objected_meanwhile
from dmccb.policy.rules import Rule, Who
from dmccb.rfc.event import Account, Contributor, Event, Head
from dmccb.rfc.request import Request
from dmccb.rfc.roster import Holder, Organization
from tests.policy.build import (
    BOARD,
    D1,
    D2,
    OPENED,
    TCAM,
    account,
    approvals,
    at,
    case,
    comment,
    item,
    opened,
    organization,
    owner,
    policy_with,
    review,
    rfc,
    rule,
)

COMMITTEE = comment("chair", "/rfc empanel @expert-a @expert-b", 2)
BACK = (
    Head(at=OPENED, commit="c1", digest=D1),
    Head(at=at(10), commit="c2", digest=D2),
    Head(at=at(20), commit="c3", digest=D1),
)
"""The change was another one for ten hours."""


def by(*roles: str, **more: Any) -> Rule:
    """Return a rule by which some roles approve, and nothing else."""
    given: dict[str, Any] = {"share": "all", "including": Who(), "excluding": (), "unanimous": False}
    return rule("board", by=Who(roles=roles), **{**given, **more})


ASKER = ("requestor",)


def ballot(of: str | Rule, *events: Event, **more: Any) -> Ballot:
    """Return the ballot of a rule of the policy, or of one in its place."""
    found = rule(of) if isinstance(of, str) else of
    return Ballot(found, case(*events, under=policy_with(found), **more))


def made(*names: str) -> tuple[Contributor, ...]:
    return tuple(Contributor(commit="c1", account=account(name)) for name in names)


def holders(**roles: tuple[str, ...]) -> Organization:
    """Return the organization with other holders of some roles, some of them persons of other roles."""
    given = {role: tuple(Holder(person=name) for name in names) for role, names in roles.items()}
    return organization(**given)


# ----------------------------------------------------------------- seats


@pytest.mark.parametrize(
    ("of", "events", "more", "keys"),
    [
        pytest.param(
            "board",
            (),
            {},
            [
                "role:systems-engineer",
                "role:software-architect",
                "role:operations-architect",
                "role:interface-scientist",
                "role:tcam-square",
                "role:project-manager",
            ],
            id="the-chair-first",
        ),
        pytest.param(
            "board",
            (),
            {"rfc": rfc(requestor="square")},
            [
                "role:systems-engineer",
                "role:software-architect",
                "role:operations-architect",
                "role:interface-scientist",
                "role:project-manager",
            ],
            id="without-the-requestors-own",
        ),
        pytest.param(
            by("project-manager", excluding=("requestor",), instead=Who(roles=("subsystem-scientist",))),
            (),
            {"rfc": rfc(requestor="manager")},
            ["role:subsystem-scientist"],
            id="who-stands-in",
        ),
        pytest.param(
            by("project-manager", excluding=("requestor",), instead=Who(roles=("subsystem-scientist",))),
            (),
            {},
            ["role:project-manager"],
            id="nobody-stands-in-for-one-who-is-there",
        ),
        pytest.param(
            by("project-manager", excluding=("contributors",), instead=Who(roles=("subsystem-scientist",))),
            (),
            {"rfc": rfc(requestor="manager")},
            ["role:project-manager"],
            id="a-requestor-who-is-not-excluded",
        ),
        pytest.param(
            by("project-manager", excluding=("requestor",), instead=Who(roles=("subsystem-scientist",))),
            (),
            {"rfc": rfc(requestor="manager"), "organization": holders(subsystem_scientist=("manager",))},
            [],
            id="who-stands-in-is-the-requestor-too",
        ),
        pytest.param(
            by(
                "project-manager",
                "tcam-square",
                excluding=("requestor",),
                instead=Who(roles=("tcam-square",)),
            ),
            (),
            {"rfc": rfc(requestor="manager")},
            ["role:tcam-square"],
            id="who-stands-in-has-one-seat",
        ),
        pytest.param(
            by("project-manager", excluding=("requestor",)),
            (),
            {"rfc": rfc(requestor="manager"), "organization": holders(project_manager=("manager", "deputy"))},
            ["role:project-manager"],
            id="another-holder-can-be-asked",
        ),
        pytest.param(
            by("project-manager", excluding=("requestor",)),
            (),
            {
                "rfc": rfc(requestor="manager"),
                "organization": organization(
                    project_manager=(
                        Holder(person="manager"),
                        Holder(person="deputy", deputy=True, since=date(2026, 1, 1)),
                    )
                ),
            },
            [],
            id="the-deputy-of-the-requestor-cannot",
        ),
        pytest.param(
            by("project-manager", excluding=("requestor",)),
            (),
            {"organization": organization(project_manager=None)},
            ["role:project-manager"],
            id="a-vacant-seat-is-nobodys-own",
        ),
        pytest.param("committee", (COMMITTEE,), {}, ["person:expert-a", "person:expert-b"], id="experts"),
        pytest.param("committee", (), {}, [], id="no-experts"),
    ],
)
def test_the_seats_that_are_asked(
    of: str | Rule, events: tuple[Event, ...], more: dict[str, Any], keys: list[str]
) -> None:
    found = ballot(of, *events, **more)
    assert [seat.key for seat in found.seats] == keys
    assert found.electors == len(keys)


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        pytest.param({"share": "majority"}, 4, id="more-than-half-of-six"),
        pytest.param({"share": "all"}, 6, id="all"),
        pytest.param({"share": "", "count": 2}, 2, id="a-number"),
    ],
)
def test_how_many_must(fields: dict[str, Any], needed: int) -> None:
    assert ballot(rule("board", **fields)).needed == needed


def test_who_left_after_approving_is_not_lost() -> None:
    people = organization(systems_engineer=(Holder(person="chair", until=date(2026, 3, 3)),))
    found = ballot(by("systems-engineer", "project-manager"), *approvals("chair"), organization=people)
    assert (found.given, found.reachable, found.impossible) == (1, 2, False)
    assert list(found.able) == ["role:project-manager"]


def test_the_majority_is_of_those_other_than_the_requestor() -> None:
    found = ballot("board", rfc=rfc(requestor="square"))
    assert (found.electors, found.needed) == (5, 3)


@pytest.mark.parametrize(
    ("excluding", "persons"),
    [
        pytest.param((), set(), id="nobody"),
        pytest.param(("requestor",), {"asker", "tcam"}, id="author-and-who-is-named"),
        pytest.param(("contributors",), {"asker", "lead"}, id="who-has-a-part-in-a-commit"),
        pytest.param(("contributors", "requestor"), {"asker", "tcam", "lead"}, id="both"),
    ],
)
def test_who_is_excluded(excluding: tuple[str, ...], persons: set[str]) -> None:
    found = ballot(
        rule("board", excluding=excluding), rfc=rfc(requestor="tcam"), contributors=made("asker", "lead")
    )
    assert found.excluded == persons


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("of", "events", "more", "codes"),
    [
        pytest.param("board", approvals("chair"), {}, {"chair": ""}, id="it-counts"),
        pytest.param(
            "board",
            (comment("chair", f"/rfc approve {D2[7:30]}", 24),),
            {"heads": (BACK[1], Head(at=at(20), commit="c3", digest=D1))},
            {"chair": "other-digest"},
            id="another-change",
        ),
        pytest.param(
            "board",
            approvals("asker", "square"),
            {"rfc": rfc(requestor="square")},
            {"asker": "requestor", "square": "requestor"},
            id="the-author-and-the-requestor",
        ),
        pytest.param(
            rule("board", excluding=("contributors",)),
            approvals("asker"),
            {},
            {"asker": "contributor"},
            id="a-contributor-where-the-requestor-may",
        ),
        pytest.param(
            "board",
            approvals("square"),
            {"contributors": made("asker", "square")},
            {"square": "contributor"},
            id="a-member-with-a-part-in-a-commit",
        ),
        pytest.param(
            rule("board", excluding=("requestor",)),
            approvals("square"),
            {"contributors": made("square")},
            {"square": ""},
            id="contributors-may",
        ),
        pytest.param(
            rule("board", methods=("review",)),
            (*approvals("chair"), comment("manager", "/rfc approve", 24)),
            {},
            {"chair": "", "manager": "method"},
            id="only-reviews",
        ),
        pytest.param(
            "committee",
            (COMMITTEE, *approvals("expert-a", hours=1), *approvals("expert-b", hours=2)),
            {},
            {"expert-a": "too-early", "expert-b": ""},
            id="before-the-experts-were-named",
        ),
        pytest.param(
            "panel",
            (
                comment("asker", "/rfc escalate now", 3),
                comment("manager", "/rfc empanel @expert-a @expert-b", 5),
                *approvals("expert-a", hours=4),
                *approvals("expert-b", hours=5),
            ),
            {},
            {"expert-a": "too-early", "expert-b": ""},
            id="before-the-panel-was-named",
        ),
        pytest.param(
            by("systems-engineer", "project-manager", escalated=True),
            (
                comment("asker", "/rfc escalate now", 3),
                *approvals("chair", hours=2),
                *approvals("manager", hours=3),
            ),
            {},
            {"chair": "too-early", "manager": ""},
            id="before-the-escalation",
        ),
        pytest.param(
            by("systems-engineer", escalated=True),
            approvals("chair"),
            {},
            {"chair": ""},
            id="never-escalated",
        ),
        pytest.param(
            "board",
            (*approvals("chair", hours=1), comment("outsider", "/rfc object no", 15)),
            {"heads": BACK},
            {"chair": "objection-meanwhile"},
            id="somebody-objected-to-the-change-in-between",
        ),
    ],
)
def test_why_an_approval_does_not_count(
    of: str | Rule, events: tuple[Event, ...], more: dict[str, Any], codes: dict[str, str]
) -> None:
    found = ballot(of, *events, **more)
    assert {act.person: found.fault(act) for act in found.case.said.of("approve")} == codes
    counting = {act.person for _, act in found.approvals.values()}
    assert counting <= {person for person, code in codes.items() if not code}


@pytest.mark.parametrize(
    ("carried", "heads", "code"),
    [
        pytest.param("keep", ("c1", "c2"), "", id="equal-meaning-is-enough"),
        pytest.param("void", ("c1", "c2"), "commit-changed", id="the-commit-must-be-the-same"),
        pytest.param("void", ("c1",), "", id="the-commit-is-the-same"),
    ],
)
def test_an_approval_of_another_commit(carried: str, heads: tuple[str, ...], code: str) -> None:
    under = policy_with(carried=carried)
    seen = tuple(Head(at=at(number * 30), commit=name, digest=D1) for number, name in enumerate(heads))
    found = Ballot(under.rules["board"], case(*approvals("chair"), under=under, heads=seen))
    (act,) = found.case.said.of("approve")
    assert found.fault(act) == code


def test_an_approval_that_ended_an_objection_is_not_revived() -> None:
    events = (
        comment("square", "/rfc object no", 1),
        *approvals("square", hours=2),
        comment("square", "/rfc withdraw", 3),
    )
    found = ballot("board", *events)
    (act,) = found.case.said.of("approve")
    assert found.fault(act) == "replaced"
    assert found.approvals == {}


@pytest.mark.parametrize(
    ("approved", "objected", "verb", "expected"),
    [
        pytest.param(1, 15, "object", True, id="in-between"),
        pytest.param(1, 15, "reject", True, id="a-rejection-in-between"),
        pytest.param(1, 10, "object", True, id="when-it-went"),
        pytest.param(1, 20, "object", True, id="when-it-came-back"),
        pytest.param(1, 9, "object", False, id="before-it-went"),
        pytest.param(1, 21, "object", False, id="after-it-came-back"),
        pytest.param(1, 15, "read", False, id="no-objection"),
        pytest.param(20, 20, "object", False, id="approved-when-it-came-back"),
        pytest.param(25, 15, "object", False, id="approved-after-it-came-back"),
        pytest.param(12, 15, "object", True, id="approved-by-name-while-it-was-another"),
        pytest.param(12, 11, "object", False, id="approved-by-name-after-that-objection"),
    ],
)
def test_objected_meanwhile(approved: float, objected: float, verb: str, expected: bool) -> None:
    said = comment("outsider", f"/rfc {verb} no", objected)
    found = case(comment("chair", f"/rfc approve {D1}", approved), said, heads=BACK)
    (act,) = found.said.of("approve")
    assert objected_meanwhile(found, act) is expected


def test_nothing_was_meanwhile_where_no_head_was_seen() -> None:
    found = case(*approvals("chair"))
    (act,) = found.said.of("approve")
    assert not objected_meanwhile(case(heads=()), act)


def test_an_objection_that_was_taken_back_counts_too() -> None:
    objection = comment("outsider", "/rfc object no", 15)
    back = comment("outsider", "/rfc withdraw", 16)
    found = case(*approvals("chair", hours=1), objection, back, heads=BACK)
    (act,) = found.said.of("approve")
    assert objected_meanwhile(found, act)


# -------------------------------------------------------- once, and once


@pytest.mark.parametrize(
    ("of", "people", "names", "given", "reachable"),
    [
        pytest.param(by("systems-engineer", "project-manager"), {}, (), 0, 2, id="nobody-yet"),
        pytest.param(by("systems-engineer", "project-manager"), {}, ("chair",), 1, 2, id="one"),
        pytest.param(
            by("systems-engineer", "project-manager"),
            {"project_manager": ("chair",)},
            ("chair",),
            1,
            1,
            id="one-person-in-both-seats",
        ),
        pytest.param(
            by("systems-engineer", "project-manager"),
            {"project_manager": ("chair",)},
            (),
            0,
            1,
            id="one-person-for-both-seats",
        ),
        pytest.param(
            by("systems-engineer", "project-manager"),
            {"project_manager": ("manager", "deputy")},
            ("manager", "deputy"),
            1,
            2,
            id="two-persons-in-one-seat",
        ),
        pytest.param(
            by("systems-engineer", "project-manager"),
            {"project_manager": ("chair", "manager")},
            (),
            0,
            2,
            id="the-other-holder-takes-the-other-seat",
        ),
        pytest.param(
            by("systems-engineer", "software-architect", "operations-architect"),
            {
                "systems_engineer": ("chair", "operator"),
                "software_architect": ("architect", "deputy"),
                "operations_architect": ("architect", "chair"),
            },
            (),
            0,
            3,
            id="three-seats-that-four-persons-can-fill",
        ),
        pytest.param(
            by("systems-engineer", "project-manager"),
            {"project_manager": ()},
            (),
            0,
            1,
            id="a-vacant-seat-is-never-a-vote",
        ),
    ],
)
def test_a_person_counts_once(
    of: Rule, people: dict[str, tuple[str, ...]], names: tuple[str, ...], given: int, reachable: int
) -> None:
    found = ballot(of, *approvals(*names), organization=holders(**people))
    assert (found.given, found.reachable) == (given, reachable)
    assert found.impossible is (reachable < found.needed)


@pytest.mark.parametrize("order", [*permutations(("manager", "chair"))], ids=" then ".join)
def test_it_does_not_matter_who_approves_first(order: tuple[str, ...]) -> None:
    """The manager stands in for the chair, and both approve: that is two persons for two seats."""
    people = organization(
        systems_engineer=(
            Holder(person="chair"),
            Holder(person="manager", deputy=True, since=date(2026, 3, 1)),
        )
    )
    events = [review(name, "APPROVED", 24 + number) for number, name in enumerate(order)]
    found = ballot(by("systems-engineer", "project-manager"), *events, organization=people)
    assert (found.given, found.met, found.impossible) == (2, True, False)


def test_who_has_two_seats_leaves_one_to_the_other_who_could_take_it() -> None:
    people = holders(project_manager=("chair", "manager"))
    found = ballot(by("systems-engineer", "project-manager"), *approvals("chair"), organization=people)
    assert (found.given, found.reachable) == (1, 2)
    assert [one.person for able in found.able.values() for one in able] == ["manager"]


def test_the_first_approval_of_a_seat_is_its_own() -> None:
    found = ballot("board", *approvals("chair", hours=24), review("chair", "APPROVED", 25))
    seat, act = found.approvals["role:systems-engineer"]
    assert (seat.title, act.at) == ("Systems Engineer", at(24))


def test_an_approval_is_judged_by_the_seats_of_its_day() -> None:
    people = organization(
        systems_engineer=(
            Holder(person="chair", until=date(2026, 3, 3)),
            Holder(person="expert-a", since=date(2026, 3, 4)),
        )
    )
    of = by("systems-engineer")
    assert ballot(of, *approvals("chair", hours=24), organization=people).met
    assert not ballot(of, *approvals("chair", hours=48), organization=people).met
    assert not ballot(of, *approvals("expert-a", hours=24), organization=people).met
    assert ballot(of, *approvals("expert-a", hours=48), organization=people).met


# ---------------------------------------------------------- those affected


def test_those_affected_answer_for_each_seat() -> None:
    parties = (owner("v1"), replace(owner("v2"), name="other", persons=("owner", "lead")))
    found = ballot("owner", *approvals("owner"), parties=parties)
    assert (found.electors, found.needed, found.given, found.met) == (2, 2, 2, True)
    waiting = ballot("owner", parties=parties)
    assert (waiting.given, waiting.reachable, waiting.impossible) == (0, 2, False)
    assert [one.person for able in waiting.able.values() for one in able] == ["owner", "owner", "lead"]


def test_one_of_several_owners_is_left() -> None:
    parties = (owner("v1"), replace(owner("v1"), name="other", persons=("lead",)))
    found = ballot("owner", *approvals("owner"), parties=parties)
    assert (found.given, found.reachable, list(found.able)) == (1, 2, ["owner:lead"])


def test_a_person_who_answers_for_one_affected_can_still_sit_elsewhere() -> None:
    mixed = rule(
        "board",
        by=Who(roles=("tcam-science-pipelines",), groups=("managers",)),
        share="all",
        including=Who(),
    )
    found = ballot(mixed, parties=(TCAM,))
    assert (found.electors, found.reachable) == (2, 2)
    approved = ballot(mixed, *approvals("tcam"), parties=(TCAM,))
    assert (approved.given, approved.met) == (2, True)


# ------------------------------------------------------ one's own request


@pytest.mark.parametrize(
    ("of", "more", "given"),
    [
        pytest.param("wbs-approval", {}, 1, id="asking-is-agreeing"),
        pytest.param(rule("wbs-approval", authorship=False), {}, 0, id="not-by-this-rule"),
        pytest.param("wbs-approval", {"contributors": made("tcam", "asker")}, 0, id="somebody-else-wrote-it"),
        pytest.param("wbs-approval", {"contributors": made("asker")}, 0, id="only-somebody-else-wrote-it"),
        pytest.param("wbs-approval", {"contributors": ()}, 1, id="nobody-else-is-known"),
        pytest.param(
            "wbs-approval",
            {"contributors": (*made("tcam"), Contributor(commit="c2"))},
            0,
            id="nobody-knows-who-wrote-it",
        ),
        pytest.param("wbs-approval", {"before": ()}, 0, id="no-event-says-that-it-was-opened"),
        pytest.param("wbs-approval", {"before": (opened(by="lead"),)}, 0, id="somebody-else-opened-it"),
        pytest.param("wbs-approval", {"before": (opened(by="tcam", hours=90),)}, 0, id="not-opened-yet"),
        pytest.param(
            "wbs-approval",
            {"before": (Event(id="o", kind="opened", at=OPENED),), "request": Request(number=1, author=None)},
            0,
            id="the-account-is-deleted",
        ),
        pytest.param("manager-reports", {}, 1, id="status"),
        pytest.param("controller-reports", {}, 0, id="of-another-role"),
        pytest.param(
            "wbs-approval",
            {"organization": organization(tcam_science_pipelines=(Holder(person="lead"),))},
            0,
            id="who-has-no-seat",
        ),
    ],
)
def test_who_asks_agrees(of: str | Rule, more: dict[str, Any], given: int) -> None:
    given_facts: dict[str, Any] = {
        "before": (opened(by="tcam"),),
        "request": Request(number=17, author=account("tcam")),
        "contributors": made("tcam"),
        "parties": (TCAM,),
        "rfc": None,
    }
    found = ballot(of, **{**given_facts, **more})
    assert found.given == given
    for _, act in found.approvals.values():
        assert (act.event, act.at, act.person, act.login) == ("opened", OPENED, "tcam", "tcam")
        assert (act.verb, act.about) == ("asked", D1)


def test_an_approval_comes_before_the_asking() -> None:
    found = ballot(
        "wbs-approval",
        *approvals("tcam"),
        before=(opened(by="tcam"),),
        request=Request(number=17, author=account("tcam")),
        contributors=made("tcam"),
        parties=(TCAM,),
    )
    assert [act.verb for _, act in found.approvals.values()] == ["approve"]


# ------------------------------------------------------- who must be there


@pytest.mark.parametrize(
    ("names", "wanted", "met"),
    [
        pytest.param(("architect", "operator", "interfacer", "square"), True, False, id="neither"),
        pytest.param(BOARD, False, True, id="both"),
        pytest.param(("architect", "operator", "interfacer", "manager"), False, True, id="the-manager"),
        pytest.param(("architect", "operator", "interfacer", "chair"), False, True, id="the-chair"),
        pytest.param(("manager",), False, False, id="too-few"),
    ],
)
def test_one_of_some_must_be_among_them(names: tuple[str, ...], wanted: bool, met: bool) -> None:
    found = ballot("board", *approvals(*names))
    assert [seat.role for seat in found.including] == ["project-manager", "systems-engineer"]
    assert (found.wants_including, found.met, found.impossible) == (wanted, met, False)


def test_of_those_who_must_be_among_them_the_requestors_own_seat_is_none() -> None:
    found = ballot("board", rfc=rfc(requestor="manager"))
    assert [seat.role for seat in found.including] == ["systems-engineer"]


def test_a_group_must_be_among_them() -> None:
    of = rule("board", including=Who(groups=("chair",)))
    assert ballot(of, *approvals("architect", "operator", "interfacer", "manager")).wants_including
    assert not ballot(of, *approvals("chair")).wants_including


@pytest.mark.parametrize(
    ("people", "impossible"),
    [
        pytest.param({}, False, id="all-are-there"),
        pytest.param({"systems_engineer": None, "project_manager": None}, True, id="those-are-not"),
        pytest.param({"systems_engineer": None}, False, id="one-of-those-is"),
        pytest.param(
            {"tcam_square": None, "interface_scientist": None, "software_architect": None},
            True,
            id="too-few",
        ),
        pytest.param({"tcam_square": None, "interface_scientist": None}, False, id="just-enough"),
    ],
)
def test_what_can_never_be(people: dict[str, Any], impossible: bool) -> None:
    assert ballot("board", organization=organization(**people)).impossible is impossible


def test_of_nobody_there_is_no_majority() -> None:
    found = ballot(by("project-manager", excluding=("requestor",)), rfc=rfc(requestor="manager"))
    assert (found.electors, found.needed, found.met, found.impossible) == (0, 0, False, True)


# ---------------------------------------------------------------- others


def test_who_can_still_approve() -> None:
    people = organization(systems_engineer=(Holder(person="chair"), Holder(person="nobody")))
    found = ballot("board", *approvals("architect"), organization=people, rfc=rfc(requestor="square"))
    assert {key: [one.person for one in able] for key, able in found.able.items()} == {
        "role:systems-engineer": ["chair"],
        "role:operations-architect": ["operator"],
        "role:interface-scientist": ["interfacer"],
        "role:project-manager": ["manager"],
    }
    assert {one.by for able in found.able.values() for one in able} == {"/rfc approve"}


def test_a_contributor_is_not_asked() -> None:
    found = ballot("board", contributors=made("square"))
    assert "role:tcam-square" not in found.able
    assert (found.electors, found.reachable) == (6, 5)


def test_a_program_in_a_seat_is_no_vote() -> None:
    bot = account("chair", type="Bot")
    found = ballot("board", review("chair", "APPROVED", 24, by=bot))
    assert found.given == 0


@pytest.mark.parametrize(
    ("fields", "objectors"),
    [
        pytest.param({}, ["square", "architect"], id="the-members-the-oldest-first"),
        pytest.param({"unanimous": False}, [], id="a-rule-that-only-counts"),
    ],
)
def test_who_opposes(fields: dict[str, Any], objectors: list[str]) -> None:
    found = ballot(
        rule("board", **fields),
        comment("architect", "/rfc object no", 5),
        comment("outsider", "/rfc object no", 4),
        comment("square", "/rfc reject no", 3),
    )
    assert [act.person for act in found.opposed] == objectors


def test_the_requestor_who_sits_on_the_board_can_object() -> None:
    found = ballot("board", comment("square", "/rfc object no", 5), rfc=rfc(requestor="square"))
    assert [act.person for act in found.opposed] == ["square"]


def test_vacant_seats() -> None:
    found = ballot("board", organization=organization(tcam_square=None))
    assert found.vacant == ("Tcam Square (vacant)",)


def test_of_two_accounts_with_one_login_the_number_tells() -> None:
    impostor = Account(login="chair", id=7777)
    found = ballot("board", review("chair", "APPROVED", 24, by=impostor), items=(item(),))
    assert found.given == 0


def test_a_day_ends_by_the_servers_clock() -> None:
    """One minute before midnight, UTC, is the last day, wherever it was said."""
    people = organization(systems_engineer=(Holder(person="chair", until=date(2026, 3, 3)),))
    last = datetime.fromisoformat("2026-03-04T01:59:00+02:00")
    assert last.astimezone(UTC).date() == date(2026, 3, 3)
    event = Event(id="r", kind="review", at=last, by=account("chair"), state="APPROVED")
    assert ballot(by("systems-engineer"), event, organization=people).given == 1
