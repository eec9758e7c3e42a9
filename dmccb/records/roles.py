"""The roles that a schema gives to its properties with ``x-role``: what each says of a field.

Pure.  The code knows no field by its name; a kind that gives one of its
fields a role gets whatever follows from that role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from dmccb.errors import SchemaError
from dmccb.records.nearest import did_you_mean


class Role(StrEnum):
    """What the code must know of a field."""

    TITLE = "title"
    DUE = "due"
    FORECAST = "forecast"
    COMPLETED = "completed"
    ISSUED = "issued"
    LEVEL = "level"
    FORMER_IDS = "former-ids"
    MEMBERS = "members"
    SUCCESSORS = "successors"
    RELATED = "related"
    RELATION_TYPE = "relation-type"
    LAG = "lag"
    DOCUMENT = "document"
    PLANNED = "planned"
    CHANGE_RECORD = "change-record"
    VERSION = "version"
    APPROVAL = "approval"
    REASON = "reason"
    SERIES = "series"
    FILE = "file"
    STATUS = "status"
    CLASS = "class"
    IDENTIFICATION = "identification"
    MAJOR_IDENTIFICATION = "major-identification"
    ELEMENT = "element"
    PARENT = "parent"
    MANAGER = "manager"
    LEAD = "lead"
    OWNER = "owner"
    HOLDERS = "holders"
    PERSON = "person"
    FROM = "from"
    UNTIL = "until"
    INSTITUTION = "institution"
    TEST_SPEC = "test-spec"
    TEST_PLAN = "test-plan"
    TICKET = "ticket"


_BY_NAME = {role.value: role for role in Role}

MEANINGS: Mapping[Role, str] = {
    Role.TITLE: "what a reader calls the record",
    Role.DUE: "the baseline date; a later one is a slip",
    Role.FORECAST: "the date on which it is now expected",
    Role.COMPLETED: "the date on which it was reached",
    Role.ISSUED: "the date on which it was issued, which never slips",
    Role.LEVEL: "the level of those who watch it, a whole number; 1 is the highest",
    Role.FORMER_IDS: "IDs that the record had before",
    Role.MEMBERS: "the records that this one groups",
    Role.SUCCESSORS: "the records that wait for this one; every other reference is to what this one needs",
    Role.RELATED: "in a relation, the record at its other end",
    Role.RELATION_TYPE: "in a relation, its type, such as SS",
    Role.LAG: "in a relation, its lag in hours",
    Role.DOCUMENT: "the document, or documents, in whose scope the record is",
    Role.PLANNED: "references that bring records into that scope, beside members and what carries the title",
    Role.CHANGE_RECORD: "the change record of a document, one row for each version",
    Role.VERSION: "the version of a document, or of a row of its change record",
    Role.APPROVAL: "in a row of a change record, the request for comments that approved it",
    Role.REASON: "in a row of a change record, what was changed and why",
    Role.SERIES: "the series of the ID, its part before the last hyphen",
    Role.FILE: "names the file of a new record; on the IDs, their series does",
    Role.STATUS: "how far the record has come; 'released' asks for its identification",
    Role.CLASS: "the class of a release; 'major' asks for more of its identification",
    Role.IDENTIFICATION: "asked for once the record is released",
    Role.MAJOR_IDENTIFICATION: "asked for once the record is released, if its class is major",
    Role.ELEMENT: "the WBS element, or team, that the record belongs to, and whose manager answers for it",
    Role.PARENT: "the record above, from which managers and owners are inherited",
    Role.MANAGER: "the role or person that manages it",
    Role.LEAD: "the role or person that leads its science or engineering, inherited like the manager",
    Role.OWNER: "who owns it; in a row of a change record, who made the change",
    Role.HOLDERS: "who holds a role, one entry for each person",
    Role.PERSON: "in an entry of the holders, the person",
    Role.FROM: "in an entry of the holders, the first day; absent where it is not known",
    Role.UNTIL: "in an entry of the holders, the last day; absent while it lasts",
    Role.INSTITUTION: "the institution that leads a WBS element, and those below it that name none",
    Role.TEST_SPEC: "the test specification or report that verifies it",
    Role.TEST_PLAN: "the ticket of its test plan",
    Role.TICKET: "the ticket that tracks it",
}
"""Role -> what it says of a field."""

REPEATED = frozenset({Role.PLANNED, Role.IDENTIFICATION, Role.MAJOR_IDENTIFICATION})
"""Roles that several fields of one kind may have."""

DATES = frozenset({Role.DUE, Role.FORECAST, Role.COMPLETED, Role.ISSUED})
"""Roles that only a field that compares as a date can have."""

REFERENCES = frozenset(
    {
        Role.MEMBERS,
        Role.SUCCESSORS,
        Role.RELATED,
        Role.DOCUMENT,
        Role.PLANNED,
        Role.ELEMENT,
        Role.PARENT,
        Role.MANAGER,
        Role.LEAD,
        Role.PERSON,
    }
)
"""Roles that only a field that refers to a kind can have."""


def read_roles(value: object, where: str) -> tuple[Role, ...]:
    """Return the roles that an annotation names: none, one, or a list of them.

    Raises
    ------
    SchemaError
        If there is no such role.
    """
    if value is None:
        return ()
    names = value if isinstance(value, list) else [value]
    found = []
    for name in names:
        if not isinstance(name, str) or name not in _BY_NAME:
            known = sorted(_BY_NAME)
            near = did_you_mean(name, known)
            raise SchemaError(f"{where}: unknown x-role {name!r}", near or f"known roles: {', '.join(known)}")
        found.append(_BY_NAME[name])
    return tuple(found)


def refuse_repeated(roles: Iterable[tuple[str, tuple[Role, ...]]], where: str) -> None:
    """Refuse two fields of one record, or of one object in it, that have the same role.

    Parameters
    ----------
    roles
        Name and roles of each field.
    where
        The schema, for the message.

    Raises
    ------
    SchemaError
        If a role that only one field can have is given twice.
    """
    taken: dict[Role, str] = {}
    for name, found in roles:
        for role in found:
            other = taken.setdefault(role, name)
            if other != name and role not in REPEATED:
                raise SchemaError(
                    f"{where}: {other!r} and {name!r} both have the x-role {role.value!r}",
                    f"only one field can be {MEANINGS[role]!r}",
                )
