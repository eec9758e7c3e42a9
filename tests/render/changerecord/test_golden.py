"""The change records that a board reads, format by format, kept as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema_rs import Draft7Validator
from rich.console import Console

from dmccb.compare.changerecord import ChangeRecord
from dmccb.render import RENDERERS
from dmccb.render.changerecord.csv_table import COLUMNS
from dmccb.render.changerecord.terminal import render_terminal
from tests.render.changerecord import cases

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parents[3] / "schemas" / "changeset.schema.json"
SUFFIXES = {"markdown": "md", "latex": "tex", "text": "txt"}


@pytest.mark.parametrize("fmt", sorted(RENDERERS))
@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_render(case: str, fmt: str, golden: Callable[[Path, str], None]) -> None:
    page = RENDERERS[fmt](cases.CASES[case]())
    golden(GOLDEN / case / f"expected.{SUFFIXES.get(fmt, fmt)}", page)


def on_terminal(record: ChangeRecord, fold: int | None, width: int = 100) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=True, color_system="standard", record=True
    )
    render_terminal(record, console, fold)
    lines = console.export_text(styles=True).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_terminal(case: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / case / "expected.terminal", on_terminal(cases.CASES[case](), fold=2))


def test_folded_rows_are_counted() -> None:
    assert "… and 35 more (--full shows them)" in on_terminal(cases.large(), fold=5)


def test_one_row_is_never_folded_away() -> None:
    assert "more" not in on_terminal(cases.realistic(), fold=2)


def test_many_rows_are_plain_text() -> None:
    page = on_terminal(cases.large(), fold=None)
    assert "\x1b" not in page
    assert page == RENDERERS["text"](cases.large())


@pytest.mark.parametrize("fmt", sorted(RENDERERS))
def test_every_large_change_is_shown(fmt: str) -> None:
    page = RENDERERS[fmt](cases.large())
    assert all(page.count(change.id) >= 1 for change in cases.large().changeset.changes)


@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_json_follows_its_schema(case: str) -> None:
    page = json.loads(RENDERERS["json"](cases.CASES[case]()))
    Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(page)


@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_csv_is_rectangular(case: str) -> None:
    page = RENDERERS["csv"](cases.CASES[case]())
    rows = list(csv.reader(io.StringIO(page, newline="")))
    assert rows[0] == list(COLUMNS)
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_markdown_folds_long_sections() -> None:
    page = RENDERERS["markdown"](cases.large())
    assert page.count("<details>") == page.count("</details>") == 21
    assert "<details>" not in RENDERERS["markdown"](cases.realistic())
