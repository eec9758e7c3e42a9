"""Values without quotes that some reader of YAML takes for something else."""

from __future__ import annotations

import pytest

from dmccb.checks.locate import Places
from tests.checks.plan import READERS

PATH = "baselines/milestones.yaml"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(["title: true"], ["ambiguous-value 2:10 true or false"], id="a-boolean"),
        pytest.param(["title: 1.10"], ["ambiguous-value 2:10 a number"], id="a-number"),
        pytest.param(["title: 2019-01-01"], ["ambiguous-value 2:10 a date"], id="a-date"),
        pytest.param(["title: ~"], ["ambiguous-value 2:10 nothing"], id="nothing"),
        pytest.param(["title: ="], ["ambiguous-value 2:10 part of YAML's syntax"], id="a-default"),
        pytest.param(["title: 'true'"], [], id="quoted"),
        pytest.param(["title: T", "due: 2019-01-01"], [], id="a-date-in-a-date-field"),
        pytest.param(["title: T", "level: yes"], ["wrong-type 3:10"], id="the-schema-says-it"),
        pytest.param(
            ["title: T", "aka:", "  - b", "  - no", "  - no"],
            [*[f"ambiguous-value {line}:7 true or false" for line in (5, 6)], "duplicate-member 6:7"],
            id="members-in-the-order-of-the-file",
        ),
    ],
)
def test_misreadings(lines: list[str], found: list[str]) -> None:
    data = "\n  ".join(["A:", *lines, ""]).encode().rstrip() + b"\n"
    read = READERS["milestone"].read(PATH, data)
    problems = Places({PATH: (read.kind, data)}).problems(read.findings)
    said = [f"{one.rule} {one.line}:{one.column}{one.message.partition(' for')[2]}" for one in problems]
    assert said == found
