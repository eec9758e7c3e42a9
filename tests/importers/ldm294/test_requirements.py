from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dmccb.importers.importresult import Remark
from dmccb.importers.ldm294.requirements import requirements
from dmccb.importers.ldm294.text import manuscript

FRONT = "LDM-294\nLatest Revision: 2001-02-03\n"


DOWN = "DMS-REQ-0001 Low\tOSS-REQ-0002 High"


UP = "OSS-REQ-0002 High\tDMS-REQ-0001 Low"


def read(down: str = DOWN, up: str = UP) -> tuple[Mapping[str, Any], list[Remark], Mapping[str, int]]:
    text = f"{FRONT}D Matrix of the one\nDMS\tOSS\n{down}\nE Matrix of the other\nOSS\tDMS\n{up}\n"
    part = requirements(manuscript(text), {})
    return part.records["requirements"], list(part.remarks), part.counts


def test_both_matrices_agree() -> None:
    records, remarks, counts = read()
    assert records == {
        "DMS-REQ-0001": {"title": "Low", "traces_to": ["OSS-REQ-0002"]},
        "OSS-REQ-0002": {"title": "High"},
    }
    assert remarks == []
    assert counts == {
        "requirements DMS": 1,
        "requirements OSS": 1,
        "links in appendix D": 1,
        "links in appendix E": 1,
        "links in both": 1,
    }


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            "\nLDM-294\n\nLatest Revision 2001-02-03\n\nDMS\tOSS\n\tOSS-REQ-0003 More", id="page-break"
        ),
        pytest.param("\tContinued on next page\n\tOSS-REQ-0003 More", id="continued"),
        pytest.param("- -\tOSS-REQ-0003 More", id="dots-and-dashes"),
        pytest.param("heap of all DMS-REQ-0009\t\tOSS-REQ-0003 More", id="a-heap-as-third-cell"),
    ],
)
def test_a_requirement_stays_in_force(row: str) -> None:
    records, remarks, _ = read(f"{DOWN}\n{row}", f"{UP}\nOSS-REQ-0003 More\tDMS-REQ-0001 Low")
    assert records["DMS-REQ-0001"]["traces_to"] == ["OSS-REQ-0002", "OSS-REQ-0003"]
    assert remarks == []


@pytest.mark.parametrize(
    ("down", "up", "kinds"),
    [
        pytest.param(
            DOWN, "OSS-REQ-0002 High\tDMS-REQ-0004 Lower", ["contradiction"] * 2, id="each-has-another"
        ),
        pytest.param(DOWN, "", ["missing"], id="the-other-lost-the-row"),
        pytest.param("DMS-REQ-0001 Low\t", UP, ["contradiction"], id="only-from-above"),
    ],
)
def test_a_link_that_one_matrix_states_is_kept_and_reported(down: str, up: str, kinds: list[str]) -> None:
    records, remarks, counts = read(down, up)
    assert records["DMS-REQ-0001"]["traces_to"] == ["OSS-REQ-0002"]
    assert [one.kind for one in remarks] == kinds
    assert counts["links in both"] == 0


@pytest.mark.parametrize(
    ("down", "up", "title", "said"),
    [
        pytest.param(
            "DMS-REQ-0001 Low-\tOSS-REQ-0002 High\nlevel\t",
            "OSS-REQ-0002 High\tDMS-REQ-0001 Low-level",
            "Low-level",
            0,
            id="the-other-matrix-shows-the-hyphen",
        ),
        pytest.param(DOWN, "OSS-REQ-0002 High\tDMS-REQ-0001 Lower", "Lower", 1, id="the-fuller-title-wins"),
        pytest.param(
            f"{DOWN}\n\tOSS-REQ-0003 More",
            f"{UP}\nOSS-REQ-0003 More\tDMS-REQ-0001 Longer",
            "Low",
            1,
            id="the-more-frequent-title-wins",
        ),
    ],
)
def test_titles(down: str, up: str, title: str, said: int) -> None:
    records, remarks, _ = read(down, up)
    assert records["DMS-REQ-0001"]["title"] == title
    assert [one.kind for one in remarks] == ["contradiction"] * said


@pytest.mark.parametrize(
    ("row", "links"),
    [
        pytest.param("1 0\tOSS-REQ-0003 More", ["OSS-REQ-0002", "OSS-REQ-0003"], id="debris-beside-a-link"),
        pytest.param(
            "DMS-REQ-0008 A OSS-REQ-0009 B\tOSS-REQ-0003 More", ["OSS-REQ-0002"], id="two-in-a-cell"
        ),
        pytest.param("words without cells", ["OSS-REQ-0002"], id="no-cells"),
    ],
)
def test_a_row_that_is_not_understood_is_reported(row: str, links: list[str]) -> None:
    records, remarks, _ = read(f"{DOWN}\n{row}", UP)
    assert records["DMS-REQ-0001"]["traces_to"] == links
    assert [one.line for one in remarks if one.kind == "unread"] == [6]


def test_text_after_a_damaged_requirement_is_not_part_of_the_title_before_it() -> None:
    records, remarks, _ = read(f"{DOWN}\n\tOSS-REQ-9 cut\n\tand so on", UP)
    assert records["OSS-REQ-0002"]["title"] == "High"
    assert [one.text for one in remarks if one.kind == "unread"] == ["| OSS-REQ-9 cut", "| and so on"]
