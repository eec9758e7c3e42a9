"""The change records that a board reads, format by format, kept as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema_rs import Draft7Validator

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render import RENDERERS
from dmccb.render.changerecord.csv_table import COLUMNS
from dmccb.render.view import View
from tests.render.changerecord import cases

TERMINAL = RENDERERS["ChangeRecord"]["terminal"]
DOCUMENTS = {name: render for name, render in RENDERERS["ChangeRecord"].items() if name != "terminal"}
GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parents[3] / "schemas" / "changeset.schema.json"
SUFFIXES = {"markdown": "md", "latex": "tex", "text": "txt"}


@pytest.mark.parametrize("fmt", sorted(DOCUMENTS))
@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_render(case: str, fmt: str, golden: Callable[[Path, str], None]) -> None:
    page = DOCUMENTS[fmt](cases.CASES[case]())
    golden(GOLDEN / case / f"expected.{SUFFIXES.get(fmt, fmt)}", page)


def on_terminal(record: ChangeRecord, fold: int | None, width: int = 100) -> str:
    lines = TERMINAL(record, View(fold=fold, columns=width, colour=True)).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_terminal(case: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / case / "expected.terminal", on_terminal(cases.CASES[case](), fold=2))


def test_many_rows_are_plain_text() -> None:
    page = on_terminal(cases.large(), fold=None)
    assert "\x1b" not in page
    assert page == DOCUMENTS["text"](cases.large())


@pytest.mark.parametrize("fmt", sorted(DOCUMENTS))
def test_every_change_is_shown(fmt: str) -> None:
    record = cases.large(300)
    page = DOCUMENTS[fmt](record, View(full=True))
    assert len(record.changeset.changes) == 300
    assert all(page.count(change.id) >= 1 for change in record.changeset.changes)


@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_json_follows_its_schema(case: str) -> None:
    page = json.loads(DOCUMENTS["json"](cases.CASES[case]()))
    Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(page)


@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_csv_is_rectangular(case: str) -> None:
    page = DOCUMENTS["csv"](cases.CASES[case]())
    rows = list(csv.reader(io.StringIO(page, newline="")))
    assert rows[0] == list(COLUMNS)
    assert {len(row) for row in rows} == {len(COLUMNS)}
