"""Whose words count at all: whatever the policy asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from dmccb.rfc.event import Account, Event, Head
from dmccb.rfc.heads import Heads
from dmccb.rfc.roster import accounts
from dmccb.rfc.votes import Listener, Votes, votes
from tests.policy.build import D1, D2, IDS, account, at, comment, organization, review

ONE = (Head(at=at(), commit="c1", digest=D1),)
TWO = (*ONE, Head(at=at(10), commit="c2", digest=D2))
AWAY_AND_BACK = (*TWO, Head(at=at(20), commit="c1", digest=D1))
SECOND = account("asker").id + 900
"""Numeric id of the asker's second account."""


def heard(*events: Event, heads: Iterable[Head] = ONE, hours: float = 100, **more: Any) -> Votes:
    """Return what was said by some hour, of persons that all are on record."""
    as_of = at(hours)
    persons = {**accounts(organization()), SECOND: "asker"}
    given: dict[str, Any] = {
        "rfc": "RFC-17",
        "persons": persons,
        "heads": Heads(heads, as_of),
        "reading": timedelta(minutes=1),
        "as_of": as_of,
    }
    return votes(events, Listener(**{**given, **more}))


def counted(found: Votes) -> list[str]:
    return [f"{act.person} {act.verb}" for act in found.acts]


def codes(found: Votes) -> list[str]:
    return [one.code for one in found.uncounted]


def objectors(found: Votes) -> list[str]:
    return [act.person for act in found.objections()]


APPROVING = comment("chair", "/rfc approve", 2)
OBJECTING = comment("chair", "/rfc object too late", 3)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(APPROVING, ["chair approve"], id="command"),
        pytest.param(review("chair", "APPROVED", 2), ["chair approve"], id="review"),
        pytest.param(
            review("chair", "CHANGES_REQUESTED", 2, "too late"), ["chair object"], id="changes-requested"
        ),
        pytest.param(
            review("chair", "CHANGES_REQUESTED", 2),
            ["chair object"],
            id="changes-requested-in-comments-on-lines-alone",
        ),
        pytest.param(review("chair", "COMMENTED", 2, "I approve"), [], id="a-remark-with-approving-words"),
        pytest.param(
            review("chair", "COMMENTED", 2, "/rfc approve"), ["chair approve"], id="a-remark-with-a-command"
        ),
        pytest.param(
            Event(id="opened", kind="opened", at=at(), by=account("asker"), body="/rfc hold wait"),
            ["asker hold"],
            id="in-the-text-of-the-request",
        ),
        pytest.param(
            Event(id="closed", kind="closed", at=at(2), by=account("chair"), body="/rfc approve"),
            [],
            id="not-in-other-events",
        ),
        pytest.param(
            comment("outsider", "/rfc read", 2), [f"@outsider#{IDS['outsider']} read"], id="stranger"
        ),
        pytest.param(
            comment("chair", "on behalf of @manager\n/rfc approve", 2), ["chair approve"], id="on-behalf-of"
        ),
        pytest.param(
            comment("chair", "/rfc approve\n/rfc read", 2), ["chair approve", "chair read"], id="two"
        ),
    ],
)
def test_what_counts(event: Event, expected: list[str]) -> None:
    found = heard(event)
    assert counted(found) == expected
    assert found.uncounted == ()


@pytest.mark.parametrize(
    ("event", "code"),
    [
        pytest.param(comment("chair", "/rfc approve", 2, edited=True), "edited", id="edited-by-nobody-knows"),
        pytest.param(
            comment("chair", "/rfc approve", 2, edited=True, edited_by=account("chair")),
            "edited",
            id="edited-by-oneself",
        ),
        pytest.param(
            comment("chair", "/rfc approve", 2, edited=True, edited_by=account("manager")),
            "edited-by-other",
            id="edited-by-another",
        ),
        pytest.param(comment("chair", "/rfc approve", 2, deleted=True), "deleted", id="deleted"),
        pytest.param(
            review("chair", "COMMENTED", 2, "/rfc approve", edited=True), "edited", id="a-remark-edited"
        ),
        pytest.param(
            Event(id="opened", kind="opened", at=at(), by=account("asker"), body="/rfc hold x", edited=True),
            "edited",
            id="text-of-the-request-edited",
        ),
        pytest.param(
            comment("chair", "/rfc approve", 2, by=account("chair", type="Bot")), "bot", id="program"
        ),
        pytest.param(review("chair", "APPROVED", 2, by=account("chair", type="App")), "bot", id="app"),
        pytest.param(
            comment("chair", "/rfc object no", 2, by=account("chair", type="Bot")),
            "bot",
            id="program-objects",
        ),
        pytest.param(
            review("chair", "CHANGES_REQUESTED", 2, "no", by=account("chair", type="Bot")),
            "bot",
            id="program-requests-changes",
        ),
        pytest.param(
            comment("chair", "/rfc approve", 2, by=account("chair", type="Organization")),
            "bot",
            id="no-person",
        ),
        pytest.param(
            comment("chair", "/rfc approve", 2, by=account("chair", type="Mannequin")), "bot", id="mannequin"
        ),
        pytest.param(comment("chair", "/rfc approve", 2, by=None), "ghost", id="deleted-account"),
        pytest.param(
            review("chair", "APPROVED", 2, by=None), "ghost", id="deleted-account-approved-by-review"
        ),
        pytest.param(review("chair", "PENDING", 2), "pending", id="not-submitted"),
        pytest.param(comment("chair", "/rfc frobnicate", 2), "unknown-command", id="no-such-command"),
        pytest.param(comment("chair", "/rfc", 2), "unknown-command", id="no-command-at-all"),
        pytest.param(
            comment("chair", "/rfc dismissed", 2),
            "unknown-command",
            id="what-only-the-forge-says-is-no-command",
        ),
        pytest.param(comment("chair", "/rfc hold", 2), "incomplete", id="no-reason"),
        pytest.param(comment("chair", "/rfc assign", 2), "incomplete", id="nobody-named"),
        pytest.param(comment("asker", "/rfc adopt agreed", 2), "no-digest", id="consensus-on-no-digest"),
        pytest.param(
            comment("asker", f"/rfc adopt {'1' * 11} agreed", 2),
            "no-digest",
            id="eleven-digits-are-no-digest",
        ),
        pytest.param(
            comment("chair", f"/rfc approve {'3' * 12}", 2), "unknown-digest", id="a-digest-that-never-was"
        ),
        pytest.param(
            comment("asker", f"/rfc adopt {D1} RFC-18 agreed", 2),
            "other-rfc",
            id="consensus-on-another-request",
        ),
        pytest.param(
            comment("asker", f"/rfc adopt {D1} agreed (RFC-18).", 2), "other-rfc", id="named-in-brackets"
        ),
        pytest.param(
            comment("asker", f"/rfc adopt {D1} rfc-18 agreed", 2), "other-rfc", id="named-in-small-letters"
        ),
    ],
)
def test_what_does_not_count(event: Event, code: str) -> None:
    found = heard(event)
    assert codes(found) == [code]
    assert found.acts == ()


@pytest.mark.parametrize(
    ("verb", "near"),
    [
        pytest.param("aprove", "approve", id="a-letter-missing"),
        pytest.param("objects", "object", id="a-letter-too-many"),
        pytest.param("withdarw", "withdraw", id="letters-exchanged"),
    ],
)
def test_an_unknown_command_is_told_what_may_be_meant(verb: str, near: str) -> None:
    (uncounted,) = heard(comment("chair", f"/rfc {verb} because", 2)).uncounted
    assert repr(verb) in uncounted.sentence
    assert repr(near) in uncounted.sentence


def test_an_unknown_command_that_is_like_none_is_told_nothing() -> None:
    (uncounted,) = heard(comment("chair", "/rfc xyzzy", 2)).uncounted
    assert uncounted.sentence == "there is no command 'xyzzy'"


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(OBJECTING, id="as-it-was-said"),
        pytest.param(comment("chair", "/rfc object", 3), id="without-a-reason"),
        pytest.param(comment("chair", "/rfc reject", 3), id="rejection-without-a-reason"),
        pytest.param(comment("chair", "/rfc object late", 3, edited=True), id="edited-by-nobody-knows"),
        pytest.param(
            comment("chair", "/rfc object late", 3, edited=True, edited_by=account("chair")),
            id="edited-by-oneself",
        ),
        pytest.param(
            comment("chair", "/rfc object late", 3, edited=True, edited_by=account("asker")),
            id="edited-by-another",
        ),
        pytest.param(comment("chair", "/rfc object late", 3, deleted=True), id="deleted"),
        pytest.param(comment("chair", "/rfc reject late", 3, deleted=True), id="rejection-deleted"),
        pytest.param(review("chair", "CHANGES_REQUESTED", 3, "late"), id="review"),
        pytest.param(review("chair", "CHANGES_REQUESTED", 3, "late", edited=True), id="review-edited"),
        pytest.param(
            review(
                "chair", "CHANGES_REQUESTED", 3, "late", dismissed_at=at(4), dismissed_by=account("asker")
            ),
            id="review-dismissed-by-another",
        ),
        pytest.param(
            review("chair", "CHANGES_REQUESTED", 3, "late", dismissed_at=at(4)),
            id="review-dismissed-by-nobody-knows",
        ),
    ],
)
def test_an_objection_stands(event: Event) -> None:
    assert objectors(heard(APPROVING, event)) == ["chair"]


def test_the_objection_of_a_deleted_account_stands() -> None:
    assert objectors(heard(comment("chair", "/rfc object late", 3, by=None))) == ["@ghost"]


@pytest.mark.parametrize(
    ("later", "standing"),
    [
        pytest.param(comment("chair", "/rfc withdraw", 4), [], id="withdrawn"),
        pytest.param(comment("chair", "/rfc approve", 4), [], id="approved-by-command"),
        pytest.param(review("chair", "APPROVED", 4), [], id="approved-by-review"),
        pytest.param(comment("chair", "/rfc read", 4), ["chair"], id="another-word-takes-nothing-back"),
        pytest.param(
            review("chair", "COMMENTED", 4, "fine now"), ["chair"], id="a-remark-takes-nothing-back"
        ),
        pytest.param(comment("manager", "/rfc withdraw", 4), ["chair"], id="withdrawn-by-another"),
        pytest.param(comment("asker", "/rfc withdraw", 4), ["chair"], id="withdrawn-by-the-requestor"),
        pytest.param(
            comment("chair", "/rfc withdraw", 4, by=Account(login="chair", id=7)),
            ["chair"],
            id="withdrawn-by-a-look-alike",
        ),
        pytest.param(
            comment("chair", "/rfc withdraw", 4, by=Account(login="ada", id=IDS["chair"])),
            [],
            id="withdrawn-after-a-renaming",
        ),
        pytest.param(comment("chair", "/rfc withdraw", 4, by=None), ["chair"], id="withdrawn-by-a-ghost"),
        pytest.param(comment("chair", "/rfc withdraw", 4, edited=True), ["chair"], id="withdrawn-by-an-edit"),
        pytest.param(comment("chair", "/rfc withdraw", 4, deleted=True), ["chair"], id="withdrawal-deleted"),
        pytest.param(comment("chair", "> /rfc withdraw", 4), ["chair"], id="withdrawal-quoted"),
        pytest.param(comment("chair", "/rfc withdraw", 2), ["chair"], id="withdrawn-before"),
        pytest.param(comment("chair", "/rfc withdraw", 3), ["chair"], id="withdrawn-at-the-same-time"),
        pytest.param(review("chair", "PENDING", 4), ["chair"], id="a-review-that-was-not-submitted"),
        pytest.param(
            comment("chair", "/rfc approve 333333333333", 4), ["chair"], id="approved-what-never-was"
        ),
        pytest.param(
            review("chair", "DISMISSED", 4, dismissed_at=at(5), dismissed_by=account("asker")),
            ["chair"],
            id="a-review-that-another-dismissed-unseen",
        ),
    ],
)
def test_who_takes_an_objection_back(later: Event, standing: list[str]) -> None:
    assert objectors(heard(OBJECTING, later)) == standing


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [
                review(
                    "chair", "CHANGES_REQUESTED", 3, "late", dismissed_at=at(4), dismissed_by=account("chair")
                )
            ],
            [],
            id="dismissed-by-the-objector",
        ),
        pytest.param(
            [
                review(
                    "chair",
                    "CHANGES_REQUESTED",
                    3,
                    "late",
                    dismissed_at=at(4),
                    dismissed_by=Account(login="chair", id=7),
                )
            ],
            ["chair"],
            id="dismissed-by-a-look-alike",
        ),
        pytest.param(
            [
                review(
                    "chair",
                    "CHANGES_REQUESTED",
                    3,
                    "late",
                    dismissed_at=at(101),
                    dismissed_by=account("chair"),
                )
            ],
            ["chair"],
            id="not-dismissed-yet",
        ),
        pytest.param(
            [
                comment("chair", "/rfc object late", 2),
                review("chair", "APPROVED", 3, dismissed_at=at(4), dismissed_by=account("asker")),
            ],
            [],
            id="a-dismissed-approval-does-not-revive-an-objection",
        ),
    ],
)
def test_dismissing_an_objection(events: list[Event], expected: list[str]) -> None:
    assert objectors(heard(*events)) == expected


@pytest.mark.parametrize(
    ("events", "stance"),
    [
        pytest.param(
            [review("chair", "APPROVED", 3, dismissed_at=at(4), dismissed_by=account("asker"))],
            "dismissed",
            id="approval-dismissed",
        ),
        pytest.param(
            [review("chair", "APPROVED", 3, dismissed_at=at(101), dismissed_by=account("asker"))],
            "approve",
            id="approval-not-dismissed-yet",
        ),
        pytest.param(
            [APPROVING, review("chair", "APPROVED", 3, dismissed_at=at(4), dismissed_by=account("asker"))],
            "dismissed",
            id="an-earlier-approval-is-not-revived",
        ),
        pytest.param([APPROVING, review("chair", "DISMISSED", 3)], "dismissed", id="first-seen-as-dismissed"),
        pytest.param(
            [
                review(
                    "chair", "APPROVED", 3, "/rfc approve", dismissed_at=at(4), dismissed_by=account("asker")
                )
            ],
            "dismissed",
            id="nor-does-a-command-in-it",
        ),
        pytest.param(
            [
                review("chair", "APPROVED", 3, dismissed_at=at(4), dismissed_by=account("asker")),
                comment("chair", "/rfc approve", 5),
            ],
            "approve",
            id="approved-again",
        ),
        pytest.param(
            [
                APPROVING,
                review(
                    "chair", "CHANGES_REQUESTED", 3, "no", dismissed_at=at(4), dismissed_by=account("chair")
                ),
            ],
            "withdraw",
            id="an-objection-taken-back-revives-no-approval",
        ),
    ],
)
def test_a_dismissed_review_revives_nothing(events: list[Event], stance: str) -> None:
    found = heard(*events)
    assert found.stances()["chair"].verb == stance
    assert [act.verb for act in found.of("approve")] == (["approve"] if stance == "approve" else [])


@pytest.mark.parametrize(
    ("verbs", "expected"),
    [
        pytest.param(("approve", "object no"), ["chair"], id="approves-then-objects"),
        pytest.param(("object no", "approve"), [], id="objects-then-approves"),
        pytest.param(("object no", "withdraw", "object again"), ["chair"], id="objects-again"),
        pytest.param(("approve", "withdraw"), [], id="approves-then-withdraws"),
        pytest.param(("object no", "reject no"), ["chair"], id="two-objections-are-one"),
    ],
)
def test_a_later_act_replaces_the_earlier(verbs: tuple[str, ...], expected: list[str]) -> None:
    events = [comment("chair", f"/rfc {verb}", 2 + hour) for hour, verb in enumerate(verbs)]
    assert objectors(heard(*events)) == expected
    assert objectors(heard(*reversed(events))) == expected


@pytest.mark.parametrize(
    ("verbs", "approvals", "replaced"),
    [
        pytest.param(("approve", "object no"), [], 1, id="objected-since"),
        pytest.param(("approve", "withdraw"), [], 1, id="withdrew-since"),
        pytest.param(("approve", "approve"), [2, 3], 0, id="said-it-twice"),
        pytest.param(("approve", "object no", "approve"), [4], 1, id="an-objection-was-between"),
    ],
)
def test_which_approval_is_left(verbs: tuple[str, ...], approvals: list[int], replaced: int) -> None:
    found = heard(*(comment("chair", f"/rfc {verb}", 2 + hour) for hour, verb in enumerate(verbs)))
    assert [act.at for act in found.of("approve")] == [at(hour) for hour in approvals]
    assert codes(found) == ["replaced"] * replaced


@pytest.mark.parametrize("ids", [pytest.param(("a", "b"), id="low"), pytest.param(("b", "a"), id="high")])
@pytest.mark.parametrize("turned", [pytest.param(False, id="first"), pytest.param(True, id="last")])
@pytest.mark.parametrize(
    "other",
    [
        pytest.param(comment("chair", "/rfc approve", 3), id="approve"),
        pytest.param(comment("chair", "/rfc withdraw", 3), id="withdraw"),
        pytest.param(review("chair", "APPROVED", 3), id="review"),
    ],
)
def test_of_one_moment_the_objection_wins(other: Event, ids: tuple[str, str], *, turned: bool) -> None:
    objection = comment("chair", "/rfc object no", 3, id=ids[0])
    events = [
        objection,
        Event(id=ids[1], kind=other.kind, at=other.at, by=other.by, body=other.body, state=other.state),
    ]
    found = heard(*(reversed(events) if turned else events))
    assert objectors(found) == ["chair"]
    assert found.stances()["chair"].verb == "object"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("/rfc object no\n/rfc approve", id="objection-first"),
        pytest.param("/rfc approve\n/rfc object no", id="objection-last"),
        pytest.param("/rfc object no\n/rfc withdraw", id="withdrawn-at-once"),
    ],
)
def test_in_one_comment_the_objection_wins(body: str) -> None:
    assert objectors(heard(comment("chair", body, 3))) == ["chair"]


@pytest.mark.parametrize(
    ("by", "person"),
    [
        pytest.param(Account(login="chair", id=IDS["chair"]), "chair", id="as-on-record"),
        pytest.param(Account(login="CHAIR", id=IDS["chair"]), "chair", id="other-letter-case"),
        pytest.param(Account(login="ada", id=IDS["chair"]), "chair", id="renamed"),
        pytest.param(Account(login="manager", id=IDS["chair"]), "chair", id="renamed-to-what-another-was"),
        pytest.param(Account(login="chair", id=7), "@chair#7", id="look-alike"),
        pytest.param(
            Account(login="chai\N{COMBINING DOT BELOW}r", id=7),
            "@chai\N{COMBINING DOT BELOW}r#7",
            id="look-alike-letter",
        ),
        pytest.param(Account(login="Asker-2", id=SECOND), "asker", id="second-account"),
    ],
)
def test_who_speaks(by: Account, person: str) -> None:
    (act,) = heard(comment("chair", "/rfc read", 2, by=by)).acts
    assert (act.person, act.login) == (person, by.login)


def test_two_accounts_of_one_person_have_one_stance() -> None:
    second = comment("asker", "/rfc object no", 3, by=Account(login="asker-2", id=SECOND))
    found = heard(comment("asker", "/rfc approve", 2), second)
    assert {person: act.verb for person, act in found.stances().items()} == {"asker": "object"}
    assert codes(found) == ["replaced"]


@pytest.mark.parametrize(
    ("event", "about"),
    [
        pytest.param(comment("chair", "/rfc approve", 9), D1, id="the-head-of-then"),
        pytest.param(comment("chair", "/rfc approve", 12), D2, id="the-head-of-later"),
        pytest.param(comment("chair", f"/rfc approve {D1}", 12), D1, id="an-earlier-one-by-its-name"),
        pytest.param(
            comment("chair", f"/rfc approve {'2' * 12}", 12), D2, id="by-the-first-digits-of-its-name"
        ),
        pytest.param(
            comment("chair", f"/rfc approve {'2' * 12} fine", 10), D2, id="named-in-the-second-of-the-push"
        ),
        pytest.param(review("chair", "APPROVED", 12, digest=D2), D2, id="as-it-was-first-seen"),
        pytest.param(
            review("chair", "APPROVED", 12, digest=D1), D1, id="of-an-older-head-as-it-was-first-seen"
        ),
        pytest.param(review("chair", "APPROVED", 12, "fine"), D2, id="a-review-with-words"),
        pytest.param(comment("asker", f"/rfc adopt {D2} agreed", 12), D2, id="consensus"),
        pytest.param(comment("manager", "/rfc decide accept late", 12), D2, id="decision"),
        pytest.param(comment("chair", "/rfc assess endorse it", 12), D2, id="assessment"),
        pytest.param(comment("chair", "/rfc object no", 12), "", id="an-objection-is-about-the-request"),
        pytest.param(comment("chair", "/rfc read", 12), "", id="reading-is-about-the-request"),
    ],
)
def test_what_it_is_about(event: Event, about: str) -> None:
    found = heard(event, heads=TWO)
    assert [act.about for act in found.acts] == [about]


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        pytest.param(10, "too-soon", id="at-once"),
        pytest.param(10 + 59 / 3600, "too-soon", id="one-second-short"),
        pytest.param(10 + 60 / 3600, "", id="after-a-minute"),
        pytest.param(10 - 1 / 3600, "", id="the-second-before-is-about-the-head-before"),
    ],
)
@pytest.mark.parametrize("by", [pytest.param("review", id="review"), pytest.param("command", id="command")])
def test_minimum_reading_time(hours: float, code: str, by: str) -> None:
    event = review("chair", "APPROVED", hours) if by == "review" else comment("chair", "/rfc approve", hours)
    assert codes(heard(event, heads=TWO)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("event", "code"),
    [
        pytest.param(
            review("chair", "APPROVED", 9, digest=D2), "too-soon", id="a-review-pointed-to-a-later-head"
        ),
        pytest.param(
            comment("chair", f"/rfc approve {D2}", 9), "unknown-digest", id="a-digest-before-its-time"
        ),
        pytest.param(comment("chair", "/rfc approve", -1), "no-head", id="before-any-head"),
    ],
)
def test_approvals_of_what_was_not_there(event: Event, code: str) -> None:
    found = heard(event, heads=TWO)
    assert codes(found) == [code]
    assert found.acts == ()


def test_a_prefix_of_two_digests_names_neither() -> None:
    heads = (*ONE, Head(at=at(1), commit="c2", digest="sha256:" + "1" * 63 + "2"))
    found = heard(comment("chair", f"/rfc approve {'1' * 12}", 3), heads=heads)
    assert codes(found) == ["unknown-digest"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1" * 11, id="eleven-digits"),
        pytest.param("1" * 7, id="as-short-as-a-commit"),
        pytest.param("sha256:" + "1" * 8, id="with-its-kind"),
        pytest.param("sha256:" + "1" * 65, id="too-long"),
    ],
)
def test_a_name_that_is_no_digest_approves_no_other_one(text: str) -> None:
    """Whoever names a digest means that one, and not whatever the head is by now."""
    assert heard(comment("chair", f"/rfc approve {text}", 12), heads=TWO).of("approve") == []


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        pytest.param(15, "too-soon", id="in-the-second-of-coming-back"),
        pytest.param(15 + 61 / 3600, "", id="a-minute-later"),
    ],
)
def test_a_change_that_came_back_is_read_anew(hours: float, code: str) -> None:
    heads = (*TWO, Head(at=at(15), commit="c3", digest=D1))
    assert codes(heard(review("chair", "APPROVED", hours), heads=heads)) == ([code] if code else [])


def test_an_approval_before_it_went_away_is_about_it_still() -> None:
    (act,) = heard(comment("chair", "/rfc approve", 5), heads=AWAY_AND_BACK).acts
    assert act.about == D1


@pytest.mark.parametrize(
    ("verb", "hours", "code"),
    [
        pytest.param("approve", 50, "", id="in-the-moment-of-closing"),
        pytest.param("approve", 50 + 1 / 3600, "after-close", id="one-second-after"),
        pytest.param("object no", 50 + 1 / 3600, "after-close", id="an-objection-after"),
        pytest.param("withdraw", 50 + 1 / 3600, "after-close", id="a-withdrawal-after"),
    ],
)
def test_what_comes_after_the_end(verb: str, hours: float, code: str) -> None:
    found = heard(comment("chair", f"/rfc {verb}", hours), closed=at(50))
    assert codes(found) == ([code] if code else [])


def test_what_comes_after_the_question_is_not_known() -> None:
    assert heard(comment("chair", "/rfc approve", 2), hours=1) == Votes()


def test_the_order_of_events_does_not_matter() -> None:
    events = [
        comment("chair", "/rfc approve", 2),
        comment("manager", "/rfc object no", 2),
        comment("manager", "/rfc withdraw", 4),
        review("architect", "APPROVED", 3),
        comment("operator", "/rfc aprove", 2),
    ]
    assert heard(*events) == heard(*reversed(events))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("agreed", id="no-request-named"),
        pytest.param("RFC-17 agreed", id="this-one"),
        pytest.param("RFC-17 agreed, as RFC-16 was", id="this-one-and-another"),
    ],
)
def test_a_consensus_on_this_request(text: str) -> None:
    assert counted(heard(comment("asker", f"/rfc adopt {D1} {text}", 2))) == ["asker adopt"]
