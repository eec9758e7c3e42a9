"""Heads of a request -> Heads: which digest was its head's, and since when.

Pure.  An approval is about a digest, not about a commit: a rebase or a
reformatting that keeps the meaning keeps the digest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from dmccb.rfc.event import Head

_PREFIX = "sha256:"


class Spell(NamedTuple):
    """A time during which the digest of the head was the same.

    Attributes
    ----------
    since
        When the gate first saw a head with it.
    digest
        The digest.
    commits
        The heads, the first one first.
    """

    since: datetime
    digest: str
    commits: tuple[str, ...]


class Heads:
    """The heads of a request, in order.

    Parameters
    ----------
    heads
        In any order.
    as_of
        What was seen later is not known yet.
    """

    def __init__(self, heads: Iterable[Head], as_of: datetime) -> None:
        known = sorted((head for head in heads if head.at <= as_of), key=lambda one: (one.at, one.commit))
        self.spells: list[Spell] = []
        for head in known:
            if self.spells and self.spells[-1].digest == head.digest:
                last = self.spells[-1]
                self.spells[-1] = last._replace(commits=(*last.commits, head.commit))
            else:
                self.spells.append(Spell(head.at, head.digest, (head.commit,)))
        self._starts = [spell.since for spell in self.spells]
        self._seen = [head.at for head in known]
        self._commits = [head.commit for head in known]
        self.commit = known[-1].commit if known else ""

    @property
    def last(self) -> Spell | None:
        """The spell that lasts; None where no head was seen."""
        return self.spells[-1] if self.spells else None

    @property
    def digest(self) -> str:
        """The digest of the head; empty where none was seen."""
        return self.spells[-1].digest if self.spells else ""

    def spell_at(self, moment: datetime) -> Spell | None:
        """Return the spell of a moment; None before the first."""
        index = bisect_right(self._starts, moment)
        return self.spells[index - 1] if index else None

    def digest_at(self, moment: datetime) -> str:
        """Return the digest of the head at a moment; empty before the first."""
        found = self.spell_at(moment)
        return found.digest if found else ""

    def commit_at(self, moment: datetime) -> str:
        """Return the head at a moment; empty before the first."""
        index = bisect_right(self._seen, moment)
        return self._commits[index - 1] if index else ""

    def changed_since(self, moment: datetime) -> bool:
        """Tell whether another commit was the head at a moment, or at any time since."""
        return self.commit_at(moment) != self.commit or (self.last is not None and moment < self.last.since)

    def visible_since(self, digest: str, moment: datetime) -> datetime | None:
        """Return the start of the last spell of a digest that began by a moment; None where none had."""
        found = [spell.since for spell in self.spells if spell.digest == digest and spell.since <= moment]
        return found[-1] if found else None

    def named(self, prefix: str, moment: datetime) -> str:
        """Return the one digest of a head seen by a moment that a prefix stands for; empty where none is."""
        found = {
            spell.digest
            for spell in self.spells
            if spell.since <= moment and spell.digest.removeprefix(_PREFIX).startswith(prefix)
        }
        return found.pop() if len(found) == 1 else ""
