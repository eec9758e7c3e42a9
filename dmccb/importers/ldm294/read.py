"""Text of LDM-294 -> organization, WBS, products, requirements, documents.

Pure.  Cites LDM-294 (2017-06-28), "Data Management Organization and
Management".  The text is a partly damaged copy: what is certain is taken, what
is not is left out and said, and nothing is guessed.  Each noun has its own
module, ``ldm294_*``; this one joins them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dmccb.importers.importresult import ImportResult, Records, Remark
from dmccb.importers.ldm294.document import documents_of
from dmccb.importers.ldm294.institutions import hosted, positions
from dmccb.importers.ldm294.organization import Role, board, held, holdings, plain, roles
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
    key,
    manuscript,
    merged,
    remark,
    slug,
)
from dmccb.importers.ldm294.wbs import Breakdown, breakdown
from dmccb.records.record import Fields, Value


def read(text: str, previous: Records) -> ImportResult:
    """Read LDM-294.

    Parameters
    ----------
    text
        The published text.
    previous
        The records as they stand: collection -> ID -> fields.  Fields of
        which the text says nothing are kept.

    Raises
    ------
    SourceError
        If the text is not LDM-294, or has lost a part that must be there.
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
        remarks=tuple(sorted(remarks, key=lambda one: (one.line, one.subject, one.text))),
        counts={name: number for part in parts for name, number in part.counts.items()},
    )


def _organization(script: Manuscript, tree: Breakdown, named: frozenset[str], previous: Records) -> Part:
    remarks: list[Remark] = []
    places = positions(script, tree.elements, remarks)
    found = [*roles(script), *places.roles]
    names = {key(name): role.id for role in found for name in (plain(role.title), *role.aliases)}
    said = holdings(script)
    found = [replace(role, holder=held(role, said, remarks, names)) for role in found]
    council = board(script, names, remarks)
    everybody = _persons(script, found, named, remarks)
    records = {
        ROLES: {role.id: role.fields(script) for role in found},
        PERSONS: everybody,
        BOARDS: {council.id: council.fields} if council and "chair" in council.fields else {},
        WBS: _elements(tree, places.managers),
    }
    return Part(
        records={name: _kept(ids, previous.get(name, {})) for name, ids in records.items()},
        remarks=tuple(remarks),
        counts={
            "roles": len(found),
            "roles with holders": sum(bool(role.holder) for role in found),
            "persons": len(everybody),
            "boards": len(records[BOARDS]),
            "wbs elements": len(tree.elements),
        },
    )


def _kept(new: Mapping[str, dict[str, Value]], old: Mapping[str, Fields]) -> dict[str, Fields]:
    return {name: merged(old.get(name, {}), fields) for name, fields in sorted(new.items())}


def _persons(
    script: Manuscript, found: Sequence[Role], named: frozenset[str], remarks: list[Remark]
) -> dict[str, dict[str, Value]]:
    """Return holders, product managers and owners; an institution where the text gives one."""
    institutions = hosted(script, found)
    persons: dict[str, dict[str, Value]] = {slug(name): {"name": name} for name in sorted(named)}
    for role in found:
        if role.holder:
            fields = persons.setdefault(slug(role.holder), {"name": role.holder})
            if role.id in institutions:
                fields["institution"] = institutions[role.id]
    without = sum("institution" not in fields for fields in persons.values())
    if without:
        text = f"the text gives no institution for {without} of {len(persons)} persons"
        remarks.append(remark("missing", 0, PERSONS, text))
    return persons


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
