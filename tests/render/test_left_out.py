"""What is left out is said in a sentence."""

from __future__ import annotations

import pytest

from dmccb.render.left_out import left_out_text


@pytest.mark.parametrize(
    ("filtered", "not_shown", "document", "said"),
    [
        pytest.param({}, {}, "LDM-1", "", id="nothing"),
        pytest.param(
            {}, {"milestones": 2, "wbs": 1}, "LDM-1",
            "Only LDM-1: 3 changed records not shown, outside of it", id="another-document",
        ),
        pytest.param(
            {"wbs": ("02C", "02D")}, {"milestones": 1}, "",
            "Filtered by --wbs 02C --wbs 02D: 1 changed record not shown", id="filter",
        ),
        pytest.param(
            {"open": ("true",), "min_slip": ("30",)}, {}, "",
            "Filtered by --open --min-slip 30: 0 changed records not shown", id="filters-that-hide-nothing",
        ),
        pytest.param(
            {"id": ("a\u202eb",)}, {}, "", "Filtered by --id a<U+202E>b: 0 changed records not shown",
            id="what-would-turn-the-line-round",
        ),
    ],
)  # fmt: skip
def test_the_sentence(
    filtered: dict[str, tuple[str, ...]], not_shown: dict[str, int], document: str, said: str
) -> None:
    assert left_out_text(filtered, not_shown, document) == said
