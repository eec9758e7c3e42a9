"""Where the content of a registered baseline is, as a value."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dmccb.records.record import Record

State = Literal["tagged", "untagged", "moved", "changed", "unclear", "lost"]
"""The tag has the content; only some commit has it; the tag was moved; the entry was changed; tag and entry
disagree, and either may be wrong; nothing has the content."""


class RegisteredStatus(NamedTuple):
    """A registered baseline, and where its content is.

    Attributes
    ----------
    entry
        The register's entry.
    tag
        Name of its tag, whether it is there or not.
    state
        See ``State``.
    commit
        The commit that has the content; empty where none was found.
    message, hint
        What is wrong, and what to do; empty where nothing is.
    """

    entry: Record
    tag: str
    state: State
    commit: str = ""
    message: str = ""
    hint: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the status as JSON values."""
        return {
            "name": self.entry.id,
            **dict(self.entry.fields),
            "tag": self.tag,
            "state": self.state,
            "commit": self.commit or None,
            "message": self.message,
        }
