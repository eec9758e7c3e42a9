"""What the forge reports, read from JSON: strictly, with times that have an offset."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from dmccb.rfc.event import Account, Contributor, Event, Head

EVENT: dict[str, Any] = {
    "id": "comment-1",
    "kind": "comment",
    "at": "2026-03-02T10:00:00Z",
    "by": {"login": "ada", "id": 1},
    "body": "/rfc read",
}


def event(**more: Any) -> Event:
    return msgspec.json.decode(json.dumps({**EVENT, **more}), type=Event)


def test_a_deleted_account_is_nobody() -> None:
    assert event(by=None).by is None


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-03-02T11:00:00+01:00", id="east"),
        pytest.param("2026-03-02T00:00:00-10:00", id="west-and-the-same-day"),
        pytest.param("2026-03-02T10:00:00.000Z", id="with-a-fraction"),
    ],
)
def test_one_moment_is_one_moment(moment: str) -> None:
    assert event(at=moment) == event()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("at", "2026-03-02T10:00:00", id="a-time-without-an-offset"),
        pytest.param("at", 1772445600, id="a-number-for-a-time"),
        pytest.param("dismissed_at", "2026-03-02", id="a-day-for-a-time"),
        pytest.param("id", "", id="no-id"),
        pytest.param("kind", "reacted", id="an-unknown-kind"),
        pytest.param("state", "LGTM", id="an-unknown-state"),
        pytest.param("by", {"login": "ada"}, id="an-account-without-its-number"),
        pytest.param("by", {"login": "ada", "id": 0}, id="no-account-has-that-number"),
        pytest.param("by", {"login": "ada", "id": True}, id="a-boolean-for-a-number"),
        pytest.param("by", {"login": "ada", "id": 1, "type": "Robot"}, id="an-unknown-kind-of-account"),
        pytest.param("author_association", "OWNER", id="what-the-forge-thinks-of-them"),
    ],
)
def test_what_is_refused(field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        event(**{field: value})


def test_an_account_is_a_persons_where_nothing_else_is_said() -> None:
    assert Account(login="ada", id=1).type == "User"


def test_a_contributor_may_be_unknown() -> None:
    found = msgspec.json.decode(
        b'{"commit": "c1", "part": "co-author", "email": "a@b.org"}', type=Contributor
    )
    assert (found.part, found.account) == ("co-author", None)


@pytest.mark.parametrize("field", ["commit", "digest"])
def test_a_head_has_a_commit_and_a_digest(field: str) -> None:
    values = {"at": "2026-03-02T10:00:00Z", "commit": "c1", "digest": "sha256:1", field: ""}
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.convert(values, Head, strict=False)
