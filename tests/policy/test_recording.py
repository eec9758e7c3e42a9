"""What is on record: the RFC, the commits, the releases, the policy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from dmccb.policy.facts import PolicyChange
from dmccb.policy.rules import When
from dmccb.rfc.event import Contributor
from dmccb.rfc.request import Release
from tests.policy.build import account, asked, facts, item, policy, policy_with, rfc, rule, told

COMPLETE = {
    "justification": "because",
    "release": Release(id="v2", date=date(2026, 4, 1), contents=("DM-1",)),
}


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        pytest.param({"title": ""}, "title", id="title"),
        pytest.param({"requestor": ""}, "requestor", id="requestor"),
        pytest.param({"assignee": ""}, "assignee", id="assignee"),
        pytest.param({"rfc_class": None}, "class", id="class"),
        pytest.param({"component": ""}, "component", id="component"),
        pytest.param({"proposal": ""}, "proposal", id="proposal"),
        pytest.param({"implementation": ""}, "implementation", id="implementation"),
        pytest.param({"planned_end": None}, "planned end", id="planned-end"),
        pytest.param({"affected": None}, "affected", id="affected"),
        pytest.param({"affected": ()}, "affected", id="affects-nothing"),
        pytest.param({"title": "", "planned_end": None, "class": None}, "planned end and title", id="two"),
    ],
)
def test_an_incomplete_record(fields: dict[str, Any], missing: str) -> None:
    fields.pop("class", None)
    found = asked("rfc-record", rfc=rfc(**fields))
    assert told(found) == ("blocked", "record-incomplete", f"RFC-17 does not say: {missing}")


def test_a_complete_record() -> None:
    found = asked("rfc-record")
    assert told(found) == ("met", "recorded", "RFC-17 is complete")
    assert [one.what for one in found.evidence] == ["RFC-17: Move LDM-503-13"]


def test_no_record() -> None:
    sentence = "a controlled change carries a record, rfcs/RFC-n.yaml, and this has none"
    assert told(asked("rfc-record", rfc=None)) == ("blocked", "no-rfc", sentence)


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        pytest.param({"requestor": "zoe"}, "zoe", id="the-requestor"),
        pytest.param({"assignee": "yan"}, "yan", id="the-assignee"),
        pytest.param({"requestor": "zoe", "assignee": "yan"}, "zoe and yan", id="both"),
    ],
)
def test_nobody_on_record(fields: dict[str, Any], names: str) -> None:
    found = asked("rfc-record", rfc=rfc(**fields))
    assert told(found) == ("blocked", "unknown-person", f"RFC-17 names nobody on record: {names}")


@pytest.mark.parametrize(
    ("affected", "items", "differing"),
    [
        pytest.param(("LDM-503-13", "X-1"), (item(),), "X-1", id="one-that-does-not-change"),
        pytest.param(("LDM-503-13",), (item(), item("M-2")), "M-2", id="one-that-is-not-named"),
        pytest.param(("X-1",), (item(),), "LDM-503-13 and X-1", id="another-one"),
        pytest.param(
            ("LDM-503-13",), (item(), item("M-2", control="status")), "M-2", id="of-which-the-status-changes"
        ),
        pytest.param(
            ("LDM-503-13",), (item(), item("M-2", control="note")), "", id="of-which-a-note-changes"
        ),
        pytest.param(("M-2", "LDM-503-13"), (item(), item("M-2")), "", id="in-any-order"),
        pytest.param(
            ("LDM-503-13",),
            (item(), *(item(f"M-{number}") for number in range(7))),
            "M-0, M-1, M-2, M-3, M-4 and 2 more",
            id="five-are-named",
        ),
        pytest.param(
            ("LDM-503-13",),
            (item(), *(item(f"M-{number}") for number in range(5))),
            "M-0, M-1, M-2, M-3 and M-4",
            id="exactly-five",
        ),
    ],
)
def test_the_items_that_it_names(affected: tuple[str, ...], items: tuple[Any, ...], differing: str) -> None:
    found = asked("rfc-record", rfc=rfc(affected=affected), items=items)
    if differing:
        sentence = f"RFC-17 names other items than the change has: {differing}"
        assert told(found) == ("blocked", "affected-differs", sentence)
    else:
        assert found.code == "recorded"


def test_a_rule_that_does_not_ask_for_items_compares_none() -> None:
    assert asked("lcr-named", rfc=rfc(lcr="LCR-1", affected=("X-1",))).code == "recorded"
    assert asked("lcr-named").sentence == "RFC-17 does not say: lcr"


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        pytest.param({}, "", id="complete"),
        pytest.param({"justification": ""}, "justification", id="no-justification"),
        pytest.param({"release": None}, "release.contents, release.date and release.id", id="no-release"),
        pytest.param(
            {"release": Release(id="v2")}, "release.contents and release.date", id="neither-contents-nor-date"
        ),
    ],
)
def test_a_request_for_a_release(fields: dict[str, Any], missing: str) -> None:
    found = asked("release-request", rfc=rfc(**{**COMPLETE, **fields}))
    assert found.code == ("record-incomplete" if missing else "recorded")
    assert not missing or found.sentence == f"RFC-17 does not say: {missing}"


def test_a_release_that_is_not_urgent_does_not_say_that_it_is() -> None:
    of = rule("release-request", fields=("release.urgent",))
    assert asked(of, rfc=rfc(**COMPLETE)).code == "record-incomplete"
    assert asked(of, rfc=rfc(release=Release(urgent=True))).code == "recorded"


def test_a_field_that_no_record_has_is_missing() -> None:
    assert asked(
        rule("release-request", fields=("release.colour", "colour")), rfc=rfc(**COMPLETE)
    ).sentence == ("RFC-17 does not say: release.colour and colour")


# ----------------------------------------------------------- contributors

KNOWN = Contributor(commit="c1", account=account("tcam"))
ZOE = "Zoe <z@example.org>"
UNKNOWN = Contributor(commit="0123456789abcdef", name="Zoe", email="z@example.org")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(
            (), ("error", "no-contributors", "who made the commits is not known"), id="nothing-is-known"
        ),
        pytest.param((KNOWN,), ("met", "contributors-known", "Tcam"), id="known"),
        pytest.param(
            (
                KNOWN,
                Contributor(commit="c2", account=account("asker")),
                Contributor(commit="c3", account=account("tcam")),
            ),
            ("met", "contributors-known", "Asker and Tcam"),
            id="each-once",
        ),
        pytest.param(
            (KNOWN, UNKNOWN),
            (
                "waiting",
                "unknown-contributor",
                f"nobody knows whose commits these are: 0123456789 by {ZOE}",
            ),
            id="unknown",
        ),
        pytest.param(
            (
                UNKNOWN,
                Contributor(commit="0123456789abcdef", part="co-author", email="y@example.org"),
                Contributor(commit="c2", name="Zoe", email="z@example.org"),
            ),
            (
                "waiting",
                "unknown-contributor",
                f"nobody knows whose commits these are: 0123456789 and c2 by {ZOE} and <y@example.org>",
            ),
            id="several-unknown",
        ),
    ],
)
def test_contributors(parts: tuple[Contributor, ...], expected: tuple[str, str, str]) -> None:
    assert told(asked("known-contributors", contributors=parts)) == expected


def test_what_is_known_of_contributors() -> None:
    assert [one.what for one in asked("known-contributors").evidence] == ["commits by Asker"]


def test_unknown_contributors_block_where_the_policy_says_so() -> None:
    found = asked(
        "known-contributors", under=policy_with(unknown_contributors="block"), contributors=(UNKNOWN,)
    )
    assert told(found)[:2] == ("blocked", "unknown-contributor")


# ---------------------------------------------------------------- releases


def release(handle: str, **more: Any) -> Any:
    given: dict[str, Any] = {
        "collection": "releases",
        "levels": (),
        "becomes": "released",
        "release_class": "patch",
    }
    return item(handle, **{**given, **more})


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(
            (
                release("v1", missing=("tag", "test report")),
                release("v2", missing=("user manual",)),
                release("v3"),
            ),
            ("blocked", "not-identified", "v1 lacks tag and test report; v2 lacks user manual"),
            id="two-lack-something",
        ),
        pytest.param(
            (release("v1"), release("v3", old_id="v2"), item(missing=("tag",))),
            ("met", "identified", "identified: v1 and v2 → v3"),
            id="what-is-not-released-is-not-asked",
        ),
    ],
)
def test_identification(items: tuple[Any, ...], expected: tuple[str, str, str]) -> None:
    found = asked("release-identified", items=items)
    assert told(found) == expected
    if found.status == "met":
        assert [one.what for one in found.evidence] == ["v1 is identified", "v2 → v3 is identified"]


@pytest.mark.parametrize(
    "when", [pytest.param(None, id="no-question"), pytest.param({}, id="no-question-of-items")]
)
def test_a_rule_without_a_question_is_about_every_item(when: Any) -> None:
    of = rule("release-identified", when=None if when is None else When(routes=("board",)))
    found = asked(of, items=(item("M-1", missing=("tag",)),))
    assert found.sentence == "M-1 lacks tag"


@pytest.mark.parametrize(
    ("fixes", "expected"),
    [
        pytest.param(
            ("DM-2", "DM-1"), ("met", "lines-named", "the same fix: DM-1 and DM-2"), id="on-two-other-lines"
        ),
        pytest.param(
            ("DM-1",),
            ("blocked", "lines-missing", "v1.0.1: the record names 1 of 2 fixes on other lines (fixes)"),
            id="on-one",
        ),
        pytest.param(
            None,
            ("blocked", "lines-missing", "v1.0.1: the record names 0 of 2 fixes on other lines (fixes)"),
            id="no-record",
        ),
    ],
)
def test_lines(fixes: tuple[str, ...] | None, expected: tuple[str, str, str]) -> None:
    record = rfc(fixes=fixes) if fixes is not None else None
    found = asked("three-lines", rfc=record, items=(release("v1.0.1"), item()))
    assert told(found) == expected
    assert [one.what for one in found.evidence] == (
        ["v1.0.1: DM-1 and DM-2"] if found.status == "met" else []
    )


# ------------------------------------------------------------------ policy


@pytest.mark.parametrize(
    ("step", "fault", "expected"),
    [
        pytest.param(
            None,
            None,
            ("error", "policy-unknown", "the policy changes, and nobody says to what"),
            id="unknown",
        ),
        pytest.param(
            1,
            "a rule is wrong",
            ("blocked", "policy-invalid", "the changed policy cannot be loaded: a rule is wrong"),
            id="invalid",
        ),
        pytest.param(
            None,
            "",
            ("blocked", "policy-invalid", "the changed policy cannot be loaded: it is gone"),
            id="gone",
        ),
        pytest.param(
            0,
            "",
            ("blocked", "policy-older", "the changed policy has version 1, and must have more than 1"),
            id="of-the-same-version",
        ),
        pytest.param(
            -1,
            "",
            ("blocked", "policy-older", "the changed policy has version 0, and must have more than 1"),
            id="older",
        ),
        pytest.param(1, "", ("met", "policy-newer", "version 1 → 2"), id="newer"),
    ],
)
def test_newer_policy(step: int | None, fault: str | None, expected: tuple[str, str, str]) -> None:
    version = None if step is None else policy().version + step
    change = None if fault is None else PolicyChange(version=version, fault=fault)
    found = asked("policy-change", under=policy_with(version=1), change={"policy": change})
    assert told(found) == expected
    assert [one.what for one in found.evidence] == (["version 1 → 2"] if step == 1 and not fault else [])


@pytest.mark.parametrize(
    ("login", "name"),
    [
        pytest.param("square", "Square", id="a-person"),
        pytest.param("stranger", "@stranger", id="an-account-of-nobody-on-record"),
        pytest.param("", "an account that is gone", id="a-deleted-account"),
    ],
)
def test_a_requestor_who_did_not_open_it(login: str, name: str) -> None:
    author = account(login) if login else None
    found = asked("rfc-record", rfc=rfc(), request=replace(facts().request, author=author))
    assert found.code == "requestor-differs"
    assert found.sentence == f"RFC-17 names Asker as its requestor, and {name} opened it"
