"""Who controls a change, as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dmccb.impact.route import Routing
from dmccb.render.route import as_json, markdown, rows, text
from dmccb.render.view import FOLD, WHOLE, View
from tests.render.routes import routed

GOLDEN = Path(__file__).parent / "golden" / "route"


def test_text(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "expected.text", text(routed(), WHOLE))


def test_markdown(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "expected.markdown", markdown(routed(3)))


def test_no_line_is_wider_than_the_screen() -> None:
    assert max(map(len, text(routed(30), WHOLE).splitlines())) <= 100


@pytest.mark.parametrize(
    ("view", "shown", "folded"),
    [
        pytest.param(View(fold=FOLD), 5, "- … and 28 more (--full shows them)", id="the-first-few"),
        pytest.param(View(fold=None, full=True), 33, "", id="all"),
    ],
)
def test_how_many_items_of_a_rule(view: View, shown: int, folded: str) -> None:
    said = text(routed(30), view).partition("team: ")[2].partition("none: ")[0]
    lines = [line for line in said.splitlines() if line.startswith("- ")]
    assert [line for line in lines if "--full" in line] == ([folded] if folded else [])
    assert sum("--full" not in line for line in lines) == shown


def test_the_rows_that_a_terminal_gets() -> None:
    assert rows(routed(30), WHOLE) == rows(routed(), WHOLE) + 30
    assert rows(routed(30), View(fold=FOLD)) < rows(routed(30), WHOLE)


def test_nothing_changed() -> None:
    nothing = replace(routed(), routing=Routing(), affected=(), agree=(), rfc_class="", invalid=0)
    assert text(nothing, WHOLE).splitlines() == [
        f"{'Route of v1.0 → v1.1: none; nothing changed':84}as of 2020-06-01",
        "",
        "- Nobody on record is affected",
    ]


def test_json() -> None:
    found = json.loads(as_json(routed()))
    assert (found["route"], found["counts"]) == ("project", {"project": 1, "board": 2, "team": 3, "none": 1})
    assert found["uncovered"] == ["M-4"]
    assert [rule["id"] for rule in found["rules"]] == ["board-files", "board-releases", "team"]
    assert found["affected"][0]["holders"] == ["Ada", "Bob"]
    release = next(item for item in found["items"] if item["id"] == "R-1")
    assert (release["route"], release["rule"], release["lost"]) == ("board", "board-releases", ["M-8", "M-9"])
