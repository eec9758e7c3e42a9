"""A record × the validator of its kind -> what the schema forbids in it, in a few lines.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from dmccb.checks.validator import Validator
from dmccb.records.record import Record

MOST = 3
"""How many violations of one record are told; the others follow from ``dmccb check``."""


def faults(validator: Validator, record: Record) -> Iterator[str]:
    """Yield what the schema forbids in a record; that there is more, after the first few."""
    for number, finding in enumerate(validator.findings(record)):
        if number == MOST:
            yield "and more"
            return
        yield finding.message
