"""A value -> JSON that any reader of JSON, and any terminal, takes as it is.

Pure.  Text stays as it is, for a person to read; but what a terminal or a log
of GitHub's obeys, what shows a text in another order, and what UTF-8 cannot
hold (a file name in another encoding) is written as an escape.
"""

from __future__ import annotations

import json
import re

from dmccb.render.inert import OLD_COMMAND, printable

# Text, compiled where it is first used: most runs never need it.
_ESCAPED = r"[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"


def json_text(value: object) -> str:
    """Return a value as indented JSON."""
    return escaped(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


def escaped(text: str) -> str:
    """Return JSON with escapes in place of what should not be written raw."""
    if not printable(text):
        text = re.sub(_ESCAPED, lambda match: _escape(match[0]), text)
    return text.replace(OLD_COMMAND, f"##{_escape('[')}")


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}"
