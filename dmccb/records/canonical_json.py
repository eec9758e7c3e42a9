"""JSON values -> the one text that stands for them, and its digest.

Pure.  Equal values have equal texts: names sorted, no blanks, nothing escaped
that need not be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable


def canonical_json(body: object) -> bytes:
    """Return the canonical JSON text of a value, in UTF-8."""
    return _encode(body).encode("utf-8")


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def sha256(parts: Iterable[bytes]) -> str:
    """Return ``sha256:`` and the hexadecimal digest of the parts, one after the other."""
    out = hashlib.sha256()
    for part in parts:
        out.update(part)
    return f"sha256:{out.hexdigest()}"
