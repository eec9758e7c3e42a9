"""The request for comments and the pull request that carries it, as values of the facts.

Pure.  Of the record ``rfcs/RFC-n.yaml`` only what a rule may ask is here.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from dmccb.rfc.event import Account

RfcClass = Literal["ordinary", "major"]

CLASSES: tuple[RfcClass, ...] = ("major", "ordinary")
"""The stricter first."""


class Release(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a request for a release says of it."""

    id: Annotated[str, Meta(description="ID of the release.")] = ""
    date: Annotated[date | None, Meta(description="Day on which it is wanted.")] = None
    contents: Annotated[tuple[str, ...], Meta(description="Issues that it contains.")] = ()
    urgent: Annotated[bool, Meta(description="Whether it is urgent.")] = False


class Rfc(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The record of the request, as the head of the request has it."""

    id: Annotated[str, Meta(description="Its number, such as RFC-17.", pattern=r"^RFC-[1-9][0-9]*$(?!\n)")]
    title: Annotated[str, Meta(description="What is proposed, in one line.")] = ""
    requestor: Annotated[str, Meta(description="ID of the person who asks.")] = ""
    assignee: Annotated[
        str, Meta(description="ID of the person who determines when no objections remain (LDM-294 §C.2).")
    ] = ""
    rfc_class: Annotated[RfcClass | None, Meta(description="Its class, as the requestor sees it.")] = field(
        default=None, name="class"
    )
    strictest_class: Annotated[
        RfcClass | None,
        Meta(description="The strictest class that the record had at any head of the request."),
    ] = None
    component: Annotated[str, Meta(description="Component, DM.")] = ""
    proposal: Annotated[str, Meta(description="The proposed decision.")] = ""
    implementation: Annotated[str, Meta(description="How it is to be carried out.")] = ""
    justification: Annotated[str, Meta(description="Why it is wanted.")] = ""
    planned_end: Annotated[
        date | None, Meta(description="Last day for objections; a later day than the window asks for rules.")
    ] = None
    affected: Annotated[
        tuple[str, ...] | None,
        Meta(description="Handles of the changed items, as the record has them; null where it does not say."),
    ] = None
    names: Annotated[
        tuple[str, ...], Meta(description="What else it changes: budget, scope, interface, data-model.")
    ] = ()
    topics: Annotated[
        tuple[str, ...], Meta(description="Topics for which optional seats of a board are asked.")
    ] = ()
    lcr: Annotated[str, Meta(description="The project's own change request, such as LCR-12.")] = ""
    release: Annotated[Release | None, Meta(description="Of a request for a release.")] = None
    fixes: Annotated[tuple[str, ...], Meta(description="The same fix on other lines of development.")] = ()


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The pull request."""

    number: Annotated[int, Meta(description="Its number on the forge.", ge=1)]
    author: Annotated[Account | None, Meta(description="Who opened it; null where the account is deleted.")]
    title: Annotated[str, Meta(description="Its title; it decides nothing.")] = ""
    base: Annotated[str, Meta(description="Branch that it is to be merged into.", min_length=1)] = "main"
    draft: Annotated[bool, Meta(description="Whether it was opened as a draft.")] = False
    conflicts: Annotated[bool, Meta(description="Whether it conflicts with its base.")] = False
    labels: Annotated[tuple[str, ...], Meta(description="Its labels; they decide nothing.")] = ()
