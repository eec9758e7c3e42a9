"""Records of a policy -> the policy, or why there is none."""

from __future__ import annotations

import pytest

from dmccb.policy.load import load_policy
from dmccb.records.record import Record
from tests.policy.texts import AS_OF, ASKED, PROFILE, ROUTE, files, found, policy, rule


def test_a_policy_without_faults() -> None:
    assert found(ROUTE, ASKED) == []
    assert list(policy(ROUTE, ASKED).rules) == ["all", "open"]


def test_the_comment_of_a_profile_is_no_setting() -> None:
    loaded = policy(ROUTE, profile=PROFILE + "  comment: ours\n")
    assert loaded.digest == policy(ROUTE).digest


def test_a_second_profile() -> None:
    second = PROFILE + "\nq:\n  title: Another\n  version: 1\n  approved: somebody\n"
    assert found(ROUTE, profile=second) == [
        "policy-twice profiles.yaml:7:1: q is a second profile, beside p: a repository has one policy"
    ]


@pytest.mark.parametrize(
    ("rules", "profile", "said"),
    [
        pytest.param("", PROFILE, "there are no rules in baselines/policy", id="no-rules"),
        pytest.param(
            ROUTE,
            "",
            "there is no profile in baselines/policy (its version, and what approved it)",
            id="no-profile",
        ),
    ],
)
def test_half_a_policy(rules: str, profile: str, said: str) -> None:
    assert found(rules, profile=profile) == [f"policy-missing baselines/policy: {said}"]


def test_no_policy_at_all() -> None:
    assert found("", profile="") == []
    assert load_policy({}, AS_OF).policy is None


def test_what_a_schema_forbids_is_not_told_again() -> None:
    """Such a file has its own findings; a policy is made of records that obey their schemas."""
    assert found(ROUTE, rule("bad", "requirement: magic")) == []


def test_a_rule_that_a_schema_of_the_repository_allows() -> None:
    fields = files(ROUTE)[0].records["all"].fields
    records = {
        "rules": {"all": Record(id="all", fields={**fields, "magic": "yes"}, path="rules.yaml", line=1)},
        "profiles": files(ROUTE)[1].records,
    }
    (finding,) = load_policy(records, AS_OF).findings
    assert finding.rule == "policy-option"
    assert "magic" in finding.message


def test_a_value_that_a_schema_of_the_repository_allows() -> None:
    """The finding is where the value is, and names its field."""
    fields = files(ROUTE)[0].records["all"].fields
    records = {
        "rules": {"all": Record(id="all", fields={**fields, "when": "always"}, path="rules.yaml", line=1)},
        "profiles": files(ROUTE)[1].records,
    }
    (finding,) = load_policy(records, AS_OF).findings
    assert (finding.rule, finding.at) == ("policy-option", ("when",))
    assert finding.message == "when: expected `object | null`, got `str`"
