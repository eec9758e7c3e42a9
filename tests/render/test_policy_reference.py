"""The reference of the vocabulary, and the page of it in the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from dmccb.policy.vocabulary import GROUPS, PREDICATES, REQUIREMENTS, SETTINGS, STARTS
from dmccb.render.policy_reference import reference
from dmccb.rfc.verbs import SPOKEN

PAGE = Path(__file__).resolve().parents[2] / "docs" / "policy-reference.md"


def test_the_documentation_has_it() -> None:
    """``dmccb policy reference > docs/policy-reference.md`` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("word", [*REQUIREMENTS, *PREDICATES, *GROUPS, *STARTS, *SETTINGS])
def test_every_word_is_in_it(word: str) -> None:
    assert f"| `{word}` | " in reference()


@pytest.mark.parametrize("verb", SPOKEN)
def test_every_command_is_in_it(verb: str) -> None:
    assert f"| `/rfc {verb}" in reference()


def test_it_has_tables_with_as_many_cells_in_each_row() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(reference())
    tables = [token for token in tokens if token.type == "table_open"]
    rows = [line for line in reference().splitlines() if line.startswith("|")]
    assert len(tables) == 7
    assert all(row.replace("\\|", "").count("|") in (3, 5) for row in rows)
