"""The worked examples of facts: each gives the verdict that their table says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from dmccb.policy.evaluate import decide
from dmccb.policy.facts import facts_json, read_facts
from tests.policy.build import ROOT, policy

FOLDER = ROOT / "examples" / "facts"
ROWS = re.findall(
    r"^\| \[([\w-]+)\]\(\1\.json\) \| (\S+) \| `([\w-]+)` \| .+ \|$",
    (FOLDER / "README.md").read_text(),
    re.MULTILINE,
)


def test_the_table_names_every_example() -> None:
    assert sorted(name for name, _, _ in ROWS) == sorted(path.stem for path in FOLDER.glob("*.json"))
    assert len(ROWS) >= 10


@pytest.mark.parametrize(("name", "verdict", "code"), ROWS)
def test_an_example_gets_its_verdict_for_its_reason(name: str, verdict: str, code: str) -> None:
    file = FOLDER / f"{name}.json"
    decision = decide(policy(), read_facts(file.read_text(encoding="utf-8"), file.name))
    outcomes = [one for top in (*decision.requirements, *decision.owed) for one in top.all()]
    codes = {decision.code, *(one.code for one in outcomes), *(one.code for one in decision.uncounted)}
    assert decision.verdict == verdict
    assert code in codes


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_an_example_is_as_the_program_writes_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert json.loads(text) == facts_json(read_facts(text, file.name))


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_an_example_obeys_the_schema(file: Path) -> None:
    schema = json.loads((ROOT / "schemas" / "facts.schema.json").read_text(encoding="utf-8"))
    assert list(Draft7Validator(schema).iter_errors(json.loads(file.read_text(encoding="utf-8")))) == []
