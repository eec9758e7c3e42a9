"""ruamel.yaml's round trip, which edits single records, leaves every canonical file as it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dmccb.records.write import write_file
from dmccb.repository.refused import is_policy_test
from tests.strategies import EXAMPLES, KINDS, SCHEMAS, records

BASELINES = SCHEMAS.parent / "baselines"
RECORDS = [
    path
    for path in sorted(BASELINES.rglob("*.yaml"))
    if not is_policy_test(path.relative_to(BASELINES).as_posix())
]


def round_trip(text: str) -> str:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1 << 20  # lines are broken where the writer broke them
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(yaml.load(text), out)
    return out.getvalue()


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.relative_to(BASELINES).as_posix())
def test_every_file_of_the_baselines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert round_trip(text) == text


@settings(max_examples=4 * EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(KINDS)), st.data())
def test_every_file_that_is_written(collection: str, data: st.DataObject) -> None:
    kind = KINDS[collection]
    found = data.draw(records(kind).filter(bool))
    text = write_file(kind, "baselines/a.yaml", {key: record.fields for key, record in found.items()})
    assert round_trip(text) == text
