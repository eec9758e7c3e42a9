"""What happened on a request, as the forge reports it: accounts, events, heads.

Pure.  Times are the server's.  ``votes`` makes acts of the events.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Instant = Annotated[datetime, Meta(tz=True)]
"""A moment by the server's clock, with its offset; two are equal where they are one moment."""

EventKind = Literal[
    "opened", "comment", "review", "requested", "ready", "drafted", "closed", "reopened", "merged"
]

ReviewState = Literal["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "PENDING", "DISMISSED"]


class Account(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An account of the forge.  The numeric id is the account; a login may change hands."""

    login: Annotated[str, Meta(description="Login name, for readers.")]
    id: Annotated[int, Meta(description="Numeric id, which survives a change of login.", ge=1)]
    type: Annotated[
        Literal["User", "Bot", "App", "Organization", "Mannequin"],
        Meta(description="What kind of account it is; only a User is a person."),
    ] = "User"


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that happened on the request."""

    id: Annotated[str, Meta(description="Unique on this request, such as comment-123.", min_length=1)]
    kind: Annotated[EventKind, Meta(description="What happened.")]
    at: Annotated[Instant, Meta(description="When, by the server's clock.")]
    by: Annotated[
        Account | None, Meta(description="Whose account did it; null where the account is deleted.")
    ] = None
    body: Annotated[
        str, Meta(description="Text of the comment or review, or of the request, as it was first seen.")
    ] = ""
    state: Annotated[
        ReviewState | None,
        Meta(description="Of a review: its state when it was first seen."),
    ] = None
    digest: Annotated[
        str,
        Meta(description="Digest of the head when this was first seen; where absent, that of its time."),
    ] = ""
    whom: Annotated[Account | None, Meta(description="Of requested: whose review is asked for.")] = None
    edited: Annotated[
        bool, Meta(description="Whether the text was changed since it was posted, or may have been.")
    ] = False
    edited_by: Annotated[Account | None, Meta(description="Who changed it last, where that is known.")] = None
    deleted: Annotated[bool, Meta(description="Whether it was deleted since it was seen.")] = False
    dismissed_at: Annotated[Instant | None, Meta(description="Of a review: when it was dismissed.")] = None
    dismissed_by: Annotated[Account | None, Meta(description="Who dismissed it.")] = None


class Head(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A head of the request, from the moment at which the gate first saw it."""

    at: Annotated[Instant, Meta(description="When the gate first saw it, by the server's clock.")]
    commit: Annotated[str, Meta(description="Full name of the commit.", min_length=1)]
    digest: Annotated[
        str, Meta(description="Digest of the change set between the base and this head.", min_length=1)
    ]


class Contributor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who has a part in a commit of the request: its author, its committer, or a co-author."""

    commit: Annotated[str, Meta(description="Full name of the commit.", min_length=1)]
    part: Annotated[Literal["author", "committer", "co-author"], Meta(description="What their part is.")] = (
        "author"
    )
    account: Annotated[
        Account | None, Meta(description="The account that the forge has for them; null where it has none.")
    ] = None
    name: Annotated[str, Meta(description="Name in the commit.")] = ""
    email: Annotated[str, Meta(description="Address in the commit.")] = ""
