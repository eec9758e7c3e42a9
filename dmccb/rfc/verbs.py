"""The commands that the process understands: what each says, and what must follow it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dmccb.records.nearest import did_you_mean


class Verb(NamedTuple):
    """One command.

    Attributes
    ----------
    usage
        What follows it.
    meaning
        What it says.
    past
        How it is told afterwards.
    needs_text
        Whether something must follow.
    needs_digest
        Whether a digest must follow.
    """

    usage: str
    meaning: str
    past: str
    needs_text: bool = False
    needs_digest: bool = False


VERBS: Mapping[str, Verb] = {
    "read": Verb("", "I have read it, to see whether it affects a controlled document", "has read it"),
    "flag": Verb("REASON", "the board must decide", "flagged it for the board", needs_text=True),
    "major": Verb("REASON", "it is a major request", "called it major", needs_text=True),
    "ordinary": Verb("REASON", "it is an ordinary request after all", "called it ordinary", needs_text=True),
    "approve": Verb("[DIGEST]", "I approve the change", "approved"),
    "reject": Verb("REASON", "I reject the request, by my office", "rejected it"),
    "object": Verb("REASON", "I object", "objected"),
    "withdraw": Verb("", "I take back what I said; or, as its requestor, the request", "withdrew"),
    "assign": Verb("@LOGIN", "this person is its assignee from now on", "reassigned it", needs_text=True),
    "adopt": Verb(
        "DIGEST TEXT",
        "as its assignee, I record this consensus",
        "recorded the consensus",
        needs_text=True,
        needs_digest=True,
    ),
    "decide": Verb("accept|reject REASON", "I decide, by my office", "decided", needs_text=True),
    "urgent": Verb("REASON", "it cannot wait, and I decide at once", "marked it urgent", needs_text=True),
    "empanel": Verb("@LOGIN …", "these experts decide", "empanelled a committee", needs_text=True),
    "escalate": Verb("REASON", "no resolution was found, and one is needed", "escalated it", needs_text=True),
    "hold": Verb("REASON", "nothing happens for now", "put it on hold", needs_text=True),
    "resume": Verb("REASON", "it goes on", "resumed it", needs_text=True),
    "lcr": Verb("LCR-N", "the project's change request was approved", "recorded the LCR", needs_text=True),
    "assess": Verb(
        "endorse|reverse REASON",
        "the board's assessment of an urgent decision",
        "recorded the board's assessment",
        needs_text=True,
    ),
    "dismissed": Verb("", "a review that was dismissed", "had their review dismissed"),
}
"""Name -> command.  ``dismissed`` is what the forge says of a review, and no command."""

SPOKEN = tuple(verb for verb in VERBS if verb != "dismissed")
"""The commands that a person can give."""

OBJECTIONS = frozenset({"object", "reject"})
"""What stands until the person who said it takes it back."""

STANCES = frozenset({*OBJECTIONS, "approve", "withdraw", "dismissed"})
"""What replaces an earlier stance of the same person."""

BINDING = frozenset({"approve", "adopt", "decide", "assess"})
"""What is about one digest, and void for any other."""


def near(verb: str) -> str:
    """Return a remark on which command may have been meant; empty where none is near."""
    found = did_you_mean(verb, SPOKEN)
    return f"; {found}" if found else ""
