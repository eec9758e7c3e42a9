"""What happened to one record and to each of its fields, as values.

Pure.  Made by ``compare``; a ``ChangeSet`` holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from dmccb.baseline.register import REGISTER
from dmccb.records.dates import Difference, difference, refines
from dmccb.records.field import CONTROLS, Control, Field
from dmccb.records.record import Value
from dmccb.records.roles import Role

ChangeKind = Literal["added", "removed", "changed", "renumbered"]

CHANGE_KINDS: tuple[ChangeKind, ...] = ("added", "removed", "changed", "renumbered")

News = Literal["changed", "first_recorded", "dropped", "refined", "blurred"]
"""What kind of news a field is: another value, a first one, none any more, a more or less precise date."""

SCHEMAS = "schemas"
"""Collection under which changes of the schemas' annotations are told."""

JUDGES = frozenset({REGISTER, SCHEMAS})
"""Collections that concern every document: the baselines registered before, and what the schemas say."""

NO_SPEC = Field(name="")
"""What is known of a field that the schema does not have."""


class FieldChange(NamedTuple):
    """One field that differs.

    Attributes
    ----------
    field
        Name of the field; ``github.login`` for one inside an object.
    control
        Whether its change is a change of the baseline.
    spec
        What the schema says of the field: how it compares, and its roles.
    old, new
        The values; None where the field is absent.
    added, removed
        For sets and lists, the members that came and went; for two texts,
        the runs of words.
    """

    field: str
    control: Control
    spec: Field = NO_SPEC
    old: Value | None = None
    new: Value | None = None
    added: tuple[Value, ...] = ()
    removed: tuple[Value, ...] = ()

    @property
    def compare(self) -> str:
        """How the schema compares it: ``date``, ``text``, ``version``, ``set``, ``list`` or empty."""
        return self.spec.compare

    @property
    def news(self) -> News:
        """What kind of news it is."""
        if self.old is None:
            return "first_recorded"
        if self.new is None:
            return "dropped"
        if self.compare == "date" and refines(self.old, self.new):
            return "refined"
        if self.compare == "date" and refines(self.new, self.old):
            return "blurred"
        return "changed"

    @property
    def is_first_record(self) -> bool:
        """Whether a source says more than the one before it, which changes no plan.

        A first date is news of its own, and so is what a group holds.
        """
        told_apart = self.compare == "date" or self.has(Role.MEMBERS)
        return self.news == "first_recorded" and not told_apart

    @property
    def difference(self) -> Difference | None:
        """New minus old, for two dates."""
        return difference(self.old, self.new) if self.compare == "date" else None

    def has(self, role: Role) -> bool:
        """Tell whether the schema gives the field a role."""
        return role in self.spec.roles

    def as_json(self) -> dict[str, object]:
        """Return the field change as JSON values."""
        out: dict[str, object] = {
            "field": self.field,
            "control": self.control,
            "news": self.news,
            "old": self.old,
            "new": self.new,
        }
        if (apart := self.difference) is not None:
            out.update(apart.as_json())
        if self.compare in ("set", "list") or self.added or self.removed:
            out["added"] = list(self.added)
            out["removed"] = list(self.removed)
        return out


class Change(NamedTuple):
    """One record that appeared, left, changed, or got a new ID.

    Attributes
    ----------
    collection
        Plural of the kind (``milestones``).
    id
        ID in the new baseline, or in the old one where the record left.
    title
        Title in the new baseline, or in the old one where the record left.
    change
        What happened.
    control
        The strictest control of its fields; appearing, leaving and getting a
        new ID are controlled.
    fields
        The fields that differ, in the order of the schema.
    old_id
        ID in the old baseline, where ``change`` is ``renumbered``.
    evidence
        Why two IDs are held to be one record, where ``change`` is
        ``renumbered``.
    in_scope
        Whether it belongs to the document whose baselines are compared; true
        where there is no such document.
    invalid
        What the schema forbids in the record, on either side; empty where it
        is valid.
    """

    collection: str
    id: str
    title: str
    change: ChangeKind
    control: Control
    fields: tuple[FieldChange, ...] = ()
    old_id: str = ""
    evidence: str = ""
    in_scope: bool = True
    invalid: tuple[str, ...] = ()

    @property
    def is_on_both_sides(self) -> bool:
        """Whether the record is there before and after, under whatever ID."""
        return self.change in ("changed", "renumbered")

    @property
    def is_first_recorded(self) -> bool:
        """Whether nothing else happened than that some fields were first recorded."""
        if self.change != "changed" or not self.fields or self.collection in JUDGES:
            return False
        return all(field.is_first_record for field in self.fields)

    def field_with(self, role: Role) -> FieldChange | None:
        """Return the change of the field that has a role, or None."""
        return next((field for field in self.fields if field.has(role)), None)

    def as_json(self) -> dict[str, object]:
        """Return the change as JSON values."""
        out: dict[str, object] = {"collection": self.collection, "id": self.id}
        if self.old_id:
            out["old_id"] = self.old_id
            out["evidence"] = self.evidence
        out["title"] = self.title
        out["change"] = self.change
        out["control"] = self.control
        out["in_scope"] = self.in_scope
        if self.invalid:
            out["invalid"] = list(self.invalid)
        out["fields"] = [field.as_json() for field in self.fields]
        return out


def strictest(fields: Iterable[FieldChange]) -> Control:
    """Return the strictest control of some fields; ``note`` of none."""
    return min((field.control for field in fields), key=CONTROLS.index, default="note")


def controlled_part(change: Change) -> Mapping[str, object]:
    """Return the controlled part of a change: what an approval covers, and nothing that follows from it."""
    out: dict[str, object] = {"collection": change.collection, "id": change.id}
    if change.old_id:
        out["old_id"] = change.old_id
    out["change"] = change.change
    out["control"] = change.control
    out["fields"] = [_controlled_field(field) for field in change.fields if field.control == "controlled"]
    return out


def _controlled_field(field: FieldChange) -> Mapping[str, object]:
    out: dict[str, object] = {
        "field": field.field,
        "control": field.control,
        "old": field.old,
        "new": field.new,
    }
    apart = field.difference
    if apart is not None and apart.days is not None:
        out["days"] = apart.days
    if field.compare in ("set", "list") or field.added or field.removed:
        out["added"], out["removed"] = list(field.added), list(field.removed)
    return out
