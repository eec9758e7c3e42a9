r"""Lines of text -> the same lines, with nothing in them that is obeyed instead of read.

Pure.  A terminal obeys control characters, and shows the marks of direction as
another order of letters.  GitHub's runner obeys a line that begins with ``::``
after any blanks, and ``##[`` anywhere in a line.  Each is spelled out as its
code point, ``<U+001B>``.  Tabs stay.
"""

from __future__ import annotations

import re
import unicodedata

from dmccb.render.display import JOINERS, spelled_out

_COMMAND = "::"
OLD_COMMAND = "##["
_OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_KEPT = JOINERS | {"\t"}
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"


def inert(text: str) -> str:
    """Return the text; lines end at line feeds and nowhere else."""
    return "\n".join(map(_line, text.split("\n")))


def printable(document: str) -> bool:
    """Tell whether every character shows, as nearly always; faster than looking for one that does not."""
    return document.replace("\n", "").isprintable()


def uncontrolled(document: str) -> str:
    """Return a document for a program with its control characters spelled out; its lines end as they did."""
    if printable(document):
        return document
    return re.sub(_CONTROLS, lambda match: spelled_out(match[0]), document)


def _line(line: str) -> str:
    line = visible(line)
    words = line.lstrip()
    if words.startswith(_COMMAND):
        blanks = line[: len(line) - len(words)]
        line = f"{blanks}{spelled_out(':')}{words[1:]}"
    return line


def visible(text: str) -> str:
    """Return a part of a line with all that is obeyed wherever it is spelled out."""
    if not text.isprintable():
        text = "".join(_character(char) for char in text)
    return text.replace(OLD_COMMAND, f"##{spelled_out('[')}")


def _character(char: str) -> str:
    if char in _KEPT or unicodedata.category(char) not in _OBEYED:
        return char
    return spelled_out(char)
