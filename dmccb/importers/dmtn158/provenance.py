"""Lines of DMTN-158's "Provenance" -> what dates its contents, as a remark.

Pure.  Cites DMTN-158 (2021-05-10) "Provenance": the repository and version
that it was made from, and the month whose status it shows.  No record has a
field for these; they belong in the note of the baseline that is made from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dmccb.importers.importresult import Remark, remark
from dmccb.importers.lines import DAY, Line

_MADE_FROM = re.compile(
    rf"the (?P<source>\S+) repository, version (?P<version>[0-9a-f]+), dated (?P<date>{DAY})"
)
_STATUS = re.compile(r"status recorded in .+? for (?P<month>[A-Z][a-z]+ \d{4})")


def provenance(lines: Sequence[Line], handle: str) -> Iterator[Remark]:
    """Yield a remark on what the text says of its own sources; nothing if it says nothing."""
    text = " ".join(line.text for line in lines)
    parts: list[str] = []
    if made := _MADE_FROM.search(text):
        parts.append("made from {source} at {version} of {date}".format(**made.groupdict()))
    if status := _STATUS.search(text):
        parts.append(f"status of {status['month']}")
    if parts:
        what = f"{', '.join(parts)}: for the note of a baseline in the register"
        yield remark("note", lines[0].number, handle, what)
