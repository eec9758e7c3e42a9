"""Text of LDM-294 -> organization, WBS, products, requirements, documents.

Pure.  Cites LDM-294 (2017-06-28), "Data Management Organization and
Management".  The text is a partly damaged copy: what is certain is recorded,
what is not is left out and reported, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dmccb.importers.importresult import ImportResult, Records, Remark, in_order, remark
from dmccb.importers.ldm294.document import documents_of
from dmccb.importers.ldm294.institutions import hosted, positions
from dmccb.importers.ldm294.organization import Role, board, held, holdings, names_of, roles
from dmccb.importers.ldm294.products import products
from dmccb.importers.ldm294.requirements import requirements
from dmccb.importers.ldm294.text import (
    BOARDS,
    HANDLE,
    PERSONS,
    ROLES,
    WBS,
    Manuscript,
    Part,
    manuscript,
    slug,
)
from dmccb.importers.ldm294.wbs import Breakdown, breakdown
from dmccb.importers.previous import existing, merged
from dmccb.records.record import Fields, Value


def read(text: str, previous: Records) -> ImportResult:
    """Read LDM-294.

    Parameters
    ----------
    text
        The published text.
    previous
        The existing records: collection -> ID -> fields.  Fields of which
        the text says nothing are kept.

    Raises
    ------
    SourceError
        If the text is not LDM-294, or lacks a part that must be there.
    """
    script = manuscript(text)
    tree = breakdown(script)
    named = frozenset(holding.person for holding in holdings(script))
    listed = products(script, tree, named, previous)
    organization = _organization(script, tree, listed.persons, previous)
    parts = [organization, listed.part, requirements(script, previous), documents_of(script, previous)]
    remarks = [*tree.remarks, *(one for part in parts for one in part.remarks)]
    return ImportResult(
        document=HANDLE,
        edition=script.edition,
        records={name: ids for part in parts for name, ids in part.records.items()},
        removals={},
        remarks=in_order(remarks),
        counts={name: number for part in parts for name, number in part.counts.items()},
    )


def _organization(script: Manuscript, tree: Breakdown, named: frozenset[str], previous: Records) -> Part:
    places = positions(script, tree.elements)
    unheld = [*roles(script), *places.roles]
    names = names_of(unheld)
    found, doubts = _with_holders(script, unheld, names)
    council, council_doubts = board(script, names)
    persons = _persons(script, found, named)
    records = {
        ROLES: {role.id: role.fields(script) for role in found},
        PERSONS: persons,
        BOARDS: {council.id: council.fields} if council and "chair" in council.fields else {},
        WBS: _elements(tree, places.managers),
    }
    return Part(
        records={name: _kept(name, ids, previous) for name, ids in records.items()},
        remarks=(*places.remarks, *doubts, *council_doubts, *_without_institution(persons)),
        counts={
            "roles": len(found),
            "roles with holders": sum(bool(role.holder) for role in found),
            "persons": len(persons),
            "boards": len(records[BOARDS]),
            "wbs elements": len(tree.elements),
        },
    )


def _kept(collection: str, new: Mapping[str, dict[str, Value]], previous: Records) -> dict[str, Fields]:
    return {
        name: merged(existing(previous, collection, name), fields) for name, fields in sorted(new.items())
    }


def _with_holders(
    script: Manuscript, unheld: Iterable[Role], names: Mapping[str, str]
) -> tuple[list[Role], list[Remark]]:
    said = holdings(script)
    found: list[Role] = []
    remarks: list[Remark] = []
    for role in unheld:
        holder, doubts = held(role, said, names)
        found.append(replace(role, holder=holder))
        remarks.extend(doubts)
    return found, remarks


def _persons(script: Manuscript, found: Sequence[Role], named: frozenset[str]) -> dict[str, dict[str, Value]]:
    """Return holders, product managers and owners; an institution where the text gives one."""
    institutions = hosted(script, found)
    persons: dict[str, dict[str, Value]] = {slug(name): {"name": name} for name in sorted(named)}
    for role in found:
        if role.holder:
            fields = persons.setdefault(slug(role.holder), {"name": role.holder})
            if role.id in institutions:
                fields["institution"] = institutions[role.id]
    return persons


def _without_institution(persons: Mapping[str, Mapping[str, Value]]) -> list[Remark]:
    without = sum("institution" not in fields for fields in persons.values())
    if not without:
        return []
    text = f"the text gives no institution for {without} of {len(persons)} persons"
    return [remark("missing", 0, PERSONS, text)]


def _elements(tree: Breakdown, managers: Mapping[str, str]) -> dict[str, dict[str, Value]]:
    elements: dict[str, dict[str, Value]] = {}
    for code, element in tree.elements.items():
        fields: dict[str, Value] = {"code": element.code, "title": element.title}
        if element.institution:
            fields["institution"] = element.institution
        if code in managers:
            fields["manager"] = managers[code]
        elements[code] = fields
    return elements
