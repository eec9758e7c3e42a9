from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


@pytest.fixture
def seed() -> Callable[[str], str]:
    """Give the text of a published document, or skip where it is not beside the repository."""

    def text(name: str) -> str:
        path = SEEDS / name
        if not path.is_file():
            pytest.skip(f"the published text {name} is not in ../shared/seeds")
        return path.read_text(encoding="utf-8")

    return text
