from __future__ import annotations

import pytest

from dmccb.importers.ldm564.read import read
from tests.importers.ldm564.builder import CONTENTS, SECOND, SECTION, TWO, text
from tests.importers.results import said


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        pytest.param("3.1 Two: LDM-503-01\t4", "section 3.1 is 'Two: LDM-503-01'", id="other-title"),
        pytest.param("3.1 One: LDM-503-02\t4", "section 3.1 is 'One: LDM-503-02'", id="other-code"),
        pytest.param(
            f"{CONTENTS}\n3.2 Two: LDM-503-02\t5", "is in the table of contents only", id="only-there"
        ),
        pytest.param("", "is not in the table of contents", id="not-there"),
    ],
)
def test_contents_against_sections(contents: str, told: str) -> None:
    (remark,) = said(read(text(contents=contents), {}), "contradiction")
    assert told in remark


@pytest.mark.parametrize(
    ("feature", "told"),
    [
        pytest.param("DM-A-1: Alpha (*Due: 2017-05-01; currently incomplete*)", [], id="equal"),
        pytest.param(
            "DM-A-1: Alpha (*Due: 2017-05-02; currently incomplete*)",
            ["DM-A-1: due 2017-05-02 here, 2017-05-01 on line {first}, which is used"],
            id="other-due",
        ),
        pytest.param(
            "DM-A-1: Beta (*Due: 2017-05-01; completed 2017-05-01*)",
            [
                "DM-A-1: completed 2017-05-01 here, none on line {first}, which is used",
                "DM-A-1: title Beta here, Alpha on line {first}, which is used",
            ],
            id="other-title-and-completion",
        ),
    ],
)
def test_listed_twice(feature: str, told: list[str]) -> None:
    whole = text(section=SECTION + SECOND.format(feature=feature), contents=TWO)
    first = whole[: whole.index("- DM-A-1: ")].count("\n") + 1
    result = read(whole, {})
    assert said(result, "contradiction") == [remark.format(first=first) for remark in told]
    assert result.records["milestones"]["DM-A-1"] == {"title": "Alpha", "due": "2017-05-01"}
    assert (result.counts["features"], result.counts["feature listings"]) == (1, 2)


@pytest.mark.parametrize(
    ("row", "fields", "told"),
    [
        pytest.param(
            "\t2018-03-16\tWords.\tA. Vega", {"date": "2018-03-16"}, ["gives no version"], id="no-version"
        ),
        pytest.param(
            "TBD\tXXXX-XX-XX\tWords.\tA. Vega",
            {},
            ["gives no date, only 'XXXX-XX-XX'", "gives no version, only 'TBD'"],
            id="placeholders",
        ),
        pytest.param(
            "2.0\t2018-03-16\tWords.\t",
            {"version": "2.0", "date": "2018-03-16"},
            ["gives no owner"],
            id="owner",
        ),
    ],
)
def test_change_record_row(row: str, fields: dict[str, str], told: list[str]) -> None:
    result = read(text(rows=row), {})
    document = result.records["documents"]["LDM-564"]
    (written,) = document["change_record"] if isinstance(document["change_record"], list) else []
    assert isinstance(written, dict)
    assert {name: written[name] for name in ("version", "date") if name in written} == fields
    assert [remark.partition(": the change record ")[2] for remark in said(result, "note")] == told
