"""One record in canonical form -> its fields, without reading YAML.

Pure.  Nearly every record of a healthy baseline is a few plain lines in the
order of the schema.  Such a chunk is recognised here line by line: it is in
canonical form, and its fields are what ``parse`` and ``typed`` would give, at
a tenth of their cost.  Whatever is not that simple is not taken, and goes the
long way.
"""

from __future__ import annotations

import re

from dmccb.canonical import WIDTH, scalar
from dmccb.kinds import Field, Kind
from dmccb.parse import MAX_RECORD_BYTES
from dmccb.record import Value
from dmccb.scalar import ambiguous
from dmccb.split import plain

_SAFE = r"[A-Za-z0-9(](?:[^\n:#]*[^\n:# ])?"
_LINE = re.compile(rf"  (?:  - ({_SAFE})|([a-z][a-z_]*):(?: ({_SAFE}))?)")
_INTEGER = re.compile(r"0|[1-9][0-9]{0,17}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class QuickReader:
    """Reads the plain records of one kind."""

    def __init__(self, kind: Kind) -> None:
        self._fields = kind.fields
        self._order = {name: index for index, name in enumerate(kind.fields) if scalar(name) == name}

    def read(self, body: bytes, key: str) -> dict[str, Value] | None:
        """Return the fields of a chunk that is plainly in canonical form; None of any other.

        Parameters
        ----------
        body
            The bytes of the chunk; blank lines at its end do not count.
        key
            The ID that ``split`` saw.
        """
        if len(body) > MAX_RECORD_BYTES or not plain(body):
            return None
        lines = body.decode("ascii").rstrip("\n").split("\n")
        if lines[0] != f"{key}:" or not _sure(key):
            return None
        out: dict[str, Value] = {}
        last, members = -1, None
        for line in lines[1:]:
            match = _LINE.fullmatch(line)
            if match is None or len(line) > WIDTH:
                return None
            member, name, text = match.groups()
            if member is not None:
                if members is None or not _sure(member):
                    return None
                members.append(member)
                continue
            index = self._order.get(name, -1)
            value: Value | None = (
                [] if text is None else _value(self._fields[name], text) if index > last else None
            )
            if members == [] or value is None or index <= last:
                return None
            out[name] = value
            last, members = index, value if isinstance(value, list) else None
        return out if out and members != [] and self._in_order(out) else None

    def _in_order(self, values: dict[str, Value]) -> bool:
        for name, value in values.items():
            if (
                isinstance(value, list)
                and not self._fields[name].ordered
                and value != sorted(map(str, value))
            ):
                return False
        return True


def _sure(text: str) -> bool:
    """Tell whether every reader of YAML takes these characters for this text."""
    return (text[0].isalpha() and (" " in text or "-" in text)) or not ambiguous(text)


def _value(spec: Field, text: str) -> Value | None:
    """Return the value of a line; None where it would be written in another way."""
    if _sure(text):
        return text
    if spec.date:
        return text if _DATE.fullmatch(text) else None
    if spec.type == "integer":
        return int(text) if _INTEGER.fullmatch(text) else None
    if spec.type == "boolean" and text in ("true", "false"):
        return text == "true"
    return None
