"""ChangeRecord -> reStructuredText that docutils reads without a complaint.

Pure.  A title, the counts, and a ``list-table`` for each section.  There is
one heading only, so that the page can be included under any other.
"""

from __future__ import annotations

import re

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.environment import environment
from dmccb.render.changerecord.headline import headline, particulars
from dmccb.render.changerecord.phrases import move_phrases, plain
from dmccb.render.changerecord.sections import sections

_INLINE = re.compile(r"[\\*`|_:@<>\[\]]|(?<=-)-|(?<=\.)\.")
_FIRST = re.compile(r"[!-/;=?^{}~]|\(?(?:\d+|\#|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?=\s|$)")


def render(record: ChangeRecord) -> str:
    """Return the change record as reStructuredText."""
    env = environment(rst_text)
    env.filters["plain"] = plain
    return env.get_template("changerecord.rst.j2").render(
        headline=headline(record),
        particulars=particulars(record),
        moves=move_phrases(record.changeset.moves),
        sections=sections(record),
    )


def rst_text(text: str) -> str:
    """Return one line of text so that it is text wherever a paragraph may begin."""
    escaped = _INLINE.sub(r"\\\g<0>", text)
    if text and not text.strip("\\"):
        return "\\ " + escaped  # else a line of one sign, which is taken for a rule
    return "\\" + escaped if _FIRST.match(escaped) else escaped
