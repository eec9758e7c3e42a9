"""ChangeRecord -> Markdown, as a GitHub pull request shows it.

Pure.  Values are written with character references, which work alike in a
table, in a heading and inside ``<summary>``.  GitHub looks for mentions, issue
numbers, emoji, commits and addresses in the text after all references are
resolved, so these are split by an empty comment, which shows as nothing.
"""

from __future__ import annotations

import re

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.environment import environment
from dmccb.render.changerecord.headline import headline, particulars
from dmccb.render.changerecord.phrases import move_phrases
from dmccb.render.changerecord.sections import sections

LONG = 12
"""Rows or moves beyond which a list is collapsed."""

_SPLIT = "<!-- -->"
_REFERENCES = {char: f"&#{ord(char)};" for char in "&<>|\\`*_[]~"}
_REFERENCES["$"] = "<span>&#36;</span>"
_SPECIAL = re.compile(
    r"""(?P<sign>[&<>|\\`*_\[\]~$])
    | (?P<before>[@\#])                        # mention, address, issue
    | (?P<gh>\bGH-)(?=\d)                      # issue
    | (?P<colon>:)(?=[\w+-]+:|//)              # emoji, URL
    | (?P<www>\bwww)(?=\.)                     # URL
    | (?P<commit>\b[0-9a-f]{7,40}\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKER = re.compile(r"(\d{1,9}(?=[.)])|-*(?=-)|(?=\+))(.)(?=\s|$)")


def render(record: ChangeRecord) -> str:
    """Return the change record as Markdown."""
    page = environment(markdown_text).get_template("changerecord.md.j2")
    return page.render(
        headline=headline(record),
        particulars=particulars(record),
        moves=move_phrases(record.changeset.moves),
        sections=sections(record),
        long=LONG,
    )


def markdown_text(text: str) -> str:
    """Return one line of text so that GitHub shows it and does nothing with it."""
    escaped = _SPECIAL.sub(_reference, text)
    marker = _MARKER.match(escaped)
    if marker is None:
        return escaped
    return f"{marker[1]}&#{ord(marker[2])};{escaped[marker.end() :]}"


def _reference(match: re.Match[str]) -> str:
    if match["sign"]:
        return _REFERENCES[match[0]]
    if match["commit"]:
        return _SPLIT.join(re.findall(".{1,6}", match[0]))
    return match[0] + _SPLIT
