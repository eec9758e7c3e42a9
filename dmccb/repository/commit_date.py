"""A commit, as git stores it -> the day of the commit.

Pure.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_COMMITTED = re.compile(rb"^committer .*> ([0-9]+) ([+-])([0-9]{2})([0-9]{2})$", re.MULTILINE)

_DAY = 24 * 3600


def commit_date(data: bytes) -> str:
    """Return the day of a commit, ISO 8601, in the committer's time zone; empty where it says none."""
    header = data.partition(b"\n\n")[0]
    found = _COMMITTED.search(header)
    if found is None:
        return ""
    east = 1 if found[2] == b"+" else -1
    local = int(found[1]) + east * (int(found[3]) * 3600 + int(found[4]) * 60)
    try:
        return (date(1970, 1, 1) + timedelta(days=local // _DAY)).isoformat()
    except OverflowError:
        return ""
