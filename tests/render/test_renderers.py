"""The table of all that can be written."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dmccb.render import MOST_ROWS, RENDERERS
from dmccb.render.view import View
from tests.render import values

ROOT = Path(__file__).resolve().parents[2]
EACH = [pytest.param(kind, fmt, id=f"{kind}-{fmt}") for kind, table in RENDERERS.items() for fmt in table]


def test_naming_the_formats_costs_no_import() -> None:
    code = (
        "import sys; import dmccb.render; "
        "print([name for name in sys.modules if name.startswith(('dmccb', 'rich', 'json', 'jinja2'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "['dmccb', 'dmccb.render.view', 'dmccb.render']\n"


@pytest.mark.parametrize("kind", sorted(RENDERERS))
def test_each_kind_has_a_page_for_people(kind: str) -> None:
    assert list(RENDERERS[kind])[:2] == ["terminal", "text"]


@pytest.mark.parametrize(("kind", "fmt"), EACH)
def test_each_format_writes_lines(kind: str, fmt: str) -> None:
    page = RENDERERS[kind][fmt](values.VALUES[kind]())
    assert page.endswith("\n")
    if fmt in ("json", "sarif"):
        assert json.loads(page)


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("kind", sorted(RENDERERS))
def test_a_terminal_is_never_too_narrow(kind: str, columns: int) -> None:
    page = RENDERERS[kind]["terminal"](values.VALUES[kind](), View(columns=columns))
    assert max(map(len, page.splitlines())) <= columns
    assert "\x1b" not in page


@pytest.mark.parametrize("kind", sorted(RENDERERS))
def test_a_long_table_is_plain_text(kind: str) -> None:
    value = values.many(kind, MOST_ROWS + 1)
    assert RENDERERS[kind]["terminal"](value, View(columns=80, colour=True)) == RENDERERS[kind]["text"](value)


@pytest.mark.parametrize("kind", sorted(RENDERERS.keys() - {"ChangeCounts", "ImportReport", "Replayed"}))
def test_a_short_table_is_coloured_where_that_is_wanted(kind: str) -> None:
    assert "\x1b[" in RENDERERS[kind]["terminal"](values.VALUES[kind](), View(columns=80, colour=True))


HOSTILE = "\x1b]0;x\x07\x9b2J\u202e\r\n::stop-commands::x\n##[group]"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
COMMANDS = re.compile(r"^\s*::(?!error file=)|##\[", re.MULTILINE)


@pytest.mark.parametrize(("kind", "fmt"), EACH)
def test_no_text_is_obeyed(kind: str, fmt: str) -> None:
    page = RENDERERS[kind][fmt](values.renamed(HOSTILE)[kind], View(columns=60))
    assert not CONTROLS.findall(page)
    if fmt in ("text", "json", "sarif", "github"):
        assert not COMMANDS.findall(page)
