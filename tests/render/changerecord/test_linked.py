"""Names of documents and tickets in a text, and where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.render.changerecord.linked import linked

LINKS = {"LDM-564": "https://a.example/LDM-564", "RFC-7": "https://b.example/RFC-7"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("LDM-564", ["LDM-564"], id="alone"),
        pytest.param("see LDM-564, RFC-7: why", ["LDM-564", "RFC-7"], id="among-others"),
        pytest.param("LDM-564/v1.5.", ["LDM-564"], id="before-a-slash"),
        pytest.param("(RFC-7).", ["RFC-7"], id="at-the-end-of-a-sentence"),
        pytest.param("LDM-5", [], id="not-a-name-that-is-known"),
        pytest.param("LDM-564-12", [], id="part-of-a-longer-name"),
        pytest.param("X-LDM-564", [], id="the-end-of-one"),
        pytest.param("LDM-5640", [], id="the-beginning-of-a-number"),
        pytest.param("LDM-564.1", [], id="a-name-with-a-point"),
        pytest.param("ldm-564", [], id="case-counts"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_linked(text: str, named: list[str]) -> None:
    pieces = list(linked(text, LINKS))
    assert "".join(piece for piece, _ in pieces) == text
    assert [(piece, address) for piece, address in pieces if address] == [(one, LINKS[one]) for one in named]


@given(st.text("LDM-564 RFC7.,/é", max_size=40), st.booleans())
def test_no_character_is_lost(text: str, known: bool) -> None:
    pieces = list(linked(text, LINKS if known else {}))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
