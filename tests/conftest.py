"""What every test may ask for: golden files, and a reproducible Hypothesis."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

IN_CI = "CI" in os.environ
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

settings.register_profile("ci", derandomize=True, print_blob=True, deadline=None)
settings.register_profile("dev", print_blob=True, deadline=None)
settings.load_profile("ci" if IN_CI else "dev")


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache folder of its own, so that none depends on another or on the user's."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _nobodys_taste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget which colours and pager the user likes."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "LESS", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; look at the difference before committing (never in CI)",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a file, byte for byte, or write the file anew."""
    update = request.config.getoption("--update-golden") and not IN_CI

    def check(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return check


@pytest.fixture
def seed() -> Callable[[str], str]:
    """Give the whole text of a published document, for what no slice of it can show."""

    def text(name: str) -> str:
        path = SEEDS / name
        if not path.is_file():
            pytest.skip(f"needs the whole published text: {name} is not in ../shared/seeds")
        return path.read_text(encoding="utf-8")

    return text
