from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.importers.ldm294.rows import abbreviates, broken, rows, words
from dmccb.importers.lines import Line


def first_row(text: str) -> str:
    return broken(rows([Line(number=1, text=text)])[0][0])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("1.02C.01\tHammer\tHammer tools\tCy Able\t\t", "", id="whole"),
        pytest.param("\tHammer\tHammer tools\t\t\t", "", id="empty-cells-are-no-damage"),
        pytest.param("\t02Hammer\tHammer tools\t\t\t", "", id="the-end-of-a-code-is-cut-off-the-name"),
        pytest.param("\t•\tHammer tools\tCy Able\t\t", "no short name", id="a-dot-is-no-name"),
        pytest.param("\tHammer\t-\tCy Able\t\t", "no title", id="a-dash-is-no-title"),
        pytest.param("\tHammer\tTools\tmany\t1.02C.01\t", "a WBS code in another column", id="cells-shifted"),
        pytest.param(
            "\tHammer and Drill and Valve\tTools\t\t\t", "several rows run together", id="name-too-wide"
        ),
        pytest.param("1.02C.01 1.02C.02\tHammer\tTools\t\t\t", "several rows run together", id="two-codes"),
        pytest.param("\thammer\tTools\t\t\t", "short name 'hammer' is damaged", id="no-capital"),
        pytest.param(
            "\t01 & hammer\tTools\t\t\t", "short name '01 & hammer' is damaged", id="debris-in-name"
        ),
    ],
)
def test_broken(row: str, reason: str) -> None:
    assert first_row(row) == reason


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(
            ["\tA\tHammer tools\t\t\t", "\t\tof steel\t\t\t"], "Hammer tools of steel", id="wrapped"
        ),
        pytest.param(
            ["\tA\tHammer to-\t\t\t", "\t\tols\t-\t5 . 5\t"], "Hammer tools", id="wrapped-at-a-hyphen"
        ),
        pytest.param(["\tA\tHammer to- ols\t\t\t"], "Hammer tools", id="a-break-inside-a-cell"),
        pytest.param(["\tA\tSalt - Lake\t\t\t"], "Salt - Lake", id="a-dash-is-no-break"),
        pytest.param(
            ["\tA\tHammer\t\t\t", "\t\ttools\tCy Able\t\t"], "Hammer", id="a-manager-is-another-row"
        ),
    ],
)
def test_wrapped_titles(lines: list[str], title: str) -> None:
    found, _ = rows([Line(number=at, text=text) for at, text in enumerate(lines, start=1)])
    assert found[0].title == title


@pytest.mark.parametrize(
    ("word", "title", "expected"),
    [
        pytest.param("Distrib", "Bulk distribution", True, id="start-of-a-word"),
        pytest.param("Mgmt", "Network management", True, id="letters-of-a-word-in-order"),
        pytest.param("BR", "Santiago to Boca Raton", True, id="initials"),
        pytest.param("Nets", "Long networks", True, id="plural"),
        pytest.param("Cotollite", "Satellite", False, id="misread"),
    ],
)
def test_abbreviates(word: str, title: str, *, expected: bool) -> None:
    assert abbreviates(word, title) is expected


TEXTS = st.lists(st.lists(st.text("abZ", min_size=1, max_size=5), max_size=4).map(" ".join), max_size=5)


@given(TEXTS, st.text("abZ", min_size=1, max_size=5), st.integers(0, 6))
def test_a_word_is_known_where_another_line_prints_it_or_a_longer_form(
    texts: list[str], word: str, line: int
) -> None:
    lines = [Line(number=number, text=text) for number, text in enumerate(texts, start=1)]
    others = [form for each in lines if each.number != line for form in each.text.lower().split()]
    found, start = words(lines), word.lower()
    assert found.printed(word, line) == (start in others)
    longer = len(word) >= 3 and any(form.startswith(start) for form in others)
    assert found.known(word, line) == (start in others or longer)
