"""The changes of each step of a branch -> the histories of the records that ever had an ID.

Pure.  A record is the same one under each ID that it had: where a step
renumbers it, and where it left under one ID and came, then or later, under
another whose record names that one as an earlier ID.  One that left and came
back under its own ID is the same one too, unless another record had the ID in
the meantime.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from dmccb.compare.change import Change
from dmccb.records.roles import Role


class Holder(NamedTuple):
    """A record, on one side of a step.

    Attributes
    ----------
    key
        Its ID; the one that it had, or would have, where it is not there.
    present
        Whether it is there.
    former
        IDs that it says it had earlier.
    """

    key: str
    present: bool = True
    former: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """The IDs by which a change may be one of this record."""
        return frozenset((self.key,)) if self.present else self.former | {self.key}


class Before(NamedTuple):
    """What a step did to a record, and the record before it; None where that is another story."""

    changes: tuple[Change, ...] = ()
    holder: Holder | None = None


def before(holder: Holder, changes: Sequence[Change]) -> Before:
    """Return what a step did to a record that is known after it.

    Parameters
    ----------
    holder
        The record after the step.
    changes
        All that the step changed in its collection.
    """
    if not holder.present:
        return _before_absent(holder, changes)
    own = _reaching(holder.key, changes)
    if own is None:
        return Before(holder=holder)
    known = holder._replace(former=holder.former | _former_ids(own))
    if own.change == "renumbered":
        return Before(changes=(own,), holder=known._replace(key=own.old_id))
    if own.change != "added":
        return Before(changes=(own,), holder=known)
    earlier = _before_absent(known._replace(present=False), changes)
    return Before(changes=(own, *earlier.changes), holder=earlier.holder)


def _before_absent(holder: Holder, changes: Sequence[Change]) -> Before:
    if any(one.old_id == holder.key for one in changes):
        return Before()  # another record had the ID before, and went on under a new one
    removed = [one for one in changes if one.change == "removed"]
    own = [one for one in removed if one.id == holder.key]
    found = own or [one for one in removed if one.id in holder.former]
    if not found:
        return Before(holder=holder)
    if len(found) > 1:
        return Before()  # which of them it was before, nothing says
    gone = found[0]
    earlier = Holder(gone.id, former=holder.former | _former_ids(gone))
    return Before(changes=(gone,), holder=earlier)


def _former_ids(change: Change) -> frozenset[str]:
    """Return the earlier IDs that a change says the record had, before or after it."""
    field = change.field_with(Role.FORMER_IDS)
    sides = (field.old, field.new) if field is not None else ()
    lists = [side for side in sides if isinstance(side, list)]
    return frozenset(member for member in chain.from_iterable(lists) if isinstance(member, str))


def after(holder: Holder, changes: Sequence[Change]) -> Holder | None:
    """Return a record after a step; None where another one took its ID while it was gone.

    Parameters
    ----------
    holder
        The record before the step.
    changes
        All that the step changed in its collection.
    """
    if holder.present:
        return _after_present(holder, changes)
    came = _reaching(holder.key, changes)
    if came is None:
        return holder
    return None if came.change == "renumbered" else holder._replace(present=True)


def _after_present(holder: Holder, changes: Sequence[Change]) -> Holder:
    renumbered = next((one for one in changes if one.old_id == holder.key), None)
    if renumbered is not None:
        return holder._replace(key=renumbered.id)
    gone = any(one.id == holder.key and one.change == "removed" for one in changes)
    return holder._replace(present=False) if gone else holder


def _reaching(key: str, changes: Sequence[Change]) -> Change | None:
    """Return the change by which a record has an ID after a step; None where it had it before as it is."""
    return next((one for one in changes if one.id == key and one.change != "removed"), None)


class Lead(NamedTuple):
    """A record that went on under a new ID, at a step."""

    step: int
    key: str


class Thread:
    """One record, followed back from where it is known.

    Attributes
    ----------
    changes
        Step and change, newest first.
    ids
        Its IDs, the last one first.
    former
        IDs that it says it had earlier.
    """

    def __init__(self, holder: Holder) -> None:
        self._holder: Holder | None = holder
        self.changes: list[tuple[int, Change]] = []
        self.ids = [holder.key]
        self.former: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """The IDs by which a change may be one of this record."""
        return self._holder.keys if self._holder else frozenset()

    def take(self, step: int, changes: Sequence[Change]) -> tuple[Change, ...]:
        """Take what a step did to the record, and return it."""
        if self._holder is None:
            return ()
        done, self._holder = before(self._holder, changes)
        for change in done:
            self.changes.append((step, change))
            self.former |= _former_ids(change)
            if change.id != self.ids[-1]:
                self.ids.append(change.id)
            if change.old_id:
                self.ids.append(change.old_id)
        return done

    def had(self, key: str) -> bool:
        """Tell whether the record had an ID, or says that it had."""
        return key in self.ids or key in self.former


class Backward:
    """The way back through the steps of a branch: every record that has, or ever had, some IDs.

    Parameters
    ----------
    roots
        IDs of records that are there after the last step; they are followed.
    watched
        IDs whose other holders are followed from where they lost them.

    Attributes
    ----------
    threads
        The records found.
    leads
        Those that lost a watched ID to go on under another: what came later,
        only the way forth shows.
    """

    def __init__(self, roots: Iterable[str], watched: Iterable[str]) -> None:
        self.threads = [Thread(Holder(key)) for key in roots]
        self.leads: list[Lead] = []
        self._watched = frozenset(watched)

    def keys(self, step: int) -> frozenset[str]:  # noqa: ARG002 - the way forth asks
        """Return the IDs whose changes matter at a step."""
        return self._watched.union(*(thread.keys for thread in self.threads))

    def take(self, step: int, changes: Sequence[Change]) -> None:
        """Take the changes of a step, which are newer than those of the next one to be taken."""
        told = {_name(one) for thread in self.threads for one in thread.take(step, changes)}
        for change in changes:
            if _name(change) in told:
                continue
            if change.change == "removed" and change.id in self._watched:
                self._follow(Holder(change.id, present=False), step, changes)
            elif change.old_id in self._watched:
                self.leads.append(Lead(step, change.id))
                self._follow(Holder(change.id), step, changes)

    def _follow(self, holder: Holder, step: int, changes: Sequence[Change]) -> None:
        thread = Thread(holder)
        thread.take(step, changes)
        self.threads.append(thread)


def _name(change: Change) -> tuple[str, str]:
    return change.change, change.id


class Forward:
    """The way forth through the steps of a branch: what became of the records that got a new ID."""

    def __init__(self, leads: Iterable[Lead]) -> None:
        self._leads = list(leads)
        self._holders: list[Holder | None] = [Holder(lead.key) for lead in self._leads]
        self._ids = [{lead.key} for lead in self._leads]

    def keys(self, step: int) -> frozenset[str]:
        """Return the IDs whose changes matter at a step."""
        known = zip(self._leads, self._holders, strict=True)
        return frozenset(holder.key for lead, holder in known if holder and lead.step > step)

    def take(self, step: int, changes: Sequence[Change]) -> None:
        """Take the changes of a step, which are older than those of the next one to be taken."""
        for index, lead in enumerate(self._leads):
            holder = self._holders[index]
            if holder is not None and lead.step > step:
                later = after(holder, changes)
                self._holders[index] = later
                self._ids[index].add(later.key if later else holder.key)

    @property
    def alive(self) -> list[str]:
        """The IDs under which records are there after the last step."""
        return [holder.key for holder in self._holders if holder and holder.present]

    @property
    def ids(self) -> frozenset[str]:
        """Every ID that one of the records had on the way."""
        return frozenset().union(*self._ids)
