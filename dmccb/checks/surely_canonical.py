"""A record × its bytes -> whether they are certainly what ``dmccb fmt`` would write.

Pure.  Nearly every record is in canonical form, and nearly all of its lines
are of a few forms, which one pattern knows; to write each record again and
compare takes four times as long.  Where this is not certain, ``write_record``
decides: a property test holds that it would say the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from dmccb.records.field import Field
from dmccb.records.quoting import WIDTH, quoted_id, scalar
from dmccb.records.record import Record, Value
from dmccb.records.scalars import ambiguous

_SAFE = r" !$-&(-9;-\[\]-~\u00a1-\u02ff\u2010-\u2027"
"""Characters that mean nothing to YAML inside text: neither quotes nor ``\\``, ``:``, ``#``."""

_PLAIN = rf"""
    (?![nytfoNYTFO][A-Za-z]{{0,4}}(?:\n|\Z))          # not a word such as 'no'
    (?:[A-Za-z(\u00a1-\u02ff] | [0-9]++[A-DF-Z ])
    [{_SAFE}'"\\]*+ (?: :[!-~][{_SAFE}'"\\]*+ )*+
    (?<![ :])
"""
_LINE = rf"[!-~\u00a1-\u02ff] [{_SAFE}'\"\\:\#]*+ (?<![ ])"

_FIELDS = rf"""
(?: \n[ ][ ](?!(?:y|n|no|on|off|yes|null|true|false):) [a-z][a-z_]*+ :
    (?: [ ] (?: {_PLAIN}
              | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}                           # a date
              | 0 | -?[1-9][0-9]*+                                       # a number
              | "(?=[^"\\\n]*:[ ]) [{_SAFE}':\#]*+ "                     # in quotes because of ': '
              | '(?=[^\n]*:[ ])(?=[^\n]*") (?:[{_SAFE}"\\:\#]|'')*+ '   # in these because of '"', too
              | [|]- (?: \n[ ]{{4}} {_LINE} )++
              | >-   (?: \n[ ]{{4}} {_LINE} ){{2,}}+ )
      | (?: \n[ ]{{4}}-[ ] {_PLAIN} )++ )
)++
"""
_BETWEEN = "\n    - "
_NAME = re.compile(r"\n  ([a-z_]+):")
_FOLDED = re.compile(r": >-\n((?:    [^\n]*\n?)+)")
_ONE_LINE = re.compile(r"\n  ([a-z_]+): \|-\n    ([^\n]*+)(?!\n    )")


def surely_canonical(specs: Mapping[str, Field], record: Record, body: bytes) -> bool:
    """Tell whether a record is certainly written as it should be; False where it may be.

    Parameters
    ----------
    specs
        The fields of its kind.
    record
        The record, as it was read.
    body
        Its bytes.
    """
    try:
        text = body.decode("utf-8").rstrip("\n")
    except UnicodeDecodeError:
        return False
    first = f"{quoted_id(record.id)}:"
    if not text.startswith(first) or _pattern().fullmatch(text, len(first)) is None:
        return False
    if max(map(len, text.split("\n"))) > WIDTH or _NAME.findall(text) != list(record.fields):
        return False
    for name, value in record.fields.items():
        certain = type(value) is str and value[0] not in "-0123456789"
        if not certain and not _as_typed(specs.get(name), value, text):
            return False
    return "-\n" not in text or _well_broken(text)


def _as_typed(spec: Field | None, value: Value, text: str) -> bool:
    """Tell whether the lines of a number, date or list are right for the type of its field."""
    if type(value) is list:  # is it in its order?
        return spec is not None and f"\n  {spec.name}:\n    - {_BETWEEN.join(map(str, value))}" in text
    if type(value) is not str or (spec is not None and spec.date and value[0] != "-"):
        return True
    return not ambiguous(value)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(_FIELDS, re.VERBOSE)


def _well_broken(text: str) -> bool:
    """Tell whether each paragraph is broken into lines where it must be."""
    for name, line in _ONE_LINE.findall(text):
        if " " not in line or len(f"  {name}: {scalar(line)}") <= WIDTH:
            return False
    return all(_well_folded(paragraph.split("\n")) for paragraph in _FOLDED.findall(text))


def _well_folded(lines: list[str]) -> bool:
    """Tell whether no line of a paragraph has room for the first word of the next one."""
    if any("  " in line[4:] for line in lines):
        return False
    filled = [line for line in lines if line]
    return all(len(line) + len(below[3:].split(" ", 2)[1]) + 1 > WIDTH for line, below in pairwise(filled))
