"""The documents and tickets that a change record names, and their addresses."""

from __future__ import annotations

import pytest

from dmccb.changerecord.head import Head, VersionRow
from dmccb.changerecord.links import Addresses, links_of
from dmccb.records.record import Fields
from tests.changerecord.plans import compared, state
from tests.strategies import KINDS

DOCUMENTS, TICKETS = "https://docs.example/{}", "https://tickets.example/browse/{}"
BOTH = Addresses(document=DOCUMENTS, ticket=TICKETS)
NO_HEAD = Head()


def links(
    new: Fields, head: Head = NO_HEAD, addresses: Addresses = BOTH, documents: dict[str, Fields] | None = None
) -> list[str]:
    """Return the addresses of what a change of one milestone, and of documents, names."""
    old = state({"LSST-1520": {}})
    changes, _ = compared(old, state({"LSST-1520": new}, documents=documents or {}))
    return sorted(links_of(changes.changes, head, KINDS, addresses).values())


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(links({"jira": "DM-1"}), [TICKETS.format("DM-1")], id="a-ticket"),
        pytest.param(links({"jira_testplan": "LVV-P1"}), [], id="a-name-that-is-no-ticket-s"),
        pytest.param(links({"comment": "DM-1"}), [], id="no-role-no-ticket"),
        pytest.param(links({"level": 1}), [], id="a-milestone-that-looks-like-a-ticket"),
        pytest.param(
            links({}, documents={"LDM-1": {"title": "t"}}), [DOCUMENTS.format("LDM-1")], id="a-document"
        ),
        pytest.param(
            links({}, Head(document="LDM-564", row=VersionRow(rfc="RFC-7"))),
            [DOCUMENTS.format("LDM-564"), TICKETS.format("RFC-7")],
            id="the-head",
        ),
        pytest.param(
            links({"jira": "DM-1"}, Head(document="LDM-564"), Addresses(document=DOCUMENTS)),
            [DOCUMENTS.format("LDM-564")],
            id="where-tickets-are-is-not-known",
        ),
        pytest.param(links({"jira": "DM-1"}, Head(document="LDM-564"), Addresses()), [], id="nor-documents"),
        pytest.param(links({"jira": "DM-1?x=<y>"}), [], id="signs-that-mean-something-in-an-address"),
    ],
)
def test_links(found: list[str], expected: list[str]) -> None:
    assert found == expected


def test_both_sides_of_a_change_are_linked() -> None:
    changes, _ = compared(state({"M": {"jira": "DM-1"}}), state({"M": {"jira": "DM-2"}}))
    assert sorted(links_of(changes.changes, NO_HEAD, KINDS, BOTH)) == ["DM-1", "DM-2"]
