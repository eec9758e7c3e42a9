"""The collector of circular garbage is off for a while, and afterwards as it was."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

import pytest

from dmccb.commands.garbage import no_garbage_collection


@pytest.fixture(autouse=True)
def _left_as_it_was() -> Iterator[None]:
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("before", [True, False], ids=["was-on", "was-off"])
@pytest.mark.parametrize("fails", [True, False], ids=["after-an-error", "at-the-end"])
def test_it_is_as_it_was(*, before: bool, fails: bool) -> None:
    (gc.enable if before else gc.disable)()
    inside = []
    with contextlib.suppress(RuntimeError), no_garbage_collection():
        inside.append(gc.isenabled())
        if fails:
            raise RuntimeError
    assert (inside, gc.isenabled()) == ([False], before)
