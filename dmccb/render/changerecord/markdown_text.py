"""Text -> Markdown that GitHub shows as it is, and does nothing with.

Pure.  Values are written with character references, which work alike in a
table, in a heading and inside ``<summary>``.  GitHub looks for mentions, issue
numbers, emoji, commits and addresses in the text after all references are
resolved, so these are split by an empty comment, which shows as nothing.
"""

from __future__ import annotations

import re

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
