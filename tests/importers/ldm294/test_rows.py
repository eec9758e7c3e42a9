from __future__ import annotations

import pytest

from dmccb.importers.ldm294.rows import abbreviates, broken, rows
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
