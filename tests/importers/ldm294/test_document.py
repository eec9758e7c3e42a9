from __future__ import annotations

import pytest

from dmccb.importers.importresult import ImportResult
from dmccb.importers.ldm294.read import read
from tests.importers.ldm294.builder import FRONT, small
from tests.importers.results import about


@pytest.fixture(scope="module")
def result() -> ImportResult:
    return read(small(), {})


def test_title_page_and_change_record(result: ImportResult) -> None:
    assert result.records["documents"]["LDM-294"] == {
        "title": "A Small Plan",
        "authors": ["Ada Small", "Bo Little", "SOME"],
        "series": "LDM",
        "status": "draft",
        "date": "2001-02-03",
        "change_record": [
            {"version": "1", "date": "2000-01-01", "description": "First of all", "owner": "AS"},
            {"version": "2", "description": "RFC-7 second", "rfc": "RFC-7"},
        ],
    }


def test_titles_that_differ_are_reported(result: ImportResult) -> None:
    assert about(result, "LSE-1") == [
        "contradiction: title 'How to meet' in Table 2, 'How we meet' in the references"
    ]


def test_a_title_page_that_lost_its_title_leaves_the_one_on_record() -> None:
    page = FRONT.replace("Large Synoptic Survey Telescope (LSST) A Small Plan", "Words")
    old = {"documents": {"LDM-294": {"title": "On record", "authors": ["Ada Small"]}}}
    result = read(small(front=page), old)  # type: ignore[arg-type]  # plain dicts, as they are loaded
    assert result.records["documents"]["LDM-294"]["title"] == "On record"
    assert result.records["documents"]["LDM-294"]["authors"] == ["Ada Small"]
    assert "missing: no title and no authors on the title page" in about(result, "LDM-294")


ENTRY = "- [{number}] **[{handle}]**, Small, A., 2000, *{title}*, {handle}"


@pytest.mark.parametrize(
    ("part", "text", "subject", "remark"),
    [
        pytest.param(
            "2.1",
            "2.1 External Interfaces\n- LSE-9 Elsewhere",
            "LSE-9",
            "missing: in Table 2, but not in the references",
            id="not-in-the-references",
        ),
        pytest.param(
            "F",
            "F References\n"
            + "\n".join(ENTRY.format(number=n, handle=f"LSE-{n}", title="How to meet") for n in (1, 2)),
            "LSE-2",
            "contradiction: the references give LSE-1 the same title",
            id="one-title-for-two",
        ),
        pytest.param(
            "F",
            "F References\n" + ENTRY.format(number=2, handle="LSE-1", title="How to meet"),
            "",
            "missing: no reference 1",
            id="a-number-is-skipped",
        ),
    ],
)
def test_references(part: str, text: str, subject: str, remark: str) -> None:
    assert remark in about(read(small(**{f"s{part}": text}), {}), subject)


@pytest.mark.parametrize(
    ("rows", "remark"),
    [
        pytest.param("\t\tcut off\n1\t2001-02-03\tA\tB", "unread: |  | cut off", id="continues-nothing"),
        pytest.param("1\t2001-02-03\tA\tB\tC", "unread: 1 | 2001-02-03 | A | B | C", id="too-many-cells"),
    ],
)
def test_a_row_of_the_change_record_that_is_not_understood_is_unread(rows: str, remark: str) -> None:
    head = "Version\tDate\tDescription\tOwner name\n"
    page = f"{FRONT.partition(head)[0]}{head}{rows}\n"
    assert remark in about(read(small(front=page), {}), "")


@pytest.mark.parametrize(
    ("date", "remark"),
    [
        pytest.param("2000-01-01", "dated 2000-01-01, the title page 2001-02-03", id="another-day"),
        pytest.param("soon", "dated nothing, the title page 2001-02-03", id="no-day"),
    ],
)
def test_the_last_row_of_the_change_record_has_the_date_of_the_title_page(date: str, remark: str) -> None:
    page = FRONT.replace("2\tsoon", f"2\t{date}")
    said = about(read(small(front=page), {}), "LDM-294")
    assert f"contradiction: the last row of the change record is {remark}" in said
