"""The cases that the gate must survive, as far as facts alone decide them: each by its number.

A case asks for a verdict, and for what says that it was reached for the right reason: ``rule: code`` of a
requirement, or ``@login: code`` of an act that does not count.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dmccb.commands.policies import PolicyError, PolicyRead, needs_policy, read_policy
from dmccb.policy.decision import Decision, Outcome, decision_json
from dmccb.policy.evaluate import decide
from dmccb.policy.facts import Facts, FactsError, PolicyChange, facts_json, facts_of
from dmccb.policy.rules import Policy
from dmccb.repository.folder import Folder
from dmccb.rfc.event import Account, Contributor, Event, Head
from dmccb.rfc.request import Release, Request
from dmccb.rfc.roster import Holder
from tests.policy.build import (
    ADOPTED,
    BOARD,
    D1,
    D2,
    IDS,
    OPENED,
    READ,
    ROOT,
    account,
    approvals,
    at,
    comment,
    decided,
    facts,
    item,
    opened,
    organization,
    policy,
    replaced,
    requested,
    review,
    rfc,
    team_item,
)

CASES = re.findall(
    r"S-\w+",
    """
    S-01 S-02 S-03 S-04 S-05 S-06 S-07 S-08 S-09 S-10 S-11 S-12 S-13 S-14b S-14c S-15 S-16 S-17 S-20 S-22 S-23
    S-24 S-31 S-32 S-33 S-35 S-37 S-39 S-40 S-41 S-43 S-45 S-48 S-49 S-50 S-51 S-52 S-55 S-56 S-58 S-59 S-61
    S-62 S-65 S-66 S-67 S-68 S-70 S-71 S-72 S-74 S-75 S-78 S-79 S-80 S-82 S-83 S-84 S-85 S-86 S-88 S-90 S-92
    S-93 S-94 S-96 S-97
    """,
)
"""The cases that facts alone decide (layer U)."""

LISTED = ROOT.parent / "shared" / "design" / "gate-cases.md"

SECOND = 1 / 3600
WEEK = 168
ENOUGH = approvals(*BOARD)
THREE = approvals("chair", "architect", "operator")
"""One fewer than enough."""

LAST = approvals("manager")
MISSING = {"board: approvals-missing"}


def reasons(found: Decision) -> set[str]:
    """Return what a verdict rests on: the codes of its requirements, and of what does not count."""
    tops: tuple[Outcome, ...] = (*found.requirements, *found.owed)
    codes = {f"{one.rule}: {one.code}" for top in tops for one in top.all()}
    return codes | {f"@{one.act.login}: {one.code}" for one in found.uncounted}


def judged(found: Decision, verdict: str, because: set[str]) -> None:
    """Assert a verdict and its reasons."""
    assert (found.verdict, because - reasons(found)) == (verdict, set())


def kind(collection: str, handle: str, **more: Any) -> dict[str, Any]:
    """Return the facts of a request that changes one item of a kind, and its record."""
    given = {"documents": (), "levels": (), "days_min": None, "days_max": None, "elements": (), **more}
    return {"items": (item(handle, collection=collection, **given),), "rfc": rfc(affected=(handle,))}


def team(**more: Any) -> dict[str, Any]:
    """Return the facts of a request on the team's route."""
    return {"items": (team_item(),), "rfc": rfc(affected=("DM-1",), **more)}


RULE = kind("rules", "board")
LSE = kind("documents", "LSE-61", series=("LSE",))


def with_lcr(lcr: str) -> dict[str, Any]:
    return {**LSE, "rfc": rfc(affected=("LSE-61",), lcr=lcr)}


# ---------------------------------------------------------- source of the policy

WEAKER = PolicyChange(version=2)


@pytest.mark.parametrize(
    ("given", "verdict", "because"),
    [
        pytest.param(
            facts(READ, *approvals("chair"), ADOPTED, change={"policy": WEAKER}, **RULE),
            "WAIT",
            {*MISSING, "policy-change: policy-newer"},
            id="S-01-its-own-weaker-rule-does-not-judge-it",
        ),
        pytest.param(
            facts(READ, *THREE, ADOPTED, change={"policy": WEAKER}, **RULE),
            "WAIT",
            MISSING,
            id="S-01-one-person-short",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, change={"policy": WEAKER}, **RULE),
            "PASS",
            {"board: approved", "policy-change: policy-newer"},
            id="S-01-approved-by-the-policy-before",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, **RULE),
            "ERROR",
            {"policy-change: policy-unknown"},
            id="S-01-nobody-says-what-becomes-of-the-policy",
        ),
        pytest.param(
            facts(READ, *THREE, *approvals("author"), ADOPTED, **kind("roles", "software-architect")),
            "WAIT",
            {*MISSING, "@author: no-seat"},
            id="S-02-the-seat-is-only-proposed",
        ),
        pytest.param(
            facts(READ, *THREE, *approvals("asker"), ADOPTED, **kind("roles", "software-architect")),
            "WAIT",
            {*MISSING, "@asker: requestor"},
            id="S-02-a-seat-for-oneself",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                *approvals("author"),
                ADOPTED,
                organization=organization(interface_scientist=[Holder(person="author")]),
                **kind("roles", "software-architect"),
            ),
            "PASS",
            {"board: approved"},
            id="S-02-the-base-branch-has-the-seat",
        ),
        pytest.param(
            facts(READ, *THREE, ADOPTED, request=Request(number=17, author=account("asker"), base="weak")),
            "WAIT",
            MISSING,
            id="S-03-into-a-side-branch",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, request=Request(number=17, author=account("asker"), base="weak")),
            "PASS",
            {"board: approved"},
            id="S-03-into-a-side-branch-by-the-one-policy",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, change={"policy": PolicyChange(version=0)}, **RULE),
            "BLOCK",
            {"policy-change: policy-older"},
            id="S-11-an-older-version",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, change={"policy": PolicyChange(version=1)}, **RULE),
            "BLOCK",
            {"policy-change: policy-older"},
            id="S-11-the-same-version",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, change={"policy": PolicyChange(version=None)}, **RULE),
            "BLOCK",
            {"policy-change: policy-invalid"},
            id="S-11-no-policy-any-more",
        ),
        pytest.param(
            facts(
                READ, *ENOUGH, ADOPTED, change={"policy": PolicyChange(version=2, fault="no rules")}, **RULE
            ),
            "BLOCK",
            {"policy-change: policy-invalid"},
            id="S-11-newer-and-broken",
        ),
    ],
)
def test_policy_source(given: Facts, verdict: str, because: set[str]) -> None:
    judged(decide(policy(), given), verdict, because)


def only(*rules: str) -> Policy:
    """Return the policy with some of its rules alone."""
    kept = {name: rule for name, rule in policy().rules.items() if name in rules}
    return replaced(policy(), rules=kept)


def rule(name: str, **more: Any) -> Policy:
    """Return the policy with one rule changed."""
    changed = msgspec.structs.replace(policy().rules[name], **more)
    return replaced(policy(), rules={**policy().rules, name: changed})


ROUTES = [name for name, one in policy().rules.items() if one.requirement == "route"]


@pytest.mark.parametrize(
    ("rules", "given", "verdict", "because"),
    [
        pytest.param(only(), facts(), "ERROR", {"facts: policy-empty"}, id="S-04-a-policy-without-rules"),
        pytest.param(
            only(*(name for name in policy().rules if name != "route-team")),
            facts(READ, ADOPTED, **team()),
            "BLOCK",
            {"coverage: no-rule"},
            id="S-09-no-rule-gives-it-a-route",
        ),
        pytest.param(
            only(*ROUTES),
            facts(READ, ADOPTED, **team()),
            "BLOCK",
            {"coverage: no-rule"},
            id="S-09-no-rule-asks-anything",
        ),
        pytest.param(
            only(*ROUTES),
            facts(items=(team_item(control="note"),), rfc=None),
            "N/A",
            {"coverage: not-controlled"},
            id="S-09-nothing-under-control",
        ),
        pytest.param(
            rule("board", methods=("command",)),
            facts(READ, *ENOUGH, ADOPTED),
            "WAIT",
            {*MISSING, "@architect: method"},
            id="S-14c-a-review-where-a-command-is-asked",
        ),
        pytest.param(
            rule("board", methods=("command",)),
            facts(READ, *(comment(name, "/rfc approve", 24) for name in BOARD), ADOPTED),
            "PASS",
            {"board: approved"},
            id="S-14c-the-command-that-is-asked",
        ),
        pytest.param(
            rule("board", methods=("review",)),
            facts(
                READ,
                *approvals("chair", "operator", "manager"),
                comment("architect", "/rfc approve", 24),
                ADOPTED,
            ),
            "WAIT",
            {*MISSING, "@architect: method"},
            id="S-14c-a-command-where-a-review-is-asked",
        ),
    ],
)
def test_policy_that_is_loaded(rules: Policy, given: Facts, verdict: str, because: set[str]) -> None:
    judged(decide(rules, given), verdict, because)


VACANT = {"interface_scientist": None, "tcam_square": None}
"""Two of six seats without a holder: the four others are just enough."""

NO_DECIDER = {"project_manager": None, "systems_engineer": None}
"""Nobody to chair, to decide alone, or to name experts."""


@pytest.mark.parametrize(
    ("given", "verdict", "because"),
    [
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, organization=organization(**VACANT)),
            "PASS",
            {"board: approved"},
            id="S-10-the-others-are-enough",
        ),
        pytest.param(
            facts(READ, *THREE, ADOPTED, organization=organization(**VACANT)),
            "WAIT",
            MISSING,
            id="S-10-a-vacant-seat-counts-as-one",
        ),
        pytest.param(
            facts(READ, *THREE, ADOPTED, organization=organization(**VACANT, operations_architect=None)),
            "WAIT",
            {"board: seats-vacant", "one-week: too-early"},
            id="S-10-the-board-cannot-and-the-manager-will-can",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, organization=organization(**NO_DECIDER)),
            "ERROR",
            {
                "board: seats-vacant",
                "one-week: seats-vacant",
                "urgent: seats-vacant",
                "committee: seats-vacant",
            },
            id="S-10-nobody-can-by-any-way",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, organization=organization(project_manager=None)),
            "WAIT",
            MISSING,
            id="S-10-the-chair-can-do-without-the-manager",
        ),
        pytest.param(
            facts(
                READ,
                ADOPTED,
                organization=organization(tcam_science_pipelines=None, project_manager=None),
                **team(),
            ),
            "ERROR",
            {"notify: seats-vacant"},
            id="S-10-nobody-can-be-told",
        ),
        pytest.param(
            facts(READ, ADOPTED, organization=organization(tcam_science_pipelines=None), **team()),
            "PASS",
            {"notify: told"},
            id="S-10-the-manager-is-told-instead",
        ),
    ],
)
def test_vacant_seats(given: Facts, verdict: str, because: set[str]) -> None:
    found = decide(policy(), given)
    judged(found, verdict, because)
    assert any("vacant" in text for text in found.warnings)


# ------------------------------------------------------------ loading a policy

RULES, PROFILES = "policy/rules.yaml", "policy/profiles.yaml"
ROLES, PERSONS, BOARDS = "organization/roles.yaml", "organization/persons.yaml", "organization/boards.yaml"
TRIAGE = "  requirement: read\n"
COUNT = "      - board\n  count: 1\n"
PERSON = "  name: Don Petravick\n"
UNAPPROVED = "¦ldm-294:\n  title: Change control of LSST Data Management\n  version: 1\n"
APPROVED = UNAPPROVED[1:] + "  approved: LDM-294 (2017-06-28)\n"
PLACE = "¦"
"""Marks in an edited text where the problem is."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a folder that holds the policy and the organization of this repository."""
    for folder in ("policy", "organization"):
        shutil.copytree(ROOT / "baselines" / folder, tmp_path / "baselines" / folder)
    return tmp_path


def read(repository: Path) -> PolicyRead:
    return read_policy(Folder(repository, "here"), date(2026, 3, 2))


def broken(repository: Path, file: str, old: str, new: str) -> tuple[PolicyRead, tuple[int, int]]:
    """Return the policy after an edit, and the place that it marks; all is replaced where old is empty."""
    path = repository / "baselines" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1 or not old, old
    text = text.replace(old, new) if old else new
    before, marked, after = text.partition(PLACE)
    path.write_text(before + after, encoding="utf-8")
    place = (before.count("\n") + 1, len(before) - before.rfind("\n")) if marked else (0, 0)
    return read(repository), place


def test_the_policy_itself_can_be_loaded(repository: Path) -> None:
    assert read(repository).policy is not None


LOADING = [
    pytest.param(RULES, "", "", "policy-missing", id="S-04-empty"),
    pytest.param(RULES, "", "# none yet\n", "policy-missing", id="S-04-only-a-comment"),
    pytest.param(RULES, "", "¦{}\n", "not-a-record", id="S-04-an-empty-mapping"),
    pytest.param(PROFILES, "", "", "policy-missing", id="S-04-rules-without-a-profile"),
    pytest.param(
        RULES,
        "  requirement: approval\n  by:\n    roles:\n      - project-controller\n  count: 1\n",
        "  requirement: ¦approval\n  by:\n    roles:\n      - project-controller\n",
        "policy-option",
        id="S-05-no-count",
    ),
    pytest.param(RULES, COUNT, "      - board\n  count: ¦0\n", "schema-range", id="S-05-none"),
    pytest.param(RULES, COUNT, "      - board\n  count: ¦-1\n", "schema-range", id="S-05-fewer-than-none"),
    pytest.param(RULES, COUNT, "      - board\n  count: ¦true\n", "wrong-type", id="S-05-a-boolean"),
    pytest.param(RULES, COUNT, "      - board\n  count: ¦yes\n", "wrong-type", id="S-05-an-old-boolean"),
    pytest.param(RULES, COUNT, '      - board\n  count: ¦"1"\n', "wrong-type", id="S-05-a-text"),
    pytest.param(RULES, COUNT, "      - board\n  count: ¦1.5\n", "wrong-type", id="S-05-a-half-person"),
    pytest.param(
        RULES, COUNT, "      - board\n  count: ¦7\n", "policy-impossible", id="S-05-more-than-there-are"
    ),
    pytest.param(
        RULES,
        "  share: majority\n  including:\n    roles:\n      - project-manager",
        "  share: ¦most\n  including:\n    roles:\n      - project-manager",
        "schema-enum",
        id="S-05-an-unknown-share",
    ),
    pytest.param(RULES, "\nassessment:\n", "\n¦accepted:\n", "duplicate-id", id="S-06-a-rule-twice"),
    pytest.param(RULES, COUNT, f"{COUNT}  ¦count: 1\n", "duplicate-key", id="S-06-a-field-twice"),
    pytest.param(
        RULES,
        "    decided:\n      - urgent\n",
        "    decided:\n      - urgent\n    ¦decided:\n      - urgent\n",
        "duplicate-key",
        id="S-06-an-inner-field-twice",
    ),
    pytest.param(ROLES, "\nlead-drp:\n", "\n¦lead-dax:\n", "duplicate-id", id="S-06-a-role-twice"),
    pytest.param(
        RULES,
        "accepted:\n  title: The Project Manager or",
        "¦unused:\n  title: The Project Manager or",
        "policy-unused",
        id="S-07-nothing-leads-to-it",
    ),
    pytest.param(RULES, COUNT, f"{COUNT}  ¦quorum: 4\n", "unknown-field", id="S-08-an-unknown-field"),
    pytest.param(RULES, COUNT, "      - board\n  ¦cuont: 1\n", "unknown-field", id="S-08-a-misspelt-field"),
    pytest.param(RULES, TRIAGE, "  requirement: ¦raed\n", "schema-enum", id="S-08-a-misspelt-requirement"),
    pytest.param(
        RULES,
        "      - project-controller\n",
        "      - ¦project-contoller\n",
        "policy-name",
        id="S-08-a-misspelt-role",
    ),
    pytest.param(
        RULES,
        "    - one-week\n    - panel\n    - urgent\n  reason: A change of",
        "    - ¦one-weak\n    - panel\n    - urgent\n  reason: A change of",
        "policy-name",
        id="S-08-a-misspelt-way",
    ),
    pytest.param(
        RULES,
        COUNT,
        f"{COUNT}  unanimous: ¦true\n",
        "policy-option",
        id="S-08-an-option-that-another-kind-takes",
    ),
    pytest.param(
        PROFILES, "  carried: keep\n", "  ¦caried: keep\n", "unknown-field", id="S-08-a-misspelt-setting"
    ),
    pytest.param(PROFILES, APPROVED, UNAPPROVED, "missing-field", id="S-12-unapproved"),
    pytest.param(PROFILES, "  version: 1\n", "  version: ¦0\n", "schema-range", id="S-12-version-zero"),
    pytest.param(
        PROFILES,
        "  approved: LDM-294 (2017-06-28)\n",
        '  approved: ¦""\n',
        "empty-value",
        id="S-12-approved-by-nothing",
    ),
    pytest.param(RULES, TRIAGE, "  requirement: ¦trust\n", "schema-enum", id="S-12-invalid-from-the-start"),
    pytest.param(
        RULES,
        "",
        "a: ¦&a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30)),
        "anchor",
        id="S-13-anchor-bomb",
    ),
    pytest.param(
        RULES,
        "",
        "a0: ¦&a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
        "anchor",
        id="S-13-anchors-that-double",
    ),
    pytest.param(RULES, "", "a: ¦&a\n  title: *a\n", "anchor", id="S-13-alias-cycle"),
    pytest.param(RULES, "", "a: " + "[" * 19 + "¦" + "[" * 99_981, "too-deep", id="S-13-deep-lists"),
    pytest.param(
        RULES,
        "",
        "".join(" " * n + "a:\n" for n in range(20)) + " " * 20 + "¦a:\n" + " " * 21 + "a:\n",
        "too-deep",
        id="S-13-deep-mappings",
    ),
    pytest.param(
        RULES, "", "¦a:\n  title: " + "x" * 600_000, "record-too-large", id="S-13-a-record-of-600-kB"
    ),
    pytest.param(RULES, "", "#" * 20_000_000, "file-too-large", id="S-13-a-file-of-20-MB"),
    pytest.param(RULES, TRIAGE, f"{TRIAGE}  ¦on: x\n", "ambiguous-key", id="S-13-on-as-a-key"),
    pytest.param(RULES, "\nurgent:\n", "\n¦no:\n", "ambiguous-key", id="S-13-no-as-a-name"),
    pytest.param(RULES, "\nurgent:\n", "\n¦17:\n", "ambiguous-key", id="S-13-a-number-as-a-name"),
    pytest.param(RULES, "\nurgent:\n", "\n¦~:\n", "not-a-record", id="S-13-null-as-a-name"),
    pytest.param(
        RULES,
        "  unanimous: true\n  reason: The members",
        "  unanimous: ¦on\n  reason: The members",
        "wrong-type",
        id="S-13-on-as-a-boolean",
    ),
    pytest.param(
        PERSONS,
        PERSON,
        f"{PERSON}  github:\n    login: don\n    id: ¦0123\n",
        "wrong-type",
        id="S-13-octal-looking-number",
    ),
    pytest.param(
        PERSONS,
        PERSON,
        f"{PERSON}  github:\n    login: don\n    id: ¦0o17\n",
        "wrong-type",
        id="S-13-octal-number",
    ),
    pytest.param(
        RULES, "  period: 72h\n", "  period: ¦72:00\n", "schema-pattern", id="S-13-sexagesimal-looking-period"
    ),
    pytest.param(
        RULES,
        "  title: Release by the author\n",
        "  title: ¦!!python/name:os.system\n",
        "tag",
        id="S-13-a-tag",
    ),
    pytest.param(
        ROLES,
        "    - person: john-swinbank\n",
        "    - person: ¦[john-swinbank\n",
        "syntax",
        id="S-14b-no-yaml",
    ),
    pytest.param(
        ROLES,
        "    - person: john-swinbank\n",
        "    - ¦john-swinbank\n",
        "wrong-type",
        id="S-14b-a-name-for-a-holder",
    ),
    pytest.param(
        ROLES,
        "    - person: john-swinbank\n",
        "    - person: john-swinbank\n      from: ¦2017-13-01\n",
        "schema-format",
        id="S-14b-a-month-that-is-none",
    ),
    pytest.param(
        PERSONS,
        PERSON,
        f"{PERSON}  ¦github:\n    login: don\n",
        "missing-field",
        id="S-14b-no-number-of-an-account",
    ),
    pytest.param(
        BOARDS,
        "  chair: systems-engineer\n",
        "  ¦char: systems-engineer\n",
        "unknown-field",
        id="S-14b-no-chair",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), LOADING)
def test_loading(repository: Path, file: str, old: str, new: str, problem: str) -> None:
    found, place = broken(repository, file, old, new)
    errors = [one for one in found.problems if one.severity == "error"]
    assert found.policy is None
    assert (problem, *place) in {(one.rule, one.line, one.column) for one in errors}
    with pytest.raises(PolicyError):
        needs_policy(found, "the folder")


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param("policy", id="S-04-no-policy"),
        pytest.param("policy/rules.yaml", id="S-04-no-rules"),
        pytest.param("policy/profiles.yaml", id="S-12-no-profile"),
        pytest.param("", id="S-04-nothing-at-all"),
    ],
)
def test_nothing_to_load(repository: Path, folder: str) -> None:
    place = repository / "baselines" / folder
    if place.is_file():
        place.unlink()
    else:
        shutil.rmtree(place)
    found = read(repository)
    assert found.policy is None
    assert "policy-missing" in {one.rule for one in found.problems}


TINY = """
r{:06}:
  title: x
  requirement: open
  when:
    routes:
      - team
  reason: x
  citation:
    document: LDM-294
"""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param(
            BOARDS,
            "  chair: systems-engineer\n",
            "  chair: system-engineer\n",
            id="S-14b-a-chair-that-is-no-role",
        ),
        pytest.param(
            BOARDS,
            "role: software-architect\n",
            "role: software-architekt\n",
            id="S-14b-a-seat-that-is-no-role",
        ),
    ],
)
def test_a_roster_names_what_is_on_record(repository: Path, file: str, old: str, new: str) -> None:
    found, _ = broken(repository, file, old, new)
    assert found.policy is None


@pytest.mark.parametrize("size", [pytest.param(10_000_000, id="S-13-10-MB-of-small-rules")])
def test_a_policy_is_not_endless(repository: Path, size: int) -> None:
    rules = repository / "baselines" / RULES
    with rules.open("a", encoding="utf-8") as file:
        file.writelines(TINY.format(number) for number in range(size // len(TINY)))
    assert read(repository).policy is None


# ------------------------------------------------------ which content was approved

PUSHED = (Head(at=at(), commit="c1", digest=D1), Head(at=at(30), commit="c2", digest=D2))
BACK = (*PUSHED, Head(at=at(31), commit="c1", digest=D1))
REBASED = (Head(at=at(), commit="c1", digest=D1), Head(at=at(30), commit="c2", digest=D1))
AGREED = comment("asker", f"/rfc adopt {D2} agreed", 110)
AGAIN = comment("asker", f"/rfc adopt {D1} agreed", 110)
LATE: dict[str, Any] = {"hours": 111}
"""When even the window of what was pushed on the second day is over."""


@pytest.mark.parametrize(
    ("given", "verdict", "because"),
    [
        pytest.param(
            facts(READ, *ENOUGH, AGREED, heads=PUSHED, digest=D2, **LATE),
            "WAIT",
            {*MISSING, "@chair: other-digest", "@manager: other-digest"},
            id="S-15-pushed-after-the-approvals",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, *approvals(*BOARD, hours=90), heads=PUSHED, digest=D2, **LATE),
            "WAIT",
            {"board: approved", "consensus: other-digest"},
            id="S-15-the-consensus-too",
        ),
        pytest.param(
            facts(READ, *ENOUGH, *approvals(*BOARD, hours=90), AGREED, heads=PUSHED, digest=D2, **LATE),
            "PASS",
            {"board: approved", "@chair: replaced"},
            id="S-15-approved-anew",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                *LAST,
                *approvals("chair", "architect", "operator", hours=90),
                AGREED,
                heads=PUSHED,
                digest=D2,
                **LATE,
            ),
            "WAIT",
            {*MISSING, "@manager: other-digest"},
            id="S-15-one-did-not-approve-anew",
        ),
        pytest.param(
            facts(
                READ,
                *(review(name, "APPROVED", 24, digest=D2) for name in BOARD),
                AGREED,
                heads=PUSHED,
                digest=D2,
                **LATE,
            ),
            "WAIT",
            {*MISSING, "@chair: too-soon"},
            id="S-16-a-review-pointed-to-a-head-that-came-later",
        ),
        pytest.param(
            facts(
                READ,
                *(review(name, "APPROVED", 30 + 59 * SECOND) for name in BOARD),
                AGREED,
                heads=PUSHED,
                digest=D2,
                **LATE,
            ),
            "WAIT",
            {*MISSING, "@chair: too-soon"},
            id="S-16-one-second-short-of-the-reading-time",
        ),
        pytest.param(
            facts(
                READ,
                *(review(name, "APPROVED", 30 + 60 * SECOND) for name in BOARD),
                AGREED,
                heads=PUSHED,
                digest=D2,
                **LATE,
            ),
            "PASS",
            {"board: approved"},
            id="S-16-read-for-a-minute",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                comment("manager", f"/rfc approve {D1}", 90),
                AGREED,
                heads=PUSHED,
                digest=D2,
                **LATE,
            ),
            "WAIT",
            {*MISSING, "@manager: other-digest"},
            id="S-17-names-the-digest-before",
        ),
        pytest.param(
            facts(
                READ,
                *(comment(name, f"/rfc approve {D2}", 30) for name in BOARD),
                AGREED,
                heads=PUSHED,
                digest=D2,
                **LATE,
            ),
            "PASS",
            {"board: approved"},
            id="S-17-names-the-digest-of-now",
        ),
        pytest.param(
            facts(READ, *ENOUGH, AGAIN, heads=BACK, **LATE),
            "PASS",
            {"board: approved"},
            id="S-20-away-and-back",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                comment("outsider", "/rfc object no", 30.5),
                comment("outsider", "/rfc withdraw", 40),
                AGAIN,
                heads=BACK,
                **LATE,
            ),
            "WAIT",
            {*MISSING, "@architect: objection-meanwhile", "no-objection: no-objection"},
            id="S-20-an-objection-meanwhile-though-taken-back",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                comment("outsider", "/rfc object no", 30.5),
                comment("outsider", "/rfc withdraw", 40),
                *approvals(*BOARD, hours=50),
                AGAIN,
                heads=BACK,
                **LATE,
            ),
            "PASS",
            {"board: approved"},
            id="S-20-approved-after-the-objection",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                comment("outsider", "/rfc object no", 30 - SECOND),
                comment("outsider", "/rfc withdraw", 40),
                AGAIN,
                heads=BACK,
                **LATE,
            ),
            "PASS",
            {"board: approved"},
            id="S-20-an-objection-one-second-before-it-went",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                comment("outsider", "/rfc object no", 30),
                comment("outsider", "/rfc withdraw", 40),
                AGAIN,
                heads=BACK,
                **LATE,
            ),
            "WAIT",
            {*MISSING, "@architect: objection-meanwhile"},
            id="S-20-an-objection-in-the-second-of-its-going",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, heads=REBASED, **LATE),
            "PASS",
            {"board: approved"},
            id="S-22-rebased",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                AGREED,
                heads=PUSHED,
                digest=D2,
                contributors=(
                    Contributor(commit="c1", account=account("asker")),
                    Contributor(commit="c2", part="committer", account=account("manager")),
                ),
                **LATE,
            ),
            "WAIT",
            {*MISSING, "@manager: other-digest", "@chair: other-digest"},
            id="S-23-a-merge-of-the-base-with-edits",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                ADOPTED,
                heads=REBASED,
                change={"textual": ("baselines/products.yaml",)},
                **LATE,
            ),
            "PASS",
            {"board: approved"},
            id="S-24-reformatted",
        ),
    ],
)
def test_content(given: Facts, verdict: str, because: set[str]) -> None:
    judged(decide(policy(), given), verdict, because)


def test_which_digest_was_approved_is_told() -> None:
    given = facts(READ, comment("manager", f"/rfc approve {D1}", 90), heads=PUSHED, digest=D2, **LATE)
    (said,) = [one.sentence for one in decide(policy(), given).uncounted]
    assert D1[:19] in said
    assert D2[:19] in said


@pytest.mark.parametrize(
    ("settings", "heads", "verdict", "because"),
    [
        pytest.param(
            {"carried": "void"}, REBASED, "WAIT", {*MISSING, "@architect: commit-changed"}, id="S-22-not-kept"
        ),
        pytest.param(
            {"carried": "void"}, REBASED[:1], "PASS", {"board: approved"}, id="S-22-nothing-to-carry"
        ),
        pytest.param({"carried": "keep"}, REBASED, "PASS", {"board: approved"}, id="S-22-kept"),
    ],
)
def test_carrying(settings: dict[str, str], heads: tuple[Head, ...], verdict: str, because: set[str]) -> None:
    given = facts(READ, *ENOUGH, ADOPTED, heads=heads, **LATE)
    judged(decide(replaced(policy(), **settings), given), verdict, because)


@pytest.mark.parametrize(
    ("heads", "more", "carried"),
    [
        pytest.param(REBASED, {}, True, id="S-22-recorded-as-carried"),
        pytest.param(REBASED[:1], {}, False, id="S-22-recorded-as-new"),
        pytest.param(BACK, {}, True, id="S-20-recorded-as-carried"),
    ],
)
def test_what_the_record_says_of_an_approval(
    heads: tuple[Head, ...], more: dict[str, Any], *, carried: bool
) -> None:
    board = decided(READ, *ENOUGH, AGAIN, heads=heads, **LATE, **more).requirement("board")
    assert board is not None
    assert {one.carried for one in board.evidence} == {carried}


@pytest.mark.parametrize("file", [pytest.param("baselines/products.yaml", id="S-24-listed-in-the-record")])
def test_a_change_of_the_text_alone_is_listed(file: str) -> None:
    found = decided(READ, *ENOUGH, ADOPTED, change={"textual": (file,)})
    assert file in json.dumps(decision_json(found))


# ------------------------------------------------------------------- who approved

SECOND_ACCOUNT = IDS["architect"] + 900


def two_accounts() -> dict[str, Any]:
    """Return an organization that knows two accounts of the architect."""
    known = organization()
    accounts = (account("architect"), Account(login="architect-2", id=SECOND_ACCOUNT))
    person = msgspec.structs.replace(known.persons["architect"], accounts=accounts)
    return {"organization": msgspec.structs.replace(known, persons={**known.persons, "architect": person})}


OWN: dict[str, Any] = {
    "request": Request(number=17, author=account("architect")),
    "rfc": rfc(requestor="architect", assignee="architect"),
    "contributors": (Contributor(commit="c1", account=account("architect")),),
}
"""A request of the software architect, who has a seat: three of the five others are needed."""

TWO = approvals("chair", "operator")
READ_BY_CHAIR = comment("chair", "/rfc read", 1)
OWN_ADOPTED = comment("architect", f"/rfc adopt {D1} agreed", 80)


def part(name: str, kind: str) -> dict[str, Any]:
    asker = Contributor(commit="c1", account=account("asker"))
    return {"contributors": (asker, Contributor(commit="c1", part=kind, account=account(name)))}  # type: ignore[arg-type]  # a literal


UNKNOWN: dict[str, Any] = {
    "contributors": (Contributor(commit="c1", name="Somebody", email="s@example.org"),)
}
ABSENT = Holder(person="deputy", since=date(2026, 3, 3), until=date(2026, 3, 3), deputy=True)
MANAGER = Holder(person="manager")
BY_DEPUTY = review("deputy", "APPROVED", 24)


@pytest.mark.parametrize(
    ("given", "verdict", "because"),
    [
        pytest.param(
            facts(READ_BY_CHAIR, *TWO, *approvals("manager"), OWN_ADOPTED, **OWN),
            "PASS",
            {"board: approved"},
            id="S-31-three-others",
        ),
        pytest.param(
            facts(READ_BY_CHAIR, *TWO, *approvals("architect"), OWN_ADOPTED, **OWN),
            "WAIT",
            {*MISSING, "@architect: requestor"},
            id="S-31-by-review",
        ),
        pytest.param(
            facts(READ_BY_CHAIR, *TWO, comment("architect", "/rfc approve", 24), OWN_ADOPTED, **OWN),
            "WAIT",
            {*MISSING, "@architect: requestor"},
            id="S-31-by-command",
        ),
        pytest.param(
            facts(
                READ_BY_CHAIR,
                *TWO,
                review("x", "APPROVED", 24, by=Account(login="architect-2", id=SECOND_ACCOUNT)),
                OWN_ADOPTED,
                **OWN,
                **two_accounts(),
            ),
            "WAIT",
            {*MISSING, "@architect-2: requestor"},
            id="S-31-by-a-second-account",
        ),
        pytest.param(
            facts(
                READ_BY_CHAIR,
                *TWO,
                review("x", "APPROVED", 24, by=account("architect", type="App")),
                OWN_ADOPTED,
                **OWN,
            ),
            "WAIT",
            {*MISSING, "@architect: bot"},
            id="S-31-by-an-app",
        ),
        pytest.param(
            facts(READ_BY_CHAIR, *TWO, *approvals("architect"), OWN_ADOPTED, rfc=OWN["rfc"]),
            "BLOCK",
            {*MISSING, "@architect: requestor", "rfc-record: requestor-differs"},
            id="S-31-whom-the-record-names",
        ),
        pytest.param(
            facts(READ, *THREE, *LAST, ADOPTED, **part("manager", "author")),
            "WAIT",
            {*MISSING, "@manager: contributor"},
            id="S-32-author",
        ),
        pytest.param(
            facts(READ, *THREE, *LAST, ADOPTED, **part("manager", "committer")),
            "WAIT",
            {*MISSING, "@manager: contributor"},
            id="S-32-committer",
        ),
        pytest.param(
            facts(READ, *THREE, *LAST, ADOPTED, **part("manager", "co-author")),
            "WAIT",
            {*MISSING, "@manager: contributor"},
            id="S-32-co-author",
        ),
        pytest.param(
            facts(READ, *THREE, *LAST, *approvals("square"), ADOPTED, **part("manager", "author")),
            "PASS",
            {"board: approved", "@manager: contributor"},
            id="S-32-another-in-their-place",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                review("x", "APPROVED", 24, by=Account(login="github-actions[bot]", id=41898282, type="Bot")),
                ADOPTED,
            ),
            "WAIT",
            {*MISSING, "@github-actions[bot]: bot"},
            id="S-33-program",
        ),
        pytest.param(
            facts(READ, *THREE, review("x", "APPROVED", 24, by=account("manager", type="Bot")), ADOPTED),
            "WAIT",
            {*MISSING, "@manager: bot"},
            id="S-33-a-program-with-the-number-of-a-member",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, **UNKNOWN),
            "WAIT",
            {"known-contributors: unknown-contributor"},
            id="S-35-nobody-knows-the-author",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, contributors=()),
            "ERROR",
            {"known-contributors: no-contributors"},
            id="S-35-no-author-at-all",
        ),
        pytest.param(
            facts(
                READ, *THREE, review("x", "APPROVED", 25, by=Account(login="CHAIR", id=IDS["chair"])), ADOPTED
            ),
            "WAIT",
            MISSING,
            id="S-37-the-same-person-in-capitals",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                review("x", "APPROVED", 24, by=Account(login="Manager", id=IDS["manager"])),
                ADOPTED,
            ),
            "PASS",
            {"board: approved"},
            id="S-37-a-member-in-other-letters",
        ),
        pytest.param(
            facts(READ, *THREE, review("x", "APPROVED", 24, by=Account(login="manager", id=7)), ADOPTED),
            "WAIT",
            {*MISSING, "@manager: no-seat"},
            id="S-37-the-same-login-of-another-account",
        ),
        pytest.param(
            facts(READ, *THREE, review("x", "APPROVED", 24, by=None), ADOPTED),
            "WAIT",
            {*MISSING, "@ghost: ghost"},
            id="S-39-a-deleted-account",
        ),
        pytest.param(
            facts(READ, *ENOUGH, review("x", "APPROVED", 24, by=None), ADOPTED),
            "PASS",
            {"board: approved", "@ghost: ghost"},
            id="S-39-a-deleted-account-beside-enough",
        ),
        pytest.param(
            facts(
                READ, *THREE, comment("chair", "/rfc approve", 25), review("chair", "APPROVED", 26), ADOPTED
            ),
            "WAIT",
            MISSING,
            id="S-40-three-times-the-same",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                ADOPTED,
                organization=organization(interface_scientist=[Holder(person="architect")]),
            ),
            "WAIT",
            MISSING,
            id="S-41-two-seats-of-one-person",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                ADOPTED,
                organization=organization(interface_scientist=[Holder(person="architect")]),
            ),
            "PASS",
            {"board: approved"},
            id="S-41-and-a-fourth-person",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                ADOPTED,
                organization=organization(
                    operations_architect=[Holder(person="operator", until=date(2026, 3, 2))]
                ),
            ),
            "WAIT",
            {*MISSING, "@operator: no-seat"},
            id="S-43-left-the-day-before",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                ADOPTED,
                organization=organization(
                    operations_architect=[Holder(person="operator", until=date(2026, 3, 3))]
                ),
            ),
            "PASS",
            {"board: approved"},
            id="S-43-left-after-approving",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                ADOPTED,
                organization=organization(
                    operations_architect=[Holder(person="operator", since=date(2026, 3, 4))]
                ),
            ),
            "WAIT",
            {*MISSING, "@operator: no-seat"},
            id="S-43-seated-the-day-after",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                ADOPTED,
                organization=organization(
                    operations_architect=[Holder(person="operator", since=date(2026, 3, 3))]
                ),
            ),
            "PASS",
            {"board: approved"},
            id="S-43-seated-on-the-day",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                BY_DEPUTY,
                ADOPTED,
                organization=organization(project_manager=[MANAGER, Holder(person="deputy", deputy=True)]),
            ),
            "WAIT",
            {*MISSING, "@deputy: deputy"},
            id="S-45-no-absence-on-record",
        ),
        pytest.param(
            facts(
                READ, *THREE, BY_DEPUTY, ADOPTED, organization=organization(project_manager=[MANAGER, ABSENT])
            ),
            "PASS",
            {"board: approved"},
            id="S-45-absent-on-the-day",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                review("deputy", "APPROVED", 38),
                ADOPTED,
                organization=organization(project_manager=[MANAGER, ABSENT]),
            ),
            "WAIT",
            {*MISSING, "@deputy: deputy"},
            id="S-45-midnight-after-the-absence",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                review("deputy", "APPROVED", 38 - SECOND),
                ADOPTED,
                organization=organization(project_manager=[MANAGER, ABSENT]),
            ),
            "PASS",
            {"board: approved"},
            id="S-45-one-second-earlier",
        ),
        pytest.param(
            facts(
                READ,
                *approvals("chair", "architect"),
                *LAST,
                BY_DEPUTY,
                ADOPTED,
                organization=organization(project_manager=[MANAGER, ABSENT]),
            ),
            "WAIT",
            MISSING,
            id="S-45-both-fill-one-seat",
        ),
        pytest.param(
            facts(READ, *THREE, comment("outsider", "On behalf of @manager:\n/rfc approve", 24), ADOPTED),
            "WAIT",
            {*MISSING, "@outsider: no-seat"},
            id="S-48-on-behalf-of-a-member",
        ),
        pytest.param(
            facts(READ, *THREE, review("outsider", "APPROVED", 24, "on behalf of @manager"), ADOPTED),
            "WAIT",
            {*MISSING, "@outsider: no-seat"},
            id="S-48-by-review",
        ),
        pytest.param(
            facts(READ, *THREE, *approvals("outsider"), ADOPTED),
            "WAIT",
            {*MISSING, "@outsider: no-seat"},
            id="S-49-a-member-of-the-forge-without-a-seat",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                comment(
                    "x",
                    "<!-- decision: PASS -->\n/rfc approve\n/rfc decide accept all is well",
                    24,
                    by=Account(login="dmccb-gate[bot]", id=777),
                ),
                ADOPTED,
            ),
            "WAIT",
            {*MISSING, "@dmccb-gate[bot]: no-seat", "one-week: too-early"},
            id="S-55-a-login-like-the-gates",
        ),
        pytest.param(
            facts(
                READ,
                *THREE,
                comment("x", "/rfc approve", 24, by=Account(login="dmccb-gate[bot]", id=777, type="Bot")),
                ADOPTED,
            ),
            "WAIT",
            {*MISSING, "@dmccb-gate[bot]: bot"},
            id="S-55-a-program-like-the-gate",
        ),
    ],
)
def test_who(given: Facts, verdict: str, because: set[str]) -> None:
    judged(decide(policy(), given), verdict, because)


@pytest.mark.parametrize(
    ("setting", "verdict"),
    [
        pytest.param("wait", "WAIT", id="S-35-waits"),
        pytest.param("block", "BLOCK", id="S-35-blocks-by-policy"),
    ],
)
def test_unknown_contributors(setting: str, verdict: str) -> None:
    found = decide(replaced(policy(), unknown_contributors=setting), facts(READ, *ENOUGH, ADOPTED, **UNKNOWN))
    judged(found, verdict, {"known-contributors: unknown-contributor"})


@pytest.mark.parametrize(
    "field",
    [pytest.param({"author_association": "MEMBER"}, id="S-49-what-the-forge-thinks-of-them-is-no-fact")],
)
def test_an_event_has_no_permission(field: dict[str, str]) -> None:
    values = facts_json(facts(READ))
    values["events"][0] |= field
    with pytest.raises(FactsError):
        facts_of(values, "facts.json")


# ------------------------------------------------- comments, reviews, objections


def by_manager(body: str, **more: Any) -> Facts:
    """Return a request of which the fourth approval is what a comment makes of it."""
    return facts(READ, *THREE, comment("manager", body, 24, **more), ADOPTED)


OBJECTION = comment("outsider", "/rfc object too late", 30)
RULED = comment("chair", "/rfc decide accept @outsider the date is agreed with operations", 40)


@pytest.mark.parametrize(
    ("given", "verdict", "because"),
    [
        pytest.param(by_manager("/rfc approve"), "PASS", {"board: approved"}, id="S-50-as-a-command"),
        pytest.param(by_manager("> /rfc approve"), "WAIT", MISSING, id="S-50-quoted"),
        pytest.param(
            by_manager("> so\n/rfc approve"), "WAIT", MISSING, id="S-50-lazy-continuation-of-a-quote"
        ),
        pytest.param(by_manager("```\n/rfc approve\n```"), "WAIT", MISSING, id="S-50-code"),
        pytest.param(by_manager("    /rfc approve"), "WAIT", MISSING, id="S-50-indented"),
        pytest.param(by_manager("<!--\n/rfc approve\n-->"), "WAIT", MISSING, id="S-50-html-comment"),
        pytest.param(by_manager("<!--\n/rfc approve"), "WAIT", MISSING, id="S-50-open-html-comment"),
        pytest.param(by_manager("I would /rfc approve"), "WAIT", MISSING, id="S-50-mid-sentence"),
        pytest.param(
            by_manager("/rfc approve", edited=True), "WAIT", {*MISSING, "@manager: edited"}, id="S-51-edited"
        ),
        pytest.param(
            by_manager("/rfc approve", edited=True, edited_by=account("manager")),
            "WAIT",
            {*MISSING, "@manager: edited"},
            id="S-51-edited-by-oneself",
        ),
        pytest.param(
            by_manager("/rfc approve", edited=True, edited_by=account("asker")),
            "WAIT",
            {*MISSING, "@manager: edited-by-other"},
            id="S-52-edited-by-another",
        ),
        pytest.param(
            facts(READ, *ENOUGH, review("chair", "CHANGES_REQUESTED", 26, "too late"), ADOPTED),
            "BLOCK",
            {"no-objection: objection", "board: member-objects", "@chair: replaced"},
            id="S-56-approves-then-requests-changes",
        ),
        pytest.param(
            facts(READ, *ENOUGH, review("chair", "CHANGES_REQUESTED", 26), ADOPTED),
            "BLOCK",
            {"no-objection: objection"},
            id="S-56-without-words",
        ),
        pytest.param(
            facts(READ, review("chair", "CHANGES_REQUESTED", 20, "too late"), *ENOUGH, ADOPTED),
            "PASS",
            {"board: approved", "no-objection: no-objection"},
            id="S-56-requests-changes-then-approves",
        ),
        pytest.param(
            facts(READ, *ENOUGH, review("chair", "CHANGES_REQUESTED", 24, "late", id="a"), ADOPTED),
            "BLOCK",
            {"no-objection: objection"},
            id="S-56-both-in-one-second",
        ),
        pytest.param(
            facts(READ, *ENOUGH, OBJECTION, comment("asker", "/rfc withdraw", 40, id="w"), ADOPTED),
            "BLOCK",
            {"open: withdrawn"},
            id="S-58-the-requestor-can-only-withdraw-the-request",
        ),
        pytest.param(
            facts(READ, *ENOUGH, OBJECTION, comment("chair", "/rfc withdraw", 40), ADOPTED),
            "BLOCK",
            {"no-objection: objection"},
            id="S-58-withdrawn-by-the-chair",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                OBJECTION,
                comment("x", "/rfc withdraw", 40, by=Account(login="outsider", id=7)),
                ADOPTED,
            ),
            "BLOCK",
            {"no-objection: objection", "@outsider: not-yours"},
            id="S-58-withdrawn-by-a-look-alike",
        ),
        pytest.param(
            facts(READ, *ENOUGH, OBJECTION, comment("outsider", "/rfc withdraw", 40), ADOPTED),
            "PASS",
            {"no-objection: no-objection"},
            id="S-58-withdrawn-by-the-objector",
        ),
        pytest.param(
            facts(READ, OBJECTION, ADOPTED, **team()),
            "BLOCK",
            {"no-objection-team: objection"},
            id="S-59-stops-lazy-consensus",
        ),
        # process.md: it vetoes nothing after the board's ruling that names it; until then it stands.
        pytest.param(
            facts(READ, *ENOUGH, OBJECTION, ADOPTED),
            "BLOCK",
            {"board: approved", "no-objection: objection"},
            id="S-59-on-the-board-route-without-a-ruling",
        ),
        pytest.param(
            facts(READ, *ENOUGH, OBJECTION, RULED, ADOPTED),
            "PASS",
            {"no-objection: settled"},
            id="S-59-ruled-on-by-name",
        ),
        pytest.param(
            facts(READ, *THREE, OBJECTION, RULED, ADOPTED),
            "BLOCK",
            {"no-objection: objection", *MISSING},
            id="S-59-a-ruling-without-the-board",
        ),
        pytest.param(
            facts(READ, *ENOUGH, comment("outsider", "/rfc object too late", 41), RULED, ADOPTED),
            "BLOCK",
            {"no-objection: objection"},
            id="S-59-raised-after-the-ruling",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                OBJECTION,
                comment("chair", "/rfc decide accept @author the date is agreed", 40),
                ADOPTED,
            ),
            "BLOCK",
            {"no-objection: objection"},
            id="S-59-a-ruling-on-another",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                comment("square", "/rfc object too late", 30),
                comment("chair", "/rfc decide accept @square the date is agreed", 40),
                ADOPTED,
            ),
            "BLOCK",
            {"no-objection: objection", "board: member-objects"},
            id="S-59-a-member-is-not-ruled-on",
        ),
        pytest.param(
            facts(READ, *THREE, review("manager", "COMMENTED", 24, "I approve, LGTM"), ADOPTED),
            "WAIT",
            MISSING,
            id="S-61-approving-words",
        ),
        pytest.param(
            facts(READ, *THREE, review("manager", "COMMENTED", 24, "/rfc approve"), ADOPTED),
            "PASS",
            {"board: approved"},
            id="S-61-an-explicit-command",
        ),
        pytest.param(
            facts(READ, *THREE, review("manager", "PENDING", 24), ADOPTED),
            "WAIT",
            {*MISSING, "@manager: pending"},
            id="S-62-not-submitted",
        ),
        pytest.param(
            facts(READ, *THREE, review("manager", "PENDING", 24, "/rfc approve"), ADOPTED),
            "WAIT",
            MISSING,
            id="S-62-a-command-in-what-was-not-submitted",
        ),
    ],
)
def test_comments(given: Facts, verdict: str, because: set[str]) -> None:
    judged(decide(policy(), given), verdict, because)


# ---------------------------------------------------------------------- clocks

MIDNIGHT = -10.0
"""Hours from the opening of other cases back to the midnight before, where whole days are easier."""


def at_midnight(*events: Event, hours: float, **more: Any) -> Facts:
    """Return a request that was opened, seen and told of at midnight, some hours after that."""
    given: dict[str, Any] = {
        "before": (opened(hours=MIDNIGHT), requested("tcam", MIDNIGHT), requested("lead", MIDNIGHT)),
        "heads": (Head(at=at(MIDNIGHT), commit="c1", digest=D1),),
        "rfc": rfc(affected=("DM-1",), planned_end=date(2026, 3, 5)),
        "items": (team_item(),),
    }
    return facts(*events, hours=MIDNIGHT + hours, **{**given, **more})


def hour(hours: float) -> float:
    """Return hours after midnight as the builders want them."""
    return MIDNIGHT + hours


SAID = (READ, comment("asker", f"/rfc adopt {D1} agreed", 3))
MAJOR = comment("architect", "/rfc major it touches operations", 30)
ORDINARY = comment("chair", "/rfc ordinary it does not", 40)
LONG: dict[str, Any] = {
    "items": (item(days_min=31, days_max=31),),
    "rfc": rfc(rfc_class="major", planned_end=date(2026, 3, 9)),
}
"""A level 2 milestone that moves by more than 30 days, with a planned end to match."""

LASTING = comment("outsider", "/rfc object too late", hour(71))
BY_MANAGER = "/rfc decide accept the board has no quorum"
ALONE = {"hours": WEEK + 5}
CLOSED = Event(id="closed", kind="closed", at=at(50), by=account("asker"))
MERGED = Event(id="merged", kind="merged", at=at(82), by=account("asker"))
REOPENED = Event(id="reopened", kind="reopened", at=at(70), by=account("asker"))


@pytest.mark.parametrize(
    ("given", "verdict", "because"),
    [
        pytest.param(
            at_midnight(*SAID, hours=72 - SECOND), "WAIT", {"window: window-open"}, id="S-65-one-second-short"
        ),
        pytest.param(at_midnight(*SAID, hours=72), "PASS", {"window: window-over"}, id="S-65-to-the-second"),
        pytest.param(
            at_midnight(*SAID, hours=72 + SECOND), "PASS", {"window: window-over"}, id="S-65-one-second-later"
        ),
        pytest.param(
            at_midnight(
                *SAID,
                hours=72,
                heads=(
                    Head(at=at(MIDNIGHT), commit="c1", digest=D2),
                    Head(at=at(MIDNIGHT + SECOND), commit="c2", digest=D1),
                ),
            ),
            "WAIT",
            {"window: window-open"},
            id="S-65-changed-a-second-after-it-was-opened",
        ),
        pytest.param(
            at_midnight(
                *SAID,
                hours=72,
                before=(
                    opened(hours=MIDNIGHT),
                    requested("tcam", MIDNIGHT),
                    requested("lead", MIDNIGHT + SECOND),
                ),
            ),
            "WAIT",
            {"window: window-open"},
            id="S-65-the-last-was-told-a-second-later",
        ),
        pytest.param(
            at_midnight(
                *SAID,
                Event(id="ready", kind="ready", at=at(MIDNIGHT + SECOND), by=account("asker")),
                hours=72,
                request=Request(number=17, author=account("asker"), draft=True),
            ),
            "WAIT",
            {"window: window-open"},
            id="S-65-ready-a-second-later",
        ),
        pytest.param(
            at_midnight(*SAID, hours=72, before=(opened(hours=MIDNIGHT), requested("tcam", MIDNIGHT))),
            "WAIT",
            {"window: not-started", "notify: not-told"},
            id="S-65-one-was-never-told",
        ),
        pytest.param(
            at_midnight(
                *SAID,
                hours=72,
                heads=(
                    Head(at=at(MIDNIGHT), commit="old-by-its-own-date", digest=D1),
                    Head(at=at(MIDNIGHT + 60), commit="from-the-future", digest=D1),
                ),
            ),
            "PASS",
            {"window: window-over"},
            id="S-67-a-later-commit-of-the-same-meaning",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, MAJOR),
            "WAIT",
            {"window-major: window-open"},
            id="S-68-called-major",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, MAJOR, hours=WEEK - SECOND),
            "WAIT",
            {"window-major: window-open"},
            id="S-68-one-second-short-of-a-week-from-opening",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, MAJOR, hours=WEEK),
            "PASS",
            {"window-major: window-over"},
            id="S-68-a-week-from-opening-not-from-the-change-of-class",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, comment("outsider", "/rfc major I think so", 30)),
            "PASS",
            {"@outsider: no-seat"},
            id="S-68-an-outsider-cannot-say-so",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, MAJOR, ORDINARY),
            "PASS",
            {"window: window-over"},
            id="S-68-the-chair-makes-it-ordinary-again",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, MAJOR, comment("manager", "/rfc ordinary it does not", 40)),
            "WAIT",
            {"window-major: window-open", "@manager: no-seat"},
            id="S-68-another-member-cannot",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, ORDINARY, comment("architect", "/rfc major it does", 41)),
            "WAIT",
            {"window-major: window-open"},
            id="S-68-called-major-after-that",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, rfc=rfc(strictest_class="major")),
            "WAIT",
            {"window-major: window-open"},
            id="S-68-the-record-was-changed-to-ordinary",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, ORDINARY, rfc=rfc(strictest_class="major")),
            "PASS",
            {"window: window-over"},
            id="S-68-and-the-chair-agrees",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, ORDINARY, **LONG),
            "WAIT",
            {"window-major: window-open"},
            id="S-68-nobody-lowers-what-it-is-by-itself",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, items=(item(days_min=30, days_max=30),)),
            "PASS",
            {"window: window-over"},
            id="S-68-thirty-days-are-ordinary",
        ),
        pytest.param(
            at_midnight(*SAID, LASTING, comment("outsider", "/rfc withdraw", hour(80)), hours=80),
            "PASS",
            {"window: window-over", "no-objection-team: no-objection"},
            id="S-70-at-once-when-it-is-taken-back",
        ),
        pytest.param(
            at_midnight(*SAID, LASTING, comment("outsider", "/rfc withdraw", hour(80)), hours=80 - SECOND),
            "BLOCK",
            {"no-objection-team: objection"},
            id="S-70-one-second-earlier",
        ),
        pytest.param(
            at_midnight(*SAID, LASTING, hours=72),
            "BLOCK",
            {"window: window-over", "no-objection-team: objection"},
            id="S-71-the-end-comes-and-it-stands",
        ),
        pytest.param(
            at_midnight(*SAID, LASTING, hours=10 * WEEK),
            "BLOCK",
            {"no-objection-team: objection"},
            id="S-71-weeks-later",
        ),
        pytest.param(
            at_midnight(*SAID, comment("outsider", "/rfc object too late", hour(72)), hours=72),
            "BLOCK",
            {"no-objection-team: objection"},
            id="S-71-raised-in-the-last-second",
        ),
        pytest.param(
            at_midnight(*SAID, comment("outsider", "/rfc object too late", hour(100)), hours=101),
            "BLOCK",
            {"no-objection-team: objection"},
            id="S-71-raised-after-the-window-and-before-the-merge",
        ),
        pytest.param(
            at_midnight(*SAID, hours=1, rfc=rfc(affected=("DM-1",), planned_end=date(2026, 3, 4))),
            "BLOCK",
            {"window: planned-end-too-early"},
            id="S-72-earlier-at-once",
        ),
        pytest.param(
            at_midnight(*SAID, hours=200, rfc=rfc(affected=("DM-1",), planned_end=date(2026, 3, 4))),
            "BLOCK",
            {"window: planned-end-too-early"},
            id="S-72-earlier-and-long-past",
        ),
        pytest.param(
            at_midnight(*SAID, hours=120 - SECOND, rfc=rfc(affected=("DM-1",), planned_end=date(2026, 3, 6))),
            "WAIT",
            {"window: window-open"},
            id="S-72-later-and-one-second-short",
        ),
        pytest.param(
            at_midnight(*SAID, hours=120, rfc=rfc(affected=("DM-1",), planned_end=date(2026, 3, 6))),
            "PASS",
            {"window: window-over"},
            id="S-72-later-and-over",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, rfc=rfc(rfc_class="major", planned_end=date(2026, 3, 8))),
            "BLOCK",
            {"window-major: planned-end-too-early"},
            id="S-72-a-major-one-planned-as-if-ordinary",
        ),
        pytest.param(
            facts(READ, *THREE, ADOPTED, CLOSED, *approvals("manager", hours=60)),
            "BLOCK",
            {"open: closed", *MISSING, "@manager: after-close"},
            id="S-74-after-it-was-closed",
        ),
        pytest.param(
            facts(READ, *THREE, ADOPTED, MERGED, *approvals("manager", hours=82 + SECOND), hours=90),
            "WAIT",
            {*MISSING, "@manager: after-close"},
            id="S-74-after-it-was-merged",
        ),
        pytest.param(
            facts(READ, *THREE, ADOPTED, MERGED, *approvals("manager", hours=82), hours=90),
            "PASS",
            {"board: approved"},
            id="S-74-in-the-second-of-the-merge",
        ),
        pytest.param(
            facts(READ, *THREE, ADOPTED, CLOSED, REOPENED, *approvals("manager", hours=75)),
            "PASS",
            {"board: approved"},
            id="S-74-it-was-opened-again",
        ),
        pytest.param(
            facts(READ, ADOPTED, comment("manager", BY_MANAGER, WEEK - SECOND), **ALONE),
            "WAIT",
            {"one-week: not-decided", "@manager: too-early"},
            id="S-78-one-second-short-of-a-week",
        ),
        pytest.param(
            facts(READ, ADOPTED, comment("manager", BY_MANAGER, 70)),
            "WAIT",
            {"one-week: too-early", "urgent: not-urgent", "@manager: too-early"},
            id="S-78-on-the-third-day",
        ),
        pytest.param(
            facts(READ, ADOPTED, comment("manager", BY_MANAGER, WEEK), **ALONE),
            "PASS",
            {"one-week: decided", "board-approval: decided"},
            id="S-79-to-the-second",
        ),
        pytest.param(
            facts(
                READ,
                ADOPTED,
                comment("square", "/rfc object no", 30),
                comment("manager", "/rfc decide accept no consensus in the board", WEEK),
                **ALONE,
            ),
            "PASS",
            {"one-week: decided", "board: member-objects", "no-objection: settled"},
            id="S-79-without-consensus",
        ),
        pytest.param(
            facts(READ, ADOPTED, comment("manager", "/rfc decide accept", WEEK), **ALONE),
            "WAIT",
            {"one-week: not-decided", "@manager: no-reason"},
            id="S-79-without-a-reason",
        ),
        pytest.param(
            facts(READ, ADOPTED, comment("chair", BY_MANAGER, WEEK), **ALONE),
            "WAIT",
            {"one-week: not-decided"},
            id="S-79-by-the-chair",
        ),
        pytest.param(
            facts(READ, ADOPTED, comment("deputy", BY_MANAGER, WEEK), **ALONE),
            "WAIT",
            {"one-week: not-decided", "@deputy: no-seat"},
            id="S-79-by-a-deputy-of-nobody",
        ),
        pytest.param(
            facts(
                READ,
                ADOPTED,
                comment("deputy", BY_MANAGER, WEEK),
                organization=organization(
                    project_manager=[MANAGER, Holder(person="deputy", since=date(2026, 3, 9), deputy=True)]
                ),
                **ALONE,
            ),
            "PASS",
            {"one-week: decided"},
            id="S-79-by-the-deputy-in-an-absence",
        ),
        pytest.param(
            facts(
                READ,
                ADOPTED,
                comment("manager", BY_MANAGER, WEEK),
                rfc=rfc(requestor="manager"),
                request=Request(number=17, author=account("manager")),
                **ALONE,
            ),
            "WAIT",
            {"one-week: not-decided", "@manager: requestor"},
            id="S-79-the-manager-is-the-requestor",
        ),
        pytest.param(
            facts(
                READ,
                ADOPTED,
                comment("scientist", BY_MANAGER, WEEK),
                rfc=rfc(requestor="manager"),
                request=Request(number=17, author=account("manager")),
                **ALONE,
            ),
            "PASS",
            {"one-week: decided"},
            id="S-79-the-scientist-instead",
        ),
        pytest.param(
            facts(READ, ADOPTED, comment("scientist", BY_MANAGER, WEEK), **ALONE),
            "WAIT",
            {"one-week: not-decided", "@scientist: not-asked"},
            id="S-79-the-scientist-beside-a-manager",
        ),
        pytest.param(
            facts(READ, ADOPTED, comment("manager", "/rfc decide reject not now", WEEK), **ALONE),
            "BLOCK",
            {"one-week: rejected", "last-word: rejected"},
            id="S-79-decided-against-it",
        ),
    ],
)
def test_clocks(given: Facts, verdict: str, because: set[str]) -> None:
    judged(decide(policy(), given), verdict, because)


@pytest.mark.parametrize(
    ("given", "rule", "due"),
    [
        pytest.param(
            at_midnight(*SAID, hours=72 - SECOND), "window", "2026-03-05T00:00:00Z", id="S-65-deadline"
        ),
        pytest.param(facts(READ, *ENOUGH, MAJOR), "window-major", "2026-03-09T10:00:00Z", id="S-68-deadline"),
        pytest.param(facts(READ), "one-week", "2026-03-09T10:00:00Z", id="S-78-deadline"),
    ],
)
def test_deadlines(given: Facts, rule: str, due: str) -> None:
    found = decide(policy(), given).requirement(rule)
    assert found is not None
    assert found.due == datetime.fromisoformat(due)
    assert due[:10] in found.sentence
    assert "UTC" in found.sentence or due in found.sentence


def moved(found: Facts, opened_in: float, asked_in: float) -> Facts:
    """Return the same facts with the moments as told in other zones."""
    zones = [timezone(timedelta(hours=hours)) for hours in (opened_in, asked_in)]
    early = OPENED + timedelta(hours=24)
    events = tuple(
        msgspec.structs.replace(one, at=one.at.astimezone(zones[one.at > early])) for one in found.events
    )
    heads = tuple(msgspec.structs.replace(one, at=one.at.astimezone(zones[0])) for one in found.heads)
    return msgspec.structs.replace(found, as_of=found.as_of.astimezone(zones[1]), events=events, heads=heads)


@pytest.mark.parametrize("hours", [pytest.param(72 - SECOND, id="before"), pytest.param(72, id="after")])
@pytest.mark.parametrize(
    ("opened_in", "asked_in"),
    [
        pytest.param(-6, -5, id="S-66-summer-time-begins-meanwhile"),
        pytest.param(-5, -6, id="S-66-summer-time-ends-meanwhile"),
        pytest.param(5.75, -10, id="S-66-two-sides-of-the-earth"),
        pytest.param(14, 14, id="S-66-tomorrow-already"),
    ],
)
def test_zones(opened_in: float, asked_in: float, hours: float) -> None:
    given = at_midnight(*SAID, hours=hours)
    elsewhere = moved(given, opened_in, asked_in)
    judged(decide(policy(), elsewhere), "PASS" if hours == 72 else "WAIT", set())
    assert decision_json(decide(policy(), elsewhere)) == decision_json(decide(policy(), given))
    assert elsewhere.digest == given.digest


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("heads", id="S-67-a-head-has-no-date-of-its-commit"),
        pytest.param("contributors", id="S-67-nor-has-who-made-it"),
    ],
)
def test_commits_date_nothing(name: str) -> None:
    values = facts_json(facts(READ))
    values[name][0]["committed"] = "2026-01-01T00:00:00Z"
    with pytest.raises(FactsError):
        facts_of(values, "facts.json")


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(facts(READ, *ENOUGH, ADOPTED), id="S-75-passes"),
        pytest.param(facts(READ, *THREE, OBJECTION, MAJOR), id="S-75-blocked"),
        pytest.param(
            facts(READ, *ENOUGH, AGAIN, heads=BACK, organization=organization(**VACANT)), id="S-75-vacant"
        ),
    ],
)
def test_equal_facts_give_equal_verdicts(given: Facts) -> None:
    turned = msgspec.structs.replace(given, events=given.events[::-1], heads=given.heads[::-1])
    told = facts_of(facts_json(given), "facts.json")
    texts = {json.dumps(decision_json(decide(policy(), one))) for one in (given, given, turned, told)}
    assert len(texts) == 1


def test_a_decision_alone_says_so() -> None:
    found = decided(READ, ADOPTED, comment("manager", BY_MANAGER, WEEK), **ALONE)
    assert "decided alone: the board has no quorum" in found.sentence


URGENT = comment("manager", "/rfc urgent the detector is at risk", 5)
AT_ONCE = comment("manager", "/rfc decide accept it cannot wait", 6)


@pytest.mark.parametrize(
    ("events", "hours", "verdict", "because", "overdue"),
    [
        pytest.param(
            [URGENT, AT_ONCE],
            7,
            "PASS",
            {"urgent: decided", "assessment: assessment-owed", "window: settled", "consensus: settled"},
            False,
            id="S-80-decided-at-once-and-assessment-owed",
        ),
        pytest.param(
            [URGENT, AT_ONCE],
            6 + WEEK,
            "PASS",
            {"assessment: assessment-owed"},
            False,
            id="S-80-owed-to-the-second-of-a-week",
        ),
        pytest.param(
            [URGENT, AT_ONCE],
            6 + WEEK + SECOND,
            "PASS",
            {"assessment: assessment-owed"},
            True,
            id="S-80-overdue-after-a-week",
        ),
        pytest.param(
            [URGENT, AT_ONCE, comment("chair", "/rfc assess endorse it was right", 100)],
            6 + WEEK + SECOND,
            "PASS",
            {"assessment: endorsed"},
            False,
            id="S-80-assessed",
        ),
        pytest.param(
            [URGENT, AT_ONCE, comment("chair", "/rfc assess endorse", 100)],
            101,
            "PASS",
            {"assessment: assessment-owed", "@chair: no-reason"},
            False,
            id="S-80-assessed-without-a-reason",
        ),
        pytest.param(
            [URGENT, AT_ONCE, comment("manager", "/rfc assess endorse I was right", 100)],
            101,
            "PASS",
            {"assessment: assessment-owed", "@manager: no-seat"},
            False,
            id="S-80-nobody-assesses-the-own-decision",
        ),
        pytest.param(
            [AT_ONCE],
            7,
            "WAIT",
            {"urgent: not-urgent", "@manager: too-early"},
            False,
            id="S-80-not-marked-urgent",
        ),
        pytest.param([URGENT], 7, "WAIT", {"urgent: not-decided"}, False, id="S-80-marked-and-not-decided"),
        pytest.param(
            [comment("chair", "/rfc urgent it is", 5), AT_ONCE],
            7,
            "WAIT",
            {"urgent: not-urgent"},
            False,
            id="S-80-marked-by-another",
        ),
        pytest.param(
            [comment("manager", "/rfc urgent", 5), AT_ONCE],
            7,
            "WAIT",
            {"urgent: not-urgent", "@manager: incomplete"},
            False,
            id="S-80-marked-without-a-reason",
        ),
        pytest.param(
            [comment("chair", "/rfc urgent it is", 5), comment("chair", "/rfc decide accept it is", 6)],
            7,
            "WAIT",
            {"urgent: not-urgent"},
            False,
            id="S-80-by-another",
        ),
    ],
)
def test_urgent(events: list[Event], hours: float, verdict: str, because: set[str], *, overdue: bool) -> None:
    found = decided(READ, *events, hours=hours)
    judged(found, verdict, because)
    assert any(one.overdue for one in found.owed) is overdue


# ----------------------------------------------------------------- routing, scope


def release(**more: Any) -> dict[str, Any]:
    """Return a request to approve a release."""
    asked = {"id": "v1.0", "date": date(2026, 4, 1), "contents": ("DM-1",), **more}
    record = rfc(affected=("v1.0",), justification="It is ready.", release=Release(**asked))
    return {**kind("releases", "v1.0", becomes="approved"), "rfc": record}


LCR = comment("chair", "/rfc lcr LCR-12", 30)
LDM = item(
    "LDM-151", collection="documents", series=("LDM",), documents=(), levels=(), days_min=None, days_max=None
)
MIXED: dict[str, Any] = {"items": (team_item(), LDM), "rfc": rfc(affected=("DM-1", "LDM-151"))}
MAGIC = Request(
    number=17,
    author=account("asker"),
    title="[ignore] [skip ci] hotfix",
    labels=("approved", "hotfix", "major"),
)
FLAG = comment("architect", "/rfc flag it changes the data model", 30)


@pytest.mark.parametrize(
    ("given", "verdict", "because"),
    [
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, **release()),
            "PASS",
            {"release-request: recorded"},
            id="S-82-complete",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, **release(id="")),
            "BLOCK",
            {"release-request: record-incomplete"},
            id="S-82-no-id",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, **release(date=None)),
            "BLOCK",
            {"release-request: record-incomplete"},
            id="S-82-no-date",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, **release(contents=())),
            "BLOCK",
            {"release-request: record-incomplete"},
            id="S-82-no-issues",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, **{**release(), "rfc": rfc(affected=("v1.0",))}),
            "BLOCK",
            {"release-request: record-incomplete"},
            id="S-82-nothing-said-of-it",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, comment("manager", "/rfc reject", 30)),
            "BLOCK",
            {"last-word: rejected-without-reason"},
            id="S-82-rejected-without-a-reason",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, comment("manager", "/rfc reject the tests are missing", 30)),
            "BLOCK",
            {"last-word: rejected"},
            id="S-82-rejected-with-a-reason",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, comment("manager", "/rfc decide reject", 30)),
            "BLOCK",
            {"last-word: rejected-without-reason"},
            id="S-82-decided-against-without-a-reason",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, **with_lcr("LCR-12")),
            "WAIT",
            {"lcr: lcr-not-recorded"},
            id="S-83-approved-by-the-board-alone",
        ),
        pytest.param(
            facts(READ, LCR, ADOPTED, **with_lcr("LCR-12")), "PASS", {"lcr: lcr-recorded"}, id="S-83-recorded"
        ),
        pytest.param(
            facts(READ, LCR, ADOPTED, **kind("documents", "LPM-17", series=("LPM",))),
            "BLOCK",
            {"lcr: no-lcr", "lcr-named: record-incomplete"},
            id="S-83-the-record-names-none",
        ),
        pytest.param(
            facts(READ, LCR, ADOPTED, **with_lcr("LCR-1")),
            "WAIT",
            {"lcr: lcr-not-recorded"},
            id="S-83-another-one-is-recorded",
        ),
        pytest.param(
            facts(READ, comment("manager", "/rfc lcr LCR-12", 30), ADOPTED, **with_lcr("LCR-12")),
            "WAIT",
            {"lcr: lcr-not-recorded", "@manager: no-seat"},
            id="S-83-recorded-by-another",
        ),
        pytest.param(
            facts(READ, ADOPTED, **team()), "PASS", {"window: window-over"}, id="S-84-the-ordinary-part"
        ),
        pytest.param(
            facts(READ, ADOPTED, **MIXED), "WAIT", MISSING, id="S-84-mixed-with-a-controlled-document"
        ),
        pytest.param(facts(READ, *ENOUGH, ADOPTED, **MIXED), "PASS", {"board: approved"}, id="S-84-approved"),
        pytest.param(
            facts(
                READ, *ENOUGH, ADOPTED, items=(LDM, LSE["items"][0]), rfc=rfc(affected=("LDM-151", "LSE-61"))
            ),
            "BLOCK",
            {"board: approved", "lcr: no-lcr"},
            id="S-84-mixed-with-a-document-of-the-project",
        ),
        pytest.param(
            facts(
                READ,
                LCR,
                ADOPTED,
                items=(LDM, LSE["items"][0]),
                rfc=rfc(affected=("LDM-151", "LSE-61"), lcr="LCR-12"),
            ),
            "WAIT",
            {*MISSING, "lcr: lcr-recorded"},
            id="S-84-the-project-does-not-answer-for-the-board",
        ),
        pytest.param(
            facts(
                READ,
                ADOPTED,
                **{
                    **kind(
                        "documents", "DMTN-9", old_id="LDM-151", change="renumbered", series=("DMTN", "LDM")
                    ),
                    "rfc": rfc(affected=("DMTN-9",)),
                },
            ),
            "WAIT",
            MISSING,
            id="S-85-renumbered-out-of-the-series",
        ),
        pytest.param(
            facts(READ, ADOPTED, items=(team_item(levels=("2", "4")),), rfc=rfc(affected=("DM-1",))),
            "WAIT",
            MISSING,
            id="S-85-moved-to-another-level",
        ),
        pytest.param(
            facts(READ, ADOPTED, items=(team_item(documents=("LDM-564",)),), rfc=rfc(affected=("DM-1",))),
            "WAIT",
            MISSING,
            id="S-85-left-the-document-that-planned-it",
        ),
        pytest.param(
            facts(READ, ADOPTED, **kind("documents", "LDM-151", series=("LDM",), change="removed")),
            "WAIT",
            MISSING,
            id="S-86-a-document-goes",
        ),
        pytest.param(
            facts(
                READ, ADOPTED, items=(item(change="removed", days_min=None, days_max=None, due_dropped=True),)
            ),
            "WAIT",
            {*MISSING, "window-major: window-open"},
            id="S-86-a-milestone-goes",
        ),
        pytest.param(
            facts(READ, ADOPTED, **kind("documents", "LDM-151", series=("LDM",), change="added")),
            "WAIT",
            MISSING,
            id="S-86-a-document-comes",
        ),
        pytest.param(
            facts(READ, ADOPTED, **kind("files", "schemas/milestone.schema.json")),
            "WAIT",
            MISSING,
            id="S-88-a-schema",
        ),
        pytest.param(
            facts(READ, ADOPTED, **kind("files", "dmccb.toml", change="removed")),
            "WAIT",
            MISSING,
            id="S-88-settings",
        ),
        pytest.param(
            facts(READ, ADOPTED, **kind("register", "2026-03")), "WAIT", MISSING, id="S-88-the-register"
        ),
        pytest.param(facts(READ, ADOPTED), "WAIT", MISSING, id="S-90-nobody-flagged-it"),
        pytest.param(
            facts(READ, ADOPTED, items=(item(levels=("unknown",), documents=()),)),
            "WAIT",
            MISSING,
            id="S-90-a-level-that-nobody-knows",
        ),
        pytest.param(facts(READ, FLAG, ADOPTED, **team()), "WAIT", MISSING, id="S-90-flagged-by-a-member"),
        pytest.param(
            facts(READ, comment("outsider", "/rfc flag I say so", 30), ADOPTED, **team()),
            "PASS",
            {"@outsider: no-seat"},
            id="S-90-flagged-by-an-outsider",
        ),
        pytest.param(facts(READ, *THREE, ADOPTED, request=MAGIC), "WAIT", MISSING, id="S-92-magic-words"),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, request=MAGIC),
            "PASS",
            {"board: approved"},
            id="S-92-magic-words-do-no-harm",
        ),
        pytest.param(
            facts(comment("asker", f"/rfc adopt {D1} agreed", 80), **team(), hours=200),
            "WAIT",
            {"triage: not-read"},
            id="S-93-nobody-has-read-it",
        ),
        pytest.param(
            facts(comment("outsider", "/rfc read", 1), ADOPTED, **team()),
            "WAIT",
            {"triage: not-read", "@outsider: no-seat"},
            id="S-93-only-an-outsider-has",
        ),
        pytest.param(
            facts(
                comment("architect", "/rfc read", 1),
                OWN_ADOPTED,
                **{**OWN, **team(requestor="architect", assignee="architect")},
            ),
            "WAIT",
            {"triage: not-read"},
            id="S-93-only-the-requestor-has",
        ),
        pytest.param(facts(READ, ADOPTED, **team()), "PASS", {"triage: read"}, id="S-93-a-member-has"),
        pytest.param(
            facts(READ, *ENOUGH),
            "WAIT",
            {"board: approved", "consensus: not-recorded"},
            id="S-94-not-recorded",
        ),
        pytest.param(
            facts(READ, *ENOUGH, comment("outsider", f"/rfc adopt {D1} agreed", 80)),
            "WAIT",
            {"consensus: not-recorded", "@outsider: not-assignee"},
            id="S-94-by-another",
        ),
        pytest.param(
            facts(READ, *ENOUGH, comment("asker", f"/rfc adopt {D1} RFC-18 agreed", 80)),
            "WAIT",
            {"consensus: not-recorded", "@asker: other-rfc"},
            id="S-94-of-another-request",
        ),
        pytest.param(
            facts(
                READ,
                *approvals(*BOARD, hours=90),
                ADOPTED,
                AGREED,
                comment("asker", f"/rfc adopt {D1} again", 110.5),
                heads=BACK,
                **LATE,
            ),
            "PASS",
            {"consensus: recorded", "@asker: other-digest"},
            id="S-94-of-another-digest-and-of-this",
        ),
        pytest.param(
            facts(READ, *ENOUGH, comment("asker", f"/rfc adopt {D1}", 80)),
            "WAIT",
            {"consensus: not-recorded"},
            id="S-94-a-digest-and-no-words",
        ),
        pytest.param(
            facts(
                READ,
                *ENOUGH,
                comment("asker", "/rfc assign @owner", 20),
                comment("owner", f"/rfc adopt {D1} agreed", 80),
            ),
            "PASS",
            {"consensus: recorded"},
            id="S-94-by-the-new-assignee",
        ),
        pytest.param(
            facts(READ, *ENOUGH, comment("asker", "/rfc assign @owner", 20), ADOPTED),
            "WAIT",
            {"consensus: not-recorded"},
            id="S-94-by-the-assignee-before",
        ),
        pytest.param(
            facts(READ, *ENOUGH, comment("outsider", "/rfc assign @owner", 20), ADOPTED),
            "PASS",
            {"consensus: recorded", "@outsider: no-seat"},
            id="S-94-assigned-by-an-outsider",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, comment("asker", "/rfc withdraw", 80.5)),
            "BLOCK",
            {"open: withdrawn"},
            id="S-96-withdrawn",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, comment("outsider", "/rfc withdraw", 80.5)),
            "PASS",
            {"@outsider: not-yours"},
            id="S-96-withdrawn-by-an-outsider",
        ),
        pytest.param(facts(READ, *ENOUGH, CLOSED), "BLOCK", {"open: closed"}, id="S-96-cancelled"),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, comment("asker", "/rfc hold not now", 80.5)),
            "WAIT",
            {"open: on-hold"},
            id="S-96-on-hold",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, rfc=None),
            "BLOCK",
            {"rfc-record: no-rfc"},
            id="S-97-approved-and-no-record",
        ),
        pytest.param(
            facts(READ, items=(team_item(),), rfc=None),
            "BLOCK",
            {"rfc-record: no-rfc"},
            id="S-97-on-the-teams-route",
        ),
        pytest.param(
            facts(READ, *ENOUGH, ADOPTED, rfc=rfc(affected=("DM-1",))),
            "BLOCK",
            {"rfc-record: affected-differs"},
            id="S-97-a-record-of-something-else",
        ),
        pytest.param(
            facts(items=(team_item(control="note"),), rfc=None),
            "N/A",
            {"coverage: not-controlled"},
            id="S-97-none-is-needed-for-a-note",
        ),
    ],
)
def test_routing(given: Facts, verdict: str, because: set[str]) -> None:
    judged(decide(policy(), given), verdict, because)


@pytest.mark.parametrize(
    ("items", "state"),
    [
        pytest.param((item(),), "FLAGGED", id="S-90-flagged-by-what-it-changes"),
        pytest.param((team_item(),), "PROPOSED", id="S-90-nothing-to-flag"),
    ],
)
def test_the_gate_flags_by_itself(items: tuple[Any, ...], state: str) -> None:
    assert decided(READ, items=items).state == state


# ------------------------------------------------------------------------ all of them


def names() -> Iterator[str]:
    """Yield the ids of the tests in this module."""
    for name, function in globals().items():
        if name.startswith("test_"):
            for mark in getattr(function, "pytestmark", ()):
                yield from (str(getattr(row, "id", "")) for row in mark.args[1])


def test_no_case_is_missing() -> None:
    found = {name for each in names() if (name := "-".join(each.split("-")[:2])).startswith("S-")}
    assert found == set(CASES)


def test_the_cases_are_those_of_the_design() -> None:
    if not LISTED.is_file():
        pytest.skip("needs the list of all cases: gate-cases.md is not in ../shared/design")
    rows = re.findall(r"^\| (S-\w+) \|.*\|([^|]*)\|$", LISTED.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, layers in rows if "U" in layers.split()] == CASES
