"""The closed vocabulary of a policy: what its rules may ask, of whom, and from when on.

Pure.  The engine knows these words and no others; a test holds them equal to
the schema of rules, and the reference in the documentation is made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Requirement(NamedTuple):
    """One kind of requirement.

    Attributes
    ----------
    meaning
        When it is met.
    needs
        The fields that a rule of this kind must have; of names joined with
        ``|``, one.
    takes
        The fields that it may have.
    """

    meaning: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


REQUIREMENTS: Mapping[str, Requirement] = {
    "route": Requirement(
        "Not asked of anybody: gives the items that it means their route. With `by`, one of these raises "
        "the whole request to it (`/rfc flag`).",
        needs=("route", "when|by"),
    ),
    "class": Requirement(
        "Not asked of anybody: gives a request with such an item its class. With `by`, one of these says "
        "so (`/rfc major`, `/rfc ordinary`).",
        needs=("class", "when|by"),
    ),
    "any": Requirement("One of the rules of `any_of` is met.", needs=("any_of",), takes=("settled_by",)),
    "approval": Requirement(
        "As many of `by` as `count` or `share` says approve this very change; a person counts once, and a "
        "vacant seat counts among those who could.",
        needs=("by", "count|share"),
        takes=(
            *(
                "convened_by",
                "including",
                "excluding",
                "unanimous",
                "authorship",
                "escalated",
                "instead",
                "methods",
            ),
            *("period", "urgent_period", "starts", "settled_by"),
        ),
    ),
    "assessment": Requirement(
        "As `approval`, of a decision that was taken before (`/rfc assess endorse|reverse REASON`). It is "
        "owed, and keeps nothing from being merged; after `period` it is overdue.",
        needs=("by", "period"),
        takes=("starts",),
    ),
    "consensus": Requirement(
        "`by` has recorded the consensus on this very change (`/rfc adopt DIGEST TEXT`).",
        needs=("by",),
        takes=("settled_by",),
    ),
    "contributors": Requirement("Each commit is by somebody whose account is known.", takes=("settled_by",)),
    "decision": Requirement(
        "One of `by` has decided for this very change (`/rfc decide accept REASON`), after `period` where "
        "there is one.",
        needs=("by",),
        takes=("period", "starts", "instead"),
    ),
    "external": Requirement(
        "`by` has recorded the approval of the request that the record names (`/rfc lcr LCR-N`).",
        needs=("by",),
    ),
    "identification": Requirement("No item lacks a part of its identification."),
    "lines": Requirement("The fix is named on at least `count` lines of development.", needs=("count",)),
    "newer-policy": Requirement(
        "A changed policy can be loaded, and has a higher version than the one before."
    ),
    "no-objection": Requirement(
        "No objection stands. Only the objector takes one back.",
        takes=("by", "settled_by"),
    ),
    "not-rejected": Requirement(
        "None of the roles of `by` has rejected the request, nor a majority of a board among its groups.",
        needs=("by",),
    ),
    "open": Requirement("The request is neither withdrawn nor closed, a draft, in conflict, or on hold."),
    "read": Requirement(
        "As many of `by` as `count` says have read it.", needs=("by", "count"), takes=("excluding",)
    ),
    "record": Requirement("The request has its record, and this has the `fields`.", needs=("fields",)),
    "ruling": Requirement(
        "For one objection: one of `by` has decided against it by name (`/rfc decide accept @LOGIN REASON`), "
        "and another way of `any_of` has approved the change.",
        needs=("by", "any_of"),
    ),
    "told": Requirement(
        "Each of `by` was told: asked to review it, or mentioned. For a vacant role, `instead` was.",
        needs=("by",),
        takes=("instead",),
    ),
    "urgent-decision": Requirement(
        "As `decision`, by one who has marked it urgent with a reason (`/rfc urgent REASON`).",
        needs=("by",),
        takes=("instead",),
    ),
    "window": Requirement(
        "`period` has passed since the latest of `starts`, and the last day that the record plans for "
        "objections (its end, UTC; it adds nothing on the day on which the longest window ends).",
        needs=("period", "starts"),
        takes=("settled_by",),
    ),
}
"""Name -> kind of requirement."""

CLASSIFYING = frozenset({"route", "class"})
"""What says something of the request, and asks nothing of anybody."""

DECIDING = frozenset({"decision", "urgent-decision"})

WAYS = frozenset({"any", "approval", "decision", "ruling", "urgent-decision"})
"""What may be one way of several: a rule without ``when`` that another names."""

DESCRIBING = frozenset(
    {"id", "title", "requirement", "when", "reason", "citation", "choice", "choices", "comment"}
)
"""What every rule may have."""

PREDICATES: Mapping[str, str] = {
    "routes": "The route of the request, the strictest of its items, is one of these.",
    "items_on": "Some item takes one of these routes by itself, or the request was raised to it.",
    "classes": "The class of the request is one of these.",
    "names": "The record of the request names one of these (its field `names`).",
    "urgent": "The request asks for an urgent release.",
    "decided": "One of these rules has decided the request.",
    "collections": "The item is of one of these collections; `files` are files that govern records.",
    "series": "The item is a document with a handle of one of these series, before or after.",
    "planned_by": "A document of one of these series plans the item, before or after.",
    "levels": "The level of the item is one of these, before or after; `unknown` where neither side says it.",
    "control": "The strictest field that changed is one of these; `controlled` where this is not asked.",
    "changes": "This happened to the item.",
    "moved_more_than": "Its due date moved by more days, in either direction, or may have.",
    "members": "The item gained or lost members, such as features.",
    "becomes": "The status of the item becomes one of these.",
    "release_classes": "The class of the release is one of these.",
    "otherwise": "No routing rule without `otherwise` means the item.",
}
"""Name -> the question that it asks; those from ``collections`` on are asked of one item."""

OF_ITEMS = frozenset(tuple(PREDICATES)[tuple(PREDICATES).index("collections") :])

GROUPS: Mapping[str, str] = {
    "anybody": "everybody with an account",
    "requestor": "whoever opened the request, and whom its record names",
    "assignee": "whom the record names, or `/rfc assign` since",
    "board": "the seats of the policy's board, with the optional ones that the request's topics ask for",
    "chair": "the chair of that board",
    "experts": "whom one of `convened_by` named for this request (`/rfc empanel @LOGIN …`)",
    "managers": "the managers of the WBS elements of the items",
    "owners": "the owners of the products of which a release gains or loses a feature",
    "authors": "the authors of the changed documents, where the records know them as persons",
    "parties": "everybody affected: managers, scientific leads and owners",
}
"""Name -> who that is."""

STARTS: Mapping[str, str] = {
    "opened": "the request was opened",
    "ready": "it was last made ready for review",
    "told": "the last of those affected was told",
    "changed": "the meaning of the change last changed",
    "asked": "the board was asked: the latest of opened, ready, changed, and raised to its route",
    "decided": "the decision was taken",
}
"""Name -> the moment that it means."""

SETTINGS: Mapping[str, str] = {
    "board": "the board that decides",
    "minimum_reading": "how long a change must have been visible before a review can be about it",
    "carried": "whether approvals of equal meaning are kept when commits change",
    "unknown_contributors": "what a commit by nobody known does: wait or block",
}
"""Field of the profile -> what it sets."""
