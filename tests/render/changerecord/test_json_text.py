"""The indented JSON is that of the standard library, written faster."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord import json_text
from dmccb.render.json_text import escaped
from tests.render.changerecord.cases import CASES


@pytest.mark.parametrize("build", CASES.values(), ids=CASES.keys())
def test_as_the_standard_library_writes_it(build: Callable[[], ChangeRecord]) -> None:
    record = build()
    body = record.changeset.as_json()
    assert json_text.render(record) == escaped(json.dumps(body, indent=2, ensure_ascii=False)) + "\n"
    assert json.loads(json_text.render(record)) == body
