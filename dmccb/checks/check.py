"""Record files -> Problem …: what is wrong with a baseline.

Pure.  ``Reader`` reads one file and judges each record by itself; ``run_checks``
joins the files and asks what no schema can say.  Findings get their places at
the end, so that nothing is paid where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from dmccb.checks.disagreements import disagreements
from dmccb.checks.finding import Finding
from dmccb.checks.identification import documents, products, released
from dmccb.checks.index import RecordIndex, build_index
from dmccb.checks.locate import Places
from dmccb.checks.planning import completions, releases
from dmccb.checks.plans import unplanned
from dmccb.checks.record_file import FileRead
from dmccb.checks.references import cycles, earlier_ids, unresolved
from dmccb.checks.schedule import order, past
from dmccb.problems import Problem, by_place
from dmccb.records.kinds import Kinds

_ASKED = (
    *(unresolved, cycles, earlier_ids),
    *(releases, completions, past, order, unplanned, disagreements),
    *(products, released, documents),
)
"""What each says of a record follows from that record, those that it names, and those that name it.

Where it follows from more, ``since/affected.py`` knows it.
"""


def run_checks(
    files: Sequence[FileRead], kinds: Kinds, as_of: date, unread: Iterable[str] = ()
) -> list[Problem]:
    """Return every finding, sorted by place, with the severities of ``RULES``.

    Parameters
    ----------
    files
        Every record file, read.
    kinds
        By collection.
    as_of
        The day on which "now" is.
    unread
        Names of kinds of which a file could not be read at all.

    Raises
    ------
    SchemaError
        If a schema refers to a kind that does not exist.
    """
    index, problems = build_index(files, kinds, unread, as_of)
    findings = chain(
        chain.from_iterable(file.findings for file in files),
        run_rules(index),
    )
    places = Places({file.path: (file.kind, file.data) for file in files})
    problems += chain.from_iterable(file.problems for file in files)
    problems += places.problems(findings)
    return by_place(dict.fromkeys(problems))


def run_rules(index: RecordIndex) -> Iterator[Finding]:
    """Yield what no schema can say of the records together."""
    return chain.from_iterable(rule(index) for rule in _ASKED)
