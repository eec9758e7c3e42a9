from __future__ import annotations

import pytest

from dmccb.importers.importresult import ImportResult
from dmccb.importers.ldm294.read import read
from tests.importers.ldm294.builder import small
from tests.importers.results import about


@pytest.fixture(scope="module")
def result() -> ImportResult:
    return read(small(), {})


def test_a_person_has_the_institution_that_hosts_the_role(result: ImportResult) -> None:
    persons = result.records["organization/persons"]
    assert persons["ada-small"] == {"name": "Ada Small", "institution": "North"}
    assert persons["bo-olittle"] == {"name": "Bo O'Little"}
    assert persons["cy-able"] == {"name": "Cy Able"}


def test_wbs_managers_come_from_section_8(result: ImportResult) -> None:
    assert result.records["organization/wbs"] == {
        "02C": {"code": "1.02C", "title": "Data Building"},
        "02C.01": {"code": "1.02C.01", "title": "Tools", "institution": "North", "manager": "tcam-too"},
        "02C.02": {"code": "1.02C.02", "title": "Pipes", "institution": "South", "manager": "tcam-plumbing"},
    }


def test_several_groups_of_one_institution_need_a_named_manager() -> None:
    text = small(s8="8 Lead institutions\n8.1 North\n8.1.1 Tools\nwork\n8.1.2 Pipes\nwork")
    result = read(text, {})
    assert [name for name in result.records["organization/roles"] if name.startswith("tcam")] == []
    assert about(result, "02C.01") == [
        "missing: no T/CAM is named for 'Tools', one of several groups of 'North'"
    ]
