"""Text of a test of a policy -> its cases; what is wrong is told with its line and column."""

from __future__ import annotations

from datetime import UTC, datetime
from textwrap import dedent, indent

import pytest

from dmccb.policy.policy_tests import PolicyCase, policy_cases

SHARED = """\
facts:
  as_of: 2026-03-05T10:00:00Z
  request:
    number: 17
    author: ada
  change:
    digest: "1"
  organization:
    persons:
      ada: {name: Ada, accounts: [{login: ada, id: 1}]}
  events:
    - kind: opened
      at: 2026-03-02T10:00:00Z
      by: ada
"""


INDENT = "  "


def cases(text: str, shared: str = SHARED) -> tuple[PolicyCase, ...]:
    found = policy_cases("x.test.yaml", f"{shared}cases:\n{indent(dedent(text), INDENT)}".encode())
    assert found.problems == ()
    return found.cases


def faults(text: str) -> list[str]:
    found = policy_cases("x.test.yaml", text.encode())
    return [f"{problem.place.removeprefix('x.test.yaml:')} {problem.message}" for problem in found.problems]


def in_case(text: str) -> list[str]:
    """Return the faults of a text in the only case; its first line is the first of the file's cases."""
    lines = SHARED.count("\n") + 1
    return [
        f"{int(fault.partition(':')[0]) - lines}:{fault.partition(':')[2]}"
        for fault in faults(f"{SHARED}cases:\n{indent(dedent(text), INDENT)}")
    ]


def test_a_case_has_what_all_have() -> None:
    (case,) = cases("  one:\n    title: it shows\n    expect:\n      verdict: PASS\n")
    assert (case.name, case.title, case.line) == ("one", "it shows", SHARED.count("\n") + 2)
    assert case.facts.as_of == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert case.facts.request.author is not None
    assert case.facts.request.author.id == 1
    assert case.expected.verdict == "PASS"


def test_objects_merge_and_lists_and_texts_replace() -> None:
    (case,) = cases(
        """\
          one:
            facts:
              request:
                draft: true
                title: no
              events:
                - kind: ready
                  at: 2026-03-03T10:00:00Z
            expect: {verdict: PASS}
        """
    )
    assert (case.facts.request.number, case.facts.request.draft, case.facts.request.title) == (17, True, "no")
    assert [event.kind for event in case.facts.events] == ["ready"]


def test_events_are_added_and_need_no_id() -> None:
    (case,) = cases(
        """\
          one:
            events:
              - kind: comment
                at: 2026-03-03T10:00:00Z
                by: ada
                body: /rfc read
              - kind: comment
                id: mine
                at: 2026-03-03T11:00:00Z
                by: {login: bob, id: 2}
            as_of: 2026-03-04T10:00:00Z
            expect: {verdict: PASS}
        """
    )
    assert [event.id for event in case.facts.events] == ["event-001", "event-002", "mine"]
    assert [event.by.login for event in case.facts.events if event.by] == ["ada", "ada", "bob"]
    assert case.facts.as_of == datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_null_is_nobody() -> None:
    (case,) = cases("  one:\n    facts: {request: {author: null}, rfc: null}\n    expect: {verdict: PASS}\n")
    assert case.facts.request.author is None
    assert case.facts.rfc is None


def test_what_is_expected() -> None:
    (case,) = cases(
        """\
          one:
            expect:
              verdict: WAIT
              code: window-open
              route: team
              class: major
              requirements:
                window: waiting
                other: not applicable
        """
    )
    assert (case.expected.code, case.expected.route, case.expected.rfc_class) == (
        "window-open",
        "team",
        "major",
    )
    assert case.expected.requirements == {"window": "waiting", "other": "not applicable"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", ["1:1 the file has no cases"], id="empty"),
        pytest.param("facts:\n  as_of: x\n", ["1:1 the file has no cases"], id="no-cases"),
        pytest.param("case:\n  a: b\n", ["1:1 'case' is no part of a test of a policy"], id="misspelt"),
        pytest.param("cases:\n  a: b\ncases:\n  a: b\n", ["3:1 'cases' is there twice"], id="twice"),
        pytest.param(
            "cases:\n  a:\n    x: 1\n    x: 2\n", ["4:5 'x' is used twice in one record"], id="a-key-twice"
        ),
        pytest.param("cases:\n  a: &b\n    x: 1\n", ["2:6 an anchor (&b) is not allowed"], id="anchor"),
        pytest.param("cases:\n  a: *b\n", ["2:6 an alias (*b) is not allowed"], id="alias"),
        pytest.param("cases:\n  a: !x b\n", ["2:6 a tag (!x) is not allowed"], id="tag"),
        pytest.param("cases:\n\ta: b\n", ["2:1 a tab is not allowed"], id="tab"),
        pytest.param("cases: [\n", ["1:8 the bracket that opens here is not closed"], id="no-yaml"),
    ],
)
def test_a_text_that_is_no_test(text: str, expected: list[str]) -> None:
    assert [fault.replace("not YAML that can be read: ", "") for fault in faults(text)] == expected


def test_the_parts_of_a_test_are_named_where_none_is_near() -> None:
    (problem,) = policy_cases("t.test.yaml", b"zzz:\n  a: b\n").problems[:1]
    assert problem.hint == "a test has cases and facts"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  a: b\n", ["1:3 the case 'a' must hold fields"], id="no-fields"),
        pytest.param("  a:\n    title: x\n", ["1:3 the case 'a' expects nothing"], id="expects-nothing"),
        pytest.param(
            "  a:\n    titel: x\n    expect: {verdict: PASS}\n",
            ["2:5 'titel' is no part of a case"],
            id="misspelt",
        ),
        pytest.param(
            "  a:\n    expect:\n      verdict: FINE\n",
            ["3:16 expect.verdict: invalid enum value 'FINE'"],
            id="no-verdict",
        ),
        pytest.param(
            "  a:\n    expect:\n      verdict: PASS\n      requirements:\n        window: over\n",
            ["4:7 expect.requirements: invalid enum value 'over'"],
            id="no-status",
        ),
        pytest.param(
            "  a:\n    facts: x\n    expect: {verdict: PASS}\n",
            ["2:5 facts: want fields"],
            id="facts-are-no-text",
        ),
        pytest.param(
            "  a:\n    events: x\n    expect: {verdict: PASS}\n",
            ["1:3 events: want a list"],
            id="events-no-text",
        ),
        pytest.param(
            "  a:\n    facts:\n      request:\n        numbr: 1\n    expect: {verdict: PASS}\n",
            ["3:7 request: object contains unknown field `numbr`"],
            id="unknown-fact",
        ),
        pytest.param(
            "  a:\n    facts:\n      request:\n        number: x\n    expect: {verdict: PASS}\n",
            ["4:17 request.number: expected `int`, got `str`"],
            id="fact-of-another-type",
        ),
        pytest.param(
            "  a:\n    events:\n      - kind: comment\n        at: noon\n    expect: {verdict: PASS}\n",
            ["4:13 events[1].at: invalid RFC3339 encoded datetime"],
            id="event-of-the-case",
        ),
        pytest.param(
            "  a:\n    as_of: 2026-03-05\n    expect: {verdict: PASS}\n",
            ["2:12 as_of: invalid RFC3339 encoded datetime"],
            id="moment-without-a-time",
        ),
        pytest.param(
            "  a:\n    events:\n      - kind: ready\n        by: bob\n    expect: {verdict: PASS}\n",
            ["4:13 events[1].by: no account of a person 'bob' in facts.organization.persons"],
            id="unknown-person",
        ),
    ],
)
def test_a_case_that_is_none(text: str, expected: list[str]) -> None:
    assert in_case(text) == expected


def test_what_is_wrong_for_all_is_told_where_it_is_written() -> None:
    text = SHARED.replace("number: 17", "number: x") + "cases:\n  a:\n    expect: {verdict: PASS}\n"
    assert faults(text) == ["4:13 request.number: expected `int`, got `str`"]
    text = SHARED.replace("kind: opened", "kind: begun") + "cases:\n  a:\n    expect: {verdict: PASS}\n"
    assert faults(text) == ["12:13 events[0].kind: invalid enum value 'begun'"]


def test_a_bad_case_leaves_the_others() -> None:
    text = f"{SHARED}cases:\n  a: b\n  c:\n    expect: {{verdict: PASS}}\n"
    found = policy_cases("x.test.yaml", text.encode())
    assert [case.name for case in found.cases] == ["c"]
    assert len(found.problems) == 1


def test_brackets_without_end_end_soon() -> None:
    assert "nested more than" in faults("cases:\n  a: " + "[" * 5000 + "\n")[0]
