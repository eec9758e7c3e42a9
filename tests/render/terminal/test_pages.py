"""The tables and trees that a terminal shows, kept as files: 80 columns wide, with their colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dmccb.render import RENDERERS
from dmccb.render.view import View
from tests.render import values

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    "kind", ["Problems", "Rules", "Impact", "ImpactOfChange", "History", "Records", "Baselines"]
)
def test_page(kind: str, golden: Callable[[Path, str], None]) -> None:
    page = RENDERERS[kind]["terminal"](values.VALUES[kind](), View(columns=80, colour=True, fold=12))
    lines = [line.rstrip() for line in page.splitlines()]
    golden(GOLDEN / f"{kind}.terminal", "\n".join(lines) + "\n")
