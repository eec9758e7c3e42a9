"""What the rules of change control may ask of one changed item, as a value.

Pure.  ``changed_items`` makes them of a ChangeSet; ``route`` and the policy
read them.  They are part of the facts that a decision rests on, so they are
read from JSON and written to it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

FILES = "files"
"""Collection under which files that are no records, and change what records mean, are told."""

UNKNOWN = "unknown"
"""Level of an item whose kind has levels, and of which neither side says the level."""


class ItemFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One changed item, under its old and its new handle at once.

    What either side says of it counts: an item that leaves a level, a series
    or a document is judged under both.
    """

    collection: Annotated[str, Meta(description="Plural of its kind, such as milestones; files for a file.")]
    id: Annotated[
        str, Meta(description="ID after the change, or before it where the item left; path of a file.")
    ]
    old_id: Annotated[str, Meta(description="ID before the change, where it is another.")] = ""
    title: Annotated[str, Meta(description="What a reader calls it.")] = ""
    change: Annotated[
        Literal["added", "removed", "changed", "renumbered"], Meta(description="What happened to it.")
    ]
    control: Annotated[
        Literal["controlled", "status", "note"],
        Meta(description="The strictest control of the fields that changed."),
    ]
    series: Annotated[
        tuple[str, ...], Meta(description="Of a document: the series of its handles, such as LDM.")
    ] = ()
    documents: Annotated[
        tuple[str, ...], Meta(description="Handles of the documents that plan it, before or after.")
    ] = ()
    levels: Annotated[
        tuple[str, ...],
        Meta(
            description="Its levels before and after; unknown where its kind has levels and no side says it."
        ),
    ] = ()
    days_min: Annotated[
        int | None, Meta(description="By how many days its due date moved, at least; positive is later.")
    ] = None
    days_max: Annotated[int | None, Meta(description="The same, at most.")] = None
    due_dropped: Annotated[
        bool,
        Meta(
            description="Whether it had a due date and has none now, so that nobody can say how far it moved."
        ),
    ] = False
    gained: Annotated[tuple[str, ...], Meta(description="Members that it gained, such as features.")] = ()
    lost: Annotated[tuple[str, ...], Meta(description="Members that it lost.")] = ()
    becomes: Annotated[str, Meta(description="What its status becomes, where that changed.")] = ""
    release_class: Annotated[str, Meta(description="Of a release: major, minor or patch.")] = ""
    missing: Annotated[
        tuple[str, ...], Meta(description="Of a release: the parts of its identification that it lacks.")
    ] = ()
    elements: Annotated[
        tuple[str, ...], Meta(description="Codes of the WBS elements that it belongs to, before or after.")
    ] = ()

    @property
    def handle(self) -> str:
        """Old and new ID, as a reader wants to see them."""
        return f"{self.old_id} → {self.id}" if self.old_id else self.id

    @property
    def farthest(self) -> int | None:
        """The largest number of days that its due date may have moved, in either direction."""
        ends = [abs(end) for end in (self.days_min, self.days_max) if end is not None]
        return max(ends, default=None)
