"""Small baselines to check, written in canonical form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dmccb.checks.check import run_checks
from dmccb.checks.record_file import FileRead, Reader
from dmccb.checks.rules import RULES
from dmccb.problems import Problem
from dmccb.records.kinds import Kind
from dmccb.records.record import Fields
from dmccb.records.write import write_file
from dmccb.repository.schemas import load_kinds

ROOT = Path(__file__).resolve().parents[2]
KINDS = load_kinds()
READERS = {kind.name: Reader(kind, shipped=True) for kind in KINDS.values()}
AS_OF = date(2020, 1, 1)

Records = dict[str, dict[str, Fields]]


def check(records: Records) -> list[Problem]:
    """Judge records that are written in canonical form, one file for each collection."""
    files = []
    for name, held in records.items():
        kind = KINDS[name]
        path = f"baselines/{kind.folder}.yaml"
        files.append(READERS[kind.name].read(path, write_file(kind, path, held).encode()))
    return run_checks(files, KINDS, AS_OF)


def said(problems: list[Problem]) -> list[str]:
    """Return what a test compares: rule, place, record and message."""
    return [f"{one.rule} {one.line}:{one.column} {one.id}: {one.message}" for one in problems]


def assert_found(records: Records, expected: list[str]) -> None:
    """Assert what is found, that it is as severe as its rule, and that each finding has a hint."""
    found = check(records)
    assert said(found) == expected
    assert all(one.severity == RULES[one.rule].severity for one in found)
    assert all(one.hint for one in found)


def milestone(**fields: object) -> Fields:
    return {"title": "A", **fields}  # type: ignore[dict-item] # what a case is about may be anything


def release(**fields: object) -> Fields:
    return {"document": "LDM-564", "milestone": "R-1", **fields}  # type: ignore[dict-item] # as above


DOCUMENTS: dict[str, Fields] = {"LDM-564": {"title": "Releases"}}


def planned(r1: Fields, m1: Fields) -> Records:
    """A release R-1 with the feature M-1."""
    return {
        "documents": DOCUMENTS,
        "milestones": {"R-1": r1, "M-1": m1},
        "releases": {"R-1": release(features=["M-1"])},
    }


def product(**fields: object) -> Fields:
    return {"title": "A", "manager": "jo", "owner": "jo", **fields}  # type: ignore[dict-item] # as above


def products(**held: Fields) -> Records:
    return {"persons": {"jo": {"name": "Jo"}}, "products": held}


PAPERS = {"release_note": "LDM-1", "test_report": "LDM-2"}
MANUALS = {"user_manual": "LDM-3", "requirements": "LDM-4", "test_specification": "LDM-5"}


def released(**fields: object) -> Records:
    identified = {"status": "released", "class": "minor", "version": "1.10", "item": "p", "tag": "v1.10"}
    return {
        "documents": DOCUMENTS,
        "milestones": {"R-1": milestone()},
        "releases": {"R-1": release(**{**identified, "documentation": PAPERS, **fields})},
        **products(p=product()),
    }


def document(**fields: object) -> Records:
    row = {"version": "1.10", "date": "2019-01-01", "rfc": "RFC-1"}
    whole = {"title": "A", "series": "LDM", "status": "released", "version": "1.10", "change_record": [row]}
    kept = {name: value for name, value in {**whole, **fields}.items() if value is not None}
    return {"documents": {"LDM-1": kept}}  # type: ignore[dict-item] # as above


def cycle(field: str, *targets: str) -> Records:
    """Milestones in a cycle: each refers to the next."""
    names = [f"M-{number}" for number in range(len(targets))]
    return {"milestones": {name: milestone(**{field: [to]}) for name, to in zip(names, targets, strict=True)}}


def written(state: Records) -> list[tuple[Kind, str, bytes]]:
    """Return kind, path and content of the files of a state: two for each collection."""
    out = []
    for name, held in state.items():
        for number in (0, 1):
            part = {key: held[key] for index, key in enumerate(sorted(held)) if index % 2 == number}
            path = f"baselines/{KINDS[name].folder}/{number}.yaml"
            if part:
                out.append((KINDS[name], path, write_file(KINDS[name], path, part).encode()))
    return out


def read(kind: Kind, path: str, data: bytes) -> FileRead:
    return READERS[kind.name].read(path, data)
