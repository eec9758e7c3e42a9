"""The characters that no record may hold."""

from __future__ import annotations

import re

import pytest

from dmccb.records.characters import ESCAPED, IN_FILE, IN_VALUE

FORBIDDEN = {
    *range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F),
    *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF,
}  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "more"),
    [
        pytest.param(IN_VALUE, set(), id="in-a-value"),
        pytest.param(IN_FILE, {0x09}, id="in-a-file-tabs-too"),
        pytest.param(ESCAPED, {0x09, *range(0xD800, 0xE000)}, id="written-as-an-escape-surrogates-too"),
    ],
)
def test_the_set_is_exactly_this(pattern: str, more: set[int]) -> None:
    everything = map(chr, range(0x11000))
    assert {ord(char) for char in everything if re.fullmatch(pattern, char)} == FORBIDDEN | more
