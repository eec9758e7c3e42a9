"""Files in canonical form, comments kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmccb.records.format import formatted
from dmccb.records.write import modeline
from tests.strategies import EXAMPLES, KINDS

KIND = KINDS["milestones"]
PATH = "baselines/milestones/a.yaml"
MODELINE = modeline(PATH, KIND)
OTHER = "# yaml-language-server: $schema=elsewhere.json"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(f"{MODELINE}\n\nA:\n  title: a\n", [MODELINE], id="one"),
        pytest.param(f"{OTHER}\n\nA:\n  title: a\n", [MODELINE], id="another-schema"),
        pytest.param(f"{MODELINE}\n{OTHER}\n\nA:\n  title: a\n", [MODELINE, OTHER], id="two-at-the-top"),
        pytest.param(
            f"{MODELINE}\n\n{OTHER}\nA:\n  title: a\n", [MODELINE, OTHER], id="above-the-first-record"
        ),
        pytest.param(
            f"B:\n  title: b\n\n{OTHER}\nA:\n  title: a\n", [MODELINE, OTHER], id="comes-first-when-sorted"
        ),
        pytest.param(f"# mine\n{OTHER}\nA:\n  title: a\n", [MODELINE], id="below-a-comment"),
    ],
)
def test_only_the_first_modeline_is_written_anew(text: str, lines: list[str]) -> None:
    out, problems = formatted(KIND, PATH, text.encode())
    assert not problems
    assert [line for line in out.decode().splitlines() if "language-server" in line] == lines
    assert formatted(KIND, PATH, out) == (out, ())


HEADS = st.lists(st.sampled_from([MODELINE, OTHER, "# mine", "", "  # indented"]), max_size=5)


@settings(max_examples=4 * EXAMPLES)
@given(HEADS, HEADS, st.permutations(["A", "B"]))
def test_a_second_run_changes_nothing(head: list[str], middle: list[str], order: list[str]) -> None:
    lines = [*head, f"{order[0]}:", "  title: x", *middle, f"{order[1]}:", "  title: y"]
    out, problems = formatted(KIND, PATH, ("\n".join(lines) + "\n").encode())
    assert not problems
    assert formatted(KIND, PATH, out) == (out, ())


def test_what_cannot_be_read_is_left_as_it_is_and_named() -> None:
    data = b"A:\n  title: *x\n"
    out, problems = formatted(KINDS["milestones"], "baselines/milestones.yaml", data)
    assert out == data
    assert [(one.path, one.line, one.rule) for one in problems] == [("baselines/milestones.yaml", 2, "alias")]
