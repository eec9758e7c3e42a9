"""What is not as `dmccb fmt` writes it is found, with its line."""

from __future__ import annotations

from itertools import zip_longest

from hypothesis import given
from hypothesis import strategies as st

from dmccb.records.format import formatted
from dmccb.records.write import modeline
from tests.checks.plan import KINDS, READERS

BLOCKS = st.sampled_from(
    [
        "A:\n  title: A\n\n",
        "B:\n  title: B\n  level: 1\n\n",
        "C:\n  level: 1\n  title: C\n\n",
        "D:\n  title: D  # beside\n\n",
        "E:\n  # above\n  title: E\n\n",
        "F:\n  title: F\n\n# above the next\n",
        "G:\n  title: G\n",
        "H:\n  title: H\n\n\n",
        "I:\n  title: 'I'\n\n",
        "J:\n  aka:\n    - b\n    - a\n\n",
        'K:\n  title: "1.10"\n\n',
    ]
)
PATH = "baselines/milestones.yaml"


@given(
    st.lists(BLOCKS, unique=True, max_size=6),
    st.sampled_from([modeline(PATH, KINDS["milestones"]) + "\n\n", "", "# c\n\n", "# c\n"]),
    st.booleans(),
    st.sampled_from(["", "\n"]),
)
def test_the_first_line_that_fmt_would_change_is_named(
    blocks: list[str], head: str, in_order: bool, end: str
) -> None:
    data = (head + "".join(sorted(blocks) if in_order else blocks).rstrip("\n") + end).encode()
    read = READERS["milestone"].read(PATH, data)
    canonical, _ = formatted(KINDS["milestones"], PATH, data)
    lines = zip_longest(data.splitlines(keepends=True), canonical.splitlines(keepends=True))
    first = [number for number, (old, new) in enumerate(lines, 1) if old != new][:1]
    assert [problem.line for problem in read.problems] == first
