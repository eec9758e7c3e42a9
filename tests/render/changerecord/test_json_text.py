"""The indented JSON is that of the standard library."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dmccb.compare.changerecord import ChangeRecord
from dmccb.render.changerecord import json_text
from tests.render.changerecord.cases import CASES


@pytest.mark.parametrize("build", CASES.values(), ids=CASES.keys())
def test_as_the_standard_library_writes_it(build: Callable[[], ChangeRecord]) -> None:
    record = build()
    expected = json.dumps(record.changeset.as_json(), indent=2, ensure_ascii=False) + "\n"
    assert json_text.render(record) == expected
